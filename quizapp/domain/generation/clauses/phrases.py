"""Phrases of a parsed sentence: what is left out safely, and how the rest is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizapp.domain.generation.clauses.grammar import goes_to, hangs_on
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.document import Reading
from quizapp.domain.generation.reading.wordlists import word_set

PLACES = word_set(
    """
    place country capital city island region continent water river lake sea ocean mountain
    valley bay strait street park building bridge village canal base port
    """
)
_LEFT_OUT = word_set(
    """
    also too however meanwhile then still now currently already instead nonetheless
    nevertheless therefore thus moreover furthermore again indeed later soon finally
    eventually even just simply
    """
)
"""Words that link a sentence to the one before, or only colour what a verb tells."""
_DEGREES = frozenset(("ADJ", "ADV", "ADP", "SCONJ", "NUM"))
"""What such a word changes if it stands before it: “too large”, “just under”, “instead of”."""
_ASIDE = frozenset(("according", "compared", "including", "despite", "contradicting"))
_BREAKS = frozenset((":", ";", "-", "--", "–", "—"))


class Unsafe(Exception):
    """A phrase that cannot be cut out of its sentence without doubt."""


def kept(reading: Reading, root: int, *, without: Iterable[int] = ()) -> tuple[int, ...]:
    """Return the tokens of a phrase without its asides; raises Unsafe where that breaks it.

    Left out are appositions and relative clauses after a comma, brackets, and linking adverbs.
    A name in apposition to a common noun (“the director, Ann Lee”) is kept instead of the noun.
    """
    passage, found = reading.passage, set[int]()
    open_ends: set[int] = set()
    _walk(reading, root, frozenset(without), found, open_ends)
    if not found:
        raise Unsafe("nothing is left")
    if open_ends and max(found) > min(open_ends):
        raise Unsafe("words follow something left out")
    low, high = min(found), max(found)
    for token in passage.tokens[low : high + 1]:
        if token.pos == "PUNCT" or token.tag in {"HYPH", ":", ",", "''", "``"}:
            found.discard(token.index)
    whole = set(found)
    for token in passage.tokens[low : high + 1]:
        if token.index in whole or (token.pos not in {"PUNCT", "SYM"} and token.tag != "HYPH"):
            continue
        before, after = token.index - 1 in found, token.index + 1 in whole
        joined = token.start == passage.tokens[token.index - 1].end
        if token.text in _BREAKS and not (joined and _joined_after(passage, token)):
            if before and after:
                raise Unsafe("a dash or colon stands inside")
        elif token.text == '"':
            if before or after:
                found.add(token.index)
        elif token.text in "()[]":
            if before and after:
                raise Unsafe("a bracket stands inside")
        elif before and (
            after or token.index + 1 > high or passage.tokens[token.index + 1].text == '"'
        ):
            found.add(token.index)
    while found and passage.tokens[max(found)].text in {",", ".", ";", ":"}:
        found.discard(max(found))
    if not found:
        raise Unsafe("nothing but marks is left")
    marks = [index for index in sorted(found) if passage.tokens[index].text == '"']
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        if any(index not in found for index in range(opening, closing)):
            raise Unsafe("words of a quotation are missing")
    if passage.tokens[max(found)].tag == "CC":
        raise Unsafe("something joined is missing")
    first = min(found) - 1
    if first >= 0 and passage.tokens[first].text == '"' and reading.quoted:
        closed = sum(passage.tokens[index].text == '"' for index in found)
        if closed % 2:
            found.add(first)
    if sum(passage.tokens[index].text == '"' for index in found) % 2:
        last = max(found) + 1
        following = passage.tokens[last] if last < len(passage.tokens) else None
        if following is None or following.text != '"':
            raise Unsafe("a quotation is left open")
        found.add(last)
    return tuple(sorted(found))


def _joined_after(passage: Passage, token: Token) -> bool:
    following = token.index + 1
    return following < len(passage.tokens) and passage.tokens[following].start == token.end


def _walk(
    reading: Reading, index: int, without: frozenset[int], found: set[int], open_ends: set[int]
) -> None:
    passage = reading.passage
    named = _named_instead(reading, index)
    if named is not None:
        _walk(reading, named, without, found, open_ends)
        return
    found.add(index)
    for child in passage.children[index]:
        token = passage.tokens[child]
        if child in without or (token.pos == "PUNCT" and token.dep == "punct"):
            if token.dep == "punct":
                found.add(child)
            continue
        if not _aside(reading, token):
            _walk(reading, child, without, found, open_ends)
            continue
        cut = passage.subtree(child)
        if hangs_on(passage, *cut) or goes_to(passage, *cut):
            raise Unsafe("what stands behind an aside may belong to the verb")
        following = passage.tokens[cut[1] + 1] if cut[1] + 1 < len(passage.tokens) else None
        if following is not None and following.pos != "PUNCT" and token.dep != "advmod":
            # Unless a mark closes the aside, the words after it may belong to it.
            open_ends.add(cut[1])


def _aside(reading: Reading, token: Token) -> bool:
    passage = reading.passage
    left, _ = passage.subtree(token.index)
    before = passage.tokens[left - 1].text if left else ""
    if before == '"' and left > 1:
        before = passage.tokens[left - 2].text
    cut = before in {",", "(", "-", "–", "—", "--", ":", ";"}
    if token.dep == "intj":
        raise Unsafe("a word like “yes” is an answer of its own")
    if before == "(" or token.dep in {"parataxis", "meta"}:
        return True
    if token.dep == "dep":
        raise Unsafe("the parser is not sure")
    if cut and token.text.casefold() in {"together", "along"}:
        raise Unsafe("others did it as well")
    if token.dep == "appos":
        return cut and not _same_place(reading, token)
    if token.dep in {"relcl", "acl", "advcl"} and cut:
        if token.dep == "relcl" and token.head > token.index:
            raise Unsafe("a clause inside a name")
        return True
    if (
        token.dep in {"amod", "acomp", "prep", "npadvmod"}
        and cut
        and token.index > token.head
        and (passage.tokens[token.head].pos in {"NOUN", "PROPN"})
    ):
        return True
    if token.dep == "prep" and (token.text.casefold() in _ASIDE):
        return True
    if token.dep in {"prep", "npadvmod", "advmod"} and before in {"-", "–", "—", "("}:
        return True
    if (
        token.dep == "conj"
        and token.pos in {"VERB", "AUX"}
        and (passage.tokens[token.head].pos not in {"VERB", "AUX"})
    ):
        raise Unsafe("a verb is joined to a noun")
    links = token.dep == "advmod" and token.text.casefold() in _LEFT_OUT
    return links and not _of_degree(passage, token)


def _of_degree(passage: Passage, token: Token) -> bool:
    head = passage.tokens[token.head]
    return head.pos in _DEGREES and head.index > token.index


def _same_place(reading: Reading, token: Token) -> bool:
    head, own = reading.names.get(token.head), reading.names.get(token.index)
    proper = token.pos == "PROPN"
    return bool(proper and head and own and head.kind in PLACES and own.kind in PLACES)


def _named_instead(reading: Reading, index: int) -> int | None:
    """Return the name that stands in apposition to a common noun, which it can replace."""
    passage = reading.passage
    token = passage.tokens[index]
    if token.pos != "NOUN" or token.tag != "NN" or index in reading.names:
        return None
    for child in passage.dependents(index, "appos"):
        mention = reading.names.get(child.index)
        left, _ = passage.subtree(child.index)
        comma = left > 0 and passage.tokens[left - 1].text == ","
        if comma and mention and mention.kind in {"person", "organisation"} and child.index > index:
            return child.index
    return None


def written(reading: Reading, tokens: Sequence[int], *, owner: str = "") -> str:
    """Return the words of the tokens, with what they stand for in place of “he” or “Thursday”.

    ``owner`` is the person who is the subject: “her” stays where it can only mean that person.
    """
    passage, parts = reading.passage, list[str]()
    chosen, skip, previous = set(tokens), -1, -1
    for index in tokens:
        if index <= skip:
            continue
        token = passage.tokens[index]
        text = token.text
        edit = reading.edits.get(index)
        if edit is not None and (edit.last in chosen or edit.last == index):
            own = owner and token.tag in {"PRP$", "PRP"} and edit.text in {owner, f"{owner}'s"}
            surname = edit.text.removesuffix("'s").split()[-1:]
            own = own or (token.tag == "PRP$" and surname != [] and surname[0] in parts)
            reflexive = token.text.casefold().endswith("self")
            if not own and not reflexive:
                text, skip = edit.text, edit.last
        if not text:
            previous = index
            continue
        glued = previous >= 0 and passage.tokens[previous].end == token.start
        closing = token.pos == "PUNCT" and text in {",", ".", "?", "!", ";", ":"}
        if parts and not closing and not (glued and previous in chosen) and parts[-1][-1:] != " ":
            parts.append(" ")
        parts.append(text)
        previous = max(index, skip)
    return " ".join("".join(parts).split())
