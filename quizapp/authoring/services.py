"""Changing questions: new versions, publishing, retiring. Services flush, interfaces commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.authoring import draft_decisions
from quizapp.authoring.checking import (
    check_context,
    context_for,
    domain_fact,
    domain_question,
    findings_of,
    is_waiting,
    only_lacks_approval,
    with_question,
)
from quizapp.authoring.errors import (
    ChecksFailed,
    EditConflict,
    FactSetAside,
    UnknownFacts,
)
from quizapp.authoring.fact_adding import add_own_fact, with_ids_of_bank
from quizapp.authoring.locking import current_version, current_versions, lock, lock_named
from quizapp.banks import versions
from quizapp.banks.lookalikes import note_lookalikes
from quizapp.banks.models import Fact, FactVersion, Question, QuestionVersion, Topic
from quizapp.banks.services import add_topic, hold_contents, next_position
from quizapp.domain import facts as domain_facts
from quizapp.domain.banks import named_facts
from quizapp.domain.errors import Fault, InvalidQuestion
from quizapp.domain.facts import FactStatus
from quizapp.domain.formats.fingerprint import fingerprint
from quizapp.domain.generation.checks import Finding
from quizapp.domain.generation.identity import slug
from quizapp.domain.identifiers import numbered
from quizapp.domain.questions import Origin, QuestionStatus
from quizapp.domain.questions import Question as DomainQuestion


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did.

    ``findings`` keep the version from being published. ``withdrawn`` is true when the question
    was published and had to become a draft because of them.
    """

    version: QuestionVersion
    is_new: bool
    findings: tuple[Finding, ...]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """How many of several questions were published, and how many were held back.

    ``held`` counts those that a check held back, and ``waiting`` the drafts of an article that lack
    nothing but the approval of their facts, which accepting them gives.
    """

    changed: int = 0
    held: int = 0
    waiting: int = 0


def save_question(
    session: Session,
    row: Question,
    question: DomainQuestion,
    *,
    based_on: int,
    author_id: int | None,
    now: datetime,
    own_facts: Iterable[domain_facts.Fact] = (),
) -> Saved:
    """Make ``question`` the current version of ``row``; an equal one changes nothing.

    ``own_facts`` are facts made for its parts, as for ``create_question``. ``based_on`` is the
    number of the version that was edited. Raises EditConflict when another version is current by
    now and differs, UnknownFacts, and InvalidQuestion when the topic is not one of the bank.
    """
    # Two who add the same fact must not both find its id free, either.
    lock(session, row)
    current = current_version(session, row)
    topic_id = _topic_id(session, row.bank_id, question.topic)
    question = _with_own_facts(session, row.bank_id, topic_id, question, tuple(own_facts), now)
    facts = _facts_named(session, row.bank_id, question)
    question = as_saved(row, question)
    print_now = fingerprint(question, _domain_facts(facts))
    if current.fingerprint == print_now:
        found = findings_of(domain_question(row, current), context_for(session, row))
        return Saved(current, is_new=False, findings=found)
    if current.number != based_on:
        raise EditConflict(current)
    current.is_current = False
    session.flush()
    version = versions.question_version(
        row, question, current.number + 1, print_now, facts.__getitem__, now, author_id
    )
    session.add(version)
    row.topic_id = topic_id
    row.origin = question.origin.value
    session.flush()
    found = findings_of(question, context_for(session, row))
    withdrawn = bool(found) and row.status == QuestionStatus.PUBLISHED
    if withdrawn:
        row.status = QuestionStatus.DRAFT.value
        session.flush()
    return Saved(version, is_new=True, findings=found, withdrawn=withdrawn)


def as_saved(row: Question, question: DomainQuestion) -> DomainQuestion:
    """Return what somebody typed into the form of a question as it is once it is saved.

    The wording of what the engine drafted is then that person's, and is checked as theirs.
    """
    edited = Origin.EDITED if row.origin == Origin.ENGINE else Origin(row.origin)
    return replace(question, id=row.slug, status=QuestionStatus(row.status), origin=edited)


