"""The pages on which the questions of a quiz are answered, and shown again once checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import abort, render_template, url_for

from quizapp.answering.errors import Fault, OutOfTurn
from quizapp.answering.forms import CERTAINTY
from quizapp.answering.quizzes import Faults
from quizapp.clock import now
from quizapp.db import db
from quizapp.domain.answer_forms import answer_fields
from quizapp.domain.answers import Outcome, Oversized
from quizapp.domain.grading import leaves_parts_open
from quizapp.domain.questions import Question
from quizapp.quizzes import queries
from quizapp.quizzes.models import Attempt, Feedback, Layout
from quizapp.quizzes.queries import Slot
from quizapp.quizzes.results import result_at
from quizapp.quizzes.sealing import books_of, seal_on_version
from quizapp.quizzes.sections import beginnings
from quizapp.quizzes.shortage import why_shorter
from quizapp.web.answer_pages import answered_questions
from quizapp.web.closed_book import keep_closed
from quizapp.web.quizzes.forms import Answers, as_of, as_typed
from quizapp.web.quizzes.lookup import banks_shown, has_lost_keys
from quizapp.web.quizzes.sections_shown import section_at, sections_of


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a page is shown again: what could not be read, or what is open where practice ends."""

    typed: Answers = field(default_factory=dict)
    problems: Mapping[int, str] = field(default_factory=dict)
    empty: tuple[int, ...] = ()
    partly: tuple[int, ...] = ()
    asked: bool = False
    """Whether it was asked about what is empty, so that the same again is meant."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is in a quiz of single questions, by position.

    ``outcomes`` are those of the questions that were checked; of the others some are ``answered``,
    and of these some only ``partly``. Any of them may be ``flagged``.
    """

    outcomes: Mapping[int, str]
    answered: frozenset[int]
    partly: frozenset[int]
    flagged: frozenset[int]
    total: int

    @property
    def whole(self) -> int:
        """How many questions that were not checked are answered in full."""
        return len(self.answered - self.partly)

    def besides(self, position: int) -> tuple[int, int]:
        """Return how many others than a question are answered in full, and how many only partly."""
        partly = self.partly - {position}
        return len(self.answered - {position} - partly), len(partly)

    @property
    def right(self) -> int:
        """How many of those that were checked are fully right."""
        return sum(each == Outcome.RIGHT for each in self.outcomes.values())

    def following(self, position: int) -> int | None:
        """Return the next position that was not checked, from here to the end and then around."""
        left = [each for each in range(1, self.total + 1) if each not in self.outcomes]
        return next((each for each in left if each > position), left[0] if left else None)


def whole_page(going: Attempt, refused: Refused | None = None) -> str:
    """Return all questions of a quiz on one page."""
    session = db.session()
    moment = now()
    places = queries.slots(session, going.id, going.user_id)
    banks = banks_shown(going)
    return render_template(
        "quizzes/page.html",
        banks=banks,
        attempt=going,
        questions=queries.asked_in(session, places),
        given=_given(places, refused, queries.questions_in(session, places)),
        problems=refused.problems if refused else {},
        is_weighted=_is_weighted(places),
        answered={each.position for each in places if each.is_answered},
        flagged={each.position for each in places if each.is_flagged},
        as_of=as_of(moment),
        shorter=why_shorter(session, going, [each.id for each in banks]),
        begins=beginnings(sections_of(going), ((each.position, each.section) for each in places)),
    )


def one_question(going: Attempt, position: int, refused: Refused | None = None) -> str:
    """Return one question of a quiz: to be answered or, where it was checked, with its result.

    Raises OutOfTurn where the quiz goes forward only and the learner is at another one.
    """
    session = db.session()
    moment = now()
    places = queries.slots(session, going.id, going.user_id)
    if not 1 <= position <= len(places):
        abort(404)
    here = places[position - 1]
    if going.finished_at is None and here.reached is not None and not here.is_in_turn:
        raise OutOfTurn(going.id, position, here.reached)
    if here.is_checked:
        if has_lost_keys(going):
            abort(404)
        closed = books_of(session, going.user_id, moment)
        keep_closed(seal_on_version(session, closed, here.version_id))
    banks = banks_shown(going)
    questions = queries.questions_in(session, places)
    shared = {
        "banks": banks,
        "attempt": going,
        "here": position,
        "standing": standing_of(places, questions),
        "empty": refused.empty if refused else (),
        "partly": refused.partly if refused else (),
        "section": section_at(going, here.section),
        "ask": refused is None or not (refused.empty or refused.partly or refused.asked),
    }
    if here.is_checked:
        result = answered_questions(
            session,
            [result_at(session, here)],
            going.settings.source,
            sparing=not all(each.shows_key for each in places),
        )[0]
        return render_template("quizzes/checked.html", **shared, result=result)
    return render_template(
        "quizzes/single.html",
        **shared,
        asked=queries.asked_in(session, [here])[0],
        is_weighted=_is_weighted(places),
        at_once=going.settings.feedback == Feedback.AT_ONCE,
        as_of=as_of(moment),
        given=_given([here], refused, questions).get(position, {}),
        problem=refused.problems.get(position, "") if refused else "",
        shorter=why_shorter(session, going, [each.id for each in banks]) if position == 1 else None,
    )


def place_of(going: Attempt, position: int) -> str:
    """Return the address of one question of a quiz, on the page that it stands on."""
    if going.settings.layout == Layout.PAGE:
        mark = f"q{position}-question"
        return url_for("quizzes.attempt", attempt_id=going.id, _anchor=mark)
    return url_for("quizzes.question", attempt_id=going.id, position=position)


def standing_of(places: Sequence[Slot], questions: Mapping[int, Question]) -> Standing:
    """Return how far somebody is in an attempt, all of whose ``places`` are given."""
    unchecked = [place for place in places if place.is_answered and not place.is_checked]
    return Standing(
        {place.position: place.outcome for place in places if place.outcome is not None},
        frozenset(place.position for place in unchecked),
        frozenset(
            place.position
            for place in unchecked
            if leaves_parts_open(questions[place.version_id], place.answer)
        ),
        frozenset(place.position for place in places if place.is_flagged),
        len(places),
    )


def _is_weighted(places: Sequence[Slot]) -> bool:
    # Where every question is worth the same one point, nobody needs to read it.
    return any(place.worth != 1 for place in places)


def problems_of(faults: Faults) -> dict[int, str]:
    """Return what is said beside each answer that could not be read."""
    return {position: explain(fault) for position, fault in faults}


def explain(fault: Fault) -> str:
    """Return what is wrong with an answer, and what is to be done."""
    if isinstance(fault, Oversized):
        return f"This answer has {fault.length} letters. Shorten it, please; the rest is safe."
    return f"This answer could not be read: {fault.reason} Answer it again; the rest is safe."


def _given(
    places: Sequence[Slot], refused: Refused | None, questions: Mapping[int, Question]
) -> dict[int, Mapping[str, object]]:
    """Return the fields of each question: as they are stored, or as they cannot be read."""
    given: dict[int, Mapping[str, object]] = {}
    for place in places:
        if refused is not None and place.position in refused.problems:
            given[place.position] = as_typed(refused.typed.get(place.position, {}))
            continue
        fields = dict(answer_fields(questions[place.version_id], place.seed, place.answer))
        if place.certainty is not None:
            fields[CERTAINTY] = [place.certainty.value]
        if fields:
            given[place.position] = as_typed(fields)
    return given
