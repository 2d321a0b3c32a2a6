"""What “the dam” is, where the text has told of one such thing only: “the Belka dam”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.names import Directory, Mention
from quizapp.domain.generation.reading.wordlists import word_set

LONGEST = 6
"""A description of more words is not put in place of every later mention."""

LONGEST_AFTER = 9
"""Words of a description with what follows its noun: “the cave above the shore of the Dead Sea”."""


def resolve_described(passages: Sequence[Passage], names: Directory) -> list[dict[int, str]]:
    """Return, for each passage, the description that each bare “the dam” stands for.

    There is one only if every dam of the text so far has been the same, named one; a dam that is
    described otherwise, or comes in numbers, makes all of them doubtful.
    """
    told: dict[str, str] = {}
    varieties: dict[str, set[str]] = defaultdict(set)
    bare: list[tuple[int, Token]] = []
    first_bare: dict[str, int] = {}
    place = 0
    first_told: dict[str, int] = {}
    for number, passage in enumerate(passages):
        at = names.at(number)
        for token in passage.tokens:
            place += 1
            named = at.get(token.index)
            if named is not None and named.first == token.index:
                noun, name = _called(passage, named)
                if noun:
                    varieties[noun].add(name)
                    told.setdefault(noun, name)
                    first_told.setdefault(noun, place)
            if token.pos != "NOUN" or token.index in at or token.dep == "compound":
                continue
            kids = [passage.tokens[child] for child in passage.children[token.index]]
            before = [kid for kid in kids if kid.index < token.index and kid.dep != "punct"]
            lemma = token.lemma.casefold()
            if token.tag == "NN" and [kid.text.casefold() for kid in before] == ["the"]:
                if not any(kid.dep in {"prep", "relcl", "acl"} for kid in kids):
                    bare.append((number, token))
                    first_bare.setdefault(lemma, place)
                continue
            text = (
                _named_after(token, at)
                or _named_as_subject(passage, token, before, at)
                or _description(passage, token, before, at)
                or _with_what_follows(passage, token, before, at)
            )
            varieties[lemma].add(text)
            if text and lemma not in told:
                told[lemma], first_told[lemma] = text, place
    found: list[dict[int, str]] = [{} for _ in passages]
    for number, token in bare:
        lemma = token.lemma.casefold()
        certain = lemma in told and varieties[lemma] == {told[lemma]}
        if certain and first_told[lemma] < first_bare[lemma]:
            found[number][token.index] = told[lemma]
    return found


_NAMED = word_set(
    """
    battle treaty war siege kingdom empire canal bridge viaduct tunnel tower castle cathedral abbey
    lighthouse reservoir dam lake river glacier volcano storm hurricane railway road street park
    forest wood fort cape act convention agreement pact library airport theatre hospital palace
    prison observatory festival garden zoo harbour mine creek valley
    """
)
"""Nouns that are written with a capital inside the names of such things."""
_LEADING = word_set("lake river storm hurricane fort cape")
"""Those that stand before the rest of a name: “Lake Orran”."""


def _called(passage: Passage, mention: Mention) -> tuple[str, str]:
    """Return what sort of thing a name says it is of, and the name: “canal”, “the Sarrow Canal”."""
    words = mention.text.removeprefix("The ").split()
    if len(words) < 2 or mention.kind == "person":
        return "", ""
    first, last = words[0].casefold(), words[-1].casefold()
    # The Battle of Holm Bridge is no bridge.
    noun = last if words[1] != "of" and last in _NAMED else first
    if noun is first and first not in _LEADING and (first not in _NAMED or words[1] != "of"):
        return "", ""
    before = passage.tokens[max(mention.first - 1, 0)].text.casefold()
    the = mention.text.startswith("The ") or (before == "the" and mention.first > 0)
    return noun, ("the " if the else "") + " ".join(words)


def _named_after(token: Token, at: Mapping[int, Mention]) -> str:
    """Return the name that a noun only describes: “Zabrowiec, a coal town”."""
    named = at.get(token.head) if token.dep == "appos" and token.tag == "NN" else None
    return named.text if named is not None and named.kind != "person" else ""


def _named_as_subject(
    passage: Passage, token: Token, before: Sequence[Token], at: Mapping[int, Mention]
) -> str:
    """Return the name of which a noun says what it is: “Lake Orran is a lake in Velland”."""
    verb = passage.tokens[token.head]
    subject = passage.child(verb.index, "nsubj")
    named = at.get(subject.index) if subject is not None else None
    if token.dep != "attr" or token.tag != "NN" or verb.text not in {"is", "was"}:
        return ""
    if named is None or named.kind in {"person", "people"} or passage.child(token.index, "poss"):
        return ""
    return named.text if before and before[0].text.casefold() in {"a", "an", "the"} else ""


def _description(
    passage: Passage, token: Token, before: Sequence[Token], at: Mapping[int, Mention]
) -> str:
    """Return “the Belka dam” for a singular noun with a name before it; else nothing."""
    if token.tag != "NN" or not before or token.index - before[0].index > LONGEST:
        return ""
    named = any(
        kid.dep in {"compound", "nmod", "poss", "amod"}
        and kid.index in at
        and at[kid.index].kind != "person"
        for kid in before
    )
    if not named or any(
        kid.tag in {"CD", "PRP$"} or kid.text.casefold() in _MANY for kid in before
    ):
        return ""
    words = passage.words(before[0].index, token.index)
    first, _, rest = words.partition(" ")
    return f"the {rest}" if first.casefold() in {"the", "a", "an"} else ""


def _with_what_follows(
    passage: Passage, token: Token, before: Sequence[Token], at: Mapping[int, Mention]
) -> str:
    """Return “the cave above the Dead Sea” for a noun that is introduced with “a” and a name."""
    if token.tag != "NN" or not before or before[0].text.casefold() not in {"a", "an"}:
        return ""
    if any(kid.tag in {"CD", "PRP$"} or kid.dep == "poss" for kid in before):
        return ""
    end = token.index
    for kid in (passage.tokens[child] for child in passage.children[token.index]):
        first, last = passage.subtree(kid.index)
        if kid.index > token.index and kid.dep in {"prep", "acl"} and first == end + 1:
            end = last
    inside = passage.tokens[token.index + 1 : end + 1]
    if not inside or end - before[0].index > LONGEST_AFTER:
        return ""
    if any(each.tag in _OPEN_TAGS or each.text in {",", '"', "(", "-"} for each in inside):
        return ""
    named = any(each.index in at and at[each.index].kind != "person" for each in inside)
    words = passage.words(before[0].index, end).partition(" ")[2]
    return f"the {words}" if named else ""


_OPEN_TAGS = frozenset(("PRP", "PRP$", "WDT", "WP", "WRB"))


_MANY = frozenset(("another", "other", "each", "every", "any", "no", "some", "this", "that"))
