"""Learners who take quizzes and study over HTTP, and write down what the server acknowledged."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode
from uuid import UUID

from uuid6 import uuid7

from quizapp.quizzes.services import STARTS_AN_HOUR
from quizapp.web.auth import COOKIE
from tests.benchmarks.browser import Answer, Browser, Fields, Form, forms_of

QUESTIONS = 5
# How often an acknowledged form is sent once more, as by a double click or a reload.
REPEATS = 0.15


@dataclass(slots=True)
class History:
    """What the server acknowledged to one learner; every entry must be in the database for good."""

    user: int
    attempts: list[UUID] = field(default_factory=list)
    answers: list[tuple[UUID, int, Fields]] = field(default_factory=list)
    handed_in: list[UUID] = field(default_factory=list)
    studied: list[tuple[UUID, UUID, Fields]] = field(default_factory=list)
    repeated: int = 0

    @property
    def acknowledged(self) -> int:
        """How many changes were acknowledged in all."""
        return sum(map(len, (self.attempts, self.answers, self.handed_in, self.studied)))


class Learner(threading.Thread):
    """One learner, who goes on until told to stop and then ends what is begun.

    Nobody may begin more than so many quizzes an hour, so after those the next one of ``heirs``
    takes the place, each given by id and token.
    """

    def __init__(
        self,
        browser: Browser,
        user: int,
        bank: str,
        stop: threading.Event,
        heirs: Sequence[tuple[int, str]] = (),
    ) -> None:
        super().__init__(name=f"learner {user}", daemon=True)
        self.browser = browser
        self.history = History(user)
        self.histories = [self.history]
        self._heirs = list(heirs)
        self.fault: BaseException | None = None
        self._bank = f"/banks/{bank}"
        self._chance = Random(user)
        self._stop_asked = stop

    def run(self) -> None:
        """Do one thing after another; what goes wrong is kept in ``fault``."""
        try:
            while not self._stop_asked.is_set():
                quizzes = (self.quiz_one_by_one, self.quiz_on_a_page, self.quiz_saved_while_typing)
                what = self._chance.choice((*(quizzes if self._may_begin() else ()), self.study))
                what()
        except BaseException as fault:
            self.fault = fault
        finally:
            self.browser.close()

    def _may_begin(self) -> bool:
        if len(self.history.attempts) >= STARTS_AN_HOUR and self._heirs:
            user, token = self._heirs.pop()
            self.browser.cookies = {COOKIE: token}
            self.history = History(user)
            self.histories.append(self.history)
        return len(self.history.attempts) < STARTS_AN_HOUR

    def quiz_one_by_one(self) -> None:
        """Start a quiz, answer each question by itself, hand in."""
        attempt = self._begin("single")
        for position in range(1, QUESTIONS + 1):
            form = self._form(f"/attempts/{attempt}/{position}")
            fields = form.filled(self._chance)
            self._change(form.action, fields)
            self.history.answers.append((attempt, position, _answer_to(position, fields)))
        last = self._form(f"/attempts/{attempt}/{QUESTIONS}")
        token = [(name, value) for name, value in last.fixed if name == "csrf_token"]
        self._change(last.action, [*token, ("go", "hand-in")])
        self.history.handed_in.append(attempt)

    def quiz_on_a_page(self) -> None:
        """Start a quiz and hand in all answers at once."""
        attempt = self._begin("page")
        form = self._form(f"/attempts/{attempt}")
        # Chance leaves answers half given, which the page would ask about once.
        fields = [(name, value) for name, value in form.filled(self._chance) if name != "ask"]
        self._change(form.action, fields)
        for position in range(1, QUESTIONS + 1):
            self.history.answers.append((attempt, position, _answer_to(position, fields)))
        self.history.handed_in.append(attempt)

    def quiz_saved_while_typing(self) -> None:
        """Start a quiz whose page saves each answer at once, change some, hand in what is saved."""
        attempt = self._begin("page")
        form = self._form(f"/attempts/{attempt}")
        token = [(name, value) for name, value in form.fixed if name == "csrf_token"]
        answers, seen = {}, {}
        changed = self._chance.choices(range(1, QUESTIONS + 1), k=2)
        for position in [*range(1, QUESTIONS + 1), *changed]:
            shown = seen.get(f"{position}")
            fields = [
                (name, shown if shown and name.endswith("-seen") else value)
                for name, value in form.filled(self._chance)
                if name.startswith(f"q{position}-")
            ]
            seen |= self._autosave(f"/attempts/{attempt}/responses", [*token, *fields])
            answers[position] = _answer_to(position, fields)
        self.history.answers += [(attempt, *answer) for answer in answers.items()]
        self._change(form.action, token)
        self.history.handed_in.append(attempt)

    def study(self) -> None:
        """Answer a few cards; each answer brings an id of its own."""
        for _ in range(QUESTIONS):
            form = self._card()
            if form is None:
                return
            graded = [button for button in form.buttons if button[0] == "rating"]
            fields = form.filled(self._chance)
            fields += [self._chance.choice(graded)] if graded else []
            known = dict(fields)
            self._change(form.action, fields)
            self.history.studied.append(
                (UUID(known["answer_id"]), UUID(known["version"]), _answer_of(fields))
            )

    def _begin(self, layout: str) -> UUID:
        attempt = UUID(int=uuid7().int)
        form = self._form(f"{self._bank}/quiz")
        fields = [
            *((name, value) for name, value in form.fixed if name == "csrf_token"),
            ("attempt_id", str(attempt)),
            ("length", str(QUESTIONS)),
            ("layout", layout),
        ]
        self._change(f"{self._bank}/quiz", fields)
        self.history.attempts.append(attempt)
        return attempt

    def _card(self) -> Form | None:
        """Return the form of the next card; what is shown before it is read, or asked for."""
        here = f"{self._bank}/study"
        path = here
        for _ in range(4):
            forms = {form.action: form for form in forms_of(self.browser.get(path).text)}
            form, more = forms.get(here), forms.get(f"{here}/more")
            if form is not None and form.method == "post":
                return form
            if form is not None:
                path = f"{here}?{urlencode(form.fixed)}"
            elif more is not None:
                self.browser.post(more.action, more.fixed)
            else:
                return None
        return None

    def _form(self, path: str) -> Form:
        answer = self.browser.get(path)
        sent_to = path if "/attempts/" in path or path.endswith("/quiz") else ""
        for form in forms_of(answer.text):
            if form.method == "post" and form.action in (sent_to, ""):
                return Form(sent_to, "post", *_rest(form))
        raise RuntimeError(f"{path} shows no form but {answer.status} {answer.location}")

    def _autosave(self, path: str, fields: Fields) -> dict[str, str]:
        """Save as the page's script does; return by position what the page shows from then on."""
        for _ in range(1 + (self._chance.random() < REPEATS)):
            answer = self.browser.post(path, fields, accept="application/json")
            if answer.status != 200:
                raise RuntimeError(f"{path} was answered with {answer.status}: {answer.text}")
        seen: dict[str, str] = json.loads(answer.text)["seen"]
        return seen

    def _change(self, path: str, fields: Fields) -> Answer:
        answer = self.browser.post(path, fields)
        if answer.status != 303:
            raise RuntimeError(f"{path} was answered with {answer.status}: {answer.text[:2000]}")
        if self._chance.random() < REPEATS:
            again = self.browser.post(path, fields)
            self.history.repeated += 1
            if again.status != 303:
                raise RuntimeError(f"{path}, sent again, was answered with {again.status}")
        return answer


def _rest(
    form: Form,
) -> tuple[Fields, dict[str, list[str]], dict[str, list[str]], list[str], Fields]:
    return form.fixed, form.choices, form.ticks, form.texts, form.buttons


def _answer_to(position: int, fields: Fields) -> Fields:
    prefix = f"q{position}-"
    return [(name.removeprefix(prefix), v) for name, v in fields if name.startswith(prefix)]


def _answer_of(fields: Fields) -> Fields:
    known = {"csrf_token", "answer_id", "version", "time_zone"}
    return [(name, value) for name, value in fields if name not in known]
