"""Reading memories: what to study next, what is due, what is known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact, Question, QuestionPart, QuestionVersion
from quizapp.banks.queries import AskedQuestion, asked_question
from quizapp.domain import scheduling
from quizapp.domain.facts import FactStatus
from quizapp.domain.questions import KINDS, QuestionStatus
from quizapp.domain.scheduling import (
    DayLoad,
    Form,
    Rating,
    State,
    Strength,
    form_for,
    memory_key,
    strength_of,
    study_order,
)
from quizapp.domain.scheduling.planning import FORECAST_DAYS
from quizapp.memory.log import Learner, events_of, memories
from quizapp.memory.models import Memory, Review, ReviewUndo
from quizapp.quizzes.models import Response
from quizapp.quizzes.queries import card
from quizapp.quizzes.results import study_result

SOON = timedelta(minutes=20)
"""A learning step that ends within this is told as coming again soon."""

LOOK_AHEAD = 50
"""How many due facts are weighed against each other to find the most urgent one."""

RECOGNITION = frozenset(kind for kind, cls in KINDS.items() if cls.shows_answer)
"""The kinds that show the answer among others; all others ask to recall it."""

_NOBODY = UUID(int=0)

_ASKABLE = and_(
    Fact.status == FactStatus.APPROVED.value,
    Question.status == QuestionStatus.PUBLISHED.value,
    QuestionVersion.is_current,
)

# What was retired is remembered, but no longer due: nothing could be asked about it.
_STILL_ASKED = (
    select(QuestionPart.fact_id)
    .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
    .join(Question, Question.id == QuestionVersion.question_id)
    .join(Fact, Fact.id == QuestionPart.fact_id)
    .where(QuestionPart.fact_id == Memory.fact_id, _ASKABLE)
    .correlate(Memory)
    .exists()
)


@dataclass(frozen=True, slots=True)
class StudyLoad:
    """How much there is to study now; ``again`` counts the facts whose learning step ends soon.

    ``done`` counts the facts that were reviewed today and do not come again soon; ``begun`` those
    that were reviewed today and do: they are among the due ones or those that come again.
    """

    due: int
    new: int
    again: int = 0
    done: int = 0
    begun: int = 0

    @property
    def progress(self) -> float:
        """How many facts' work is done of ``total`` and ``done``: what was begun is half done.

        So the first answer to a new fact is seen, though it comes again in a minute, and nothing
        that was answered is taken off when that minute is over.
        """
        return self.done + self.begun / 2

    @property
    def total(self) -> int:
        """All that study would ask before nothing comes again soon."""
        return self.due + self.new + self.again


@dataclass(frozen=True, slots=True)
class StudyCard:
    """What to study next: a fact, the question that asks for it, and the memory it has."""

    fact_id: int
    asked: AskedQuestion
    memory: scheduling.Memory | None
    strength: Strength


def due_count(
    session: Session, user_id: int, now: datetime, bank_ids: Collection[int] | None = None
) -> int:
    """Return how many facts, in these banks or all, are due and can still be asked."""
    statement = (
        select(func.count())
        .select_from(Memory)
        .where(Memory.user_id == user_id, Memory.due <= now, _STILL_ASKED)
    )
    if bank_ids is not None:
        statement = statement.where(Memory.bank_id.in_(bank_ids))
    return session.scalar(statement) or 0


def study_load(
    session: Session, learner: Learner, bank_id: int, new_per_day: int, now: datetime
) -> StudyLoad:
    """Return how many facts of a bank are due, are new for today, and come again in a moment."""
    today = learner.calendar.start(learner.calendar.day(now))
    is_due = Memory.due <= now
    comes_again = and_(Memory.due <= now + SOON, Memory.state != State.REVIEW, ~is_due)
    was_asked = Memory.last_review_at >= today
    comes_today = or_(is_due, comes_again)
    due, again, done, begun = session.execute(
        select(
            func.count().filter(is_due),
            func.count().filter(comes_again),
            func.count().filter(was_asked, ~comes_today),
            func.count().filter(was_asked, comes_today),
        ).where(
            Memory.user_id == learner.id,
            Memory.bank_id == bank_id,
            or_(Memory.due <= now + SOON, Memory.last_review_at >= today),
            _STILL_ASKED,
        )
    ).one()
    left = _new_left(session, learner, new_per_day, now)
    return StudyLoad(due, len(_new_facts(session, learner.id, bank_id, left)), again, done, begun)


def next_card(
    session: Session, learner: Learner, bank_id: int, new_per_day: int, now: datetime
) -> StudyCard | None:
    """Return what to study next in a bank: due facts first, then new ones; None when done."""
    known = _most_urgent(session, learner.id, bank_id, now)
    left = _new_left(session, learner, new_per_day, now)
    order = study_order(
        known,
        _new_facts(session, learner.id, bank_id, left),
        now=now,
        calendar=learner.calendar,
        new_limit=left,
    )
    for fact_id in order:
        memory = known.get(fact_id)
        asked = _question_for(session, learner, fact_id, memory)
        if asked is not None:
            strength = strength_of(memory, now, calendar=learner.calendar)
            return StudyCard(fact_id, asked, memory, strength)
    return None


def same_card(
    session: Session, learner: Learner, bank_id: int, version_id: int, now: datetime
) -> StudyCard | None:
    """Return a card that was shown before, to be shown again; None when it was withdrawn."""
    asked = card(session, bank_id, version_id)
    if asked is None:
        return None
    fact_id = next(iter(asked.fact_ids.values()))
    memory = memories(session, learner.id, [fact_id]).get(fact_id)
    return StudyCard(fact_id, asked, memory, strength_of(memory, now, calendar=learner.calendar))


def taken_back(
    session: Session, learner: Learner, bank_id: int, response_id: UUID, now: datetime
) -> StudyCard | None:
    """Return the card whose answer the learner took back, until it is answered anew."""
    undone_at = session.scalar(select(ReviewUndo.at).where(ReviewUndo.response_id == response_id))
    given = study_result(session, response_id, learner.id, bank_id)
    if undone_at is None or given is None:
        return None
    found = same_card(session, learner, bank_id, given.asked_version_id, now)
    if found is None or (found.memory is not None and found.memory.last_review >= undone_at):
        return None
    return found


def next_due(session: Session, user_id: int, bank_id: int) -> datetime | None:
    """Return when the next fact of a bank falls due, if the learner has met any."""
    return session.scalar(
        select(Memory.due)
        .where(Memory.user_id == user_id, Memory.bank_id == bank_id, _STILL_ASKED)
        .order_by(Memory.due)
        .limit(1)
    )


def grade_previews(
    learner: Learner, fact_id: int, memory: scheduling.Memory | None, now: datetime
) -> dict[Rating, timedelta]:
    """Return how long it would be until the fact is asked again, for each grade."""
    # A server's clock may be set back; a preview must not fail for that.
    if memory is not None:
        now = max(now, memory.last_review)
    previews = {}
    for rating in Rating:
        review = scheduling.Review(_NOBODY, now, rating)
        after = scheduling.update(
            memory, review, key=memory_key(learner.id, fact_id), calendar=learner.calendar
        )
        previews[rating] = after.due - now
    return previews


def forecast(
    session: Session, learner: Learner, now: datetime, bank_ids: Collection[int] | None = None
) -> tuple[DayLoad, ...]:
    """Return how many facts fall due on each of the learner's next days, today first."""
    end = learner.calendar.start(learner.calendar.day(now) + timedelta(days=FORECAST_DAYS))
    statement = select(Memory.due).where(
        Memory.user_id == learner.id, Memory.due < end, _STILL_ASKED
    )
    if bank_ids is not None:
        statement = statement.where(Memory.bank_id.in_(bank_ids))
    due = session.scalars(statement)
    return scheduling.forecast(due, now=now, calendar=learner.calendar, days=FORECAST_DAYS)