def create_question(
    session: Session,
    bank_id: int,
    question: DomainQuestion,
    *,
    author_id: int | None,
    now: datetime,
    own_facts: Iterable[domain_facts.Fact] = (),
    new_topic: str = "",
) -> Question:
    """Add a question written by hand, as a draft; its id is made from its words.

    ``own_facts`` are facts without a source made for it, which it names by ids that no fact of the
    bank has: each is added under the question's topic, approved by whoever wrote it, unless the
    bank has one that says the same. ``new_topic`` is the title of its topic where the bank may not
    have that yet. The same question again gives the row that is there. Raises UnknownFacts and
    InvalidQuestion as ``save_question`` does.
    """
    # Two of the same form must not both find the id free.
    bank = hold_contents(session, bank_id)
    if new_topic:
        add_topic(session, bank, question.topic, new_topic)
    topic_id = _topic_id(session, bank_id, question.topic)
    question = _with_own_facts(session, bank_id, topic_id, question, own_facts, now)
    facts = _facts_named(session, bank_id, question)
    known = _domain_facts(facts)
    for name in numbered(slug(question.stem)):
        draft = replace(question, id=name, status=QuestionStatus.DRAFT, origin=Origin.HAND)
        print_now = fingerprint(draft, known)
        row = session.scalar(
            select(Question).where(Question.bank_id == bank_id, Question.slug == name)
        )
        if row is None:
            break
        if print_now in _fingerprints(session, row):
            return row
    row = Question(
        bank_id=bank_id,
        topic_id=topic_id,
        slug=name,
        kind=draft.kind.value,
        status=QuestionStatus.DRAFT.value,
        origin=Origin.HAND.value,
        position=next_position(session, Question, bank_id),
    )
    session.add(row)
    session.flush()
    session.add(
        versions.question_version(row, draft, 1, print_now, facts.__getitem__, now, author_id)
    )
    session.flush()
    return row


def publish(session: Session, row: Question, *, user_id: int, now: datetime) -> None:
    """Let learners be asked a question; a published one stays as it is.

    A retired question is published anew. Raises ChecksFailed with every failed check. Facts
    without a source are no fault: the question's page says that they are unsourced.
    """
    lock(session, row)
    if row.status == QuestionStatus.PUBLISHED:
        return
    current = current_version(session, row)
    found = findings_of(domain_question(row, current), check_context(session, row.bank_id))
    if found:
        raise ChecksFailed(found)
    _let_out(session, row, current, user_id, now)


def publish_all(
    session: Session, bank_id: int, names: Collection[str], *, user_id: int, now: datetime
) -> Published:
    """Publish those of a bank's questions that pass every check; the others stay as they are.

    ``names`` are slugs; what the bank does not have is passed over. However many there are, the
    bank is held and read once.
    """
    rows = lock_named(session, bank_id, names)
    unpublished = [row for row in rows if row.status != QuestionStatus.PUBLISHED]
    if not unpublished:
        return Published()
    context, held, waiting = check_context(session, bank_id), 0, 0
    versions_now = current_versions(session, unpublished)
    for row in unpublished:
        current = versions_now[row.id]
        found = findings_of(domain_question(row, current), context)
        if found:
            unapproved = only_lacks_approval(found) and is_waiting(session, row)
            waiting += unapproved
            held += not unapproved
            continue
        _let_out(session, row, current, user_id, now)
        # Of two that ask for the same, the first keeps the second back.
        context = with_question(context, domain_question(row, current))
    return Published(len(unpublished) - held - waiting, held, waiting)


def retire(session: Session, row: Question, *, user_id: int, now: datetime) -> QuestionStatus:
    """Stop asking a question, keeping its history; returns the status it had before.

    A draft that waited for a decision is rejected with it.
    """
    lock(session, row)
    return _take_out(session, [row], user_id, now)[0]


