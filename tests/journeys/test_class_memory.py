"""A teacher sees what the class remembers, reads an article painted with it, and makes a quiz."""

import re
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from playwright.sync_api import expect
from sqlalchemy import insert, select

from quizapp.accounts.models import User
from quizapp.accounts.services import create_user
from quizapp.answering.assigning import assign
from quizapp.assignments.services import Setting, What
from quizapp.banks.models import Bank, Fact
from quizapp.clock import new_id, system_clock
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import make_course
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Goal, Window
from quizapp.memory.models import Memory
from tests.journeys import steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site, app_of

pytestmark = pytest.mark.browser
STUDENTS = 12


def add_class(site: Site, title: str) -> UUID:
    """Make a course of Clara's whose students remember some of the shipped bank."""
    course_id, now, chance = new_id(), system_clock(), Random(1)
    with app_of(site):
        owner = db.session.scalars(select(User.id).where(User.name == "Clara")).one()
        bank = db.session.scalars(select(Bank.id).where(Bank.slug == "us-japan-alliance")).one()
        facts = db.session.scalars(select(Fact.id).where(Fact.bank_id == bank)).all()
        with transaction() as session:
            make_course(session, course_id, title, "Europe/Berlin", by=owner, now=now)
            day = timedelta(days=1)
            terms = Setting(Window(now - day, now + 8 * day, now + 90 * day), goal=Goal.READY_BY)
            what = What(bank_id=bank)
            assign(session, new_id(), course_id, what, terms, by=owner, now=now)
            for number in range(STUDENTS):
                person = create_user(session, f"{steps.new_name()} {number}", "$argon2id$-", now)
                enrolling.enrol(session, course_id, person.id, CourseRole.STUDENT, now)
                for place, fact in enumerate(facts):
                    if chance.random() < 0.9 - place / len(facts):
                        session.execute(
                            insert(Memory), [_memory(chance, person.id, fact, bank, now)]
                        )
    return course_id


def _memory(chance, user_id, fact_id, bank_id, now):
    last = now - timedelta(days=chance.randrange(1, 60))
    return {
        "user_id": user_id,
        "fact_id": fact_id,
        "bank_id": bank_id,
        "state": 2 if chance.random() < 0.8 else 1,
        "stability": chance.uniform(0.5, 120),
        "difficulty": 5.0,
        "due": now,
        "last_review_at": last,
        "last_day": last.date(),
        "first_review_at": last,
        "reps": 3,
        "lapses": 0,
    }


def test_a_teacher_makes_a_quiz_of_what_the_class_remembers_least(open_page, site, teacher):
    course = add_class(site, "Diplomacy")
    page = open_page(state=teacher)
    look = Look(page)
    page.goto(f"/courses/{course}")
    steps.follow(page.get_by_role("link", name="Memory", exact=True))
    expect(page.get_by_text(f"{STUDENTS} students in the class")).to_be_visible()
    look.here()
    steps.follow(page.get_by_role("link", name="Student by student"))
    table = page.get_by_role("region", name="Students by topics").get_by_role("row")
    expect(table).to_have_count(1 + STUDENTS)
    look.here()
    steps.follow(page.get_by_role("link", name="Week by week"))
    expect(
        page.get_by_role("img", name=re.compile("in 11 weeks if nobody studies"))
    ).to_be_visible()
    look.here()
    page.locator("figure details").evaluate("folded => { folded.open = true; }")
    expect(page.get_by_role("row")).to_have_count(1 + 12)
    steps.follow(page.get_by_role("link", name="Facts and topics"))
    steps.follow(page.get_by_role("region", name="Articles").get_by_role("link").first)
    expect(page.get_by_text("How well the class knows it:")).to_be_visible()
    look.here()
    page.get_by_label("Day").fill(f"{system_clock() + timedelta(days=30):%Y-%m-%d}")
    steps.follow(page.get_by_role("button", name="Show"))
    expect(page.get_by_text("if nobody studies until then:")).to_be_visible()
    page.goto(f"/courses/{course}/memory")
    steps.follow(page.get_by_role("button", name="Make a quiz of the 15 weakest"))
    expect(
        page.get_by_text(re.compile("A draft that asks for .* facts, each once"))
    ).to_be_visible()
    assert look.faults == []
