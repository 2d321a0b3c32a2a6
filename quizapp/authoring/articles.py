"""Articles of a teacher's own: what they are compared with, and storing what was made of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.authoring.checking import check_context
from quizapp.authoring.deduplication import without_known
from quizapp.authoring.errors import AlreadyInBank
from quizapp.authoring.models import Draft, GenerationRun
from quizapp.banks import services, versions
from quizapp.banks.lookalikes import note_lookalikes
from quizapp.banks.models import (
    Bank,
    Fact,
    FactVersion,
    MemberRole,
    Membership,
    Question,
    Source,
)
from quizapp.db import hold_by_id
from quizapp.domain import facts as domain_facts
from quizapp.domain.facts import FactStatus
from quizapp.domain.formats.fingerprint import fact_fingerprint, fingerprint
from quizapp.domain.formats.records import question_to_dict
from quizapp.domain.generation.identity import digest, slug
from quizapp.domain.identifiers import free
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.domain.questions import QuestionStatus
from quizapp.language.article_drafts import ArticleDrafts, Known

_OPEN = frozenset({FactStatus.DRAFT, FactStatus.APPROVED})
_NEW = FactStatus.DRAFT
_TOPIC_TITLE = 200


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Articles that a new one is compared with; ``left_out`` were too long in all."""

    known: tuple[Known, ...] = ()
    left_out: tuple[str, ...] = ()


def source_with_text(session: Session, bank_id: int, text: str) -> Source | None:
    """Return the bank's article with exactly this text, if it has it.

    A file ends with a line break, and what is pasted does not.
    """
    statement = select(Source).where(
        Source.bank_id == bank_id, Source.is_current, Source.text.in_(_texts(text))
    )
    return session.scalars(statement.order_by(Source.position).limit(1)).first()


def _texts(text: str) -> tuple[str, str]:
    text = text.rstrip("\n")
    return text, f"{text}\n"


def run_of(session: Session, source_id: int) -> GenerationRun | None:
    """Return what was made of an article in the app, if anything was."""
    return session.scalars(
        select(GenerationRun).where(GenerationRun.source_id == source_id)
    ).one_or_none()


def free_source_id(session: Session, bank_id: int | None, title: str) -> str:
    """Return the id for an article: from its title, with a number where another has it."""
    taken: set[str] = set()
    if bank_id is not None:
        taken = set(session.scalars(select(Source.slug).where(Source.bank_id == bank_id)))
    return free(slug(title), taken)


def neighbours(session: Session, bank_id: int, most_words: int) -> Neighbours:
    """Return a bank's articles with their open facts, the latest first, up to so many words."""
    context = check_context(session, bank_id)
    known: list[Known] = []
    left_out = []
    left = most_words
    for source in sorted(context.sources.values(), key=lambda each: each.published, reverse=True):
        left -= len(source.text.split())
        if left < 0:
            left_out.append(source.title)
            continue
        facts = tuple(
            fact
            for fact in context.index.facts
            if fact.status in _OPEN and any(each.source == source.id for each in fact.evidence)
        )
        known.append((source, facts))
    return Neighbours(tuple(known), tuple(left_out))


def keep_drafts(
    session: Session,
    bank: Bank | None,
    made: ArticleDrafts,
    *,
    new_title: str = "",
    left_out: tuple[str, ...] = (),
    author_id: int,
    now: datetime,
) -> GenerationRun:
    """Store an article with its drafts; the same article again gives what is there.

    Drafts that ask for what the bank knows or asks already are left out, and counted.

    Without a bank, a new one of that title is made for the author. Raises NameTaken where another
    article of the bank has the name meanwhile, and AlreadyInBank for an article that the bank has
    from its files.
    """
    if bank is None:
        # Two of the same form must not both find that the bank is new.
        hold_by_id(session, User, author_id)
        known = _drafted_before(session, new_title, made.source.text, author_id)
        if known is not None:
            return known
        bank = services.add_bank(session, new_title, owner_id=author_id, now=now)
    else:
        # Two of the same form must not both find that the article is new.
        services.hold_contents(session, bank.id)
        source = source_with_text(session, bank.id, made.source.text)
        if source is not None:
            known = run_of(session, source.id)
            if known is None:
                raise AlreadyInBank(source)
            return known
    context = check_context(session, bank.id)
    new = without_known(made, context)
    source = services.add_source(session, bank, made.source, now)
    run = GenerationRun(
        source_id=source.id,
        source=source,
        author_id=author_id,
        content=_content(new, left_out) | {"known": len(made.questions) - len(new.questions)},
        created_at=now,
    )
    session.add(run)
    session.flush()
    add_drafts(session, bank, run, new, context.index.by_id, now)
    return run


def add_drafts(
    session: Session,
    bank: Bank,
    run: GenerationRun,
    made: ArticleDrafts,
    bank_facts: Mapping[str, domain_facts.Fact],
    now: datetime,
) -> None:
    """Store drafts with the facts that they need, behind those that the article has already.

    ``bank_facts`` are those of the bank before, by id: they stay as they are.
    """
    last = session.scalar(select(func.max(Draft.place)).where(Draft.generation_run_id == run.id))
    facts = _add_facts(session, bank, run.source, made, now)
    first = 0 if last is None else last + 1
    _add_questions(session, bank, run, made, facts, bank_facts, first, now)
    bank.updated_at = now
    session.flush()


