"""What each student remembers, and how it will fade, as a teacher sees it."""

from datetime import timedelta

import pytest
from lxml import html
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.answering.assigning import assign
from quizapp.assignments.services import Setting, What
from quizapp.banks.models import Bank
from quizapp.clock import new_id
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Goal, Window
from quizapp.domain.scheduling import learner_calendar, recall_chance
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory
from quizapp.memory.queries import value_of
from quizapp.paging import PAGE_SIZE
from quizapp.quizzes.starting import start_quiz
from tests import builders, statements
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen
from tests.studies import Studies

pytestmark = both_databases
STUDENTS, WEEKS = "/memory/students", "/memory/weeks"


@pytest.fixture
def give(app, biology, cast, clock):
    """Give the tiny bank to the course to study, all of it or a topic."""

    def give(topic=""):
        day, moment = timedelta(days=1), clock()
        window = Window(moment - day, moment + 8 * day, moment + 90 * day)
        with app.app_context(), transaction() as session:
            bank = session.scalars(select(Bank.id)).one()
            assign(
                session,
                new_id(),
                biology.id,
                What(bank_id=bank, topic=topic),
                Setting(window, goal=Goal.READY_BY),
                by=cast.teacher.id,
                now=moment,
            )

    return give


@pytest.fixture
def practise(app, biology, load_bank, make_user, clock):
    """Let a new student of the course answer these questions of the tiny bank."""
    load_bank(builders.bank())

    def answer(name, *questions):
        user = make_user(name)
        with app.app_context():
            with transaction() as session:
                enrolling.enrol(session, biology.id, user.id, CourseRole.STUDENT, clock())
            bank = db.session.scalars(select(Bank.id)).one()
            for question in questions:
                Studies(Learner(user.id, learner_calendar("UTC")), bank, clock).study(question)

    return answer


@pytest.fixture
def study(practise, give):
    """The same, where the course gave the bank to study."""
    give()
    return practise


@pytest.fixture
def table(biology, as_teacher):
    """The rows of the table of a page, the heading first."""

    def table(where, query=""):
        answer = as_teacher.get(f"{biology.path}{where}{query}")
        assert answer.status_code == 200, answer.status
        rows = html.fromstring(answer.text).findall(".//table//tr")
        return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]

    return table


def chance(app, name, days=0, clock=None):
    """The chance that somebody recalls what they have learned, in whole per cent."""
    with app.app_context():
        rows = db.session.scalars(
            select(Memory).join(User, User.id == Memory.user_id).where(User.name == name)
        ).all()
        at = clock() + timedelta(days=days)
        calendar = learner_calendar("UTC")
        chances = [recall_chance(value_of(row), at, calendar=calendar) for row in rows]
    return round(100 * sum(chances) / len(chances))


def test_each_student_has_a_row_with_a_cell_for_each_topic(app, study, table, clock):
    study("Gita", "place-short", "keeper-choice")
    study("Finn", "years-order")
    study("Hugo")
    clock.advance(days=20)
    head, *rows = table(STUDENTS)
    assert head == ["Student", "All", "The tower", "Its history"]
    finn, gita = (f"{chance(app, name, clock=clock)}" for name in ("Finn", "Gita"))
    assert rows == [
        ["Finn", finn, "–", finn],
        ["Gita", gita, gita, "–"],
        ["Hugo", "–", "–", "–"],
    ]


def test_on_the_day_of_a_quiz_a_later_day_tells_more(app, study, table, as_teacher, biology, clock):
    study("Finn", "years-order")
    study("Gita", "place-short")
    page = as_teacher.get(f"{biology.path}{STUDENTS}").text
    assert "Too early to tell" in page
    (later,) = [each for each in html.fromstring(page).xpath("//main//a/@href") if "on=" in each]
    assert later.endswith("on=2026-03-09")
    finn = str(chance(app, "Finn", days=7, clock=clock))
    assert finn != "100"
    for query in ("?on=2026-03-09", "?on=2026-03-09&sort=all"):
        rows = {row[0]: row[1:] for row in table(STUDENTS, query)}
        assert rows["Finn"] == [finn, "–", finn]
    # The day is kept when a heading sorts.
    links = html.fromstring(as_teacher.get(later).text).xpath("//th/a/@href")
    assert all("on=2026-03-09" in each for each in links if "/memory/students" in each)
    assert "Too early to tell" not in as_teacher.get(later).text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Finn", "Gita", "Hugo"]),
        ("?sort=name&turned=1", ["Hugo", "Gita", "Finn"]),
        ("?sort=all", ["Gita", "Finn", "Hugo"]),
        ("?sort=all&turned=1", ["Finn", "Gita", "Hugo"]),
        ("?sort=tower", ["Gita", "Finn", "Hugo"]),
        ("?sort=nothing-of-the-kind", ["Finn", "Gita", "Hugo"]),
    ],
)
def test_students_are_sorted_by_what_is_asked_for(study, table, clock, query, names):
    study("Gita", "place-short")
    clock.advance(days=12)
    study("Finn", "place-short")
    study("Hugo")
    clock.advance(days=1)
    assert [row[0] for row in table(STUDENTS, query)[1:]] == names


def test_what_somebody_practises_of_their_own_accord_is_theirs(practise, give, table):
    practise("Finn", "place-short", "years-order")
    assert table(STUDENTS, "?bank=arnholm") == []
    give("history")
    assert table(STUDENTS) == [["Student", "All", "Its history"], ["Finn", "100", "100"]]


