"""Whether words make sense to somebody who sees no more than them."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.generation.clauses.belonging import (
    of_something_unnamed,
    only_placed,
    owners_beside,
)
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.parsing import Passage, Token
from quizapp.domain.generation.reading.document import Reading
from quizapp.domain.generation.reading.people import is_human
from quizapp.domain.generation.reading.pronouns import HUMANS
from quizapp.domain.generation.reading.wordlists import called_alone, word_set

_VAGUE = word_set(
    """
    other others another such same former latter previous following there here so thus then
    it they them themselves itself we us our i me my you your himself herself him he she her
    hers his both either neither further additional similar respectively else one ones whom
    elsewhere nearby likewise otherwise none rest remainder respective counterparts
    afterwards thereafter beforehand subsequently counterpart colleague colleagues
    predecessor successor abroad theirs yours mine ours
    """
)
_UNIQUE = word_set(
    """
    world sea sun moon earth public internet atmosphere weather law sky ground future past
    globe environment planet web media market euro dollar way 1950s 1960s 1970s 1980s 1990s
    equivalent morning afternoon evening night dark weekend spring summer autumn winter north
    south east west north-east north-west south-east south-west end start beginning middle rest
    time air wind rain snow cold heat wild countryside coast open press clock
    equator economy population poor rich young elderly unemployed wounded dead injured waist
    bible koran middle-aged self-employed homeless pandemic
    """
)
"""What there is one of, or what “the” stands before without pointing anywhere."""

_FROM_SOMEWHERE = word_set("upstream downstream uphill downhill")
"""Directions that start at a thing, which has to be named."""

_DESCRIBING = word_set("former previous further additional")
"""“A former engineer” leans on nothing; “the former” does."""

_STATE = word_set(
    """
    government parliament police army navy opposition president authorities state country
    ministry capital cabinet military constitution senate treasury
    """
)
_SEASONS = word_set("spring summer autumn winter season")
_OF_ANOTHER = word_set("rival rivals competitor competitors teammate archrival compatriot")
"""What somebody is to another, who was named before: “Rival Orbis went bankrupt”."""
_POINTING = frozenset(("this", "these", "that", "those"))


def unclear(reading: Reading, tokens: Sequence[int], *, subject: int = -1) -> str:
    """Return the first word that leans on something unseen; empty where all is clear.

    ``subject`` is the head of the clause's subject: “its” may mean that.
    """
    chosen = set(tokens)
    for index in tokens:
        token = reading.passage.tokens[index]
        if index in reading.quoted or _edited(reading, index):
            continue
        if unclear_word(reading, token, chosen, subject):
            return token.text
    return ""


def _edited(reading: Reading, index: int) -> bool:
    return any(first <= index <= edit.last for first, edit in reading.edits.items())


def unclear_word(reading: Reading, token: Token, chosen: set[int], subject: int = -1) -> bool:
    """Whether one word, among the chosen tokens around it, leans on something unseen."""
    word, passage = token.text.casefold(), reading.passage
    when = reading.times.get(token.index)
    if when is not None and not when.resolved:
        return True
    if _called_alone(reading, token, chosen):
        return True
    if word in _OF_ANOTHER and token.index in {first for first, _ in passage.sentences}:
        return True
    if index_in_name(reading, token.index):
        return False
    if token.tag == "PRP$":
        return not _owned(reading, word, token, subject)
    if word in _POINTING and (token.tag == "DT" or token.dep == "advmod"):
        return True
    if word == "one" and (token.dep == "nummod" or _one_in_ten(reading, token)):
        return False
    kids = {passage.tokens[child].text.casefold() for child in passage.children[token.index]}
    if word == "one" and "of" in kids and "the" not in kids:
        return False
    if word == "both" and token.dep in {"preconj", "cc"}:
        return False
    if word == "so" and token.dep == "mark":
        return False
    if word in _VAGUE and token.text != "US" and not _only_describes(reading, token):
        return True
    if _of_something(reading, token) or of_something_unnamed(reading, token):
        return True
    if word in _FROM_SOMEWHERE and not kids & {"of", "from"}:
        return True
    if token.tag in {"JJR", "RBR"} and token.dep not in {"quantmod", "compound"}:
        return not _compared(reading, token, chosen)
    if word == "the":
        if _the_two(reading, passage.tokens[token.head]):
            return True
        return not _known(reading, passage.tokens[token.head], chosen)
    ranged = token.dep == "conj" and passage.tokens[token.head].tag == "CD"
    if token.tag == "CD" and _of_money(passage, token):
        return False
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
    return word == "half" and _half_of_what(passage, token)


def _of_money(passage: Passage, token: Token) -> bool:
    return any(passage.tokens[child].tag == "$" for child in passage.children[token.index])


def _one_in_ten(reading: Reading, token: Token) -> bool:
    """Whether “one” is a share: “one in ten”, but not “opened one in 1652”."""
    after = reading.passage.tokens[token.index + 1 : token.index + 3]
    share = len(after) == 2 and after[0].text == "in" and after[1].tag == "CD"
    return share and after[1].index not in reading.times


def _half_of_what(passage: Passage, token: Token) -> bool:
    """Whether “half” is a part of something unsaid: not “the second half”, “half an hour”."""
    kids = [passage.tokens[child] for child in passage.children[token.index]]
    told = any(kid.dep in {"prep", "pobj", "amod", "compound", "nummod"} for kid in kids)
    joined = {"-"} & {
        each.text for each in passage.tokens[max(token.index - 1, 0) : token.index + 2]
    }
    return not told and not joined and token.dep not in {"predet", "nummod", "amod", "det"}


def _only_describes(reading: Reading, token: Token) -> bool:
    """Whether a vague word adds to a noun, or joins two verbs, and points at nothing."""
    passage, word = reading.passage, token.text.casefold()
    if word == "then":
        joined = token.dep == "advmod" and passage.tokens[token.head].dep == "conj"
        return token.pos == "ADJ" or joined
    if word == "other":
        return token.index > 0 and passage.tokens[token.index - 1].text.casefold() == "each"
    if word == "same":
        return any(kid.text == "of" for kid in passage.dependents(token.head, "prep"))
    if word == "both":
        after = passage.tokens[token.index + 1 : token.index + 3]
        return [each.text.casefold() for each in after] in (["of", "which"], ["of", "whom"])
    if word == "former" and token.dep == "amod":
        return True
    if word not in _DESCRIBING or token.dep != "amod":
        return False
    beside = [passage.tokens[child] for child in passage.children[token.head]]
    return not any(kid.text.casefold() in {"the", "that", "this"} for kid in beside)


_RELATIONAL = word_set(
    """
    member client section share part applicant supplier investor shareholder customer employee
    species specie participant user owner tenant half third quarter case kind type
    """
)
"""Nouns that say little without “of ...”."""


def _of_something(reading: Reading, token: Token) -> bool:
    """Whether a subject is a part of something unsaid: “members agreed”, “Article 9 lets”."""
    passage = reading.passage
    kids = [passage.tokens[child] for child in passage.children[token.index]]
    if token.text in {"Article", "Section", "Annex"} and not any(
        kid.dep == "prep" and kid.text == "of" for kid in kids
    ):
        return True
    if token.dep not in {"nsubj", "nsubjpass"} or token.lemma.casefold() not in _RELATIONAL:
        return False
    told = {"prep", "poss", "compound", "amod", "relcl", "acl", "nmod", "nummod"}
    return not any(kid.dep in told for kid in kids)


def index_in_name(reading: Reading, index: int) -> bool:
    """Whether a token belongs to a name."""
    mention = reading.names.get(index)
    return mention is not None and mention.kind not in {"people"}


def _owned(reading: Reading, word: str, token: Token, subject: int) -> bool:
    if subject < 0 or subject >= token.index:
        return False
    owner = reading.passage.tokens[subject]
    mention = reading.names.get(subject)
    if word in {"its", "their"} and _another_subject(reading, subject):
        return False
    if _is_what_it_owns(reading, token, owner):
        return False
    several = reading.passage.child(subject, "conj") is not None
    if word == "its":
        person = mention is not None and mention.kind == "person"
        return owner.tag in {"NN", "NNP", "NNPS"} and not person and not several
    if word == "their":
        return owner.tag in {"NNS", "NNPS"} or several
    return bool(mention and mention.kind == "person")


def _is_what_it_owns(reading: Reading, token: Token, owner: Token) -> bool:
    """Whether the subject itself is what is owned: “Mark Lind was its last keeper”."""
    tokens = reading.passage.tokens
    owned, verb = tokens[token.head], tokens[owner.head]
    same = owned.dep in {"attr", "dobj"} and owned.head == verb.index
    return same and verb.lemma in {"be", "become", "remain"}


def _another_subject(reading: Reading, subject: int) -> bool:
    """Whether the sentence has told of something else before, which “its” may mean as well."""
    passage = reading.passage
    opening = next((first for first, last in passage.sentences if first <= subject <= last), 0)
    before = passage.tokens[opening : passage.subtree(subject)[0]]
    return any(token.dep in SUBJECTS and token.pos in {"NOUN", "PROPN"} for token in before)


def _compared(reading: Reading, token: Token, chosen: set[int]) -> bool:
    measures = list(reading.passage.dependents(token.index, "npadvmod"))
    if measures and measures[0].lemma != "time":
        return True
    words = [
        reading.passage.tokens[index].text.casefold()
        for index in sorted(chosen)
        if index >= token.index
    ]
    if "than" in words:
        return True
    before = reading.passage.tokens[token.index - 1] if token.index else token
    if token.text.casefold() == "more" and before.tag == "CD":
        return True
    after = reading.passage.tokens[token.index + 1 : token.index + 2]
    if token.text.casefold() == "closer" and after and after[0].text == "to":
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


def _known(reading: Reading, head: Token, chosen: set[int]) -> bool:
    """Whether “the ...” is explained by its own words, or by being the only one of all."""
    passage = reading.passage
    when = reading.times.get(head.index)
    if when is not None:
        return when.resolved
    if _of_a_people(reading, head):
        return False
    if index_in_name(reading, head.index) or head.pos == "PROPN" or _called(reading, head):
        return True
    if head.pos not in {"NOUN", "PROPN"}:
        told = (passage.tokens[c] for c in passage.children[head.index])
        # “The largest, in Linz” does not say of which kind.
        return any(kid.dep == "prep" and not set_off(passage, kid) for kid in told) or (
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
        if child.dep in {"prep", "relcl", "acl"} and child.index > head.index:
            if _with_anything(passage, child) or only_placed(reading, head, child):
                continue  # “The company in Bergen” is one that was told of before.
            if _so_much_money(passage, child) and lemma not in _AMOUNTS:
                continue  # “The toll of £2.40” is one that was told of before.
            if child.dep == "relcl" and _of_this_report(passage, child):
                continue  # “The age group that was studied” is that of one study.
            if head.tag == "NN" and _somebody(lemma) and child.text in {"in", "at", "on", "near"}:
                continue  # “Met the explorer in Linz” does not say which of them.
            if set_off(passage, child):
                continue  # “The cave, which is dry” does not say which cave.
            return True
    if head.tag == "NN" and lemma in _SEASONS and passage.tokens[head.head].text == "of":
        return False  # “The sixth storm of the winter” is that of one year.
    if lemma in _UNIQUE and not (lemma == "market" and _described(passage, head)):
        return True
    if _in_a_name(reading, head, chosen):
        return True
    of_state = lemma in _STATE or (
        lemma == "minister"
        and any(passage.tokens[c].text.casefold() == "prime" for c in passage.children[head.index])
    )
    return of_state and next(owners_beside(reading, head), None) is not None


def _called(reading: Reading, head: Token) -> bool:
    """Whether a noun only says what somebody is whose name follows: “the engineer Emile Duval”."""
    mention = reading.names.get(head.index + 1)
    named = mention is not None and mention.kind in {"person", "name"}
    return named and head.tag == "NN" and head.dep in {"compound", "nmod"} and is_human(head.text)


_REPORTED = frozenset(("study", "mention", "describe", "question", "discuss", "test", "examine"))


def _of_this_report(passage: Passage, child: Token) -> bool:
    """Whether “that was studied” says no more than that the article tells of it."""
    kids = [passage.tokens[kid] for kid in passage.children[child.index]]
    passive = any(kid.dep == "auxpass" for kid in kids)
    return passive and child.lemma in _REPORTED and not any(kid.dep == "prep" for kid in kids)


_AMOUNTS = word_set("price cost sum value amount rate total")


def _so_much_money(passage: Passage, child: Token) -> bool:
    object_ = passage.child(child.index, "pobj") if child.text == "of" else None
    if object_ is None:
        return False
    first, last = passage.subtree(object_.index)
    money = any(each.tag == "$" for each in passage.tokens[first : last + 1])
    return money or object_.entity == "MONEY"


def _described(passage: Passage, head: Token) -> bool:
    """Whether “the old fish market” is a place, where “the market” is what prices come from."""
    return any(True for _ in passage.dependents(head.index, "amod", "compound"))


def _somebody(lemma: str) -> bool:
    return lemma in HUMANS or is_human(lemma)


def _with_anything(passage: Passage, child: Token) -> bool:
    """Whether “with a microphone” stands after “the calls”: it does not say which calls."""
    other = passage.child(child.index, "pobj") if child.text == "with" else None
    return other is not None and any(
        passage.tokens[kid].text.casefold() in {"a", "an"} for kid in passage.children[other.index]
    )


def set_off(passage: Passage, child: Token) -> bool:
    """Whether a comma, a dash or a bracket parts a phrase from what stands before it."""
    first, _ = passage.subtree(child.index)
    return first > 0 and passage.tokens[first - 1].text in {",", "-", "–", "—", "("}


def _of_a_people(reading: Reading, head: Token) -> bool:
    """Whether “the Brazilian” is somebody who was named before."""
    mention = reading.names.get(head.index)
    people = (mention is not None and mention.kind == "people") or head.text.endswith("woman")
    return people and head.tag in {"NNP", "NN"} and head.dep in {*SUBJECTS, "dobj", "pobj"}


def _in_a_name(reading: Reading, head: Token, chosen: set[int]) -> bool:
    """Whether a name before it has the noun: “Lake Orran” in front tells which “the lake” is."""
    tokens = reading.passage.tokens
    return any(
        index in reading.names and tokens[index].text.casefold() == head.text.casefold()
        for index in chosen
        if index < head.index
    )


def _called_alone(reading: Reading, token: Token, chosen: set[int]) -> bool:
    """Whether “the Institute” has no name of its own, neither in it nor before it."""
    named = reading.names.get(token.index)
    alone = named is None or named.first == named.last or called_alone(named.text)
    if token.pos != "PROPN" or token.dep == "compound" or not called_alone(token.text):
        return False
    kids = {reading.passage.tokens[kid].dep for kid in reading.passage.children[token.index]}
    told = kids & {"compound", "nmod", "amod", "poss", "prep", "appos", "relcl"}
    return alone and not told and not _in_a_name(reading, token, chosen)
