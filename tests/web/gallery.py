"""A small app that shows every component, for tests that need no database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, Response, render_template, request
from flask_bootstrap import Bootstrap5
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.wsgi import FileWrapper
from wtforms import BooleanField, Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from quizapp.domain.presentation import Choice, Piece, Prompt
from quizapp.domain.questions import QuestionKind
from quizapp.web import content_language
from quizapp.web.addresses import only_here
from quizapp.web.certainty import spoken_calibration, spoken_misled
from quizapp.web.gradebook.words import spoken_whole
from quizapp.web.quizzes.reporting.figure_words import percent

WEB = Path(__file__).parents[2] / "quizapp" / "web"
PAGES = ("home", "quiz", "results", "study", "shown", "reading", "progress", "teach")

SENTENCE = (
    "On 11 January 2023 the four ministers agreed that attacks to, from or within space "
    "could lead to the invocation of Article V of the treaty."
)
SOURCE = {
    "title": "Brief: the alliance reaches into space",
    "publisher": "UPI",
    "date": "11 January 2023",
    "url": "https://example.org/report",
    "page_url": "/source",
}
BRIEF = {"paragraph": SENTENCE, "spans": [(50, 82), (101, 124)]}
PROOF = {
    "paragraph": f"{SENTENCE} More of the paragraph folds out.",
    "spans": [(50, 82), (101, 124)],
    "source": SOURCE,
    "brief": BRIEF,
}


def numbered(*texts: str) -> tuple[Choice, ...]:
    """Return choices with the tokens that the domain gives."""
    return tuple(Choice(str(number), text) for number, text in enumerate(texts, 1))


PROMPTS: dict[QuestionKind, Prompt] = {
    prompt.kind: prompt
    for prompt in (
        Prompt(
            QuestionKind.MULTIPLE_CHOICE,
            "Which article of the treaty can an attack in space bring into force?",
            numbered("Article IV", "Article V", "Article VI", "Article X"),
        ),
        Prompt(
            QuestionKind.MULTIPLE_RESPONSE,
            "Which of these people took part in the talks of January 2023?",
            numbered("Antony Blinken", "Lloyd Austin", "Yoshimasa Hayashi", "Nobuo Kishi"),
        ),
        Prompt(
            QuestionKind.TRUE_FALSE,
            "The new regiment will be on Okinawa by 2025.",
            (Choice("true", "True"), Choice("false", "False")),
        ),
        Prompt(
            QuestionKind.SHORT_ANSWER,
            "Who was Japan’s defence minister at the talks of 2023?",
            limit=500,
        ),
        Prompt(
            QuestionKind.NUMERIC,
            "How much of its output does Japan want to spend on defence?",
            unit="% of GDP",
            limit=500,
        ),
        Prompt(
            QuestionKind.CLOZE,
            "Fill the gaps.",
            pieces=(
                Piece("The ministers met in ", "1"),
                Piece(" and spoke of ", "2"),
                Piece(" as the greatest challenge."),
            ),
            limit=500,
        ),
        Prompt(
            QuestionKind.MATCHING,
            "Who held which office in January 2023?",
            numbered("Secretary of State", "Secretary of Defense", "Foreign Minister"),
            numbered("Lloyd Austin", "Antony Blinken"),
        ),
        Prompt(
            QuestionKind.ORDERING,
            "Put these in order of time, the earliest first.",
            numbered("The talks in Washington", "Three papers on strategy", "Talks by video"),
        ),
        Prompt(
            QuestionKind.ESSAY,
            "Was the treaty good for both sides?\nGive two reasons.",
            limit=20_000,
            words=(80, 200),
            criteria=("Reasons", "Language"),
        ),
        Prompt(QuestionKind.FLASHCARD, "What does the alliance call Article V?"),
    )
}

WHOLE = {"given": "Article IV", "expected": "Article V", "right": False, "answered": True}
RESULTS: list[dict[str, Any]] = [
    {
        "stem": PROMPTS[QuestionKind.MULTIPLE_CHOICE].stem,
        "outcome": "right",
        "points": "1 of 1",
        "rule": "One point for the right option.",
        "parts": [WHOLE | {"given": "Article V", "right": True}],
        "explanation": "The ministers said that an attack in space may bring it into force.",
        "proofs": [PROOF],
    },
    {
        "stem": PROMPTS[QuestionKind.MULTIPLE_CHOICE].stem,
        "outcome": "wrong",
        "points": "0 of 1",
        "rule": "One point for the right option.",
        "parts": [WHOLE | {"true_of": "it governs consultation between the two states."}],
        "proofs": [PROOF],
    },
    {
        "stem": PROMPTS[QuestionKind.MATCHING].stem,
        "outcome": "partly",
        "points": "½ of 1",
        "rule": "Each pair earns an equal share.",
        "parts": [
            {
                "label": "Lloyd Austin",
                "given": "Secretary of Defense",
                "expected": "Secretary of Defense",
                "right": True,
                "answered": True,
            },
            {
                "label": "Antony Blinken",
                "given": "",
                "expected": "Secretary of State",
                "right": False,
                "answered": False,
            },
        ],
        "proofs": [PROOF],
    },
    {
        "stem": PROMPTS[QuestionKind.NUMERIC].stem,
        "outcome": "blank",
        "points": "0 of 1",
        "rule": "An empty answer earns nothing.",
        "parts": [{"given": "", "expected": "2 % of GDP", "right": False, "answered": False}],
        "proofs": [],
    },
]
CARD = {
    "stem": "Which article of the treaty can an attack in space bring into force?",
    "answer": "Article V",
    "proofs": [PROOF],
    "grades": [
        {"rating": 1, "label": "Again", "interval": "10 min"},
        {"rating": 2, "label": "Hard", "interval": "2 days"},
        {"rating": 3, "label": "Good", "interval": "5 days"},
        {"rating": 4, "label": "Easy", "interval": "12 days"},
    ],
}


def span(text: str, words: str, note: str, strength: str) -> dict[str, Any]:
    """Return where the words stand in the text, with their note."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "note": note, "strength": strength}


