"""What the frame of every page links to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, current_app, url_for

from quizapp.accounts.policies import may_administer, may_teach
from quizapp.web.auth import current_visitor
from quizapp.web.formatting import spoken_day, spoken_points, spoken_weekday


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words for it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """The links of the masthead and the footer."""

    links: tuple[Link, ...]
    account: Link | None
    admin: Link | None
    log_in_url: str
    log_out_url: str
    theme_url: str


def init_app(app: Flask) -> None:
    """Let every template draw the frame, and speak of times and points as people do."""
    app.context_processor(_context)
    app.add_template_filter(spoken_points, "points")
    app.add_template_filter(local_time, "local_time")
    app.add_template_filter(local_day, "local_day")
    app.add_template_filter(spoken_weekday, "weekday")


def _context() -> dict[str, object]:
    visitor = current_visitor()
    return {"navigation": _navigation(), "is_guest": visitor is not None and visitor.is_guest}


def local_time(moment: datetime) -> str:
    """Return a moment as the clock of whoever asks shows it, such as ``2 March 2026, 09:05``."""
    there = _there(moment)
    return f"{spoken_day(there)}, {there:%H:%M}"


def local_day(moment: datetime) -> str:
    """Return the day of a moment where whoever asks is, such as ``2 March 2026``."""
    return spoken_day(_there(moment))


def _there(moment: datetime) -> datetime:
    visitor = current_visitor()
    return moment.astimezone(ZoneInfo(visitor.time_zone if visitor else "UTC"))


def _navigation() -> Navigation:
    visitor = current_visitor()
    links = [
        Link("Study", url_for("memory.choose")),
        Link("Progress", url_for("memory.overview")),
    ]
    if may_teach(visitor) and "authoring.overview" in current_app.view_functions:
        links.append(Link("Teach", url_for("authoring.overview")))
    account = admin = None
    if may_administer(visitor):
        admin = Link("Admin", url_for("admin.start"))
    if visitor is not None and visitor.name is not None:
        account = Link(visitor.name, url_for("accounts.account"))
    return Navigation(
        tuple(links),
        account,
        admin,
        url_for("accounts.login"),
        url_for("accounts.logout"),
        url_for("home.theme"),
    )
