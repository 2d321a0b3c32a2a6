"""Studying: one card at a time, what is due first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.answering.errors import UnknownCard, UnreadableAnswer
from quizapp.answering.study import answer_card, study_seed
from quizapp.banks import candidates, overviews
from quizapp.banks import queries as banks
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action
from quizapp.clock import new_id, now
from quizapp.db import db, transaction
from quizapp.domain.answers import Oversized
from quizapp.domain.cueing import heading
from quizapp.domain.presentation import present
from quizapp.domain.questions import Flashcard
from quizapp.domain.scheduling import Explanation, Strength, strength_of
from quizapp.memory import cards, log, queries
from quizapp.memory.errors import UnknownResponse
from quizapp.quizzes.results import KeyedResult, study_result
from quizapp.quizzes.sealing import any_seal, seal_on_version
from quizapp.web.answer_pages import answered_questions, proofs_of
from quizapp.web.answering.offers import offers_of
from quizapp.web.auth import current_visitor, ensure_learner, visitor
from quizapp.web.banks.lookup import bank_if_there, bank_or_404
from quizapp.web.closed_book import books, keep_closed
from quizapp.web.content_language import speak
from quizapp.web.formatting import spoken_wait
from quizapp.web.learners import learner_of, new_per_day, present_learner
from quizapp.web.memory.assigned_part import Part, kept, part_of, progress_of
from quizapp.web.memory.new_facts import STEP, more_today
from quizapp.web.policies import anyone, learner, policy
from quizapp.web.quizzes.forms import as_typed, single_answer
from quizapp.web.sent_ids import fresh_id, sent_id


@dataclass(frozen=True, slots=True)
class Comeback:
    """When a fact comes back and why; ``name`` is empty where there is but one.

    ``holds`` is how long the chance of recall stays above nine in ten.
    """

    name: str
    strength: Strength
    reason: Explanation
    holds: timedelta


@policy(anyone)
def choose() -> ResponseReturnValue:
    """Show what is due in each bank; with one bank, go straight to it."""
    session = db.session()
    every = overviews.overviews(session, current_visitor())
    if len(every) == 1:
        return redirect(url_for("memory.card", slug=every[0].bank.slug))
    person = learner_of(current_visitor())
    loads = [
        (each, queries.study_load(session, person, each.bank.id, new_per_day(), now(), books()))
        for each in every
    ]
    return render_template("memory/choose.html", loads=loads)


@policy(anyone)
def card(slug: str) -> ResponseReturnValue:
    """Show the next card, or ``?again=`` one that was taken back.

    With ``?show=`` and its version, the back of a flashcard is shown too. A fact that is new to the
    learner is shown in its sentence first; ``?met=`` and the version leads on to the question.
    ``?assignment=`` narrows all of it to the facts that this gives to study.
    """
    bank = bank_or_404(slug)
    part = part_of(bank)
    if "assignment" in request.args and part.terms is None:
        flash("That is not assigned to you any more. Here is the whole bank.", "info")
        return redirect(url_for("memory.card", slug=slug), 303)
    person = learner_of(current_visitor())
    session, moment, again = db.session(), now(), _answer_named("again")
    found = cards.taken_back(session, person, bank.id, again, moment, books()) if again else None
    if found is None:
        again = None
        found = cards.next_card(
            session, person, bank.id, new_per_day(), moment, books(), only=part.only
        )
    if found is None:
        return _done(bank, part)
    if _is_unseen(bank, found) and again is None:
        return _introduction(bank, found, part)
    # Another card may have come due since the front was shown: its back must not give it away.
    revealed = _names(bank, found, "show")
    return _card(bank, found, new_id(), part, revealed=revealed, again=again)


@policy(anyone)
def answer(slug: str) -> ResponseReturnValue:
    """Take the answer to a card, and show what became of it or go on."""
    bank = bank_or_404(slug)
    # The bank may be removed while the answer is taken; then the row cannot be asked any more.
    bank_id = bank.id
    answer_id, version = _card_ids()
    fields = single_answer(request.form)
    person = ensure_learner()
    version_id = banks.version_named(db.session(), bank_id, version)
    if version_id is None:
        return _withdrawn(slug)
    try:
        with transaction() as session:
            stored = answer_card(
                session,
                present_learner(session, person),
                bank_id,
                version_id,
                answer_id,
                fields,
                now(),
                gave_up="forgot" in fields,
            )
    except UnknownCard:
        return _withdrawn(slug)
    except UnreadableAnswer as refused:
        fault = refused.fault
        problem = (
            f"This answer has {fault.length} letters. Shorten it, please."
            if isinstance(fault, Oversized)
            else f"{fault.reason} Answer again, please."
        )
        return _again(bank, answer_id, version_id, as_typed(fields), problem), 422
    if not stored:
        problem = "Answer first, or choose “I do not know”."
        return _again(bank, answer_id, version_id, {}, problem), 422
    if "rating" in fields:
        return redirect(url_for("memory.card", slug=slug, undo=answer_id, assignment=kept()), 303)
    return redirect(
        url_for("memory.feedback", slug=slug, answer_id=answer_id, assignment=kept()), 303
    )


@policy(learner)
def feedback(slug: str, answer_id: UUID) -> ResponseReturnValue:
    """Show whether an answer was right, the proof, and when its facts come back."""
    session = db.session()
    person = learner_of(visitor())
    bank = banks.bank_by_slug(session, slug)
    # Somebody's own answer stays theirs to see when the bank is not open to them any more.
    given = study_result(session, answer_id, person.id, bank.id) if bank else None
    if bank is None or given is None:
        abort(404)
    keep_closed(seal_on_version(session, books(), given.asked_version_id))
    speak(bank.language)
    given = replace(given, seed=study_seed(answer_id))
    page = answered_questions(session, [given])[0]
    moment, part = now(), part_of(bank)
    return render_template(
        "memory/feedback.html",
        bank=bank,
        called=part.called,
        assignment=kept(),
        page=page,
        answer_id=answer_id,
        offer=offers_of(session, [given])[given.position],
        comebacks=_comebacks(session, person, given, moment),
        spoken_wait=spoken_wait,
        load=_load(bank, part, moment),
    )


@policy(learner)
def undo(slug: str, answer_id: UUID) -> ResponseReturnValue:
    """Take an answer back, and the schedule with it; its card comes again."""
    person = learner_of(visitor())
    try:
        with transaction() as session:
            log.undo(session, person, answer_id, now())
    except UnknownResponse:
        abort(404)
    flash("Taken back. The card is as it was before your answer.", "info")
    if bank_if_there(slug, Action.LEARN) is None:
        return redirect(url_for("memory.overview"), 303)
    return redirect(url_for("memory.card", slug=slug, again=answer_id, assignment=kept()), 303)


def _comebacks(
    session: Session, person: log.Learner, given: KeyedResult, moment: datetime
) -> list[Comeback]:
    """Return what an answer did to each of its facts, in the order of the question's parts."""
    names: dict[int, str] = {}
    labels = {part.name: part.label for part in given.key.question.parts}
    for mark in given.marks:
        label = labels.get(mark.part, "")
        names.setdefault(mark.fact_id, f"{label}: {mark.expected}" if label else mark.expected)
    found = []
    memories = log.memories(session, person.id, names)
    for fact_id, name in names.items():
        reason = queries.why_due(session, person, fact_id)
        if reason is not None:
            strength = strength_of(memories.get(fact_id), moment, calendar=person.calendar)
            holds = timedelta(days=reason.stability_after)
            found.append(Comeback(name if len(names) > 1 else "", strength, reason, holds))
    return found


