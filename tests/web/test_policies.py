import pytest
from flask import Flask, Response

from quizapp.accounts.models import User
from quizapp.db import transaction
from quizapp.web.policies import MissingPolicy, policy, policy_of, require_policies, teacher

# Who passes each policy, said here again so that a slip in the code shows.
PASSES = {
    "anyone": {"nobody", "guest", "student", "teacher", "admin"},
    "learner": {"guest", "student", "teacher", "admin"},
    "member": {"student", "teacher", "admin"},
    "teacher": {"teacher", "admin"},
    "admin": {"admin"},
}
SAMPLES = {
    "IntegerConverter": 1,
    "IdConverter": 1,
    "UUIDConverter": "0195a000-0000-7000-8000-000000000001",
    "UnicodeConverter": "x",
    "PathConverter": "x",
}


@pytest.fixture
def browsers(client, as_guest, as_student, as_teacher, as_admin):
    return {
        "nobody": client,
        "guest": as_guest,
        "student": as_student,
        "teacher": as_teacher,
        "admin": as_admin,
    }


def routes(app: Flask):
    """Yield (endpoint, method, path) of every route."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {
            name: SAMPLES[type(converter).__name__] for name, converter in rule._converters.items()
        }
        for method in sorted(rule.methods - {"OPTIONS", "HEAD"}):
            yield rule.endpoint, method, adapter.build(rule.endpoint, values, method=method)


def reached(rule):
    """Return a view that only says that it was reached."""

    def view(**_values):
        return Response("reached", mimetype="text/plain")

    return policy(rule)(view)


def test_every_route_lets_in_exactly_those_its_policy_names(app, browsers, monkeypatch):
    # The views are replaced, so that only the doors are tested, and all of them.
    for endpoint in app.view_functions:
        monkeypatch.setitem(app.view_functions, endpoint, reached(policy_of(app, endpoint)))
    seen = 0
    for endpoint, method, path in routes(app):
        rule = policy_of(app, endpoint)
        for person, browser in browsers.items():
            answer = browser.open(path, method=method)
            if person in PASSES[rule.name]:
                assert answer.data == b"reached", (endpoint, method, person)
            elif person in {"nobody", "guest"}:
                assert answer.status_code == 303, (endpoint, method, person)
                assert answer.location.startswith("/login"), (endpoint, method, person)
            else:
                assert answer.status_code == 403, (endpoint, method, person)
            seen += 1
    assert seen >= 5 * len(app.view_functions)


TOKEN_IN_ADDRESS = {"notices.stop_by_link"}
"""What mail programs send by themselves: RFC 8058. The address itself is signed."""


def test_every_change_without_a_token_is_refused(app, browsers):
    for browser in browsers.values():
        browser.forges = True
        for endpoint, method, path in routes(app):
            if method == "GET" or endpoint in TOKEN_IN_ADDRESS:
                continue
            answer = browser.open(path, method=method)
            assert answer.status_code == 400, (endpoint, method)
            assert b"This form cannot be sent any more" in answer.data


def test_every_change_sent_by_another_site_is_refused(app, client):
    for endpoint, method, path in routes(app):
        if method != "GET":
            answer = client.open(path, method=method, headers={"Sec-Fetch-Site": "cross-site"})
            assert answer.status_code == 403, endpoint


def test_role_that_is_taken_away_counts_at_the_next_request(app, as_teacher, cast, monkeypatch):
    monkeypatch.setitem(app.view_functions, "accounts.account", reached(teacher))
    assert as_teacher.get("/account").data == b"reached"
    with app.app_context(), transaction() as session:
        session.get_one(User, cast.teacher.id).role = "student"
    assert as_teacher.get("/account").status_code == 403


def test_route_without_a_policy_stops_the_app():
    app = Flask("some_app")
    app.add_url_rule("/open-door", "open_door", lambda: "")
    with pytest.raises(MissingPolicy, match="open_door"):
        require_policies(app)


def test_login_page_sends_people_on_to_where_they_wanted(client, make_user, password):
    make_user("Ana")
    sent = client.get("/account?tab=1")
    assert sent.location == "/login?next=/account?tab%3D1"
    answer = client.post(sent.location, data={"name": "Ana", "password": password})
    assert answer.location == "/account?tab=1"


def test_form_that_comes_too_late_leads_back_to_its_page(client):
    answer = client.post(
        "/account/logins/end-others", headers={"Referer": "http://localhost/account"}
    )
    assert answer.location == "/login?next=/account"
