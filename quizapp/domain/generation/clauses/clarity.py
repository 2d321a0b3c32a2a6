"""Whether words make sense to somebody who knows no more than the title and the date."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.wordlists import word_set

_VAGUE = word_set(
    """
    other others another such same former latter previous following there here so thus then
    it they them themselves itself we us our i me my you your himself herself him he she her
    hers his both either neither further additional similar respectively else one ones whom
    elsewhere nearby likewise otherwise none rest remainder respective counterparts
    counterpart colleague colleagues predecessor successor abroad
    """
)
_UNIQUE = word_set(
    """
    world sea sun moon earth public internet atmosphere weather law sky ground future past
    globe environment planet web media market euro dollar way 1950s 1960s 1970s 1980s 1990s
    equivalent
    """
)
_STATE = word_set(
    """
    government parliament police army navy opposition president authorities state country
    ministry capital cabinet military
    """
)
_POINTING = frozenset(("this", "these", "that", "those"))


def unclear(
    document: Document, reading: Reading, tokens: Sequence[int], *, subject: int = -1
) -> str:
    """Return the first word that leans on something unseen; empty where all is clear.

    ``subject`` is the head of the clause's subject: “its” may mean that.
    """
    chosen = set(tokens)
    for index in tokens:
        token = reading.passage.tokens[index]
        if index in reading.quoted or _edited(reading, index):
            continue
        if unclear_word(document, reading, token, chosen, subject):
            return token.text
    return ""


def _edited(reading: Reading, index: int) -> bool:
    return any(
        first <= index <= last for first, (last, _) in reading.edits.items() if first <= index
    )


def unclear_word(
    document: Document, reading: Reading, token: Token, chosen: set[int], subject: int = -1
) -> bool:
    """Whether one word, among the chosen tokens around it, leans on something unseen."""
    word, passage = token.text.casefold(), reading.passage
    when = reading.times.get(token.index)
    if when is not None and not when.resolved:
        return True
    if index_in_name(reading, token.index):
        return False
    if token.tag == "PRP$":
        return not _owned(reading, word, token, subject)
    if word in _POINTING and (token.tag == "DT" or token.dep == "advmod"):
        return True
    if word == "one" and token.dep == "nummod":
        return False
    if word == "one" and any(passage.tokens[c].text == "of" for c in passage.children[token.index]):
        return False
    if word == "both" and token.dep in {"preconj", "cc"}:
        return False
    if word == "so" and token.dep == "mark":
        return False
    if word in _VAGUE and token.text != "US" and not (word == "then" and token.pos == "ADJ"):
        return True
    if _of_something(document, reading, token):
        return True
    if token.tag in {"JJR", "RBR"} and token.dep not in {"quantmod", "compound"}:
        return not _compared(reading, token, chosen)
    if word == "the":
        if _the_two(reading, passage.tokens[token.head]):
            return True
        return not _known(document, reading, passage.tokens[token.head], chosen)
    ranged = token.dep == "conj" and passage.tokens[token.head].tag == "CD"
    if (
        token.tag == "CD"
        and not ranged
        and token.dep in {"nsubj", "nsubjpass", "pobj", "dobj", "attr", "conj"}
    ):
        return (
            when is None
            and not token.entity.startswith(("PERCENT", "MONEY", "DATE", "TIME"))
            and (not any(passage.tokens[c].text == "of" for c in passage.children[token.index]))
        )
    return (
        word == "half"
        and not any(
            passage.tokens[c].dep in {"prep", "pobj"} for c in passage.children[token.index]
        )
        and token.dep not in {"predet", "nummod", "amod", "det"}
    )


_RELATIONAL = word_set(
    """
    member client section share part applicant supplier investor shareholder customer employee
    species specie participant user owner tenant half third quarter case kind type
    """
)
"""Nouns that say little without “of ...”."""


def _of_something(document: Document, reading: Reading, token: Token) -> bool:
    """Whether a subject is a part of something unsaid: “members agreed”, “Article 9 lets”."""
    passage = reading.passage
    kids = [passage.tokens[child] for child in passage.children[token.index]]
    if token.text in {"Article", "Section", "Annex"} and not any(
        kid.dep == "prep" and kid.text == "of" for kid in kids
    ):
        return not document.context.knows(token.text)
    if token.dep not in {"nsubj", "nsubjpass"} or token.lemma.casefold() not in _RELATIONAL:
        return False
    told = {"prep", "poss", "compound", "amod", "relcl", "acl", "nmod"}
    return not any(kid.dep in told for kid in kids) and not document.context.knows(token.lemma)


def index_in_name(reading: Reading, index: int) -> bool:
    """Whether a token belongs to a name."""
    mention = reading.names.get(index)
    return mention is not None and mention.kind not in {"people"}


def _owned(reading: Reading, word: str, token: Token, subject: int) -> bool:
    if subject < 0 or subject >= token.index:
        return False
    owner = reading.passage.tokens[subject]
    mention = reading.names.get(subject)
    if word == "its":
        return owner.tag in {"NN", "NNP", "NNPS"} and not (mention and mention.kind == "person")
    if word == "their":
        return owner.tag in {"NNS", "NNPS"} or bool(reading.passage.child(subject, "conj"))
    return bool(mention and mention.kind == "person")


def _compared(reading: Reading, token: Token, chosen: set[int]) -> bool:
    if any(
        reading.passage.tokens[c].dep == "npadvmod" for c in reading.passage.children[token.index]
    ):
        return True
    words = [
        reading.passage.tokens[index].text.casefold()
        for index in sorted(chosen)
        if index >= token.index
    ]
    if "than" in words:
        return True
    return token.text.casefold() in {
        "more",
        "less",
        "fewer",
        "upper",
        "lower",
        "higher",
        "elder",
    } and (token.text.casefold() in {"upper", "lower", "higher", "elder"} and token.dep == "amod")


def _the_two(reading: Reading, head: Token) -> bool:
    """Whether “the two countries” leans on two that were named before."""
    kids = [reading.passage.tokens[child] for child in reading.passage.children[head.index]]
    counted = any(kid.dep == "nummod" and kid.index not in reading.times for kid in kids)
    told = any(kid.dep in {"prep", "relcl", "acl", "compound", "amod", "poss"} for kid in kids)
    return head.tag == "NNS" and counted and not told


def _known(document: Document, reading: Reading, head: Token, chosen: set[int]) -> bool:
    """Whether “the ...” is explained by its own words, by the title, or by being the only one."""
    passage = reading.passage
    when = reading.times.get(head.index)
    if when is not None:
        return when.resolved
    if index_in_name(reading, head.index) or head.pos == "PROPN":
        return True
    if head.pos not in {"NOUN", "PROPN"}:
        return any(passage.tokens[c].dep == "prep" for c in passage.children[head.index]) or (
            head.text.casefold() in {"wounded", "injured", "dead", "poor"}
        )
    lemma = head.lemma.casefold()
    for index in passage.children[head.index]:
        child = passage.tokens[index]
        if index not in chosen:
            continue
        if child.dep in {"compound", "poss", "nmod", "amod", "appos"} and (
            index in reading.names or child.pos == "PROPN" or index in reading.times
        ):
            return True
        if child.dep in {"prep", "relcl", "acl", "nummod"} and (
            child.dep != "nummod" and child.index > head.index
        ):
            return True
    if lemma in _UNIQUE or document.context.knows(lemma) or document.context.knows(head.text):
        return True
    return lemma in _STATE and _title_has_place(document)


def _title_has_place(document: Document) -> bool:
    words = document.article.title.replace("'s", "").replace(",", "").split()
    pairs = [*words, *(f"{one} {two}" for one, two in pairwise(words))]
    gazetteer = document.gazetteer
    return any(
        gazetteer.level(word) or gazetteer.country(word) for word in pairs if word[0].isupper()
    )
