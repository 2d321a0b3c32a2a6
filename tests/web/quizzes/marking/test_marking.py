"""Marking essays in the browser: by the owner, by those whom they name, and by nobody else."""

import re
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event, select

from quizapp.accounts.models import Role, User
from quizapp.answering.remarking import MarkBy, mark_again
from quizapp.banks.models import Question
from quizapp.db import db, transaction
from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.answers import Blank
from quizapp.memory.models import Review
from quizapp.privacy.deletion import erase_due, request_deletion
from quizapp.privacy.personal_data import personal_data
from quizapp.quizzes.marking_models import EssayMarking
from quizapp.quizzes.models import Response
from tests.essays import BEST, LEAST, MIDDLE, TEXT
from tests.web.quizzes.making import start
from tests.web.quizzes.marking.pages import current, give, page_of, scores


def test_the_owner_marks_by_the_rubric_and_the_learner_reads_it(app, made, as_student, handed_in):
    attempt_id, essay = handed_in
    assert "1 answer waits for you." in made.page("/marking")
    status, page = page_of(made, essay)
    assert status == 200
    assert "It should stay lit." in page
    assert "<b>beautiful" not in made.browser.get(f"{made.home}/marking/{essay}").text
    assert give(made, essay, MIDDLE, "Name <i>two</i>.").location == f"{made.home}/marking"
    assert current(app, essay)[0] == "partly"
    assert current(app, essay)[1] == pytest.approx(4 / 6)
    result = as_student.get(f"/attempts/{attempt_id}/results").text
    assert "Waiting for" not in result
    assert "Marked" in result
    assert "2 One" in result
    assert "Name &lt;i&gt;two&lt;/i&gt;." in result
    assert "5 of 7 (71 %)" in result
    assert "Passed: 50 % are needed" in result
    assert "Marked again" not in result
    assert "71 %" in made.page("/attempts")
    assert "Everything is marked." in made.page("/marking")
    with app.app_context():
        assert len(db.session.scalars(select(Review)).all()) == 1