def test_what_a_quiz_of_the_course_asked_counts_for_whoever_was_asked(
    app, practise, table, biology, cast, clock
):
    practise("Finn", "place-short", "keeper-choice")
    practise("Gita", "place-short")
    with app.app_context():
        bank = db.session.scalars(select(Bank.id)).one()
        build(cast.teacher.id, bank, *chosen(bank, "place-short"), now=clock())
        day = timedelta(days=1)
        with transaction() as session:
            assign(
                session,
                new_id(),
                biology.id,
                What(quiz_id=QUIZ),
                Setting(Window(clock() - day, clock() + day, clock() + 2 * day)),
                by=cast.teacher.id,
                now=clock(),
            )
        finn = db.session.scalars(select(User.id).where(User.name == "Finn")).one()
        person = Studies(Learner(finn, learner_calendar("UTC")), bank, clock)
        attempt_id = new_id()
        with transaction() as session:
            start_quiz(session, attempt_id, QUIZ, user_id=finn, now=clock())
    assert table(STUDENTS, "?bank=arnholm") == []
    with app.app_context():
        person.hand_in(attempt_id, person.forms(attempt_id))
    assert table(STUDENTS)[1:] == [["Finn", "100", "100"], ["Gita", "–", "–"]]


def test_a_large_class_has_pages(study, table, make_user, app, biology, clock):
    study("Ann", "place-short")
    for number in range(PAGE_SIZE):
        user = make_user(f"Bo{number:02}")
        with app.app_context(), transaction() as session:
            enrolling.enrol(session, biology.id, user.id, CourseRole.STUDENT, clock())
    assert len(table(STUDENTS)) == 1 + PAGE_SIZE
    assert [row[0] for row in table(STUDENTS, "?page=2")[1:]] == [f"Bo{PAGE_SIZE - 1:02}"]
    assert table(STUDENTS, "?page=9999")[1:] == table(STUDENTS, "?page=2")[1:]


def test_the_coming_weeks_are_foretold_as_each_memory_is(app, study, table, clock):
    study("Finn", "place-short", "keeper-choice")
    clock.advance(days=2)
    rows = table(WEEKS)[1:]
    foretold = [f"{chance(app, 'Finn', 7 * week, clock)} %" for week in range(12)]
    assert [words for _, words in rows] == foretold
    assert len(set(foretold)) > 3


def test_the_coming_weeks_of_a_topic_are_of_its_facts_alone(app, study, table, clock):
    study("Finn", "years-order")
    study("Gita", "place-short")
    clock.advance(days=9)
    gita = [f"{chance(app, 'Gita', 7 * week, clock)} %" for week in range(12)]
    assert [words for _, words in table(WEEKS, "?topic=tower")[1:]] == gita


@pytest.fixture
def answers(app, clock):
    """Let a student of the course answer a question they know already, rightly or not."""

    def answers(name, question, *, right):
        with app.app_context():
            bank = db.session.scalars(select(Bank.id)).one()
            user = db.session.scalars(select(User.id).where(User.name == name)).one()
            person = Studies(Learner(user, learner_calendar("UTC")), bank, clock)
            person.study(question, right=right)

    return answers


def test_the_past_weeks_show_how_much_was_right_of_what_was_known(
    study, answers, as_teacher, biology, table, text_of, clock
):
    study("Finn", "place-short", "years-order")
    study("Gita", "place-short")
    assert "Nobody was asked again yet" in text_of(as_teacher.get(f"{biology.path}{WEEKS}").text)
    clock.advance(days=3)
    answers("Finn", "place-short", right=True)
    answers("Gita", "place-short", right=False)
    clock.advance(days=14)
    answers("Finn", "years-order", right=True)
    past = table(WEEKS)[-12:]
    assert past[-3:] == [
        [past[-3][0], "50 % of 2"],
        [past[-2][0], "nobody was asked"],
        [past[-1][0], "100 % of 3"],
    ]
    assert {words for _, words in past[:-3]} == {"nobody was asked"}
    assert "80 % of 5 in 12 weeks" in text_of(as_teacher.get(f"{biology.path}{WEEKS}").text)
    # Of a topic only its facts count.
    assert table(WEEKS, "?topic=history")[-1][1] == "100 % of 3"
    assert table(WEEKS, "?topic=history")[-3][1] == "nobody was asked"


@pytest.mark.parametrize("where", [STUDENTS, WEEKS])
def test_a_class_that_has_learned_nothing_is_told_what_comes(
    practise, biology, as_teacher, where, text_of
):
    practise("Finn")
    said = text_of(as_teacher.get(f"{biology.path}{where}?bank=arnholm").text)
    assert "Nothing learned yet" in said
    assert as_teacher.get(f"{biology.path}{where}").location == f"{biology.path}/memory"


@pytest.mark.parametrize("where", [STUDENTS, WEEKS])
def test_students_do_not_see_each_others_memory(
    study, biology, as_student, where, cast, app, clock
):
    study("Finn", "place-short")
    with app.app_context(), transaction() as session:
        enrolling.enrol(session, biology.id, cast.student.id, CourseRole.STUDENT, clock())
    assert as_student.get(f"{biology.path}{where}?bank=arnholm").status_code == 403


@pytest.mark.parametrize("where", [STUDENTS, WEEKS])
def test_statements_do_not_grow_with_the_class(app, study, table, where):
    def count():
        with statements.noted(app) as sent:
            table(where)
        return len(sent)

    study("Finn", "place-short")
    table(where)
    before = count()
    for name in ("Gita", "Hugo", "Ivo"):
        study(name, "place-short", "keeper-choice", "years-order")
    assert count() == before
