"""The teacher's queue of objections: what was said, who says so, and the buttons to decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.answering import challenge_decisions
from quizapp.answering.affected import Affected, affected
from quizapp.answering.challenge_decisions import Decided
from quizapp.answering.challenge_effects import accepting_would_change
from quizapp.answering.challenge_queue import ChallengeGroup, groups_of
from quizapp.answering.errors import (
    AlreadyDecided,
    NothingToAccept,
    QuestionChanged,
    UnknownObjection,
)
from quizapp.answering.final_responses import attempts_going
from quizapp.answering.models import ChallengeKind
from quizapp.authoring.errors import ChecksFailed
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.domain.errors import InvalidQuestion
from quizapp.domain.questions import Question
from quizapp.mark_trail.models import What
from quizapp.privacy.answer_lines import answer_lines
from quizapp.web.answer_pages import proofs_of_each
from quizapp.web.answering.offers import KIND_WORDS
from quizapp.web.auth import visitor
from quizapp.web.authoring.article_forms import one_line
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.evidence import Excerpt
from quizapp.web.looks import looks_at, saw_changes
from quizapp.web.policies import policy, teacher
from quizapp.web.sent_ids import sent_id

REASON_LIMIT = 300
MOST_NAMED = 30
"""How many people are listed beside one objection."""

CHANGED = (
    "Nothing was decided: the question was edited meanwhile. Below is what is asked now; decide "
    "once more."
)
STILL_WRONG = (
    "Nothing was decided: by the key of now this answer is still wrong. Mend the question first, "
    "then accept here."
)
_CHECKS = (
    "Nothing was decided: a check would keep the question from being asked if it took this answer. "
    "Mend it in the editor, then accept here. {}"
)
_WITHOUT_REASON = "Say why, in a sentence: they read it beside their mark."
_TOO_LONG = f"Stay within {REASON_LIMIT} letters."


@dataclass(frozen=True, slots=True)
class Objection:
    """Equal objections as the page shows them, with what was typed about them and is not stored.

    ``given`` is the answer and ``right`` the key of now, in lines; ``missed`` are the words that
    the question could take, each with its part and what that is called. ``whose`` marks accepting
    would change is None where that was not looked at; so many attempts are ``going`` on.
    """

    group: ChallengeGroup
    said: str
    given: tuple[str, ...]
    right: tuple[str, ...]
    missed: tuple[tuple[str, str, str], ...]
    proofs: tuple[Excerpt, ...]
    reason: str = ""
    fault: str = ""
    whose: Affected | None = None
    going: int = 0

    @property
    def id(self) -> UUID:
        """The oldest of them stands for all."""
        return self.group.ids[0]


@policy(teacher)
@looks_at(What.REMARK_PREVIEW, listed=True)
def objections(slug: str) -> ResponseReturnValue:
    """List what learners object to in a bank, equal objections together."""
    return _page(bank_or_404(slug, Action.EDIT))


@policy(teacher)
@looks_at(What.REMARK_PREVIEW, listed=True)
def accept(slug: str, challenge_id: UUID) -> ResponseReturnValue:
    """Say that they are right: the key is mended, and everybody is marked again."""
    bank = bank_or_404(slug, Action.EDIT)
    reason, fault = _reason()
    based_on = request.form.get("based_on", "")
    if not (based_on.isascii() and based_on.isdigit() and len(based_on) < 10):
        abort(400)
    found = _of(bank, challenge_id)
    if not fault and not reason:
        # One tap for a teacher, too: the words follow from what is accepted.
        reason = _default_reason(found) if found is not None else ""
        fault = "" if reason or found is None else _WITHOUT_REASON
    if fault:
        return _page(bank, challenge_id, reason, fault), 422
    try:
        with transaction() as session:
            bank = bank_or_404(slug, Action.EDIT)
            done = challenge_decisions.accept(
                session,
                bank.id,
                challenge_id,
                reason,
                visitor().id,
                now(),
                based_on=int(based_on),
                parts=request.form.getlist("part"),
            )
    except QuestionChanged:
        return _page(bank_or_404(slug, Action.EDIT), challenge_id, reason, CHANGED), 409
    except NothingToAccept:
        return _page(bank_or_404(slug, Action.EDIT), challenge_id, reason, STILL_WRONG), 422
    except (ChecksFailed, InvalidQuestion) as error:
        faults = error.findings if isinstance(error, ChecksFailed) else error.faults
        said = _CHECKS.format(" ".join(str(each) for each in faults))
        return _page(bank_or_404(slug, Action.EDIT), challenge_id, reason, said), 422
    except AlreadyDecided as decided:
        return _decided_before(slug, decided)
    except UnknownObjection:
        abort(404)
    flash(_accepted(done), "success")
    return redirect(url_for("answering.objections", slug=slug), 303)


@policy(teacher)
@looks_at(What.REMARK_PREVIEW, listed=True)
def decline(slug: str, challenge_id: UUID) -> ResponseReturnValue:
    """Say why they are not right."""
    bank = bank_or_404(slug, Action.EDIT)
    reason, fault = _reason()
    fault = fault or ("" if reason else _WITHOUT_REASON)
    if fault:
        return _page(bank, challenge_id, reason, fault), 422
    try:
        with transaction() as session:
            bank = bank_or_404(slug, Action.EDIT)
            done = challenge_decisions.decline(
                session, bank.id, challenge_id, reason, visitor().id, now()
            )
    except AlreadyDecided as decided:
        return _decided_before(slug, decided)
    except UnknownObjection:
        abort(404)
    flash(f"Declined. {_readers(done.challenges)} why.", "success")
    return redirect(url_for("answering.objections", slug=slug), 303)


def _reason() -> tuple[str, str]:
    """Return what was typed as the reason, and what is wrong with it."""
    typed = one_line(request.form.get("reason"))
    return typed, _TOO_LONG if len(typed) > REASON_LIMIT else ""


def _of(bank: Bank, challenge_id: UUID) -> ChallengeGroup | None:
    groups = groups_of(db.session(), bank.id)
    return next((each for each in groups if challenge_id in each.ids), None)


def _default_reason(group: ChallengeGroup) -> str:
    """Return what is said where a teacher accepts an answer without a word; else nothing."""
    if group.kind is not ChallengeKind.ANSWER:
        return ""
    parts = set(request.form.getlist("part"))
    words = [words for part, words in group.missed.items() if part in parts]
    if group.is_right_now or not words:
        return "The key was mended."
    listed = ", ".join(f"“{each}”" for each in dict.fromkeys(words))
    said = f"{listed} {'is' if len(set(words)) == 1 else 'are'} right, too."
    return said if len(said) <= REASON_LIMIT else "What was typed is right, too."


def _decided_before(slug: str, decided: AlreadyDecided) -> ResponseReturnValue:
    flash(f"This was {decided.state} already: {decided.reason}", "info")
    return redirect(url_for("answering.objections", slug=slug), 303)


def _accepted(done: Decided) -> str:
    marked = [each.regraded for each in done.remarked]
    count = sum(each.responses for each in marked)
    said = f"Accepted. {_readers(done.challenges)} it."
    if not count:
        return said
    gained, lost = (sum(getattr(each, name) for each in marked) for name in ("gained", "lost"))
    answers = "1 answer was" if count == 1 else f"{count} answers were"
    return f"{said} {answers} marked again: {gained} with more points, {lost} with fewer."


def _readers(count: int) -> str:
    return "Whoever objected reads" if count == 1 else f"All {count} who objected read"


def _page(bank: Bank, challenge_id: UUID | None = None, reason: str = "", fault: str = "") -> str:
    session = db.session()
    asked = sent_id(request.args.get("whose")) or challenge_id
    shown = []
    groups = groups_of(session, bank.id)
    proofs = proofs_of_each(session, [each.key for each in groups])
    for group, proof in zip(groups, proofs, strict=True):
        typed = (reason, fault) if challenge_id in group.ids else ("", "")
        one = _shown(group, proof, *typed)
        # All that was answered to the question is marked for it: nobody waits for that unasked.
        shown.append(_with_effects(session, one) if asked in group.ids else one)
    return render_template("answering/objections.html", bank=bank, shown=shown, most=MOST_NAMED)


def _with_effects(session: Session, shown: Objection) -> Objection:
    group = shown.group
    changes = accepting_would_change(session, group, now())
    whose = affected(session, group.question.id, changes, visitor())
    saw_changes(whose.named[:MOST_NAMED])
    return replace(
        shown,
        whose=whose,
        going=attempts_going(session, group.question.id),
    )


def _right(question: Question) -> tuple[str, ...]:
    solution = question.solution()
    chosen = tuple(text for text, is_right in solution.options if is_right)
    return chosen or tuple(text for _, text in solution.answers)


def _shown(
    group: ChallengeGroup, proofs: tuple[Excerpt, ...], reason: str, fault: str
) -> Objection:
    key = group.key.question
    labels = {part.name: part.label for part in key.parts}
    return Objection(
        group,
        KIND_WORDS[group.kind],
        tuple(answer_lines(group.asked, group.answer)),
        _right(key),
        tuple((part, labels.get(part, ""), words) for part, words in group.missed.items()),
        proofs,
        reason,
        fault,
    )
