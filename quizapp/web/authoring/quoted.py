"""Words of an article that a new question is to be about: the address of its form names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from quizapp.banks.models import Bank, Source
from quizapp.banks.queries import source_by_slug
from quizapp.domain.errors import EvidenceNotFound
from quizapp.domain.facts import Evidence, Fact
from quizapp.domain.facts import Source as Article
from quizapp.web.evidence import Excerpt, citation, paragraph_around

LONGEST = 1_500
"""More than this, in letters, is no sentence that proves something."""
LEFT_EMPTY = "Leave empty: it gets a fact of its own, proved by the words of the article."
"""Said below the field of a fact, where it need not be chosen."""
_NAMES = ("article", "start", "end", "key_start", "key_end")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of an article from ``start`` to ``end``, and those of them that are the answer."""

    source: Source
    start: int
    end: int
    key: str

    @property
    def words(self) -> str:
        """The words, exactly as they stand."""
        return self.source.text[self.start : self.end]

    def excerpt(self, bank_slug: str) -> Excerpt:
        """Return the paragraph around the words, with them marked."""
        first, last = paragraph_around(self.source.text, self.start, self.end)
        span = (self.start - first, self.end - first)
        return Excerpt(self.source.text[first:last], (span,), citation(self.source, bank_slug))

    def proving(self, facts: Iterable[Fact]) -> list[Fact]:
        """Return facts made for a question with these words as what proves them."""
        return [replace(fact, evidence=(self._evidence(fact),)) for fact in facts]

    def _evidence(self, fact: Fact) -> Evidence:
        value = fact.value.text
        # An answer in somebody's own words is proved by the sentence as a whole.
        stands = self.words.count(value) == 1
        return Evidence(self.source.slug, self.words, value if stands else self.words)


def quoted_in(session: Session, bank: Bank, sent: Mapping[str, str]) -> Quoted | None:
    """Return the words that an address names, if the bank's article has them, and only once."""
    name = sent.get("article", "")
    source = source_by_slug(session, bank.id, name) if name.isprintable() else None
    start, end = _place(sent, "start"), _place(sent, "end")
    if source is None or start is None or end is None:
        return None
    if not start < end <= min(len(source.text), start + LONGEST):
        return None
    if not _stands_once(source, source.text[start:end]):
        # The paragraph around words that come twice tells which of them are meant.
        start, end = paragraph_around(source.text, start, end)
        if end - start > LONGEST or not _stands_once(source, source.text[start:end]):
            return None
    first, last = _place(sent, "key_start"), _place(sent, "key_end")
    inside = first is not None and last is not None and start <= first < last <= end
    return Quoted(source, start, end, source.text[first:last].strip() if inside else "")


def place_of(sent: Mapping[str, str]) -> dict[str, str]:
    """Return what of an address names such words, to be kept in another."""
    return {name: sent[name][:200] for name in _NAMES if sent.get(name)}


def _place(sent: Mapping[str, str], name: str) -> int | None:
    typed = sent.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _stands_once(source: Source, words: str) -> bool:
    try:
        Article(source.slug, source.title, "", "", source.text).locate(words)
    except EvidenceNotFound:
        return False
    return words == words.strip()
