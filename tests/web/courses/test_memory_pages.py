"""What the class remembers, as pages for those who teach or mark in a course."""

from uuid import UUID, uuid4

import pytest
from lxml import html
from sqlalchemy import select

from quizapp.accounts.models import Role, User
from quizapp.banks.models import Bank, Fact, Question, Visibility
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.db import db, transaction
from quizapp.domain.facts import Text
from quizapp.domain.questions import Flashcard
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.log import Learner
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.designs import latest_design
from quizapp.quizzes.models import Quiz
from quizapp.quizzes.starting import start_quiz
from tests import builders, statements
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen
from tests.studies import Studies

pytestmark = both_databases


@pytest.fixture
def enrol(app, biology, clock):
    def put(user, role=CourseRole.STUDENT):
        with app.app_context(), transaction() as session:
            enrolling.enrol(session, biology.id, user.id, role, clock())

    return put


@pytest.fixture
def study(app, load_bank, make_user, enrol, clock):
    """Let a new student of the course answer these questions of the tiny bank."""
    load_bank(builders.bank())

    def answer(name, *questions):
        user = make_user(name)
        enrol(user)
        with app.app_context():
            bank = db.session.scalars(select(Bank.id)).one()
            for question in questions:
                Studies(Learner(user.id, learner_calendar("UTC")), bank, clock).study(question)

    return answer


@pytest.fixture
def page(biology, as_teacher, text_of):
    """The words of the page, as the teacher sees it."""

    def read(query="", where="/memory"):
        answer = as_teacher.get(f"{biology.path}{where}{query}")
        assert answer.status_code == 200, answer.text
        return text_of(answer.text)

    return read


def quizzes(app):
    with app.app_context():
        return db.session.scalars(select(Quiz.id)).all()


PAINTED = "/memory/articles/arnholm/brief"


def test_a_class_that_has_learned_nothing_is_told_what_comes(page):
    assert "Nothing learned yet" in page()


def test_the_weakest_facts_come_first_with_who_recalls_them(study, page, clock):
    study("Finn", "keeper-choice")
    clock.advance(days=9)
    study("Gita", "place-short", "keeper-choice")
    said = page()
    assert "2 students in the class" in said
    assert "(few) 2 of 2" in said
    assert said.index("Its keeper was Ida Berg.") < said.index("The lighthouse stands on Arnholm.")
    assert said.index("stands on Arnholm.") < said.index("It is 42 metres tall.")
    assert "1 of 2 (few) 2 of 2" in said


def test_on_a_later_day_less_is_recalled(study, page):
    study("Finn", "keeper-choice")
    assert "100 %" in page()
    later = page("?on=2026-03-30")
    assert "Monday 30 March, if nobody studies until then" in later
    assert "100 %" not in later


@pytest.mark.parametrize("where", ["/memory", PAINTED])
def test_on_the_day_of_a_quiz_no_fact_is_called_weak(study, as_teacher, biology, clock, where):
    def read(query=""):
        found = html.fromstring(as_teacher.get(f"{biology.path}{where}{query}").text)
        words = {"".join(cell.itertext()) for cell in found.xpath("//td[@data-label='Memory']")}
        return words, [each for each in found.xpath("//main//a/@href") if "on=2026-03-09" in each]

    study("Finn", "keeper-choice")
    words, later = read()
    assert (words, len(later)) == ({"too early to tell", "new"}, 1)
    words, later = read("?on=2026-03-09")
    assert "weak" in words
    assert "Too early to tell: all" in as_teacher.get(f"{biology.path}{where}").text
    clock.advance(days=1)
    assert "Too early to tell: all" not in as_teacher.get(f"{biology.path}{where}").text


@pytest.mark.parametrize("sent", ["2025-01-01", "yesterday", "2026-02-30", "", "2026-13-01\0"])
def test_a_day_that_cannot_be_foretold_is_today(study, page, sent):
    study("Finn", "keeper-choice")
    assert "Predicted for now" in page(f"?on={sent}")


def test_a_day_beyond_a_year_is_the_last_one(study, as_teacher, biology):
    study("Finn", "keeper-choice")
    assert 'value="2027-03-02"' in as_teacher.get(f"{biology.path}/memory?on=9999-12-31").text


def test_a_topic_shows_its_facts_alone(study, page):
    study("Finn", "keeper-choice", "years-order")
    said = page("?bank=arnholm&topic=history")
    assert "It was lit in 1871." in said
    assert "Its keeper was Ida Berg." not in said


