"""The teacher's page of how good the questions of a quiz are."""

import csv
import html
import io
import re

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.answering.regrading import regrade
from quizapp.banks.models import Bank, QuestionVersion, Visibility
from quizapp.db import db, transaction
from quizapp.domain.answers import Chosen, Typed
from quizapp.domain.rulings import Basis
from quizapp.jobs.upkeep import QuizUpkeep
from quizapp.quizzes import item_analysis
from tests.answered import hand_in_all

RIGHT, WRONG = Typed("Arnholm"), Typed("Nowhere")
TALL, SMALL = Typed("42 metres"), Typed("1 metre")


@pytest.fixture
def quiz(maker):
    maker.pick("place-short", "keeper-choice", "height-number")
    maker.send("publish")
    return maker


@pytest.fixture
def options(app):
    """The ids of the options of the choice, the right one first."""
    with app.app_context():
        content = db.session.scalars(
            select(QuestionVersion.content).where(QuestionVersion.is_current)
        )
        found = next(each for each in content if each["id"] == "keeper-choice")
    return sorted((each["id"] for each in found["options"]), key=lambda each: each != found["key"])


@pytest.fixture
def answered(app, quiz, clock, options):
    """Let a class hand in: pairs of whether the two typed answers are right, and an option."""

    def answered(*learners):
        with app.app_context():
            hand_in_all(
                quiz.quiz_id,
                [
                    {
                        "place-short": RIGHT if knows else WRONG,
                        "keeper-choice": None if option is None else Chosen((options[option],)),
                        "height-number": TALL if knows else SMALL,
                    }
                    for knows, option in learners
                ],
                clock(),
            )

    return answered


MISKEYED = [(True, 1)] * 10 + [(False, 0)] * 10
GOOD = [(True, 0)] * 10 + [(False, 1)] * 5 + [(False, 2)] * 5


def rows_of(quiz):
    response = quiz.browser.get(f"{quiz.home}/analysis.csv")
    assert response.mimetype == "text/csv"
    assert "quizapp-questions-" in response.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))


def row_of(quiz, words):
    return next(row for row in rows_of(quiz) if words in row["question"])


def test_before_anybody_handed_in_it_says_what_will_be_here(quiz):
    page = quiz.page("/analysis")
    assert "Nothing to analyse yet" in page
    assert 'aria-current="page">Analysis' in page
    assert rows_of(quiz) == []


def test_each_question_has_its_figures_with_words(quiz, answered):
    answered(*GOOD)
    page = quiz.page("/analysis")
    for said in ("20 learners", "50 %", "medium", "very well", "1.00", "nothing that stands out"):
        assert said in page, said


def test_what_to_look_at_comes_first_and_says_why(quiz, answered):
    answered(*MISKEYED)
    page = quiz.page("/analysis")
    assert "The key may be wrong" in page
    assert "Of the best third of the class more chose “" in page
    assert "Strong learners do worse" in page
    assert "the wrong way round" in page
    assert "From 20 learners only, so it may be chance" in page
    assert "1 to look at" in page
    assert page.index("The key may be wrong") < page.index("How tall")


def test_who_ticked_what_is_shown_by_thirds_of_the_class(quiz, answered):
    answered(*GOOD, (False, None), (True, 0))
    page = quiz.page("/analysis")
    assert "Who chose what, by what they earned in the whole quiz" in page
    assert "counts as right" in page
    assert "Left empty" in page
    assert page.count("Best third") == 3


def test_a_small_class_is_said_to_be_small(quiz, answered):
    answered(*GOOD[8:12])
    page = quiz.page("/analysis")
    assert "So few learners say little" in page
    assert "medium" not in re.sub(r"<dl class=\"meanings\">.*", "", page, flags=re.S)
    assert "told from 10 learners on" in page
    answered(*GOOD)
    assert "That is a small class." in quiz.page("/analysis")
    answered(*GOOD)
    assert "That is a small class." not in quiz.page("/analysis")


@pytest.mark.parametrize(("learners", "compared"), [(9, False), (10, True)])
def test_nobody_is_compared_with_so_few_others(quiz, answered, learners, compared):
    answered(*(GOOD[:5] + GOOD[10:15])[:learners])
    page = re.sub(r"<dl class=\"meanings\">.*", "", quiz.page("/analysis"), flags=re.S)
    assert ("1.00" in page) is compared
    assert ("Best third" in page) is compared
    assert ("Thirds are compared from 10 learners on." in page) is not compared
    assert "Who chose what" in page


