"""Loading a bank into the database: what is equal stays, what changed becomes a new version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from quizapp.banks import versions
from quizapp.banks.errors import BankOfSomebody
from quizapp.banks.lookalikes import note_lookalikes
from quizapp.banks.models import (
    Bank,
    Fact,
    FactVersion,
    Question,
    QuestionVersion,
    Source,
    Topic,
    Visibility,
)
from quizapp.banks.outdated_questions import hold_questions, outdated, status_to_load
from quizapp.banks.sharing import has_owner
from quizapp.db import hold
from quizapp.domain import banks as domain
from quizapp.domain import facts as domain_facts
from quizapp.domain.formats.fingerprint import fact_fingerprint, fingerprint
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.domain.questions import QuestionStatus


@dataclass
class Tally:
    """How many of one thing a load added, changed, kept or retired."""

    added: int = 0
    changed: int = 0
    kept: int = 0
    retired: int = 0


@dataclass
class LoadReport:
    """What a load did.

    ``replaced_edits`` names facts and questions whose edits in the app were replaced, ``held``
    questions that are drafts now because another fact has superseded theirs.
    """

    bank: str
    sources: Tally = field(default_factory=Tally)
    facts: Tally = field(default_factory=Tally)
    questions: Tally = field(default_factory=Tally)
    replaced_edits: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    new_frame: bool = False
    """Whether the bank's own title, description or topics are not what they were."""
    is_new: bool = False

    @property
    def changed_anything(self) -> bool:
        """Whether the database differs from what it was."""
        tallies = (self.sources, self.facts, self.questions)
        return (
            self.new_frame
            or bool(self.held)
            or any(tally.added or tally.changed or tally.retired for tally in tallies)
        )


_GONE = "gone"
_RETIRED = QuestionStatus.RETIRED.value


def is_loaded(session: Session, slug: str, loaded_hash: str) -> bool:
    """Whether files with this hash are what was last loaded as the bank of that name."""
    known = session.scalar(select(Bank.loaded_hash).where(Bank.slug == slug))
    return known == loaded_hash


def load_bank(
    session: Session, content: domain.Bank, *, loaded_hash: str, now: datetime
) -> LoadReport:
    """Bring the database to what a bank's files say, keeping every learner's history.

    Facts and questions that left the files are retired, never deleted. What was edited in the app
    stays as it is until its entry in the files changes too. Published questions that ask for a
    superseded fact become drafts. A new bank belongs to the server and is there for everyone.
    Raises BankOfSomebody for the name of a bank that was made in the app and has an owner.
    """
    report = LoadReport(content.id)
    bank = _bank_row(session, content, report, now)
    topics = _load_topics(session, bank, content.topics, report)
    sources, revised = _load_sources(session, bank, content.sources, report.sources, now)
    session.flush()
    facts = _load_facts(session, bank, content, topics, sources, revised, report, now)
    session.flush()
    _load_questions(session, bank, content, topics, facts, report, now)
    report.held += hold_questions(session, bank.id)
    note_lookalikes(session, bank.id)
    bank.loaded_hash = loaded_hash
    if report.changed_anything:
        bank.updated_at = now
        bank.changes += 1
    session.flush()
    return report


def _bank_row(session: Session, content: domain.Bank, report: LoadReport, now: datetime) -> Bank:
    bank = session.scalar(select(Bank).where(Bank.slug == content.id))
    if bank is None:
        bank = Bank(
            slug=content.id,
            visibility=Visibility.EVERYONE.value,
            loaded_hash="",
            created_at=now,
            updated_at=now,
        )
        session.add(bank)
        report.is_new = True
    elif not bank.loaded_hash and has_owner(session, bank.id):
        raise BankOfSomebody(bank.slug)
    else:
        # Nobody edits in the app what the files change meanwhile.
        hold(session, bank)
    bank.title = content.title
    bank.language = content.language
    bank.description = content.description
    bank.license = content.license
    report.new_frame = session.is_modified(bank)
    session.flush()
    return bank


