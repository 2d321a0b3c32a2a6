"""A private bank and a course with all that an address can name, and the people around them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select

from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Login, Role, User
from quizapp.accounts.services import create_guest, create_user
from quizapp.answering import assigning
from quizapp.assignments.services import Setting, What
from quizapp.authoring.models import Draft
from quizapp.banks import sharing
from quizapp.banks.models import Bank, MemberRole, Question, QuestionVersion, Visibility
from quizapp.clock import new_id
from quizapp.config import secret_key
from quizapp.courses import enrolling, groups, invitations, roster_import
from quizapp.courses.models import CourseRole, EnrolmentState
from quizapp.courses.services import make_course
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Window
from quizapp.notices.mail_links import Purpose, token_for
from quizapp.notices.models import NoticeMail
from quizapp.queue.services import enqueue
from quizapp.quizzes.models import Response
from tests import builders, teaching
from tests.articles import BANK as DRAFTED
from tests.articles import keep
from tests.clients import Client
from tests.web.matrix.rules import AROUND_COURSE, IN_COURSE

ROLES = {
    "student": Role.STUDENT,
    "other student": Role.STUDENT,
    "viewer": Role.TEACHER,
    "editor": Role.TEACHER,
    "owner": Role.TEACHER,
    "other teacher": Role.TEACHER,
    "admin": Role.ADMIN,
    **dict.fromkeys(AROUND_COURSE, Role.STUDENT),
}
_MEMBERS = {
    "student": MemberRole.VIEWER,
    "viewer": MemberRole.VIEWER,
    "editor": MemberRole.EDITOR,
    "owner": MemberRole.OWNER,
}
_HASH = "$argon2id$nobody logs in with a password here"


@dataclass
class Places:
    """What stands in addresses: by the name of the parameter, and where one route needs another.

    ``sent`` is what the forms of a route have to hold, so that it gets as far as who sends it.
    """

    logins: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    special: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, endpoint: str, parameters: set[str]) -> dict[str, Any]:
        """Return a value for each parameter of a route's address."""
        known = self.values | self.special.get(endpoint, {})
        missing = sorted(parameters - set(known))
        assert not missing, f"{endpoint}: give a value for {missing} in tests/web/matrix/places.py"
        return {name: known[name] for name in parameters}

    def browser(self, app: Flask, person: str) -> Client:
        """Return the browser of somebody."""
        browser = app.test_client()
        assert isinstance(browser, Client)
        if person in self.logins:
            browser.log_in_with(self.logins[person])
        return browser


def fill(app: Flask, clock: Callable[[], Any]) -> Places:
    """Put people, banks and what they did into an empty database."""
    places = Places()
    ids = _people(app, clock, places)
    _banks(app, clock, ids)
    _what_the_student_did(app, places)
    _what_the_owner_began(app, places)
    _course(app, clock, places, ids)
    _assigned(app, clock, places, ids)
    _mail(app, clock, places, ids)
    with app.app_context():
        with transaction() as session:
            job = enqueue(session, "remove-old-jobs", {}, now=clock()).id
        link = db.session.scalars(select(Bank.link_token).where(Bank.slug == DRAFTED)).one()
        versions = select(QuestionVersion.public_id).join(QuestionVersion.question)
        card = db.session.scalars(versions.where(QuestionVersion.is_current)).first()
        draft = db.session.scalars(select(Question.slug).join(Draft)).first()
        login = db.session.scalars(select(Login.id).where(Login.user_id == ids["student"])).first()
    places.values |= {
        "slug": teaching.SLUG,
        "source_slug": "atlas",
        "fact_slug": "elbe-mouth",
        "question_slug": "choice",
        "kind": "short_answer",
        "position": 1,
        "user_id": ids["other student"],
        "login_id": login,
        "token": "no-such-link",
        "job_id": job,
    }
    drafted = {"slug": DRAFTED, "source_slug": "atlas", "question_slug": draft}
    for name in ("review", "accept_draft", "reject_draft", "take_back_draft"):
        places.special[f"authoring.{name}"] = drafted
    for name in ("sentence", "draft_sentence", "sentence_progress", "sentence_progress_data"):
        places.special[f"authoring.{name}"] = drafted | {"number": 1}
    for name in ("ask_article", "remove_article", "end_fact", "take_back_ending"):
        places.special[f"authoring.{name}"] = drafted
    for name in ("change_role", "remove_member"):
        places.special[f"authoring.{name}"] = {"user_id": ids["student"]}
    for name in ("learner", "give"):
        places.special[f"quizzes.{name}"] = {"user_id": ids["student"]}
    for name in ("invitation", "join"):
        places.special[f"banks.{name}"] = {"token": link}
    places.sent["authoring.change_role"] = {"role": MemberRole.VIEWER.value}
    places.sent["authoring.change_visibility"] = {"visibility": Visibility.EVERYONE.value}
    places.special["static"] = {"filename": "js/question.js"}
    places.special["bootstrap.static"] = {"filename": "css/bootstrap.min.css"}
    places.sent["memory.answer"] = {"answer_id": str(uuid4()), "version": str(card), "rating": "3"}
    return places


