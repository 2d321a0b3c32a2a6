"""A teacher watches a quiz of the course while a student takes it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.answering import assigning
from quizapp.assignments.services import Setting, What
from quizapp.clock import new_id, system_clock
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import make_course
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Window
from tests.journeys import steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site, add_person, add_quiz, app_of
from tests.journeys.steps import follow
from tests.journeys.test_courses import row_of

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
DAY = timedelta(days=1)


def give(site: Site, quiz: UUID, *names: str) -> str:
    """Give the quiz to a new course with these students; return the address to watch it."""
    course, given, now = new_id(), new_id(), system_clock()
    with app_of(site), transaction() as session:
        clara = db.session.scalars(select(User.id).where(User.name == "Clara")).one()
        make_course(session, course, "Physics", "UTC", by=clara, now=now)
        for user_id in session.scalars(select(User.id).where(User.name.in_(names))):
            enrolling.enrol(session, course, user_id, CourseRole.STUDENT, now)
        window = Window(now - DAY, now + DAY, now + DAY)
        what = What(quiz_id=quiz)
        assigning.assign(session, given, course, what, Setting(window), by=clara, now=now)
    return f"/courses/{course}/assignments/{given}/live"


def test_a_teacher_watches_helps_and_hands_in(
    open_page: Open, site: Site, teacher: Path, script: bool
) -> None:
    ana, bill = steps.new_name(), steps.new_name()
    for name in (ana, bill):
        add_person(site, name)
    quiz = add_quiz(site, "Watched", minutes=30)
    path = give(site, quiz, ana, bill)

    desk = open_page(state=teacher, script=script, width=390)
    desk.goto(path.partition("/assignments")[0])
    follow(desk.get_by_role("link", name="Watch Watched"))
    look = Look(desk)

    def judge() -> None:
        if script:
            look.here()

    judge()

    def now(pupils_row: str, *said: str) -> None:
        """Expect the row to say this: by itself, or after looking again."""
        if not script:
            follow(desk.get_by_role("link", name="Look again"))
        for words in said:
            expect(row_of(desk, pupils_row)).to_contain_text(words)

    now(ana, "Not begun")
    pupil = open_page()
    pupil.goto("/login")
    steps.log_in(pupil, ana)
    pupil.goto(f"/quizzes/{quiz}")
    follow(pupil.get_by_role("button", name="Start"))
    now(ana, "At it", "0 of 3", "30 min")
    expect(desk.get_by_text("0 of 2 handed in, 1 at it, 1 not begun").first).to_be_visible()

    # The open row, what is typed there and the focus stay when the list changes.
    follow(desk.get_by_role("link", name=ana))
    minutes = desk.get_by_label("More minutes")
    minutes.fill("7")
    steps.answer_rightly(steps.cards(pupil)[0])
    pupil.get_by_role("button", name="Flag question 2", exact=True).click()
    if script:
        now(ana, "1 of 3")
        expect(minutes).to_have_value("7")
        expect(minutes).to_be_focused()
    judge()
    follow(desk.get_by_role("button", name="Give more time"))
    expect(desk.get_by_text("Saved. It ends")).to_be_in_viewport(ratio=1)
    judge()
    now(ana, "37 min")

    follow(desk.get_by_role("button", name="Stop the time", exact=True))
    expect(desk.get_by_text("The time stands still.")).to_be_in_viewport(ratio=1)
    now(ana, "Paused")
    follow(desk.get_by_role("button", name="Let the time run on", exact=True))
    expect(desk.get_by_text("The time runs on")).to_be_in_viewport(ratio=1)
    now(ana, "At it")

    follow(desk.get_by_role("link", name=f"Hand in for {ana}"))
    judge()
    desk.get_by_label("They have left").check()
    follow(desk.get_by_role("button", name="Hand in"))
    expect(row_of(desk, ana)).to_contain_text("by a teacher")
    judge()
    assert look.faults == []


def test_a_server_that_is_away_is_said(open_page: Open, site: Site, teacher: Path) -> None:
    name = steps.new_name()
    add_person(site, name)
    desk = open_page(state=teacher, story="ERR_FAILED")
    desk.goto(give(site, add_quiz(site, "Away"), name))
    desk.route("**/live.json", lambda route: route.abort())
    expect(desk.get_by_text("Not up to date since")).to_be_visible()
    desk.unroute("**/live.json")
    expect(desk.get_by_text("Not up to date since")).to_be_hidden()