def _load_topics(
    session: Session, bank: Bank, topics: Iterable[domain.Topic], report: LoadReport
) -> Mapping[str, Topic]:
    rows = {row.slug: row for row in session.scalars(select(Topic).where(Topic.bank_id == bank.id))}
    for position, topic in enumerate(topics):
        row = rows.get(topic.id)
        if row is None:
            row = rows[topic.id] = Topic(bank_id=bank.id, slug=topic.id)
            session.add(row)
        row.title = topic.title
        row.position = position
        report.new_frame |= session.is_modified(row)
    session.flush()
    return rows


_SOURCE_FIELDS = ("title", "publisher", "published", "url", "note", "text")


def _load_sources(
    session: Session,
    bank: Bank,
    sources: Iterable[domain_facts.Source],
    tally: Tally,
    now: datetime,
) -> tuple[dict[str, Source], set[str]]:
    """Return the current row of each source, and the slugs whose text is not what it was."""
    statement = select(Source).where(Source.bank_id == bank.id, Source.is_current)
    current = {row.slug: row for row in session.scalars(statement)}
    rows: dict[str, Source] = {}
    revised: set[str] = set()
    for position, source in enumerate(sources):
        old = current.pop(source.id, None)
        if old is not None and all(
            getattr(old, name) == getattr(source, name) for name in _SOURCE_FIELDS
        ):
            old.position = position
            rows[source.id] = old
            tally.kept += 1
            continue
        revision = 1
        if old is None:
            tally.added += 1
            revision += _last_revision(session, bank, source.id)
        else:
            tally.changed += 1
            revision += old.revision
            old.is_current = False
            session.flush()
        revised.add(source.id)
        rows[source.id] = Source(
            bank_id=bank.id,
            slug=source.id,
            revision=revision,
            is_current=True,
            position=position,
            created_at=now,
            **{name: getattr(source, name) for name in _SOURCE_FIELDS},
        )
        session.add(rows[source.id])
    for left in current.values():
        if left.from_files:
            left.is_current = False
            tally.retired += 1
    return rows, revised


def _last_revision(session: Session, bank: Bank, slug: str) -> int:
    statement = (
        select(Source.revision)
        .where(Source.bank_id == bank.id, Source.slug == slug)
        .order_by(Source.revision.desc())
        .limit(1)
    )
    return session.scalar(statement) or 0


def _load_facts(
    session: Session,
    bank: Bank,
    content: domain.Bank,
    topics: Mapping[str, Topic],
    sources: Mapping[str, Source],
    revised: set[str],
    report: LoadReport,
    now: datetime,
) -> dict[str, FactVersion]:
    """Return the current version of every fact of the bank, by slug."""
    tally = report.facts
    rows = {row.slug: row for row in session.scalars(select(Fact).where(Fact.bank_id == bank.id))}
    statement = (
        select(FactVersion)
        .join(FactVersion.fact)
        .where(Fact.bank_id == bank.id, FactVersion.is_current)
    )
    current = {version.fact_id: version for version in session.scalars(statement)}
    loaded: dict[str, FactVersion] = {}
    changed: list[tuple[Fact, domain_facts.Fact, str]] = []
    for position, fact in enumerate(content.facts):
        row = rows.pop(fact.id, None)
        if row is None:
            row = Fact(bank_id=bank.id, slug=fact.id, loaded_fingerprint="", loaded_status="")
            session.add(row)
        print_now = fact_fingerprint(fact)
        last_loaded = row.loaded_fingerprint
        same_content, same_status = _note_load(row, print_now, fact.status)
        moved = any(evidence.source in revised for evidence in fact.evidence)
        row.position = position
        if not same_content or moved:
            if row.id in current and current[row.id].fingerprint != last_loaded:
                report.replaced_edits.append(fact.id)
            row.topic_id = topics[fact.topic].id
            changed.append((row, fact, print_now))
        else:
            loaded[fact.id] = current[row.id]
            tally.kept += same_status
            tally.changed += not same_status
        # What was approved in the app stays so until the files say something new.
        if not (same_content and same_status):
            row.status = fact.status.value
    session.flush()
    texts = content.source_by_id
    stepping_back = []
    for row, fact, print_now in changed:
        old = current.get(row.id)
        if old is None:
            tally.added += 1
        else:
            tally.changed += 1
            stepping_back.append(old)
        loaded[fact.id] = versions.fact_version(row, fact, old, print_now, texts, sources, now)
    _swap(session, stepping_back, [loaded[fact.id] for _, fact, _ in changed])
    for left in rows.values():
        loaded[left.slug] = current[left.id]
        tally.retired += _retire(left)
    return loaded


