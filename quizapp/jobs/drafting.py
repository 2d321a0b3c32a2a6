"""The job that reads a teacher's article and stores its drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from quizapp.authoring.drafting import KIND, article_to_read, keep_article_drafts
from quizapp.authoring.errors import AlreadyInBank, ArticleGone, AuthorGone, BankGone
from quizapp.banks.services import NameTaken
from quizapp.clock import now
from quizapp.config import Settings
from quizapp.jobs.handlers import Computation, Handler, JobFailed, Record, TryLater
from quizapp.language.draft_records import drafts_from_record, known_to_record
from quizapp.queue.execution import Claim

NOTHING = (
    "No fact was found in this text, so there is nothing to ask. A fact needs a whole sentence "
    "that calls what it is about by its name (“The Korvel Bridge was built in 1873”, not “The "
    "bridge was” or “It was”) and tells a person, a place, a number or a date. Put the names into "
    "such sentences and send the text again, without lists and headings; or write a question by "
    "hand."
)
ARTICLE_GONE = "The article was removed before it was read. Send it again if you still want it."
BANK_GONE = (
    "The bank that it was meant for was removed meanwhile, or you may no longer change it. Choose "
    "another bank."
)
AUTHOR_GONE = (
    "Whoever sent it may not make questions here any more, or their account is closed. Nothing was "
    "stored."
)
FROM_FILES = (
    "The bank has this article from its files, with its facts and questions. Choose another bank, "
    "or work on those."
)
NAME_TAKEN = "Somebody added an article of this name meanwhile."


def _prepare(session: Session, held: Claim, settings: Settings) -> Record:
    try:
        task = article_to_read(session, _article_id(held), settings.article_words, now())
    except ArticleGone:
        raise JobFailed(ARTICLE_GONE) from None
    except AuthorGone:
        raise JobFailed(AUTHOR_GONE) from None
    except BankGone:
        raise JobFailed(BANK_GONE) from None
    return {
        "source": asdict(task.source),
        "known": known_to_record(task.near.known),
        "left_out": list(task.near.left_out),
        "model": settings.language_model,
    }


def _store(session: Session, held: Claim, computed: Record, now: datetime) -> Mapping[str, Any]:
    if "unreadable" in computed:
        raise JobFailed(f"Articles cannot be read here: {computed['unreadable']}.")
    made = drafts_from_record(computed["made"])
    if not made.facts:
        raise JobFailed(NOTHING)
    left_out = tuple(computed["left_out"])
    try:
        run = keep_article_drafts(session, _article_id(held), made, left_out, now)
    except ArticleGone:
        raise JobFailed(ARTICLE_GONE) from None
    except AuthorGone:
        raise JobFailed(AUTHOR_GONE) from None
    except BankGone:
        raise JobFailed(BANK_GONE) from None
    except AlreadyInBank:
        raise JobFailed(FROM_FILES) from None
    except NameTaken:
        # The next attempt begins with a name that is free.
        raise TryLater(NAME_TAKEN) from None
    return {"bank": run.source.bank.slug, "article": run.source.slug}


def _article_id(held: Claim) -> UUID:
    return UUID(held.payload["article"])


DRAFT_ARTICLE = Handler(
    KIND,
    _store,
    Computation(
        "quizapp.jobs.article_computation", _prepare, lambda settings: 60 * settings.job_minutes
    ),
)
