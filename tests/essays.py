"""The tiny bank with an essay in it, and what is sent for it."""

from decimal import Decimal

from quizapp.domain.banks import Bank
from quizapp.domain.questions import Criterion, Essay, Level
from tests import builders

ESSAY = Essay(
    id="light-essay",
    topic="tower",
    stem="Should the light stay lit?\nGive two reasons.",
    explanation="Think of the ships, and of what it costs.",
    status=builders.PUBLISHED,
    criteria=(
        Criterion(
            "reasons",
            "Reasons",
            (
                Level("Two", Decimal(4), "both follow from the text"),
                Level("One", Decimal(2)),
                Level("Weak", Decimal(1)),
                Level("Missing", Decimal(0)),
            ),
        ),
        Criterion("style", "Style", (Level("Clear", Decimal(2)), Level("Unclear", Decimal(0)))),
    ),
    least_words=5,
    most_words=80,
)
TEXT = "It should stay lit.\nShips need it, and it is <b>beautiful</b>."
BEST = {"reasons": 0, "style": 0}
MIDDLE = {"reasons": 1, "style": 0}
LEAST = {"reasons": 3, "style": 1}


def bank() -> Bank:
    """Return the bank."""
    return builders.with_question(ESSAY)
