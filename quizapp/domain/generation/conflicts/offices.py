"""Who holds an office according to each source: one after the other, or two at once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quizapp.domain.generation.conflicts.dates import days_between
from quizapp.domain.generation.conflicts.lexicon import folded
from quizapp.domain.generation.conflicts.model import Conflict, ConflictKind, ParsedSource
from quizapp.domain.generation.conflicts.names import NameMention
from quizapp.domain.generation.conflicts.relatedness import RELATED, Relatedness
from quizapp.domain.generation.conflicts.roles import Office

CHANGE_DAYS = 30
"""Two holders so many days apart are taken for a change of office, not for a contradiction."""

_WORD = re.compile(r"[^\W\d_]+(?:[.'-][^\W\d_]+)*")
_OF_A_STATE = frozenset(("minister", "secretary", "chancellor", "king", "queen", "emperor"))
_TITLE_ONLY = frozenset(("captain", "head", "coach", "commander", "speaker", "king", "queen"))


def compare_offices(
    sources: Sequence[ParsedSource],
    names: Mapping[str, Sequence[NameMention]],
    countries: Mapping[str, str],
    relatedness: Relatedness,
) -> Iterator[Conflict]:
    """Yield the offices of which two sources name different holders."""
    dates = {each.source.id: each.source.published for each in sources}
    home = {each.source.id: _home(each, countries) for each in sources}
    holders: dict[tuple[str, frozenset[str], str], list[NameMention]] = defaultdict(list)
    for each in sources:
        for name in names[each.source.id]:
            office = name.office
            if office is None or not office.held_by_one or not name.person or len(name.words) < 2:
                continue
            of_a_state = office.head in _OF_A_STATE
            country = office.country or (home[each.source.id] if of_a_state else "")
            holders[office.head, office.about, country].append(name)
    for (head, about, country), listed in holders.items():
        if not country and not about and head in _TITLE_ONLY:
            continue
        # A title such as “President” alone is held by many; of a country named, by one.
        if head == "president" and not about and not any(_given(each) for each in listed):
            continue
        yield from _compared(listed, dates, names, relatedness)


def _given(name: NameMention) -> str:
    return name.office.country if name.office else ""


def _compared(
    listed: Sequence[NameMention],
    dates: Mapping[str, str],
    names: Mapping[str, Sequence[NameMention]],
    relatedness: Relatedness,
) -> Iterator[Conflict]:
    first: dict[tuple[str, ...], NameMention] = {}
    for each in listed:
        first.setdefault(each.full, each)
    per_source = Counter(each.mention.source for each in first.values())
    people: list[NameMention] = []
    for each in first.values():
        # A second spelling of a holder is no second holder.
        if not any(set(each.words) & set(known.words) for known in people):
            people.append(each)
    for number, one in enumerate(people):
        for other in people[number + 1 :]:
            if one.mention.source == other.mention.source or set(one.words) & set(other.words):
                continue
            apart = days_between(dates[one.mention.source], dates[other.mention.source])
            changed = apart is not None and apart >= CHANGE_DAYS
            if not changed and (
                not (_given(one) and _given(other))
                or any(per_source[each.mention.source] > 1 for each in (one, other))
                or _named(one, names[other.mention.source])
                or _named(other, names[one.mention.source])
            ):
                continue
            related = relatedness.between(one.mention.source, other.mention.source) >= RELATED
            if changed and not (related or (_given(one) and _given(one) == _given(other))):
                continue
            yield _conflict(one, other, changed)


def _conflict(one: NameMention, other: NameMention, changed: bool) -> Conflict:
    office: Office | None = one.office
    subject = office.words if office else ""
    if changed:
        kind = ConflictKind.CHANGE_OVER_TIME
        why = "the sources are of different dates, so the office has passed from one to the other."
    else:
        kind = ConflictKind.VALUE
        why = "the sources are of nearly the same date, and one person holds the office."
    explanation = f"{subject}: “{one.mention.words}” or “{other.mention.words}”; {why}"
    return Conflict(kind, subject, one.mention, other.mention, explanation)


def _named(name: NameMention, others: Sequence[NameMention]) -> bool:
    return any(name.words[-1] in each.words or name.words[0] in each.words for each in others)


def _home(parsed: ParsedSource, countries: Mapping[str, str]) -> str:
    """Return the country that a source speaks of most, if one stands out."""
    found = Counter(
        countries[word]
        for word in (folded(each).removesuffix("'s") for each in _WORD.findall(parsed.source.text))
        if word in countries
    )
    ranked = found.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]
