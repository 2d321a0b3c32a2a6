"""A course whose students learn the tiny bank, and what it holds of it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from quizapp.accounts.models import User
from quizapp.clock import new_id
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import make_course
from quizapp.db import db, transaction
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.class_memory import class_memory
from quizapp.memory.log import Learner
from quizapp.quizzes.sealing import OPEN
from tests.studies import Studies


@pytest.fixture
def course(request, cast, clock):
    request.getfixturevalue("context")
    course_id = new_id()
    with transaction() as session:
        make_course(session, course_id, "Year 7", "Asia/Tokyo", by=cast.teacher.id, now=clock())
    return course_id


@pytest.fixture
def join(course, make_user, bank, clock):
    """Put a new student into the course, whose days are those of a time zone."""

    def joined(name, zone="UTC"):
        user = make_user(name)
        with transaction() as session:
            enrolling.enrol(session, course, user.id, CourseRole.STUDENT, clock())
            session.get_one(User, user.id).time_zone = zone
        return Studies(Learner(user.id, learner_calendar(zone)), bank, clock)

    return joined


@pytest.fixture
def outsider(cast, bank, clock):
    """Somebody who learns the same and is in no course."""
    return Studies(Learner(cast.stranger.id, learner_calendar("UTC")), bank, clock)


@pytest.fixture
def seen(course, bank, clock):
    """What the class holds now, or so many days later, of each fact by its slug."""

    def read(days=0, books=OPEN):
        at = clock() + timedelta(days=days)
        return class_memory(db.session(), course, bank, at, books)

    return read


def by_slug(found):
    return {each.slug: each for each in found.facts}


def picked(asked, seed, *names):
    """What a browser sends for these options of a question."""
    shown = asked.question.shown(str(seed))
    tokens = [str(at) for at, option in enumerate(shown, 1) if option.id in names]
    return {"choice": tokens, "choices": tokens}


def take_place_for_keeper(person, **how):
    asked, answer_id = person.asked("keeper-choice"), uuid4()
    person.send(asked, answer_id, picked(asked, answer_id, "place"), **how)
    return answer_id
