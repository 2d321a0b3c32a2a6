"""From a value found in a clause to a fact with exact evidence, or to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from quizapp.domain.facts import (
    Evidence,
    Fact,
    FactKind,
    Flags,
    Licence,
    Licensor,
    Value,
    count_overlapping,
)
from quizapp.domain.generation.clauses.denials import denied
from quizapp.domain.generation.clauses.model import Clause, Speaker
from quizapp.domain.generation.extractors.doubt import (
    ageing,
    doubtful,
    half_said,
    passing,
    unfulfilled,
)
from quizapp.domain.generation.extractors.reckonable import reckonable
from quizapp.domain.generation.hedges import hedged
from quizapp.domain.generation.identity import digest, slug
from quizapp.domain.generation.licences import ACCORDING
from quizapp.domain.generation.parsing import Passage
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.people import is_human
from quizapp.domain.generation.text import content_words, uncapitalised, words

_REPEATED = re.compile(r"\b(\w+) [\"“]?\1\b", re.IGNORECASE)
_HALF = re.compile(
    r"According to [^,]+, (?:when|if|because|although|while|whether|that|which|who)\b",
    re.IGNORECASE,
)
"""A clause that a reported one only leads to."""
_TIMES_AS = re.compile(r"\b(?:times|twice|half) as \w+\b(?!.*\bas\b)")
"""“Five times as many” without what it is compared with."""
_AS_MUCH_AS = re.compile(r"\b(?:times|twice|half) as (?:much|many) as\b")
"""“Four times as much as”: of what, only a sentence before can tell."""
LEAST_WORDS = 3
"""A statement with fewer telling words beside its value says too little to be asked for."""


TELLING_WORDS = 7
"""A whole sentence with so many telling words beside its value tells what it is about."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an extractor hands over: the value, where it stands, and how it is said and asked."""

    kind: FactKind
    subject: str
    relation: str
    statement: str
    value: Value
    question: str
    words: tuple[int, int]
    """The tokens of the source that state the value."""
    frame: str = ""
    """Words of the statement that every one of its kind has."""


def fact_of(
    document: Document,
    reading: Reading,
    sentence: tuple[int, int],
    found: Found,
    *,
    speaker: Speaker | None = None,
    negated: bool = False,
    derived: bool = False,
    whole: bool = False,
    lent: str = "",
    general: bool = False,
    clausal: bool = False,
    context: str = "",
) -> Fact | None:
    """Return the fact, or nothing where its evidence or its wording is not exact.

    A denial makes no fact: what is not so is no answer. A ``whole`` sentence that says much needs
    no name, and no word of the title, to be understood; a ``general`` truth, as that water boils at
    100 degrees, needs nothing else. ``lent`` is an auxiliary that the clause has got, ``context``
    what is shown before the statement. A ``clausal`` value holds its own
    denial: “because hair cells do not grow again”.
    """
    if (
        found.kind is not FactKind.STATEMENT
        and not clausal
        and denied(reading.passage, found.words[0])
    ):
        return None
    told = reading.passage.words(*sentence)
    if doubtful(found.value, told) or unfulfilled(found.value, found.statement, told):
        return None
    if passing(found.statement) or half_said(found.statement):
        return None
    if reckonable(found.value, found.statement) or ageing(found.value, found.statement):
        return None
    frames = [lent]
    if speaker and speaker.name not in found.statement:
        found = _according(found, speaker, document, reading, sentence)
        frames.append(ACCORDING)
    elif speaker and found.kind is not FactKind.STATEMENT:
        # “Ann Lee sold 20” would be told as plain where Ann Lee only says so of herself.
        return None
    around = f"{context} {found.statement.replace(found.value.text, ' ')}"
    rest = [word for word in content_words(around) if word not in {"per", "cent", "percent"}]
    clear = general or (whole and len(rest) >= TELLING_WORDS)
    anchored = clear or _anchored(document, around)
    if found.kind is not FactKind.STATEMENT and not anchored:
        return None
    if not whole and _TIMES_AS.search(found.statement):
        return None
    if not context and _AS_MUCH_AS.search(found.statement):
        return None
    if _REPEATED.search(found.statement) or _HALF.match(found.statement):
        return None
    evidence = _evidence(document, reading.passage, sentence, found)
    text = found.value.text
    if evidence is None or found.statement.count(text) != 1:
        return None
    if len(rest) < (1 if clausal else LEAST_WORDS + whole - general):
        return None
    source = document.article.source
    name = f"{slug(found.subject, limit=28)}-{slug(text, limit=18)}"
    return Fact(
        id=f"{name}-{digest(source.id, found.statement, text)[:5]}",
        topic=slug(document.article.title or source.id, limit=40),
        kind=found.kind,
        subject=found.subject,
        relation=found.relation,
        statement=found.statement,
        value=found.value,
        question=found.question,
        as_of=source.published,
        evidence=(evidence,),
        flags=Flags(
            negated=negated,
            hedged=hedged(f"{found.question} {text}" if clausal else found.statement),
            derived=derived,
            attributed_to=speaker.name if speaker else "",
        ),
        licences=tuple(dict.fromkeys(_licences(document, reading, sentence, found, frames))),
        context=context,
    )


