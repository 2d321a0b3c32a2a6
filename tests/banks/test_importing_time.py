"""Large banks load in reasonable time."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from quizapp.banks.models import Question
from quizapp.db import db, transaction
from tests import builders

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def load(content):
    with transaction() as session:
        return builders.load(session, content, NOON)


@pytest.mark.usefixtures("context")
def test_thousands_of_questions_load_within_seconds():
    questions = tuple(
        replace(builders.QUESTIONS[at % 9], id=f"question-{at}") for at in range(2000)
    )
    began = time.process_time()
    assert load(builders.bank(questions=questions)).questions.added == 2000
    first = time.process_time() - began
    began = time.process_time()
    assert not load(builders.bank(questions=questions)).changed_anything
    assert time.process_time() - began < max(2.0, first)
    assert first < 8
    assert db.session.scalar(select(func.count()).select_from(Question)) == 2000