def _load_questions(
    session: Session,
    bank: Bank,
    content: domain.Bank,
    topics: Mapping[str, Topic],
    facts: Mapping[str, FactVersion],
    report: LoadReport,
    now: datetime,
) -> None:
    tally = report.questions
    rows = {
        row.slug: row
        for row in session.scalars(select(Question).where(Question.bank_id == bank.id))
    }
    statement = (
        select(QuestionVersion)
        .join(QuestionVersion.question)
        .where(Question.bank_id == bank.id, QuestionVersion.is_current)
        .options(selectinload(QuestionVersion.parts))
    )
    current = {version.question_id: version for version in session.scalars(statement)}
    wordings = {version.id for version in facts.values()}
    changed: list[tuple[Question, DomainQuestion, str]] = []
    past = outdated(content.facts)
    for position, question in enumerate(content.questions):
        print_now = fingerprint(question, content.fact_by_id)
        row = rows.pop(question.id, None)
        if row is None:
            row = Question(
                bank_id=bank.id, slug=question.id, loaded_fingerprint="", loaded_status=""
            )
            session.add(row)
        old = current.get(row.id)
        status = status_to_load(question, past)
        last_loaded = row.loaded_fingerprint
        same_content, same_status = _note_load(row, print_now, status)
        row.position = position
        if not (same_content and same_status):
            row.status = status.value
            report.held += [question.id] if status is not question.status else []
        if old is None or not same_content:
            if old is not None and old.fingerprint != last_loaded:
                report.replaced_edits.append(question.id)
            row.topic_id = topics[question.topic].id
            row.kind = question.kind.value
            row.origin = question.origin.value
            changed.append((row, question, print_now))
        elif _names_old_facts(old, wordings):
            changed.append((row, versions.question_of(old), old.fingerprint))
        else:
            tally.kept += same_status
            tally.changed += not same_status
    for left in rows.values():
        tally.retired += _retire(left)
        if left.status != QuestionStatus.RETIRED and _names_old_facts(current[left.id], wordings):
            old = current[left.id]
            changed.append((left, versions.question_of(old), old.fingerprint))
    session.flush()
    fresh, stepping_back = [], []
    for row, question, print_now in changed:
        old = current.get(row.id)
        number, author_id = 1, None
        if old is None:
            tally.added += 1
        else:
            tally.changed += 1
            stepping_back.append(old)
            number = old.number + 1
            # Whoever worded it stays its author when only its facts are worded anew.
            author_id = old.author_id if old.fingerprint == print_now else None
        fresh.append(
            versions.question_version(
                row, question, number, print_now, facts.__getitem__, now, author_id
            )
        )
    _swap(session, stepping_back, fresh)


def _note_load(row: Fact | Question, fingerprint: str, status: str) -> tuple[bool, bool]:
    """Note what the files say now; return whether content and status are as they said before."""
    same = row.loaded_fingerprint == fingerprint, row.loaded_status == status
    row.loaded_fingerprint, row.loaded_status = fingerprint, status
    return same


def _retire(row: Fact | Question) -> bool:
    """Retire what left the files; what was made in the app was never in them and stays."""
    if not row.loaded_fingerprint or row.loaded_status == _GONE:
        return False
    row.status = _RETIRED
    row.loaded_status = _GONE
    return True


def _names_old_facts(version: QuestionVersion, wordings: set[int]) -> bool:
    return any(part.fact_version_id not in wordings for part in version.parts)


def _swap(
    session: Session,
    old: Iterable[FactVersion] | Iterable[QuestionVersion],
    new: Iterable[FactVersion] | Iterable[QuestionVersion],
) -> None:
    """Make the new versions the current ones: the old must step back first, for the index."""
    for version in old:
        version.is_current = False
    session.flush()
    session.add_all(list(new))
    session.flush()
