"""A course at a glance: who may need help, what is forgotten, and which questions mislead."""

from uuid import uuid4

import pytest

from quizapp.accounts.models import Role
from quizapp.assignments.services import What
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.domain.answers import Chosen, Typed
from quizapp.jobs.upkeep import QuizUpkeep
from quizapp.memory.log import Learner
from tests import statements
from tests.answered import hand_in_all
from tests.databases import both_databases
from tests.quizzes.designing import build, chosen
from tests.studies import Studies
from tests.web.gradebook.pages import main

pytestmark = both_databases
NAMES = ("place-short", "keeper-choice", "height-number")


@pytest.fixture
def glance(marking):
    """The address of the page."""
    return f"/courses/{marking.giving.course.id}/glance"


@pytest.fixture
def misleading(giving, clock):
    """Give the course a quiz in which those who know more choose what counts as wrong."""
    quiz_id = uuid4()
    build(
        giving.teacher,
        giving.bank,
        *chosen(giving.bank, *NAMES),
        now=clock(),
        quiz_id=quiz_id,
        title="The tower",
    )
    giving.quiz_is(0, 20, 21, what=What(quiz_id=quiz_id))
    asked = Studies(Learner(giving.teacher, None), giving.bank, clock).asked("keeper-choice")
    key = asked.question.key
    wrong = next(each.id for each in asked.question.options if each.id != key)
    hand_in_all(
        quiz_id,
        [
            {
                "place-short": Typed("Arnholm" if knows else "Nowhere"),
                "keeper-choice": Chosen((wrong if knows else key,)),
                "height-number": Typed("42 metres" if knows else "1 metre"),
            }
            for knows in [True] * 10 + [False] * 10
        ],
        clock(),
    )
    while QuizUpkeep().work_once():
        pass
    return quiz_id


def test_a_course_without_students_says_what_will_be_here(as_teacher, giving, cast, glance):
    giving.course.do(enrolling.remove, cast.student.id)
    assert "Nobody is in the course yet" in main(as_teacher.get(glance))


def test_before_anything_was_due_nobody_is_behind(as_teacher, marking, glance):
    marking.quiz(0, 7)
    said = main(as_teacher.get(glance))
    assert "Nothing was due yet." in said
    assert "Nobody has learned anything of a bank that you may see." in said
    assert "No quiz of yours here has been handed in by anybody yet" in said


def test_who_misses_what_was_due_and_who_earned_little_is_named(
    as_teacher, marking, giving, cast, glance, clock, make_user
):
    first, second = marking.quiz(0, 2), marking.quiz(0, 3)
    low, good = make_user("Nils"), make_user("Olga")
    for each in (low, good):
        giving.course.enrol(each)
    for who, points in ((low, 3), (good, 9)):
        marking.took(who, first, points)
        marking.took(who, second, points)
    marking.took(cast.student, first, 10)
    clock.advance(days=5)
    said = main(as_teacher.get(glance))
    assert "Ana 1 of 2 50 % Nils – 30 %" in said
    assert "Olga" not in said


def test_where_all_is_well_it_says_so(as_teacher, marking, cast, glance, clock):
    marking.took(cast.student, marking.quiz(0, 2), 9)
    clock.advance(days=5)
    assert "Nobody: all that was due is handed in" in main(as_teacher.get(glance))


def test_what_is_about_to_be_forgotten_is_shown_with_its_chance(
    as_teacher, giving, cast, glance, clock
):
    Studies(Learner.of(cast.student), giving.bank, clock).study("keeper-choice")
    assert "Too early to tell" in main(as_teacher.get(glance))
    clock.advance(days=9)
    said = main(as_teacher.get(glance))
    assert "Its keeper was Ida Berg." in said
    assert "1 of 1" in said
    assert "It is 42 metres tall." not in said


def test_a_question_that_strong_students_get_wrong_is_shown_with_the_way_to_its_analysis(
    as_teacher, glance, misleading
):
    page = as_teacher.get(glance)
    said = main(page)
    assert "The key may be wrong" in said
    assert "Analysis of The tower" in said
    assert f"/teach/quizzes/{misleading}/analysis" in page.text


@pytest.mark.usefixtures("misleading")
def test_figures_of_a_colleagues_quiz_are_not_told(giving, glance, make_user, log_in):
    colleague = make_user("Rosa", Role.TEACHER)
    giving.course.enrol(colleague, CourseRole.CO_TEACHER)
    said = main(log_in(colleague).get(glance))
    assert "The key may be wrong" not in said
    assert "No quiz of yours here" in said


def test_it_asks_no_more_for_more_students_and_quizzes(
    app, as_teacher, marking, giving, cast, glance, clock, make_user
):
    def asked():
        with statements.noted(app) as found:
            assert as_teacher.get(glance).status_code == 200
        return len(found)

    marking.took(cast.student, marking.quiz(0, 2), 3)
    clock.advance(days=5)
    asked()
    before = asked()
    for name in ("Nils", "Olga", "Piet"):
        who = make_user(name)
        giving.course.enrol(who)
        marking.took(who, marking.quiz(0, 2), 3)
    clock.advance(days=5)
    asked()
    assert asked() <= before
