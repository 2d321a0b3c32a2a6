"""Questions whose words have a fault: check, field and question."""

from __future__ import annotations

from quizapp.domain.questions import (
    Question,
)
from tests.domain.generation.checks.asking import (
    SIGNED,
    card,
    choice,
    cloze,
    numeric,
    ordering,
    short,
    verdict,
)

FAULTY_WORDINGS: tuple[tuple[str, str, str, Question], ...] = (
    ("pronoun", "references", "stem", choice(stem="Where did they sign the Harbour Pact?")),
    ("bare definite", "references", "stem", choice(stem="In which city was the agreement signed?")),
    ("both sides", "references", "stem", choice(stem="In which city did both sides meet?")),
    (
        "a date names nobody",
        "references",
        "stem",
        choice(stem="In which city in January 2023 did the ministers meet?"),
    ),
    ("opener", "references", "stem", verdict("pact-signed-where", f"However, {SIGNED}", key=True)),
    ("demonstrative", "references", "stem", choice(stem="In which city was this pact signed?")),
    (
        "pronoun in the key",
        "references",
        "back",
        card("kallvik-closes", "Why does a harbour close in winter?", "Its ice"),
    ),
    (
        "pronoun in an item",
        "references",
        "items.pact-drafted.text",
        ordering(("They drafted a pact", "pact-drafted"), ("The pact was revised", "pact-revised")),
    ),
    (
        "negation lost",
        "flags",
        "stem",
        verdict("harbour-will-not-grow", "Anna Berg says that the harbour will grow.", key=True),
    ),
    (
        "negation added",
        "flags",
        "stem",
        choice(stem="In which city did Norland not sign the pact?"),
    ),
    (
        "hedge lost",
        "flags",
        "stem",
        verdict("exercise-begins", "The exercise Grey Seal begins on 13 January 2023.", key=True),
    ),
    (
        "speaker lost",
        "flags",
        "stem",
        verdict("harbour-will-not-grow", "The harbour of Port Arden will not grow.", key=True),
    ),
    ("yesterday", "time", "stem", choice(stem="In which city was a pact signed yesterday?")),
    (
        "yesterday of a year",
        "time",
        "stem",
        choice(stem="Where in 2023 was a pact signed yesterday?"),
    ),
    ("weekday", "time", "stem", choice(stem="In which city was a pact signed on Wednesday?")),
    ("last year", "time", "stem", choice(stem="In which city was a pact signed last year?")),
    ("open bracket", "form", "stem", choice(stem="In which city (of Norland was it?")),
    ("open quotation", "form", "stem", choice(stem="In which “city was it signed?")),
    (
        "split number",
        "form",
        "text",
        cloze("port-spending", "Norland will spend ${{1}} on it.", "2"),
    ),
    (
        "digits beside a gap",
        "form",
        "text",
        cloze("squadron-moves", "It moves by 20{{1}}.", "2025"),
    ),
    ("space before a comma", "form", "stem", choice(stem="In which city , Norland's, was it?")),
    ("two spaces", "form", "stem", choice(stem="In which  city of Norland was it?")),
    ("broken key", "form", "options.a.text", choice(key="Port Arden (Norland")),
    ("no full stop", "form", "stem", verdict("pact-signed-where", SIGNED[:-1], key=True)),
    ("no full stop in a cloze", "form", "text", cloze("squadron-moves", "Moves {{1}} and", "2025")),
    ("small letter", "form", "stem", choice(stem="in which city was the pact signed?")),
    ("who for a town", "form", "stem", choice(stem="Who signed the Harbour Pact?")),
    ("who for a number", "form", "stem", numeric("Who is in the Third Squadron?", "3400")),
    ("when for a town", "form", "stem", choice(stem="When was the Harbour Pact signed?")),
    (
        "where for a date",
        "form",
        "stem",
        card("pact-drafted", "Where was it all done?", "May 2021"),
    ),
    ("how many for a town", "form", "stem", choice(stem="How many cities signed?")),
    (
        "what for a person",
        "form",
        "stem",
        short("norland-premier", "What was Norland's premier?", "Eva Falk"),
    ),
    (
        "which year for a day",
        "form",
        "stem",
        card("pact-signed", "In which year was it signed?", "11 January 2023"),
    ),
    ("long stem", "length", "stem", choice(stem="In which city " + "of many " * 16 + "was it?")),
    ("long option", "length", "options.b.text", choice(wrong=(("one " * 17, ""), ("Vestby", "")))),
    (
        "long typed answer",
        "length",
        "accepted",
        short("spending-period", "How long?", "over five years or about that long"),
    ),
    (
        "open conflict",
        "conflict",
        "stem",
        card("signed-by-borg", "Who signed the Harbour Pact for Norland?", "Anna Borg"),
    ),
)
