"""Whether a verb speaks of what is to come, or of what happens every year."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.wordlists import word_set

_AHEAD = word_set(
    """
    will would may might could shall should must 'll can
    """
)
_PLANS = word_set(
    """
    plan expect schedule set due intend hope propose want aim pledge promise forecast
    """
)


_SCHEDULED = word_set(
    """
    open start begin end close meet leave arrive expire take come go last launch face hold
    mark await visit travel play retire turn
    """
)


_USUALLY = word_set(
    "typically usually normally often generally always daily weekly yearly annually sometimes"
)


def every_year(passage: Passage, index: int) -> bool:
    """Whether something happens in that month of each year: “they return in late April”."""
    for above in _above(passage, index):
        token = passage.tokens[above]
        if token.pos in {"VERB", "AUX"}:
            helped = any(
                passage.tokens[kid].dep in {"aux", "auxpass"} for kid in passage.children[above]
            )
            usual = any(passage.tokens[kid].text in _USUALLY for kid in passage.children[above])
            if (usual or _again_and_again(passage, above)) and token.tag in {"VBZ", "VBP"}:
                return True
            plain = token.tag in {"VBZ", "VBP"} and token.lemma not in {*_SCHEDULED, *_PLANS, "be"}
            return plain and not helped
    return False


def _again_and_again(passage: Passage, verb: int) -> bool:
    """Whether something happens “every Saturday” or “each day”."""
    kids = (below for kid in passage.children[verb] for below in passage.children[kid])
    return any(passage.tokens[below].text.casefold() in {"every", "each"} for below in kids)


def looks_ahead(passage: Passage) -> Callable[[int], bool]:
    """Return the function that says whether the verb above a token speaks of the future."""

    def future(index: int) -> bool:
        before = [token.text.casefold() for token in passage.tokens[max(0, index - 3) : index]]
        if {"until", "till", "ahead"} & set(before):
            return True
        if "since" in before[-2:] or _of_saying(passage, index):
            return False
        for token_index in _above(passage, index):
            token = passage.tokens[token_index]
            if token.pos not in {"VERB", "AUX"}:
                continue
            kin = [passage.tokens[child] for child in passage.children[token_index]]
            if any(child.text.casefold() == "had" and child.dep == "aux" for child in kin):
                return False
            if any(child.text.casefold() in _AHEAD and child.dep == "aux" for child in kin):
                return not any(child.lemma == "have" and child.dep == "aux" for child in kin)
            if (
                any(child.text == "to" and child.dep == "aux" for child in kin)
                and token.tag == "VBN"
            ):
                return not any(child.lemma == "have" for child in kin)
            if token.lemma == "be" and any(
                child.dep == "xcomp" or child.lemma == "due" for child in kin
            ):
                return token.tag in {"VBZ", "VBP"} or "have" not in passage.text
            if token.lemma in _PLANS and token.tag == "VBN":
                return not _was_made_then(passage, token_index, index)
            if token.tag in {"VBD", "VBN"} and token.dep != "xcomp":
                return False
            if token.tag == "VB" and any(child.text == "to" for child in kin):
                return not _is_under_way(passage, token)
            if token.tag in {"VBZ", "VBP"}:
                return not any(child.dep in {"aux"} for child in kin) or token.lemma in _PLANS
        return False

    return future


def _was_made_then(passage: Passage, plan: int, index: int) -> bool:
    """Whether a time tells when a plan was made: “was planned in December”, not “for December”."""
    kin = [passage.tokens[child] for child in passage.children[plan]]
    is_over = any(child.text.casefold() in {"was", "were"} for child in kin)
    said_of = any(
        child.text.casefold() in {"in", "on"}
        and child.dep == "prep"
        and index in passage.children[child.index]
        for child in kin
    )
    return is_over and said_of and passage.tokens[plan].lemma in _MADE


def _is_under_way(passage: Passage, verb: Token) -> bool:
    """Whether something was done already: “began to spit fire on Friday”."""
    above = passage.tokens[verb.head]
    return verb.dep == "xcomp" and above.tag == "VBD" and above.lemma in _DONE


_DONE = word_set("begin start continue cease come manage help try happen appear rush go stop")
_MADE = word_set("plan propose pledge promise")


def _of_saying(passage: Passage, index: int) -> bool:
    """Whether a time stands right behind a verb that says something, “said on Monday it would”."""
    last = index - 1
    if last > 0 and passage.tokens[last].pos == "ADP":
        last -= 1
    before = passage.tokens[last] if last >= 0 else None
    return before is not None and before.tag == "VBD" and before.lemma in _REPORTED


_REPORTED = word_set("say tell add announce confirm warn report claim declare state")


def _above(passage: Passage, index: int) -> Iterator[int]:
    seen = set()
    while index not in seen:
        seen.add(index)
        yield index
        index = passage.tokens[index].head
