"""Facts that a newer article says to be over: ended when a teacher agrees, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.authoring.checking import check_context, domain_question, findings_of
from quizapp.authoring.details import FactSheet, fact_by_slug, fact_sheet
from quizapp.authoring.errors import EditedMeanwhile
from quizapp.authoring.fact_editing import current_wording, make_current, next_version
from quizapp.authoring.models import GenerationRun
from quizapp.banks.models import Fact, FactVersion, Question, QuestionVersion
from quizapp.banks.outdated_questions import hold_questions
from quizapp.banks.services import hold_contents
from quizapp.banks.versions import fact_of
from quizapp.db import hold
from quizapp.domain.facts import FactStatus
from quizapp.domain.formats.fingerprint import fact_fingerprint
from quizapp.domain.questions import QuestionStatus

_OPEN = (FactStatus.DRAFT.value, FactStatus.APPROVED.value)


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A fact of the bank that an article says to be over, and the one that holds now, if any.

    ``is_ended`` says that a teacher agreed; without that, and unless ``can_end``, somebody has set
    the fact aside otherwise.
    """

    older: FactSheet
    newer: FactSheet | None
    until: str
    reason: str
    is_ended: bool

    @property
    def can_end(self) -> bool:
        """Whether the older fact still stands as if it held."""
        return not self.is_ended and self.older.row.status in _OPEN


def changes_of(session: Session, run: GenerationRun) -> list[ShownChange]:
    """Return what an article has changed in its bank; facts that are gone are left out."""
    bank_id = run.source.bank_id
    found = []
    # Articles that were drafted by an earlier version ended nothing.
    for change in run.content.get("changes", ()):
        older = fact_by_slug(session, bank_id, change["fact"])
        newer = fact_by_slug(session, bank_id, change["by"]) if change["by"] else None
        if older is not None:
            found.append(
                ShownChange(
                    fact_sheet(session, older),
                    fact_sheet(session, newer) if newer is not None else None,
                    change["until"],
                    change["reason"],
                    "ended" in change,
                )
            )
    return found


def end_fact(
    session: Session, run: GenerationRun, slug: str, *, author_id: int, now: datetime
) -> int:
    """End a fact as an article says; returns how many published questions wait for it as drafts.

    Twice is once, and a fact that was set aside otherwise stays as it is.
    """
    row, change = _locked(session, run, slug)
    if row is None or change is None or "ended" in change or row.status not in _OPEN:
        return 0
    current = current_wording(session, row)
    by = change["by"] if fact_by_slug(session, row.bank_id, change["by"]) is not None else ""
    fact = fact_of(current)
    ended = replace(
        fact,
        status=FactStatus.SUPERSEDED,
        until=change["until"],
        superseded_by=by,
        note=f"{fact.note} {change['reason']}".strip(),
    )
    version = next_version(row, ended, current, fact_fingerprint(ended), now, author_id)
    make_current(session, current, version)
    before, row.status = row.status, FactStatus.SUPERSEDED.value
    session.flush()
    held = hold_questions(session, row.bank_id)
    done = {"number": version.number, "status": before, "held": held}
    _note(run, slug, {**change, "ended": done})
    session.flush()
    return len(held)


def take_back(
    session: Session, run: GenerationRun, slug: str, *, author_id: int, now: datetime
) -> int:
    """Let a fact hold again that was ended; returns how many questions are published again.

    Twice is once. Raises EditedMeanwhile where the fact was worded anew since.
    """
    row, change = _locked(session, run, slug)
    if row is None or change is None or "ended" not in change:
        return 0
    done, current = change["ended"], current_wording(session, row)
    if current.number != done["number"] or row.status != FactStatus.SUPERSEDED:
        raise EditedMeanwhile(slug)
    before = session.scalars(
        select(FactVersion).where(
            FactVersion.fact_id == row.id, FactVersion.number == current.number - 1
        )
    ).one()
    version = next_version(row, fact_of(before), before, before.fingerprint, now, author_id)
    version.number = current.number + 1
    make_current(session, current, version)
    row.status = done["status"]
    session.flush()
    _note(run, slug, {name: value for name, value in change.items() if name != "ended"})
    published = _publish_again(session, row.bank_id, done["held"])
    session.flush()
    return published


def _locked(
    session: Session, run: GenerationRun, slug: str
) -> tuple[Fact | None, Mapping[str, Any] | None]:
    # Two teachers who press at once take turns.
    hold_contents(session, run.source.bank_id)
    hold(session, run)
    change = next((each for each in run.content.get("changes", ()) if each["fact"] == slug), None)
    return fact_by_slug(session, run.source.bank_id, slug), change


def _note(run: GenerationRun, slug: str, change: Mapping[str, Any]) -> None:
    changes = [change if each["fact"] == slug else each for each in run.content["changes"]]
    run.content = {**run.content, "changes": changes}


def _publish_again(session: Session, bank_id: int, slugs: list[str]) -> int:
    """Publish the questions that were held, unless they were changed so that a check fails."""
    context = check_context(session, bank_id)
    statement = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(
            Question.bank_id == bank_id,
            Question.slug.in_(slugs),
            Question.status == QuestionStatus.DRAFT.value,
            QuestionVersion.is_current,
        )
    )
    sound = [
        row
        for row, version in session.execute(statement).unique()
        if not findings_of(domain_question(row, version), context)
    ]
    for row in sound:
        row.status = QuestionStatus.PUBLISHED.value
    return len(sound)
