"""What the class remembers: a bank's facts and topics, and its articles painted with it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.policies import may_teach
from quizapp.banks import overviews, queries
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action as BankAction
from quizapp.clock import new_id, now
from quizapp.courses.policies import Action
from quizapp.db import db, transaction
from quizapp.domain.difficulty import ENOUGH
from quizapp.domain.scheduling import LIKELY
from quizapp.memory.class_memory import (
    FactMemory,
    class_memory,
)
from quizapp.memory.mixed_up import MixedUp, mixed_up
from quizapp.memory.weakest import quiz_of_weakest, weakest
from quizapp.paging import PAGE_SIZE, Page, page_count
from quizapp.quizzes.errors import UnknownQuiz
from quizapp.quizzes.sealing import seal_on_source
from quizapp.web.auth import current_visitor, visitor
from quizapp.web.banks.annotations import note_id, passages
from quizapp.web.banks.lookup import bank_or_404, may
from quizapp.web.closed_book import books, keep_closed
from quizapp.web.courses.lookup import can_assign, course_or_404, opens_answers, shown
from quizapp.web.courses.memory_lookup import Day, bank_shown, banks_offered, day_asked
from quizapp.web.evidence import citation
from quizapp.web.formatting import spoken_day
from quizapp.web.list_pages import filled, neighbours, page_number
from quizapp.web.policies import member, policy, teacher
from quizapp.web.sent_ids import fresh_id

_MOST_TOPICS = 50
_MOST_ARTICLES = 50


@policy(member)
def memory(course_id: UUID) -> ResponseReturnValue:
    """Show what the class remembers of a bank on a day, the weakest first."""
    seen = course_or_404(course_id, Action.MARK)
    session = db.session()
    offered = banks_offered(course_id)
    wanted = request.args.get("bank")
    bank = bank_shown(wanted) if wanted else next(iter(offered), None)
    if bank is None:
        return render_template("courses/memory.html", bank=None, **shown(seen))
    day = day_asked(seen.course, request.args.get("on"))
    found = class_memory(session, course_id, bank.id, day.at, books())
    topic = next((e for e in found.topics if e.topic.slug == request.args.get("topic")), None)
    slug = topic.topic.slug if topic else ""
    facts = _in_topic(found.facts, slug)
    page = _page(facts, page_number(request.args))
    least, to_study = weakest(facts), weakest(each for each in facts if each.is_asked)
    pairs = mixed_up(session, course_id, bank.id, books()) if page.number == 1 else ()
    kept = {"course_id": course_id, "bank": bank.slug, **filled({"on": day.sent})}
    around = neighbours(
        page,
        lambda other: url_for("courses.memory", page=other, **kept, **filled({"topic": slug})),
    )
    return render_template(
        "courses/memory.html",
        bank=bank,
        opened=opens_answers(seen) and may(bank, BankAction.INSPECT),
        offered=offered if bank in offered else [*offered, bank],
        day=day,
        students=found.students,
        is_of_the_day=found.is_of_the_day,
        topics=found.topics[:_MOST_TOPICS],
        more_topics=max(0, len(found.topics) - _MOST_TOPICS),
        topic=topic,
        page=page,
        kept=kept,
        pairs=pairs,
        articles=overviews.readable_sources(session, bank.id)[:_MOST_ARTICLES],
        makes_quiz=may_teach(visitor()) and may(bank, BankAction.INSPECT),
        weakest=len(least),
        assigns=may(bank, BankAction.INSPECT) and can_assign(seen),
        to_study=len(to_study),
        weakest_to_study=_to_study(course_id, bank, to_study),
        pairs_to_study=_pairs_to_study(course_id, bank, pairs, found.facts),
        form_id=new_id(),
        **_said(),
        **shown(seen),
        **around,
    )


@policy(member)
def painted(course_id: UUID, slug: str, source_slug: str) -> ResponseReturnValue:
    """Show an article with the words of every fact marked by how well the class knows it."""
    seen = course_or_404(course_id, Action.MARK)
    bank = bank_or_404(slug)
    session = db.session()
    article = queries.source_by_slug(session, bank.id, source_slug)
    if article is None:
        abort(404)
    if not may_teach(current_visitor()) and not overviews.is_readable(session, article):
        abort(404)
    keep_closed(seal_on_source(session, books(), article.id))
    day = day_asked(seen.course, request.args.get("on"))
    found = class_memory(session, course_id, bank.id, day.at, books())
    proofs = queries.proofs_in(session, article)
    strengths = {each.id: each.figures.strength for each in found.facts}
    notes = {proof.fact_id: note_id(proof) for proof in proofs}
    facts = [each for each in found.facts if each.id in notes]
    return render_template(
        "courses/painted.html",
        course=seen.course,
        bank=bank,
        source=article,
        citation=citation(article, slug),
        passages=passages(
            article, slug, proofs, queries.question_counts(session, bank.id), strengths
        ),
        day=day,
        students=found.students,
        is_of_the_day=found.is_of_the_day,
        facts=facts[:PAGE_SIZE],
        total=len(facts),
        notes=notes,
        kept={"course_id": course_id, "bank": bank.slug, **filled({"on": day.sent})},
        **_said(),
    )


@policy(teacher)
def quiz_of_memory(course_id: UUID) -> ResponseReturnValue:
    """Make a draft of the teacher's that asks for what the class remembers least."""
    seen = course_or_404(course_id, Action.MARK)
    bank = bank_shown(request.form.get("bank", ""))
    if not may(bank, BankAction.INSPECT):
        abort(403)
    quiz_id = fresh_id(request.form.get("form_id")) or new_id()
    day = day_asked(seen.course, request.form.get("on"))
    # Read before the transaction: nobody has to wait with writing meanwhile.
    found = class_memory(db.session(), course_id, bank.id, day.at, books())
    facts = weakest(_in_topic(found.facts, request.form.get("topic", "")))
    title = f"Weakest facts of {seen.course.title}, {spoken_day(day.on)}"
    try:
        with transaction() as session:
            made = quiz_of_weakest(
                session,
                quiz_id,
                facts,
                books(),
                owner_id=visitor().id,
                bank_id=bank.id,
                title=title,
                now=now(),
            )
    except UnknownQuiz:
        flash("This form was used up. Press the button again.", "error")
        return _back(course_id, bank, day)
    if made is not None and not made.asked:
        flash("No quiz was made: none of these facts has a question that a quiz can ask.", "info")
        return _back(course_id, bank, day)
    if made is not None:
        flash(_made(made.asked, made.missing), "success")
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)


