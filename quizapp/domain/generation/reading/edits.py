"""What is written in place of a text's own words: full names, full dates, names for pronouns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quizapp.domain.facts import Licensor
from quizapp.domain.generation.parsing import Passage
from quizapp.domain.generation.reading.names import Directory
from quizapp.domain.generation.reading.when import When
from quizapp.domain.generation.reading.wordlists import word_set


class Edit(NamedTuple):
    """What replaces a span of tokens: the last of them, the text, and what resolved it."""

    last: int
    text: str
    by: Licensor


_EPONYMS = word_set(
    """
    disease syndrome cyst palsy law theorem lemma rule paradox constant equation effect number
    comet principle test sign reagent formula algorithm conjecture hypothesis razor slipper orchid
    gull petrel gazelle zebra whale warbler finch moth lily spruce
    """
)
"""What is called after somebody: “Baker's cyst” has no first name, whoever Baker is in full."""


def _is_a_shop(passage: Passage, last: int) -> bool:
    """Whether “Haldane's” owns nothing that is named, as the bakery is called after somebody."""
    after = [token for token in passage.tokens[last + 1 : last + 3] if token.text != "'s"]
    owning = passage.tokens[last].text.endswith("'s") or len(after) == 1
    return owning and bool(after) and after[0].pos in {"PUNCT", "VERB", "AUX", "CCONJ"}


def edits_of(
    passage: Passage,
    number: int,
    names: Directory,
    times: list[When],
    people: Mapping[int, str],
    bodies: Mapping[int, str],
) -> dict[int, Edit]:
    """Return the edits of a passage by their first token."""
    edits: dict[int, Edit] = {}
    tokens = passage.tokens
    for mention in names.mentions[number]:
        full = names.person(mention)
        outer = tokens[mention.last]
        described = outer.dep in {"compound", "nmod", "amod"} and outer.head > mention.last
        # “Hartnell's Hardware” is the name of a shop, whoever Hartnell is in full.
        described = described or (outer.dep == "poss" and tokens[outer.head].pos == "PROPN")
        described = described or (outer.dep == "poss" and tokens[outer.head].lemma in _EPONYMS)
        described = described or _is_a_shop(passage, mention.last)
        if mention.kind == "person" and full != mention.text and not described:
            edits[mention.first] = Edit(mention.last, full, Licensor.NAME)
    for when in times:
        same = when.text == passage.words(when.first, when.last)
        if when.told:
            before = tokens[when.first - 1] if when.first else None
            led = before is not None and before.pos == "ADP"
            text = when.text.removeprefix("in ") if led else when.text
            edits[when.first] = Edit(when.last, text, Licensor.DATE)
        elif (when.start or not when.relative) and not same:
            before = tokens[when.first - 1] if when.first else None
            bare = before is None or before.pos not in {"ADP", "SCONJ"} or before.tag == "RP"
            ranged = times[0] is not when or tokens[max(when.first - 2, 0)].tag == "CD"
            if before is not None and before.text == "and" and ranged:
                bare = False  # “Between 1 March and 31 May” has its preposition already.
            inside = before is not None and (before.pos in {"DET", "ADJ"} or before.text in "-,/")
            preposition = "on " if when.start.count("-") == 2 else "in "
            if bare and inside:
                continue
            lead = preposition if bare and when.relative and when.start == when.end else ""
            edits[when.first] = Edit(when.last, f"{lead}{when.text}", Licensor.DATE)
    for index, name in {**people, **bodies}.items():
        own = tokens[index].tag == "PRP$"
        edits[index] = Edit(index, f"{name}'s" if own else name, Licensor.REFERENCE)
    for index in bodies:
        article = index - 1
        if article >= 0 and tokens[article].text.casefold() == "the":
            edits[article] = Edit(article, "", Licensor.REFERENCE)
    return edits
