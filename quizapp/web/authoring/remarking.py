"""The page that marks earlier answers to a question again, after its key was mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length

from quizapp.answering.affected import affected
from quizapp.answering.challenge_queue import group_with
from quizapp.answering.final_responses import attempts_going
from quizapp.answering.remarking import (
    MarkBy,
    Remarked,
    changes_in,
    mark_again,
    stands_so,
    ways_of,
    would_change,
)
from quizapp.answering.standing_rulings import in_force
from quizapp.authoring.queries import headline_of
from quizapp.banks.models import Bank, Question
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.domain.questions import QuestionKind
from quizapp.mark_trail.models import What
from quizapp.web.auth import visitor
from quizapp.web.authoring.article_forms import one_line
from quizapp.web.authoring.lookup import question_or_404
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.base_form import BaseForm
from quizapp.web.looks import looks_at, saw_changes
from quizapp.web.policies import policy, teacher
from quizapp.web.sent_ids import sent_id

REASON_LIMIT = 300
TAKEN_BACK = "What was decided about this question was taken back."
STILL_OPEN = "The objection is still open: say below what you did."
MOST_NAMED = 200
"""How many people are listed: a page has to end."""

WAYS: Mapping[MarkBy, tuple[str, str]] = {
    MarkBy.CURRENT: (
        "By the key of now",
        "Each answer is marked by the key that the question has now.",
    ),
    MarkBy.ASKED: (
        "As each was asked",
        "Each answer is marked by the key that it was asked with. This takes the other ways back.",
    ),
    MarkBy.FULL: (
        "Full marks for all",
        "Everybody who was asked has full marks, whatever they answered. A wrong answer says "
        "nothing about their memory any more.",
    ),
    MarkBy.STRUCK: (
        "Strike it out",
        "The question counts for nobody who was asked: results have a question fewer, and memories "
        "forget its answers. To have it asked no more, retire it too.",
    ),
}
"""What the ways to mark again are called, and what they do."""


class RemarkForm(BaseForm):
    """In which way, and why: the reason stands in every result that is marked again."""

    by_key = HiddenField(validators=[AnyOf([each.value for each in MarkBy])])
    # The objection that led here, if one did.
    objection = HiddenField()
    reason = TextAreaField(
        "Reason, for those who answered",
        filters=[one_line],
        validators=[
            DataRequired(message="Say why, in a sentence: it stands in their results."),
            Length(max=REASON_LIMIT, message=f"Stay within {REASON_LIMIT} letters."),
        ],
    )


@policy(teacher)
@looks_at(What.REMARK_PREVIEW, listed=True)
def ask_remark(slug: str, question_slug: str) -> ResponseReturnValue:
    """Show whose marks would change by how much, before anything does."""
    bank = bank_or_404(slug, Action.EDIT)
    row = question_or_404(db.session(), bank, question_slug)
    form, way = RemarkForm(formdata=None), _way(row, request.args.get("by_key"))
    form.objection.data = request.args.get("objection", "")
    if way is MarkBy.ASKED and in_force(db.session(), row.id):
        form.reason.data = TAKEN_BACK
    return _page(bank, row, form, way)


@policy(teacher)
@looks_at(What.REMARK_PREVIEW, listed=True)
def remark(slug: str, question_slug: str) -> ResponseReturnValue:
    """Mark the answers again; sent twice, they are marked once."""
    bank = bank_or_404(slug, Action.EDIT)
    row = question_or_404(db.session(), bank, question_slug)
    form = RemarkForm()
    way = _way(row, form.by_key.data)
    if not form.validate_on_submit() or way != form.by_key.data:
        return _page(bank, row, form, way), 422
    with transaction() as session:
        row = question_or_404(session, bank_or_404(slug, Action.EDIT), question_slug)
        stood = stands_so(session, row.id, way)
        done = mark_again(session, row.id, way, form.reason.data or "", visitor().id, now())
    said, kind = _said(done, stood=stood), "success" if done or not stood else "info"
    objection = _objection(bank_or_404(slug, Action.EDIT), form)
    if objection is not None:
        flash(f"{said} {STILL_OPEN}", kind)
        return redirect(_in_queue(slug, objection), code=303)
    flash(said, kind)
    where = url_for("authoring.question", slug=slug, question_slug=question_slug)
    return redirect(where, code=303)


def _objection(bank: Bank, form: RemarkForm) -> UUID | None:
    """Return the objection that led here, if it is still to be decided on."""
    sent = sent_id(form.objection.data)
    group = None if sent is None else group_with(db.session(), bank.id, sent)
    return None if group is None else group.ids[0]


def _in_queue(slug: str, objection: UUID) -> str:
    return url_for("answering.objections", slug=slug, _anchor=f"objection-{objection}")


def _way(row: Question, sent: str | None) -> MarkBy:
    """Return the way that was sent, or the first where this question has no such one."""
    ways = ways_of(QuestionKind(row.kind))
    return next((each for each in ways if each.value == sent), ways[0])


def _page(bank: Bank, row: Question, form: RemarkForm, way: MarkBy) -> str:
    session = db.session()
    preview = would_change(session, row.id, way, now())
    changes = changes_in(preview)
    form.by_key.data = way.value
    objection = _objection(bank, form)
    form.objection.data = "" if objection is None else str(objection)
    whose = affected(session, row.id, changes, visitor())
    saw_changes(whose.named[:MOST_NAMED])
    return render_template(
        "authoring/remark.html",
        bank=bank,
        row=row,
        title=headline_of(session, row),
        form=form,
        ways={each: WAYS[each] for each in ways_of(QuestionKind(row.kind))},
        way=way,
        preview=preview,
        stands=stands_so(session, row.id, way),
        going=attempts_going(session, row.id),
        whose=whose,
        most=MOST_NAMED,
        in_force=in_force(session, row.id),
        objection=objection,
        back=(
            url_for("authoring.question", slug=bank.slug, question_slug=row.slug)
            if objection is None
            else _in_queue(bank.slug, objection)
        ),
    )


def _said(done: Sequence[Remarked], *, stood: bool) -> str:
    count = sum(each.regraded.responses for each in done)
    if not count and stood:
        return "Every answer is marked so already. Nothing was changed."
    if not count:
        return "No answer had to be marked again. Those handed in from now on are marked so."
    gained = sum(each.regraded.gained for each in done)
    lost = sum(each.regraded.lost for each in done)
    answers = "1 answer was" if count == 1 else f"{count} answers were"
    return f"{answers} marked again: {gained} with more points, {lost} with fewer."
