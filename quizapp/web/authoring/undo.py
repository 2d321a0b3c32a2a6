"""The offer to take back the retiring of a question, made once, on the page that follows."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import session, url_for

from quizapp.domain.questions import QuestionStatus

_KEY = "teach-undo"


@dataclass(frozen=True, slots=True)
class Undo:
    """A question that was retired just now, and where to send the wish to have it back."""

    headline: str
    url: str


def undo_of(headline: str, slug: str, question_slug: str, before: QuestionStatus) -> Undo:
    """Return how to have a question back as it was before it was retired."""
    verb = "publish" if before is QuestionStatus.PUBLISHED else "reopen"
    url = url_for(f"authoring.{verb}_question", slug=slug, question_slug=question_slug)
    return Undo(headline, url)


def offer_undo(undo: Undo) -> None:
    """Remember the offer for the next page."""
    session[_KEY] = asdict(undo)


def offered_undo() -> Undo | None:
    """Return the offer, once."""
    kept = session.pop(_KEY, None)
    return Undo(**kept) if kept else None
