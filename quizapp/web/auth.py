"""Who is asking: rows of logins, and the cookie that names one."""

from __future__ import annotations

import logging
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, flash, g, redirect, request, session, url_for
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.wrappers import Response

from quizapp.accounts import known_browsers, logins, queries, services, throttle
from quizapp.accounts.errors import LogInAgain
from quizapp.accounts.models import User
from quizapp.accounts.visitors import Visitor
from quizapp.clock import now
from quizapp.db import db, hold_by_id, transaction
from quizapp.security import new_token, token_hash
from quizapp.web import cookies
from quizapp.web.browser_token import browser_token, give_browser_token, keep_browser_token
from quizapp.web.site_settings import site_settings

COOKIE = "quizapp_login"
# Holds the guest of a browser while somebody is logged in with it, so that nothing of theirs is
# lost, and nothing becomes another's unasked.
GUEST_COOKIE = "quizapp_guest"
_LONGEST_TOKEN = 64
_COURTESY_SECONDS = 0.2
_FAILED = 500
_KEPT_FOR = "kept_for"
AGREED = "joins"
"""The course that somebody agreed to join before they had a name: see ``agreed_joins``."""
_log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Note which logins are in use, and keep the cookies of whoever is logged in up to date."""
    app.after_request(_finish)


def current_visitor() -> Visitor | None:
    """Return who asks, or None for somebody without even a guest's login.

    The row is read when first asked for, once for each request. Identity never lives in Flask's
    own session. Whoever deletes their account is nobody, but for ``leaving_visitor``.
    """
    found = holder()
    return found if found is not None and found.leaves_at is None else None


def holder() -> Visitor | None:
    """Return whose login this browser holds, though their account may be being deleted.

    That is who must be logged out, whatever they may still do.
    """
    found: Visitor | None
    try:
        found = g.visitor
    except AttributeError:
        found = g.visitor = _load_visitor()
    return found


def leaving_visitor() -> Visitor | None:
    """Return who asks if their account is being deleted: they may keep it, and nothing else."""
    found = holder()
    return found if found is not None and found.leaves_at is not None else None


def visitor() -> Visitor:
    """Return who asks, where the route's policy lets nobody else in."""
    found = current_visitor()
    if found is None:
        raise RuntimeError("this route's policy lets in people without a login")
    return found


def waiting_guest() -> Visitor | None:
    """Return the guest whose place in this browser somebody has taken who is logged in."""
    person, token = holder(), getattr(g, "guest_cookie", _sent(GUEST_COOKIE))
    if not token or person is None or person.is_guest:
        return None
    found = _visitor_by(token)
    return found if found is not None and found.is_guest else None


def forget_guest() -> None:
    """Answer this request by taking the cookie of the browser's guest away."""
    g.guest_cookie = ""


def ensure_learner() -> Visitor:
    """Return who asks; somebody new becomes a guest, in a transaction of its own.

    Raises TooManyTries when far too many guests come from one address. Whoever deletes their
    account is led to the page that offers to keep it: what they do shall not become a guest's.
    Where there are no guests, somebody new is led to the log-in.
    """
    found = current_visitor()
    if found is not None:
        return found
    if leaving_visitor() is not None:
        abort(redirect(url_for("privacy.leaving"), code=303))
    if site_settings().guests == "closed":
        flash("Log in to begin. Nobody can begin without an account here.")
        back = local_path(request.referrer, request.host_url)
        abort(redirect(url_for("accounts.login", next=back), code=303))
    moment = now()
    with transaction() as rows:
        throttle.count_guest(rows, address(), browser_token(), moment)
        zone = request.form.get("time_zone", "UTC")
        guest = services.create_guest(rows, moment, zone)
        token = logins.start_login(rows, guest.id, browser(), moment, logins.GUEST_LASTS)
    keep_browser_token()
    return log_in(token)


def log_in(token: str) -> Visitor:
    """Answer this request with a new login, and act as its holder from here on.

    A guest who is still there then keeps a place in this browser. Raises LogInAgain where somebody
    has ended the login already, as whoever changes the password ends them all.
    """
    before = holder()
    found = _visitor_by(token)
    if found is None:
        raise LogInAgain
    if before is not None and before.is_guest and not found.is_guest:
        _keep_guest()
    g.login_cookie = token
    g.visitor = found
    _note_whose(found)
    return found


def renew_session() -> None:
    """Let a token for forms that was known before a login not work after it."""
    kept = {name: session[name] for name in (_KEPT_FOR, AGREED) if name in session}
    session.clear()
    session.update(kept)


def _note_whose(found: Visitor) -> None:
    """Let what scripts kept for the account that was here before go, unless it is the same one.

    A login may end unseen, by lying idle: whoever comes back finds what the server never had.
    """
    # It tells two accounts apart, and says of neither which it is.
    mark = token_hash(f"{current_app.secret_key!r}/{found.id}")[:16]
    if session.get(_KEPT_FOR, mark) != mark:
        g.has_left = True
    if found.is_guest:
        session.pop(_KEPT_FOR, None)
    else:
        session[_KEPT_FOR] = mark


