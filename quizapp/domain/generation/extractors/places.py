"""Places: in which country, city or island something happened."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.facts import Entity, Fact, FactKind
from quizapp.domain.generation.clauses.asking import ask_about
from quizapp.domain.generation.clauses.model import Clause
from quizapp.domain.generation.clauses.phrases import PLACES
from quizapp.domain.generation.extractors.building import Found, clause_fact, gapped
from quizapp.domain.generation.reading.wordlists import word_set

_NOUNS = {
    "country": "country",
    "capital": "city",
    "city": "city",
    "island": "island",
    "region": "region",
}
_STATIC = frozenset(("in", "at", "on", "near", "outside", "off"))
_BESIDE = frozenset(("near", "outside", "off"))
"""Who answers “where” with “Colby” has not said “near Colby”."""
_PLACING = _BESIDE | frozenset(
    ("beside", "along", "behind", "opposite", "beneath", "alongside", "across", "above", "below")
)
"""What says already where it was, so that “where” would ask for it as well."""
_MOVING = frozenset(("to", "from", "into"))
_TRAVEL = word_set(
    """
    go travel fly move emigrate cross return sail flee drive
    """
)


def places(clause: Clause) -> Iterator[Fact]:
    """Yield a fact for a phrase that is a preposition and a place."""
    for part in clause.parts:
        if part.dep != "prep" or len(part.tokens) < 2:
            continue
        words = part.text.split()
        preposition = words[0].casefold()
        mention = clause.reading.names.get(part.tokens[-1])
        start = next(
            (clause.reading.names.get(i) for i in part.tokens[1:] if clause.reading.names.get(i)),
            None,
        )
        if (
            mention is None
            or start is None
            or start.kind not in PLACES
            or mention.kind not in PLACES
        ):
            continue
        tokens = clause.reading.passage.tokens
        loose = [
            i
            for i in part.tokens[1:]
            if i not in clause.reading.names and tokens[i].text not in {",", "the"}
        ]
        if loose or preposition not in _STATIC | _MOVING or start.kind == "continent":
            continue  # “To play in Europe” is rather a competition.
        if preposition in _MOVING and clause.lemma not in _TRAVEL:
            continue
        noun = _NOUNS.get(start.kind, "")
        if noun == "island" or (noun and preposition == "at"):
            wh = "where"  # Nobody asks “at which city”.
        elif noun:
            wh = f"{preposition} which {noun}"
        elif preposition in _STATIC:
            wh = "where"
        else:
            continue
        text = " ".join(words[1:])
        others = any(
            part is not each
            and each.dep == "prep"
            and any(
                i in clause.reading.names and clause.reading.names[i].kind in PLACES
                for i in each.tokens
            )
            for each in clause.parts
        )
        beside = preposition in _BESIDE or any(
            each.dep == "prep" and each.text.split()[0].casefold() in _PLACING
            for each in clause.parts
            if each is not part and each.tokens
        )
        level = "city" if start.kind == "capital" else start.kind
        aliases = (start.text,) if start.text != text and start.text in text else ()
        statement = clause.statement()
        found = Found(
            FactKind.PLACE,
            clause.subject.text,
            gapped(statement, text),
            statement,
            Entity(text, level, aliases),
            "" if wh == "where" and (others or beside) else ask_about(clause, wh, part),
            (part.tokens[1], part.tokens[-1]),
        )
        fact = clause_fact(clause, found)
        if fact is not None:
            yield fact
