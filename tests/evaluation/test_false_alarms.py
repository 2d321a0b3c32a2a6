"""Questions that people have read and found good raise next to no alarm."""

from __future__ import annotations

from quizapp.domain.generation.checks import CheckContext, check_question
from tests.evaluation.seeding.good import frozen_bank

LEAST = 200
MOST_ALARMS = 0.05


def test_at_most_one_good_question_in_twenty_raises_an_alarm() -> None:
    bank = frozen_bank()
    context = CheckContext.of(bank)
    alarms = {each.id: check_question(each, context) for each in bank.questions}
    raised = {name: findings for name, findings in alarms.items() if findings}
    assert len(bank.questions) >= LEAST
    assert len(raised) <= MOST_ALARMS * len(bank.questions), raised


def test_the_frozen_questions_are_of_every_kind() -> None:
    assert len({each.kind for each in frozen_bank().questions}) == 9
