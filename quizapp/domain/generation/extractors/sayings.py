"""Who said what: quotations, and what is reported of a named speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Entity, Fact, FactKind
from quizapp.domain.generation.clauses.clarity import unclear_word
from quizapp.domain.generation.clauses.grammar import SAYING
from quizapp.domain.generation.clauses.model import Clause, Speaker
from quizapp.domain.generation.extractors.building import (
    Found,
    clause_fact,
    fact_of,
    inside_sentence,
    surname,
)
from quizapp.domain.generation.licences import SAID, SAID_THAT
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.people import is_human
from quizapp.domain.generation.reading.pronouns import HUMANS
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import content_words

SHORTEST, LONGEST, LEAST_TELLING = 8, 26, 3
_VIEW = frozenset(("will", "would", "should", "could", "must", "may", "might", "can", "cannot"))
_OPEN = re.compile(r"\b(?:it|he|she|they|them|this|that|these|those|him|her)\b", re.IGNORECASE)
_SPOKEN = SAYING | {"reply", "call", "joke", "ask", "conclude"}


def quotations(document: Document) -> Iterator[Fact]:
    """Yield a fact for each sentence that is quoted from a person with a name."""
    for reading in document.readings:
        for sentence in reading.passage.sentences:
            spoken = _quotation(reading, sentence)
            speaker = _speaker(document, reading, sentence) if spoken else None
            if not spoken or speaker is None or _opaque(document, reading, sentence):
                continue
            if _taken_back(reading, sentence):
                continue
            words, last = spoken, speaker.first
            statement = f"{speaker.name} said: “{words}.”"
            mention = reading.names.get(speaker.first)
            found = Found(
                FactKind.STATEMENT,
                f"“{words}”",
                "was said by",
                statement,
                Entity(speaker.name, "person", surname(document, speaker.name)),
                f"Who said: “{words}”?",
                (speaker.first, mention.last if mention else last),
                SAID,
            )
            fact = fact_of(document, reading, sentence, found)
            if fact is not None:
                yield fact


_TAKEN_BACK = re.compile(
    r"\b(?:although|though|but|however|while|whereas|wrongly|falsely|despite)\b", re.IGNORECASE
)


def _taken_back(reading: Reading, sentence: tuple[int, int]) -> bool:
    """Whether the sentence says after a quotation that it is not so: “..., although no paper”."""
    tokens = reading.passage.tokens[sentence[0] : sentence[1] + 1]
    around = " ".join(token.text for token in tokens if token.index not in reading.quoted)
    return bool(_TAKEN_BACK.search(around))


def reports(clause: Clause) -> Iterator[Fact]:
    """Yield who said, warned or estimated what a clause tells."""
    speaker = clause.speaker
    if speaker is None or not speaker.person or speaker.name in clause.statement():
        return
    # Who reported a plain fact matters less than the fact.
    if not _VIEW & {word.casefold() for word in (*clause.auxiliaries, *clause.adverbs)}:
        return
    said = clause.said_sentence()
    if not 6 <= len(said.split()) <= LONGEST or len(content_words(said)) < 4:
        return
    inner = inside_sentence(clause.document, clause.reading, clause.sentence, said)
    mention = clause.reading.names.get(speaker.first)
    found = Found(
        FactKind.STATEMENT,
        said,
        "was said by",
        f"{speaker.name} said that {inner}.",
        Entity(speaker.name, "person", surname(clause.document, speaker.name)),
        f"Who said that {inner}?",
        (speaker.first, mention.last if mention else speaker.first),
        SAID_THAT,
    )
    fact = clause_fact(clause, found)
    if fact is not None:
        yield fact


def _quotation(reading: Reading, sentence: tuple[int, int]) -> str:
    """Return the words of the only quotation of a sentence, if it is a sentence by itself."""
    passage = reading.passage
    marks = [i for i in range(sentence[0], sentence[1] + 1) if passage.tokens[i].text == '"']
    if len(marks) != 2:
        return ""
    if marks[1] - marks[0] < SHORTEST:
        return ""
    words = passage.words(marks[0] + 1, marks[1] - 1).strip()
    count = len(words.split())
    whole = words[:1].isupper() and (
        marks[0] == sentence[0] or passage.tokens[marks[0] - 1].text in {",", ":"}
    )
    finite = any(
        passage.tokens[i].tag in {"VBD", "VBZ", "VBP", "MD"} for i in range(marks[0], marks[1])
    )
    if not whole or not finite or not SHORTEST <= count <= LONGEST:
        return ""
    if " is not " in words or _OPEN.match(words) or len(content_words(words)) < LEAST_TELLING:
        return ""
    return words.rstrip(" ,.")


def _opaque(document: Document, reading: Reading, sentence: tuple[int, int]) -> bool:
    """Whether the quotation leans on words before it: “Nobody can predict that”."""
    tokens = reading.passage.tokens[sentence[0] : sentence[1] + 1]
    marks = [token.index for token in tokens if token.text == '"']
    quoted = [token for token in tokens if marks[0] < token.index < marks[-1]]
    chosen = {token.index for token in quoted}
    if not _on_topic(document, " ".join(token.text for token in quoted)):
        return True
    nouns = False
    for token in quoted:
        word = token.text.casefold()
        if word in _SPEECH or (word == "it" and (nouns or token.dep == "expl")):
            continue
        if token.dep == "expl" or unclear_word(reading, token, chosen):
            return True
        nouns = nouns or _is_a_thing(token)
    return False


def _is_a_thing(token: Token) -> bool:
    """Whether “it” may mean a word of the quotation: not “my mother”, nor “two old friends”."""
    one = token.tag in {"NN", "NNP"} and token.dep != "npadvmod"
    return one and token.lemma.casefold() not in HUMANS and not is_human(token.lemma)


OPENING = 600
"""Letters of the body in which the words stand that an article is about."""


def _on_topic(document: Document, words: str) -> bool:
    """Whether a quotation shares a word with the title or the beginning of the article."""
    body = " ".join(reading.passage.text for reading in document.readings)[:OPENING]
    topic = {word[:5] for word in (*document.context.words, *content_words(body))}
    return bool({word[:5] for word in content_words(words)} & topic)


_SPEECH = word_set(
    """
    i me my mine myself we us our ours ourselves you your yours yourself who
    """
)
"""Words that mean the speaker or the listener, whoever that is."""


def _speaker(document: Document, reading: Reading, sentence: tuple[int, int]) -> Speaker | None:
    passage = reading.passage
    for token in passage.tokens[sentence[0] : sentence[1] + 1]:
        if token.lemma not in _SPOKEN or token.index in reading.quoted or token.pos != "VERB":
            continue
        for who in passage.dependents(token.index, "nsubj"):
            mention = reading.names.get(who.index)
            if mention and mention.kind == "person" and who.index not in reading.quoted:
                name = document.directory.person(mention)
                return Speaker(name, True, mention.first) if " " in name else None
            if who.index in reading.people and who.index not in reading.quoted:
                return Speaker(reading.people[who.index], True, who.index)
    return None
