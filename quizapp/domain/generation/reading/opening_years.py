"""A year that opens a sentence and that the parser has counted with: “From 2027 cars may drive”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quizapp.domain.generation.parsing import Passage, Token

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_LEADS = frozenset(("after", "before", "by", "from", "in", "since", "until"))
_OPENING = 3
"""A preposition, a year and a noun."""
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


def with_opening_years(passage: Passage) -> Passage:
    """Return the passage with the years that open its sentences hung to their prepositions.

    “In 2019 trams carried” has no other subject than the trams; “in 2019 houses there was no
    water” has one, and stays as it is.
    """
    tokens = list(passage.tokens)
    for first, last in passage.sentences:
        opening = tokens[first : min(first + _OPENING, last + 1)]
        if not _counted(opening):
            continue
        lead, year, noun = opening
        verb = tokens[lead.head]
        if noun.dep == "pobj" and noun.head == lead.index and _lacks_a_subject(passage, verb):
            passive = passage.child(verb.index, "auxpass") is not None
            role = "nsubjpass" if passive else "nsubj"
            tokens[noun.index] = replace(noun, dep=role, head=verb.index)
        elif noun.dep not in _SUBJECTS or noun.head != verb.index:
            continue
        tokens[year.index] = replace(year, dep="pobj", head=lead.index)
    return replace(passage, tokens=tuple(tokens))


def _counted(opening: Sequence[Token]) -> bool:
    if len(opening) < _OPENING:
        return False
    lead, year, noun = opening
    opens = lead.text.casefold() in _LEADS and lead.dep == "prep"
    counted = year.dep == "nummod" and year.head == noun.index and noun.tag in {"NNS", "NNPS"}
    return opens and counted and bool(_YEAR.fullmatch(year.text))


def _lacks_a_subject(passage: Passage, verb: Token) -> bool:
    finite = verb.tag in {"VBD", "VBP", "VBZ"} or passage.child(verb.index, "aux", "auxpass")
    return bool(finite) and passage.child(verb.index, *_SUBJECTS) is None
