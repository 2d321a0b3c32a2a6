"""Item analysis by parts of a class: a later counting reads only the parts that have changed.

A part is the attempts whose ids lie between two others. Ids grow with time, so whoever hands in
joins the last part or one near it, whoever they are, and an attempt never leaves its part. What was
counted of a part is kept as whole numbers that add up (``domain/statistics/tally.py``): a part of
which anything has changed is read anew, with nothing to be taken back from what was counted before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from quizapp.db import table_of
from quizapp.domain.statistics.analysis import figures_of
from quizapp.domain.statistics.figures import Analysis
from quizapp.domain.statistics.tally import Worth, together
from quizapp.quizzes.analysis_models import AnalysisPart, QuizAnalysis
from quizapp.quizzes.item_responses import EVERY, Range, asked_of, attempts_in, counted_in
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.tally_records import Counted, counted_from_dict, counted_to_dict

ANSWERS_IN_PART = 50_000
"""About so many answers are in a part: what one hand-in costs, and a twentieth of a million."""

_LEARNERS_AT_ONCE = 5_000
_ATTEMPTS, _PARTS = table_of(Attempt), table_of(AnalysisPart)


@dataclass(frozen=True, slots=True)
class Piece:
    """What was counted of a range of attempts, which are all or some of ``part`` (its first id)."""

    part: UUID
    range: Range
    counted: Counted
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class Counting:
    """An analysis, and the parts that were read for it, which may have been cut in pieces."""

    analysis: Analysis
    read: Sequence[Piece]


def begin_parts(session: Session, quiz_id: UUID, number: int, learners: Set[int]) -> None:
    """Note that a counting reads the parts with attempts of these learners, and what waits besides.

    All attempts of a learner are meant: which of them is the first may have changed.
    """
    theirs = select(_PARTS.c.first_id).where(_PARTS.c.quiz_id == quiz_id)
    firsts = session.scalars(theirs.order_by(_PARTS.c.first_id)).all()
    if not firsts:
        row = {
            "quiz_id": quiz_id,
            "first_id": EVERY[0],
            "last_id": EVERY[1],
            "begun": number,
            "tally": {},
        }
        session.execute(insert(AnalysisPart), [row])
        return
    touched = _parts_of(session, quiz_id, firsts, learners)
    session.execute(
        update(_PARTS)
        .where(
            _PARTS.c.quiz_id == quiz_id,
            or_(_IS_TO_BE_READ, _PARTS.c.is_outdated, _PARTS.c.first_id.in_(touched)),
        )
        .values(begun=number, is_outdated=False)
    )


_IS_TO_BE_READ = or_(_PARTS.c.counted == 0, _PARTS.c.counted < _PARTS.c.begun)


def _parts_of(
    session: Session, quiz_id: UUID, firsts: Sequence[UUID], learners: Set[int]
) -> set[UUID]:
    if len(firsts) == 1 and learners:
        return {*firsts}
    found: set[UUID] = set()
    everybody = sorted(learners)
    for place in range(0, len(everybody), _LEARNERS_AT_ONCE):
        some = everybody[place : place + _LEARNERS_AT_ONCE]
        ids = session.scalars(
            select(_ATTEMPTS.c.id).where(
                _ATTEMPTS.c.quiz_id == quiz_id,
                _ATTEMPTS.c.user_id.in_(some),
                _ATTEMPTS.c.finished_at.is_not(None),
            )
        )
        found |= {firsts[bisect_right(firsts, each) - 1] for each in ids}
        if len(found) == len(firsts):
            break
    return found


def count_on(session: Session, quiz_id: UUID) -> Counting:
    """Return the analysis of a quiz, for which those parts are read that a counting has begun.

    It reads only. The common questions of all parts have to be the same; where they are others than
    they were, all are read again, as after the first new version of a question.
    """
    pieces = list(_pieces(session, quiz_id))
    whole = together(each.counted.tally for each in pieces)
    if any(_differs(each, whole.common) for each in pieces):
        pieces = [
            _read(session, quiz_id, each.part, each.range, whole.common)
            if _differs(each, whole.common)
            else each
            for each in pieces
        ]
        whole = together(each.counted.tally for each in pieces)
    keys: dict[int, int] = {}
    for each in pieces:
        for version, key in each.counted.keys.items():
            keys[version] = max(key, keys.get(version, key))
    found = figures_of(whole, asked_of(session, whole.questions(), keys))
    return Counting(found, [each for each in pieces if each.is_read])


def _pieces(session: Session, quiz_id: UUID) -> Iterator[Piece]:
    rows = session.scalars(
        select(AnalysisPart).where(AnalysisPart.quiz_id == quiz_id).order_by(AnalysisPart.first_id)
    ).all()
    within: Set[Worth] | None = None
    waiting: list[Range] = []
    for row in rows:
        if not row.is_counted:
            waiting.append((row.first_id, row.last_id))
            continue
        piece = Piece(row.first_id, (row.first_id, row.last_id), counted_from_dict(row.tally))
        if piece.counted.tally.learners:
            within = piece.counted.tally.common
        yield piece
    for part in waiting:
        for each in _cut(part, attempts_in(session, quiz_id, part)):
            piece = _read(session, quiz_id, part[0], each, within)
            if piece.counted.tally.learners:
                within = piece.counted.tally.common
            yield piece


def _cut(part: Range, attempts: Iterable[tuple[UUID, int]]) -> list[Range]:
    """Return the pieces of a part, given its attempts in order with how many answers each has."""
    firsts, answers = [part[0]], 0
    for attempt_id, length in attempts:
        if answers and answers + length > ANSWERS_IN_PART:
            firsts.append(attempt_id)
            answers = 0
        answers += length
    lasts = [UUID(int=each.int - 1) for each in firsts[1:]]
    return list(zip(firsts, [*lasts, part[1]], strict=True))


def _read(
    session: Session, quiz_id: UUID, part: UUID, wanted: Range, within: Set[Worth] | None
) -> Piece:
    return Piece(part, wanted, counted_in(session, quiz_id, wanted, within), is_read=True)


def _differs(piece: Piece, common: Set[Worth]) -> bool:
    # Of nobody there are no points in whatever questions.
    tally = piece.counted.tally
    return bool(tally.learners) and tally.common != common


def keep_parts(session: Session, quiz_id: UUID, number: int, read: Sequence[Piece]) -> None:
    """Keep what was counted of the parts that were read; the analysis has to be held.

    What was removed from one of them while it was read is removed from its pieces the next time.
    """
    parts = _PARTS.c.quiz_id == quiz_id, _PARTS.c.first_id.in_({each.part for each in read})
    outdated = set(session.scalars(select(_PARTS.c.first_id).where(*parts, _PARTS.c.is_outdated)))
    session.execute(delete(_PARTS).where(*parts))
    rows = [
        {
            "quiz_id": quiz_id,
            "first_id": each.range[0],
            "last_id": each.range[1],
            "begun": number,
            "counted": number,
            "is_outdated": each.part in outdated,
            "tally": counted_to_dict(each.counted),
        }
        for each in read
    ]
    if rows:
        session.execute(insert(AnalysisPart), rows)


def note_removal(session: Session, user_ids: Collection[int]) -> None:
    """Note that what these people handed in is about to be removed."""
    theirs = _ATTEMPTS.c.user_id.in_(user_ids)
    held = session.scalars(
        select(QuizAnalysis.quiz_id)
        .where(QuizAnalysis.quiz_id.in_(select(_ATTEMPTS.c.quiz_id).where(theirs)))
        .order_by(QuizAnalysis.quiz_id)
        # Parts are cut while their analysis is held: none may be cut between here and there.
        .with_for_update()
    ).all()
    if not held:
        return
    in_part = exists().where(
        theirs,
        _ATTEMPTS.c.quiz_id == _PARTS.c.quiz_id,
        _ATTEMPTS.c.id.between(_PARTS.c.first_id, _PARTS.c.last_id),
    )
    session.execute(
        update(_PARTS)
        .where(_PARTS.c.quiz_id.in_(held), ~_PARTS.c.is_outdated, in_part)
        .values(is_outdated=True)
    )
