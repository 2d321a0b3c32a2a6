"""What it costs to read the queue of objections: no more for many of them, or for many answers."""

import re

import pytest

from quizapp.accounts.models import Role
from tests.statements import noted
from tests.web.answering.steps import tap

WORDS = ("Hoek van Holland", "Delta", "Dordrecht", "Gouda", "Breda", "Tilburg")


@pytest.fixture
def objected(answered, make_user, log_in):
    """Let so many learners answer with other words each and object."""

    def objected(*words):
        for word in words:
            browser = log_in(make_user(f"Learner {word}", Role.STUDENT))
            tap(browser, answered(browser, word))

    return objected


def statements(app, browser, address):
    with noted(app) as sent:
        assert browser.get(address).status_code == 200
    return len(sent)


def test_many_objections_ask_the_database_no_more_than_one(app, queue, objected, as_teacher):
    objected(WORDS[0])
    as_teacher.get(queue)
    few = statements(app, as_teacher, queue)
    objected(*WORDS[1:])
    assert as_teacher.get(queue).text.count("They say") == len(WORDS)
    assert statements(app, as_teacher, queue) == few


def test_nothing_is_marked_to_read_the_queue_until_somebody_asks(
    queue, objected, as_teacher, monkeypatch
):
    objected(*WORDS[:2])
    looked_at = []

    def note(_session, group, _now):
        looked_at.append(group.ids)
        return []

    monkeypatch.setattr("quizapp.web.answering.deciding.accepting_would_change", note)
    page = as_teacher.get(queue).text
    assert looked_at == []
    first, _ = re.findall(r'href="([^"]+whose=[^"]+)"', page)
    as_teacher.get(first)
    assert len(looked_at) == 1
