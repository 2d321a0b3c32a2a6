"""What `quizapp generate` gives: JSON for programs, a listing for people, a bank's folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from quizapp.cli.bank_checking import read_folder
from quizapp.cli.bank_files import write_files
from quizapp.domain.banks import Bank
from quizapp.domain.errors import InvalidBank
from quizapp.domain.facts import Fact, FactStatus, Source
from quizapp.domain.formats.native import write_bank
from quizapp.domain.formats.records import fact_to_dict
from quizapp.domain.generation.conflicts.model import Conflict, Mention
from quizapp.domain.generation.drafting import Drafted
from quizapp.domain.generation.extending import extended, topics_of
from quizapp.domain.generation.identity import slug
from quizapp.domain.generation.reasons import Reason
from quizapp.domain.questions import Question, QuestionStatus

MOST_LISTED = 20
Record = dict[str, Any]


def json_bytes(drafted: Drafted, *, one: bool) -> bytes:
    """Return the drafts as JSON in UTF-8; ``source`` for one article, ``sources`` for several."""
    sources = [_source(source) for source in drafted.sources]
    by_id = {source.id: source for source in drafted.sources}
    facts = {fact.id: fact for fact in drafted.facts}
    head: Record = {"source": sources[0]} if one else {"sources": sources}
    listed: list[tuple[Question, str, tuple[Reason, ...]]] = [
        (question, "draft", ()) for question in drafted.questions
    ]
    listed += [(each.question, "filtered", each.reasons) for each in drafted.filtered]
    content = head | {
        "facts": [_fact(fact, by_id) | _standing(fact, drafted) for fact in drafted.facts],
        "questions": [
            _question(question, facts, by_id)
            | {
                "rank": rank,
                "status": status,
                "reasons": [str(each) for each in reasons],
                "codes": [each.code for each in reasons],
            }
            for rank, (question, status, reasons) in enumerate(listed, start=1)
        ],
        "conflicts": [_conflict(conflict) for conflict in drafted.conflicts],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def as_listing(drafted: Drafted) -> Iterator[str]:
    """Yield the lines for people: facts beside their words, the best questions, conflicts."""
    for source in drafted.sources:
        about = ", ".join(filter(None, (source.publisher, source.published)))
        yield _bold(f"{source.title}{f' ({about})' if about else ''}")
    facts = drafted.new_facts
    yield ""
    yield _bold(f"{_count(len(facts), 'fact')}, each with the words that prove it")
    for fact in facts:
        yield f"  {fact.statement}"
        yield from (f"      “{' '.join(each.quote.split())}”" for each in fact.evidence)
    yield ""
    best = drafted.questions[:MOST_LISTED]
    shown = "" if len(best) == len(drafted.questions) else f", the best {len(best)} are"
    yield _bold(f"{_count(len(drafted.questions), 'question')}{shown}")
    for number, question in enumerate(best, start=1):
        yield f"  {number:2}. {question.headline}"
        yield f"      {_shown_key(question)}"
    if drafted.changes.facts:
        yield ""
        yield _bold(f"{_count(len(drafted.changes.facts), 'fact')} that a later article changed")
        for fact in drafted.changes.facts:
            yield f"  {fact.statement}"
            yield f"      {drafted.changes.reasons[fact.id]}"
    if drafted.conflicts:
        yield ""
        yield _bold(_count(len(drafted.conflicts), "conflict"))
        for conflict in drafted.conflicts:
            yield f"  {conflict.explanation}"
            yield from (
                f"      {mention.source}: “{mention.words}”" for mention in (conflict.a, conflict.b)
            )
    if drafted.filtered:
        yield ""
        yield _bold(f"{_count(len(drafted.filtered), 'draft')} held back, and why")
        reasons: dict[str, int] = {}
        for each in drafted.filtered:
            reasons[each.reasons[0].title] = reasons.get(each.reasons[0].title, 0) + 1
        for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
            yield f"  {count:3}  {reason}"


def write_bank_folder(folder: Path, drafted: Drafted) -> None:
    """Write the drafts as a bank, or the bank that they were added to.

    ClickException where they make none, would replace the work of people, or the disk refuses.
    """
    if drafted.bank is None and _is_reviewed(folder):
        raise click.ClickException(
            f"{folder} is a bank that people have reviewed, and drafts would take its place. Write "
            "into another folder, or add the article to its sources and name it with --bank."
        )
    try:
        files = write_bank(_bank(folder, drafted))
    except InvalidBank as error:
        raise click.ClickException(f"The drafts make no bank: {error}") from None
    changed = write_files(folder, files)
    click.echo(
        f"{folder}: {_count(len(changed), 'file')} written, with "
        f"{_count(len(drafted.new_facts), 'fact')} "
        f"and {_count(len(drafted.questions), 'question')} to review.",
        err=True,
    )


def _is_reviewed(folder: Path) -> bool:
    if not (folder / "bank.yaml").exists():
        return False
    bank = read_folder(folder)
    return any(fact.status is FactStatus.APPROVED for fact in bank.facts) or any(
        question.status is QuestionStatus.PUBLISHED for question in bank.questions
    )


def _bank(folder: Path, drafted: Drafted) -> Bank:
    if drafted.bank is not None:
        return extended(drafted.bank, drafted.facts, drafted.changes.questions, drafted.questions)
    return Bank(
        id=slug(folder.resolve().name),
        title=drafted.sources[0].title,
        topics=topics_of(drafted.facts, drafted.sources),
        sources=drafted.sources,
        facts=drafted.facts,
        questions=drafted.questions,
    )


def _source(source: Source) -> Record:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "text": source.text,
    }


def _fact(fact: Fact, sources: Mapping[str, Source]) -> Record:
    record = fact_to_dict(fact)
    return {
        **{name: record[name] for name in ("id", "kind", "statement", "value", "flags")},
        "question": fact.question,
        "as_of": fact.as_of,
        "evidence": _evidence(fact, sources),
        "conflicts_with": list(fact.conflicts_with),
    }


def _standing(fact: Fact, drafted: Drafted) -> Record:
    """Return whether a fact still holds; if not, since when, what holds instead, and who says."""
    noted = fact.note if fact.status is FactStatus.SUPERSEDED else ""
    return {
        "status": str(fact.status),
        "until": fact.until,
        "superseded_by": fact.superseded_by,
        "reason": drafted.changes.reasons.get(fact.id, noted),
    }


def _evidence(fact: Fact, sources: Mapping[str, Source]) -> Record | None:
    """Return the first evidence with its place; None for a bank's fact that no article proves."""
    if not fact.evidence:
        return None
    first = fact.evidence[0]
    start, end = sources[first.source].locate(first.quote)
    return {
        "source": first.source,
        "start": start,
        "end": end,
        "quote": first.quote,
        "value": first.value,
    }


