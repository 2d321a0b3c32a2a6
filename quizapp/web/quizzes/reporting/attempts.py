"""Every attempt at a quiz: as a list, as a table to take away, and one with its results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.clock import now
from quizapp.db import db
from quizapp.domain.feedback_bands import feedback_for
from quizapp.mark_trail.models import What
from quizapp.quizzes import results
from quizapp.quizzes.accommodations import extra_attempts
from quizapp.quizzes.calibrations import AskedHowSure, calibration_by_question
from quizapp.quizzes.designs import Design
from quizapp.quizzes.gradebook import Order, ReportedLearner, every_learner, reported_learners
from quizapp.quizzes.models import Attempt, EndedBy
from quizapp.quizzes.pauses import times_going
from quizapp.quizzes.policies import Action
from quizapp.quizzes.report import ReportedAttempt, reported_attempt
from quizapp.quizzes.results import Result
from quizapp.web.answer_pages import AnsweredQuestion, answered_questions
from quizapp.web.content_language import said
from quizapp.web.csv_files import csv_download
from quizapp.web.formatting import spoken_points
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.looks import looks_at
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.lookup import BuiltQuiz, quiz_or_404
from quizapp.web.quizzes.result_pages import is_counted, is_right
from quizapp.web.quizzes.sections_shown import EarnedSection, earned_sections

ORDERS = {Order.NEWEST: "Newest first", Order.NAME: "By name", Order.GRADE: "By grade"}
_COLUMNS = (
    *("name", "learner_id", "attempt_id", "started_at", "handed_in_at", "handed_in_by"),
    *("answered", "questions", "struck_out", "points", "possible", "percent"),
    *("grade_points", "grade_possible", "grade_percent", "passed", "feedback"),
    "to_mark",
)


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """The questions of an attempt that may be shown, and how many others there are.

    Those are of banks that are not shared with the teacher any more; they count in ``points``.
    """

    questions: tuple[AnsweredQuestion, ...]
    others: int
    points: float
    right: int
    counted: int
    feedback: str
    sections: Mapping[int, EarnedSection]


@policy(teacher)
@looks_at(What.ATTEMPTS)
def attempts(quiz_id: UUID) -> ResponseReturnValue:
    """List everybody who took a quiz, with their grades and attempts."""
    built = quiz_or_404(quiz_id, Action.REVIEW)
    order = _order(request.args.get("order", ""))
    rule, number = built.design.grade_rule, page_number(request.args)
    page = reported_learners(db.session(), quiz_id, rule, order, number)

    def address(number: int) -> str:
        return url_for("quizzes.attempts", quiz_id=quiz_id, page=number, order=order.value)

    return render_template(
        "quizzes/reporting/attempts.html",
        built=built,
        page=page,
        order=order,
        orders=ORDERS,
        times=times_going(db.session(), quiz_id, now()),
        beyond=_beyond(built, page.rows),
        how_sure=_how_sure(built),
        link=url_for("quizzes.front", quiz_id=quiz_id, _external=True),
        **neighbours(page, address),
    )


@policy(teacher)
@looks_at(What.EXPORT)
def attempts_as_csv(quiz_id: UUID) -> ResponseReturnValue:
    """Give all attempts as a table, each learner's together, with the grade of the learner."""
    built = quiz_or_404(quiz_id, Action.REVIEW)
    day = now().date().isoformat()
    found = every_learner(db.session(), quiz_id, built.design.grade_rule)
    return csv_download(f"quizapp-attempts-{day}.csv", _table(found, built.design))


@policy(teacher)
@looks_at(What.ATTEMPT)
def result(quiz_id: UUID, attempt_id: UUID) -> ResponseReturnValue:
    """Show what somebody answered, once it was handed in, with what is right."""
    built = quiz_or_404(quiz_id, Action.REVIEW)
    session = db.session()
    found = reported_attempt(session, quiz_id, attempt_id)
    if found is None:
        abort(404)
    if found.finished_at is None:
        return redirect(url_for("quizzes.attempts", quiz_id=quiz_id))
    every = url_for("quizzes.attempts", quiz_id=quiz_id)
    return render_template(
        "quizzes/reporting/result.html",
        built=built,
        attempt=found,
        page=attempt_result(built, found),
        places=[
            ("Your quizzes", url_for("quizzes.own")),
            (built.design.title[:60], url_for("quizzes.edit", quiz_id=quiz_id), said()),
            ("Attempts", every),
        ],
        back=("All attempts", every),
    )


