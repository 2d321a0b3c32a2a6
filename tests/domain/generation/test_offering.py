"""Facts of which nothing sound can be asked are not offered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.generation.offering import badly_told, without
from quizapp.domain.generation.pipeline import Filtered, Generated
from quizapp.domain.generation.reasons import Reason
from quizapp.domain.generation.writers import WritingContext
from quizapp.domain.generation.writers.flashcard import write_card
from tests.domain.generation.harbour import FACTS

FACT = next(fact for fact in FACTS if not fact.conflicts_with)


def made(writing: WritingContext, codes: list[str], *, sound: bool = False) -> Generated:
    card = write_card(FACT, writing)
    assert card is not None
    held = [Filtered(replace(card, id=f"card-{code}"), (Reason(code, ""),)) for code in codes]
    return Generated((card,) if sound else (), tuple(held))


@pytest.mark.parametrize(
    ("codes", "offered"),
    [
        (["references", "wording"], False),
        (["form"], False),
        (["form", "key"], True),
        (["form", "enough"], True),
        (["length"], True),
        ([], True),
    ],
)
def test_a_fact_is_offered_unless_each_of_its_questions_is_badly_told(
    writing: WritingContext, codes: list[str], offered: bool
) -> None:
    assert (FACT.id not in badly_told([FACT], made(writing, codes))) == offered


def test_one_sound_question_is_enough(writing: WritingContext) -> None:
    assert not badly_told([FACT], made(writing, ["form"], sound=True))


def test_a_fact_that_another_contradicts_is_shown(writing: WritingContext) -> None:
    against = replace(FACT, conflicts_with=("another",))
    assert not badly_told([against], made(writing, ["form"]))


def test_its_drafts_go_with_it(writing: WritingContext) -> None:
    drafts = made(writing, ["form"])
    assert without(drafts, frozenset({FACT.id})).filtered == ()
    assert without(drafts, frozenset()).filtered == drafts.filtered