def _question(
    question: Question, facts: Mapping[str, Fact], sources: Mapping[str, Source]
) -> Record:
    named = [key for key in question.facts if key in facts]
    outline = question.outline()
    return {
        "id": question.id,
        "kind": str(question.kind),
        "stem": question.headline,
        "options": outline.options,
        "key": outline.key,
        "fact": named[0],
        "facts": named,
        "evidence": _evidence(facts[named[0]], sources),
    }


def _shown_key(question: Question) -> str:
    if options := question.solution().options:
        return "   ".join(f"{'✓' if right else '·'} {text}" for text, right in options)
    key = question.outline().key
    if isinstance(key, str):
        return f"✓ {key}"
    return "✓ " + "; ".join(" – ".join(each) if isinstance(each, list) else each for each in key)


def _conflict(conflict: Conflict) -> Record:
    return {
        "kind": str(conflict.kind),
        "subject": conflict.subject,
        "a": _mention(conflict.a),
        "b": _mention(conflict.b),
        "explanation": conflict.explanation,
        "blocks": conflict.kind.blocks,
    }


def _mention(mention: Mention) -> Record:
    return {
        "source": mention.source,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.words,
        "fact": mention.fact,
    }


def _bold(text: str) -> str:
    return click.style(text, bold=True)


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
