"""A past tense that the parser has taken for a participle: “the lighthouse employed 14 men”.

A sentence needs a finite verb. Where it has none, and the only participle has an object of its
own, that is its verb: “the dam destroyed by floods” has no object, and stays a caption.
"""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.wordlists import word_set

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_NAMING = word_set("call name know dub title entitle nickname")
"""Participles whose object is only a name: “the man called John Smith”."""
_BOUNDS = (("up", "to"), ("in", "excess", "of"))
"""What may stand between a verb and the number of its object."""


def with_past_tenses(passage: Passage) -> Passage:
    """Return the passage with the verbs of those sentences that had none."""
    tokens = list(passage.tokens)
    changed = False
    for first, last in passage.sentences:
        verb = _verb(passage, first, last)
        if verb is not None:
            _make_finite(tokens, passage, verb, last)
            changed = True
    return replace(passage, tokens=tuple(tokens)) if changed else passage


def _verb(passage: Passage, first: int, last: int) -> Token | None:
    """Return the participle that must be the verb of a sentence; none where one is not needed."""
    tokens = passage.tokens[first : last + 1]
    roots = [token for token in tokens if token.dep == "ROOT"]
    if len(roots) != 1 or roots[0].tag not in _NOUNS or tokens[-1].text != ".":
        return None
    if any(token.tag in _FINITE for token in tokens):
        return None
    kids = list(passage.dependents(roots[0].index, "acl", "amod"))
    found = [token for token in kids if token.tag == "VBN"]
    if len(found) != 1 or found[0].lemma in _NAMING:
        return None
    verb, root = found[0], roots[0]
    if verb.dep == "amod":
        return verb if verb.index < root.index and passage.child(verb.index, "nsubj") else None
    before = passage.tokens[root.index + 1 : verb.index]
    if passage.child(verb.index, "agent") or any(token.pos == "PUNCT" for token in before):
        return None
    return verb if _object(passage, verb) else None


def _object(passage: Passage, verb: Token) -> Token | None:
    """Return the object, which follows the verb at once but for the bound of its number."""
    if verb.dep == "amod":
        return passage.tokens[verb.head]
    said = passage.child(verb.index, "dobj")
    if said is not None:
        return said
    for words in _BOUNDS:
        after = passage.tokens[verb.index + 1 : verb.index + 1 + len(words)]
        number = passage.tokens[verb.index + 1 + len(words) : verb.index + 2 + len(words)]
        if tuple(token.text for token in after) == words and number and number[0].tag == "CD":
            head = passage.tokens[number[0].head]
            return head if head.tag in _NOUNS else None
    return None


def _make_finite(tokens: list[Token], passage: Passage, verb: Token, last: int) -> None:
    root, object_ = passage.tokens[verb.head], _object(passage, verb)
    tokens[verb.index] = replace(verb, tag="VBD", pos="VERB", dep="ROOT", head=verb.index)
    role = "dobj" if root is object_ else "nsubj"
    tokens[root.index] = replace(root, dep=role, head=verb.index)
    for token in passage.tokens[max(verb.index, root.index) + 1 : last + 1]:
        if token.head == root.index and (token.text != "of" or root is not object_):
            tokens[token.index] = replace(token, head=verb.index)
    if object_ is None or object_.dep == "dobj" or root is object_:
        return
    number = next(each for each in passage.dependents(object_.index, "nummod"))
    tokens[object_.index] = replace(object_, dep="dobj", head=verb.index)
    for index in range(verb.index + 1, number.index):
        tokens[index] = replace(tokens[index], dep="quantmod", head=number.index)
