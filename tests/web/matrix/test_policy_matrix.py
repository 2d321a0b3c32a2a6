"""Every route, asked for by everybody, around a bank with everything in it, whoever may see it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule as UrlRule
from werkzeug.test import TestResponse

from quizapp import sqlite
from quizapp.accounts.models import User
from quizapp.banks.models import Visibility
from quizapp.courses.models import Course, CourseRole, Enrolment, EnrolmentState
from quizapp.db import db, writer
from tests.mail_server import with_mail
from tests.web.matrix import places as filled_places
from tests.web.matrix.rules import (
    AROUND_COURSE,
    IN_COURSE,
    PASSES,
    PEOPLE,
    ROUTES,
    Outcome,
    Rule,
    rules_by_route,
)

WHERE = "tests/web/matrix/rules.py"
RULES = rules_by_route()


def routes(app: Flask) -> Iterator[tuple[UrlRule, str]]:
    """Yield every route with each of its methods."""
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"OPTIONS", "HEAD"}):
            yield rule, method


def entry_of(endpoint: str, method: str) -> str | None:
    """Return the name under which the table knows a route."""
    return next((name for name in (f"{method}:{endpoint}", endpoint) if name in RULES), None)


def outcome_of(answer: TestResponse) -> Outcome | int:
    """Return what became of a request; the status itself where the server is at fault."""
    if answer.status_code == 303 and answer.location.startswith("/login"):
        return Outcome.LOGIN
    if answer.status_code in {403, 404}:
        return Outcome(str(answer.status_code))
    if answer.status_code == 410:
        # A link that is over says so, whoever opens it.
        return Outcome.IN
    # A page that one may see is there; a form that is not filled in may be refused for that.
    fault = 400 if answer.request.method == "GET" else 500
    return Outcome.IN if answer.status_code < fault else answer.status_code


@pytest.fixture(scope="session")
def snapshot():
    """Where the filled database is kept, so that it is filled once."""
    kept = {"database": sqlite.driver().connect(":memory:", check_same_thread=False)}
    yield kept
    kept["database"].close()


@pytest.fixture
def matrix(app, clock, snapshot, monkeypatch):
    """Ask for a route as somebody, each time in the database as it was filled.

    Gives what became of the request, and whether anything was written.
    """
    # Without a mail server its pages are there for nobody. Nothing listens at that port.
    settings = with_mail(app.extensions["quizapp.settings"], 9)
    monkeypatch.setitem(app.extensions, "quizapp.settings", settings)
    with app.app_context():
        live = writer().raw_connection().driver_connection
    if "places" not in snapshot:
        snapshot["places"] = filled_places.fill(app, clock)
        live.backup(snapshot["database"])
    places = snapshot["places"]
    standing: Visibility | None = None

    def ask(
        rule: UrlRule, method: str, person: str, visibility: Visibility
    ) -> tuple[Outcome | int, bool]:
        nonlocal standing
        if standing is not visibility:
            with snapshot["database"] as kept:
                kept.execute("UPDATE bank SET visibility = ?", [visibility.value])
            snapshot["database"].backup(live)
        values = places.of(rule.endpoint, set(rule.arguments))
        path = app.url_map.bind("localhost").build(rule.endpoint, values, method=method)
        sent = places.sent.get(rule.endpoint, {}) if method == "POST" else {}
        before = live.total_changes
        found = outcome_of(places.browser(app, person).open(path, method=method, data=sent))
        wrote = live.total_changes > before
        # Where nothing was written the database is still as it was filled; every connection reads
        # the whole schema anew after a copy, which takes longer than most requests.
        standing = None if wrote else visibility
        return found, wrote

    return ask


def test_every_route_stands_in_the_table(app):
    missing = sorted(
        f"{method} {rule.rule} ({rule.endpoint})"
        for rule, method in routes(app)
        if entry_of(rule.endpoint, method) is None
    )
    assert missing == [], f"say in ROUTES of {WHERE} who may use these"


def test_every_entry_of_the_table_is_a_route(app):
    used = {entry_of(rule.endpoint, method) for rule, method in routes(app)}
    assert sorted(set(RULES) - used) == [], f"take these out of ROUTES of {WHERE}"


@pytest.mark.parametrize(
    ("rule", "visibility"),
    [
        (rule, visibility)
        for rule in ROUTES
        # What has nothing to do with a bank is the same around every bank.
        for visibility in (Visibility if rule.action else [Visibility.LINK])
    ],
    ids=lambda given: given.value if isinstance(given, Visibility) else said(given),
)
def test_route_does_for_everybody_what_its_rule_says(app, matrix, rule, visibility):
    wrong = []
    for route, method in routes(app):
        name = entry_of(route.endpoint, method)
        if name is None or RULES[name] != rule:
            continue
        for person in rule.people:
            expected = rule.outcome(person, visibility)
            found, wrote = matrix(route, method, person, visibility)
            if expected is Outcome.DONE and found is Outcome.IN and not wrote:
                continue
            if found != expected:
                wrong.append(f"{method} {route.rule} ({name}), {person}: {found}, not {expected}")
            elif wrote and expected is not Outcome.IN:
                wrong.append(f"{method} {route.rule} ({name}), {person}: {found}, but it wrote")
    assert wrong == [], f"mend the view, or say in {WHERE} what is right"


def said(rule: Rule) -> str:
    action = rule.action.name.lower() if rule.action else ""
    course = f"course-{rule.course.name.lower()}" if rule.course else ""
    how = [name for name in ("once", "enrolled", "around") if getattr(rule, name)]
    words = (rule.policy, action, course, rule.whose, *how, rule.closed)
    return " ".join(filter(None, words))


def test_the_course_of_the_matrix_has_somebody_in_each_role_and_state(app, matrix):
    assert matrix(next(iter(routes(app)))[0], "GET", "nobody", Visibility.LINK)
    with app.app_context():
        rows = db.session.execute(
            select(User.name, Enrolment.role, Enrolment.state)
            .join(Enrolment, Enrolment.user_id == User.id)
            .join(Course, Course.id == Enrolment.course_id)
            .where(Course.title == "Rivers")
        )
        found = {name.lower(): (role, state) for name, role, state in rows}
    assert found == {name: (str(role), str(state)) for name, (role, state) in IN_COURSE.items()}
    assert {role for role, _ in IN_COURSE.values()} == set(CourseRole)
    assert {state for _, state in IN_COURSE.values()} == set(EnrolmentState)


def test_every_route_of_a_course_says_what_one_must_be_in_it(app):
    silent = {
        rule.endpoint
        for rule, method in routes(app)
        if "course_id" in rule.arguments and not _speaks_of_course(entry_of(rule.endpoint, method))
    }
    assert sorted(silent) == [], f"say in {WHERE} who may use these, by their place in the course"


def _speaks_of_course(name: str | None) -> bool:
    return name is not None and len(RULES[name].people) > len(PEOPLE)


def test_everybody_stands_on_both_sides_of_some_rule():
    # Otherwise somebody of the matrix would test nothing.
    for person in {*PEOPLE, *AROUND_COURSE} - {"admin"}:
        asked = [rule for rule in ROUTES if person in rule.people]
        outcomes = {rule.outcome(person, Visibility.PRIVATE) for rule in asked}
        assert len(outcomes) > 1, person
    assert PASSES["admin"] == {"admin"}
