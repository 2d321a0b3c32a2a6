"""Facts of two sources that answer one question with values that cannot both be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quizapp.domain.errors import EvidenceNotFound
from quizapp.domain.facts import Fact, Text
from quizapp.domain.generation.conflicts.changes import can_have_changed, excludes
from quizapp.domain.generation.conflicts.model import Conflict, ConflictKind, Mention, ParsedSource
from quizapp.domain.generation.text import plain

Located = tuple[Fact, Mention]


def compare_facts(sources: Sequence[ParsedSource]) -> Iterator[Conflict]:
    """Yield facts with one subject and relation whose typed values exclude each other.

    Phrases are not compared, and no relation of which one source names several values: those are
    lists. A fact without evidence in its source is left out.
    """
    groups: dict[tuple[str, str], dict[str, list[Located]]] = defaultdict(dict)
    for parsed in sources:
        for fact in sorted(parsed.facts, key=lambda each: each.id):
            mention = _mention(parsed, fact)
            if mention is not None and not isinstance(fact.value, Text):
                key = (plain(fact.subject), plain(fact.relation))
                groups[key].setdefault(parsed.source.id, []).append((fact, mention))
    published = {each.source.id: each.source.published for each in sources}
    for group in groups.values():
        listed = list(group.values())
        for number, ones in enumerate(listed):
            for others in listed[number + 1 :]:
                if len(ones) == 1 and len(others) == 1 and excludes(ones[0][0], others[0][0]):
                    yield _conflict(ones[0], others[0], published)


def _mention(parsed: ParsedSource, fact: Fact) -> Mention | None:
    for evidence in fact.evidence:
        if evidence.source != parsed.source.id:
            continue
        try:
            start, _ = parsed.source.locate(evidence.quote)
        except EvidenceNotFound:
            continue
        start += evidence.quote.index(evidence.value)
        end = start + len(evidence.value)
        return Mention(parsed.source.id, start, end, evidence.value, fact.id)
    return None


def _conflict(one: Located, other: Located, published: dict[str, str]) -> Conflict:
    (fact, mention), (rival, words) = one, other
    first = fact.as_of or published[mention.source]
    second = rival.as_of or published[words.source]
    changed = can_have_changed(fact, first, second) or can_have_changed(rival, second, first)
    why = (
        f"the first holds for {first}, the second for {second}."
        if changed
        else "both cannot be right."
    )
    return Conflict(
        ConflictKind.CHANGE_OVER_TIME if changed else ConflictKind.VALUE,
        fact.subject,
        mention,
        words,
        f"{fact.subject}: “{mention.words}” or “{words.words}”; {why}",
    )
