"""Which asides a statement can lose: those that add something, not those that limit what holds.

An aside with “not”, “only”, “except”, “if”, “until”, “according to” or a doubt in it is part of
the claim, whatever marks stand around it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence, Set

from quizapp.domain.generation.clauses.grammar import FALSELY, QUALIFIERS, SAYING, SUBJECTS
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.wordlists import word_set

OPENING = frozenset((",", "(", "-", "–", "—", "--"))
CLOSING = frozenset((",", ")", "-", "–", "—", "--", ".", ";"))

_DOUBTS = FALSELY | word_set(
    """
    nobody disputed unproven unproved unconfirmed contested questioned denied doubt doubts doubtful
    uncertain unclear
    """
)
_EXCEPTIONS = word_set("except excepting excepted excluding excluded apart save barring minus")
_LIMITS = (
    _DOUBTS
    | _EXCEPTIONS
    | (QUALIFIERS - {"nearly", "almost"})
    | word_set(
        """
        not n't never no none nothing neither nor without hardly scarcely barely
        only solely exclusively merely
        if unless provided providing assuming until till whether depending subject
        counting measured judged adjusted weighted
        """
    )
)
_WHOSE_WORD = frozenset(("according", "as", "so", "it", "by"))
_CLAIMING = SAYING | word_set(
    "allege assume suppose reckon put account rumour rumor repute hold see"
)
_WHEN = frozenset(("before", "until", "till", "since", "once"))
_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
_ADDING = frozenset(("although", "though", "as", "after", "while", "whereas", "because"))
_PERHAPS_WHEN = frozenset(("after", "while"))
"""“While it existed” says when; “while others lost members” and “after the war ended” add."""
_EXAMPLES = re.compile(
    r"(?:for (?:example|instance)|e\.?g\.?|such as|among them|including|namely|i\.?e\.?)\b",
    re.IGNORECASE,
)
_BESIDE_A_NAME = word_set("now formerly then later or the of and née born called")
_YEARS = re.compile(r"(?:born |died |c\. ?)?\d{3,4}(?: ?[-–] ?(?:\d{2,4})?)?", re.IGNORECASE)


def limiting(passage: Passage, first: int, last: int) -> bool:
    """Whether the words from one token to another say how far, when or by whose word it holds."""
    tokens = [each for each in passage.tokens[first : last + 1] if each.pos != "PUNCT"]
    if not tokens:
        return False
    opening = tokens[0].text.casefold()
    limits = _limits_of(tokens)
    if any(each.text.casefold() in limits for each in tokens):
        return True
    if limits is _LIMITS and any(each.dep == "neg" for each in tokens):
        return True
    if opening in _WHOSE_WORD and any(each.lemma in _CLAIMING for each in tokens):
        return True
    if opening == "according" or _says_when(tokens):
        return True
    return opening == "including" and not _after_several(passage, first)


def _limits_of(tokens: Sequence[Token]) -> Set[str]:
    """Return the words that limit a claim from an aside of this kind.

    What “which ...” or another noun tells of a thing is no part of what is claimed of it, nor is
    what another clause denies: “although unions were not asked”.
    """
    span = range(tokens[0].index, tokens[-1].index + 1)
    heads = {each.dep for each in tokens if each.head not in span}
    opening = tokens[0]
    if "relcl" in heads and any(each.tag in _RELATIVE for each in tokens[:2]):
        return _DOUBTS
    if opening.text.casefold() in _ADDING and any(each.dep in SUBJECTS for each in tokens):
        return _DOUBTS
    return _DOUBTS | _EXCEPTIONS if heads in ({"appos"}, {"amod"}) else _LIMITS


def _says_when(tokens: Sequence[Token]) -> bool:
    """Whether a clause says when it was so: “before it was closed”, but not “after a fire”."""
    opening = tokens[0].text.casefold()
    subjects = [each for each in tokens if each.dep in SUBJECTS]
    if opening in _PERHAPS_WHEN:
        return any(each.tag == "PRP" for each in subjects[:1])
    return opening in _WHEN and bool(subjects)


def _after_several(passage: Passage, first: int) -> bool:
    """Whether more than one thing stands before, of which some are named."""
    before = (each for each in reversed(passage.tokens[:first]) if each.pos != "PUNCT")
    nearest = next(before, None)
    return nearest is not None and nearest.tag in {"NNS", "NNPS"}


def spare_in_brackets(passage: Passage, first: int, last: int) -> bool:
    """Whether brackets hold another name, the years of a life, examples, or another unit.

    ``first`` and ``last`` are the tokens inside them.
    """
    inside = passage.tokens[first : last + 1]
    words = passage.words(first, last)
    if limiting(passage, first, last):
        return False
    if _YEARS.fullmatch(words) or _EXAMPLES.match(words):
        return True
    counted = any(each.tag == "CD" for each in passage.tokens[max(first - 4, 0) : first - 1])
    if counted and _another_unit(inside):
        return True
    if inside[0].text.istitle() and len(inside) <= LATIN and not any(map(_is_verb, inside)):
        return True
    names = [each for each in inside if each.pos == "PROPN" or each.text.isupper()]
    rest = [each for each in inside if each not in names and each.pos != "PUNCT"]
    return bool(names) and all(each.text.casefold() in _BESIDE_A_NAME for each in rest)


def _another_unit(inside: Sequence[Token]) -> bool:
    """Whether brackets hold an amount and its unit: “about 7.5 miles”, but not “one a wreck”."""
    opening, rest = inside[0].tag in {"CD", "$", "IN", "RB", "DT"}, inside[1:]
    plain = all(each.pos in {"NUM", "NOUN", "PROPN", "SYM", "ADJ", "PUNCT"} for each in rest)
    amount = any(each.tag == "CD" for each in inside)
    return opening and plain and amount and len(inside) <= LONGEST_UNIT


def _is_verb(token: Token) -> bool:
    return token.pos in {"VERB", "AUX", "ADV", "NUM"}


LATIN = 2
"""Words of a name in another tongue, which need no capital but the first: “Apis mellifera”."""
LONGEST_UNIT = 4
"""Tokens of an amount in another unit: “about 7.5 miles”."""


def cuts_a_limit(passage: Passage, told: Collection[int], verb: Token, last: int) -> bool:
    """Whether an aside that limits the claim stands among the told tokens, or right behind them.

    ``last`` is the last token of the sentence.
    """
    return any(_limits(passage, run, verb) for run in _left_out(passage, told, verb, last))


def _limits(passage: Passage, run: range, verb: Token) -> bool:
    opening = passage.tokens[run[0]].text
    if opening not in OPENING or len(run) == 1:
        return False
    inner = run[1:-1] if passage.tokens[run[-1]].text in CLOSING else run[1:]
    if not inner or _goes_on(passage, inner, verb):
        return False
    if opening == "(":
        return not spare_in_brackets(passage, inner[0], inner[-1])
    return limiting(passage, inner[0], inner[-1])


def _goes_on(passage: Passage, run: range, verb: Token) -> bool:
    """Whether the words are a statement of their own, “..., and was not closed”."""
    tokens = [passage.tokens[index] for index in run]
    above = any(each.index == verb.head for each in tokens) and verb.dep != "ROOT"
    joined = tokens[0].tag == "CC" or tokens[0].dep == "cc"
    return above or (joined and any(each.tag in {"VBD", "VBZ", "VBP", "MD"} for each in tokens))


def _left_out(passage: Passage, told: Collection[int], verb: Token, last: int) -> Iterator[range]:
    """Yield the runs of tokens that are not told, between those that are and just behind them."""
    kids = [passage.tokens[kid] for kid in passage.children[verb.index]]
    own = {kid.index for kid in kids if kid.dep in {"aux", "auxpass", "neg"}} | set(told)
    own |= {kid.index for kid in kids if kid.pos != "PUNCT" and not passage.children[kid.index]}
    start = -1
    end = max(told)
    for index in range(min(told), end + 1):
        if index not in own and start < 0:
            start = index
        elif index in own and start >= 0:
            yield range(start, index)
            start = -1
    behind = end + 1
    if verb.dep in {"relcl", "acl"}:
        return  # What follows goes on with the sentence around it.
    if behind <= last and passage.tokens[behind].text in OPENING:
        closing = {")"} if passage.tokens[behind].text == "(" else CLOSING - {")"}
        ends = (i for i in range(behind + 1, last + 1) if passage.tokens[i].text in closing)
        yield range(behind, next(ends, last) + 1)
