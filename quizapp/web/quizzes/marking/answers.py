"""The list of essays to be marked, and each with its rubric."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.answering import essay_marking
from quizapp.answering.errors import MarkedMeanwhile, NotMarkedWhole, UnknownEssay
from quizapp.answering.essay_marking import COMMENT_LIMIT
from quizapp.banks.versions import questions_of
from quizapp.clock import new_id, now
from quizapp.db import db, transaction
from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.answers import Written
from quizapp.domain.kinds.essay import word_count
from quizapp.domain.marking import disputed, points_of
from quizapp.domain.questions import Essay
from quizapp.mark_trail.models import What
from quizapp.quizzes.markings import EssayRow, as_given, earlier_comments, markings_of, names_of
from quizapp.quizzes.models import Response
from quizapp.web.auth import visitor
from quizapp.web.looks import looks_at
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.marking.lookup import MarkedQuiz, marked_quiz_or_404
from quizapp.web.quizzes.marking.terms import NEEDED
from quizapp.web.sent_ids import fresh_id, sent_id

_MEANWHILE = (
    "Nothing was saved: you have marked this answer meanwhile, in another window. What stands "
    "below is what you just chose; save again to put it in the place of that."
)


@policy(teacher)
@looks_at(What.ESSAYS)
def marking(quiz_id: UUID) -> ResponseReturnValue:
    """List the essays of a quiz: what waits, and what is marked."""
    quiz = marked_quiz_or_404(quiz_id)
    me = visitor().id
    mine = [each for each in quiz.rows if quiz.waits_for(each, me)]
    return render_template("quizzes/marking/list.html", quiz=quiz, me=me, mine=mine, needed=NEEDED)


@policy(teacher)
@looks_at(What.ESSAY)
def mark(quiz_id: UUID, response_id: UUID) -> ResponseReturnValue:
    """Show an essay with its rubric."""
    quiz = marked_quiz_or_404(quiz_id)
    return _page(quiz, quiz.row(response_id))


@policy(teacher)
@looks_at(What.ESSAY)
def save_marking(quiz_id: UUID, response_id: UUID) -> ResponseReturnValue:
    """Store the levels and the comment, and go on to the next that waits; twice is as once."""
    quiz = marked_quiz_or_404(quiz_id)
    row = quiz.row(response_id)
    levels, comment = _levels(), _comment()
    problem = ""
    if len(comment) > COMMENT_LIMIT:
        problem = f"The comment has {len(comment)} letters. Stay within {COMMENT_LIMIT}."
        return _page(quiz, row, levels, comment, problem), 422
    try:
        with transaction() as session:
            marked_quiz_or_404(quiz_id)
            essay_marking.mark_essay(
                session,
                quiz_id,
                response_id,
                fresh_id(request.form.get("marking_id")) or new_id(),
                visitor().id,
                levels,
                comment,
                now(),
                replaces=sent_id(request.form.get("replaces")),
                decides="decides" in request.form and quiz.is_owner,
            )
    except NotMarkedWhole as error:
        titles = ", ".join(each.title for each in error.criteria)
        problem = f"Nothing is saved yet. Choose a level for: {titles}."
    except MarkedMeanwhile:
        problem = _MEANWHILE
    except UnknownEssay:
        abort(404)
    if problem:
        return _page(quiz, row, levels, comment, problem), 422
    flash("Saved.", "success")
    following = quiz.following(row, visitor().id)
    if following is None:
        return redirect(url_for("quizzes.marking", quiz_id=quiz_id), code=303)
    there = url_for("quizzes.mark", quiz_id=quiz_id, response_id=following.response_id)
    return redirect(there, code=303)


@policy(teacher)
def take_back_marking(quiz_id: UUID, response_id: UUID) -> ResponseReturnValue:
    """Take one's own marking back; a second time changes nothing."""
    marked_quiz_or_404(quiz_id)
    marking_id = sent_id(request.form.get("marking_id"))
    try:
        with transaction() as session:
            done = marking_id is not None and essay_marking.take_back(
                session, quiz_id, response_id, marking_id, visitor().id, now()
            )
    except UnknownEssay:
        abort(404)
    flash("Taken back. It stays in the history below." if done else "Nothing to take back.")
    there = url_for("quizzes.mark", quiz_id=quiz_id, response_id=response_id)
    return redirect(there, code=303)


def _levels() -> dict[str, int]:
    """Return the levels that were chosen; what no form of ours sends chooses none."""
    return {
        name.removeprefix("level-"): int(value)
        for name, value in request.form.items()
        if name.startswith("level-") and value.isascii() and value.isdigit() and len(value) < 3
    }


def _comment() -> str:
    """Return the comment with the earlier ones that were ticked."""
    lines = [request.form.get("comment", ""), *request.form.getlist("again")]
    texts = ("".join(c for c in each if c == "\n" or ord(c) >= 32).strip() for each in lines)
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _page(
    quiz: MarkedQuiz,
    row: EssayRow,
    typed: Mapping[str, int] | None = None,
    comment: str = "",
    problem: str = "",
) -> str:
    session = db.session()
    me = visitor().id
    essay = questions_of(session, {row.version_id: row.fingerprint})[row.version_id]
    response = session.get_one(Response, row.response_id)
    answer = decode_answer(response.content)
    text = answer.text if isinstance(answer, Written) else ""
    history = markings_of(session, [row.response_id], history=True).get(row.response_id, ())
    standing = [each for each in history if each.is_current]
    if not isinstance(essay, Essay):
        abort(404)
    apart = disputed(essay, as_given([each for each in standing if not each.decides]))
    decides = quiz.is_owner and (bool(apart) or any(each.decides for each in standing))
    own = next(
        (each for each in standing if each.marker_id == me and each.decides is decides), None
    )
    # What others gave is seen by whoever has to settle it, and by those who have marked.
    sees_others = decides or own is not None
    at = quiz.rows.index(row)
    levels = typed if typed is not None else own.levels if own else {}
    return render_template(
        "quizzes/marking/mark.html",
        quiz=quiz,
        row=row,
        essay=essay,
        text=text,
        words=word_count(text),
        own=own,
        levels=levels,
        chosen=float(points_of(essay, levels)),
        comment=comment if typed is not None else own.comment if own else "",
        problem=problem,
        apart=apart,
        decides=decides,
        others=[each for each in standing if each is not own] if sees_others else [],
        history=[
            each
            for each in history
            if not each.is_current and (sees_others or each.marker_id == me)
        ],
        names=names_of(session, {each.marker_id for each in history}),
        comments=earlier_comments(session, quiz.id, row.question_id, row.response_id),
        marking_id=new_id(),
        limit=COMMENT_LIMIT,
        before=quiz.rows[at - 1] if at else None,
        after=quiz.rows[at + 1] if at + 1 < len(quiz.rows) else None,
        at=at + 1,
    )
