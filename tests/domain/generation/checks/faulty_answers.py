"""Questions whose key, options or verdict have a fault: check, field and question."""

from __future__ import annotations

from quizapp.domain.questions import (
    MultipleChoice,
    Question,
)
from tests.domain.generation.checks.asking import (
    SIGNED,
    card,
    choice,
    matching,
    numeric,
    ordering,
    responses,
    short,
    verdict,
)


def sailors(stem: str, *wrong: str) -> MultipleChoice:
    return choice(
        fact="sailors-in-norland",
        stem=stem,
        key="About 50,000",
        wrong=tuple((text, "") for text in wrong),
    )


FAULTY_ANSWERS: tuple[tuple[str, str, str, Question], ...] = (
    ("wrong key", "key", "options.a.text", choice(key="Ravnsund")),
    ("wrong number", "key", "value", numeric("How many sailors has the Third Squadron?", "3500")),
    ("number for a town", "key", "value", numeric("How many?", "3", "pact-signed-where")),
    ("key in the stem", "key", "stem", choice(stem="Which city, Port Arden or another, was it?")),
    (
        "half of the key in the stem",
        "key",
        "stem",
        card("pact-signed-where", "Near Arden woods, where was a pact signed?", "Port Arden"),
    ),
    ("number in the stem", "key", "stem", numeric("Has the squadron about 3,400 sailors?", "3400")),
    (
        "key beside its pair",
        "key",
        "stem",
        matching(
            ("Squadron of Kallvik", "Kallvik", "home-of-fourth"),
            ("Sixth", "Vestby", "home-of-sixth"),
        ),
    ),
    (
        "date in an item",
        "key",
        "items.pact-drafted.text",
        ordering(
            ("It was May 2021 when they drafted the pact", "pact-drafted"),
            ("Revised", "pact-revised"),
        ),
    ),
    (
        "alias as a wrong option",
        "one-answer",
        "options.b.text",
        choice(
            fact="article-iv-covers",
            stem="What covers cyber attacks?",
            key="Article IV",
            wrong=(("Article 4", ""), ("Article VII", "")),
        ),
    ),
    (
        "part of the name as a wrong option",
        "one-answer",
        "options.b.text",
        choice(
            fact="norland-trade",
            stem="Who was minister?",
            key="Anna Berg",
            wrong=(("A. Berg Anna", ""), ("Eva Falk", "")),
        ),
    ),
    (
        "another right answer as wrong",
        "one-answer",
        "options.c.text",
        responses(
            ("Ostland", "condemned-ostland"),
            ("Highland", "ally-highland"),
            ("Westland", "condemned-westland"),
            keys=("a",),
        ),
    ),
    (
        "another right answer not accepted",
        "one-answer",
        "accepted",
        short(
            "condemned-ostland", "Whom did the ministers of Norland and Sudland condemn?", "Ostland"
        ),
    ),
    (
        "a right side for two",
        "one-answer",
        "pairs.1.right",
        matching(
            ("Foes of Norland", "Ostland", "condemned-ostland"),
            ("Foes of Sudland", "Westland", "condemned-westland"),
        ),
    ),
    (
        "option in the evidence",
        "true-option",
        "options.b.text",
        choice(wrong=(("Sudland", ""), ("Kallvik", ""))),
    ),
    (
        "value in conflict",
        "true-option",
        "options.b.text",
        choice(
            fact="signed-by-borg",
            stem="According to NNA, who signed the Harbour Pact for Norland?",
            key="Anna Borg",
            wrong=(("Anna Berg", ""), ("Eva Falk", "")),
        ),
    ),
    (
        "option linked with a fact that says something else",
        "true-option",
        "options.b.text",
        choice(wrong=(("Kallvik", "home-of-sixth"), ("Vestby", ""))),
    ),
    (
        "long key",
        "levels",
        "options.a.text",
        choice(
            key="the well-known trading town of Port Arden on the coast",
            wrong=(("Kallvik", ""), ("Vestby", "")),
        ),
    ),
    (
        "another level",
        "levels",
        "options.b.text",
        choice(wrong=(("Highland", "ally-highland"), ("Vestby", ""))),
    ),
    (
        "number beside words",
        "levels",
        "options.b.text",
        sailors("How many sailors live in Norland?", "A great many", "About 7,000"),
    ),
    (
        "two changes",
        "true-false",
        "stem",
        verdict(
            "pact-signed-where",
            "Norland and Eastmark signed the Harbour Pact in the town of Vestby.",
            key=False,
            correction="Port Arden",
        ),
    ),
    (
        "bounded number",
        "true-false",
        "stem",
        verdict(
            "grey-seal-size",
            "More than 3,000 sailors took part in the exercise Grey Seal.",
            key=False,
            correction="More than 4,000",
        ),
    ),
    (
        "altered quotation",
        "true-false",
        "stem",
        verdict(
            "harbour-will-not-grow",
            "Anna Berg said: “The harbour shrinks.”",
            key=False,
            correction="not grow",
        ),
    ),
    (
        "false but true",
        "true-false",
        "stem",
        verdict("pact-signed-where", SIGNED, key=False, correction="Port Arden"),
    ),
    (
        "another fact marked false",
        "true-false",
        "stem",
        verdict(
            "pact-signed-where",
            "The Harbour Pact was drafted in May 2021.",
            key=False,
            correction="Port Arden",
        ),
    ),
    (
        "true but another value",
        "true-false",
        "stem",
        verdict("pact-signed-where", SIGNED.replace("Port Arden", "Vestby"), key=True),
    ),
    (
        "no correction",
        "true-false",
        "correction",
        verdict("pact-signed-where", SIGNED.replace("Port Arden", "Vestby"), key=False),
    ),
    (
        "wrong correction",
        "true-false",
        "correction",
        verdict(
            "pact-signed-where",
            SIGNED.replace("Port Arden", "Vestby"),
            key=False,
            correction="Kallvik",
        ),
    ),
)
