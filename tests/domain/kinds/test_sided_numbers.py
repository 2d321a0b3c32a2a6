"""Numbers that lie just below or just above another: the tolerance keeps to that side."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizapp.domain.answers import Typed
from quizapp.domain.kinds.marks import Judgement
from quizapp.domain.questions import Numeric, Side


def asked(stem: str, side: Side) -> Numeric:
    return Numeric(
        id="q",
        topic="t",
        stem=stem,
        fact="f",
        value=Decimal(900_000),
        tolerance=Decimal(45_000),
        side=side,
    )


def right(question: Numeric, typed: str) -> bool:
    judged = question.judge(Typed(typed), ())
    assert isinstance(judged, Judgement)
    return judged.points == 1


JUST_UNDER = asked("Just under how many people came?", Side.BELOW)
JUST_OVER = asked("Just over how many people came?", Side.ABOVE)
ABOUT = asked("About how many people came?", Side.BOTH)


@pytest.mark.parametrize(
    ("typed", "under", "over", "about"),
    [
        ("900,000", True, True, True),
        ("0.9 million", True, True, True),
        ("860,000", True, False, True),
        ("940,000", False, True, True),
        ("850,000", False, False, False),
        ("950,000", False, False, False),
        ("about 900,000", True, True, True),
        ("just under 900,000", True, False, True),
        ("nearly 900,000", True, False, True),
        ("almost 900,000", True, False, True),
        ("close to 900,000", True, False, True),
        ("not quite 900,000", True, False, True),
        ("a little under 900,000", True, False, True),
        ("just over 900,000", False, True, True),
        ("more than 900,000", False, True, True),
        ("well over 900,000", False, True, True),
        ("upwards of 900,000", False, True, True),
        ("in excess of 900,000", False, True, True),
        ("> 900,000", False, True, True),
        ("< 900,000", True, False, True),
    ],
)
def test_the_side_of_a_number_is_kept(typed: str, under: bool, over: bool, about: bool) -> None:
    marks = tuple(right(question, typed) for question in (JUST_UNDER, JUST_OVER, ABOUT))
    assert marks == (under, over, about)


def test_a_question_that_says_a_bound_refuses_the_other_side() -> None:
    question = Numeric(
        id="q", topic="t", stem="At least how many came?", fact="f", value=Decimal(500)
    )
    assert right(question, "500")
    assert right(question, "at least 500")
    assert not right(question, "fewer than 500")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (JUST_UNDER, "900,000, or up to 45,000 less"),
        (JUST_OVER, "900,000, or up to 45,000 more"),
        (ABOUT, "900,000, give or take 45,000"),
    ],
)
def test_the_solution_says_on_which_side_it_is_forgiven(question: Numeric, said: str) -> None:
    assert question.solution().answers == (("Answer", said),)
