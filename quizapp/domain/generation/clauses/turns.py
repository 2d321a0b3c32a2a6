"""Second verbs that turn what the first one says: “was authorised in 1907 but never built”."""

from __future__ import annotations

from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.wordlists import word_set

_TURNING = frozenset(("but", "yet", "though", "although"))
_UNDONE = word_set(
    """
    abandon annul cancel overturn postpone quash reject repeal rescind reverse revoke scrap shelve
    withdraw
    """
)
"""What ends or takes back what came before, whichever word joins it."""


def turned(passage: Passage, verb: Token) -> bool:
    """Whether a verb joined to this one denies it, undoes it, or tells of what is still to come.

    Whoever reads “The line was authorised in 1907” alone takes it for built.
    """
    joint = any(kid.text.casefold() in _TURNING for kid in passage.dependents(verb.index, "cc"))
    for other in passage.dependents(verb.index, "conj"):
        kids = [passage.tokens[kid] for kid in passage.children[other.index]]
        denied = any(kid.dep == "neg" or kid.text.casefold() == "never" for kid in kids)
        ahead = any(kid.tag == "MD" for kid in kids)
        own = any(kid.dep in {"nsubj", "nsubjpass"} for kid in kids)
        if joint and (denied or ahead) and not own:
            return True
        if other.lemma in _UNDONE and not own:
            return True
    return False