def log_out() -> None:
    """Answer this request by taking the login's cookie away, and act for nobody from here on.

    What scripts kept in the browser goes, too: the next person at it may be another.
    """
    g.login_cookie = ""
    g.visitor = None
    g.has_left = True
    # What was typed for one person must not be sent as another: their forms need a new token.
    session.clear()


def has_ended_login() -> bool:
    """Whether the browser holds a login that is none any more: ended, or its guest's who signed up.

    The answer takes its cookie away.
    """
    if _sent(COOKIE) is None or holder() is not None:
        return False
    g.login_cookie = ""
    return True


def address() -> str:
    """Return where the request comes from, as far as proxies that we trust say."""
    return request.remote_addr or "unknown"


def browser() -> str:
    """Return what the browser calls itself, for the list of logins."""
    return request.headers.get("User-Agent", "")


def local_path(target: str | None, host_url: str = "") -> str | None:
    """Return the path of an address on this site, or None: we send nobody elsewhere."""
    if not target:
        return None
    if host_url and target.startswith(host_url):
        target = "/" + target[len(host_url) :]
    if not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target:
        return None
    if any(ord(character) < 33 for character in target):
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None


def lifetime(*, is_guest: bool, stays: bool) -> timedelta:
    """Return how long a login counts that is not used, as this server is set."""
    idle = timedelta(minutes=site_settings().idle_minutes)
    return logins.lifetime(idle, is_guest=is_guest, stays=stays)


def _load_visitor() -> Visitor | None:
    """Read who asks; it is asked wherever something is noted, so also inside of a transaction."""
    # When a login has ended, its browser is its guest's again.
    for token in filter(None, (_sent(COOKIE), _sent(GUEST_COOKIE))):
        found = _visitor_by(token)
        if found is not None:
            g.read_login = found, token
            return found
    return None


def _visitor_by(token: str) -> Visitor | None:
    if request.method != "POST":
        return queries.visitor_by_token(db.session().connection(), token_hash(token), now())
    # The session would begin a transaction to read by, which the one to write by has to end first:
    # that costs an answer more than the statement does.
    with db.engine.connect() as connection:
        return queries.visitor_by_token(connection, token_hash(token), now())


def _sent(cookie: str) -> str | None:
    token = request.cookies.get(cookie)
    return token if token and len(token) <= _LONGEST_TOKEN else None


def _keep_guest() -> None:
    for token in filter(None, (_sent(COOKIE), _sent(GUEST_COOKIE))):
        found = _visitor_by(token)
        if found is not None and found.is_guest:
            g.guest_cookie = token
            return
    if _sent(GUEST_COOKIE):
        g.guest_cookie = ""


def _finish(response: Response) -> Response:
    """Note that a login is in use, then send the cookies that have changed."""
    _note_in_use(response)
    return _set_cookies(response)


def _note_in_use(response: Response) -> None:
    """Note that a login is in use, where that was noted long ago, once the request is done.

    Not where the request failed: whatever kept it from the database would keep this, too. Nor where
    the request itself has ended the login, or begun another.
    """
    found, token = g.get("read_login", (None, ""))
    if found is None or found is not g.get("visitor") or response.status_code >= _FAILED:
        return
    lasts = lifetime(is_guest=found.is_guest, stays=found.stays)
    if now() - found.seen_at >= logins.noted_every(lasts):
        _note_seen(found, token, lasts)


def _note_seen(found: Visitor, token: str, lasts: timedelta) -> None:
    moment = now()
    # It logged in before browsers were known, or its cookie was taken away.
    is_unknown = not found.is_guest and browser_token() is None
    browser = new_token() if is_unknown else None
    try:
        # A courtesy holds no page up where others write.
        with transaction(at_most=_COURTESY_SECONDS) as rows:
            if browser is not None:
                # Whoever ends logins holds the person first, too.
                hold_by_id(rows, User, found.id)
            is_there = logins.note_seen(rows, found.login_id, moment, lasts)
            if is_there and browser is not None:
                known_browsers.remember(rows, found.id, browser, moment)
    except (OperationalError, PoolTimeout):
        # Reading goes on while the database cannot be written; the next request tries again.
        _log.warning("could not note that a login is in use", exc_info=True)
        return
    if is_there:
        g.login_cookie = token
        if browser is not None:
            give_browser_token(browser)


def _set_cookies(response: Response) -> Response:
    person: Visitor | None = getattr(g, "visitor", None)
    stays = person is None or person.is_guest or person.stays
    _send(response, COOKIE, g.get("login_cookie"), stays=stays)
    _send(response, GUEST_COOKIE, g.get("guest_cookie"), stays=True)
    if g.get("has_left"):
        response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _send(response: Response, name: str, token: str | None, *, stays: bool) -> None:
    """Send the token of a login, take it away where it is empty, or leave the cookie alone."""
    if token:
        # The row decides how long it counts; a guest's counts longest.
        cookies.keep(response, name, token, max_age=logins.GUEST_LASTS if stays else None)
    elif token is not None:
        cookies.drop(response, name)