def test_what_is_mixed_up_is_named(app, study, page, clock):
    study("Finn", "keeper-choice")
    assert "mixes up" not in page()
    with app.app_context():
        bank = db.session.scalars(select(Bank.id)).one()
        finn = db.session.scalars(select(User.id).where(User.name == "Finn")).one()
        person = Studies(Learner(finn, learner_calendar("UTC")), bank, clock)
        asked, answer_id = person.asked("keeper-choice"), uuid4()
        shown = [option.id for option in asked.question.shown(str(answer_id))]
        person.send(asked, answer_id, {"choice": [str(shown.index("place") + 1)]})
    assert "The lighthouse stands on Arnholm. with Its keeper was Ida Berg. 1 1" in page()


def test_long_lists_of_facts_have_pages(app, study, page, clock):
    names = [f"number-{number}" for number in range(50)]
    facts = tuple(
        builders.fact(each, Text(each), f"It says {each}.", evidence=()) for each in names
    )
    cards = tuple(
        Flashcard(
            id=each,
            topic="tower",
            stem="What?",
            fact=each,
            back=each,
            status=builders.PUBLISHED,
        )
        for each in names
    )
    with app.app_context(), transaction() as session:
        more = {"facts": builders.FACTS + facts, "questions": builders.QUESTIONS + cards}
        builders.load(session, builders.bank(**more), clock())
    study("Finn", "keeper-choice")
    assert "Page 1 of 2, 59 in all" in page()
    assert "Its keeper was Ida Berg." in page()
    for last in ("2", "99"):
        assert "It says number-49." in page(f"?page={last}")
        assert "Its keeper was Ida Berg." not in page(f"?page={last}")
    assert "Its keeper was Ida Berg." in page("?page=0")


def test_an_article_is_painted_with_what_the_class_knows(study, as_teacher, biology, page):
    study("Finn", "keeper-choice")
    markup = as_teacher.get(f"{biology.path}{PAINTED}").text
    assert '<mark data-strength="weak">Ida Berg</mark>' in markup
    assert '<mark data-strength="new">Arnholm</mark>' in markup
    said = page(where=PAINTED)
    assert "How well the class knows it:" in said
    assert "Its facts, the weakest first" in said


@pytest.mark.parametrize("where", ["/memory/articles/arnholm/none", "/memory/articles/none/brief"])
def test_an_article_that_is_not_there_is_not_found(study, as_teacher, biology, where):
    study("Finn", "keeper-choice")
    assert as_teacher.get(f"{biology.path}{where}").status_code == 404


def test_a_course_that_is_over_is_still_seen(study, page, biology):
    study("Finn", "keeper-choice")
    assert biology.send("/archive").status_code == 303
    assert "Its keeper was Ida Berg." in page()


# Who sees it.


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (None, 404),
        (CourseRole.STUDENT, 403),
        (CourseRole.ASSISTANT, 200),
        (CourseRole.CO_TEACHER, 200),
    ],
)
def test_only_who_marks_or_teaches_sees_it(study, biology, make_user, log_in, enrol, role, status):
    study("Finn", "keeper-choice")
    other = make_user("Ceyda", Role.TEACHER)
    if role is not None:
        enrol(other, role)
    for where in ("/memory", "/memory?bank=arnholm", PAINTED):
        assert log_in(other).get(f"{biology.path}{where}").status_code == status


def test_a_co_teacher_without_the_bank_sees_nothing_of_it(
    app, study, biology, make_user, log_in, enrol, text_of
):
    study("Finn", "keeper-choice")
    other = make_user("Ceyda", Role.TEACHER)
    enrol(other, CourseRole.CO_TEACHER)
    with app.app_context(), transaction() as session:
        session.scalars(select(Bank)).one().visibility = Visibility.PRIVATE.value
    browser = log_in(other)
    assert "Nothing learned yet" in text_of(browser.get(f"{biology.path}/memory").text)
    assert browser.get(f"{biology.path}/memory?bank=arnholm").status_code == 404
    assert browser.get(f"{biology.path}{PAINTED}").status_code == 404
    sent = {"form_id": str(uuid4()), "bank": "arnholm"}
    assert browser.post(f"{biology.path}/memory/quiz", data=sent).status_code == 404
    assert quizzes(app) == []


def test_what_is_closed_to_an_assistant_is_closed_here(
    app, study, biology, make_user, log_in, enrol, text_of, clock
):
    study("Finn", "keeper-choice", "place-short")
    helper = make_user("Hedda")
    enrol(helper, CourseRole.ASSISTANT)
    browser = log_in(helper)
    assert "Its keeper was Ida Berg." in browser.get(f"{biology.path}/memory").text
    # Whoever helps to mark here may be somebody else's student, and take a quiz with closed book.
    with app.app_context():
        bank = db.session.scalars(select(Bank.id)).one()
        owner = db.session.scalars(select(User.id).where(User.name == "Clara")).one()
        closing = {"is_closed_book": True, "release": Release.NEVER}
        build(owner, bank, *chosen(bank, "keeper-choice"), now=clock(), **closing)
        with transaction() as session:
            start_quiz(session, uuid4(), QUIZ, user_id=helper.id, now=clock())
    said = text_of(browser.get(f"{biology.path}/memory").text)
    assert "Its keeper was Ida Berg." not in said
    assert browser.get(f"{biology.path}{PAINTED}").status_code == 403


