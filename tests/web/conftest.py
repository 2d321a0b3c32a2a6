"""The tiny bank in the database, and a person's walk through its pages."""

import html
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from quizapp.banks.models import Question, QuestionVersion
from quizapp.banks.queries import asked_question
from quizapp.db import db, transaction
from quizapp.domain.banks import Bank
from quizapp.quizzes import queries
from quizapp.quizzes.models import Attempt
from tests import builders, kept_banks
from tests.clients import Client

LINK = re.compile(r'<a [^>]*href="([/?#][^"]*)"')
HIDDEN = re.compile(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"')


class Walk:
    """A browser in the tiny bank; what it answers is read from the database, as a cheat would."""

    def __init__(self, app: Flask, client: Client) -> None:
        self.app = app
        self.client = client

    def page(self, path: str) -> str:
        """The text of a page that must be there."""
        response = self.client.get(path, follow_redirects=True)
        assert response.status_code == 200, path
        return response.text

    def start(self, **fields: Any) -> UUID:
        """Start a quiz and return its id."""
        attempt_id = uuid4()
        given = {"attempt_id": str(attempt_id), "length": "20", "layout": "page"} | fields
        response = self.client.post("/banks/arnholm/quiz", data=given)
        assert (response.status_code, response.location) == (303, f"/attempts/{attempt_id}")
        return attempt_id

    def answers(
        self, attempt_id: UUID, fields: Callable[..., builders.Fields] = builders.right_fields
    ) -> dict[int, builders.Fields]:
        """What to send for each place of a quiz; all right unless said otherwise."""
        with self.app.app_context():
            session = db.session()
            attempt = session.get_one(Attempt, attempt_id)
            return {
                place.position: fields(
                    asked_question(session, place.version_id, place.fingerprint).question,
                    place.seed,
                )
                for place in queries.slots(session, attempt_id, attempt.user_id)
            }

    def kinds(self, attempt_id: UUID) -> dict[str, int]:
        """The place of each kind in a quiz."""
        with self.app.app_context():
            session = db.session()
            attempt = session.get_one(Attempt, attempt_id)
            return {
                asked_question(session, place.version_id, place.fingerprint).question.kind.value: (
                    place.position
                )
                for place in queries.slots(session, attempt_id, attempt.user_id)
            }

    def hand_in(
        self, attempt_id: UUID, answers: dict[int, builders.Fields], **more: str
    ) -> TestResponse:
        """Send the page of a quiz; ``ask="1"`` stands in it until it has asked about empty ones."""
        sent: builders.Fields = {name: [value] for name, value in more.items()}
        for position, fields in answers.items():
            sent |= builders.prefixed(fields, position)
        return self.client.post(f"/attempts/{attempt_id}", data=sent)

    def asked_about(self, response: TestResponse) -> str:
        """The page that asks about what is open; it has an address of its own to go back to."""
        assert response.status_code == 303
        assert response.location is not None
        return self.page(response.location)

    def save(
        self, attempt_id: UUID, answers: dict[int, builders.Fields], **more: Any
    ) -> TestResponse:
        """Save the page of a quiz without handing it in."""
        sent: builders.Fields = {}
        for position, fields in answers.items():
            sent |= builders.prefixed(fields or {"text": [""]}, position)
        return self.client.post(f"/attempts/{attempt_id}/responses", data=sent, **more)

    def answer(
        self, attempt_id: UUID, position: int, fields: builders.Fields, **more: str
    ) -> TestResponse:
        """Send one question of a quiz; ``go`` is the button that was pressed."""
        sent: builders.Fields = {name: [value] for name, value in more.items()}
        sent |= builders.prefixed(fields, position)
        return self.client.post(f"/attempts/{attempt_id}/{position}", data=sent)

    def card(self, path: str = "/banks/arnholm/study") -> dict[str, str]:
        """The hidden fields of the card that is shown."""
        found = dict(HIDDEN.findall(self.asked(path)))
        return {name: found[name] for name in ("answer_id", "version") if name in found} or found

    def asked(self, path: str = "/banks/arnholm/study") -> str:
        """The page of the next card; of a new fact, after it was shown in its sentence."""
        page = self.page(path)
        met = re.search(r'name="met" value="([^"]+)"', page)
        return self.page(f"{path}?met={met[1]}") if met else page

    def card_of(self, name: str) -> dict[str, str]:
        """The fields of a card with a question of that name, whatever comes next."""
        with self.app.app_context():
            version = db.session.scalars(
                select(QuestionVersion.public_id)
                .join(QuestionVersion.question)
                .where(Question.slug == name, QuestionVersion.is_current)
            ).one()
        return {"answer_id": str(uuid4()), "version": str(version)}

    def study(self, card: dict[str, str], **fields: Any) -> TestResponse:
        """Answer a card."""
        return self.client.post("/banks/arnholm/study", data=card | fields)

    def crawl(self, *starts: str) -> dict[str, str]:
        """Follow every link of ours from these pages; return the text of each page by its path."""
        found: dict[str, str] = {}
        waiting = list(starts)
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            response = self.client.get(path)
            # What is downloaded is no page: nothing of it is shown or run.
            page = found[path] = response.text if response.mimetype == "text/html" else ""
            if response.location:
                waiting.append(response.location)
            links = [html.unescape(link) for link in LINK.findall(page)]
            waiting += [link.split("#")[0] for link in links if link.split("#")[0]]
        return found


@pytest.fixture
def load_bank(app: Flask, clock: Any) -> Callable[[Bank], None]:
    """Load a bank, or load it anew: load_bank(builders.bank())."""

    def load(content: Bank) -> None:
        with app.app_context(), transaction() as session:
            kept_banks.load(session, content, clock())

    return load


@pytest.fixture
def walk(app: Flask, client: Client, load_bank: Callable[[Bank], None]) -> Walk:
    """A newcomer's browser, with the tiny bank loaded."""
    load_bank(builders.bank())
    return Walk(app, client)