def _withdrawn(slug: str) -> ResponseReturnValue:
    flash("This card was changed or withdrawn. Here is the next one.", "info")
    return redirect(url_for("memory.card", slug=slug, assignment=kept()), 303)


def _load(bank: Bank, part: Part, moment: datetime) -> queries.StudyLoad:
    person = learner_of(current_visitor())
    return queries.study_load(
        db.session(), person, bank.id, new_per_day(), moment, books(), only=part.only
    )


def _names(bank: Bank, found: cards.StudyCard, argument: str) -> bool:
    """Whether the address names the card that is shown."""
    named = sent_id(request.args.get(argument))
    return named is not None and (
        banks.version_named(db.session(), bank.id, named) == found.asked.version_id
    )


def _is_unseen(bank: Bank, found: cards.StudyCard) -> bool:
    """Whether a card is about a fact that the learner has not met yet, not even a moment ago.

    A flashcard asks for no answer that could be wrong, and shows its own.
    """
    is_new = found.memory is None and not isinstance(found.asked.question, Flashcard)
    return is_new and not _names(bank, found, "met")


def _introduction(bank: Bank, found: cards.StudyCard, part: Part) -> str:
    """Show a new fact before it is asked for the first time."""
    session = db.session()
    version, topic = banks.caption_of(session, found.asked.version_id)
    return render_template(
        "memory/new.html",
        bank=bank,
        called=part.called,
        assignment=kept(),
        topic=topic,
        version=version,
        strength=found.strength,
        statements=banks.statements_of(session, found.asked.fact_versions),
        proofs=proofs_of(session, found.asked),
        load=_load(bank, part, now()),
        undo=_answer_named("undo"),
    )


