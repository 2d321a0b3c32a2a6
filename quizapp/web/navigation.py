"""What the frame of every page links to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, url_for

from quizapp.accounts.policies import is_member, may_administer, may_teach
from quizapp.web.auth import current_visitor
from quizapp.web.site_settings import site_settings


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words for it; ``counts`` where it says how many notices are new."""

    label: str
    url: str
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Whoever this browser is for; initials stand for the name where there is no room for it."""

    label: str
    initials: str
    url: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """The links of the masthead and the footer."""

    links: tuple[Link, ...]
    account: Account | None
    admin: Link | None
    end_guest_url: str | None
    log_in_url: str
    log_out_url: str
    may_sign_up: bool
    may_be_guest: bool
    contact: str
    theme_url: str


def init_app(app: Flask) -> None:
    """Let every template draw the frame."""
    app.context_processor(_context)


def _context() -> dict[str, object]:
    visitor = current_visitor()
    return {"navigation": _navigation(), "is_guest": visitor is not None and visitor.is_guest}


def _navigation() -> Navigation:
    visitor, settings = current_visitor(), site_settings()
    links = [
        Link("Study", url_for("memory.choose")),
        Link("Progress", url_for("memory.overview")),
    ]
    if is_member(visitor):
        links.append(Link("Courses", url_for("courses.own")))
    if may_teach(visitor):
        links.append(Link("Teach", url_for("authoring.overview")))
    if is_member(visitor):
        links.append(Link("Notices", url_for("notices.listed"), counts=True))
    account = admin = None
    if may_administer(visitor):
        admin = Link("Admin", url_for("admin.start"))
    if visitor is not None:
        # Without its menu a guest could not be told from nobody, on a computer that others use.
        name = visitor.name or "Guest"
        account = Account(name, initials(name), url_for("accounts.account"))
    return Navigation(
        tuple(links),
        account,
        admin,
        url_for("accounts.end_guest") if visitor is not None and visitor.is_guest else None,
        url_for("accounts.login"),
        url_for("accounts.logout"),
        settings.sign_up == "open",
        settings.guests == "open",
        settings.contact.strip() or "your teacher or whoever keeps this site",
        url_for("home.theme"),
    )


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name: ``Ada Marsh`` gives AM."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    letters = words[0][0] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()
