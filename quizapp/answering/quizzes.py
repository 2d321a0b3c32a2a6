"""Taking a quiz: what is entered is saved at once, and handed in in the end.

Where results are shown after each question, an answer is final once it was checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizapp.answering.ending import refusal
from quizapp.answering.errors import Fault, OutOfTurn, TimeIsUp
from quizapp.answering.forms import (
    Form,
    certainty_in,
    is_overtaken,
    is_untouched,
    replaces_unseen,
)
from quizapp.answering.left import ALL_DONE, Left, left_to_do
from quizapp.answering.scoring import Given, score
from quizapp.answering.standing_rulings import apply_standing
from quizapp.answering.times import moment_of
from quizapp.banks.models import QuestionVersion
from quizapp.banks.queries import asked_questions
from quizapp.clock import new_id
from quizapp.domain.answer_codec import decode_answer, encode_answer
from quizapp.domain.answer_forms import read_answer, shown_digest
from quizapp.domain.answers import Answer, Blank, Malformed, Oversized
from quizapp.domain.certainty import Certainty, certainty_of
from quizapp.domain.questions import Question
from quizapp.memory.held import hold
from quizapp.memory.log import Learner
from quizapp.quizzes.deadlines import is_nearly_up, is_up, terms_of
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.models import Attempt, EndedBy, Response, Score
from quizapp.quizzes.queries import Slot, questions_in, slot, slots
from quizapp.quizzes.release import OVER, over, withheld_attempts
from quizapp.quizzes.responses import Entered, add_responses, revise_responses
from quizapp.quizzes.services import finish

CHANGED = "Changed before it was handed in."
"""Why a response that earlier versions scored at once has a second score."""

Faults = tuple[tuple[int, Fault], ...]


class Sent(NamedTuple):
    """An answer that was sent for a question of a quiz and could be read, and how sure it is."""

    place: Slot
    question: Question
    form: Form
    answer: Answer
    certainty: Certainty | None

    @property
    def is_stored(self) -> bool:
        """Whether it is what is stored already."""
        if self.certainty != self.place.certainty:
            return False
        if isinstance(self.answer, Blank):
            return not self.place.is_answered
        return self.place.content == encode_answer(self.answer)

    @property
    def replaces_unseen(self) -> bool:
        """Whether another answer was stored that the page which sent this one had not shown."""
        return not self.is_stored and replaces_unseen(self.form, self.question, self.place)

    def is_overtaken(self, now: datetime) -> bool:
        """Whether something newer is stored that its page had not shown."""
        moment = moment_of(self.form, self.place.started_at, now)
        return is_overtaken(self.form, self.question, moment, self.place)

    @property
    def comes_after_check(self) -> bool:
        """Whether it is another answer than the one that was checked, which is final."""
        return self.place.is_checked and not self.is_stored


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save, for an attempt of so many questions (``length``).

    ``answers`` are stored as they were sent, by position; ``faults`` could not be read. Answers to
    ``checked`` positions are final, so that another one sent for them was not taken. Answers in
    ``replaced`` positions took the place of others that their page had not shown. Its
    ``deadline_at`` may have moved since its page was drawn, or its time stands still with so many
    seconds left (``paused_left``). The learner is at ``reached`` where it goes forward only.
    """

    answers: Mapping[int, Sent]
    faults: Faults
    length: int
    checked: tuple[int, ...] = ()
    replaced: tuple[int, ...] = ()
    deadline_at: datetime | None = None
    paused_left: int | None = None
    reached: int | None = None

    @property
    def seen(self) -> dict[int, str]:
        """What a page that shows these answers says that it shows."""
        return {
            position: shown_digest(sent.question, sent.place.seed, sent.answer, sent.certainty)
            for position, sent in self.answers.items()
        }


@dataclass(frozen=True, slots=True)
class HandIn:
    """What became of a hand-in.

    ``is_done`` says that the attempt is over; else ``faults`` could not be read, or it was to be
    asked first and something is ``left``. ``is_late`` says that it was over before and that what
    was brought does not count. ``out_of_time`` says that its deadline has ended it, and
    ``goes_on`` that a page took the time for over while there is more.
    """

    is_done: bool
    faults: Faults = ()
    left: Left = ALL_DONE
    is_late: bool = False
    out_of_time: bool = False
    goes_on: bool = False


