"""Things that have another name now: the later source says what it was once called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from quizapp.domain.generation.conflicts.model import Conflict, ConflictKind, ParsedSource
from quizapp.domain.generation.conflicts.names import NameMention
from quizapp.domain.generation.text import fold

_ONCE = re.compile(
    r"(?:,|\()\s*(?:the [^,.;()]{2,40} )?"
    r"(?:(?:once|formerly|previously|originally|until \w+(?: \w+)?|then)"
    r"(?: (?:known|called|named)(?: as)?)?"
    r"|which was (?:once |formerly )?(?:called|known as)) (?:the )?\Z"
)


def compare_renamings(
    sources: Sequence[ParsedSource], names: Mapping[str, Sequence[NameMention]]
) -> Iterator[Conflict]:
    """Yield names that an earlier source uses and a later one calls a former name."""
    first: dict[str, dict[tuple[str, ...], NameMention]] = {}
    for parsed in sources:
        known: dict[tuple[str, ...], NameMention] = {}
        for each in names[parsed.source.id]:
            known.setdefault(each.words, each)
        first[parsed.source.id] = known
    for number, later in enumerate(sources):
        for new, old in _renamed(later, names[later.source.id]):
            for earlier in sources[:number]:
                before = first[earlier.source.id].get(old.words)
                if before is not None and earlier.source.published < later.source.published:
                    yield Conflict(
                        ConflictKind.CHANGE_OVER_TIME,
                        new.mention.words,
                        before.mention,
                        new.mention,
                        f"“{before.mention.words}” and “{new.mention.words}”: "
                        "the later source gives the first as a former name.",
                    )
                    break


def _renamed(
    parsed: ParsedSource, listed: Sequence[NameMention]
) -> Iterator[tuple[NameMention, NameMention]]:
    """Yield a new name and the old one where the text joins them: “New, once known as Old”."""
    text = fold(parsed.source.text)
    for number, old in enumerate(listed):
        for new in reversed(listed[max(0, number - 3) : number]):
            between = text[new.mention.end : old.mention.start]
            if new.sentence == old.sentence and not new.person and _ONCE.match(between):
                yield new, old
                break