def _beyond(built: BuiltQuiz, learners: Sequence[ReportedLearner]) -> dict[int, int]:
    """Return who has more attempts than they are allowed, and how many these are."""
    allowed = built.design.attempts_allowed
    if allowed is None or all(len(each.attempts) <= allowed for each in learners):
        return {}
    extra = extra_attempts(db.session(), built.id)
    may = {each.newest.user_id: allowed + extra.get(each.newest.user_id, 0) for each in learners}
    return {
        user_id: may[user_id]
        for user_id, count in ((each.newest.user_id, len(each.attempts)) for each in learners)
        if count > may[user_id]
    }


def _how_sure(built: BuiltQuiz) -> Sequence[AskedHowSure]:
    """Return how sure people were of each question whose key this teacher may see."""
    if not built.design.asks_certainty:
        return ()
    return calibration_by_question(db.session(), built.id, [bank.id for bank in built.usable])


def called(attempt: ReportedAttempt) -> str:
    """Return how a learner is called in lists; guests, who have no name, by their numbers."""
    return who_is(attempt.name, attempt.user_id, is_guest=attempt.is_guest)


def who_is(name: str | None, user_id: int, *, is_guest: bool) -> str:
    """Return how somebody with that name is called, or none."""
    return name or (f"Guest {user_id}" if is_guest else f"Somebody who left ({user_id})")


def attempt_result(built: BuiltQuiz, found: ReportedAttempt) -> AttemptResult:
    """Return what became of an attempt, with the questions that the visitor may see."""
    shown = results.results(db.session(), found.id, found.user_id, for_teacher=True)
    # The keys of a bank are for those who may see them, also where a quiz asked them once.
    usable = {bank.id for bank in built.usable}
    seen = [each for each in shown if each.bank_id in usable]
    questions = answered_questions(db.session(), seen, withholds=False)
    return AttemptResult(
        tuple(questions),
        len(shown) - len(seen),
        sum(each.points for each in shown),
        sum(is_right(each) for each in shown),
        sum(is_counted(each) for each in shown),
        feedback_for(built.design.bands, found.percent),
        _sections(found.id, shown, seen),
    )


def _sections(
    attempt_id: UUID, found: Sequence[Result], seen: Sequence[Result]
) -> Mapping[int, EarnedSection]:
    if not any(each.section for each in seen):
        return {}
    # The titles are those of the version that was taken.
    return earned_sections(db.session.get_one(Attempt, attempt_id), found, seen)


def _order(typed: str) -> Order:
    return Order(typed) if typed in set(Order) else Order.NEWEST


_BY = {
    EndedBy.LEARNER: "learner",
    EndedBy.TIME: "time limit",
    EndedBy.CLOSING: "closing time",
    EndedBy.TEACHER: "teacher",
}


def _table(found: Sequence[ReportedLearner], design: Design) -> Iterator[Sequence[object]]:
    yield _COLUMNS
    for learner in found:
        grade = _grade(learner, design.pass_percent)
        # As they were begun, unlike on the page.
        for each in reversed(learner.attempts):
            yield (
                *_attempt(each),
                *grade,
                feedback_for(design.bands, each.percent),
                each.waiting,
            )


def _attempt(each: ReportedAttempt) -> Sequence[object]:
    return (
        called(each),
        each.user_id,
        each.id,
        each.started_at.isoformat(timespec="seconds"),
        each.finished_at.isoformat(timespec="seconds") if each.finished_at else None,
        _BY[each.ended_by] if each.ended_by else None,
        each.answered,
        each.counted,
        each.length - each.counted,
        None if each.points is None else spoken_points(each.points),
        spoken_points(each.possible),
        each.percent,
    )


def _grade(learner: ReportedLearner, mark: int | None) -> Sequence[object]:
    grade = learner.grade
    earned = None if grade is None else grade.earned
    return (
        None if earned is None else spoken_points(earned.points),
        None if earned is None else spoken_points(earned.possible),
        None if grade is None else grade.percent,
        None if grade is None or mark is None else "yes" if grade.passes(mark) else "no",
    )