def _drafted_before(
    session: Session, bank_title: str, text: str, author_id: int
) -> GenerationRun | None:
    """Return what somebody made of this text before, in a bank of their own of that title."""
    return session.scalars(
        select(GenerationRun)
        .join(Source, Source.id == GenerationRun.source_id)
        .join(Bank, Bank.id == Source.bank_id)
        .join(Membership, Membership.bank_id == Bank.id)
        .where(
            Bank.title == bank_title,
            Membership.user_id == author_id,
            Membership.role == MemberRole.OWNER.value,
            Source.text.in_(_texts(text)),
            Source.is_current,
        )
        .order_by(GenerationRun.id)
        .limit(1)
    ).first()


def _add_facts(
    session: Session, bank: Bank, source: Source, made: ArticleDrafts, now: datetime
) -> dict[str, FactVersion]:
    """Return the versions of the facts by id; what the bank knows by that id stays as it is."""
    asked = {name for question in made.questions for name in question.facts}
    found = _current_versions(session, bank, {fact.id for fact in made.facts} | asked)
    position = services.next_position(session, Fact, bank.id)
    rows = {
        fact.id: Fact(
            bank_id=bank.id,
            topic=services.add_topic(session, bank, fact.topic, source.title[:_TOPIC_TITLE]),
            slug=fact.id,
            # What the article itself says to be over is no draft to be approved.
            status=(fact.status if fact.status is FactStatus.SUPERSEDED else _NEW).value,
            position=position + number,
        )
        for number, fact in enumerate(made.facts)
        if fact.id not in found
    }
    session.add_all(rows.values())
    session.flush()
    texts, sources = {made.source.id: made.source}, {made.source.id: source}
    added = {
        fact.id: versions.fact_version(
            rows[fact.id], fact, None, fact_fingerprint(fact), texts, sources, now
        )
        for fact in made.facts
        if fact.id in rows
    }
    session.add_all(added.values())
    note_lookalikes(session, bank.id)
    return found | added


def _current_versions(
    session: Session, bank: Bank, slugs: Collection[str]
) -> dict[str, FactVersion]:
    statement = (
        select(Fact.slug, FactVersion)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .where(Fact.bank_id == bank.id, Fact.slug.in_([*slugs]), FactVersion.is_current)
    )
    return dict(session.execute(statement).unique().all())


def _add_questions(
    session: Session,
    bank: Bank,
    run: GenerationRun,
    made: ArticleDrafts,
    facts: Mapping[str, FactVersion],
    bank_facts: Mapping[str, domain_facts.Fact],
    first: int,
    now: datetime,
) -> None:
    taken = set(session.scalars(select(Question.slug).where(Question.bank_id == bank.id)))
    position = services.next_position(session, Question, bank.id)
    known = {fact.id: fact for fact in made.facts} | dict(bank_facts)
    rows = []
    for number, question in enumerate(made.questions):
        topic_id = facts[question.facts[0]].fact.topic_id
        rows.append(
            Question(
                bank_id=bank.id,
                topic_id=topic_id,
                slug=_free(question, taken, made.source),
                kind=question.kind.value,
                status=QuestionStatus.DRAFT.value,
                origin=question.origin.value,
                position=position + number,
            )
        )
    session.add_all(rows)
    session.flush()
    for place, (row, question) in enumerate(zip(rows, made.questions, strict=True), first):
        session.add(
            versions.question_version(
                row, question, 1, fingerprint(question, known), facts.__getitem__, now
            )
        )
        features = dict(made.features.get(question.id, {}))
        session.add(
            Draft(question_id=row.id, generation_run_id=run.id, place=place, features=features)
        )
    session.flush()


def _free(question: DomainQuestion, taken: set[str], source: domain_facts.Source) -> str:
    """Return the question's id; one that another article's question has gets an ending."""
    if question.id not in taken:
        return question.id
    return f"{question.id}-{digest(source.id, question.id)[:5]}"


def _content(made: ArticleDrafts, left_out: tuple[str, ...]) -> dict[str, Any]:
    return {
        "held": [
            {
                "question": question_to_dict(each.question),
                "reasons": [asdict(reason) for reason in each.reasons],
            }
            for each in made.held
        ],
        "conflicts": [
            {
                "kind": each.kind.value,
                "explanation": each.explanation,
                "blocks": each.kind.blocks,
                "sides": [
                    {
                        "source": side.source,
                        "start": side.start,
                        "end": side.end,
                        "words": side.words,
                        "fact": side.fact,
                    }
                    for side in (each.a, each.b)
                ],
            }
            for each in made.conflicts
        ],
        "problems": list(made.problems),
        "changes": [asdict(each) for each in made.changes],
        "left_out": list(left_out),
        "central": made.central,
    }
