"""Reading what responses earned: the current score of each, with its marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from quizapp.banks.models import QuestionVersion
from quizapp.banks.queries import AskedQuestion, asked_questions
from quizapp.banks.versions import questions_of
from quizapp.db import table_of
from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.answers import Answer, Blank, Chosen, Outcome
from quizapp.domain.certainty import Certainty, certainty_of
from quizapp.domain.questions import (
    Criterion,
    Essay,
    MultipleResponse,
    Question,
    QuestionKind,
)
from quizapp.quizzes.models import Mark, Response, Score
from quizapp.quizzes.queries import Slot, slots

REASON_UNSAID = "Why is not shown, because it may tell what is right."
"""The place of a reason for another mark, where learners do not see what is right."""

_RESPONSES, _SCORES, _MARKS = table_of(Response), table_of(Score), table_of(Mark)
_VERSIONS = table_of(QuestionVersion)
_FIRST = _SCORES.alias("first_score")
_SCORED = (
    select(
        _RESPONSES.c.id.label("response_id"),
        _RESPONSES.c.question_version_id,
        _RESPONSES.c.position,
        _RESPONSES.c.content,
        _SCORES.c.id,
        _SCORES.c.key_version_id,
        _SCORES.c.reason,
        _SCORES.c.points,
        _SCORES.c.outcome,
        _SCORES.c.rule,
        _SCORES.c.scored_at,
        exists()
        .where(_FIRST.c.response_id == _RESPONSES.c.id, _FIRST.c.reason == "")
        .label("was_given"),
        _RESPONSES.c.is_challenged,
        _RESPONSES.c.certainty,
        _VERSIONS.c.fingerprint,
        _RESPONSES.c.attempt_id,
    )
    .join_from(_RESPONSES, _SCORES, _SCORES.c.response_id == _RESPONSES.c.id)
    .join(_VERSIONS, _VERSIONS.c.id == _SCORES.c.key_version_id)
    .where(_SCORES.c.is_current)
)
_SCORED_IN = _SCORED.where(_RESPONSES.c.attempt_id == bindparam("attempt"))
_MARKED = (
    select(
        _MARKS.c.score_id,
        _MARKS.c.part,
        _MARKS.c.fact_id,
        _MARKS.c.is_right,
        _MARKS.c.is_answered,
        _MARKS.c.given,
        _MARKS.c.expected,
        _MARKS.c.note,
        _MARKS.c.confused_with,
    )
    .where(_MARKS.c.score_id.in_(bindparam("scores", expanding=True)))
    .order_by(_MARKS.c.score_id, _MARKS.c.position)
)


@dataclass(frozen=True, slots=True)
class PartResult:
    """What one part earned; the fields are those of a mark."""

    part: str
    fact_id: int
    is_right: bool
    is_answered: bool
    given: str
    expected: str
    note: str
    confused_with: str


@dataclass(frozen=True, slots=True)
class CurrentScore:
    """The score of a response that counts; ``reason`` says why, where it is not the first.

    ``was_given`` is false where nobody gave an answer: only a ruling for everybody gave it a score.
    Whether its learner objected to it says ``is_challenged``, and how sure they were of it, where
    they said so, ``certainty``.
    """

    response_id: UUID
    key_version_id: int
    fingerprint: str
    answer: Answer
    points: float
    outcome: str
    rule: str
    reason: str
    scored_at: datetime
    was_given: bool
    is_challenged: bool
    marks: tuple[PartResult, ...]
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A question after it was answered: what was asked, and the score if there is one.

    It holds no key, and its marks say neither what is expected nor anything else that would tell
    it: where what is right may be shown, it is a ``KeyedResult``. ``labels`` name the parts where
    there are several, and ``criteria`` are what an essay is marked for. ``seed``
    is what decided the order of the options that were shown. Where nothing was answered there may
    be a ``response_id`` all the same: an answer that was taken out again.
    """

    position: int
    asked_version_id: int
    bank_id: int
    wording: str
    kind: QuestionKind
    criteria: tuple[Criterion, ...]
    score: CurrentScore | None
    seed: str = ""
    response_id: UUID | None = None
    attempt_id: UUID | None = None
    worth: float = 1.0
    section: int = 0
    labels: Mapping[str, str] = field(default_factory=dict)
    context: str = ""

    @property
    def outcome(self) -> str:
        """What became of the answer, in a word."""
        return Outcome.BLANK.value if self.score is None else self.score.outcome

    @property
    def points(self) -> float:
        """What it earned, from 0 to what it is worth."""
        return 0.0 if self.score is None else self.score.points * self.worth

    @property
    def marks(self) -> tuple[PartResult, ...]:
        """The results of its parts; none where it was not answered."""
        return () if self.score is None else self.score.marks

    @property
    def answer(self) -> Answer:
        """What was answered; Blank where nothing was."""
        return Blank() if self.score is None else self.score.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedResult(Result):
    """A result of which what is right may be shown, too.

    ``key`` is the wording whose key was used: the one ``asked``, unless it was marked again.
    """

    asked: Question
    key: AskedQuestion


