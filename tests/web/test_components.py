"""The pieces of pages: every kind has one, they escape, and they weigh little."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import flask_bootstrap
import pytest
from flask import get_template_attribute
from markupsafe import Markup

from quizapp.domain.answers import Outcome
from quizapp.domain.presentation import Choice, Piece, Prompt
from quizapp.domain.questions import QuestionKind
from quizapp.domain.scheduling.strength import Strength
from tests.web.gallery import PAGES, PROMPTS, PROOF, WEB, create_gallery

TEMPLATES = WEB / "templates"
STATIC = WEB / "static"
EVIL = '<script>alert("x")</script>\'"&'
TOKEN = re.compile(r"--([a-z-]+): light-dark\((#\w+), (#\w+)\);")


@pytest.fixture(autouse=True)
def request_of_the_gallery() -> Iterator[None]:
    with create_gallery().test_request_context("/"):
        yield


def macro(file: str, name: str) -> Any:
    return get_template_attribute(f"components/{file}.html", name)


def card(prompt: Prompt, **options: Any) -> str:
    return str(macro("question", "question_card")(prompt, **options))


def test_every_kind_of_question_has_a_partial_and_no_other_has() -> None:
    partials = {path.stem for path in (TEMPLATES / "components" / "kinds").glob("*.html")}
    assert partials == {kind.value for kind in QuestionKind} == {kind.value for kind in PROMPTS}


@pytest.mark.parametrize("kind", QuestionKind)
def test_every_field_of_a_card_carries_its_prefix(kind: QuestionKind) -> None:
    html = card(PROMPTS[kind], number=3, total=20, prefix="q3-")
    names = re.findall(r' name="([^"]*)"', html)
    assert names
    assert all(name.startswith("q3-") for name in names)
    assert "Question 3 of 20" in html


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_card_is_a_fieldset_with_its_stem_as_legend(kind: QuestionKind) -> None:
    html = card(PROMPTS[kind])
    legend = re.search(r"<legend>(.*?)</legend>", html, re.DOTALL)
    assert legend is not None
    assert str(Markup.escape(PROMPTS[kind].stem)) in legend.group(1)


@pytest.mark.parametrize(
    ("kind", "given", "shown"),
    [
        (QuestionKind.MULTIPLE_CHOICE, {"choice": "2"}, 'value="2" checked'),
        (QuestionKind.MULTIPLE_RESPONSE, {"choices": ["3"]}, 'value="3" checked'),
        (QuestionKind.TRUE_FALSE, {"verdict": "false"}, 'value="false" checked'),
        (QuestionKind.SHORT_ANSWER, {"text": "Hamada"}, 'value="Hamada"'),
        (QuestionKind.NUMERIC, {"text": "2"}, 'value="2"'),
        (QuestionKind.CLOZE, {"gap-2": "China"}, 'name="gap-2" value="China"'),
        (QuestionKind.MATCHING, {"match-1": "2"}, 'value="2" selected'),
        (QuestionKind.ORDERING, {"place-1": "2"}, "<option selected>2"),
        (QuestionKind.ESSAY, {"text": "Yes.\n<b>"}, "Yes.\n&lt;b&gt;</textarea>"),
        (QuestionKind.FLASHCARD, {"rating": "4"}, 'value="4" checked'),
    ],
)
def test_a_card_shows_what_was_answered_before(
    kind: QuestionKind, given: dict[str, Any], shown: str
) -> None:
    assert shown in card(PROMPTS[kind], given=given)
    assert shown not in card(PROMPTS[kind])


@pytest.mark.parametrize("kind", QuestionKind)
def test_hostile_words_stay_words_in_a_card(kind: QuestionKind) -> None:
    choices = (Choice("1", EVIL), Choice("2", EVIL))
    prompt = Prompt(kind, EVIL, choices, choices, (Piece(EVIL, "1"), Piece(EVIL)), EVIL, 500)
    prompt = replace(prompt, criteria=(EVIL,))
    html = card(prompt, given={"text": EVIL, "gap-1": EVIL})
    assert "<script" not in html
    assert EVIL not in html


def test_hostile_words_stay_words_in_results_and_evidence() -> None:
    source = {"title": EVIL, "publisher": EVIL, "date": EVIL, "url": "", "page_url": ""}
    part = {"label": EVIL, "given": EVIL, "expected": EVIL, "right": False, "answered": True}
    brief = {"paragraph": EVIL, "spans": [(2, 9)]}
    html = macro("result", "result_row")(
        1,
        EVIL,
        "wrong",
        [part | {"true_of": EVIL}],
        EVIL,
        EVIL,
        EVIL,
        [{"paragraph": EVIL, "spans": [(2, 9)], "source": source, "brief": brief}],
    )
    assert "<script" not in html
    assert "alert(&#34;x&#34;)" in html


def test_of_what_was_not_answered_the_first_proof_is_seen_and_all_others_fold_out() -> None:
    part = {"label": "", "given": "", "expected": "Left", "right": False, "answered": False}
    parts = [part | {"label": label} for label in ("One", "Two")]
    sources = [dict(PROOF["source"], title=title) for title in ("First", "Second", "Third")]
    # The last has nothing around its words: it is folded all the same, and not lost.
    proofs = [dict(PROOF, source=each) for each in sources]
    proofs[2] = dict(proofs[2], paragraph=PROOF["brief"]["paragraph"])
    row = macro("result", "result_row")
    seen, folded = str(row(1, "Match.", "blank", parts, proofs=proofs)).split("<details")
    assert [title for title in ("First", "Second", "Third") if title in seen] == ["First"]
    assert [title for title in ("Second", "Third") if title in folded] == ["Second", "Third"]
    assert (seen.count("<blockquote"), folded.count("<blockquote")) == (1, 3)


def test_of_what_was_missed_what_is_right_is_seen_and_the_answers_to_parts_fold_out() -> None:
    part = {"given": "Up", "expected": "Left", "right": False, "answered": True, "label": "One"}
    right = part | {"given": "Down", "expected": "Down", "right": True, "label": "Two"}
    row = macro("result", "result_row")
    proofs = [PROOF, PROOF]
    seen, folded = str(row(1, "Match.", "partly", [part, right], proofs=proofs)).split("<details")
    assert [each for each in ("One", "Left", "Two", "Up", "<blockquote") if each in seen] == [
        "One",
        "Left",
    ]
    assert all(each in folded for each in ("One", "Two", "Up", "Down"))
    assert folded.count("<blockquote") == 2
    seen = str(row(1, "What?", "wrong", [part], proofs=proofs)).split("<details")[0]
    assert [each for each in ("Up", "Left") if each in seen] == ["Up", "Left"]
    assert seen.count("<blockquote") == 1
    later = str(row(1, "What?", "wrong", [part], proofs=proofs, in_sight=0)).split("<details")
    assert [each.count("<blockquote") for each in later] == [0, 2]


def test_what_is_right_folds_out_unless_it_was_marked_again() -> None:
    part = {"label": "", "given": "Left", "expected": "Left", "right": True, "answered": True}
    row = macro("result", "result_row")
    seen, folded = str(row(1, "What?", "right", [part], proofs=[PROOF])).split("<details", 1)
    assert "Left" not in seen
    assert folded.index("What?") < folded.index("</summary>") < folded.index("<blockquote")
    marked_again = str(row(1, "What?", "right", [part], proofs=[PROOF], reason="A key."))
    assert "<blockquote" in marked_again.split("<details")[0]


def test_a_link_that_is_no_web_address_is_not_linked() -> None:
    source = {"title": "A report", "publisher": "", "date": "", "page_url": ""}
    citation = macro("evidence", "citation")
    assert "javascript" not in citation(source | {"url": "javascript:alert(1)"})
    assert 'href="https://example.org"' in citation(source | {"url": "https://example.org"})


def test_marks_stand_on_exactly_the_proving_words() -> None:
    marked = macro("evidence", "marked")
    assert marked("a <b> & c", [(2, 5), (8, 9)]) == "a <mark>&lt;b&gt;</mark> &amp; <mark>c</mark>"
    assert marked("plain", []) == "plain"


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_word_and_a_shape(outcome: Outcome) -> None:
    html = macro("result", "outcome_line")(outcome)
    assert "<svg" in html
    word = re.search(r"<strong>(.*?)</strong>", html)
    assert word is not None
    assert word.group(1)[0].isupper()


@pytest.mark.parametrize("strength", Strength)
def test_every_strength_is_told_in_a_word_and_five_strokes(strength: Strength) -> None:
    html = macro("memory", "meter")(strength)
    assert html.count("<path") == 5
    assert f"</svg>{strength.value}<" in html


def test_charts_of_nothing_are_drawn_without_dividing_by_zero() -> None:
    assert "<svg" in macro("charts", "stacked_bar")("Nothing yet.", [{"label": "new", "value": 0}])
    day = {"label": "1", "long": "1 May", "value": 0}
    assert 'height="0.0"' in macro("charts", "bar_chart")("Nothing is due.", [day])


# A file that is downloaded is read where our stylesheet is not.
DOWNLOADED = {TEMPLATES / "privacy" / "export.html"}


@pytest.mark.parametrize(
    "path", sorted(set(TEMPLATES.rglob("*.html")) - DOWNLOADED), ids=lambda path: path.stem
)
def test_no_template_has_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "javascript:" not in text
    assert "|safe" not in text.replace(" ", "")


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_no_page_loads_more_than_two_modules(path: Path) -> None:
    for names in re.findall(r"set modules = \[(.*?)\]", path.read_text(encoding="utf-8")):
        named = re.findall(r'"([a-z-]+)"', names)
        assert len(named) <= 2
        assert all((STATIC / "js" / f"{name}.js").is_file() for name in named)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_gallery_has_one_heading_and_unique_ids(page: str) -> None:
    html = create_gallery().test_client().get(f"/{page}").get_data(as_text=True)
    assert html.count("<h1") == 1
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_on_the_page_and_the_system_is_not(theme: str) -> None:
    client = create_gallery().test_client()
    assert "data-theme" not in client.get("/home").get_data(as_text=True)
    client.set_cookie("theme", theme)
    assert f'data-theme="{theme}" data-bs-theme="{theme}"' in client.get("/home").text
    client.set_cookie("theme", '"><script>')
    assert "data-theme" not in client.get("/home").text


def test_a_cold_quiz_of_twenty_questions_is_small() -> None:
    prompt = PROMPTS[QuestionKind.MULTIPLE_CHOICE]
    cards = "".join(card(prompt, number=at, total=20, prefix=f"q{at}-") for at in range(1, 21))
    page = create_gallery().test_client().get("/home").text + cards
    bootstrap = Path(flask_bootstrap.__file__).parent / "static/bootstrap5/css/bootstrap.min.css"
    ours = (
        "css/quizapp.css",
        "js/question.js",
        "js/saving.js",
        "favicon.svg",
    )
    bodies = [
        page.encode(),
        bootstrap.read_bytes(),
        *((STATIC / name).read_bytes() for name in ours),
    ]
    assert sum(len(gzip.compress(body, 6)) for body in bodies) < 50_000


@pytest.mark.parametrize(("name", "most"), [("quizapp", 18_432), ("learning", 8_192)])
def test_our_stylesheets_stay_lean(name: str, most: int) -> None:
    assert (STATIC / "css" / f"{name}.css").stat().st_size < most


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_have_enough_contrast(theme: int) -> None:
    css = (STATIC / "css" / "quizapp.css").read_text(encoding="utf-8")
    colours = {name: pair[theme] for name, *pair in TOKEN.findall(css)}
    for text in ("ink", "muted", "action", "action-strong", "right", "wrong"):
        for ground in ("paper", "card"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["on-marker"], colours["marker"]) >= 4.5
    assert contrast(colours["on-action"], colours["action"]) >= 4.5
    assert contrast(colours["on-action"], colours["action-strong"]) >= 4.5
    for ground in ("paper", "card"):
        assert contrast(colours["edge"], colours[ground]) >= 3


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("share", "text"), [(20, "ink"), (40, "ink"), (60, "on-marker"), (80, "on-marker")]
)
def test_words_under_a_thin_highlighter_can_be_read(theme: int, share: int, text: str) -> None:
    css = (STATIC / "css" / "quizapp.css").read_text(encoding="utf-8")
    colours = {name: pair[theme] for name, *pair in TOKEN.findall(css)}
    assert f"var(--marker) {share}%" in (STATIC / "css" / "learning.css").read_text("utf-8")
    mixed = [
        share / 100 * marker + (1 - share / 100) * paper
        for marker, paper in zip(
            channels(colours["marker"]), channels(colours["paper"]), strict=True
        )
    ]
    assert ratio(luminance(mixed), luminance(channels(colours[text]))) >= 4.5


def channels(colour: str) -> list[float]:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]


def luminance(rgb: list[float]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def contrast(one: str, other: str) -> float:
    return ratio(luminance(channels(one)), luminance(channels(other)))
