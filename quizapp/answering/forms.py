"""What a form of a question says beside its answer: what its page showed, and when it was sent.

A quiz may be open in two places, and two requests of one page may overtake each other. What a page
showed tells an answer that somebody changed from one that was only sent along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from quizapp.domain.answer_forms import shown_digest
from quizapp.domain.answers import Answer, Blank
from quizapp.domain.certainty import Certainty, certainty_of
from quizapp.domain.questions import Question
from quizapp.quizzes.models import ClockSource
from quizapp.quizzes.queries import Slot
from quizapp.quizzes.responses import Moment

Form = Mapping[str, Sequence[str]]

CERTAINTY = "certainty"
"""The field in which a learner says how sure they are of the answer."""
SEEN = "seen"
"""The field in which a page keeps the digest of the answer that it showed."""
ANSWERED, TOOK = "answered", "took"
"""Fields that the script fills in: when (milliseconds since 1970) and how long."""

_ASIDE = frozenset({SEEN, ANSWERED, TOOK})
_IN_FLIGHT = timedelta(minutes=1)
"""So long a request may be on its way. Clocks of two devices may differ by more than that."""


def certainty_in(form: Form, place: Slot) -> Certainty | None:
    """Return how sure a form says that its learner is; None where nobody asks or nothing is said.

    What no page offers is nothing said.
    """
    values = form.get(CERTAINTY, ()) if place.asks_certainty else ()
    return certainty_of(values[0]) if len(values) == 1 else None


def is_untouched(
    form: Form,
    question: Question,
    seed: str,
    answer: Answer,
    certainty: Certainty | None,
) -> bool:
    """Whether a form brings what its page showed.

    A page of an earlier version does not say what it showed; then a blank answer of a form without
    any field of it, as of options of which none was chosen, is one that was not touched.
    """
    seen = form.get(SEEN)
    if seen is None:
        return isinstance(answer, Blank) and form.keys() <= _ASIDE
    return seen == [shown_digest(question, seed, answer, certainty)]


def replaces_unseen(form: Form, question: Question, place: Slot) -> bool:
    """Whether a form comes from a page that did not show what is stored, and says what it showed.

    What is stored was entered elsewhere then: in another tab, or on another device.
    """
    seen = form.get(SEEN)
    return seen is not None and seen != [_shown(question, place)]


def is_overtaken(form: Form, question: Question, moment: Moment, place: Slot) -> bool:
    """Whether what is stored was entered after this, on a page that shows neither the other's.

    That happens where a script saves while the page is left: the two may arrive in either order.
    """
    if not place.clock == moment.clock == ClockSource.LEARNER or place.answered_at is None:
        return False
    is_older = timedelta(0) < place.answered_at - moment.answered_at <= _IN_FLIGHT
    return is_older and form.get(SEEN) != [_shown(question, place)]


def _shown(question: Question, place: Slot) -> str:
    """Return what a page says that it shows when it shows what is stored."""
    return shown_digest(question, place.seed, place.answer, place.certainty)
