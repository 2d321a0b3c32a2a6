"""A student's own page of a course: all that is theirs, and nothing that is withheld or others'."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.assignments.services import What
from quizapp.banks.models import FactVersion
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.db import db, transaction
from quizapp.domain.answers import Chosen
from quizapp.domain.due_dates import Goal
from quizapp.gradebook.own import own_marks
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import Mark, Response
from quizapp.quizzes.results import results_of
from quizapp.web.gradebook.words import spoken_cell
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import build


@pytest.fixture
def mine(giving):
    return f"/courses/{giving.course.id}/me"


def words(markup):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def main(answer):
    assert answer.status_code == 200, answer.status
    return words(answer.text.partition("<main")[2].partition("</main")[0])


def take(giving, who, fields=builders.wrong_fields):
    attempt_id = giving.start(who)
    studies = giving.studies(who)
    studies.hand_in(attempt_id, studies.forms(attempt_id, fields))
    return attempt_id


def another(giving, *days, title="Another quiz", count=4, **design):
    """Give another quiz, and return what takes it."""
    quiz_id = uuid4()
    item = Item(giving.bank, count=count, **design.pop("item", {}))
    build(
        giving.teacher, giving.bank, item, now=giving.day(0), quiz_id=quiz_id, title=title, **design
    )
    giving.quiz_is(*days, what=What(quiz_id=quiz_id))
    return replace(giving, quiz=quiz_id)


ANSWERED = r"You answered\s*: "
OUTCOMES = "Wrong|Partly right|Not answered"


def given_by(who):
    """Return the words of all that somebody answered, as what is stored says it."""
    ids = db.session.scalars(select(Response.id).where(Response.user_id == who.id)).all()
    found = set(db.session.scalars(select(Mark.given)))
    for each in results_of(db.session(), ids, for_teacher=True):
        if isinstance(each.answer, Chosen):
            ticked = [e.text for e in each.asked.options if e.id in each.answer.options]
            found.add(" · ".join(sorted(ticked)))
    return found


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("student", 200),
        ("teacher", 404),
        ("co_teacher", 404),
        ("assistant", 404),
        ("admin", 404),
        ("other teacher", 404),
        ("former student", 404),
        ("stranger", 404),
    ],
)
def test_the_page_is_there_for_students_of_the_course_alone(
    giving, cast, mine, make_user, log_in, who, status
):
    people = {
        "student": cast.student,
        "teacher": cast.teacher,
        "co_teacher": make_user("Cora", Role.TEACHER),
        "assistant": make_user("Anton"),
        "admin": cast.admin,
        "other teacher": make_user("Otto", Role.TEACHER),
        "former student": make_user("Fay"),
        "stranger": cast.stranger,
    }
    giving.course.enrol(people["co_teacher"], CourseRole.CO_TEACHER)
    giving.course.enrol(people["assistant"], CourseRole.ASSISTANT)
    giving.course.enrol(people["former student"])
    giving.course.do(enrolling.remove, people["former student"].id)
    assert log_in(people[who]).get(mine).status_code == status


@both_databases
def test_marks_are_those_that_their_student_sees_elsewhere(
    marking, giving, cast, mine, as_student, clock
):
    for number, points in enumerate((3, None, 10)):
        row = marking.quiz(0, number + 1, title=f"Quiz {number}")
        if points is not None:
            marking.took(cast.student, row, points)
    clock.advance(days=4)
    text = main(as_student.get(mine))
    own = own_marks(db.session(), giving.course.id, cast.student.id, clock())
    for each in own.marks:
        assert f"{spoken_cell(each.cell)}" in text
    assert "2 of 3 handed in, 1 missing" in text
    assert f"Total so far: {own.total.percent} %" in text
    course = as_student.get(f"/courses/{giving.course.id}")
    assert f'href="{mine}"' in course.text


@pytest.mark.parametrize("release", [Release.CLOSING, Release.NEVER])
def test_what_is_withheld_is_nowhere_on_it(giving, cast, mine, as_student, clock, release):
    closes = {"closes_at": giving.day(9)} if release is Release.CLOSING else {}
    there = another(giving, release=release, **closes)
    before = main(as_student.get(mine))
    attempt_id = take(there, cast.student)
    text = main(as_student.get(mine))
    assert "1 of 1 handed in" in text
    assert "marked, not shown yet" in text
    assert "No mistakes that you may see yet." in text
    assert "Nothing to show yet." in text
    # They did something, and no page may say that they did not.
    assert not [said for said in ("not active yet", "Nothing answered yet") if said in text]
    assert "not active yet" in before
    assert "%" not in text
    assert str(attempt_id) not in as_student.get(mine).text
    assert "%" not in before
    clock.advance(days=20)
    shown = main(as_student.get(mine))
    assert ("that did not earn all points" in shown) == (release is Release.CLOSING)


def test_no_key_is_on_it_whether_or_not_results_show_it(giving, cast, mine, as_student, clock):
    for number, keeps in enumerate((True, False)):
        take(another(giving, title=f"Quiz {number}", item={"shows_key": keeps}), cast.student)
    giving.bank_is(0, 30, 31)
    clock.advance(minutes=1)
    for name in ("keeper-choice", "place-short"):
        giving.studies(cast.student).study(name, right=False)
    own = given_by(cast.student)
    statements = db.session.scalars(select(FactVersion.statement)).all()
    seen = 0
    for number in (1, 2, 3):
        page = as_student.get(f"{mine}?page={number}")
        assert 'class="key"' not in page.text
        assert not [each for each in statements if each in main(page)]
        for mistake in re.findall(r"<article.*?</article>", page.text, re.S):
            # Beside what was asked and what was answered there is nothing that says anything.
            asked = r'<p class="stem".*?</p>|\(<span.*?</span>\)|<h3.*?</h3>'
            rest = words(re.sub(asked, "", mistake, flags=re.S))
            said = re.findall(f"{ANSWERED}(.*?)(?= You answered| See the result|$)", rest)
            assert set(said) <= own
            assert re.fullmatch(f"({OUTCOMES})( ?{ANSWERED}.*?)*( See the result)?", rest)
            seen += len(said)
    assert seen >= 5


def test_a_mistake_stands_behind_the_sentences_that_it_leans_on(
    giving, cast, mine, as_student, clock
):
    before = "The lighthouse had stood empty for a decade."
    leaning = tuple(replace(each, context=before) for each in builders.QUESTIONS)
    with transaction() as session:
        builders.load(session, builders.bank(questions=leaning), clock())
    giving.bank_is(0, 30, 31)
    clock.advance(minutes=1)
    giving.studies(cast.student).study("place-short", right=False)
    assert before in main(as_student.get(mine))


def test_it_leads_to_results_study_and_practice(giving, cast, mine, as_student):
    giving.bank_is(0, 20, 21)
    giving.quiz_is()
    attempt_id = take(giving, cast.student)
    page = as_student.get(mine)
    assert f"/attempts/{attempt_id}/results#result-" in page.text
    links = re.findall(r'href="([^"]+)">Study now', page.text)
    assert links
    assert all(as_student.get(html.unescape(each)).status_code == 200 for each in links)
    assert "Practise my mistakes: " in page.text


def test_a_goal_of_study_says_how_far_one_is(giving, cast, mine, as_student, clock):
    giving.bank_is(0, 7, goal=Goal.DAILY, per_day=1, days=2)
    clock.advance(hours=1)
    giving.studies(cast.student).study("keeper-choice", right=False)
    assert "not reached: 1 of 2 days with 1 cards" in main(as_student.get(mine))


def test_nothing_of_classmates_is_on_it(giving, mine, as_student, make_user):
    ben = make_user("Benjamin")
    giving.course.enrol(ben)
    giving.quiz_is()
    take(giving, ben)
    text = main(as_student.get(mine))
    assert "Benjamin" not in text
    assert "0 of 1 handed in" in text
    assert "No mistakes" in text
    assert "Nothing answered yet." in text


def test_what_a_teacher_notes_for_themselves_is_not_on_it(marking, cast, mine, as_student):
    row = marking.quiz(0, 2)
    marking.note(cast.student, row, "Ask the parents.", is_shown=False)
    assert "Ask the parents." not in main(as_student.get(mine))
    marking.note(cast.student, row, "Well done.", is_shown=True)
    assert "Well done." in main(as_student.get(mine))


def test_what_a_quiz_with_closed_book_asks_is_closed_on_it(giving, cast, mine, as_student, clock):
    giving.bank_is(0, 20, 21)
    clock.advance(minutes=1)
    studies = giving.studies(cast.student)
    for name in ("keeper-choice", "place-short"):
        studies.study(name, right=False)
    assert "2 answers that did not earn all points" in main(as_student.get(mine))
    there = another(giving, is_closed_book=True, count=5)
    there.start(cast.student)
    assert "No mistakes that you may see yet." in main(as_student.get(mine))


def test_bands_are_told_only_where_the_course_allows_it(
    marking, giving, cast, mine, as_student, as_teacher, make_user, clock
):
    row = marking.quiz(0, 2, 3)
    marking.took(cast.student, row, 0)
    for number in range(11):
        who = make_user(f"Student {number:02}")
        giving.course.enrol(who)
        marking.took(who, row, 1 + number / 2)
    clock.advance(days=4)
    assert "third" not in main(as_student.get(mine))
    settings = f"/courses/{giving.course.id}/settings"

    def sent(**more):
        seen = re.search(r'name="seen"[^>]*value="([^"]+)"', as_teacher.get(settings).text)[1]
        return {"title": "Biology 7b", "time_zone": "Europe/Berlin", "seen": seen} | more

    on = sent(shows_bands="y")
    for _ in range(2):
        assert as_teacher.post(settings, data=on).status_code == 303
    text = main(as_student.get(mine))
    assert "0 %, lower third" in text
    assert "Student" not in text
    # Its other pages say nothing of it, those of teachers neither.
    assert "third" not in main(as_student.get(f"/courses/{giving.course.id}"))
    # Whoever saves a page that is older than that is told so first.
    assert as_teacher.post(settings, data=on | {"shows_bands": ""}).status_code == 409
    assert as_teacher.post(settings, data=sent()).status_code == 303
    assert "third" not in main(as_student.get(mine))


def test_without_assignments_it_says_what_will_be_here(mine, as_student):
    assert "Nothing assigned yet" in main(as_student.get(mine))