def save(
    session: Session,
    learner: Learner,
    attempt_id: UUID,
    forms: Mapping[int, Form],
    now: datetime,
) -> Saved:
    """Store what is entered for some questions of a quiz, in the place of what was there.

    Empty fields take an answer out again. What nobody touched on an older page, and what something
    newer overtook on its way, leaves what is stored, and so does what was checked. What can be read
    is stored, whatever else was sent.
    Raises UnknownAttempt; and AttemptFinished after the hand-in, TimeIsUp after the deadline and
    its grace, or OutOfTurn for a question that was passed or is to come, unless nothing would
    change.
    """
    lock_learner(session, learner.id)
    places = _places(session, attempt_id, learner.id, forms)
    read, faults = _read(session, places, forms)
    refused = refusal(places[0], now)
    if refused is not None:
        if faults or _differ(read):
            raise refused
        stored: Sequence[Sent] = read
        checked: tuple[int, ...] = ()
        replaced: tuple[int, ...] = ()
    else:
        _refuse_out_of_turn(places, read, faults, now)
        stored = _store(session, learner, read, now)
        faults, unreadable = _apart(places, faults)
        late = {sent.place.position for sent in read if sent.comes_after_check}
        checked = tuple(sorted(late | unreadable))
        replaced = tuple(sent.place.position for sent in stored if sent.replaces_unseen)
    answers = {sent.place.position: sent for sent in stored}
    return Saved(
        answers,
        faults,
        places[0].length,
        checked,
        replaced,
        places[0].deadline_at,
        places[0].paused_left,
        places[0].reached,
    )


def hand_in(
    session: Session,
    learner: Learner,
    attempt_id: UUID,
    forms: Mapping[int, Form],
    now: datetime,
    *,
    ask: bool = False,
    by_clock: bool = False,
    ended_by: EndedBy = EndedBy.LEARNER,
) -> HandIn:
    """Store what is entered and end the attempt: responses are final from now on, and scored.

    What cannot be read keeps it from ending, and so do answers that are empty in whole or in part,
    and flags, where it is to ``ask``; what can be read is stored all the same.
    A second time changes nothing. What a page sends because the time is over by its own clock
    (``by_clock``) ends the attempt only if that is so. Before its deadline it is ``ended_by`` its
    learner, unless somebody hands it in for them.
    From its deadline on nothing keeps it from ending, and after the grace nothing is stored.
    Raises UnknownAttempt; and OutOfTurn as a save does, unless its time is over.
    """
    lock_learner(session, learner.id)
    places = slots(session, attempt_id, learner.id)
    read, faults = _read(session, [each for each in places if each.position in forms], forms)
    refused = refusal(places[0], now)
    is_late = refused is not None and (bool(faults) or _differ(read))
    out_of_time = isinstance(refused, TimeIsUp)
    if places[0].finished_at is not None:
        return HandIn(is_done=True, is_late=is_late, out_of_time=out_of_time)
    deadline = places[0].deadline_at
    is_last = is_up(deadline, now)
    if refused is None:
        if not is_last:
            _refuse_out_of_turn(places, read, faults, now)
        _store(session, learner, read, now)
    faults, _ = _apart(places, faults)
    if faults and not is_last:
        return HandIn(is_done=False, faults=faults)
    if by_clock and not is_nearly_up(deadline, now):
        return HandIn(is_done=False, goes_on=True)
    if ask and not is_last:
        left = left_to_do(session, places, {sent.place.position: sent.answer for sent in read})
        if not left.is_nothing:
            return HandIn(is_done=False, left=left)
    _score(session, learner, attempt_id, now, is_preview=places[0].is_preview)
    if deadline is not None and is_last:
        ended = session.get_one(Attempt, attempt_id)
        finish(session, attempt_id, deadline, terms_of(session, ended).ended_by, now)
        session.expire(ended)
    else:
        finish(session, attempt_id, now, ended_by)
    if not places[0].is_preview and any(each.is_ruled for each in places):
        apply_standing(session, learner, attempt_id, now)
    return HandIn(is_done=True, is_late=is_late, out_of_time=out_of_time)


def _apart(places: Sequence[Slot], faults: Faults) -> tuple[Faults, set[int]]:
    """Return the faults that are to be mended, and the positions of those that come too late."""
    checked = {place.position for place in places if place.is_checked}
    return (
        tuple((position, fault) for position, fault in faults if position not in checked),
        checked & {position for position, _ in faults},
    )


def _places(
    session: Session, attempt_id: UUID, user_id: int, forms: Mapping[int, Form]
) -> list[Slot]:
    """Return the places that forms are for; one at a time is the common case."""
    if len(forms) == 1:
        return [slot(session, attempt_id, next(iter(forms)), user_id)]
    places = slots(session, attempt_id, user_id)
    return [each for each in places if each.position in forms] or places[:1]


