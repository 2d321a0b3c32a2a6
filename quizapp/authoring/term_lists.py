"""Lists of terms that somebody pasted: kept to be looked through, made into cards, taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.authoring.deletion import (
    DeletionBlocker,
    delete_empty_topics,
    delete_facts,
    delete_questions,
)
from quizapp.authoring.errors import StillNeeded
from quizapp.authoring.models import ListedCard, TermList
from quizapp.authoring.pending_articles import KEPT
from quizapp.banks import services, versions
from quizapp.banks.lookalikes import note_lookalikes
from quizapp.banks.models import Bank, Fact, FactVersion, Question, QuestionPart, QuestionVersion
from quizapp.db import hold, hold_by_id
from quizapp.domain.facts import Fact as DomainFact
from quizapp.domain.facts import FactStatus
from quizapp.domain.formats import term_lists
from quizapp.domain.formats.fingerprint import fact_fingerprint, fingerprint
from quizapp.domain.formats.term_lists import Separator
from quizapp.domain.generation.identity import digest, slug
from quizapp.domain.identifiers import free
from quizapp.domain.questions import Flashcard, Origin, QuestionKind, QuestionStatus
from quizapp.domain.term_cards import term_card, term_fact

DEFAULT_TOPIC = "Terms"


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A list as its form holds it; ``both_ways`` asks for a card from the definition too."""

    text: str
    separator: Separator
    topic: str
    both_ways: bool = False


def keep_list(
    session: Session,
    bank: Bank,
    sheet: ListSheet,
    *,
    form_id: str,
    author_id: int,
    now: datetime,
) -> TermList:
    """Store a list that was pasted; the same form sent again gives what is there."""
    # Two of the same form must not both find that the list is new.
    hold_by_id(session, User, author_id)
    name = UUID(hex=digest(str(author_id), str(bank.id), form_id, sheet.text)[:32])
    known = session.get(TermList, name)
    if known is not None:
        return known
    row = TermList(id=name, bank_id=bank.id, author_id=author_id, created_at=now)
    _fill(row, sheet)
    session.add(row)
    session.flush()
    return row


def forget_old(session: Session, now: datetime) -> int:
    """Remove the lists that were pasted long ago, but not their cards; returns how many."""
    old = select(TermList.id).where(TermList.created_at < now - KEPT)
    session.execute(delete(ListedCard).where(ListedCard.term_list_id.in_(old)))
    forgotten = delete(TermList).where(TermList.created_at < now - KEPT).returning(TermList.id)
    return len(session.scalars(forgotten).all())


def term_lists_of(session: Session, author_id: int) -> Sequence[TermList]:
    """Return the lists that somebody pasted, the oldest first."""
    return session.scalars(
        select(TermList)
        .where(TermList.author_id == author_id)
        .order_by(TermList.created_at, TermList.id)
    ).all()


def term_list(session: Session, list_id: UUID, bank_id: int, author_id: int) -> TermList | None:
    """Return a list that somebody pasted for a bank; nobody else's."""
    found = session.get(TermList, list_id)
    own = found is not None and (found.bank_id, found.author_id) == (bank_id, author_id)
    return found if own else None


def sheet_of(row: TermList) -> ListSheet:
    """Return a list as it stands in its form."""
    return ListSheet(row.text, Separator(row.separator), row.topic, row.both_ways)


def change(session: Session, row: TermList, sheet: ListSheet) -> None:
    """Keep what was changed in a list, as long as no cards were made of it."""
    hold(session, row)
    if row.added_at is None:
        _fill(row, sheet)
        session.flush()


def read(session: Session, row: TermList) -> term_lists.TermList:
    """Return what can be made of a list in its bank."""
    return term_lists.read_terms(row.text, Separator(row.separator), _known(session, row.bank_id))


def cards_of(session: Session, row: TermList) -> Sequence[int]:
    """Return the ids of the questions that were made of a list and are there still."""
    statement = select(ListedCard.question_id).where(ListedCard.term_list_id == row.id)
    return session.scalars(statement).all()


def add_cards(session: Session, bank: Bank, row: TermList, now: datetime) -> int:
    """Make published cards of a list, each with a fact of its own; return how many.

    Once more adds nothing. Whoever wrote the list vouches for its facts.
    """
    # Two who paste the same list must not both find its terms new.
    services.hold_contents(session, bank.id)
    hold(session, row)
    if row.added_at is not None:
        return len(cards_of(session, row))
    pairs = read(session, row).pairs
    row.added_at = now
    if pairs:
        title = row.topic or DEFAULT_TOPIC
        topic = services.add_topic(session, bank, slug(title), title)
        facts = _facts(session, bank.id, topic.slug, pairs)
        _add_cards(session, bank, row, _add_facts(session, bank, topic.id, facts, now), now)
        bank.updated_at = now
    session.flush()
    return len(cards_of(session, row))


