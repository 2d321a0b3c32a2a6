"""Marking essays in the browser: by the owner, by those whom they name, and by nobody else."""

import html
import re
import threading
from dataclasses import replace
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
from quizapp.quizzes.models import Response, Score
from tests import builders
from tests.essays import BEST, ESSAY, LEAST, MIDDLE, TEXT, bank
from tests.web.quizzes.making import Maker, start


@pytest.fixture
def made(app, as_teacher, load_bank):
    """A published quiz of a short answer, worth one point, and an essay, worth six."""
    load_bank(bank())
    maker = Maker.begin(app, as_teacher)
    maker.pick("place-short", "light-essay")
    maker.set(pass_percent="50")
    maker.send("publish")
    return maker


@pytest.fixture
def handed_in(app, made, as_student):
    """The attempt of a student, and the id of their essay."""
    start(as_student, made, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": "Arnholm", "q2-text": TEXT})
    with app.app_context():
        essay = db.session.scalars(select(Response.id).where(Response.position == 2)).one()
    return attempt_id, essay


@pytest.fixture
def tom(make_user, log_in):
    """The browser of another teacher."""
    return log_in(make_user("Tom", Role.TEACHER))


def page_of(made, essay, browser=None):
    answer = (browser or made.browser).get(f"{made.home}/marking/{essay}")
    return answer.status_code, html.unescape(answer.text)


def give(made, essay, levels, comment="", browser=None, **more):
    """Send the form as its page was drawn."""
    _, page = page_of(made, essay, browser)
    form = page.partition('<form class="spaced"')[2].partition("</form>")[0]
    hidden = dict(re.findall(r'name="(marking_id|replaces|decides)" value="([^"]*)"', form))
    sent = {f"level-{name}": str(place) for name, place in levels.items()}
    return (browser or made.browser).post(
        f"{made.home}/marking/{essay}", data=hidden | sent | {"comment": comment} | more
    )


def scores(app, essay):
    with app.app_context():
        found = db.session.execute(
            select(Score.outcome, Score.points, Score.is_current, Score.reason)
            .where(Score.response_id == essay)
            .order_by(Score.scored_at, Score.is_current)
        )
        return [tuple(row) for row in found]


def current(app, essay):
    return next(each[:2] for each in scores(app, essay) if each[2])


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


@pytest.mark.parametrize(
    "levels", [{}, {"reasons": 0}, {"reasons": 9, "style": 0}, {"reasons": "x", "style": 0}]
)
def test_every_criterion_needs_a_level(app, made, handed_in, levels):
    _, essay = handed_in
    refused = give(made, essay, levels, "Kept.")
    assert refused.status_code == 422
    assert "Choose a level for: " in refused.text
    assert "Kept." in refused.text
    assert current(app, essay) == ("waiting", 0)


def test_a_comment_has_an_end_and_no_control_characters(app, made, handed_in):
    _, essay = handed_in
    assert give(made, essay, BEST, "x" * 2_001).status_code == 422
    assert give(made, essay, BEST, "a\x00b\x07").status_code == 303
    with app.app_context():
        assert db.session.scalars(select(EssayMarking.comment)).all() == ["ab"]


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


def test_earlier_comments_are_offered_and_added_with_one_tick(
    app, made, as_student, handed_in, clock
):
    _, essay = handed_in
    give(made, essay, BEST, "Name your source.")
    clock.advance(minutes=1)
    start(as_student, made, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data={"q2-text": "Another."})
    with app.app_context():
        wanted = select(Response.id).where(Response.position == 2, Response.id != essay)
        second = db.session.scalars(wanted).one()
    _, page = page_of(made, second)
    assert 'name="again" value="Name your source."' in page
    give(made, second, BEST, "Well done.", again="Name your source.")
    with app.app_context():
        comment = db.session.scalars(
            select(EssayMarking.comment).where(EssayMarking.response_id == second)
        ).one()
    assert comment == "Well done.\nName your source."


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


def name_tom(made, needed="2", **more):
    made.browser.post(f"{made.home}/marking/markers", data={"name": "tom"})
    made.browser.post(f"{made.home}/marking/terms", data={"needed": needed} | more)


def test_a_named_marker_finds_the_quiz_and_the_mark_is_the_mean(app, made, handed_in, tom):
    _, essay = handed_in
    name_tom(made)
    assert "Quizzes whose essays you mark" in tom.get("/teach/quizzes").text
    assert tom.get(f"{made.home}/attempts").status_code == 404
    assert tom.post(f"{made.home}/marking/terms", data={"needed": "1"}).status_code == 404
    give(made, essay, BEST)
    assert current(app, essay) == ("waiting", 0)
    assert give(made, essay, MIDDLE, browser=tom).status_code == 303
    assert current(app, essay)[1] == pytest.approx(5 / 6)


def test_markers_too_far_apart_are_settled_by_the_owner_alone(app, made, handed_in, tom):
    _, essay = handed_in
    name_tom(made)
    give(made, essay, BEST)
    give(made, essay, {"reasons": 2, "style": 0}, browser=tom)
    assert current(app, essay) == ("waiting", 0)
    assert "Whoever owns the quiz settles it" in page_of(made, essay, tom)[1]
    assert give(made, essay, MIDDLE, browser=tom, decides="1").status_code == 303
    give(made, essay, {"reasons": 2, "style": 0}, browser=tom)
    assert current(app, essay) == ("waiting", 0)
    assert "settles it, and counts alone" in page_of(made, essay)[1]
    give(made, essay, MIDDLE, decides="1")
    assert current(app, essay)[1] == pytest.approx(4 / 6)


def test_names_are_hidden_until_everything_is_marked(made, handed_in, tom):
    _, essay = handed_in
    name_tom(made, needed="1", hides_names="y")
    for page in (tom.get(f"{made.home}/marking").text, page_of(made, essay, tom)[1]):
        assert "Answer 1" in page
        assert ">Ana<" not in page
    give(made, essay, BEST, browser=tom)
    assert "Ana" in tom.get(f"{made.home}/marking").text


def test_more_markers_than_have_marked_let_it_wait_again(app, made, handed_in, tom):
    _, essay = handed_in
    give(made, essay, BEST)
    name_tom(made, needed="2")
    assert current(app, essay) == ("waiting", 0)
    made.browser.post(f"{made.home}/marking/terms", data={"needed": "1"})
    assert current(app, essay) == ("right", 1)
    assert tom is not None


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


def test_two_markers_at_once_lose_nothing(app, made, handed_in, tom):
    _, essay = handed_in
    name_tom(made)
    barrier = threading.Barrier(2)
    codes = []

    def press(browser, levels):
        sent = {f"level-{name}": str(place) for name, place in levels.items()}
        barrier.wait()
        answer = browser.post(
            f"{made.home}/marking/{essay}", data=sent | {"marking_id": str(uuid4())}
        )
        codes.append(answer.status_code)

    threads = [
        threading.Thread(target=press, args=pair) for pair in ((made.browser, BEST), (tom, MIDDLE))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [303, 303]
    assert current(app, essay)[1] == pytest.approx(5 / 6)


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


def test_what_others_gave_before_is_seen_only_by_those_who_have_marked(made, handed_in, tom):
    _, essay = handed_in
    made.browser.post(f"{made.home}/marking/markers", data={"name": "Tom"})
    give(made, essay, LEAST, "Too short.")
    give(made, essay, MIDDLE, "Longer than I saw.")
    assert "Too short." in page_of(made, essay)[1]
    assert "Earlier marks" not in page_of(made, essay, tom)[1]
    assert "What others gave" not in page_of(made, essay, tom)[1]
    give(made, essay, MIDDLE, browser=tom)
    assert "Too short." in page_of(made, essay, tom)[1]


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


def test_the_page_says_of_which_quiz_it_is_to_a_marker_too(made, handed_in, tom):
    _, essay = handed_in
    made.browser.post(f"{made.home}/marking/markers", data={"name": "Tom"})
    for browser in (made.browser, tom):
        page = page_of(made, essay, browser)[1]
        assert re.search(rf'<a href="{made.home}/marking"[^>]*>Light</a>', page)
        assert re.search(r"<title>Mark .*: Light", page)


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (None, None, "11 words."),
        (5, 80, "11 words; 5 to 80 were asked for."),
        (11, None, "11 words; at least 11 were asked for."),
        (None, 11, "11 words; at most 11 were asked for."),
        (11, 11, "11 words; 11 were asked for."),
        (12, 80, "11 words; <strong>too few</strong>, 12 to 80 were asked for."),
        (None, 10, "11 words; <strong>too many</strong>, at most 10 were asked for."),
    ],
)
def test_the_page_says_how_many_words_were_asked_for(
    app, as_teacher, as_student, load_bank, least, most, said
):
    essay = replace(ESSAY, least_words=least, most_words=most)
    load_bank(builders.with_question(essay))
    maker = Maker.begin(app, as_teacher)
    maker.pick("light-essay")
    maker.send("publish")
    start(as_student, maker, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": TEXT})
    with app.app_context():
        written = db.session.scalars(select(Response.id)).one()
    assert said in page_of(maker, written)[1]


def summed(page):
    """What is said of the levels together; nothing where the page hides it."""
    [(tag, words)] = re.findall(r"(<p [^>]*data-sum[^>]*>)([^<]*)</p>", page)
    return "" if " hidden" in tag else words


def test_the_points_of_the_levels_are_added_up(made, handed_in):
    _, essay = handed_in
    assert summed(page_of(made, essay)[1]) == ""
    refused = give(made, essay, {"reasons": 1})
    assert summed(refused.text) == "Chosen: 2 of 6 points so far"
    give(made, essay, MIDDLE)
    assert summed(page_of(made, essay)[1]) == "Saved: 4 of 6 points"


def test_where_the_quiz_gives_other_points_they_are_said_too(app, made, as_student):
    made.send("items", **{"points-2": "3"})
    start(as_student, made, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": "Arnholm", "q2-text": TEXT})
    with app.app_context():
        essay = db.session.scalars(select(Response.id).where(Response.position == 2)).one()
    give(made, essay, MIDDLE)
    assert summed(page_of(made, essay)[1]) == "Saved: 4 of 6 points, 2 of 3 in this quiz"
