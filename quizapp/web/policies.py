"""Who may call which route. A route without a policy stops the app from starting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from quizapp.accounts import policies
from quizapp.accounts.visitors import Visitor
from quizapp.web.auth import current_visitor, leaving_visitor, local_path
from quizapp.web.required_second_factor import must_set_up

_FILES = frozenset({"static", "bootstrap.static"})
_BEFORE_SET_UP = frozenset(
    {
        "accounts.second_factor",
        "accounts.begin_second_factor",
        "accounts.confirm_second_factor",
        "accounts.logout",
        "home.theme",
    }
)
"""What somebody reaches who has to set up a second factor first."""

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule about the person who asks; whose objects they may see is for the view to decide."""

    name: str
    allows: Callable[[Visitor | None], bool]


anyone = Policy("anyone", lambda _visitor: True)
learner = Policy("learner", policies.is_learner)
member = Policy("member", policies.is_member)
teacher = Policy("teacher", policies.may_teach)
admin = Policy("admin", policies.may_administer)


class MissingPolicy(RuntimeError):
    """A route was registered without saying who may call it."""


def policy(rule: Policy) -> Callable[[View], View]:
    """Say who may call a view; the outermost decorator but for the route."""

    def mark(view: View) -> View:
        view.policy = rule  # type: ignore[attr-defined]
        return view

    return mark


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    """Return the policy of an endpoint, if it has one."""
    rule = getattr(app.view_functions.get(endpoint), "policy", None)
    return rule if isinstance(rule, Policy) else None


def give(app: Flask, endpoint: str, rule: Policy) -> None:
    """Set the policy of a route that an extension brought."""
    view = app.view_functions[endpoint]

    def guarded(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    app.view_functions[endpoint] = policy(rule)(guarded)


def require_policies(app: Flask) -> None:
    """Raise MissingPolicy if any route lacks one."""
    bare = sorted(name for name in app.view_functions if policy_of(app, name) is None)
    if bare:
        raise MissingPolicy(f"say who may call: {', '.join(bare)} (see quizapp/web/policies.py)")


def enforce() -> Response | None:
    """Let a request through, send the person to the login page, or refuse."""
    if request.endpoint is None:
        return None
    rule = policy_of(current_app, request.endpoint)
    # Files are nobody's, and asking who wants them would cost each of them a query.
    if request.endpoint in _FILES:
        return None
    if must_set_up() and request.endpoint not in _BEFORE_SET_UP:
        return redirect(url_for("accounts.second_factor"), code=303)
    if rule is anyone:
        return None
    visitor = current_visitor()
    if rule is not None and rule.allows(visitor):
        return None
    if leaving_visitor() is not None:
        return redirect(url_for("privacy.leaving"), code=303)
    if visitor is None or visitor.is_guest:
        return _to_login()
    return abort(403)


def _to_login() -> Response:
    # A form that was sent cannot be sent again by following a link: go back to its page instead.
    if request.method in {"GET", "HEAD"}:
        target: str | None = request.full_path.rstrip("?")
    else:
        target = local_path(request.referrer, request.host_url)
    flash("Log in to go on. If you were logged in, that has ended.")
    return redirect(url_for("accounts.login", next=target or None), code=303)