def take_back(session: Session, bank: Bank, row: TermList, *, was_asked: bool) -> int:
    """Remove the cards that were made of a list, with their facts; return how many.

    ``was_asked`` is of any of them. Raises StillNeeded where learners were asked one, or another
    question asks for one of the facts.
    """
    services.hold_contents(session, bank.id)
    hold(session, row)
    cards = cards_of(session, row)
    if was_asked:
        raise StillNeeded(DeletionBlocker.ASKED)
    in_cards = (
        select(QuestionPart.fact_id)
        .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
        .where(QuestionVersion.question_id.in_(cards))
    )
    facts = session.scalars(in_cards.distinct()).all()
    others = (
        select(QuestionVersion.id)
        .join(QuestionPart, QuestionPart.question_version_id == QuestionVersion.id)
        .where(QuestionPart.fact_id.in_(facts), QuestionVersion.question_id.not_in(cards))
    )
    if session.scalar(others.limit(1)) is not None:
        raise StillNeeded(DeletionBlocker.USED)
    delete_questions(session, cards)
    delete_facts(session, bank.id, facts)
    delete_empty_topics(session, bank.id)
    row.added_at = None
    session.flush()
    session.expire_all()
    return len(cards)


def _fill(row: TermList, sheet: ListSheet) -> None:
    row.text, row.separator = sheet.text, sheet.separator.value
    row.topic, row.both_ways = sheet.topic, sheet.both_ways


def _known(session: Session, bank_id: int) -> Iterator[tuple[str, str]]:
    """Yield both sides of each flashcard that a bank has."""
    statement = (
        select(QuestionVersion.stem, QuestionVersion.content)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(
            Question.bank_id == bank_id,
            Question.kind == QuestionKind.FLASHCARD.value,
            Question.status != QuestionStatus.RETIRED.value,
            QuestionVersion.is_current,
        )
    )
    for front, content in session.execute(statement):
        yield front.casefold(), str(content["back"]).casefold()


def _facts(
    session: Session, bank_id: int, topic: str, pairs: Sequence[term_lists.Pair]
) -> list[DomainFact]:
    taken = set(session.scalars(select(Fact.slug).where(Fact.bank_id == bank_id)))
    facts = []
    for pair in pairs:
        name = free(slug(pair.term), taken)
        taken.add(name)
        facts.append(term_fact(name, topic, pair.term, pair.definition))
    return facts


def _add_facts(
    session: Session, bank: Bank, topic_id: int, facts: Sequence[DomainFact], now: datetime
) -> list[tuple[DomainFact, FactVersion]]:
    position = services.next_position(session, Fact, bank.id)
    rows = [
        Fact(
            bank_id=bank.id,
            topic_id=topic_id,
            slug=fact.id,
            status=FactStatus.APPROVED.value,
            position=position + number,
        )
        for number, fact in enumerate(facts)
    ]
    session.add_all(rows)
    session.flush()
    added = [
        (fact, versions.fact_version(row, fact, None, fact_fingerprint(fact), {}, {}, now))
        for row, fact in zip(rows, facts, strict=True)
    ]
    session.add_all(version for _, version in added)
    note_lookalikes(session, bank.id)
    return added


def _add_cards(
    session: Session,
    bank: Bank,
    row: TermList,
    facts: Sequence[tuple[DomainFact, FactVersion]],
    now: datetime,
) -> None:
    taken = set(session.scalars(select(Question.slug).where(Question.bank_id == bank.id)))
    position = services.next_position(session, Question, bank.id)
    made: list[tuple[Question, Flashcard, DomainFact, FactVersion]] = []
    for fact, version in facts:
        for reverse in (False, True)[: 1 + row.both_ways]:
            name = free(f"{fact.id}-reversed" if reverse else fact.id, taken)
            taken.add(name)
            card = term_card(name, fact, QuestionStatus.PUBLISHED, reverse=reverse)
            question = Question(
                bank_id=bank.id,
                topic_id=version.fact.topic_id,
                slug=name,
                kind=card.kind.value,
                status=card.status.value,
                origin=Origin.HAND.value,
                position=position + len(made),
            )
            made.append((question, card, fact, version))
    session.add_all(question for question, *_ in made)
    session.flush()
    for question, card, fact, version in made:
        print_now = fingerprint(card, {fact.id: fact})
        session.add(
            versions.question_version(
                question, card, 1, print_now, {fact.id: version}.__getitem__, now, row.author_id
            )
        )
        session.add(ListedCard(question_id=question.id, term_list_id=row.id))
    session.flush()
