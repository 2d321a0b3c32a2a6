"""Words that the reading of clauses turns on."""

from __future__ import annotations

from itertools import pairwise

from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.wordlists import word_set

SAYING = word_set(
    """
    say tell add write recall warn argue explain note announce estimate insist declare
    caution predict claim state report confirm believe think suggest acknowledge stress
    """
)


TELLING = frozenset(("announce", "report", "confirm", "write", "note", "acknowledge"))


DROPPED_ADVERBS = word_set(
    """
    also too however meanwhile then still now currently already instead nonetheless
    therefore indeed later soon finally eventually even just simply therefore yet
    moreover furthermore earlier since
    """
)


FALSELY = word_set("falsely wrongly mistakenly incorrectly erroneously untruthfully inaccurately")
"""How something is said that is not so."""


QUALIFIERS = word_set(
    """
    perhaps maybe possibly probably presumably supposedly allegedly reportedly apparently
    seemingly ostensibly purportedly conceivably likely theoretically usually normally
    generally typically often sometimes occasionally rarely seldom nominally nearly almost
    """
)
"""Adverbs without which a sentence tells as certain, or as always so, what it does not."""


SETTING = word_set(
    """
    during after before following despite besides amid as alongside prior like unlike beyond
    """
)


CONDITIONS = word_set(
    """
    if unless when until once provided whether where whenever lest assuming that
    """
)


WHAT_IT_TAKES = word_set("if unless until provided providing assuming lest")
"""Conditions without which a sentence tells as settled what hangs on something else."""


REASONS = frozenset(("because", "since", "as", "after", "before", "while", "although", "though"))


SUBJECTS = ("nsubj", "nsubjpass")


CORE = word_set(
    """
    dobj attr acomp oprd dative xcomp agent ccomp expl prt
    """
)


def says_behind(passage: Passage, verb: Token) -> bool:
    """Whether a verb only says who told what stands before: “..., said its head”."""
    if verb.lemma not in SAYING or passage.tokens[verb.index - 1].text != ",":
        return False
    return any(kid.index > verb.index for kid in passage.dependents(verb.index, *SUBJECTS))


def hangs_on(passage: Passage, first: int, last: int) -> bool:
    """Whether words go on with a condition, which may be that of the whole sentence.

    In “will close the mill, where 640 people work, unless prices fall” nobody works on condition.
    """
    words = [*passage.tokens[first : last + 1], *passage.tokens[last + 1 : last + 2]]
    return any(
        before.text == "," and after.text.casefold() in WHAT_IT_TAKES and then.text != "by"
        for before, after, then in zip(words, words[1:], words[2:], strict=False)
    )


def goes_to(passage: Passage, first: int, last: int) -> bool:
    """Whether a “to” follows a comma in an aside: “gave a ring, which she loved, to Ann”."""
    pairs = pairwise(passage.tokens[first : last + 1])
    return any(mark.text == "," and to.text == "to" and to.pos == "ADP" for mark, to in pairs)
