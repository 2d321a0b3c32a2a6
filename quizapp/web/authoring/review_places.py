"""Where the drafts of an article are reviewed: addresses of its pages, cards and decisions."""

from __future__ import annotations

from flask import abort, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from quizapp.authoring import drafts
from quizapp.authoring.models import GenerationRun
from quizapp.banks.models import Bank, Question
from quizapp.db import db

_LESS_SURE = "less-sure"

Place = tuple[bool, int]
"""Whether a page is of the less sure drafts, and its number."""


def run_or_404(session: Session, bank: Bank, source_slug: str) -> GenerationRun:
    """Return what was made of the bank's article of that name, or end the request."""
    known = source_slug.isprintable()
    found = drafts.run_by_slug(session, bank.id, source_slug) if known else None
    return found if found is not None else abort(404)


def is_less_sure(sent: MultiDict[str, str]) -> bool:
    """Whether an address or a form is of the less sure drafts."""
    return sent.get("part") == _LESS_SURE


def address(slug: str, source_slug: str, place: Place, done: str = "", *, card: str = "") -> str:
    """Return the address of a page of the review: at a card, or else at what was decided."""
    less_sure, number = place
    return url_for(
        "authoring.review",
        slug=slug,
        source_slug=source_slug,
        part=_LESS_SURE if less_sure else None,
        page=number if number > 1 else None,
        done=done or None,
        _anchor=f"draft-{card}" if card else "decided" if done else None,
    )


def review_url(bank: Bank, question: Question, *, decided: bool = False, done: str = "") -> str:
    """Return the place of a question among its article's drafts; empty if it has none.

    ``decided`` asks for the page to speak of the question as one that was decided just now, and
    ``done`` of another.
    """
    session = db.session()
    draft = drafts.draft_of(session, question.id)
    if draft is None:
        return ""
    # What waits has a card there; what is decided has none.
    card = question.slug if draft.decided_at is None else ""
    place = drafts.page_of(session, draft)
    done = question.slug if decided else done
    return address(bank.slug, draft.run.source.slug, place, done, card=card)


def sentence_url(
    slug: str, source_slug: str, number: int, done: str = "", *, card: str = ""
) -> str:
    """Return the page of a sentence of an article by its number, which addresses count from 1."""
    return url_for(
        "authoring.sentence",
        slug=slug,
        source_slug=source_slug,
        number=number + 1,
        done=done or None,
        _anchor=f"draft-{card}" if card else "decided" if done else None,
    )


def sentence_sent(sent: MultiDict[str, str]) -> int | None:
    """Return the number, from 0, of the sentence whose page a form stood on, if it did."""
    typed = sent.get("sentence", "")
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 7
    return int(typed) - 1 if is_number and int(typed) else None