def _read(
    session: Session, places: Sequence[Slot], forms: Mapping[int, Form]
) -> tuple[list[Sent], Faults]:
    """Return the answers that can be read, and what is wrong with the others.

    What is as its page was drawn, while something else is stored by now, says nothing.
    """
    wanted = [place for place in places if place.position in forms]
    questions = questions_in(session, wanted)
    read: list[Sent] = []
    faults: list[tuple[int, Fault]] = []
    for place in wanted:
        question, form = questions[place.version_id], forms[place.position]
        answer = read_answer(question, place.seed, form)
        if isinstance(answer, Malformed | Oversized):
            faults.append((place.position, answer))
            continue
        certainty = certainty_in(form, place)
        sent = Sent(place, question, form, answer, certainty)
        if sent.is_stored or not is_untouched(form, question, place.seed, answer, certainty):
            read.append(sent)
    return read, tuple(faults)


def _store(
    session: Session, learner: Learner, read: Sequence[Sent], now: datetime
) -> Sequence[Sent]:
    """Store answers; return those that are stored now: all that nothing newer has overtaken."""
    fresh: list[Entered] = []
    changed: list[Entered] = []
    stored: list[Sent] = []
    for sent in read:
        place, question, form, answer, certainty = sent
        if sent.comes_after_check:
            continue
        if not sent.is_stored:
            moment = moment_of(form, place.started_at, now)
            if not place.is_in_turn or is_overtaken(form, question, moment, place):
                continue
            entered = Entered(
                place.response_id or new_id(),
                place.version_id,
                answer,
                moment,
                place.attempt_id,
                place.position,
                certainty,
            )
            (fresh if place.response_id is None else changed).append(entered)
        stored.append(sent)
    add_responses(session, learner.id, fresh)
    revise_responses(session, changed)
    return stored


def _refuse_out_of_turn(
    places: Sequence[Slot], read: Sequence[Sent], faults: Faults, now: datetime
) -> None:
    """Refuse what would change a question that was passed, or answer one that is to come."""
    changed = {position for position, _ in faults}
    changed |= {
        sent.place.position for sent in read if not (sent.is_stored or sent.is_overtaken(now))
    }
    for place in places:
        if place.reached is not None and not place.is_in_turn and place.position in changed:
            raise OutOfTurn(place.attempt_id, place.position, place.reached)


def _differ(read: Sequence[Sent]) -> bool:
    """Whether something that is not blank was sent that is not what is stored."""
    return any(not isinstance(sent.answer, Blank) and not sent.is_stored for sent in read)


def _score(
    session: Session, learner: Learner, attempt_id: UUID, now: datetime, *, is_preview: bool
) -> None:
    """Score every response of an attempt that has none yet, or one from before it was changed."""
    rows = session.execute(_SCORED, {"attempt": attempt_id, "over": over(now)}).all()
    asked = asked_questions(session, {row.question_version_id: row.fingerprint for row in rows})
    first = [row for row in rows if row.score_id is None and not row.is_blank]
    # Earlier versions scored one-by-one answers at once; those may have been changed since.
    again = [row for row in rows if row.score_id is not None and row.received_at > row.scored_at]
    is_held = not is_preview and any(row.is_withheld for row in rows)
    if is_held:
        hold(session, attempt_id, now)
    for group, reason in ((first, ""), (again, CHANGED)):
        given = [
            Given(
                row.id,
                row.question_version_id,
                decode_answer(row.content),
                row.answered_at,
                certainty=certainty_of(row.certainty),
            )
            for row in group
        ]
        how = {"is_preview": is_preview, "is_held": is_held}
        score(session, learner, asked, given, now, reason=reason, **how)


# Built once: to build it takes longer than to run it.
_SCORED = (
    select(
        Response.id,
        Response.question_version_id,
        QuestionVersion.fingerprint,
        Response.content,
        Response.is_blank,
        Response.answered_at,
        Response.certainty,
        Score.id.label("score_id"),
        Score.scored_at,
        Response.received_at,
        withheld_attempts(OVER)
        .where(Attempt.id == bindparam("attempt"))
        .exists()
        .label("is_withheld"),
    )
    .join(QuestionVersion, QuestionVersion.id == Response.question_version_id)
    .outerjoin(Score, (Score.response_id == Response.id) & Score.is_current)
    .where(Response.attempt_id == bindparam("attempt"))
    .order_by(Response.position)
)
