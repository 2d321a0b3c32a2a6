"""A course whose teacher has given it a quiz, and browsers of those around it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from quizapp.assignments.models import Assignment
from tests.assignments.conftest import Giving, bank, biology, colleague, giving
from tests.clients import Client

__all__ = ["bank", "biology", "colleague", "giving"]


@dataclass
class Desk:
    """The page on which the teacher watches the quiz."""

    giving: Giving
    row: Assignment
    browser: Client

    @property
    def path(self) -> str:
        """The address of the page."""
        return f"/courses/{self.giving.course.id}/assignments/{self.row.id}/live"

    def page(self, **how: str) -> str:
        """The text of the page."""
        answer = self.browser.get(self.path, query_string=how)
        assert answer.status_code == 200
        return answer.text

    def look(self, tag: str = "") -> Any:
        """What the script is answered that has what has this tag."""
        return self.browser.get(f"{self.path}.json", headers={"If-None-Match": tag})

    def rows(self) -> dict[int, list[Any]]:
        """What the script is sent of everybody."""
        return {row[0]: row[1:] for row in self.look().get_json()["rows"]}

    def send(self, what: str, **fields: Any) -> Any:
        """Send a form of the page."""
        return self.browser.post(f"{self.path}/{what}", data=fields)


@pytest.fixture
def desk(giving: Giving, as_teacher: Client) -> Desk:
    """The quiz as a course was given it; Ana is its student."""
    return Desk(giving, giving.quiz_is(-1, 7, 9), as_teacher)


@pytest.fixture
def mine(desk: Desk, cast: Any) -> UUID:
    """The attempt of the student, under way."""
    return desk.giving.start(cast.student)