@pytest.mark.parametrize("order", ["flags", "hardest", "tells-least"])
def test_the_table_can_be_sorted(quiz, answered, order):
    answered(*GOOD)
    assert f'order={order}" aria-current="true"' in quiz.page(f"/analysis?order={order}")


def test_the_hardest_question_comes_first_where_that_is_wanted(quiz, answered):
    answered(*[(True, 1)] * 10)
    page = quiz.page("/analysis?order=hardest")
    assert page.index("Who kept") < page.index("How tall")
    assert 'order=flags" aria-current="true"' in quiz.page("/analysis?order=sideways")


@pytest.mark.parametrize(("learners", "same"), [(9, True), (10, False)])
def test_a_figure_that_is_not_shown_puts_nothing_in_order(quiz, answered, learners, same):
    answered(*([(True, 1)] * 3 + [(False, 1)] + [(False, 0)] * 6)[:learners])
    hardest, least = (
        re.findall("Who kept|How tall", quiz.page(f"/analysis?order={order}"))[0]
        for order in ("hardest", "tells-least")
    )
    assert (hardest == least) is same


def test_a_question_leads_to_where_it_is_changed_and_marked_again(quiz, answered):
    answered(*GOOD)
    page = quiz.page("/analysis")
    assert "/teach/banks/arnholm/questions/keeper-choice" in page
    assert "Open the question" in page


def test_the_table_can_be_taken_away(quiz, answered):
    answered(*GOOD)
    row = row_of(quiz, "kept")
    assert row["learners"] == "20"
    assert (row["facility_percent"], row["difficulty"]) == ("50.0", "medium")
    assert row["tells"] == "very well"
    assert float(row["discrimination_thirds"]) == 1
    assert row["flags"] == ""


def test_what_looks_like_a_formula_is_none_in_the_file(quiz, answered, app):
    answered(*GOOD)
    with app.app_context(), transaction() as session:
        session.scalars(select(Bank)).one().title = "=1+1"
    assert row_of(quiz, "kept")["bank"] == "'=1+1"


def test_figures_follow_marks_that_change(quiz, answered, app, clock):
    answered(*GOOD)
    with app.app_context(), transaction() as session:
        struck = session.scalars(
            select(QuestionVersion.id).where(QuestionVersion.stem.contains("kept"))
        ).one()
        regrade(session, struck, struck, "Unclear.", None, clock(), basis=Basis.STRUCK)
    assert len(rows_of(quiz)) == 2


def test_what_a_worker_has_counted_says_when(quiz, answered, app, monkeypatch):
    monkeypatch.setattr(item_analysis, "AT_ONCE", 10)
    answered(*GOOD)
    assert "are being counted" in quiz.page("/analysis")
    with app.app_context():
        QuizUpkeep().work_once()
    page = quiz.page("/analysis")
    assert "Counted 2 March 2026, 09:00" in html.unescape(re.sub("<[^>]+>", "", page))
    assert "newer answers follow" not in page
    answered(*GOOD)
    assert "newer answers follow within minutes" in quiz.page("/analysis")


def test_only_whoever_gave_the_quiz_sees_it(quiz, answered, make_user, log_in):
    answered(*GOOD)
    for role in (Role.TEACHER, Role.ADMIN, Role.STUDENT):
        other = log_in(make_user(f"Other {role.value}", role))
        for path in ("/analysis", "/analysis.csv"):
            assert other.get(quiz.home + path).status_code in (403, 404)


def test_questions_of_a_bank_that_is_not_shared_any_more_are_not_shown(quiz, answered, app):
    answered(*GOOD)
    with app.app_context(), transaction() as session:
        session.scalars(select(Bank)).one().visibility = Visibility.PRIVATE.value
    page = quiz.page("/analysis")
    assert "3 questions are of a bank that is not shared with you any more" in page
    assert "Who chose what" not in page
    assert rows_of(quiz) == []


def test_figures_stand_beside_a_question_where_a_quiz_is_made_and_in_its_bank(
    quiz, answered, app, clock, make_user, log_in
):
    answered(*GOOD[8:12])
    with app.app_context():
        QuizUpkeep().work_once()
    assert "learners of yours" not in quiz.page()
    answered(*GOOD)
    clock.advance(minutes=1)
    with app.app_context():
        QuizUpkeep().work_once()
    said = "50 % earned by 24 learners of yours, medium; tells who knows very well (1.00)"
    bank = "/teach/banks/arnholm/questions"
    assert said in quiz.page()
    assert said in quiz.browser.get(bank).text
    other = log_in(make_user("Other", Role.TEACHER))
    assert "learners of yours" not in other.get(bank).text
