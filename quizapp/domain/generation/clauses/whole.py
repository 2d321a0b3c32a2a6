"""Sentences that make sense as they stand, to somebody who sees nothing else.

A clause is cut out of its sentence and may break; a whole sentence is the author's own and does
not. So what the reading of clauses refuses can still be told, if each of its words is clear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizapp.domain.generation.clauses.contexts import as_written, context_before
from quizapp.domain.generation.clauses.grammar import SUBJECTS
from quizapp.domain.generation.clauses.left_open import left_open
from quizapp.domain.generation.clauses.phrases import written
from quizapp.domain.generation.clauses.standing import PRONOUNS, Part, leaning, named_before
from quizapp.domain.generation.clauses.trimming import Tokens, versions
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import capitalised, contains

SHORTEST, LONGEST = 7, 38
"""Words of what is told; longer ones are no pleasure to read in a question."""

QUOTED = 16
"""A sentence with more quoted tokens is somebody's speech: `sayings` reads those."""

_LINKS = word_set(
    """
    but and yet however meanwhile also still moreover furthermore besides nevertheless
    nonetheless now so instead indeed surprisingly unsurprisingly similarly likewise overall
    elsewhere separately
    """
)
_LINKS_ALONE = word_set("but and yet meanwhile also nevertheless nonetheless")
"""Those that need no comma: “besides the pension” is something else than “besides, ...”."""

_LINKING = re.compile(
    r"(?:as a (?:result|consequence)|in addition|(?:by|in) contrast|in turn|at the same time"
    r"|of course)\b,?",
    re.IGNORECASE,
)
"""Openings that join a sentence to the one before, and that it can do without."""


_BACKWARD = re.compile(
    r"\b(?:in (?:return|question|response)|for (?:example|instance)|as a result)\b"
    r"|\btimes as \w+(?! as\b)(?=[.,])"
    r"|\A(?:Within|After) an? (?:few )?(?:day|week|month|year|hour)s?\b",
    re.IGNORECASE,
)
"""Phrases that point back to what was told before."""


_TWO_IN_ONE = re.compile(r"\. (?:The|He|She|It|They|In|But|An?|This|That|His|Her|Its|On|At|For)\b")
"""A stop that the parser has missed, as after “£1.5m”."""


@dataclass(frozen=True, slots=True)
class WholeSentence:
    """What can be told: a sentence, behind those that it leans on if it does.

    ``span`` are the first and last token in the article, ``tokens`` are those that may be asked
    for, ``text`` is how it is told, and ``context`` what is shown before it.
    """

    document: Document
    reading: Reading
    span: tuple[int, int]
    tokens: Tokens
    text: str
    context: str = ""


def whole_sentences(document: Document) -> Iterator[WholeSentence]:
    """Yield the sentences of the body that can be told, in the order of the text.

    Where an aside leans on something unseen, it is left out. “It is used as animal feed” does not
    stand alone, but does so behind “Barley is a cereal”, which is its context then.
    """
    for reading in document.readings:
        named, plain = as_written(reading, names=True), as_written(reading)
        for number, span in enumerate(reading.passage.sentences):
            found = _alone(document, named, span) or _behind(document, plain, number)
            if found is not None and len(f"{found.context} {found.text}".split()) >= SHORTEST:
                yield found


def _alone(document: Document, reading: Reading, span: tuple[int, int]) -> WholeSentence | None:
    """Return a sentence, or what is left of it, that leans on nothing outside."""
    tokens = _statement(reading, span)
    if tokens is None:
        return None
    leans = [token.index for token in leaning(Part(document, reading, tokens))]
    for version in versions(reading.passage, tokens, leans):
        part = Part(document, reading, version)
        text = _told(document, reading, version)
        clear = not any(leaning(part)) and not _BACKWARD.search(text)
        open_ = _follows(part) or left_open(reading, part.chosen)
        if clear and len(text.split()) <= LONGEST and not open_:
            return WholeSentence(document, reading, span, version, text)
    return None


def _follows(part: Part) -> bool:
    """Whether a statement is only a step in a story: “officers sold ...”, “Lee had cast a vote”."""
    passage = part.reading.passage
    root = next((passage.tokens[i] for i in part.tokens if passage.tokens[i].dep == "ROOT"), None)
    subject = passage.child(root.index, *SUBJECTS) if root else None
    if root is None or subject is None:
        return False
    kids = [passage.tokens[kid] for kid in passage.children[root.index] if kid in part.chosen]
    had = any(kid.text == "had" and kid.dep == "aux" for kid in kids)
    explained = any(kid.dep in {"advcl", "ccomp", "conj"} for kid in kids)
    bare = subject.tag == "NNS" and not passage.children[subject.index]
    answers = root.lemma in _ANSWERS and not any(kid.text in {"to", "with"} for kid in kids)
    step = bare and root.tag in {"VBD", "VBN"}
    return (had and not explained) or step or answers


_ANSWERS = frozenset(("respond", "reply", "react", "comply", "disagree", "retaliate"))


def _behind(document: Document, reading: Reading, number: int) -> WholeSentence | None:
    """Return a sentence as it stands, behind those that tell what its words mean."""
    span = reading.passage.sentences[number]
    if not _plain(reading, *span, pointing=True):
        return None
    shown = context_before(document, reading, number)
    if shown is None:
        return None
    tokens = tuple(range(span[0], span[1] + 1))
    text = _told(document, reading, tokens)
    if len(text.split()) > LONGEST:
        return None
    return WholeSentence(
        document, reading, span, tokens, text, _tidy(reading.passage.words(*shown))
    )


