"""Questions from clauses, by moving the auxiliary before the subject."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.generation.clauses.model import Clause, Part, joined
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.people import is_human, is_title
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import capitalised, uncapitalised

_MODALS = word_set(
    """
    will would can could may might shall should must does do did is are was were has have
    had am
    """
)
_SINGULAR = {"were": "was", "are": "is", "have": "has", "do": "does"}


def ask_about(
    clause: Clause, wh: str, part: Part, *, rest: str = "", parts: tuple[Part, ...] | None = None
) -> str:
    """Return “wh + auxiliary + subject + verb + other parts?”; empty where that cannot be formed.

    ``part`` is what is asked for and left out; ``rest`` stays in its place.
    """
    if clause.negated:
        return ""
    inverted = _inverted(clause)
    if not inverted:
        return ""
    first, verb = inverted
    told = clause.parts if parts is None else parts
    others = [replace(each, text=rest, closed=False) if each is part else each for each in told]
    if _doubtful_opening(clause):
        return ""
    words = (wh, first, _inside(clause), *verb, joined(others))
    return capitalised(" ".join(filter(None, words))) + "?"


def ask_subject(clause: Clause, wh: str, *, plural: bool = False) -> str:
    """Return “wh + verb + parts?”, which asks for the subject; empty where the verb disagrees."""
    if clause.negated:
        return ""
    group = [*clause.auxiliaries, *clause.adverbs, clause.verb, clause.particle]
    if clause.plural and not plural:
        if group[0].casefold() in _SINGULAR:
            group[0] = _SINGULAR[group[0].casefold()]
        elif clause.tag == "VBP" and not clause.auxiliaries:
            return ""
    words = (wh, *group, joined(clause.parts))
    return capitalised(" ".join(filter(None, words))) + "?"


def _inverted(clause: Clause) -> tuple[str, tuple[str, ...]] | None:
    auxiliaries, adverbs = list(clause.auxiliaries), clause.adverbs
    if auxiliaries:
        if auxiliaries[0].casefold() not in _MODALS:
            return None
        return auxiliaries[0], (*auxiliaries[1:], *adverbs, clause.verb, clause.particle)
    if clause.copula:
        return clause.verb, adverbs
    support = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(clause.tag, "")
    if not support or (support == "do" and not clause.plural):
        return None  # “Do Ann swam”: the parser has taken a past tense for a present one.
    return support, (*adverbs, clause.lemma, clause.particle)


def _doubtful_opening(clause: Clause) -> bool:
    """Whether the first word may be a name, for all that the article tells: “Barley prices”.

    A word alone may be one too (“Tobacco was grown”), where the parser knows no such name.
    """
    reading, document = clause.reading, clause.document
    first = reading.passage.tokens[clause.subject.tokens[0]]
    head = reading.passage.tokens[first.head]
    mention = reading.names.get(first.index)
    described = first.dep == "compound" and head.index == first.index + 1 and head.text.islower()
    alone = len(clause.subject.tokens) == 1 and first.entity != "PERSON"
    return (
        first.index == clause.sentence[0]
        and first.tag == "NNP"
        and (described or alone)
        and (mention is None or mention.kind not in {"person", "people"})
        and document.only_opens(first.text)
        and first.text.lower() not in document.small
    )


def _numbered_name(clause: Clause, first: Token) -> bool:
    """Whether a number belongs to a name: of “Two Rivers dam” there is one."""
    head = clause.reading.passage.tokens[first.head]
    one = head.tag in {"NN", "NNP"} and head.lemma.casefold() not in _SHARES
    return first.tag == "CD" and first.text.istitle() and first.text != "One" and one


_SHARES = word_set(
    "percent cent million billion trillion thousand hundred dozen third quarter half"
)


def _common_opening(clause: Clause, first: Token) -> bool:
    """Whether a subject opens with a common noun: “Farmers and millers”, “Sculptor Ann Lee”."""
    if not first.text[1:].islower() or first.text in clause.document.always_capital:
        return False
    if first.tag == "NNS":
        joined = clause.reading.passage.dependents(first.index, "conj")
        beside = any(each.tag == "NNS" and each.text.islower() for each in joined)
        return beside or first.index not in clause.reading.names
    called = first.dep == "compound" and is_human(first.text) and not is_title(first.text)
    return called and len(clause.subject.tokens) > 2


def _opens_a_name(clause: Clause, first: Token) -> bool:
    """Whether a name goes on from a first word that is written small elsewhere: “Storm Agnes”.

    What somebody is, is none of the name: “Painter Hedda Lorenz”.
    """
    tokens = clause.reading.passage.tokens
    name = tokens[first.index + 1 : first.head + 1]
    named = bool(name) and all(_in_names(each.text) for each in name)
    named = named and first.pos not in {"DET", "NUM", "PRON", "ADP"}
    called = is_human(first.text) and not is_title(first.text)
    return named and first.tag != "NNS" and not called


def _in_names(word: str) -> bool:
    return word[:1].isupper() or word in {"van", "von", "de", "der", "da", "di", "la", "of", "and"}


def _describes_a_people(clause: Clause, first: Token) -> bool:
    """Whether an adjective stands before that of a country: “Heavy Norwegian ships”."""
    tokens = clause.reading.passage.tokens
    after = tokens[first.index + 1 : first.index + 2]
    people = bool(after) and bool(clause.document.gazetteer.country(after[0].text))
    return people and tokens[first.head].text.islower() and tokens[after[0].head].text.islower()


def _inside(clause: Clause) -> str:
    """Return the subject as it is written inside a sentence."""
    head = clause.reading.passage.tokens[clause.subject.tokens[0]]
    text = clause.subject.text
    first = text.split(" ")[0].rstrip(",")
    mention = clause.reading.names.get(clause.subject.tokens[0])
    lone = mention is None or (mention.first == mention.last and mention.kind != "person")
    lone = lone or _describes_a_people(clause, head)
    if _opens_a_name(clause, head):
        return text
    if lone and first.isalpha() and first[1:].islower() and first.lower() in clause.document.small:
        return text[0].lower() + text[1:]
    if _numbered_name(clause, head):
        return text
    if _common_opening(clause, head):
        return text[0].lower() + text[1:]
    named = clause.subject.tokens[0] in clause.reading.names or head.pos == "PROPN"
    if named or (clause.subject.tokens[0] in clause.reading.edits and text[:3].lower() != "the"):
        return text
    if clause.document.gazetteer.level(first) or first in clause.document.always_capital:
        return text
    plain = first[1:].islower() or len(first) == 1
    return text[0].lower() + text[1:] if plain else uncapitalised(text)