def _mail(app: Flask, clock: Callable[[], Any], places: Places, ids: dict[str, int]) -> None:
    """Let the student and the administrator want mail, and know the links in it."""
    nonce, secret = uuid4(), secret_key(app.extensions["quizapp.settings"])
    with app.app_context(), transaction() as session:
        for name in ("student", "admin"):
            wanted = {"address": "a@example.org", "asked_at": clock(), "hour": 9, "is_on": False}
            session.add(NoticeMail(user_id=ids[name], nonce=nonce, **wanted))
    for name, purpose in (("confirm", Purpose.CONFIRM), ("stop_by_link", Purpose.STOP)):
        token = token_for(secret, purpose, ids["student"], nonce)
        places.special[f"notices.{name}"] = {"token": token}
    places.sent["notices.ask_mail"] = {"address": "b@example.org", "hour": "9"}
    places.sent["notices.read"] = {"until": "2026-03-02T08:00:00+00:00"}


def _people(app: Flask, clock: Callable[[], Any], places: Places) -> dict[str, int]:
    ids = {}
    with app.app_context(), transaction() as session:
        people: dict[str, User] = {"guest": create_guest(session, clock())}
        for name, role in ROLES.items():
            people[name] = create_user(session, name.title(), _HASH, clock(), role=role)
        for name, user in people.items():
            ids[name] = user.id
            places.logins[name] = start_login(session, user.id, "Matrix", clock())
    return ids


def _banks(app: Flask, clock: Callable[[], Any], ids: dict[str, int]) -> None:
    teaching.load(app, clock())
    with app.app_context():
        keep(ids["owner"], clock())
        with transaction() as session:
            # Banks that are loaded from files are there for everyone.
            for bank in session.scalars(select(Bank)):
                bank.visibility = Visibility.PRIVATE.value
            for name, role in _MEMBERS.items():
                user = session.get_one(User, ids[name])
                builders.join(session, teaching.SLUG, user, clock(), role)
                if name != "owner":
                    # Who makes a bank owns it already.
                    builders.join(session, DRAFTED, user, clock(), role)
            drafted = session.scalars(select(Bank).where(Bank.slug == DRAFTED)).one()
            # Who has the link may join; the address of the bank itself stays closed.
            sharing.set_visibility(session, drafted.id, Visibility.LINK, clock())


def _what_the_student_did(app: Flask, places: Places) -> None:
    browser = places.browser(app, "student")
    attempts = {}
    for name, layout in (("open", "page"), ("single", "single"), ("over", "page")):
        attempts[name] = uuid4()
        given = {"attempt_id": str(attempts[name]), "length": "5", "layout": layout}
        _post(browser, f"/banks/{teaching.SLUG}/quiz", given)
    _post(browser, f"/attempts/{attempts['over']}", {})
    hidden = _hidden(browser, f"/banks/{teaching.SLUG}/study")
    # A new fact is shown before it is asked.
    hidden = _hidden(browser, f"/banks/{teaching.SLUG}/study?met={hidden['met']}")
    _post(browser, f"/banks/{teaching.SLUG}/study", hidden | {"forgot": "1"})
    challenge_id = str(uuid4())
    objection = f"/answers/{hidden['answer_id']}/objection"
    _post(browser, objection, {"challenge_id": challenge_id, "kind": "unclear"})
    places.values |= {"attempt_id": attempts["open"], "answer_id": hidden["answer_id"]}
    places.values |= {"response_id": hidden["answer_id"], "challenge_id": challenge_id}
    places.sent |= {
        "answering.send_objection": {"challenge_id": str(uuid4()), "kind": "proof"},
        "answering.object_to_unanswered": {"challenge_id": str(uuid4()), "kind": "key"},
        "answering.accept": {"based_on": "1", "reason": "It is."},
        "answering.decline": {"reason": "It is not."},
        "answering.seen": {"until": "2026-03-02T08:00:00+00:00"},
    }
    for name in ("question", "answer"):
        places.special[f"quizzes.{name}"] = {"attempt_id": attempts["single"]}
    for name in (
        "quizzes.results",
        "answering.objection_to_unanswered",
        "answering.object_to_unanswered",
    ):
        places.special[name] = {"attempt_id": attempts["over"]}