def _statement(reading: Reading, span: tuple[int, int]) -> Tokens | None:
    """Return the tokens of a sentence that states something, without “But” and “However,”."""
    passage = reading.passage
    first = span[0]
    if not passage.tokens[first].text[:1].isupper():
        return None
    linking = _LINKING.match(passage.words(*span))
    if linking is not None:
        end = passage.tokens[first].start + linking.end()
        first = next((i for i in range(first, span[1]) if passage.tokens[i].start >= end), first)
    elif passage.tokens[first].text.casefold() in _LINKS and first + 1 <= span[1]:
        comma = passage.tokens[first + 1].text == ","
        bare = passage.tokens[first].text.casefold()
        if bare in {"so", "now", "still"} and not comma:
            return None
        if comma:
            first += 2
        elif bare in _LINKS_ALONE:
            first += 1
    if first >= span[1] or not _plain(reading, first, span[1]):
        return None
    return tuple(range(first, span[1] + 1))


def _plain(reading: Reading, first: int, last: int, *, pointing: bool = False) -> bool:
    """Whether it is one statement: a subject and a finite verb, no question, little speech.

    The subject may be a bare “this” where the sentence before is shown.
    """
    passage = reading.passage
    tokens = passage.tokens[first : last + 1]
    text = passage.words(first, last)
    if not re.search(r"[.]['\"]?\Z", text) or "?" in text or "[" in text or text.count("(") > 1:
        return False
    if re.match(r"\d|(?:\S+ ){0,3}\S+:", text) or _TWO_IN_ONE.search(text):
        return False
    words = [token for token in tokens if token.pos != "PUNCT"]
    if words[0].tag in {"WP", "WDT", "WRB", "WP$"} and words[0].text not in {"When", "While"}:
        return False  # “Who won in 1998 is unknown” tells of no winner.
    if words[-1].pos == "AUX":
        return False  # “Most already are” says what of only in the sentence before.
    marks = sum(token.text == '"' for token in tokens)
    if marks % 2 or sum(token.index in reading.quoted for token in tokens) > QUOTED:
        return False
    roots = [token for token in tokens if token.dep == "ROOT"]
    if len(roots) != 1 or roots[0].pos not in {"VERB", "AUX"}:
        return False
    if roots[0].lemma == "ask" and passage.child(roots[0].index, "auxpass") is not None:
        return False  # What somebody was asked says nothing yet.
    bare = roots[0].tag == "VBG"
    if bare and passage.child(roots[0].index, "aux", "auxpass") is None:
        return False
    subject = passage.child(roots[0].index, *SUBJECTS, "csubj", "expl")
    return subject is not None and (subject.tag not in {"DT", "WP", "WDT"} or pointing)


def _clear_pronouns(document: Document, reading: Reading, tokens: Tokens) -> frozenset[int]:
    """Return the pronouns that need no name: the sentence has one that they stand for."""
    part = Part(document, reading, tokens)
    words = (reading.passage.tokens[i] for i in tokens if i in reading.edits)
    return frozenset(
        token.index
        for token in words
        if token.text.casefold() in PRONOUNS and named_before(part, token)
    )


def _told(document: Document, reading: Reading, tokens: Tokens) -> str:
    kept = [i for i in tokens if not _spare(reading.passage.tokens[i])]
    spare = _told_already(reading, tokens) | _clear_pronouns(document, reading, tokens)
    edits = {index: edit for index, edit in reading.edits.items() if index not in spare}
    text = capitalised(_tidy(written(replace(reading, edits=edits), kept)))
    shouted = re.match(r"([A-Z]{4,}) (?=[a-z])", text)
    # “RESEARCHERS have found” opens an article; “IUPAC announced” is a name.
    if shouted and shouted[1].lower() in document.small and tokens[0] not in reading.names:
        text = shouted.group().capitalize() + text[shouted.end() :]
    return text if text.endswith((".", "”", "!")) else f"{text}."


def _spare(token: Token) -> bool:
    """Whether a word only joins the sentence to others: “has also bought”, “has since sold”."""
    word = token.text.casefold()
    return word == "also" or (word == "since" and token.dep == "advmod")


def _told_already(reading: Reading, tokens: Tokens) -> frozenset[int]:
    """Return the edits that would repeat a name which the sentence has said already."""
    said, spare = "", set[int]()
    for index in tokens:
        edit = reading.edits.get(index)
        word = reading.passage.tokens[index].text
        if edit is None:
            said += f" {word}"
            continue
        name = edit.text.removesuffix("'s").removeprefix("the ")
        known = contains(said, name) or (word in PRONOUNS and contains(said, name.split()[-1]))
        if name and known and index not in reading.times:
            spare.add(index)
            said += f" {word}"
        else:
            said += f" {edit.text}"
    return frozenset(spare)


def _tidy(text: str) -> str:
    """Return the text with the marks of quotations and brackets close to their words."""
    parts = text.split('"')
    joined = "".join(
        f"“{part.strip()}”" if number % 2 else part for number, part in enumerate(parts)
    )
    joined = re.sub(r"\(\s+", "(", re.sub(r"\s+([,.;:)%])", r"\1", joined))
    return re.sub(r"\.”\.\Z", ".”", joined)