def _licences(
    document: Document,
    reading: Reading,
    sentence: tuple[int, int],
    found: Found,
    frames: Iterable[str],
) -> Iterator[Licence]:
    """Yield what was resolved in a sentence and is said in the statement or the question."""
    passage, told = reading.passage, f"{found.statement} {found.question}".casefold()
    for frame in (found.frame, *frames):
        if frame:
            yield Licence("", frame, Licensor.FRAME)
    for index in range(sentence[0], sentence[1] + 1):
        edit, mention = reading.edits.get(index), reading.names.get(index)
        if edit is not None and edit.text and edit.text.casefold() in told:
            yield Licence(passage.words(index, edit.last), edit.text, edit.by)
        if mention is not None and mention.first == index and mention.kind == "person":
            full = document.directory.person(mention)
            if full != mention.text and full.casefold() in told:
                yield Licence(mention.text, full, Licensor.NAME)


def inside_sentence(
    document: Document, reading: Reading, sentence: tuple[int, int], said: str
) -> str:
    """Return a statement as it stands behind “According to ...”.

    Its first word keeps the capital unless it is surely none of a name.
    """
    first, *rest = words(said)
    found = [
        each for each in reading.passage.tokens[sentence[0] : sentence[1] + 1] if each.text == first
    ]
    human = first.endswith("s") and is_human(first[:-1].lower())
    person = any(
        each.index in reading.names and reading.names[each.index].kind == "person" for each in found
    )
    small = first.lower() in document.small and not person
    plain = bool(found) and all(each.tag in {"NN", "NNS"} for each in found)
    common = first[1:].islower() and (small or (plain and human))
    if first in document.always_capital or document.gazetteer.level(first):
        common = False
    after = rest[0] if rest else ""
    named = after[:1].isupper() and not document.gazetteer.country(after)
    return uncapitalised(said, common=common, named=named)


def _according(
    found: Found,
    speaker: Speaker,
    document: Document,
    reading: Reading,
    sentence: tuple[int, int],
) -> Found:
    """Return the fact with its speaker named in the statement and in the question."""
    said = inside_sentence(document, reading, sentence, found.statement)
    asked = found.question
    opening = f"{ACCORDING} {_inside(speaker.name, document)}, "
    return replace(
        found,
        statement=opening + said,
        question=opening + asked[0].lower() + asked[1:] if asked else "",
    )


def _inside(name: str, document: Document) -> str:
    """Return a speaker as written inside a sentence: “the Red Cross”, “farmers around Arle”."""
    first, *rest = name.split()
    several = first.endswith("s") and first not in document.always_capital and bool(rest)
    known = first.casefold() in document.small or (several and rest[0].islower())
    common = first == "The" or (known and not (rest and rest[0][:1].isupper()))
    return name[0].lower() + name[1:] if common and first[1:].islower() else name


def _anchored(document: Document, around: str) -> bool:
    """Whether somebody who knows the title knows what is spoken of: a name, or a title word."""
    if any(map(document.context.tells, content_words(around))):
        return True
    if any(map(document.names_something, words(around))):
        return True
    return document.anchors.any_in(around)


def clause_fact(clause: Clause, found: Found) -> Fact | None:
    """Return the fact of a clause, with the clause's flags."""
    return fact_of(
        clause.document,
        clause.reading,
        clause.sentence,
        found,
        speaker=clause.speaker,
        negated=clause.negated,
        derived=clause.derived,
        lent=clause.lent,
    )


def _evidence(
    document: Document, passage: Passage, sentence: tuple[int, int], found: Found
) -> Evidence | None:
    text = document.article.source.text
    start, end = passage.tokens[sentence[0]].start, passage.tokens[sentence[1]].end
    value = text[passage.tokens[found.words[0]].start : passage.tokens[found.words[1]].end]
    quote = text[start:end].strip()
    if count_overlapping(text, quote) != 1 or quote.count(value) != 1:
        return None
    return Evidence(document.article.source.id, quote, value)


def surname(document: Document, name: str) -> tuple[str, ...]:
    """Return the last name, where it is nobody else's in the article."""
    last = name.split()[-1]
    only = document.directory.full.get(last.casefold()) == name
    return (last,) if only and last != name else ()


def gapped(statement: str, value: str) -> str:
    """Return the statement with its value left out: what the fact says of its subject."""
    return statement.replace(value, "…", 1).rstrip(".")