# A quiz of the weakest.


@pytest.fixture
def send(biology, as_teacher):
    """Ask for a quiz of what the class remembers least."""

    def ask(browser=as_teacher, **more):
        sent = {"form_id": str(UUID(int=5, version=4)), "bank": "arnholm"} | more
        return browser.post(f"{biology.path}/memory/quiz", data=sent)

    return ask


def test_a_quiz_of_the_weakest_is_a_draft_of_the_teachers(app, study, send, page, cast, as_teacher):
    study("Finn", "keeper-choice", "nickname-card")
    assert "Make a quiz of the 2 weakest" in page()
    answer = send()
    assert answer.status_code == 303
    (quiz,) = quizzes(app)
    assert answer.location == f"/teach/quizzes/{quiz}"
    with app.app_context():
        row = db.session.get_one(Quiz, quiz)
        assert (row.owner_id, row.published_at) == (cast.teacher.id, None)
        asked = latest_design(db.session(), quiz).design
        names = db.session.scalars(
            select(Question.slug).where(Question.public_id == asked.items[0].question)
        ).all()
    assert (names, len(asked.items)) == (["keeper-choice"], 1)
    assert asked.title == "Weakest facts of Biology 7b, 2 March 2026"
    said = as_teacher.get(answer.location).text
    assert "A draft that asks for 1 fact, each once." in said
    assert "1 other has no question of their own" in said


def test_a_form_sent_twice_makes_one_quiz(app, study, send):
    study("Finn", "keeper-choice")
    assert send().location == send().location
    assert len(quizzes(app)) == 1


def test_only_the_facts_of_a_topic_that_is_shown_are_asked(app, study, send):
    study("Finn", "keeper-choice", "years-order")
    send(topic="history")
    (quiz,) = quizzes(app)
    with app.app_context():
        (item,) = latest_design(db.session(), quiz).design.items
        found = select(Question.slug).where(Question.public_id == item.question)
        assert db.session.scalars(found).one() == "years-order"


def test_no_quiz_is_made_of_what_no_quiz_can_ask(app, study, send, as_teacher):
    study("Finn", "nickname-card")
    answer = send()
    assert "No quiz was made" in as_teacher.get(answer.location).text
    assert quizzes(app) == []


def test_the_form_of_somebody_else_changes_no_quiz(app, study, send, as_admin):
    study("Finn", "keeper-choice")
    send()
    answer = send(as_admin)
    assert "This form was used up" in as_admin.get(answer.location).text
    assert len(quizzes(app)) == 1


@pytest.mark.parametrize("form_id", ["", "no id", "00000000-0000-5000-8000-000000000000"])
def test_an_id_that_was_tampered_with_is_not_used(app, study, send, form_id):
    study("Finn", "keeper-choice")
    assert send(form_id=form_id).status_code == 303
    assert form_id not in map(str, quizzes(app))


def test_an_assistant_who_teaches_nowhere_makes_no_quiz(
    app, study, biology, make_user, log_in, enrol, send
):
    study("Finn", "keeper-choice")
    helper = make_user("Hedda")
    enrol(helper, CourseRole.ASSISTANT)
    browser = log_in(helper)
    assert "Make a quiz" not in browser.get(f"{biology.path}/memory").text
    assert send(browser).status_code == 403
    assert quizzes(app) == []


def test_statements_do_not_grow_with_students_or_facts(app, study, as_teacher, biology):
    def count(where):
        as_teacher.get(f"{biology.path}{where}")
        with statements.noted(app) as sent:
            as_teacher.get(f"{biology.path}{where}")
        return len(sent)

    places = ("/memory", PAINTED)
    study("Finn", "keeper-choice")
    before = [count(each) for each in places]
    for number in range(5):
        study(f"L{number}", "keeper-choice", "place-short", "height-number", "years-order")
    assert [count(each) for each in places] == before
    assert max(before) <= MOST


MOST = 14


def test_a_draft_of_a_fact_is_nowhere(app, study, page):
    study("Finn", "keeper-choice")
    with app.app_context(), transaction() as session:
        session.scalars(select(Fact).where(Fact.slug == "place")).one().status = "draft"
    assert "The lighthouse stands on Arnholm." not in page()
