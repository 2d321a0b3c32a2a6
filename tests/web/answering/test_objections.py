"""Objecting to a result with one tap, the queue of teachers, and what the learner reads then."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from quizapp.accounts.models import Role
from quizapp.answering import challenges
from quizapp.answering.models import Challenge
from quizapp.banks import sharing
from quizapp.banks.models import Bank
from quizapp.db import db, transaction
from quizapp.quizzes.models import Response
from tests import teaching
from tests.databases import both_databases
from tests.web.answering.steps import GIVEN, HIDDEN, OBJECTION, city_quiz, decide, forms, tap
from tests.web.authoring.pages import fields

SAID = "“Hoek van Holland” is right, too."


def marked(page):
    """The words that a page marks as the proof."""
    return set(re.findall("<mark>(.*?)</mark>", page.partition("<main")[2]))


def count(app):
    with app.app_context():
        return db.session.query(Challenge).count()


def test_one_tap_of_each_makes_a_typed_answer_right_for_everybody(
    app, queue, answered, as_teacher, as_student, client
):
    results, others = answered(as_student), answered(client, "hoek van holland")
    tap(as_student, results)
    page = as_student.get(results).text
    assert "A teacher will look at it" in page
    assert not OBJECTION.findall(page)

    assert "1 objection</a> of learners to decide" in as_teacher.get("/teach").text
    page = as_teacher.get(queue).text
    assert "1 learner," in page
    assert "Accepting adds “<span" in page
    assert GIVEN in page
    assert marked(page) == {"The Rhine reaches the sea at Rotterdam."}
    assert decide(as_teacher, queue).status_code == 303
    page = as_teacher.get(queue).text
    assert "Accepted. Whoever objected reads it. 2 answers were marked again: 2 with more" in page
    assert "No objection waits" in page

    page = as_student.get(results).text
    assert "<h1>1 of " in page
    assert f"Marked again on 2 March 2026: {SAID}" in page
    # The reason stands beside the mark already.
    assert "<strong>Accepted</strong> on 2 March 2026. " in page
    assert page.count(SAID) == 1
    assert "/answers/" not in page
    assert "<h1>1 of " in client.get(others).text
    assert count(app) == 1


def test_everybody_reads_it_on_the_first_page_until_they_have_seen_it(
    queue, answered, as_teacher, as_student, client, clock
):
    results, others = answered(as_student), answered(client)
    tap(as_student, results)
    assert "I have seen it" not in as_student.get("/").text
    clock.advance(minutes=1)
    decide(as_teacher, queue)
    page = as_student.get("/").text
    assert f"Your objection was accepted: {SAID}" in page
    assert "1 answer was marked again" in page
    assert f'href="{results}#result-' in page
    page = client.get("/").text
    assert "Your objection" not in page
    assert f'href="{others}#result-' in page
    until = re.search(r'name="until" value="([^"]+)"', page)[1]
    for _ in range(2):
        assert client.post("/news/seen", data={"until": until}).status_code == 303
    assert "marked again" not in client.get("/").text
    assert "marked again" in as_student.get("/").text


@pytest.mark.parametrize(
    "until", ["", "yesterday", "2026-03-02T09:00:00", "0001-01-01T00:00:00+14:00", "\0"]
)
def test_a_moment_that_none_of_our_pages_sent_is_refused(as_student, until):
    assert as_student.post("/news/seen", data={"until": until}).status_code == 400


def test_declining_needs_a_reason_which_the_learner_reads(
    queue, answered, as_teacher, as_student, clock
):
    results = answered(as_student)
    tap(as_student, results)
    clock.advance(minutes=1)
    for reason, fault in (("  ", "Say why, in a sentence"), ("x" * 301, "Stay within 300")):
        refused = decide(as_teacher, queue, reason, act="decline")
        assert refused.status_code == 422
        assert fault in refused.text
        assert reason.strip() in refused.text
    assert decide(as_teacher, queue, "That is a town.", act="decline").status_code == 303
    page = as_student.get(results).text
    assert "<strong>Declined</strong> on 2 March 2026: That is a town." in page
    assert "<h1>0 of " in page
    assert "Your objection was declined: That is a town." in as_student.get("/").text


@both_databases
@pytest.mark.parametrize("act", ["accept", "decline"])
def test_what_nobody_can_see_is_kept_of_neither_side(queue, answered, as_teacher, as_student, act):
    results = answered(as_student)
    [(url, form)] = OBJECTION.findall(as_student.get(results).text)
    sent = dict(HIDDEN.findall(form)) | {"kind": "answer", "text": "It is\0 a\u200b port."}
    assert as_student.post(url, data=sent).status_code == 303
    assert "It is a port." in as_teacher.get(queue).text
    if act == "decline":
        assert decide(as_teacher, queue, "\0\u200b", act=act).status_code == 422
    assert decide(as_teacher, queue, "That\0 is\x1b so.", act=act).status_code == 303
    assert "That is so." in as_student.get(results).text


def test_sent_again_after_the_decision_it_says_what_was_decided(
    app, queue, answered, as_teacher, as_student
):
    results = answered(as_student)
    [(url, form)] = OBJECTION.findall(as_student.get(results).text)
    sent = dict(HIDDEN.findall(form)) | {"kind": "answer"}
    for _ in range(2):
        as_student.post(url, data=sent)
        assert "Sent. A teacher will look at it" in as_student.get(results).text
    decide(as_teacher, queue, "That is a town.", act="decline")
    assert as_student.post(url, data=sent).status_code == 303
    page = as_student.get(results).text
    assert "A teacher has decided on this already: That is a town." in page
    assert "A teacher will look at it" not in page
    assert count(app) == 1


def test_more_can_be_said_on_a_page_of_its_own(queue, answered, as_teacher, as_student):
    results = answered(as_student)
    [(url, _)] = OBJECTION.findall(as_student.get(results).text)
    page = as_student.get(url).text
    assert marked(page) == {"The Rhine reaches the sea at Rotterdam."}
    challenge_id = re.search(r'name="challenge_id"[^>]*value="([^"]+)"', page)[1]
    sent = {"challenge_id": challenge_id, "kind": "proof", "text": "It names <b>another</b> river."}
    for _ in range(2):
        assert as_student.post(url, data=sent).location.startswith(results)
    page = as_teacher.get(queue).text
    assert "The proof does not say that" in page
    assert "It names &lt;b&gt;another&lt;/b&gt; river." in page
    assert len(forms(page)) == 1
    assert decide(as_teacher, queue).status_code == 422
    assert decide(as_teacher, queue, "It does by now.").status_code == 303
    # What is open already has no page to object on.
    assert "It does by now." in as_student.get(results).text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"kind": "answer"}, 400),
        ({"challenge_id": "x", "kind": "answer"}, 400),
        ({"challenge_id": str(uuid4())}, 422),
        ({"challenge_id": str(uuid4()), "kind": "another"}, 422),
        ({"challenge_id": str(uuid4()), "kind": "answer", "text": "x" * 501}, 422),
    ],
)
def test_what_no_form_of_ours_sends_is_refused(app, answered, as_student, sent, status):
    results = answered(as_student)
    [(url, _)] = OBJECTION.findall(as_student.get(results).text)
    assert as_student.post(url, data=sent).status_code == status
    assert count(app) == 0


def test_the_results_of_others_are_not_there(app, answered, as_student, client, as_teacher):
    [(url, _)] = OBJECTION.findall(as_student.get(answered(as_student)).text)
    answered(client)
    sent = {"challenge_id": str(uuid4()), "kind": "answer"}
    for browser in (client, as_teacher):
        assert browser.get(url).status_code == 404
        assert browser.post(url, data=sent).status_code == 404
    assert count(app) == 0


@pytest.mark.usefixtures("rivers")
def test_before_the_results_are_shown_there_is_nothing_to_object_to(
    app, as_teacher, as_student, clock
):
    attempt_id, quiz = (
        str(uuid4()),
        city_quiz(app, as_teacher, release="closing", closes_at="2026-03-02T10:00"),
    )
    as_student.post(quiz.front, data={"attempt_id": attempt_id})
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": GIVEN})
    with app.app_context():
        response_id = db.session.query(Response.id).scalar()
    url = f"/answers/{response_id}/objection"
    sent = {"challenge_id": str(uuid4()), "kind": "answer"}
    assert as_student.get(url).status_code == 404
    assert as_student.post(url, data=sent).status_code == 404
    clock.advance(seconds=timedelta(hours=2).total_seconds())
    page = as_student.get(url)
    assert page.status_code == 200
    assert "Rotterdam" in page.text
    assert as_student.post(url, data=sent).status_code == 303


def test_what_was_typed_is_kept_where_the_hour_is_full(app, answered, as_student, monkeypatch):
    monkeypatch.setattr(challenges, "MOST_AN_HOUR", 1)
    tap(as_student, answered(as_student))
    [(url, _)] = OBJECTION.findall(as_student.get(answered(as_student)).text)
    sent = {"challenge_id": str(uuid4()), "kind": "unclear", "text": "Which of the mouths?"}
    refused = as_student.post(url, data=sent)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "Which of the mouths?" in refused.text
    assert count(app) == 1


def test_a_question_that_was_edited_meanwhile_is_looked_at_again(
    app, rivers, queue, answered, as_teacher, as_student
):
    results = answered(as_student)
    tap(as_student, results)
    url, hidden = forms(as_teacher.get(queue).text)[0]
    question = f"{rivers}/questions/typed"
    sent = fields(as_teacher.get(question).text) | {"explanation": "It is a port."}
    assert as_teacher.post(question, data=sent).status_code == 303
    refused = as_teacher.post(url, data=hidden | {"reason": "It is a part of it."})
    assert refused.status_code == 409
    assert "the question was edited meanwhile" in refused.text
    assert "It is a part of it." in refused.text
    assert "A teacher will look at it" in as_student.get(results).text
    with app.app_context():
        assert teaching.version_numbers("typed") == [1, 2]
    assert decide(as_teacher, queue).status_code == 303


@pytest.mark.parametrize(("accepted", "is_draft"), [("Rotterdam", False), ("", True)])
def test_whoever_decides_by_a_key_that_no_check_let_pass_is_warned(
    rivers, queue, answered, as_teacher, as_student, accepted, is_draft
):
    tap(as_student, answered(as_student))
    question = f"{rivers}/questions/typed"
    sent = fields(as_teacher.get(question).text) | {"accepted": f"{accepted}\n{GIVEN}"}
    assert as_teacher.post(question, data=sent).status_code == 303
    page = as_teacher.get(queue).text
    assert "By the key of now this answer is right." in page
    assert ("no check has let this key pass" in page) is is_draft


def test_who_comes_second_reads_what_was_decided(queue, answered, as_teacher, as_student):
    tap(as_student, answered(as_student))
    url, hidden = forms(as_teacher.get(queue).text)[0]
    assert as_teacher.post(url, data=hidden | {"reason": "It is."}).status_code == 303
    for act in ("accept", "decline"):
        late = as_teacher.post(url.replace("/accept", f"/{act}"), data=hidden | {"reason": "No."})
        assert late.status_code == 303
        assert "This was accepted already: It is." in as_teacher.get(queue).text


def test_a_number_is_mended_in_the_editor_first(rivers, queue, answered, as_teacher, as_student):
    results = answered(as_student, "1100", "numeric")
    tap(as_student, results)
    page = as_teacher.get(queue).text
    assert "takes no further answers by itself" in page
    refused = decide(as_teacher, queue, "It is near enough.")
    assert refused.status_code == 422
    assert "still wrong" in refused.text
    question = f"{rivers}/questions/number"
    page = as_teacher.get(question).text
    assert "1 objection to this question waits" in page
    assert f'href="{queue}"' in page
    sent = fields(page) | {"tolerance": "10"}
    assert as_teacher.post(question, data=sent).status_code == 303
    assert "By the key of now this answer is right" in as_teacher.get(queue).text
    assert decide(as_teacher, queue).status_code == 303
    assert "waits" not in as_teacher.get(question).text
    page = as_student.get(results).text
    assert "<h1>1 of " in page
    assert "The key was mended." in page


def test_a_bank_that_its_teacher_has_lost_is_decided_about_by_others(
    app, queue, answered, as_teacher, as_student, cast, clock
):
    tap(as_student, answered(as_student))
    url, hidden = forms(as_teacher.get(queue).text)[0]
    with app.app_context(), transaction() as session:
        bank = session.query(Bank).one()
        sharing.remove_member(session, bank.id, cast.teacher.id, clock())
    assert as_teacher.get(queue).status_code == 403
    assert as_teacher.post(url, data=hidden | {"reason": "It is."}).status_code == 403
    with app.app_context():
        assert db.session.query(Challenge.state).scalar() == "open"


def test_the_result_of_a_card_can_be_objected_to(rivers, as_student, log_in, make_user):
    assert rivers
    page = as_student.get("/banks/rivers/study").text
    hidden = dict(HIDDEN.findall(page))
    page = (
        as_student.get(f"/banks/rivers/study?met={hidden['met']}").text if "met" in hidden else page
    )
    hidden = dict(HIDDEN.findall(page))
    sent = {"answer_id": hidden["answer_id"], "version": hidden["version"], "forgot": "1"}
    where = as_student.post("/banks/rivers/study", data=sent).location
    page = as_student.get(where).text
    assert "Something is wrong here" in page
    assert "My answer is right" not in page
    url = f"/answers/{hidden['answer_id']}/objection"
    sent = {"challenge_id": str(uuid4()), "kind": "unclear"}
    assert as_student.post(url, data=sent).location.endswith(where)
    assert "A teacher will look at it" in as_student.get(where).text
    assert log_in(make_user("Eve", Role.STUDENT)).get(url).status_code == 404


def test_during_a_quiz_with_closed_book_the_first_page_tells_no_answer(
    app, queue, answered, as_teacher, as_student, clock
):
    tap(as_student, answered(as_student))
    clock.advance(minutes=1)
    decide(as_teacher, queue)
    attempt_id = str(uuid4())
    quiz = city_quiz(app, as_teacher, is_closed_book="y")
    as_student.post(quiz.front, data={"attempt_id": attempt_id})
    page = as_student.get("/").text
    assert "Your objection was answered." in page
    assert GIVEN not in page
    as_student.post(f"/attempts/{attempt_id}")
    assert f"Your objection was accepted: {SAID}" in as_student.get("/").text
