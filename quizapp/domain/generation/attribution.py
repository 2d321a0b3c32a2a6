"""Saying who says so, where a fact is only as good as its speaker or its report."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.index import FactIndex
from quizapp.domain.generation.text import content_words, has_article, uncapitalised
from quizapp.domain.generation.values import same_name

_OFFICE = re.compile(
    r"\b(?:Department|Ministry|Government|Agency|Council|Committee|Office|Embassy|Navy|Army|Corps"
    r"|House|Commission|Union|Pentagon)\Z|\b(?:Department|Ministry|Office|House) of\b"
)


def names(text: str, speaker: str) -> bool:
    """Whether the text names the speaker: by the last word of the name, or by half of it."""
    wanted, found = content_words(speaker), set(content_words(text))
    if not wanted:
        return False
    return wanted[-1] in found or 2 * sum(word in found for word in wanted) >= len(wanted)


def speakers(fact: Fact, index: FactIndex, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return who must be named in the wording, any one of them; empty when nobody must.

    A fact that its source puts into somebody's mouth needs that person; a fact that another one
    contradicts needs that person or a publisher.
    """
    said = (fact.flags.attributed_to,) if fact.flags.attributed_to else ()
    if not index.open_rivals(fact):
        return said
    publishers = (
        short_name(sources[evidence.source].publisher)
        for evidence in fact.evidence
        if evidence.source in sources
    )
    return tuple(dict.fromkeys((*said, *publishers)))


def short_name(publisher: str) -> str:
    """Return what a publisher is called in a sentence: “UPI”, or “the wire report”."""
    letters = re.search(r"\(([A-Z][A-Z.&-]+)\)\s*\Z", publisher)
    if letters:
        return letters.group(1)
    name = re.sub(r"\s*\([^()]*\)\s*\Z", "", publisher)
    last = name.split()[-1:]
    common = len(name.split()) > 1 and last[0].islower()
    return f"the {name[0].lower()}{name[1:]}" if common else name


def attributed(fact: Fact, text: str, index: FactIndex, sources: Mapping[str, Source]) -> str:
    """Return the text, with “According to ...” before it where it must name its speaker.

    A speaker who is the answer is not named: that would give it away.
    """
    required = speakers(fact, index, sources)
    known = any(names(text, speaker) for speaker in required)
    # A sentence names one authority in this way; a second would have to be worked in by hand.
    taken = "according to" in text.casefold()
    if not required or known or taken or is_answer(fact, required[0]):
        return text
    speaker = uncapitalised(required[0])
    the = "the " if _OFFICE.search(speaker) and not has_article(speaker) else ""
    return f"According to {the}{speaker}, {uncapitalised(text)}"


def is_answer(fact: Fact, speaker: str) -> bool:
    """Whether naming the speaker would name the answer."""
    return any(same_name(text, speaker, person=True) for text in fact.answers)
