"""Verbs that “and” joins to another, whose subject and voice they may share."""

from __future__ import annotations

from quizapp.domain.generation.clauses.grammar import SAYING, SUBJECTS
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.wordlists import word_set


def told_of_two(passage: Passage, verb: Token) -> bool:
    """Whether “said the deal was late and criticised it” may be what either of two did."""
    first = passage.first_joined(verb)
    own = passage.child(verb.index, *SUBJECTS) is not None
    told = first.dep == "ccomp" and passage.tokens[first.head].lemma in SAYING
    return first is not verb and told and not own


def perhaps_passive(passage: Passage, verb: Token) -> bool:
    """Whether a verb joined to a passive may be one too: “was captured and beheaded”."""
    if verb.dep != "conj" or passage.child(passage.first_joined(verb).index, "auxpass") is None:
        return False
    alike = verb.text.endswith("ed") or verb.text in _ALIKE
    own = passage.child(verb.index, *SUBJECTS, "dobj", "xcomp", "ccomp", "attr", "prt") is not None
    return alike and not own and verb.lemma not in _DOES_ITSELF


def joined_by_nothing(passage: Passage, verb: Token) -> bool:
    """Whether a verb hangs on another one with no “and” or mark between: the parser is lost.

    In “plans to close the mill provided Norway pays” it takes “provided” for a second verb.
    """
    pairs = [(verb, other) for other in passage.dependents(verb.index, "conj")]
    if verb.dep == "conj":
        pairs.append((passage.tokens[verb.head], verb))
    return any(_side_by_side(passage, first, other) for first, other in pairs)


def _side_by_side(passage: Passage, first: Token, other: Token) -> bool:
    """Whether two verbs have no “and” between them.

    Of “bees can count, a team found in 2012” the second one tells who says so.
    """
    between = passage.tokens[first.index + 1 : other.index]
    if other.pos not in {"VERB", "AUX"} or any(each.dep == "cc" for each in between):
        return False
    marks = {each.text for each in between if each.pos == "PUNCT"}
    own = passage.child(other.index, *SUBJECTS) is not None
    return not marks or (marks == {","} and own)


_ALIKE = word_set(
    """
    built made sent sold bought brought taught caught found lost held kept left led put set cut hit
    shot told paid laid bound burnt dealt fed heard hung shut spent split struck won
    """
)
"""Forms that are past tense and participle at once."""
_DOES_ITSELF = word_set(
    """
    move work live die study retire return arrive settle emigrate stay travel graduate train serve
    act appear collapse expire fail fight happen last marry open close operate perform play remain
    resign rest sail start begin end stop succeed swim talk vanish vote wait walk merge expand lead
    """
)
"""Verbs that need no object: “was born in Linz and moved to Wels”."""