def _to_study(course_id: UUID, bank: Bank, facts: Sequence[FactMemory]) -> str:
    """Return the address of the form that gives these facts to study."""
    names = [each.public_id for each in facts]
    return url_for("assignments.new", course_id=course_id, bank=bank.slug, chosen="1", fact=names)


def _pairs_to_study(
    course_id: UUID, bank: Bank, pairs: Sequence[MixedUp], facts: Sequence[FactMemory]
) -> Sequence[str]:
    known = {each.slug: each for each in facts if each.is_asked}
    named = [[known[slug] for slug, _ in (e.one, e.other) if slug in known] for e in pairs]
    return [_to_study(course_id, bank, each) for each in named]


def _back(course_id: UUID, bank: Bank, day: Day) -> ResponseReturnValue:
    there = url_for("courses.memory", course_id=course_id, bank=bank.slug, on=day.sent)
    return redirect(there, code=303)


def _made(asked: int, missing: int) -> str:
    facts = "1 fact" if asked == 1 else f"{asked} facts"
    said = f"A draft that asks for {facts}, each once. Nobody sees it before you publish it."
    if not missing:
        return said
    lack = "1 other has" if missing == 1 else f"{missing} others have"
    return f"{said} {lack} no question of their own that a quiz can ask."


def _in_topic(facts: Sequence[FactMemory], slug: str) -> Sequence[FactMemory]:
    return [each for each in facts if each.topic.slug == slug] if slug else facts


def _page(facts: Sequence[FactMemory], number: int) -> Page[FactMemory]:
    number = min(number, page_count(len(facts))) or 1
    start = (number - 1) * PAGE_SIZE
    return Page(facts[start : start + PAGE_SIZE], number, len(facts))


def _said() -> dict[str, object]:
    return {"likely_from": round(100 * LIKELY), "few": ENOUGH}
