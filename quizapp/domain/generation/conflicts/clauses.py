"""What a clause says around a number: its verb, subject, other words, and if it is a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.domain.generation.conflicts.lexicon import ANAPHORS, LIGHT, STOCK, sense
from quizapp.domain.generation.parsing import Passage, Token

_OUTSIDE = frozenset(("advcl", "ccomp", "conj", "parataxis", "relcl", "acl", "csubj"))
_MODALS = frozenset(
    ("will", "would", "could", "may", "might", "should", "shall", "can", "'ll", "wo")
)
_PLANS = frozenset((
    "expect", "plan", "aim", "forecast", "hope", "want", "intend", "estimate", "propose", "project",
    "predict", "seek", "promise", "due", "likely", "set", "risk",
))  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_WEIGHTS = {"NOUN": 1.0, "VERB": 1.0, "ADJ": 0.75, "ADV": 0.75, "PROPN": 0.5}


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of a number; words are folded to one word per sense, with their weights.

    ``subject`` is empty where it is a pronoun or a word such as “the company”, which could be
    anything that the source speaks of; ``topic`` is that word itself. ``years`` are those named.
    """

    verb: str
    subject: str
    topic: str
    words: dict[str, float]
    years: frozenset[int]
    planned: bool
    negated: bool
    perfect: bool

    @property
    def stock(self) -> bool:
        """Whether it says how many there are, not what happened to them."""
        return self.verb in STOCK


def clause_around(passage: Passage, index: int, skip: frozenset[int]) -> Clause:
    """Return the clause that a token stands in; its words leave out the tokens of ``skip``."""
    tokens = passage.tokens
    path = list(_path(passage, index))
    verb = next((i for i in path if tokens[i].pos in {"VERB", "AUX"}), path[-1])
    inside = set(_inside(passage, verb, set(path)))
    subject = _subject(passage, verb)
    if tokens[verb].dep in {"relcl", "acl"}:
        inside.add(tokens[verb].head)
    above = verb
    while tokens[above].dep in {"xcomp", "pcomp", "acomp"} and tokens[above].head != above:
        above = tokens[above].head
        inside.add(above)
        subject = subject or _subject(passage, above)
    if subject is not None:
        inside |= set(range(*_span(passage, subject.index)))
    chain = [verb, above] + [i for i in path if tokens[i].dep in {"xcomp", "pcomp"}]
    described = [child for child in passage.children[index] if tokens[child].dep == "relcl"]
    chain += described
    for child in described:
        inside |= set(_inside(passage, child, set()))
    words = _weighed(passage, inside - skip - {verb})
    if tokens[verb].dep == "relcl":
        # What stands around “..., which includes 1,800 Marines” holds for it too, if less.
        around = (i for i in path[path.index(verb) + 1 :] if tokens[i].pos in {"VERB", "AUX"})
        outer = {each for main in around for each in _inside(passage, main, set())}
        for word, weight in _weighed(passage, outer - skip).items():
            words.setdefault(word, weight / 2)
    named = _named(subject, skip)
    return Clause(
        sense(tokens[verb].lemma),
        named,
        sense(subject.lemma) if subject is not None else "",
        words,
        frozenset(int(tokens[i].text) for i in inside if _YEAR.match(tokens[i].text)),
        any(_planned(passage, i) for i in chain),
        any(tokens[child].dep == "neg" for i in chain for child in passage.children[i]),
        any(tokens[c].lemma == "have" and tokens[c].dep == "aux" for c in passage.children[verb]),
    )


def _weighed(passage: Passage, inside: set[int]) -> dict[str, float]:
    words: dict[str, float] = {}
    for i in sorted(inside):
        token = passage.tokens[i]
        word = sense(token.lemma)
        if token.pos in _WEIGHTS and word not in LIGHT and len(word) > 1:
            words[word] = max(words.get(word, 0), _WEIGHTS[token.pos])
    return words


def _path(passage: Passage, index: int) -> Iterator[int]:
    seen: set[int] = set()
    while index not in seen:
        seen.add(index)
        yield index
        index = passage.tokens[index].head


def _inside(passage: Passage, verb: int, path: set[int]) -> Iterator[int]:
    """Yield the tokens of a clause without the clauses inside it, but with those on the number."""
    left = [verb]
    while left:
        index = left.pop()
        yield index
        for child in passage.children[index]:
            token = passage.tokens[child]
            clausal = token.dep in _OUTSIDE and token.pos in {"VERB", "AUX"}
            if not clausal or index in path - {verb}:
                left.append(child)


def _subject(passage: Passage, verb: int) -> Token | None:
    found = passage.child(verb, "nsubj", "nsubjpass")
    if found is None and passage.tokens[verb].dep == "conj":
        return passage.child(passage.tokens[verb].head, "nsubj", "nsubjpass")
    if found is None and passage.tokens[verb].dep in {"acl", "relcl"}:
        return passage.tokens[passage.tokens[verb].head]
    return found


def _span(passage: Passage, index: int) -> tuple[int, int]:
    first, last = index, index
    for child in passage.children[index]:
        if passage.tokens[child].dep in {"compound", "amod", "poss", "nmod", "appos"}:
            first, last = min(first, child), max(last, child)
    return first, last + 1


def _named(subject: Token | None, skip: frozenset[int]) -> str:
    if subject is None or subject.index in skip or subject.pos in {"PRON", "DET", "NUM"}:
        return ""
    word = sense(subject.lemma)
    return "" if word in ANAPHORS else word


def _planned(passage: Passage, index: int) -> bool:
    tokens, token = passage.tokens, passage.tokens[index]
    if token.lemma.casefold() in _PLANS:
        return True
    children = [tokens[child] for child in passage.children[index]]
    if any(
        each.dep in {"aux", "auxpass"} and each.lemma.casefold() in _MODALS for each in children
    ):
        return True
    to = any(each.text == "to" and each.dep == "aux" for each in children)
    return to and tokens[token.head].lemma.casefold() in {"be", *_PLANS}
