"""Marking all answers to a question again: by a key, with full marks for all, or struck out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.answering.errors import NoRuling
from quizapp.answering.final_responses import asked_learners
from quizapp.answering.noted_marks import note_marked_again
from quizapp.answering.regrading import MarkChange, Regraded, regrade
from quizapp.answering.standing_rulings import Ruled, differing, let_stand
from quizapp.banks.models import Question, QuestionVersion
from quizapp.domain.questions import QuestionKind
from quizapp.domain.rulings import Basis
from quizapp.quizzes.locking import lock_learners


class MarkBy(StrEnum):
    """By what answers are marked."""

    CURRENT = "current"
    """The key of the latest version, whether it is published or not."""
    ASKED = "asked"
    """That of the version that each answer was given to, which takes the others back."""
    FULL = "full"
    """Nothing that was answered: everybody has full marks."""
    STRUCK = "struck"
    """Nothing at all: the question counts for nobody."""


_BASES = {MarkBy.FULL: Basis.FULL, MarkBy.STRUCK: Basis.STRUCK}


@dataclass(frozen=True, slots=True)
class Remarked:
    """What became of the answers to one version of a question, by its number."""

    version: int
    regraded: Regraded


def ways_of(kind: QuestionKind) -> tuple[MarkBy, ...]:
    """Return how questions of a kind can be marked; what learners judge, no ruling changes.

    An essay is marked by the rubric that its markers had before them: another rubric has other
    levels, which nobody has chosen.
    """
    if kind is QuestionKind.FLASHCARD:
        return (MarkBy.CURRENT, MarkBy.ASKED)
    if kind is QuestionKind.ESSAY:
        return (MarkBy.ASKED, MarkBy.FULL, MarkBy.STRUCK)
    return tuple(MarkBy)


def mark_again(
    session: Session,
    question_id: int,
    by_key: MarkBy,
    reason: str,
    by: int,
    now: datetime,
    *,
    keeps_rulings: bool = False,
) -> Sequence[Remarked]:
    """Mark the answers to every version of a question again that are not marked so yet.

    It stands from then on: what is handed in later is marked so, too, until it is ruled otherwise.
    Returns what was marked again by version; nothing where every answer is marked so already, so
    that twice is once. With ``keeps_rulings`` full marks for all and what was struck out stay.
    Raises ValueError without a reason, and NoRuling where the kind is not marked so.
    """
    lock_learners(session, asked_learners(session, question_id))
    keys, basis = _keys(session, question_id, by_key), _basis(by_key)
    let_stand(
        session,
        differing(session, _wanted(keys, basis), keeps_rulings=keeps_rulings),
        reason,
        by,
        now,
    )
    done = _changed(
        (
            number,
            regrade(
                session,
                version_id,
                key,
                reason,
                by,
                now,
                basis=basis,
                keeps_rulings=keeps_rulings,
            ),
        )
        for number, version_id, key in keys
    )
    note_marked_again(session, changes_in(done), reason, by, now)
    return done


def would_change(
    session: Session,
    question_id: int,
    by_key: MarkBy,
    now: datetime,
    *,
    keeps_rulings: bool = False,
) -> Sequence[Remarked]:
    """Return what marking again would change by version, and change nothing. Raises NoRuling."""
    keys, basis = _keys(session, question_id, by_key), _basis(by_key)
    return _changed(
        (
            number,
            regrade(
                session,
                version_id,
                key,
                "",
                None,
                now,
                basis=basis,
                dry_run=True,
                keeps_rulings=keeps_rulings,
            ),
        )
        for number, version_id, key in keys
    )


def stands_so(session: Session, question_id: int, by_key: MarkBy) -> bool:
    """Return whether what is handed in from now on is marked so already. Raises NoRuling."""
    wanted = _wanted(_keys(session, question_id, by_key), _basis(by_key))
    return not differing(session, wanted)


def changes_in(remarked: Iterable[Remarked]) -> list[MarkChange]:
    """Return the responses whose mark is another one, of all versions."""
    changes = [change for each in remarked for change in each.regraded.changes]
    return [each for each in changes if each.before != each.after]


def _keys(session: Session, question_id: int, by_key: MarkBy) -> list[tuple[int, int, int]]:
    """Return the number and id of each version, and the id of that whose key is for it."""
    kind = QuestionKind(session.get_one(Question, question_id).kind)
    if by_key not in ways_of(kind):
        raise NoRuling(question_id)
    versions = session.execute(
        select(QuestionVersion.id, QuestionVersion.number, QuestionVersion.is_current)
        .where(QuestionVersion.question_id == question_id)
        .order_by(QuestionVersion.number)
    ).all()
    current = next(row.id for row in versions if row.is_current)
    return [(row.number, row.id, row.id if by_key is MarkBy.ASKED else current) for row in versions]


def _basis(by_key: MarkBy) -> Basis:
    return _BASES.get(by_key, Basis.KEY)


def _wanted(keys: Sequence[tuple[int, int, int]], basis: Basis) -> list[Ruled]:
    return [Ruled(version_id, key, basis) for _, version_id, key in keys]


def _changed(regraded: Iterable[tuple[int, Regraded]]) -> Sequence[Remarked]:
    return [Remarked(number, each) for number, each in regraded if each.responses]
