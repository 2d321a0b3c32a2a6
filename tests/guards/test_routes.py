"""Every route says who may call it; one that does not stops the app."""

import pytest
from flask import Blueprint

from quizapp import app as factory
from quizapp.web import banks
from quizapp.web.policies import MissingPolicy, admin, anyone, learner, member, policy_of, teacher


def test_every_route_has_one_of_the_known_policies(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    known = {anyone, learner, member, teacher, admin}
    assert len(endpoints) > 10
    assert {endpoint for endpoint in endpoints if policy_of(app, endpoint) not in known} == set()


def test_a_bare_route_stops_the_app(settings, monkeypatch):
    bare = Blueprint("banks", __name__)
    bare.add_url_rule("/open-to-whom", "open", lambda: "hello")
    monkeypatch.setattr(banks, "blueprint", bare)
    with pytest.raises(MissingPolicy, match=r"banks\.open"):
        factory.create_app(settings)


def test_only_these_answer_to_anyone_who_changes_something(app):
    """A new route that lets strangers write belongs on this list only with a reason."""
    open_to_all = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.methods
        and "POST" in rule.methods
        and policy_of(app, rule.endpoint).name == "anyone"
    }
    assert open_to_all == {
        "accounts.end_guest",  # Ends what a guest's browser has, which may be nothing.
        "accounts.forgot",  # Needs a code that somebody handed over.
        "accounts.login",
        "accounts.logout",  # Ends what the browser has, which may be nothing.
        "accounts.second_step",  # Needs the token of somebody whose password was right.
        "accounts.setup",  # Needs the one-time link.
        "accounts.signup",
        "banks.join",  # Needs the link of a bank; makes a guest of who agrees.
        "courses.find_course",  # Needs the code of a course, and counts wrong ones.
        "courses.join",  # The same; whoever has no name is led to where they choose one.
        "home.theme",  # Keeps a cookie, nothing else.
        "memory.more",  # Keeps a cookie, nothing else.
        "memory.answer",  # Makes a guest of who answers.
        "notices.confirm",  # Needs the signed link of a mail, as the next.
        "notices.stop_by_link",  # Switches mail off, nothing else.
        "privacy.keep",  # Needs the login of an account that is being deleted.
        "quizzes.start",  # The same.
        "quizzes.begin",  # The same, at a quiz whose link somebody was given.
    }
