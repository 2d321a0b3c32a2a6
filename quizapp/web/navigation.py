"""What the frame of every page links to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, current_app, url_for

from quizapp.accounts.policies import may_teach
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
    log_in_url: str
    log_out_url: str
    theme_url: str


def init_app(app: Flask) -> None:
    """Let every template draw the frame, and speak of times and points as people do."""
    app.context_processor(_context)
    app.add_template_filter(spoken_points, "points")
    app.add_template_filter(_local_time, "local_time")
    app.add_template_filter(spoken_weekday, "weekday")


def _context() -> dict[str, object]:
    visitor = current_visitor()
    return {"navigation": _navigation(), "is_guest": visitor is not None and visitor.is_guest}


def _local_time(moment: datetime) -> str:
    visitor = current_visitor()
    there = moment.astimezone(ZoneInfo(visitor.time_zone if visitor else "UTC"))
    return f"{spoken_day(there)}, {there:%H:%M}"


def _navigation() -> Navigation:
    visitor = current_visitor()
    links = [
        Link("Study", url_for("memory.choose")),
        Link("Progress", url_for("memory.overview")),
    ]
    if may_teach(visitor) and "authoring.overview" in current_app.view_functions:
        links.append(Link("Teach", url_for("authoring.overview")))
    account = None
    if visitor is not None and visitor.name is not None:
        account = Link(visitor.name, url_for("accounts.account"))
    return Navigation(
        tuple(links),
        account,
        url_for("accounts.login"),
        url_for("accounts.logout"),
        url_for("home.theme"),
    )
