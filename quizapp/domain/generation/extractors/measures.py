"""How high, how heavy, how old something is, and how many parts it has, in a few plain words.

“An octopus has three hearts” is too short for the reading of clauses and of whole sentences, which
cannot know whether so few words lean on others. These do not: they begin with a name, or with what
holds of all of a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Fact, FactKind
from quizapp.domain.generation.extractors.building import Found, fact_of, gapped
from quizapp.domain.generation.extractors.numbers import Reading as Amount
from quizapp.domain.generation.extractors.numbers import read_quantity
from quizapp.domain.generation.extractors.properties import inside_sentence, tokens_of
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.people import is_human
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import content_words

_SENTENCE = re.compile(
    r"(?P<subject>[A-Z][\w'-]*(?: [\w'-]+){0,5}?) "
    r"(?P<verb>is|are|has|have|weighs?|beats?|blinks?|breathes?|turns?|spins?) "
    r"(?P<rest>(?:[^,;:()\"]|(?<=\d),(?=\d))+)\Z"
)
_SIZE = re.compile(r"(?:high|tall|long|wide|deep|thick|broad|old|across|in diameter)\Z")
_COUNTED = re.compile(
    r"(?!times\b|of\b|and\b|or\b|more\b)[a-z]+(?: [a-z]+)?"
    r"(?<!seats)(?<!votes)(?<!points)(?<!wins)\Z"
)
"""What is counted, but for what is a part of something larger: seats of which parliament."""
_OFTEN = re.compile(r"times (?:an?|per|each|every) (?:second|minute|hour|day|year)\Z")
_PLURAL = re.compile(
    r"(?:s|teeth|feet|men|women|people|children|geese|mice|lice|oxen|fish|sheep)\Z"
)
_LEANING = word_set(
    """
    it this that these those they he she its their both each such which who his her other another
    second third fourth last next new further similar same average some many most all
    may might can could must will would should shall no not never does do did
    male female grown young adult-sized specimen individual model version copy ticket member part
    piece unit one typical single visit pair group kind sort type
    """
)
_OF_ITS_KIND = re.compile(r"The (?:human|adult|average adult)\b|The [\w' -]+ of an? ")
_AN = re.compile(r"An? ")
_PLURAL_ALONE = re.compile(r"(?!The )[\w' -]+s\Z")


def measures(document: Document) -> Iterator[Fact]:
    """Yield what short sentences tell of a thing's size, its age or its parts."""
    for reading in document.readings:
        for sentence in reading.passage.sentences:
            found = _measure(document, reading, sentence)
            fact = found and fact_of(document, reading, sentence, found, general=True)
            if fact:
                yield fact


def _measure(document: Document, reading: Reading, sentence: tuple[int, int]) -> Found | None:
    text = reading.passage.words(*sentence)
    match = _SENTENCE.match(text.removesuffix("."))
    if match is None or not _stands_alone(document, reading, sentence, match["subject"]):
        return None
    amount = read_quantity(match["rest"])
    if amount is None or text.count(amount.value.text) != 1:
        return None
    subject = match["subject"]
    if " " in subject or not _is_name(reading, sentence):
        subject = inside_sentence(document, reading, sentence[0], subject)
    question = _question(match["verb"], amount, subject)
    if _OF_SOMEBODY.search(question) and _may_be_somebody(reading, sentence):
        return None
    words = tokens_of(reading, sentence, text.index(amount.value.text), amount.value.text)
    if not question or words is None:
        return None
    return Found(
        FactKind.QUANTITY,
        match["subject"],
        gapped(text, amount.value.text),
        text,
        amount.value,
        question,
        words,
    )


def _question(verb: str, amount: Amount, subject: str) -> str:
    helps = "does" if verb.endswith("s") else "do"
    unit, rest = amount.value.unit, amount.rest
    if verb in ("is", "are") and amount.sort == "measure" and _SIZE.match(rest):
        return f"How many {unit} {rest} {verb} {subject}?"
    if verb in ("weigh", "weighs") and amount.sort == "measure" and not rest:
        return f"How many {unit} {helps} {subject} weigh?"
    if amount.sort != "count":
        return ""
    if verb in ("has", "have"):
        counted = _COUNTED.match(rest) and _PLURAL.search(rest)
        return f"How many {rest} {helps} {subject} have?" if counted else ""
    if _OFTEN.match(rest):
        return f"How many {rest} {helps} {subject} {verb.removesuffix('s')}?"
    return ""


def _stands_alone(
    document: Document, reading: Reading, sentence: tuple[int, int], subject: str
) -> bool:
    """Whether the subject is a thing's name, or one of all of its kind.

    In the plural only of what the title is about: hotels have 300 rooms in one town alone.
    """
    parts = subject.split()
    if any(word.casefold() in _LEANING for word in parts) or is_human(parts[-1]):
        return False
    if _is_name(reading, sentence):
        return True
    if _AN.match(subject) or _OF_ITS_KIND.match(subject):
        return True
    told = any(map(document.context.tells, content_words(subject)))
    return told and bool(_PLURAL_ALONE.match(subject))


_OF_SOMEBODY = re.compile(r"^How many .*(?:\b(?:old|tall|weigh|have)\b)")
"""What is asked of people as well."""


def _may_be_somebody(reading: Reading, sentence: tuple[int, int]) -> bool:
    tokens = reading.passage.tokens[sentence[0] : sentence[1] + 1]
    return tokens[0].tag == "NNP" and tokens[0].entity.startswith("PERSON")


def _is_name(reading: Reading, sentence: tuple[int, int]) -> bool:
    """Whether a sentence begins with the name of a thing, up to its verb."""
    tokens = reading.passage.tokens[sentence[0] : sentence[1] + 1]
    first = next((n for n, token in enumerate(tokens) if token.text not in ("The", "An", "A")), 0)
    mention = reading.names.get(tokens[first].index)
    if mention is not None and mention.kind == "person":
        return False
    named = [token for token in tokens[first:] if token.tag.startswith("NNP")]
    return bool(named) and named[0].index == tokens[first].index
