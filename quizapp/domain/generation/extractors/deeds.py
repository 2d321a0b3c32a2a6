"""What something does, as a text that teaches says it: “The liver stores sugar”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import DOES, Fact, FactKind, Text
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.key_terms import key_terms
from quizapp.domain.generation.clauses.lessons import Explained, explaining
from quizapp.domain.generation.clauses.turning import inside
from quizapp.domain.generation.extractors.building import Found
from quizapp.domain.generation.extractors.explained import clause_asked, explained_fact
from quizapp.domain.generation.extractors.properties import tokens_of
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.reading.people import is_human
from quizapp.domain.generation.reading.pronouns import HUMANS
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import content_words, words

SUBJECT_WORDS, MOST_WORDS, LEAST_WORDS = 7, 28, 2

_DOES = word_set(
    """
    absorb act add advise allow appoint attach attack block boost break bring carry catch change
    check clean collect combine connect control convert cool cover cut decide defend deliver destroy
    detect digest direct divide elect enable enforce filter fix form guard guide heat help hold
    insulate interpret join keep kill lead let lift link lower lubricate make measure mix move
    organise pass pick prevent produce propose protect pull pump push raise reach receive record
    reduce reflect regulate release remove repair represent represents sense separate seal send
    slow soak sort speed spread squeeze stop store strengthen supervise supply support swallow take
    trap transfer transform transmit transport turn warm warn weaken
    """
)
"""What parts, tools and offices do."""
_IS = word_set(
    """
    be have become mean remain seem look need require want like lack own know see hear feel think
    believe suggest show contain include involve resemble equal weigh cost last take call say
    """
)
"""What is no deed, or says little of what something is for."""
_NOBODY = word_set(
    """
    people person man woman men women everybody everyone nobody somebody someone anyone scientist
    scientists expert experts student students reader readers thing things way ways case cases
    result results fact facts reason part problem question answer one ones
    """
)
_OFFICES = word_set(
    """
    judge president minister king queen mayor governor senator consul lawyer speaker ombudsman
    """
)
"""People of whom it is told what they do in their office, and not on some day."""
_VAGUE = re.compile(
    r"\b(?:it|its|they|their|this|these|that|those|he|she|his|her|some|many|most|few|several|other"
    r"|others|another|both|each|such|not|no|never|may|might|could|would|which|who|all|same|more)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:two|three|four|both|one|so|others?|same|this|these)\Z|\A\w+ (?:it|them|this|these)\b"
)
"""What only the sentences before could tell the meaning of."""
_REASON = re.compile(r"\b(?:because|since|so that|in order to|which is why)\b")
_ROLE = re.compile(
    r"\b(?:(?:is|are) responsible for|(?:acts?|serves?|works?|functions?) as) (?P<said>[^;:]+)\.\Z"
)


def deeds(document: Document) -> Iterator[Fact]:
    """Yield what parts, tools and offices do, of a text that tells what holds."""
    known = key_terms(document)
    for told in explaining(document):
        if not told.teaches:
            continue
        fact = _role(told) or _deed(told, known)
        if fact is not None:
            yield fact


def _role(told: Explained) -> Fact | None:
    """Return what something is responsible for, or acts as."""
    match = _ROLE.search(told.text)
    if match is None or len(words(match["said"])) > MOST_WORDS:
        return None
    where = tokens_of(told.reading, told.span, match.start("said"), match["said"])
    if where is None:
        return None
    root = _root(told)
    subject = told.passage.child(root.index, *SUBJECTS) if root else None
    if subject is None or subject.lemma.casefold() in _NOBODY or subject.tag.startswith("PRP"):
        return None
    return clause_asked(told, (told.span[0], where[0] - 1), where, FactKind.PURPOSE, "what")


def _deed(told: Explained, known: frozenset[str]) -> Fact | None:
    """Return what the subject of the sentence, or of its last half, does."""
    passage, last = told.passage, told.span[1] - 1
    if _REASON.search(told.text):
        return None  # What is told is why, and not only what.
    for verb in _verbs(told):
        subject = passage.child(verb.index, *SUBJECTS)
        if subject is None or not _is_doer(told, subject, verb):
            continue
        if verb.lemma.casefold() not in _DOES and subject.lemma.casefold() not in known:
            continue
        first = passage.subtree(subject.index)[0]
        front = _front(told, first)
        end = _end(told, verb, last)
        if front is None or end is None:
            continue
        begin = verb.index
        if passage.tokens[begin - 1].index != passage.subtree(subject.index)[1]:
            continue
        said = passage.words(begin, end)
        if not LEAST_WORDS <= len(words(said)) <= MOST_WORDS or not content_words(said):
            continue
        if _COUNTED.search(said):
            continue
        name = inside(told.document, told.reading, first, passage.words(first, begin - 1))
        asked = f"{front}what {'does' if verb.tag == 'VBZ' else 'do'} {name} do?"
        if told.text.count(said) != 1:
            continue
        question = f"{asked[0].upper()}{asked[1:]}"
        found = Found(FactKind.PURPOSE, name, DOES, told.text, Text(said), question, (begin, end))
        fact = explained_fact(told, found, general=True)
        if fact is not None:
            return fact
    return None


def _root(told: Explained) -> Token | None:
    tokens = told.passage.tokens[told.span[0] : told.span[1]]
    return next((each for each in tokens if each.dep == "ROOT"), None)


def _verbs(told: Explained) -> Iterator[Token]:
    """Yield the main verb of the sentence, and that of each clause that is joined to it."""
    root = _root(told)
    while root is not None:
        if root.tag in {"VBZ", "VBP"} and root.lemma.casefold() not in _IS:
            yield root
        root = next(
            (
                each
                for each in told.passage.dependents(root.index, "conj")
                if told.passage.child(each.index, *SUBJECTS) is not None
            ),
            None,
        )


def _is_doer(told: Explained, subject: Token, verb: Token) -> bool:
    """Whether a subject is a thing of which all are meant, and which has a name."""
    passage = told.passage
    first, last = passage.subtree(subject.index)
    lemma = subject.lemma.casefold()
    if subject.pos not in {"NOUN", "PROPN"} or lemma in _NOBODY:
        return False
    if (lemma in HUMANS or is_human(lemma)) and lemma not in _OFFICES:
        return False
    said = passage.words(first, last)
    if len(words(said)) > SUBJECT_WORDS or _VAGUE.search(said) or re.search(r",|['’]s\b", said):
        return False
    denied = passage.child(verb.index, "neg", "aux", "auxpass") is not None
    if passage.child(verb.index, "dobj", "ccomp", "xcomp") is None:
        return False  # “Leaves turn during the day” is what happens to them.
    return (
        not denied
        and last < verb.index
        and not any(passage.tokens[at].tag == "CD" for at in range(first, last + 1))
    )


def _front(told: Explained, first: int) -> str | None:
    """Return what stays before the question: “In a leaf, ”; None where it is more than a place."""
    passage, start = told.passage, told.span[0]
    if first == start:
        return ""
    before = passage.tokens[first - 1]
    if before.pos == "CCONJ" and passage.tokens[first - 2].text in {",", ";"}:
        return ""
    if before.text == ";":
        return ""
    if before.text != "," or passage.tokens[start].pos != "ADP":
        return None
    said = passage.words(start, first - 2)
    return None if _VAGUE.search(said) or "," in said else f"{said}, "


def _end(told: Explained, verb: Token, last: int) -> int | None:
    """Return where the words end that tell what is done: before another subject's own verb."""
    passage = told.passage
    for each in passage.dependents(verb.index, "conj", "parataxis", "advcl", "ccomp"):
        if each.index <= verb.index:
            continue
        subject = passage.child(each.index, *SUBJECTS)
        joined = each.dep in {"conj", "parataxis"}
        if joined and subject is not None:
            first = passage.subtree(each.index)[0]
            at = min(first, subject.index)
            while passage.tokens[at - 1].pos in {"PUNCT", "CCONJ"}:
                at -= 1
            last = min(last, at - 1)
    for at in range(verb.index + 1, last):
        if passage.tokens[at].text == "," and passage.tokens[at + 1].text in {"whereas", "while"}:
            last = at - 1
            break
    text = passage.words(verb.index, last)
    return None if re.search(r"[;:]", text) else last