def strengths(
    session: Session, learner: Learner, now: datetime, bank_id: int | None = None
) -> dict[int, Strength]:
    """Return how well each fact that was ever answered is remembered now, by fact id."""
    statement = select(Memory).where(Memory.user_id == learner.id)
    if bank_id is not None:
        statement = statement.where(Memory.bank_id == bank_id)
    return {
        row.fact_id: strength_of(_value(row), now, calendar=learner.calendar)
        for row in session.scalars(statement)
    }


def answers_since(session: Session, user_id: int, moment: datetime) -> int:
    """Return how many questions a learner has answered since a moment, not taken back.

    What is entered in a quiz that is not handed in yet is answered too; what was taken out again
    there is not, but a card that was given up is.
    """
    undone = select(ReviewUndo.response_id).where(ReviewUndo.response_id == Response.id)
    statement = select(func.count(Response.id)).where(
        Response.user_id == user_id,
        Response.received_at >= moment,
        or_(~Response.is_blank, Response.attempt_id.is_(None)),
        ~undone.exists(),
    )
    return session.scalar(statement) or 0


def has_reviews(session: Session, user_id: int) -> bool:
    """Whether a learner has ever answered anything."""
    return session.scalar(select(Review.id).where(Review.user_id == user_id).limit(1)) is not None


