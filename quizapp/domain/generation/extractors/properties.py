"""What holds of a substance or a thing at all times: at what heat it melts, how fast it travels.

Such sentences are too short for the reading of whole sentences, and the parser takes “melts” for a
noun. Their form is so plain that the words tell enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizapp.domain.facts import Fact, FactKind
from quizapp.domain.generation.extractors.building import Found, fact_of, gapped
from quizapp.domain.generation.extractors.numbers import read_quantity
from quizapp.domain.generation.inflections import same_verb
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.wordlists import word_set

_BY_HEAT = word_set("boil freeze melt evaporate condense ignite solidify burn sublimate thaw")
_BY_SPEED = word_set("travel move rotate spin fall fly orbit")
_SENTENCE = re.compile(
    r"(?P<subject>[A-Z][\w'-]*(?: [\w'-]+){0,4}?) "
    rf"(?P<verb>(?:{'|'.join(sorted(_BY_HEAT | _BY_SPEED))})(?:s|es)?) at "
    r"(?P<rest>(?:[^,;:()\"]|(?<=\d),(?=\d))+)\Z"
)
_EACH = re.compile(r"(?:per|an?|each) (?:second|minute|hour|day)\b")
_OPEN = re.compile(
    r"\b(?:it|this|that|these|those|they|he|she|its|their|the|both|each|such|which|who|his|her)\b",
    re.IGNORECASE,
)
"""Words in the subject that lean on something told before."""
_JOINED = re.compile(r"\b(?:and|but|while|whereas|or)\b")
"""What joins a second property: “melts at 1,085 degrees and boils at 2,562 degrees”."""
TAIL = 7
"""Words that may follow the number: “at sea level”, “per second in air”."""


def properties(document: Document) -> Iterator[Fact]:
    """Yield at what temperature something boils or melts, and at what speed it moves."""
    for reading in document.readings:
        for sentence in reading.passage.sentences:
            found = _property(document, reading, sentence)
            if found is not None:
                fact = fact_of(document, reading, sentence, found, general=True)
                if fact is not None:
                    yield fact


def _property(document: Document, reading: Reading, sentence: tuple[int, int]) -> Found | None:
    passage = reading.passage
    text = passage.words(*sentence)
    match = _SENTENCE.match(text.removesuffix("."))
    if match is None or _OPEN.search(match["subject"]):
        return None
    quantity = read_quantity(match["rest"])
    if quantity is None or len(quantity.rest.split()) > TAIL or _OPEN.search(quantity.rest):
        return None
    if _JOINED.search(quantity.rest):
        return None
    verb = next(each for each in sorted(_BY_HEAT | _BY_SPEED) if same_verb(each, match["verb"]))
    heat = "degree" in quantity.value.unit or "°" in quantity.value.unit
    speed = _EACH.match(quantity.rest)
    rated = bool(speed or _EACH.search(quantity.value.unit))
    if not (heat and verb in _BY_HEAT) and not (rated and verb in _BY_SPEED):
        return None
    value, tail = quantity.value, quantity.rest
    if speed:
        value = replace(
            value,
            text=f"{value.text} {speed.group()}",
            unit=f"{value.unit} {speed.group()}",
            counts=f"{value.counts} {speed.group()}",
        )
        tail = tail.removeprefix(speed.group()).strip()
    if text.count(value.text) != 1:
        return None
    words = tokens_of(reading, sentence, text.index(value.text), value.text)
    if words is None:
        return None
    wanted = "temperature" if heat else "speed"
    helps = "does" if match["verb"].endswith("s") else "do"
    subject = inside_sentence(document, reading, sentence[0], match["subject"])
    question = " ".join(filter(None, (f"At what {wanted} {helps} {subject} {verb}", tail)))
    statement = f"{text.removesuffix('.')}."
    return Found(
        FactKind.QUANTITY,
        match["subject"],
        gapped(statement, value.text),
        statement,
        value,
        f"{question}?",
        words,
    )


def inside_sentence(document: Document, reading: Reading, first: int, subject: str) -> str:
    """Return the subject as it is written inside a sentence: “water”, “Halley's comet”."""
    token = reading.passage.tokens[first]
    mention = reading.names.get(first)
    alone = " " not in subject and subject[1:].islower()
    if alone and token.text not in document.always_capital and not _place(document, token.text):
        return subject.lower()  # “Amber burns”: what has a temperature is rather stuff than a name.
    proper = token.tag.startswith("NNP") and token.text.casefold() not in document.small
    return subject if proper or mention or subject[1:2].isupper() else _small(subject)


def _place(document: Document, word: str) -> bool:
    return bool(document.gazetteer.level(word) or document.gazetteer.country(word))


def _small(subject: str) -> str:
    return subject[0].lower() + subject[1:]


def tokens_of(
    reading: Reading, sentence: tuple[int, int], start: int, text: str
) -> tuple[int, int] | None:
    """Return the tokens of a sentence that hold its letters from a place on."""
    tokens = reading.passage.tokens[sentence[0] : sentence[1] + 1]
    begin = tokens[0].start + start
    first = next((each.index for each in tokens if each.start == begin), None)
    last = next((each.index for each in tokens if each.end == begin + len(text)), None)
    return (first, last) if first is not None and last is not None else None
