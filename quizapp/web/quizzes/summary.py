"""What is left in a quiz before its hand-in: what is not answered, or only in part, or flagged."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.answering.left import left_to_do
from quizapp.db import db
from quizapp.domain.presentation import shortened
from quizapp.quizzes import queries
from quizapp.quizzes.models import Feedback
from quizapp.quizzes.sections import Section
from quizapp.web.policies import learner, policy
from quizapp.web.quizzes.lookup import banks_shown, own_attempt
from quizapp.web.quizzes.question_pages import place_of, standing_of
from quizapp.web.quizzes.sections_shown import section_at

_LETTERS = 90
"""So many letters of a question tell which one it is."""


@policy(learner)
def summary(attempt_id: UUID) -> ResponseReturnValue:
    """Say what is left, lead to each question of it, and offer the hand-in."""
    going = own_attempt(attempt_id)
    # Practice ends with its last question: there is nothing to hand in.
    if going.finished_at is not None or going.settings.feedback == Feedback.AT_ONCE:
        return redirect(url_for("quizzes.attempt", attempt_id=attempt_id))
    session = db.session()
    places = queries.slots(session, attempt_id, going.user_id)
    left = left_to_do(session, places)
    # Where it goes forward only, nothing is told of what is to come, nor shown again.
    shown = [each for each in places if each.is_in_turn]
    stems = {
        each.position: shortened(each.prompt.headline, _LETTERS)
        for each in queries.asked_in(session, shown)
    }

    sections = {each.position: section_at(going, each.section) for each in shown}

    def led_to(positions: Sequence[int]) -> list[tuple[int, str, str, Section | None]]:
        return [
            (each, place_of(going, each), stems[each], sections[each])
            for each in positions
            if each in stems
        ]

    return render_template(
        "quizzes/summary.html",
        banks=banks_shown(going),
        attempt=going,
        standing=standing_of(places, queries.questions_in(session, places)),
        left=left,
        groups=[
            (words, found)
            for words, positions in (
                ("not answered yet", left.empty),
                ("only partly answered", left.partly),
                ("flagged", left.flagged),
            )
            if (found := led_to(positions))
        ],
        to_come=len([each for each in places if not (each.is_in_turn or each.is_passed)]),
        passed=len([each for each in places if each.is_passed and not each.is_answered]),
    )
