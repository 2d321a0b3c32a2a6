"""Ids that a browser brings for something new."""

from uuid import UUID, uuid4, uuid5

import pytest
from sqlalchemy import func, select

from quizapp.banks.models import Bank
from quizapp.clock import new_id
from quizapp.db import db
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.services import PRACTICE
from quizapp.web.sent_ids import fresh_id
from tests import builders


@pytest.mark.parametrize("made", [uuid4, new_id])
def test_what_a_page_or_a_browser_makes_is_taken(made):
    sent = made()
    assert fresh_id(str(sent)) == sent


@pytest.mark.parametrize("sent", ["", None, "nonsense", str(uuid5(PRACTICE, "1/1"))])
def test_nonsense_and_what_follows_from_a_name_are_not_taken(sent):
    assert fresh_id(sent) is None


def test_no_teacher_takes_the_place_of_what_somebody_practises(app, load_bank, as_teacher, cast):
    load_bank(builders.bank())
    with app.app_context():
        bank_id = db.session.scalars(select(Bank.id)).one()
    theirs = uuid5(PRACTICE, f"{cast.student.id}/{bank_id}")
    sent = {"form_id": str(theirs), "title": "Mine", "banks": "arnholm"}
    made = as_teacher.post("/teach/quizzes/new", data=sent)
    assert made.status_code == 303
    with app.app_context():
        assert db.session.get(Quiz, theirs) is None
        assert db.session.scalar(select(func.count()).select_from(Quiz)) == 1


def test_an_answer_with_an_id_that_was_reckoned_out_is_refused_in_words(as_student, load_bank):
    load_bank(builders.bank())
    reckoned = uuid5(UUID(int=1), "anything")
    page = as_student.post(
        "/banks/arnholm/study", data={"answer_id": str(reckoned), "version": str(uuid4())}
    )
    assert page.status_code == 400
    assert "Something in the address or the form is missing or wrong" in page.text
