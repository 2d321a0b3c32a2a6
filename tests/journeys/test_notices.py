"""Notices: assigned, opened and gone; marked again; an objection decided; switched off."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.answering import assigning
from quizapp.answering.challenge_decisions import decline
from quizapp.answering.challenges import challenge
from quizapp.answering.models import ChallengeKind
from quizapp.answering.remarking import MarkBy, mark_again
from quizapp.assignments.services import Setting, What
from quizapp.banks.models import Bank, QuestionVersion
from quizapp.clock import system_clock
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Window
from quizapp.quizzes.models import AttemptQuestion, Response
from tests.journeys import beside, steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site
from tests.journeys.steps import follow
from tests.journeys.test_assignments import let_in
from tests.journeys.test_courses import make_code, make_course

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def clara() -> int:
    return db.session.scalars(select(User.id).where(User.name == "Clara")).one()


def assign(site: Site, course: str, title: str) -> UUID:
    """Give a course a quiz that opened a moment ago."""
    quiz_id, moment = beside.add_quiz(site, title), system_clock()
    window = Window(moment, moment + timedelta(days=6), moment + timedelta(days=9))
    course_id = UUID(course.rsplit("/", 1)[1])
    with beside.app_of(site), transaction() as session:
        given = {"by": clara(), "now": moment}
        what = What(quiz_id=quiz_id)
        assigning.assign(session, uuid4(), course_id, what, Setting(window), **given)
    return quiz_id


def mark_first(site: Site, attempt_id: UUID, way: MarkBy) -> None:
    """Have the first question of an attempt marked again for everybody."""
    with beside.app_of(site), transaction() as session:
        version = session.scalars(
            select(AttemptQuestion.question_version_id)
            .where(AttemptQuestion.attempt_id == attempt_id)
            .order_by(AttemptQuestion.position)
        ).first()
        question_id = session.get_one(QuestionVersion, version).question_id
        reason = "The lamp was out."
        mark_again(session, question_id, way, reason, clara(), system_clock())


def answer_objection(site: Site, attempt_id: UUID) -> None:
    """Object to a result, and decline that."""
    with beside.app_of(site), transaction() as session:
        found = session.scalars(
            select(Response).where(Response.attempt_id == attempt_id).order_by(Response.position)
        ).first()
        assert found is not None
        bank = session.scalars(select(Bank.id).where(Bank.slug == "lighthouse")).one()
        given = found.id, uuid4(), ChallengeKind.UNCLEAR, "", system_clock()
        made = challenge(session, found.user_id, *given).id
        decline(session, bank, made, "It is clear.", clara(), system_clock())


def expect_new(page: Page, number: int) -> None:
    """See how many notices the first page says are new."""
    page.goto("/")
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Notices")
    said = f"{number} new notice{'' if number == 1 else 's'}"
    expect(link).to_have_accessible_name(re.compile(said if number else "^Notices$"))


def test_what_happens_meanwhile_is_told_until_it_was_seen(
    site: Site, open_page: Open, teacher: Path, script: bool
) -> None:
    title, name = f"Lamps {steps.new_name()}", f"Ana {steps.new_name()}"
    desk = open_page(state=teacher, script=script)
    course = make_course(desk, f"Biology {steps.new_name()}")
    _, link = make_code(desk)
    pupil = open_page(script=script)
    let_in(pupil, link, name)
    # Whoever joins lands on the page of the course, and needs not be told.
    expect_new(pupil, 0)

    # Assigned: told once, and gone when it was opened.
    assign(site, course, title)
    expect_new(pupil, 1)
    follow(pupil.get_by_role("link", name="Notices"))
    expect(pupil.get_by_text("1 is new.")).to_be_visible()
    item = pupil.get_by_role("listitem").filter(has_text=title)
    expect(item).to_contain_text("New · Assigned:")
    follow(item.get_by_role("link", name=title))
    expect_new(pupil, 0)

    # Taken: the results were seen at once, so nothing is told of them.
    pupil.goto("/notices")
    follow(pupil.get_by_role("link", name=title))
    follow(pupil.get_by_role("button", name="Start"))
    steps.hand_in_as_it_is(pupil)
    results = pupil.url.split("#")[0]
    attempt_id = UUID(results.split("/")[-2])
    expect_new(pupil, 0)

    # Marked again, and an objection decided: each says why, and both go with their page.
    mark_first(site, attempt_id, MarkBy.FULL)
    answer_objection(site, attempt_id)
    expect_new(pupil, 2)
    pupil.goto("/notices")
    main = pupil.get_by_role("main")
    expect(main).to_contain_text("marked again")
    expect(main).to_contain_text("The lamp was out.")
    expect(main).to_contain_text("Your objection was declined")
    expect(main).to_contain_text("It is clear.")
    pupil.goto(results)
    expect_new(pupil, 0)
    # Other stories ask the question, too; its learner hears of that as well.
    mark_first(site, attempt_id, MarkBy.ASKED)
    expect_new(pupil, 1)
    pupil.goto(results)

    # All at once.
    for number in range(3):
        assign(site, course, f"Lamps {number} {steps.new_name()}")
    expect_new(pupil, 3)
    pupil.goto("/notices")
    follow(pupil.get_by_role("button", name="Mark all as read"))
    expect(pupil.get_by_text("Nothing is new.")).to_be_visible()
    expect_new(pupil, 0)

    # Switched off, and on again.
    pupil.goto("/notices/settings")
    pupil.get_by_label("Something new was assigned to you").uncheck()
    follow(pupil.get_by_role("button", name="Save"))
    assign(site, course, f"Quiet {steps.new_name()}")
    expect_new(pupil, 0)
    pupil.goto("/notices/settings")
    pupil.get_by_label("Something new was assigned to you").check()
    follow(pupil.get_by_role("button", name="Save"))
    expect_new(pupil, 1)


def test_the_pages_of_notices(site: Site, open_page: Open, teacher: Path) -> None:
    desk = open_page(state=teacher)
    course = make_course(desk, f"Biology {steps.new_name()}")
    _, link = make_code(desk, decides=True)
    pupil = open_page()
    theirs, look = Look(pupil), Look(desk)
    pupil.goto("/signup")
    steps.sign_up(pupil, f"Ben {steps.new_name()}")
    theirs.at("/notices")
    pupil.goto(link)
    follow(pupil.get_by_role("button", name=re.compile("join", re.IGNORECASE)))
    look.at("/notices", "/notices/settings")
    desk.goto(course)
    follow(desk.get_by_role("button", name=re.compile("^Let in")))
    assign(site, course, f"A quiz with a long name about lamps and towers {steps.new_name()}")
    theirs.at("/notices", "/notices/settings", "/")
    assert theirs.faults == []
    assert look.faults == []
