"""Whether words are told as not being so: “was never built in 1974”, “failed to open 12 rooms”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from quizapp.domain.generation.clauses.grammar import FALSELY, SUBJECTS
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.wordlists import word_set

_DENYING = word_set(
    "never neither nor nobody none nothing no hardly scarcely barely not n't nowhere"
)
_WITHOUT = frozenset(("without", "instead"))
_REFUSALS = word_set(
    """
    deny fail refuse decline avoid prevent doubt dispute neglect forget forgo cease omit
    """
)
"""Verbs whose “to ...” or “that ...” did not happen, or is said not to have."""
_OMISSIONS = frozenset(("fail", "neglect", "forget", "omit", "lack"))
"""Of these, what is true of many: whoever else did not do it failed to do it as well."""
_DISMISSALS = word_set(
    "dismiss reject refute rebut disprove debunk contradict discredit retract withdraw dispel"
)
_FALSE = word_set(
    """
    false untrue wrong unfounded baseless incorrect mistaken groundless bogus fabricated invented
    myth lie hoax misconception fabrication
    """
)
"""What is told of a claim that does not hold, with the verbs before."""
_COMPLEMENTS = frozenset(("xcomp", "ccomp", "pcomp"))
_OWN_STATEMENT = frozenset(("relcl", "advcl", "acl", "parataxis"))
"""Clauses that tell something of their own, whatever becomes of the clause around them."""


def denied(passage: Passage, index: int) -> bool:
    """Whether the statement that a token belongs to says that something is not so."""
    token = passage.tokens[index]
    came_by, claimed = "", False
    while True:
        if token.text.casefold() in _WITHOUT or any(map(_denies, _kids(passage, token))):
            return True
        verbal = token.pos in {"VERB", "AUX"}
        if verbal and any(_only_nearly(token, kid) for kid in _kids(passage, token)):
            return True
        nothing = partial(_denied_object, passage)
        if verbal and any(_denied_subject(passage, kid) for kid in _kids(passage, token)):
            return True
        told_of = came_by in SUBJECTS  # “46 % of the children had no antibodies” tells of them.
        if verbal and not told_of and any(map(nothing, _kids(passage, token))):
            return True
        if verbal and token.lemma in _REFUSALS and came_by in _COMPLEMENTS:
            return True
        if verbal and came_by in _COMPLEMENTS and _still_to_come(passage, token):
            return True
        if verbal and claimed and _untrue(passage, token):
            return True
        if verbal and came_by in _COMPLEMENTS and _said_falsely(passage, token):
            return True
        if token.head == token.index:
            return False
        if token.dep in _OWN_STATEMENT and not _content(passage, token):
            return False
        if token.dep in _OWN_STATEMENT and _false_claim(passage, passage.tokens[token.head]):
            return True
        if verbal and token.dep == "conj":
            return False
        claimed = claimed or token.dep in _OWN_STATEMENT or _content(passage, token)
        came_by, token = token.dep, passage.tokens[token.head]


def left_undone(passage: Passage, index: int) -> bool:
    """Whether a token is of a statement that nothing was done, which is true of others as well.

    “Norway failed to win gold”, “Norway won no medals”: so did most other countries.
    """
    token = passage.tokens[index]
    while True:
        kids = tuple(_kids(passage, token))
        if token.pos in {"VERB", "AUX"}:
            omitted = token.lemma == "lack" or passage.child(token.index, "xcomp") is not None
            if token.lemma in _OMISSIONS and omitted:
                return True
            if any(_denies(kid) or _denied_object(passage, kid) for kid in kids):
                return True
        if token.head == token.index:
            return False
        token = passage.tokens[token.head]


def _content(passage: Passage, token: Token) -> bool:
    """Whether a clause is what a noun before it says: “no evidence that ...”, “claims that ...”."""
    marks = (kid for kid in _kids(passage, token) if kid.dep == "mark" and kid.index < token.index)
    noun = passage.tokens[token.head].pos == "NOUN" and token.head < token.index
    return (
        token.dep in {"acl", "ccomp", "relcl"}
        and noun
        and any(kid.text.casefold() == "that" for kid in marks)
    )


def _untrue(passage: Passage, verb: Token) -> bool:
    """Whether a verb tells that what a noun says is not so: it “dismissed claims that ...”."""
    if verb.lemma in _REFUSALS or verb.lemma in _DISMISSALS:
        return True
    said = (kid for kid in _kids(passage, verb) if kid.dep in {"acomp", "attr"})
    return any(kid.lemma.casefold() in _FALSE for kid in said)


def _false_claim(passage: Passage, noun: Token) -> bool:
    """Whether what a noun says is called untrue by the noun itself: “false claims that ...”."""
    own = (kid for kid in _kids(passage, noun) if kid.dep in {"amod", "compound"})
    return noun.lemma in _FALSE or any(kid.lemma.casefold() in _FALSE for kid in own)


def _said_falsely(passage: Passage, verb: Token) -> bool:
    """Whether what is said is called untrue by the way it is said: “falsely reported that ...”."""
    return any(kid.text.casefold() in FALSELY for kid in passage.dependents(verb.index, "advmod"))


def _still_to_come(passage: Passage, verb: Token) -> bool:
    """Whether something “has yet to” happen."""
    return verb.lemma in {"have", "be"} and any(
        kid.text.casefold() == "yet" for kid in _kids(passage, verb)
    )


def _kids(passage: Passage, token: Token) -> Iterator[Token]:
    for child in passage.children[token.index]:
        kid = passage.tokens[child]
        yield kid
        if kid.text.casefold() in {"longer", "ever"}:  # “No longer”, “hardly ever”.
            yield from (passage.tokens[below] for below in passage.children[child])


def _only_nearly(verb: Token, kid: Token) -> bool:
    """Whether something all but happened: “nearly became mayor”, but not “nearly doubled”."""
    nearly = kid.dep == "advmod" and kid.text.casefold() in {"nearly", "almost"}
    return nearly and kid.index < verb.index and verb.lemma not in _BY_DEGREES


_BY_DEGREES = word_set(
    """
    be double halve triple treble quadruple quintuple reach equal match cover fill exhaust complete
    finish eliminate wipe destroy empty surround
    """
)
"""What is done in part where it is nearly done."""


def _denies(kid: Token) -> bool:
    return kid.dep == "neg" or (
        kid.text.casefold() in _DENYING and kid.dep in {"det", "advmod", "preconj", "cc", "neg"}
    )


def _denied_object(passage: Passage, kid: Token) -> bool:
    """Whether nothing was done, made or had: “received no pay for 14 months”."""
    if kid.dep not in {"dobj", "attr"}:
        return False
    own = (passage.tokens[child] for child in passage.children[kid.index])
    return kid.text.casefold() in {"nothing", "nobody", "none"} or any(
        each.text.casefold() == "no" and each.dep == "det" for each in own
    )


def _denied_subject(passage: Passage, kid: Token) -> bool:
    """Whether nobody did it: “no museum”, “none of the ships”."""
    if kid.dep not in SUBJECTS:
        return False
    own = (passage.tokens[child] for child in passage.children[kid.index])
    return kid.text.casefold() in _DENYING or any(
        each.text.casefold() in {"no", "neither"} and each.dep in {"det", "preconj"} for each in own
    )
