"""Shorter versions of a sentence that are as true as the whole: without asides, or its first half.

Nothing is moved and nothing is put in: words between two commas, in brackets or after a semicolon
are left out, as an editor would do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.domain.generation.clauses.asides import (
    CLOSING,
    OPENING,
    limiting,
    spare_in_brackets,
)
from quizapp.domain.generation.clauses.grammar import (
    SAYING,
    SUBJECTS,
    goes_to,
    hangs_on,
    said_at_end,
    says_behind,
)
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.wordlists import word_set

Tokens = tuple[int, ...]

_HARMLESS = word_set("while whereas although though after before")
"""Conjunctions whose clause may add something only; “if” and “until” would be missed."""


def versions(passage: Passage, tokens: Tokens, wanted: Sequence[int]) -> Iterator[Tokens]:
    """Yield the sentence, then ever shorter versions of it that are as true.

    First goes what holds a ``wanted`` token, one that had better be left out; then every aside.
    """
    for version in _versions(passage, tokens, wanted):
        if version == tokens or not _run_together(passage, version):
            yield version


def _run_together(passage: Passage, tokens: Tokens) -> bool:
    """Whether a verb has lost what joined it to another: “contracts for exploration take”."""
    chosen = set(tokens)
    for index in tokens:
        token = passage.tokens[index]
        if _belongs_to_nothing(passage, token):
            return True
        if token.dep != "conj" or token.pos not in {"VERB", "AUX"} or token.head not in chosen:
            continue
        between = (passage.tokens[i] for i in tokens if token.head < i < index)
        if not any(each.dep == "cc" or each.pos == "PUNCT" for each in between):
            return True
    return False


def _belongs_to_nothing(passage: Passage, token: Token) -> bool:
    """Whether a verb that nobody does, and nothing leads to, was read as a clause of its own."""
    clause = token.dep in {"advcl", "ccomp"} and token.tag in {"VBD", "VBZ", "VBP"}
    led = passage.child(token.index, *SUBJECTS, "csubj", "expl", "mark", "advmod", "aux")
    return clause and led is None


def _versions(passage: Passage, tokens: Tokens, wanted: Sequence[int]) -> Iterator[Tokens]:
    starts = [tokens, *_halves(passage, tokens)]
    if any(passage.tokens[index].text == ";" for index in tokens):
        starts = [*starts[1:], tokens]  # Two sentences in one are better asked one by one.
    for start in starts:
        plain = _without(passage, start, list(_figures_in_brackets(passage, start)))
        yield plain
        asides = list(_asides(passage, plain))
        unwanted = [each for each in asides if not each.isdisjoint(wanted)]
        for group in (unwanted, asides):
            shorter = _without(passage, plain, group)
            if group and shorter != plain:
                yield shorter


def _figures_in_brackets(passage: Passage, tokens: Tokens) -> Iterator[frozenset[int]]:
    """Yield what is told once more in another unit: “12 km (7.5 miles)”."""
    for aside in _bracketed(passage, tokens):
        before = passage.tokens[max(min(aside) - 3, 0) : min(aside)]
        counted = any(token.tag == "CD" for token in before)
        told = any(passage.tokens[index].tag == "CD" for index in aside)
        if counted and told and spare_in_brackets(passage, min(aside), max(aside)):
            yield aside


def _bracketed(passage: Passage, tokens: Tokens) -> Iterator[frozenset[int]]:
    opened = -1
    for index in tokens:
        if passage.tokens[index].text == "(":
            opened = index
        elif passage.tokens[index].text == ")" and opened >= 0:
            if index > opened + 1:
                yield frozenset(range(opened + 1, index))
            opened = -1


def _asides(passage: Passage, tokens: Tokens) -> Iterator[frozenset[int]]:
    """Yield the tokens of each aside, without the marks around it."""
    chosen = set(tokens)
    said = said_at_end(passage, tokens[0], tokens[-1])
    for index in tokens:
        token = passage.tokens[index]
        first, last = passage.subtree(index)
        while last > first and passage.tokens[last].text in {",", "."}:
            last -= 1
        inside = frozenset(range(first, last + 1))
        if said and _leaves_nobody(passage, said, inside):
            continue  # Who says so is no aside, for all that the parser takes it for one.
        if inside <= chosen and _is_aside(passage, token, first, last):
            yield inside
    for inside in _bracketed(passage, tokens):
        if spare_in_brackets(passage, min(inside), max(inside)):
            yield inside


def _leaves_nobody(passage: Passage, said: range, inside: frozenset[int]) -> bool:
    """Whether nobody would be left to say so without an aside."""
    left = (passage.tokens[index] for index in said[:-1] if index not in inside)
    return said[-1] in inside or not any(each.pos in {"NOUN", "PROPN", "PRON"} for each in left)


def _is_aside(passage: Passage, token: Token, first: int, last: int) -> bool:
    if first == 0 or last + 1 >= len(passage.tokens) or token.head in range(first, last + 1):
        return False
    if hangs_on(passage, first, last) or goes_to(passage, first, last):
        return False
    before, after = passage.tokens[first - 1].text, passage.tokens[last + 1].text
    if before not in OPENING or after not in CLOSING or first < token.head:
        return False
    start = passage.tokens[first]
    if limiting(passage, first, last):
        return False
    if before == "(":
        return spare_in_brackets(passage, first, last)
    if token.dep == "relcl":
        return start.tag in {"WDT", "WP", "WP$", "WRB"} or passage.tokens[first + 1].tag == "WDT"
    if token.dep == "appos":
        joined = any(
            passage.tokens[kid].dep in {"cc", "conj"} for kid in passage.children[token.head]
        )
        return not joined
    if token.dep == "acl":
        return token.tag in {"VBN", "VBG"} and start.index == token.index
    if token.dep == "advcl":
        mark = passage.child(token.index, "mark")
        free = token.tag == "VBG" and start.index == token.index
        return free or bool(mark and mark.text.casefold() in _HARMLESS and mark.index == first)
    return False


def _without(passage: Passage, tokens: Tokens, asides: Sequence[frozenset[int]]) -> Tokens:
    """Return the tokens without the asides and the marks that set them off."""
    gone: set[int] = set()
    for aside in asides:
        first, last = min(aside), max(aside)
        gone |= aside | {first - 1}
        ends = passage.tokens[last + 1].text in {".", ";"}
        if not ends and not _says_who(passage, last + 2) and not _closes_two(passage, first):
            gone.add(last + 1)
    return tuple(index for index in tokens if index not in gone)


def _says_who(passage: Passage, first: int) -> bool:
    """Whether what follows an aside tells who says so: “, said Lee”, “, a spokesman said”."""
    if first >= len(passage.tokens):
        return False
    token = passage.tokens[first]
    if says_behind(passage, token):
        return True
    subjects = (each for each in passage.tokens[first:] if each.dep in SUBJECTS)
    subject = next((each for each in subjects if passage.subtree(each.index)[0] == first), None)
    return subject is not None and passage.tokens[subject.head].lemma in SAYING


def _closes_two(passage: Passage, first: int) -> bool:
    """Whether an aside follows another one, whose closing comma it shares: “Lee, 58, who ...,”."""
    before = passage.tokens[first - 2]
    head = passage.tokens[before.head]
    opening = passage.tokens[max(passage.subtree(before.index)[0] - 1, 0)]
    return before.dep == "appos" and head.index < first - 2 and opening.text == ","


def _halves(passage: Passage, tokens: Tokens) -> Iterator[Tokens]:
    """Yield the two statements that “and”, “but” or a semicolon join, each with its full stop."""
    first, last = tokens[0], tokens[-1]
    root = next((passage.tokens[i] for i in tokens if passage.tokens[i].dep == "ROOT"), None)
    if root is None or root.lemma in SAYING or passage.tokens[last].text != ".":
        return
    said = said_at_end(passage, first, last)
    for index in tokens:
        if passage.tokens[index].text == ";":
            yield (*range(first, index), last)
            if not _earlier(passage, range(index + 1, last + 1)):
                yield tuple(range(index + 1, last + 1))
            return
    subject = passage.child(root.index, *SUBJECTS)
    for verb in passage.dependents(root.index, "conj"):
        if verb.pos not in {"VERB", "AUX"} or subject is None or says_behind(passage, verb):
            continue
        if any(
            kid.text.casefold() in {"had", "'d"} for kid in passage.dependents(verb.index, "aux")
        ):
            return  # “Had run” is earlier than something that would be left behind.
        joint = verb.index
        while joint > root.index and passage.tokens[joint].dep != "cc":
            joint -= 1
        if said is not None and said.start > joint:
            return  # Either half would lose who says both.
        if passage.tokens[joint].text.casefold() not in {"and", "but"}:
            return  # Of “A, B and C” no two can be told without the “and”.
        if any(
            token.tag in {"WDT", "WP"} and token.dep in SUBJECTS
            for token in passage.tokens[root.index : joint]
        ):
            return  # What is joined may belong to the “which” before it.
        end = joint - 1 if passage.tokens[joint - 1].text == "," else joint
        if passage.tokens[joint].head == root.index and end > root.index:
            yield (*range(first, end), last)
            own = passage.child(verb.index, *SUBJECTS)
            opened = passage.subtree(subject.index)[0] > first
            if own is not None and not opened and own.index > joint:
                yield tuple(range(joint + 1, last + 1))
        return


def _earlier(passage: Passage, tokens: range) -> bool:
    found = (passage.tokens[index] for index in tokens)
    return any(each.text.casefold() in {"had", "'d"} and each.dep == "aux" for each in found)