def why_due(session: Session, learner: Learner, fact_id: int) -> scheduling.Explanation | None:
    """Return what the newest review of a fact did, which is why it is due when it is."""
    return scheduling.explain_latest(
        events_of(session, learner.id, [fact_id]).get(fact_id, []),
        key=memory_key(learner.id, fact_id),
        calendar=learner.calendar,
    )


def _value(row: Memory) -> scheduling.Memory:
    return scheduling.Memory(
        State(row.state),
        row.step,
        row.stability,
        row.difficulty,
        row.due,
        row.last_review_at,
        row.reps,
        row.lapses,
        row.last_day,
        row.stability_fast,
    )


def _most_urgent(
    session: Session, user_id: int, bank_id: int, now: datetime
) -> dict[int, scheduling.Memory]:
    """Return the facts to choose from: those in learning steps, whose waits are minutes, first.

    However long the backlog is, what was missed a moment ago is among them.
    """
    rows = session.scalars(
        select(Memory)
        .where(
            Memory.user_id == user_id,
            Memory.bank_id == bank_id,
            Memory.due <= now,
            _STILL_ASKED,
        )
        .order_by(case((Memory.state == State.REVIEW, 1), else_=0), Memory.due)
        .limit(LOOK_AHEAD)
    )
    return {row.fact_id: _value(row) for row in rows}


def met_today(session: Session, learner: Learner, now: datetime) -> int:
    """Return how many facts the learner has met for the first time today, in whatever bank."""
    today = learner.calendar.start(learner.calendar.day(now))
    statement = (
        select(func.count())
        .select_from(Memory)
        .where(Memory.user_id == learner.id, Memory.first_review_at >= today)
    )
    return session.scalar(statement) or 0


def _new_left(session: Session, learner: Learner, new_per_day: int, now: datetime) -> int:
    """Return how many new facts the learner may still meet today."""
    return max(0, new_per_day - met_today(session, learner, now))


def _new_facts(session: Session, user_id: int, bank_id: int, limit: int) -> Sequence[int]:
    """Return facts that the learner has never answered and that a question asks for.

    One of each topic after the other: mixed topics are remembered longer.
    """
    asked = (
        select(QuestionPart.fact_id)
        .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(QuestionPart.fact_id == Fact.id, _ASKABLE)
    )
    # Places within the topic count what is known already: what is left does not begin anew.
    place = func.row_number().over(partition_by=Fact.topic_id, order_by=Fact.position)
    facts = (
        select(Fact.id, Fact.position, place.label("place"))
        .where(Fact.bank_id == bank_id, asked.exists())
        .subquery()
    )
    met = select(Memory.fact_id).where(Memory.user_id == user_id, Memory.fact_id == facts.c.id)
    statement = (
        select(facts.c.id)
        .where(~met.exists())
        .order_by(facts.c.place, facts.c.position)
        .limit(limit)
    )
    return session.scalars(statement).all()


def has_new_facts(session: Session, user_id: int, bank_id: int) -> bool:
    """Whether a bank has facts that a learner has never answered, however many a day they want."""
    return bool(_new_facts(session, user_id, bank_id, 1))


def _question_for(
    session: Session, learner: Learner, fact_id: int, memory: scheduling.Memory | None
) -> AskedQuestion | None:
    """Return the question to ask for a fact: recognition while weak, recall when strong.

    Questions about this fact alone go before those that ask for others too. Several take turns by
    the number of reviews: a reload shows the same card, and none comes twice in a row.
    """
    parts = (
        select(func.count())
        .where(QuestionPart.question_version_id == QuestionVersion.id)
        .correlate(QuestionVersion)
        .scalar_subquery()
    )
    rows = session.execute(
        select(QuestionVersion.id, QuestionVersion.fingerprint, Question.kind, parts.label("parts"))
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(QuestionPart, QuestionPart.question_version_id == QuestionVersion.id)
        .join(Fact, Fact.id == QuestionPart.fact_id)
        .where(QuestionPart.fact_id == fact_id, _ASKABLE)
        .order_by(QuestionVersion.id)
    ).all()
    if not rows:
        return None
    wanted = form_for(memory)
    fitting = [row for row in rows if _form(row.kind) is wanted] or list(rows)
    alone = [row for row in fitting if row.parts == 1] or fitting
    Random(f"{learner.id}/{fact_id}").shuffle(alone)
    chosen = alone[(0 if memory is None else memory.reps) % len(alone)]
    return asked_question(session, chosen.id, chosen.fingerprint)


def _form(kind: str) -> Form:
    return Form.RECOGNITION if kind in RECOGNITION else Form.RECALL
