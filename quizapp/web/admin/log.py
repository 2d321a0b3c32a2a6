"""The log: who did what, to be looked through and to be taken away as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from quizapp.accounts.people import ids_called
from quizapp.audit.models import Event
from quizapp.audit.queries import LogFilter, every_entry, find_entries
from quizapp.audit.services import ADDRESS_KEPT, record
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.web import auth
from quizapp.web.admin.log_words import KINDS, lines
from quizapp.web.csv_files import csv_download
from quizapp.web.list_pages import filled, neighbours, page_number, wanted_text
from quizapp.web.policies import admin, policy
from quizapp.web.site_settings import site_settings

_COLUMNS = (
    *("at", "event", "what", "who", "who_id", "whom", "whom_id"),
    *("object", "object_id", "address", "more_left_out"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page's form asks for, as it was typed."""

    person: str
    kind: str
    since: str
    until: str


@policy(admin)
def log() -> ResponseReturnValue:
    """Show the entries that fit, newest first."""
    session = db.session()
    wanted = _wanted(request.args)
    kept = filled(asdict(wanted))
    page = find_entries(session, _filter(wanted), page_number(request.args))

    def address(number: int) -> str:
        return url_for("admin.log", page=number, **kept)

    return render_template(
        "admin/log.html",
        page=page,
        lines=lines(session, page.rows),
        wanted=wanted,
        narrowed=bool(kept),
        kinds={key: label for key, (label, _) in KINDS.items()},
        download_url=url_for("admin.log_as_csv", **kept),
        kept_days=site_settings().log_days,
        address_days=ADDRESS_KEPT.days,
        **neighbours(page, address),
    )


@policy(admin)
def log_as_csv() -> ResponseReturnValue:
    """Give all entries that fit as a table; that they were taken away is noted, too."""
    moment = now()
    wanted = _filter(_wanted(request.args))
    with transaction() as rows:
        record(rows, Event.LOG_EXPORTED, moment)
    return csv_download(f"quizapp-log-{moment.date().isoformat()}.csv", _table(wanted))


def _table(wanted: LogFilter) -> Iterator[Sequence[object]]:
    yield _COLUMNS
    session = db.session()
    for some in every_entry(session, wanted):
        for line in lines(session, some):
            entry = line.entry
            yield (
                entry.at.isoformat(timespec="seconds"),
                entry.event,
                line.what,
                line.who,
                entry.actor_id,
                line.whom,
                entry.subject_id,
                entry.object_name,
                entry.object_id,
                entry.address,
                "yes" if line.more else "",
            )


def _wanted(sent: MultiDict[str, str]) -> Wanted:
    kind = wanted_text(sent, "kind")
    since, until = (_day(wanted_text(sent, name)) for name in ("since", "until"))
    return Wanted(
        person=wanted_text(sent, "person"),
        kind=kind if kind in KINDS else "",
        since=since.isoformat() if since else "",
        until=until.isoformat() if until else "",
    )


def _filter(wanted: Wanted) -> LogFilter:
    people = ids_called(db.session(), wanted.person) if wanted.person else None
    return LogFilter(
        people=people,
        events=KINDS[wanted.kind][1] if wanted.kind else None,
        since=_midnight(wanted.since),
        until=_midnight(wanted.until, timedelta(days=1)),
    )


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    # The days around the first and the last have no midnight in every zone.
    return found if 1900 <= found.year <= 9000 else None


def _midnight(text: str, later: timedelta = timedelta(0)) -> datetime | None:
    """Return when a day begins for whoever asks; ``until`` a day means until the next begins."""
    if not text:
        return None
    zone = ZoneInfo(auth.visitor().time_zone)
    return datetime.combine(date.fromisoformat(text) + later, time.min, zone)