def results(
    session: Session, attempt_id: UUID, user_id: int, *, for_teacher: bool = False
) -> list[Result]:
    """Return every question of a learner's attempt with its score, in order.

    Those of which learners do not see what is right have no key, unless they are ``for_teacher``.
    Raises UnknownAttempt.
    """
    rows = session.execute(_SCORED_IN, {"attempt": attempt_id}).all()
    places = slots(session, attempt_id, user_id)
    return _joined(session, places, rows, for_teacher=for_teacher)


def result_at(session: Session, place: Slot) -> Result:
    """Return the question at one place of an attempt with its score."""
    here = (_RESPONSES.c.attempt_id == place.attempt_id, _RESPONSES.c.position == place.position)
    return _joined(session, [place], session.execute(_SCORED.where(*here)).all())[0]


def _joined(
    session: Session, places: Sequence[Slot], rows: Sequence[Any], *, for_teacher: bool = False
) -> list[Result]:
    scores = _with_marks(session, rows)
    shown = {place.version_id: place.fingerprint for place in places}
    keys = {
        place.position: (score.key_version_id, score.fingerprint)
        if (score := scores.get(place.position))
        else (place.version_id, place.fingerprint)
        for place in places
    }
    questions = questions_of(session, shown)
    asked = asked_questions(session, dict(keys.values()))
    joined: list[Result] = []
    for place in places:
        key, score = asked[keys[place.position][0]], scores.get(place.position)
        keyed = _keyed(place.position, place.version_id, questions[place.version_id], key, score)
        result = keyed if place.shows_key or for_teacher else _without_key(keyed)
        joined.append(
            replace(
                result,
                seed=place.seed,
                response_id=place.response_id,
                attempt_id=place.attempt_id,
                worth=place.worth,
                section=place.section,
            )
        )
    return joined


def _keyed(
    position: int,
    version_id: int,
    asked: Question,
    key: AskedQuestion,
    score: CurrentScore | None,
) -> KeyedResult:
    return KeyedResult(
        position,
        version_id,
        key.bank_id,
        asked.wording,
        asked.kind,
        asked.criteria if isinstance(asked, Essay) else (),
        score,
        context=asked.context,
        asked=asked,
        key=key,
    )


def _without_key(result: KeyedResult) -> Result:
    question, score = result.key.question, result.score
    if score is not None:
        score = replace(
            score,
            marks=own_marks(question, score.answer, score.outcome, score.marks),
            reason=unsaid_reason(result.kind, score.reason),
        )
    # The parts of a question with several right options are these options.
    has_labels = not isinstance(question, MultipleResponse)
    return Result(
        result.position,
        result.asked_version_id,
        result.bank_id,
        result.wording,
        result.kind,
        result.criteria,
        score,
        labels={part.name: part.label for part in question.parts} if has_labels else {},
        context=result.context,
    )


def unsaid_reason(kind: QuestionKind, reason: str) -> str:
    """Return what stands in the place of a reason for another mark that may tell what is right."""
    # Of an essay nothing is right or wrong.
    return reason if not reason or kind is QuestionKind.ESSAY else REASON_UNSAID


