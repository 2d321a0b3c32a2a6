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


def said_at_end(passage: Passage, first: int, last: int) -> range | None:
    """Return the tokens of “, its head, Ann Lee, said” behind what a sentence tells, or nothing.

    ``first`` and ``last`` are those of the sentence; the range begins with the comma and ends with
    the verb. The parser often takes such a name for an aside of the noun before it, so that only
    the order of the words shows who says so. Who says something behind the verb is not meant.
    """
    for verb in reversed(passage.tokens[first : last + 1]):
        if verb.lemma not in SAYING or verb.tag not in {"VBD", "VBZ", "VBP"}:
            continue
        if not _says_more(passage, verb, last):
            start = _named_behind_comma(passage, verb, first)
            told = passage.tokens[first:start]
            if start > first and any(each.tag in _FINITE for each in told):
                return range(start, verb.index + 1)
    return None


_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def _says_more(passage: Passage, verb: Token, last: int) -> bool:
    kids = passage.dependents(verb.index, "ccomp", "xcomp", "dobj", "attr")
    more = (kid for kid in kids if kid.index > verb.index)
    behind = passage.tokens[verb.index + 1 : last + 1]
    said = any(kid.dep != "dobj" or verb.lemma != "tell" for kid in more)
    return said or any(each.text in {"that", '"', ":"} for each in behind)


def _named_behind_comma(passage: Passage, verb: Token, first: int) -> int:
    """Return the comma before the nouns and names that stand before a verb, -1 for none."""
    comma, end = -1, verb.index
    while end > first:
        start = end
        while start > first and passage.tokens[start - 1].text != ",":
            start -= 1
        part = passage.tokens[start:end]
        if start == first or (part and part[0].pos in {"ADP", "CCONJ", "SCONJ"}):
            break
        if not all(map(_in_noun_phrase, part)):
            break
        comma, end = (start - 1 if part else comma), start - 1
    return comma


def _in_noun_phrase(token: Token) -> bool:
    plain = token.pos in {"NOUN", "PROPN", "DET", "ADJ", "NUM", "PART", "CCONJ"}
    owned = token.tag in {"PRP$", "VBN", "POS", "HYPH"} or token.text in {"-", "."}
    return plain or owned or token.text in {"of", "for", "at", "it", "them"}


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