def passages() -> list[dict[str, Any]]:
    """Return two paragraphs with their notes."""
    text = (
        SENTENCE + " They met in Washington, said that Japan would raise its spending on defence "
        "to 2 % of its output, and named China as the greatest challenge of all."
    )
    words = [
        ("On 11 January 2023", "The talks were on 11 January 2023", "sure"),
        ("Article V of the treaty", "Space is covered by Article V", "strong"),
        ("in Washington", "The talks were in Washington", "fair"),
        ("2 % of its output", "Japan aims at 2 % of its GDP", "weak"),
        ("China as the greatest challenge", "China is the greatest challenge", "new"),
    ]
    found = []
    for block in ("a", "b"):
        spans = [span(text, each[0], f"{block}{at}", each[2]) for at, each in enumerate(words)]
        notes = [
            {
                "id": f"{block}{at}",
                "words": each[0],
                "text": each[1],
                "strength": each[2],
                "url": "/q",
                "count": 3,
            }
            for at, each in enumerate(words)
        ]
        found.append({"text": text, "spans": spans, "notes": notes})
    return found


class QuestionForm(Form):
    """A form with every kind of field and one fault."""

    stem = StringField("Question", [InputRequired("The question is empty. Write it.")])
    topic = SelectField(
        "Topic", choices=[SelectChoice("space", "Space"), SelectChoice("money", "Money")]
    )
    note = TextAreaField("Explanation", description="Why the answer is right.")
    kinds = RadioField(
        "Who may see it",
        choices=[SelectChoice("all", "Everybody"), SelectChoice("class", "My class")],
    )
    typos = BooleanField("Forgive small typing errors")


def forecast() -> list[dict[str, Any]]:
    """Return the bars of 14 days."""
    values = (18, 7, 4, 0, 9, 3, 2, 6, 1, 0, 5, 2, 3, 1)
    return [
        {
            "label": str((22 + day) % 31 + 1),
            "long": f"{(22 + day) % 31 + 1} January",
            "value": count,
        }
        for day, count in enumerate(values)
    ]


def context() -> dict[str, Any]:
    """Return everything that the gallery's pages read."""
    form = QuestionForm(data={"topic": "space", "kinds": "all"})
    form.validate()
    given = [
        {"choice": "2"},
        {"choices": ["1", "3"]},
        {},
        {"text": "Hamada"},
        {},
        {"gap-1": "Tokyo"},
    ]
    return {
        "prompts": list(PROMPTS.values()),
        "given": [*given, *[{}] * len(PROMPTS)],
        "results": RESULTS,
        "card": CARD,
        "source": SOURCE,
        "passages": passages(),
        "forecast": forecast(),
        "known": [
            {"label": word, "value": value}
            for word, value in zip(
                ("new", "weak", "fair", "strong", "sure"), (14, 9, 18, 31, 12), strict=True
            )
        ],
        "topics": [
            {"label": "Space", "value": 0.92, "shown": "92 % of 25"},
            {"label": "The southern islands", "value": 0.7, "shown": "70 % of 40"},
            {"label": "Money", "value": 0.4, "shown": "40 % of 10"},
        ],
        "questions": [
            (
                "Which article can an attack in space bring into force?",
                "choice",
                "published",
                "82 %",
            ),
            ("The new regiment will be on Okinawa by 2025.", "true or false", "draft", "–"),
            ("How much does Japan want to spend on defence?", "number", "retired", "41 %"),
        ],
        "form": form,
    }


def create_gallery() -> Flask:
    """Return the app: one address for each of PAGES, themes by cookie as in the real one."""
    app = Flask("gallery", static_folder=str(WEB / "static"))
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(WEB / "templates"),
            FileSystemLoader(Path(__file__).parent / "pages"),
        ]
    )
    app.secret_key = "gallery"
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(app)
    navigation = {
        "links": [
            {"label": "Study", "url": "/study"},
            {"label": "Progress", "url": "/progress"},
            {"label": "Teach", "url": "/teach"},
        ],
        "account": {"label": "Ada", "initials": "A", "url": "/account"},
        "log_in_url": "/login",
        "log_out_url": "/logout",
        "theme_url": "/theme",
    }
    content_language.init_app(app)
    app.add_template_filter(spoken_calibration)
    app.add_template_filter(spoken_misled)
    app.add_template_filter(percent, "nearest_percent")
    app.add_template_filter(spoken_whole)
    app.add_template_filter(only_here)
    app.context_processor(lambda: {"navigation": navigation})

    @app.after_request
    def forbid_inline(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = "default-src 'self'; img-src 'self' data:"
        return response

    @app.after_request
    def keep_no_file_open(response: Response) -> Response:
        # Werkzeug's server does not close what it sends where the reader goes away.
        sent = response.response
        response.direct_passthrough = False
        response.set_data(response.get_data())
        if isinstance(sent, FileWrapper):
            sent.close()
        return response

    @app.route(f"/<any({', '.join(PAGES)}):page>", methods=["GET", "POST"])
    def show(page: str) -> str:
        name = "study" if page == "shown" else page
        shown = page == "shown" or "show" in request.args
        return render_template(f"{name}.html", shown=shown, **context())

    @app.post("/quiz/responses")
    def save() -> dict[str, object]:
        return {"seen": {}, "problems": {}}

    @app.post("/undo")
    def undo() -> str:
        return show("study")

    return app