def own_marks(
    question: Question, answer: Answer, outcome: str, marks: Sequence[PartResult]
) -> tuple[PartResult, ...]:
    """Return marks that say what was given, and whether it is right: nothing that is expected."""
    marks = tuple(replace(each, expected="", note="", confused_with="") for each in marks)
    if not isinstance(question, MultipleResponse) or not marks:
        return marks
    # One for each right option would tell how many there are, and which were missed.
    ticked = answer.options if isinstance(answer, Chosen) else ()
    given = " · ".join(sorted(each.text for each in question.options if each.id in ticked))
    is_right = outcome == Outcome.RIGHT
    return (replace(marks[0], part="", given=given, is_right=is_right, is_answered=bool(ticked)),)


def study_result(
    session: Session, response_id: UUID, user_id: int, bank_id: int
) -> KeyedResult | None:
    """Return a learner's own answer to a card of a bank, with its score."""
    rows = session.execute(
        _SCORED.where(
            _RESPONSES.c.id == response_id,
            _RESPONSES.c.user_id == user_id,
            _RESPONSES.c.attempt_id.is_(None),
        )
    ).all()
    if not rows:
        return None
    row = rows[0]
    score = _with_marks(session, rows)[row.position]
    key = asked_questions(session, {score.key_version_id: score.fingerprint})[score.key_version_id]
    if key.bank_id != bank_id:
        return None
    shown = session.get_one(QuestionVersion, row.question_version_id)
    asked = questions_of(session, {shown.id: shown.fingerprint})[shown.id]
    return replace(_keyed(1, shown.id, asked, key, score), response_id=response_id)


def results_of(
    session: Session, response_ids: Sequence[UUID], *, for_teacher: bool = False
) -> list[Result]:
    """Return answers of any attempts, and to cards, in the order given, numbered by it from 1.

    They have no key unless they are ``for_teacher``. What has no score is left out.
    """
    if not response_ids:
        return []
    found = session.execute(_SCORED.where(_RESPONSES.c.id.in_(response_ids))).all()
    rows = {row.response_id: row for row in found}
    scores = _scores(session, found)
    shown = dict(
        session.execute(
            select(_VERSIONS.c.id, _VERSIONS.c.fingerprint).where(
                _VERSIONS.c.id.in_({row.question_version_id for row in found})
            )
        ).all()
    )
    questions = questions_of(session, shown)
    asked = asked_questions(session, {row.key_version_id: row.fingerprint for row in found})
    joined: list[Result] = []
    for number, row in enumerate((rows[each] for each in response_ids if each in rows), 1):
        version_id, score = row.question_version_id, scores[row.response_id]
        key = asked[row.key_version_id]
        keyed = _keyed(number, version_id, questions[version_id], key, score)
        joined.append(
            replace(
                keyed if for_teacher else _without_key(keyed),
                seed=_seed(row),
                response_id=row.response_id,
                attempt_id=row.attempt_id,
            )
        )
    return joined


def _seed(row: Any) -> str:
    """Return what decided the order of the options: as in ``Slot``, or as of a card."""
    of_card = row.attempt_id is None
    return str(row.response_id) if of_card else f"{row.attempt_id}/{row.position}"


def _with_marks(session: Session, rows: Sequence[Any]) -> Mapping[int | None, CurrentScore]:
    """Return the scores of one attempt, or of one card, by position."""
    scores = _scores(session, rows)
    return {row.position: scores[row.response_id] for row in rows}


def _scores(session: Session, rows: Sequence[Any]) -> Mapping[UUID, CurrentScore]:
    """Return the scores of responses, by these."""
    marks: dict[UUID, list[PartResult]] = {row.id: [] for row in rows}
    for score_id, *rest in session.execute(_MARKED, {"scores": list(marks)}):
        marks[score_id].append(PartResult(*rest))
    return {
        row.response_id: CurrentScore(
            row.response_id,
            row.key_version_id,
            row.fingerprint,
            decode_answer(row.content),
            row.points,
            row.outcome,
            row.rule,
            row.reason,
            row.scored_at,
            row.was_given,
            row.is_challenged,
            tuple(marks[row.id]),
            certainty_of(row.certainty),
        )
        for row in rows
    }