def test_a_form_sent_twice_marks_once_and_another_window_replaces_nothing(app, made, handed_in):
    _, essay = handed_in
    address = f"{made.home}/marking/{essay}"
    sent = {"marking_id": str(uuid4()), "level-reasons": "0", "level-style": "0"}
    assert [made.browser.post(address, data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(scores(app, essay)) == 2
    older = sent | {"marking_id": str(uuid4()), "level-reasons": "3"}
    refused = made.browser.post(address, data=older)
    assert refused.status_code == 422
    assert "in another window" in refused.text
    assert current(app, essay) == ("right", 1)


def test_a_mark_is_taken_back_and_given_again_and_its_history_stays(
    app, made, as_student, handed_in
):
    attempt_id, essay = handed_in
    give(made, essay, LEAST, "No.")
    assert current(app, essay) == ("wrong", 0)
    with app.app_context():
        own = db.session.scalars(select(EssayMarking.id)).one()
    for _ in range(2):
        made.browser.post(f"{made.home}/marking/{essay}/take-back", data={"marking_id": str(own)})
    assert current(app, essay) == ("waiting", 0)
    assert "Waiting for 1 answer" in as_student.get(f"/attempts/{attempt_id}/results").text
    give(made, essay, BEST)
    assert current(app, essay) == ("right", 1)
    _, page = page_of(made, essay)
    assert "Earlier marks" in page
    assert "No." in page
    assert [is_current for *_, is_current, _ in scores(app, essay)].count(True) == 1


def test_nobody_else_marks_or_sees_that_there_is_anything(app, made, as_student, handed_in, tom):
    _, essay = handed_in
    sent = {"marking_id": str(uuid4()), "level-reasons": "0", "level-style": "0"}
    for browser, status in ((tom, 404), (as_student, 403)):
        assert browser.get(f"{made.home}/marking").status_code == status
        assert browser.get(f"{made.home}/marking/{essay}").status_code == status
        assert browser.post(f"{made.home}/marking/{essay}", data=sent).status_code == status
        for path in ("terms", "markers"):
            answer = browser.post(f"{made.home}/marking/{path}", data={"name": "Tom"})
            assert answer.status_code == status
    assert current(app, essay) == ("waiting", 0)


def test_full_marks_for_all_win_and_give_back_what_was_marked(app, made, handed_in, clock):
    _, essay = handed_in
    give(made, essay, LEAST)

    def rule(way):
        clock.advance(minutes=1)
        with app.app_context(), transaction() as session:
            question = session.scalars(select(Question.id).where(Question.slug == "light-essay"))
            teacher = session.scalars(select(User.id).where(User.role == Role.TEACHER.value))
            mark_again(session, question.one(), way, "Unclear.", teacher.first(), clock())

    rule(MarkBy.FULL)
    assert current(app, essay) == ("right", 1)
    assert page_of(made, essay)[0] == 404
    rule(MarkBy.ASKED)
    assert current(app, essay) == ("wrong", 0)


def test_what_was_given_is_in_the_learners_record_and_says_not_by_whom(app, made, handed_in, clock):
    _, essay = handed_in
    give(made, essay, MIDDLE, "Name two.")
    with app.app_context():
        user_id = db.session.scalars(select(Response.user_id).where(Response.id == essay)).one()
        data = personal_data(db.session(), user_id, clock())
    [attempt] = data["attempts"]
    [marking] = attempt["questions"][1]["response"]["markings"]
    assert marking["levels"] == {"Reasons": "One", "Style": "Clear"}
    assert marking["comment"] == "Name two."
    assert "Clara" not in str(data["attempts"])


def test_whose_account_is_erased_leaves_no_word_of_an_essay_but_what_it_earned(
    app, made, handed_in, clock
):
    _, essay = handed_in
    give(made, essay, MIDDLE, "Name two, Ben.")
    earned = current(app, essay)
    with app.app_context():
        with transaction() as session:
            writer = session.get_one(User, session.get_one(Response, essay).user_id)
            request_deletion(session, writer.id, writer.password_hash, 0, clock())
        clock.advance(days=31)
        with transaction() as session:
            assert erase_due(session, clock()) == 1
        assert decode_answer(db.session.get_one(Response, essay).content) == Blank()
        assert set(db.session.scalars(select(EssayMarking.comment))) == {""}
    assert current(app, essay) == earned


def test_a_first_mark_is_no_news_of_another_one_and_a_second_is(made, as_student, handed_in, clock):
    _, essay = handed_in
    clock.advance(minutes=1)
    give(made, essay, MIDDLE)
    assert "1 answer was marked:" in as_student.get("/").text
    clock.advance(minutes=1)
    give(made, essay, BEST)
    assert "1 answer was marked again:" in as_student.get("/").text


def test_what_waits_is_neither_wrong_nor_among_the_marked(made, as_student, handed_in):
    attempt_id, essay = handed_in
    results = as_student.get(f"/attempts/{attempt_id}/results").text
    assert "1 of 1 answers are fully right." in results
    assert "up to 6 points" in results
    give(made, essay, LEAST)
    results = as_student.get(f"/attempts/{attempt_id}/results").text
    assert "1 of 2 answers are fully right." in results
    assert "0 of 6" in results


@pytest.mark.postgres
@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_new_terms_hold_learners_in_the_order_in_which_everybody_does(
    made, make_user, log_in, clock
):
    first, second = make_user("Lea"), make_user("Max")
    for person in (second, first):
        clock.advance(minutes=1)
        browser = log_in(person)
        start(browser, made, attempt_id := uuid4())
        browser.post(f"/attempts/{attempt_id}", data={"q1-text": "Arnholm", "q2-text": TEXT})
    held = []

    def note(_connection, _cursor, statement, parameters, *_):
        if "pg_advisory_xact_lock" in statement:
            held.append(parameters["key"])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        made.browser.post(f"{made.home}/marking/terms", data={"needed": "2"})
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert {first.id, second.id} <= set(held)
    assert held.index(first.id) < held.index(second.id)


def test_of_an_essay_the_explanation_is_hidden_with_right_answers_and_its_mark_is_not(
    made, handed_in, as_student
):
    attempt_id, essay = handed_in
    give(made, essay, MIDDLE, "Name another reason.")
    assert "Think of the ships" in as_student.get(f"/attempts/{attempt_id}/results").text
    made.send("items", keys="none")
    start(as_student, made, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": "Arnholm", "q2-text": TEXT})
    [waiting] = set(re.findall(r"/marking/([0-9a-f-]{36})\"", made.page("/marking"))) - {str(essay)}
    give(made, waiting, MIDDLE, "Name another reason.")
    page = as_student.get(f"/attempts/{attempt_id}/results").text
    assert "Name another reason." in page
    assert "2 One" in page
    for absent in ("Think of the ships", "does not show the right answer"):
        assert absent not in page
