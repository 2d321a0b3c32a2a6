"""People and organisations: who did it, and which body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizapp.domain.facts import Entity, Fact, FactKind
from quizapp.domain.generation.clauses.asking import ask_subject
from quizapp.domain.generation.clauses.denials import left_undone
from quizapp.domain.generation.clauses.model import Clause
from quizapp.domain.generation.extractors.building import Found, clause_fact, gapped, surname
from quizapp.domain.generation.reading.names import Mention
from quizapp.domain.generation.reading.people import ORGANISATION, called_a_body, looks_personal
from quizapp.domain.generation.reading.wordlists import BODIES
from quizapp.domain.generation.text import content_words, without_article

LEAST_SAID = 4
"""A question for who did something must tell at least so many telling words about it."""


def subjects(clause: Clause) -> Iterator[Fact]:
    """Yield the fact that a named person, body or country is the one that did something."""
    tokens, reading = clause.subject.tokens, clause.reading
    mention = reading.names.get(tokens[-1])
    pronoun = reading.people.get(clause.subject.head, "")
    if mention is None and not pronoun:
        return
    person = bool(pronoun) or (mention is not None and mention.kind == "person")
    kind = "person" if person else (mention.kind if mention else "")
    joined = reading.passage.child(clause.subject.head, "conj") is not None
    if kind not in {"person", "organisation", "country"} or joined:
        return
    if kind == "organisation" and mention is not None and re.search(r"\d", mention.text):
        return  # “Kestrel-1” is rather a machine.
    if kind == "organisation" and mention is not None and not _surely_a_body(clause, mention):
        return
    name = pronoun or (
        clause.document.directory.person(mention) if mention and person else clause.subject.text
    )
    if name not in clause.subject.text or (
        person and clause.subject.text != name and not _titled(clause, name)
    ):
        return
    if not person and mention is not None and without_article(name) != mention.text:
        return
    wh = _wh(kind, name)
    question = ask_subject(clause, wh)
    said = content_words(" ".join(part.text for part in clause.parts))
    if not question or len(said) < _least(clause) or clause.negated:
        return
    if left_undone(reading.passage, clause.index):
        return
    statement = replace(clause, subject=replace(clause.subject, text=name)).statement()
    value = Entity(name, kind, surname(clause.document, name) if person else ())
    first = mention.first if mention else clause.subject.head
    last = mention.last if mention else clause.subject.head
    found = Found(
        FactKind.PERSON if person else FactKind.ORGANISATION,
        gapped(statement, name),
        "names",
        statement,
        value,
        question,
        (first, last),
    )
    fact = clause_fact(clause, found)
    if fact is not None:
        yield fact


def _least(clause: Clause) -> int:
    return LEAST_SAID + (not any(part.dep in {"dobj", "attr", "xcomp"} for part in clause.parts))


def _titled(clause: Clause, name: str) -> bool:
    return clause.subject.text.endswith(name) and len(clause.subject.text.split()) <= 8


def _surely_a_body(clause: Clause, mention: Mention) -> bool:
    """Whether a name is that of a body by its words or by what the article calls it.

    Two or three words of which none says so, such as “Paris Okafor”, may be anybody's.
    """
    words = mention.text.split()
    if len(words) == 1 and clause.document.only_opens(words[0]):
        return False  # “Cholera has killed 44 people.”
    if len(words) == 1 and not words[0].isupper() and clause.subject.text != mention.text:
        return False  # “The Europabrücke” and “the Titanic” are rather things.
    if len(words) == 1 and _where(clause, mention.text):
        return False  # “Trawlers from Brixham”: a harbour, whatever the parser takes it for.
    telling = any(word.casefold().strip(".,") in ORGANISATION for word in words)
    if telling or len(words) == 1 or not looks_personal(words):
        return True
    return called_a_body(mention.text, clause.document.article.folded)


def _where(clause: Clause, name: str) -> bool:
    """Whether something happens in, or is near, what has the name."""
    found = re.escape(name)
    place = rf"\b(?:(?<!shares )(?<!stake )in|near|off|around) {found}\b|from {found} to [A-Z]"
    return bool(re.search(place, clause.document.article.folded))


def _wh(kind: str, name: str) -> str:
    if kind == "person":
        return "who"
    if kind == "country":
        return "which country"
    words = name.casefold().split()
    return "which " + next((body for body in BODIES if body in words), "organisation")
