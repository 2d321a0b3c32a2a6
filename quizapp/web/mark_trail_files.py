"""The audit trail of marks as files: a table for people, and lines of JSON that can be checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from flask import Response, stream_with_context

from quizapp.mark_trail.queries import body_of
from quizapp.privacy.mark_trail import TrailLine
from quizapp.web.csv_files import csv_download
from quizapp.web.mark_trail_words import from_and_to, reason_told, what_was_done, who_did, whose

_COLUMNS = (
    *("number", "at", "what", "said", "who", "whom", "course", "assignment", "quiz"),
    *("attempt", "from_and_to", "reason", "previous_hash", "hash"),
)


def as_table(name: str, lines: Iterable[TrailLine]) -> Response:
    """Return entries as CSV, with names and titles."""
    return csv_download(f"{name}.csv", _table(lines))


def as_json_lines(name: str, lines: Iterable[TrailLine]) -> Response:
    """Return entries as JSON, one on each line: what the chain covers, its hashes, and names."""
    response = Response(stream_with_context(_json(lines)), mimetype="application/x-ndjson")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.jsonl"'
    return response


def _table(lines: Iterable[TrailLine]) -> Iterator[Sequence[object]]:
    yield _COLUMNS
    for line in lines:
        body = body_of(line.entry)
        yield (
            body["number"],
            body["at"],
            body["what"],
            what_was_done(line),
            who_did(line),
            whose(line),
            line.course,
            line.assignment,
            line.quiz,
            body["attempt"],
            from_and_to(line),
            reason_told(line),
            line.previous,
            line.entry.hash,
        )


def _json(lines: Iterable[TrailLine]) -> Iterator[str]:
    for line in lines:
        row = {
            **body_of(line.entry),
            "previous": line.previous or "0" * 64,
            "hash": line.entry.hash,
            "reason_words": line.entry.reason,
            "reason_salt": line.entry.reason_salt,
            "actor_name": line.who,
            "student_name": line.whom,
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"
