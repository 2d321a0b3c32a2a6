"""A teacher at the pages on which a quiz is made, and a learner at its first page."""

import html
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from quizapp.banks.models import Question
from quizapp.db import db
from quizapp.quizzes.designs import Numbered, latest_design
from tests.clients import Client

BANK = "arnholm"
JSON = {"Accept": "application/json"}
SETTINGS = {
    "title": "Light",
    "banks": BANK,
    "instructions": "",
    "way": "page",
    "release": "end",
    "attempts_allowed": "",
    "opens_at": "",
    "closes_at": "",
}
"""What the form of the settings sends when nothing in it was touched."""


@dataclass
class Maker:
    """The browser of a teacher with a draft in it."""

    app: Flask
    browser: Client
    quiz_id: UUID

    @classmethod
    def begin(cls, app: Flask, browser: Client, **given: Any) -> "Maker":
        """Make a draft of the tiny bank."""
        quiz_id = uuid4()
        sent = {"form_id": str(quiz_id), "title": "Light", "banks": BANK} | given
        response = browser.post("/teach/quizzes/new", data=sent)
        assert response.status_code == 303, response.text
        return cls(app, browser, quiz_id)

    @property
    def home(self) -> str:
        """The address of its page for the teacher."""
        return f"/teach/quizzes/{self.quiz_id}"

    @property
    def front(self) -> str:
        """The address that is handed on."""
        return f"/quizzes/{self.quiz_id}"

    @property
    def now(self) -> Numbered:
        """The newest version."""
        with self.app.app_context():
            found = latest_design(db.session(), self.quiz_id)
        assert found is not None
        return found

    @property
    def slugs(self) -> list[str]:
        """The names of the chosen questions, in order."""
        with self.app.app_context():
            rows = db.session.execute(select(Question.public_id, Question.slug)).all()
        names = {row.public_id: row.slug for row in rows}
        return [names[each.question] for each in self.now.design.items if each.question]

    def page(self, path: str = "") -> str:
        """The text of one of its pages."""
        response = self.browser.get(self.home + path, follow_redirects=True)
        assert response.status_code == 200, path
        return html.unescape(response.text)

    def send(self, path: str, **given: Any) -> TestResponse:
        """Send one of its forms, drawn from the newest version unless told otherwise."""
        return self.browser.post(
            f"{self.home}/{path}", data={"version": str(self.now.number), "bank": BANK} | given
        )

    def pick(self, *slugs: str, **given: Any) -> TestResponse:
        """Choose questions."""
        return self.send("questions", question=list(slugs), **given)

    def draw(self, count: int | str, **given: Any) -> TestResponse:
        """Let some be drawn."""
        named = {f"{BANK}-{name}": value for name, value in given.items()}
        return self.send("draws", **{f"{BANK}-count": str(count)}, **named)

    def set(self, **given: Any) -> TestResponse:
        """Change settings."""
        return self.send("settings", **SETTINGS | given)

    def told(self) -> str:
        """What the page says about what was done since it was seen last."""
        said = re.findall(r'<p class="notice [a-z]+">(.*?)</p>', self.page())
        return " ".join(said)


def start(browser: Client, maker: Maker, attempt_id: UUID | None = None) -> TestResponse:
    """Press Start on the first page of a quiz."""
    return browser.post(maker.front, data={"attempt_id": str(attempt_id or uuid4())})
