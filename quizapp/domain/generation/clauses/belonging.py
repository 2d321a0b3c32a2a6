"""Subjects that belong to one house, event or work: “visitors pay”, “construction began”.

They have no “the” that would point at it, so nothing but the noun says that something is unnamed.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.generation.clauses.grammar import SAYING
from quizapp.domain.generation.clauses.phrases import PLACES
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Reading
from quizapp.domain.generation.reading.wordlists import BODIES, word_set

_PEOPLE = word_set(
    """
    visitor passenger guest customer client member organiser organizer supporter fan opponent
    critic official participant attendee spectator competitor entrant volunteer employee resident
    villager local rescuer firefighter investigator prosecutor campaigner protester subscriber
    """
)
_SERVICES = word_set(
    """
    ticket seat fare fee door gate tour performance screening rehearsal entry ride trip concession
    """
)
_DOINGS = word_set(
    """
    admission entry entrance membership parking subscription construction work production filming
    shooting excavation restoration renovation repair attendance voting counting polling
    registration turnout demolition drilling boarding access enrolment enrollment
    """
)
"""What is done for, or at, something: without its article it still is one building, or one vote."""

_PRICED = frozenset(("pay", "cost", "charge"))
"""Who pays, and what is charged, is that of one place, whoever pays it."""


_ACCOUNTS = word_set(
    """
    debt revenue turnover profit earnings export import dividend ebitda sale income deficit surplus
    price rent wage salary cost arrival receipt occupancy output unemployment inflation turnout
    expenditure spending attendance consumption productivity margin
    """
)
"""Figures that somebody has, a company or a country: alone they say nothing."""

_BOTH = frozenset(("from", "to"))
_ADDITIONS = word_set("extension branch spur annex annexe wing outpost")
"""What is built to something else, whatever it leads to."""

_ONE_OF_MANY = frozenset(BODIES) | word_set(
    """
    company firm business factory plant mill mine farm shop store school college hospital hotel
    library theatre cinema restaurant pub brewery bakery church chapel office station studio
    gallery laboratory clinic institution organisation association foundation society centre
    center site building warehouse workshop team group choir band project
    """
)


def only_placed(reading: Reading, head: Token, child: Token) -> bool:
    """Whether only a place tells of a thing of which a place has many: “the museum in Linz”."""
    lemma = head.lemma.casefold()
    where = child.dep == "prep" and child.text in {"in", "at", "on", "near", "outside"}
    if not where or head.tag != "NN" or lemma not in _ONE_OF_MANY:
        return False
    kids = [reading.passage.tokens[each] for each in reading.passage.children[head.index]]
    ranked = any(kid.tag in {"JJS", "RBS"} or kid.dep == "compound" for kid in kids)
    return not ranked and not any(kid.text.casefold() in _RANKED for kid in kids)


_RANKED = word_set("first second third last only main central oldest national royal")


def of_something_unnamed(reading: Reading, token: Token) -> bool:
    """Whether a word is of a house, event, work or company that nothing beside it names."""
    passage = reading.passage
    if _statistic(reading, token) or _added(reading, token):
        return True
    subject = passage.first_joined(token)
    if subject.dep not in {"nsubj", "nsubjpass"} or token.pos != "NOUN":
        return False
    kids = [passage.tokens[kid] for kid in passage.children[token.index]]
    if any(kid.dep in {"det", "poss", "nummod"} for kid in kids):
        return False  # “The visitors” and “its visitors” are judged as such.
    lemma, several = token.lemma.casefold(), token.tag == "NNS"
    verb = passage.tokens[subject.head]
    if _named(reading, token) or verb.lemma in SAYING:
        return False
    if lemma in _DOINGS or (several and lemma in _PEOPLE | _SERVICES):
        return True
    priced = verb.lemma in _PRICED and verb.dep != "relcl"
    first, last = passage.subtree(verb.index)
    bought = (each for each in passage.tokens[first : last + 1] if each.text == "for")
    paid_for = any(_named(reading, each) for each in bought)
    return several and not kids and priced and not paid_for


def _named(reading: Reading, token: Token) -> bool:
    """Whether a name stands in a word and what hangs on it."""
    first, last = reading.passage.subtree(token.index)
    return any(index in reading.names for index in range(first, last + 1))


def _statistic(reading: Reading, token: Token) -> bool:
    """Whether a figure of accounts or trade has no owner beside it."""
    passage = reading.passage
    if token.pos != "NOUN" or token.lemma.casefold() not in _ACCOUNTS or token.dep == "compound":
        return False
    kids = [passage.tokens[kid] for kid in passage.children[token.index]]
    if any(kid.dep == "poss" or (kid.dep == "det" and kid.text in {"a", "an"}) for kid in kids):
        return False
    return not any(_may_own(reading, token, owner) for owner in owners_beside(reading, token))


def _may_own(reading: Reading, token: Token, owner: int) -> bool:
    """Whether a name beside a figure says whose it is: not “sales rose, helped by Spain”."""
    passage, mention = reading.passage, reading.names.get(owner)
    name = passage.tokens[owner]
    above = passage.tokens[name.head]
    if mention is not None and mention.kind == "people" and owner not in reading.edits:
        return name.head == token.index and name.dep == "amod"
    first, last = passage.subtree(token.index)
    if first <= owner <= last:
        # Sales to Europe, and arrivals from France, are somebody else's; exports leave their own.
        other = (
            {"to"} if token.lemma == "export" else {"from"} if token.lemma == "import" else _BOTH
        )
        return above.text not in other or name.dep != "pobj"
    if name.dep == "poss":
        return _verb_of(reading, name) == _verb_of(reading, token)
    subject = passage.first_joined(token).dep in {"nsubj", "nsubjpass"}
    if not subject or (name.dep == "nsubj" and above.lemma in SAYING and _is_body(reading, owner)):
        return True
    return mention is not None and mention.kind in PLACES and above.text == "in"


def _verb_of(reading: Reading, token: Token) -> int:
    """Return the verb whose words a token is one of."""
    while token.head != token.index and token.pos not in {"VERB", "AUX"}:
        token = reading.passage.tokens[token.head]
    return token.index


def _is_body(reading: Reading, index: int) -> bool:
    """Whether a speaker is a company or an office, which speaks of its own figures."""
    mention = reading.names.get(index)
    named = mention is not None and mention.kind == "organisation"
    return named or (index in reading.edits and index not in reading.people)


def owners_beside(reading: Reading, token: Token) -> Iterator[int]:
    """Yield the names that a figure or “the government” may be of: before it, or in its clause."""
    passage = reading.passage
    opening = next(first for first, last in passage.sentences if first <= token.index <= last)
    _, last = passage.subtree(_verb_of(reading, token))
    for index in range(opening, last + 1):
        named, edit = reading.names.get(index), reading.edits.get(index)
        told = edit is not None and bool(edit.text) and index not in reading.times
        if told or (named is not None and named.text not in _MEASURES):
            yield index


_MEASURES = frozenset(("GDP", "GNP", "EBITDA"))


def _added(reading: Reading, token: Token) -> bool:
    """Whether “an extension to Linz” does not say of what: where it leads is another thing."""
    passage = reading.passage
    kids = [passage.tokens[kid] for kid in passage.children[token.index]]
    if token.pos != "NOUN" or token.lemma.casefold() not in _ADDITIONS:
        return False
    indefinite = any(kid.dep == "det" and kid.text.casefold() in {"a", "an"} for kid in kids)
    told = any(kid.dep in {"compound", "nmod", "poss"} or kid.text == "of" for kid in kids)
    return token.dep in {"nsubj", "nsubjpass"} and indefinite and not told
