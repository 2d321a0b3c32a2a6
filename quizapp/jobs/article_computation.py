"""The reading of an article, in a process of its own: no database is known here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from quizapp.domain.facts import Source
from quizapp.language.article_drafting import draft_article
from quizapp.language.cached_parser import CachedParser
from quizapp.language.draft_records import drafts_to_record, known_from_record
from quizapp.language.spacy_parser import ModelNotInstalled, load_parser

Record = dict[str, Any]


def compute(given: Record, report: Callable[[int, int, str], None]) -> Record:
    """Return what is made of ``given["source"]``, compared with ``given["known"]``."""
    source, known = Source(**given["source"]), known_from_record(given["known"])
    texts = [source.text, *(each.text for each, _ in known)]
    total = sum(1 for text in texts for line in text.split("\n") if line.strip())
    done = 0

    def parsed(paragraphs: Sequence[tuple[int, str]]) -> None:
        nonlocal done
        done = min(done + len(paragraphs), total)
        report(done, total, "Reading" if done < total else "Writing questions")

    report(0, total, "Starting")
    try:
        parse = load_parser(given["model"])
    except ModelNotInstalled as error:
        return {"unreadable": str(error)}
    made = draft_article(source, known, CachedParser(parse, parsed))
    return {"made": drafts_to_record(made), "left_out": given["left_out"]}
