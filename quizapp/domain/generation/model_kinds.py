"""The kinds of question that a model may propose, and what bears out that a draft is of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.facts import CONSISTS, DOES, FOLLOWS, LISTS, MEANS, FactKind
from quizapp.domain.generation.salience_markers import MARKERS
from quizapp.domain.generation.text import items_of

ANSWERED = "is answered by"
"""The relation of a fact of which nothing more is known than its question."""

PLAIN = "fact"
"""The kind of who, when, where and how many; also of an item that names none."""


@dataclass(frozen=True, slots=True)
class ProposedKind:
    """One kind: the fact it becomes, how its question begins, and what its sentence must show.

    ``told`` is what the model is told of it. ``shows`` names markers of which the sentence has one;
    empty where a sentence of this kind has no words of its own. ``members`` is how many members the
    answer has at least.
    """

    told: str
    fact: FactKind
    relation: str = ANSWERED
    asks: str = ""
    shows: tuple[str, ...] = ()
    members: int = 1

    def fault(self, question: str, answer: str, sentence: str) -> str:
        """Return why a draft is not of this kind, as a sentence for people; empty where it is."""
        if not re.match(self.asks, question, re.IGNORECASE):
            return "Its question does not ask for what its kind says."
        if self.shows and not any(MARKERS[name].search(sentence) for name in self.shows):
            return "Its sentence does not bear out its kind: no word of it says so."
        if len(items_of(answer)) < self.members:
            return "Its answer is not a list."
        return ""


_DEFINITION, _CAUSE, _PURPOSE = FactKind.DEFINITION, FactKind.CAUSE, FactKind.PURPOSE
_HOW = r"(?:how|by what means|in what way)\b(?! (?:many|much|long|old|far|often|tall|large|big))"

KINDS: Mapping[str, ProposedKind] = {
    PLAIN: ProposedKind("who, what, when, where, how many", FactKind.EVENT),
    "definition": ProposedKind("what a term means", _DEFINITION, MEANS, r"what\b", ("definition",)),
    "term": ProposedKind(
        "which term is meant", _DEFINITION, asks=r"(?:what|which|how)\b", shows=("definition",)
    ),
    "function": ProposedKind(
        "what something does or is for", _PURPOSE, DOES, r"(?:what|for what|how)\b"
    ),
    "why": ProposedKind(
        "the reason that the text gives",
        _CAUSE,
        asks=r"(?:why|for what|what)\b",
        shows=("cause", "purpose"),
    ),
    "how": ProposedKind("by what means", _PURPOSE, asks=_HOW, shows=("means",)),
    "effect": ProposedKind(
        "what something leads to",
        _CAUSE,
        FOLLOWS,
        r"(?:what|how)\b",
        ("cause", "effect", "condition"),
    ),
    "comparison": ProposedKind(
        "how two things differ or are alike", _DEFINITION, shows=("compared", "contrast")
    ),
    "list": ProposedKind("all members of a list", _DEFINITION, CONSISTS, members=2),
    "steps": ProposedKind("all steps, in their order", _DEFINITION, LISTS, members=2),
    "main idea": ProposedKind("what the text as a whole says", FactKind.EVENT),
}

_WHY = re.compile(r"(?:why|for what reason)\b", re.IGNORECASE)


def kind_named(name: object, question: str) -> ProposedKind | None:
    """Return the kind of that name; None for anything else, whatever it is.

    Whatever a question of “why” is called, its sentence must give a reason.
    """
    if not isinstance(name, str) or name not in KINDS:
        return None
    return KINDS["why"] if _WHY.match(question) else KINDS[name]
