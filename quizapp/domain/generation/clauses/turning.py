"""Questions from the author's own words: the auxiliary goes before the subject, nothing is lost."""

from __future__ import annotations

from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.wordlists import word_set

_FINITE = frozenset(("VBZ", "VBP", "VBD"))
_MOVED = word_set(
    """
    will would can could may might shall should must does do did is are was were has have had am ca
    wo
    """
)
_SUPPORT = {"VBD": "did", "VBZ": "does", "VBP": "do"}
FEWEST, MOST = 2, 26
"""Words of a clause that is asked about: fewer tell too little, more are no question."""


def turned(document: Document, reading: Reading, clause: tuple[int, int], wh: str) -> str:
    """Return “wh + auxiliary + subject + rest?” of a whole clause; empty where words would be lost.

    ``clause`` are its first and last token, without a full stop. What stands before the subject
    and a comma stays in front: “In solids, why does ...?”.
    """
    passage = reading.passage
    verb = _verb(passage, clause)
    if verb is None or _has_second_verb(passage, verb, clause):
        return ""
    subject = passage.child(verb.index, *SUBJECTS, "expl")
    if subject is None or subject.tag in {"WP", "WDT", "WRB", "EX"}:
        return ""
    first, last = passage.subtree(subject.index)
    if first < clause[0] or not first <= subject.index <= last < verb.index:
        return ""
    compared = passage.tokens[first + 1].tag == "JJR" and passage.tokens[first].text in {
        "The",
        "the",
    }
    if compared:
        return ""  # “The larger the surface, the faster ...” has no auxiliary to be moved.
    while passage.tokens[last].text == ",":
        last -= 1
    front = _front(passage, clause[0], first)
    if front is None:
        return ""
    said = passage.words(first, last)
    if not front:
        said = inside(document, reading, first, said)
    moved = _moved(passage, verb, last)
    if moved is None:
        return ""
    auxiliary, skipped, bent = moved
    rest = _without(passage, (last + 1, clause[1]), skipped, bent)
    if not rest.strip(" ,"):
        return ""
    words = f"{wh} {auxiliary} {said}{'' if rest.startswith(',') else ' '}{rest}".split()
    if not FEWEST <= len(words) - 2 <= MOST:
        return ""
    asked = f"{front}{' '.join(words)}".rstrip(" ,;:")
    return f"{asked[0].upper()}{asked[1:]}?"


def inside(document: Document, reading: Reading, first: int, said: str) -> str:
    """Return words that open a sentence as they are written inside one."""
    token = reading.passage.tokens[first]
    word = token.text
    if not word[:1].isupper() or word[1:2].isupper() or word == "I":
        return said
    mention = reading.names.get(first)
    place = document.gazetteer.level(word) or document.gazetteer.country(word)
    named = word in document.always_capital or bool(place)
    known = word.casefold() in document.small
    proper = token.tag.startswith("NNP") and not known
    if named or (proper and mention is not None and mention.kind in {"person", "country", "city"}):
        return said
    if proper and mention is not None and mention.last > mention.first:
        return said
    return said[0].lower() + said[1:]


def _verb(passage: Passage, clause: tuple[int, int]) -> Token | None:
    """Return the verb that all other words of a clause belong to."""
    heads = [
        token
        for token in passage.tokens[clause[0] : clause[1] + 1]
        if not clause[0] <= token.head <= clause[1] or token.head == token.index
    ]
    heads = [token for token in heads if token.pos not in {"PUNCT", "CCONJ"}]
    if len(heads) != 1 or heads[0].pos not in {"VERB", "AUX"}:
        return None
    return heads[0]


def _has_second_verb(passage: Passage, verb: Token, clause: tuple[int, int]) -> bool:
    """Whether “and cracks” or “; it falls” follows, which the moved auxiliary would not suit."""
    return any(
        clause[0] <= each.index <= clause[1]
        and (each.tag in _FINITE or passage.child(each.index, *SUBJECTS) is not None)
        for each in passage.dependents(verb.index, "conj", "parataxis", "ccomp", "dep")
        if each.dep != "ccomp" or each.index < verb.index
    )


def _front(passage: Passage, start: int, first: int) -> str | None:
    """Return what stands before the subject, with a comma; None where it cannot stay in front."""
    if start == first:
        return ""
    last = first - 1
    while last >= start and passage.tokens[last].text == ",":
        last -= 1
    if last < start:
        return None
    opening = passage.tokens[start]
    if opening.pos not in {"ADP", "SCONJ"} or opening.text.casefold() in {"that", "as"}:
        return None
    if opening.tag in {"WRB"} and opening.text.casefold() not in {"when", "where"}:
        return None
    return f"{passage.words(start, last)}, "


def _moved(
    passage: Passage, verb: Token, after: int
) -> tuple[str, frozenset[int], dict[int, str]] | None:
    """Return the auxiliary that goes to the front, the tokens it was, and how the verb is bent."""
    kids = [each for each in passage.dependents(verb.index, "aux", "auxpass") if each.index > after]
    helping = [each for each in kids if each.index < verb.index and each.tag != "TO"]
    chosen = helping[0] if helping else None
    if chosen is None and verb.lemma == "be" and verb.tag in _FINITE:
        chosen = verb
    if chosen is None:
        support = _SUPPORT.get(verb.tag, "")
        if verb.tag in {"VBD", "VB"} and verb.text == verb.lemma:
            support = _of_either_tense(passage, verb)
        if not support or not verb.lemma.isalpha():
            return None
        return support, frozenset(), {verb.index: verb.lemma}
    if chosen.text.casefold() not in _MOVED:
        return None
    following = passage.tokens[chosen.index + 1] if chosen.index + 1 < len(passage.tokens) else None
    if following is not None and following.text.casefold() in {"n't", "n’t"}:
        return f"{chosen.text}{following.text}", frozenset((chosen.index, following.index)), {}
    return chosen.text, frozenset((chosen.index,)), {}


def _of_either_tense(passage: Passage, verb: Token) -> str:
    """Return “do” or “did” for “farmers spread lime”, as the other verbs of the sentence tell."""
    span = next(each for each in passage.sentences if each[0] <= verb.index <= each[1])
    tags = {t.tag for t in passage.tokens[span[0] : span[1] + 1] if t is not verb}
    subject = passage.child(verb.index, *SUBJECTS)
    several = subject is not None and subject.tag in {"NNS", "NNPS"}
    now = {"VBP", "VBZ", "MD"}
    if "VBD" in tags:
        return "" if tags & now else "did"
    return "do" if several and tags & now else ""


def _without(
    passage: Passage, span: tuple[int, int], skipped: frozenset[int], bent: dict[int, str]
) -> str:
    """Return the words of a span with the spaces of the source, some left out, some bent."""
    said = ""
    for index in range(span[0], span[1] + 1):
        token = passage.tokens[index]
        if index in skipped:
            said += " "
            continue
        before = passage.tokens[index - 1]
        space = " " if token.start > before.end else ""
        said += space + bent.get(index, token.text)
    return said