def retire_all(
    session: Session, bank_id: int, names: Collection[str], *, user_id: int, now: datetime
) -> int:
    """Retire those of a bank's questions that have these slugs; return how many were not before."""
    befores = _take_out(session, lock_named(session, bank_id, names), user_id, now)
    return sum(before is not QuestionStatus.RETIRED for before in befores)


def reopen(session: Session, row: Question) -> None:
    """Make a retired question a draft again; any other stays as it is."""
    lock(session, row)
    _bring_back(session, [row])


def reopen_all(session: Session, bank_id: int, names: Collection[str]) -> None:
    """Make drafts again of those of a bank's questions that have these slugs and are retired."""
    _bring_back(session, lock_named(session, bank_id, names))


def approve_fact(session: Session, row: Fact) -> None:
    """Vouch for a draft fact, so that its questions can be published; raises FactSetAside."""
    lock(session, row)
    if row.status == FactStatus.APPROVED:
        return
    if row.status != FactStatus.DRAFT:
        raise FactSetAside(row.slug)
    row.status = FactStatus.APPROVED.value
    session.flush()


def _let_out(
    session: Session, row: Question, current: QuestionVersion, user_id: int, now: datetime
) -> None:
    row.status = QuestionStatus.PUBLISHED.value
    draft_decisions.note_published(session, row, current, user_id, now)
    session.flush()


def _take_out(
    session: Session, rows: Sequence[Question], user_id: int, now: datetime
) -> list[QuestionStatus]:
    """Retire questions that are held; return the statuses they had, in the same order."""
    befores = [QuestionStatus(row.status) for row in rows]
    drafts = [row for row in rows if row.status == QuestionStatus.DRAFT]
    for row in rows:
        row.status = QuestionStatus.RETIRED.value
    if drafts:
        wordings = current_versions(session, drafts).values()
        draft_decisions.note_rejected(session, wordings, user_id, now)
    session.flush()
    return befores


def _bring_back(session: Session, rows: Sequence[Question]) -> None:
    """Make drafts again of those that are retired, among questions that are held."""
    retired = [row for row in rows if row.status == QuestionStatus.RETIRED]
    for row in retired:
        row.status = QuestionStatus.DRAFT.value
    if retired:
        draft_decisions.forget_rejections(session, retired)
    session.flush()


def _with_own_facts(
    session: Session,
    bank_id: int,
    topic_id: int,
    question: DomainQuestion,
    own_facts: Iterable[domain_facts.Fact],
    now: datetime,
) -> DomainQuestion:
    """Return a question that names the facts made for it, which the bank has then."""
    question, placed = with_ids_of_bank(session, bank_id, question, own_facts)
    added = [add_own_fact(session, bank_id, topic_id, fact, now) for fact in placed]
    if any(added):
        note_lookalikes(session, bank_id)
    return question


def _fingerprints(session: Session, row: Question) -> set[str]:
    statement = select(QuestionVersion.fingerprint).where(QuestionVersion.question_id == row.id)
    return set(session.scalars(statement))


def _topic_id(session: Session, bank_id: int, name: str) -> int:
    found = session.scalar(select(Topic.id).where(Topic.bank_id == bank_id, Topic.slug == name))
    if found is None:
        fault = Fault("topic", f"There is no topic “{name}”.", "Choose one from the list.")
        raise InvalidQuestion("question", [fault])
    return found


def _facts_named(
    session: Session, bank_id: int, question: DomainQuestion
) -> dict[str, FactVersion]:
    """Return the current version of every fact a question names, those of wrong options too."""
    wanted = list(dict.fromkeys(name for _, name in named_facts(question)))
    statement = (
        select(Fact.slug, FactVersion)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .where(Fact.bank_id == bank_id, Fact.slug.in_(wanted), FactVersion.is_current)
    )
    found = dict(session.execute(statement).unique().all())
    missing = [name for name in wanted if name not in found]
    if missing:
        raise UnknownFacts(missing)
    return found


def _domain_facts(facts: dict[str, FactVersion]) -> dict[str, domain_facts.Fact]:
    return {name: domain_fact(version.fact, version) for name, version in facts.items()}