def _done(bank: Bank, part: Part) -> str:
    session, person, moment = db.session(), learner_of(current_visitor()), now()
    scope = candidates.Scope(besides=books().facts)
    following = queries.next_due(session, person.id, bank.id, books(), only=part.only)
    return render_template(
        "memory/done.html",
        bank=bank,
        called=part.called,
        progress=progress_of(part),
        assignment=kept(),
        wait=spoken_wait(following - moment) if following else "",
        load=_load(bank, part, moment),
        step=queries.count_new_facts(session, person.id, bank.id, STEP, books(), only=part.only),
        more=more_today(),
        closed=any_seal(session, books()),
        has_quiz=candidates.facts_asked_for(session, bank.id, scope) > 0,
        undo=_answer_named("undo"),
    )


def _again(
    bank: Bank, answer_id: UUID, version_id: int, typed: Mapping[str, object], problem: str
) -> str:
    """Show the card that was answered, not the next: what was typed belongs to it."""
    person = learner_of(current_visitor())
    found = cards.same_card(db.session(), person, bank.id, version_id, now(), books())
    if found is None:
        # It was withdrawn while its answer was read.
        abort(409)
    part = part_of(bank)
    return _card(bank, found, answer_id, part, revealed=True, typed=typed, problem=problem)


def _card(
    bank: Bank,
    found: cards.StudyCard,
    answer_id: UUID,
    part: Part,
    *,
    revealed: bool = False,
    typed: Mapping[str, object] | None = None,
    problem: str = "",
    again: UUID | None = None,
) -> str:
    """Draw a card; its options are in the order that the answer's id decides."""
    person = learner_of(current_visitor())
    moment = now()
    question = found.asked.question
    version, topic = banks.caption_of(db.session(), found.asked.version_id)
    grades: dict[int, str] = {}
    if isinstance(question, Flashcard):
        waits = cards.grade_previews(person, found.fact_id, found.memory, moment)
        grades = {int(rating): spoken_wait(wait) for rating, wait in waits.items()}
    return render_template(
        "memory/card.html",
        bank=bank,
        called=part.called,
        assignment=kept(),
        topic=heading(topic, question),
        prompt=present(question, study_seed(answer_id)),
        version=version,
        answer_id=answer_id,
        strength=found.strength,
        load=_load(bank, part, moment),
        back=question.back if revealed and isinstance(question, Flashcard) else "",
        proofs=proofs_of(db.session(), found.asked) if revealed else (),
        grades=grades,
        typed=typed or {},
        problem=problem,
        again=again,
        undo=_answer_named("undo"),
    )


def _card_ids() -> tuple[UUID, UUID]:
    """Return the ids of the answer and of the question version; a form without them is refused."""
    answer_id, version = (
        fresh_id(request.form.get("answer_id")),
        sent_id(request.form.get("version")),
    )
    return (answer_id, version) if answer_id and version else abort(400)


def _answer_named(argument: str) -> UUID | None:
    return sent_id(request.args.get(argument))
