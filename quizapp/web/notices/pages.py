"""The page of notices, by day, and the page where each kind is switched on or off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.policies import may_teach
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.domain.notices import OF_TEACHERS, Kind, is_on
from quizapp.notices import queries, services
from quizapp.notices.details import details_of
from quizapp.notices.mailing import EVENING, mail_of
from quizapp.paging import PAGE_SIZE, Page, page_count
from quizapp.web.answering.news import moment_sent
from quizapp.web.auth import visitor
from quizapp.web.closed_book import books
from quizapp.web.formatting import spoken_weekday
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.notices.words import LABELS, Line, line_of
from quizapp.web.policies import member, policy
from quizapp.web.site_settings import site_settings


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice on its page."""

    line: Line
    is_new: bool
    day: date


@policy(member)
def listed() -> ResponseReturnValue:
    """List what is told to the visitor, the newest first, by day."""
    session, person, moment = db.session(), visitor(), now()
    told = queries.all_notices(session, person, moment)
    total = len(told.notices)
    number = min(page_number(request.args), page_count(total))
    rows = told.notices[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    details = details_of(session, person, rows, moment, books())
    zone = ZoneInfo(person.time_zone)
    shown = [
        Shown(line, told.is_new(each), each.at.astimezone(zone).date())
        for each in rows
        if (line := line_of(each, details, moment, person.time_zone)) is not None
    ]
    today = moment.astimezone(zone).date()
    return render_template(
        "notices/listed.html",
        days=[
            (_day(day, today), list(notices))
            for day, notices in groupby(shown, key=lambda each: each.day)
        ],
        new=len(told.new),
        until=moment,
        page=Page(rows, number, total),
        **neighbours(
            Page(rows, number, total), lambda other: url_for("notices.listed", page=other)
        ),
    )


@policy(member)
def read() -> ResponseReturnValue:
    """Note that the visitor has read all that the page showed; twice is once."""
    until = moment_sent(request.form.get("until", ""))
    if until is None:
        abort(400)
    with transaction() as session:
        services.read_all(session, visitor().id, min(until, now()))
    return redirect(url_for("notices.listed"), 303)


@policy(member)
def settings() -> ResponseReturnValue:
    """Show which kinds the visitor is told, each with a box."""
    return settings_page()


def settings_page(typed: str | None = None, hour: int | None = None, fault: str = "") -> str:
    """Return that page; with an address and hour that were refused, and why."""
    choices = queries.choices_of(db.session(), visitor().id)
    mail = mail_of(db.session(), visitor().id)
    return render_template(
        "notices/settings.html",
        has_mail=bool(site_settings().mail_server),
        mail=mail,
        address=typed if typed is not None else mail.address if mail else "",
        hour=hour if hour is not None else mail.hour if mail else EVENING,
        fault=fault,
        kinds=[(kind.value, *LABELS[kind], is_on(kind, choices)) for kind in _theirs()],
    )


@policy(member)
def save_settings() -> ResponseReturnValue:
    """Switch each kind on or off as its box says, or all of them off."""
    sent = set() if "off" in request.form else set(request.form.getlist("kind"))
    with transaction() as session:
        services.choose(session, visitor().id, {kind: kind in sent for kind in _theirs()})
    flash("Saved." if sent else "Saved. You are told nothing here.", "success")
    return redirect(url_for("notices.settings"), 303)


def _theirs() -> list[Kind]:
    teaches = may_teach(visitor())
    return [kind for kind in LABELS if teaches or kind not in OF_TEACHERS]


def _day(day: date, today: date) -> str:
    near = {0: "Today", 1: "Yesterday"}.get((today - day).days)
    return near or spoken_weekday(day)
