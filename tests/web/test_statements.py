"""How many statements the busiest requests send to the database: a number that may only fall.

It says more about speed than a clock does, and a page that asks once for each of its questions is
found out by it.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import uuid4

import pytest

from quizapp.assignments.services import What
from quizapp.quizzes.designs import Item
from tests import builders, statements
from tests.assignments.conftest import Giving, biology, colleague, giving
from tests.quizzes.designing import build
from tests.studies import bank
from tests.web.conftest import Walk

__all__ = ["bank", "biology", "colleague", "giving"]

MOST = {
    "home": 13,
    "bank": 16,
    "choose": 5,
    "start": 11,
    "page": 6,
    "save": 5,
    "save again": 4,
    "hand in": 13,
    "results": 13,
    "check": 16,
    "checked": 12,
    "card": 12,
    "study": 16,
    "feedback": 15,
}
"""For somebody who has been here before. BEGIN counts; COMMIT is no statement to the driver.

Wherever a fact could be seen, one of them asks whether a quiz closes anything to the learner.
"""

OF_A_QUIZ = ("start", "page", "save", "hand in", "results")

Counted = dict[str, list[str]]
Counting = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def counted(app) -> Iterator[tuple[Counted, Counting]]:
    """The statements of each request by its name, and what counts them."""
    found: Counted = {}

    @contextmanager
    def counting(name: str) -> Iterator[None]:
        with statements.noted(app) as found[name]:
            yield

    yield found, counting


def take_everything(walk: Walk, clock: Any, counting: Counting, length: str = "20") -> None:
    """Take a quiz and study a card, as somebody does who goes from page to page."""
    # What was learnt is due again, and it is noted once a day that the browser is in use.
    clock.advance(days=2)
    walk.page("/")
    with counting("home"):
        walk.page("/")
    with counting("bank"):
        walk.page("/banks/arnholm")
    with counting("choose"):
        walk.page("/banks/arnholm/quiz")
    with counting("start"):
        attempt_id = walk.start(length=length)
    at = f"/attempts/{attempt_id}"
    with counting("page"):
        walk.page(at)
    answers = walk.answers(attempt_id, builders.wrong_fields)
    for name in ("save", "save again"):
        with counting(name):
            assert walk.answer(attempt_id, 1, answers[1]).status_code == 303
    with counting("hand in"):
        assert walk.hand_in(attempt_id, answers).location == f"{at}/results"
    with counting("results"):
        walk.page(f"{at}/results")
    practice = walk.start(layout="at-once")
    answers = walk.answers(practice, builders.wrong_fields)
    with counting("check"):
        checked = walk.answer(practice, 1, answers[1], check="1")
    with counting("checked"):
        walk.page(checked.location)
    # Settings are as before again, as they are for whoever practises as ever.
    walk.start(length=length)
    clock.advance(days=2)
    walk.page("/")
    with counting("card"):
        walk.page("/banks/arnholm/study")
    card = walk.card_of("place-short")
    with counting("study"):
        answered = walk.study(card, text="Arnholm")
    with counting("feedback"):
        walk.page(answered.location)


def test_no_request_sends_more_statements_than_it_did(walk, load_bank, clock, counted):
    load_bank(builders.every_kind())
    found, counting = counted
    # Somebody new becomes a guest, and a process that has just started reads the questions.
    for _ in range(2):
        take_everything(walk, clock, counting)
    for name, sent in found.items():
        assert len(sent) <= MOST[name], "\n".join([name, *sent])
    assert found.keys() == MOST.keys()


def test_a_longer_quiz_takes_no_more_statements(walk, load_bank, clock, counted):
    load_bank(builders.every_kind())
    found, counting = counted
    take_everything(walk, clock, counting)
    lengths = []
    for length in ("5", "20"):
        take_everything(walk, clock, counting, length)
        lengths.append({name: len(found[name]) for name in OF_A_QUIZ})
    # The bank has fewer questions than twenty, and saying why takes one.
    assert lengths[1] == lengths[0] | {"page": lengths[0]["page"] + 1}


OF_A_STUDENT = {"students": 42, "me": 34}
"""The page of a student for their teachers, and the student's own."""


def give_and_take(giving: Giving, who: Any, title: str) -> None:
    """Give a quiz, and let somebody hand it in with mistakes."""
    quiz_id = uuid4()
    given = {"now": giving.day(0), "quiz_id": quiz_id, "title": title}
    build(giving.teacher, giving.bank, Item(giving.bank, count=3), **given)
    giving.quiz_is(what=What(quiz_id=quiz_id))
    giving.quiz = quiz_id
    studies, attempt_id = giving.studies(who), giving.start(who)
    studies.hand_in(attempt_id, studies.forms(attempt_id, builders.wrong_fields))


def test_the_page_of_a_student_asks_no_more_for_many_assignments(
    giving, cast, as_teacher, as_student, counted
):
    found, counting = counted
    course = f"/courses/{giving.course.id}"
    pages = {
        "students": (as_teacher, f"{course}/students/{cast.student.id}"),
        "me": (as_student, f"{course}/me"),
    }
    giving.bank_is(0, 20, 21)
    for many in (1, 4):
        for number in range(many):
            give_and_take(giving, cast.student, f"Quiz {many}.{number}")
        for name, (browser, address) in pages.items():
            # A process that has just started reads the questions.
            assert browser.get(address).status_code == 200
            with counting(name):
                browser.get(address)
            assert len(found[name]) <= OF_A_STUDENT[name], "\n".join([name, *found[name]])
