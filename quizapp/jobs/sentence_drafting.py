"""The job that drafts from one sentence of an article that is in a bank already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from quizapp.authoring.errors import ArticleGone, AuthorGone, BankGone
from quizapp.authoring.sentence_drafting import KIND, keep_sentence_drafts, sentence_to_read
from quizapp.clock import now
from quizapp.config import Settings
from quizapp.jobs.handlers import Computation, Handler, JobFailed, Record
from quizapp.language.draft_records import drafts_from_record
from quizapp.queue.execution import Claim

GONE = "The article was removed meanwhile, or you may no longer change its bank."


def _prepare(session: Session, held: Claim, settings: Settings) -> Record:
    try:
        found = sentence_to_read(session, *_of(held), now())
    except (ArticleGone, AuthorGone, BankGone):
        raise JobFailed(GONE) from None
    return {
        "source": asdict(found.part),
        "known": [],
        "left_out": [],
        "model": settings.language_model,
    }


def _store(session: Session, held: Claim, computed: Record, now: datetime) -> Mapping[str, Any]:
    if "unreadable" in computed:
        raise JobFailed(f"Articles cannot be read here: {computed['unreadable']}.")
    made = drafts_from_record(computed["made"])
    try:
        return {"drafts": keep_sentence_drafts(session, *_of(held), made, now)}
    except (ArticleGone, AuthorGone, BankGone):
        raise JobFailed(GONE) from None


def _of(held: Claim) -> tuple[int, int, int]:
    """Return the ids of the run and of the author around the number of the sentence."""
    return held.payload["run"], held.payload["sentence"], held.payload["author"]


DRAFT_SENTENCE = Handler(
    KIND,
    _store,
    Computation(
        "quizapp.jobs.article_computation", _prepare, lambda settings: 60 * settings.job_minutes
    ),
)
