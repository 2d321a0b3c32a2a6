"""Drafts from one sentence of an article, for whoever points at it: put in line, stored once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp.accounts.policies import may_teach
from quizapp.accounts.queries import visitor_by_id
from quizapp.authoring.articles import add_drafts
from quizapp.authoring.checking import check_context, domain_source
from quizapp.authoring.deduplication import without_asked
from quizapp.authoring.errors import ArticleGone, AuthorGone, BankGone
from quizapp.authoring.models import GenerationRun
from quizapp.banks.access import seen_bank
from quizapp.banks.policies import Action, can
from quizapp.banks.services import hold_contents
from quizapp.db import RowGone
from quizapp.domain.banks import named_facts
from quizapp.domain.facts import Source
from quizapp.domain.generation.article_sentences import Span, article_sentences
from quizapp.domain.generation.sentence_drafts import drafts_of_sentence, surroundings
from quizapp.language.article_drafts import ArticleDrafts
from quizapp.queue.models import Job
from quizapp.queue.queries import latest_job
from quizapp.queue.services import enqueue

KIND = "draft-sentence"
MOST_WORDS = 3_000
"""So much of an article is read around a sentence: who “she” is may be told long before."""


@dataclass(frozen=True, slots=True)
class SentenceToRead:
    """A sentence of an article by its ``span``, and the part of the article that is read for it."""

    run: GenerationRun
    source: Source
    span: Span

    @property
    def part(self) -> Source:
        """The article with no more of its text than is read."""
        start, end = surroundings(self.source.text, self.span, MOST_WORDS)
        return replace(self.source, text=self.source.text[start:end])


def ask_for_sentence(
    session: Session, run: GenerationRun, number: int, *, author_id: int, now: datetime
) -> Job:
    """Put the drafting from a sentence in line; while it waits or is read, that is the one.

    It takes turns with the articles that the same person has read.
    """
    return enqueue(
        session,
        KIND,
        {"run": run.id, "sentence": number, "author": author_id},
        now=now,
        label=run.source.title,
        owner_id=author_id,
        dedupe_key=_key(run.id, number),
        lane=f"draft-article:{author_id}",
    )


def sentence_job(session: Session, run: GenerationRun, number: int) -> Job | None:
    """Return the last job that was to draft from a sentence, if any was."""
    return latest_job(session, _key(run.id, number))


def sentence_to_read(
    session: Session, run_id: int, number: int, author_id: int, now: datetime
) -> SentenceToRead:
    """Return what a worker is to read; raises ArticleGone, AuthorGone and BankGone."""
    run = session.get(GenerationRun, run_id)
    if run is None:
        raise ArticleGone
    # What a person may do is asked again: hours may have passed since they pressed the button.
    person = visitor_by_id(session, author_id, now)
    if person is None or person.leaves_at is not None or not may_teach(person):
        raise AuthorGone
    found = seen_bank(session, run.source.bank.slug, person)
    if found is None or not can(person, Action.EDIT, found.access):
        raise BankGone
    spans = article_sentences(run.source.text)
    if not 0 <= number < len(spans):
        raise ArticleGone
    return SentenceToRead(run, domain_source(run.source), spans[number])


def keep_sentence_drafts(
    session: Session,
    run_id: int,
    number: int,
    author_id: int,
    made: ArticleDrafts,
    now: datetime,
) -> int:
    """Store what was drafted from a sentence and the bank does not ask yet; returns how many.

    They come after all drafts that the article has. Raises ArticleGone, AuthorGone and BankGone.
    """
    asked_for = sentence_to_read(session, run_id, number, author_id, now)
    run, source = asked_for.run, asked_for.source
    try:
        # Two who point at one sentence must not both find that nothing asks for it.
        bank = hold_contents(session, run.source.bank_id)
    except RowGone:
        raise BankGone from None
    facts = {fact.id: fact for fact in made.facts}
    found = drafts_of_sentence(source, asked_for.span, facts, made.questions, made.held)
    context = check_context(session, bank.id)
    new = without_asked(found, context)
    named = {name for question in new for _, name in named_facts(question)}
    needed = tuple(fact for fact in made.facts if fact.id in named)
    kept = replace(made, source=source, facts=needed, questions=new)
    add_drafts(session, bank, run, kept, context.index.by_id, now)
    return len(new)


def _key(run_id: int, number: int) -> str:
    return f"{KIND}:{run_id}:{number}"