def _what_the_owner_began(app: Flask, places: Places) -> None:
    browser = places.browser(app, "owner")
    given = {"form_id": str(new_id()), "text": "Elbe - a river\nOder - another", "topic": "Words"}
    listed = _post(browser, f"/teach/banks/{teaching.SLUG}/terms", given)
    article = _post(browser, "/teach/new-article", {"text": teaching.TEXT})
    quiz = _post(
        browser,
        "/teach/quizzes/new",
        {"form_id": str(new_id()), "title": "Rivers", "banks": teaching.SLUG},
    )
    for path, given in (
        ("draws", {"version": "1", "bank": teaching.SLUG, f"{teaching.SLUG}-count": "1"}),
        ("questions", {"version": "2", "bank": teaching.SLUG, "question": "essay"}),
        ("publish", {}),
    ):
        _post(browser, f"{quiz}/{path}", given)
    student, attempt_id = places.browser(app, "student"), uuid4()
    _post(student, f"/quizzes/{quiz.rpartition('/')[2]}", {"attempt_id": str(attempt_id)})
    _post(student, f"/attempts/{attempt_id}", {"q2-text": "Yes: they are old."})
    with app.app_context():
        essay = db.session.scalars(
            select(Response.id).where(Response.attempt_id == attempt_id, Response.position == 2)
        ).one()
    for name in ("mark", "save_marking", "take_back_marking"):
        places.special[f"quizzes.{name}"] = {"response_id": essay}
    places.sent["quizzes.save_marking"] = {"level-a": "0", "level-b": "0"}
    places.sent["quizzes.set_marking"] = {"needed": "1"}
    for name in ("result", "pause_attempt", "resume_attempt"):
        places.special[f"quizzes.{name}"] = {"attempt_id": attempt_id}
    for name in ("pause_attempt", "pause_everybody"):
        places.sent[f"quizzes.{name}"] = {"reason": "An alarm."}
    places.sent |= {
        f"quizzes.{name}": {"bank": teaching.SLUG} for name in ("add_draw", "add_picked")
    }
    places.values |= {
        "quiz_id": quiz.rpartition("/")[2],
        "list_id": listed.rpartition("/")[2],
        "article_id": article.rpartition("/")[2],
    }


def _course(app: Flask, clock: Callable[[], Any], places: Places, ids: dict[str, int]) -> None:
    course_id, group_id, roster_id = new_id(), new_id(), new_id()
    with app.app_context(), transaction() as session:
        owner = ids["owner"]
        make_course(session, course_id, "Rivers", "UTC", by=owner, now=clock())
        for name, (role, state) in IN_COURSE.items():
            if state is EnrolmentState.INVITED:
                enrolling.offer_place(session, course_id, ids[name], role, clock(), by=owner)
            elif name != "owner" and state is not EnrolmentState.WAITING:
                enrolling.enrol(session, course_id, ids[name], role, clock())
        enrolling.leave(session, course_id, ids["other student"], clock())
        enrolling.remove(session, course_id, ids["removed"], clock())
        elsewhere = new_id()
        make_course(session, elsewhere, "Hills", "UTC", by=ids["other teacher"], now=clock())
        enrolling.enrol(session, elsewhere, ids["student elsewhere"], CourseRole.STUDENT, clock())
        groups.add_group(session, group_id, course_id, "Red", clock())
        code = invitations.invite(
            session, new_id(), course_id, lambda size: bytes(size), by=owner, now=clock()
        ).code
        # Whoever was removed asks again, and is not let in by a code alone.
        enrolling.enrol(session, course_id, ids["waiting"], CourseRole.STUDENT, clock())
        enrolling.remove(session, course_id, ids["waiting"], clock())
        invitations.join(session, code, ids["waiting"], clock())
        roster_import.keep_list(session, roster_id, course_id, "Mia", by=owner, now=clock())
    places.values |= {
        "course_id": course_id,
        "group_id": group_id,
        "code": code,
        "roster_id": roster_id,
    }
    for name in ("student", "former", "cell", "mark", "take_back", "excuse", "note"):
        places.special[f"gradebook.{name}"] = {"user_id": ids["student"]}
    for name in ("decline", "change_role", "remove_person", "put_back"):
        places.special[f"courses.{name}"] = {"user_id": ids["student"]}
    places.sent |= {
        "courses.change_role": {"role": CourseRole.ASSISTANT.value},
        "courses.quiz_of_memory": {"bank": teaching.SLUG},
        "courses.hand_over": {"person": str(ids["editor"])},
    }


def _assigned(app: Flask, clock: Callable[[], Any], places: Places, ids: dict[str, int]) -> None:
    """Give the course the quiz with the essay; its student hands it in."""
    assignment_id, attempt_id, now = new_id(), uuid4(), clock()
    quiz, day = places.values["quiz_id"], timedelta(days=1)
    with app.app_context(), transaction() as session:
        assigning.assign(
            session,
            assignment_id,
            places.values["course_id"],
            What(quiz_id=UUID(quiz)),
            Setting(Window(now - day, now + day, now + 2 * day)),
            by=ids["owner"],
            now=now,
        )
    student = places.browser(app, "student")
    _post(student, f"/quizzes/{quiz}", {"attempt_id": str(attempt_id)})
    _post(student, f"/attempts/{attempt_id}", {})
    places.values |= {"assignment_id": assignment_id}
    places.special["assignments.result"] = {"attempt_id": attempt_id}
    for name in ("give_time", "pause_one", "resume_one", "ask_hand_in", "hand_in"):
        places.special[f"live.{name}"] = {"user_id": ids["student"]}


def _hidden(browser: Client, path: str) -> dict[str, str]:
    page = html.unescape(browser.get(path).text)
    return dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))


def _post(browser: Client, path: str, given: dict[str, Any]) -> str:
    answer = browser.post(path, data=given)
    assert answer.status_code == 303, (path, answer.status_code, answer.text)
    return str(answer.location).partition("?")[0]
