"""What was done, decided, named or meant: answers that are phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Entity, Fact, FactKind, Text
from quizapp.domain.generation.clauses.asking import ask_about
from quizapp.domain.generation.clauses.model import Clause, Part, joined
from quizapp.domain.generation.extractors.building import Found, clause_fact, gapped
from quizapp.domain.generation.reading.people import is_human
from quizapp.domain.generation.reading.pronouns import HUMANS
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import content_words

_WEAK = word_set(
    """
    have be take make do get keep put give set let go come want like need see know mean
    include hear feel discuss mention find use face give break welcome praise hand head chair
    lead run start begin hold reach offer
    """
)
_DECIDED = word_set(
    """
    agree plan decide promise propose expect want refuse offer intend vote pledge demand aim
    hope threaten resolve urge order ask allow require choose
    """
)
_NAMING = frozenset(("rename", "call", "name", "know", "title", "dub"))
_WEDDED = frozenset(("marry", "wed", "divorce", "succeed", "beat", "defeat"))
"""What is done to people, or to a side of a match."""

_ADDRESSED = word_set(
    """
    ask tell urge advise visit warn show receive attend
    """
)
_COMPARED = re.compile(r"\b(?:as (?:many|much|few|little)|more|fewer|less|than)\b")
_TWO_OBJECTS = re.compile(r"[A-Z][\w'-]+ (?:(?:about|some|nearly|over|more than) )?[$€£]?\d")
LONGEST, LEAST = 14, 2


def objects(clause: Clause) -> Iterator[Fact]:
    """Yield what somebody did something to: “What did Lumo unveil on 6 May 2025?”."""
    named = clause.lemma in _NAMING and not clause.passive
    if clause.lemma in _WEAK or named or clause.copula or clause.tag not in {"VBD", "VBN"}:
        return  # What somebody does as a rule is seldom one thing.
    for part in clause.parts:
        if part.dep != "dobj" or not _sound(part) or _numeric(clause, part):
            continue
        mention = clause.reading.names.get(part.head) or clause.reading.names.get(part.tokens[-1])
        if part.text.endswith(" time") or part.text.startswith("only "):
            continue
        if sum(each.dep == "dobj" for each in clause.parts) > 1:
            continue
        if _TWO_OBJECTS.search(part.text):
            continue  # “Lent the city of Orlo 40 million euros” gave one thing to another.
        if _COMPARED.search(part.text):
            continue  # “More ships than in 1940” is more than a name for something.
        if any(index in clause.reading.times for index in part.tokens):
            continue  # “A pact on 20 March” is a pact, and a day.
        if clause.lemma in _ADDRESSED or part.head in clause.reading.times:
            continue
        bare = mention is not None and part.tokens[0] == mention.first
        if mention and (mention.kind == "person" or (mention.kind == "name" and bare)):
            continue
        if " from " in part.text and any(each.text.startswith("to ") for each in clause.parts):
            continue  # “What did they open to Lom?” has lost “from Kiel” to its answer.
        if clause.lemma not in _GIVING and _goes_on(clause, part):
            continue  # “What did the court stop to the builder?” has lost “the sale” of it.
        if clause.lemma not in _WEDDED and _people(clause, part):
            continue  # “What did Lee meet?” has no painter for an answer.
        wh = "whom" if clause.lemma in _WEDDED else "what"
        yield from _phrase(clause, part, part.text, FactKind.EVENT, ask_about(clause, wh, part))


_GIVING = word_set(
    """
    give send sell hand award lend offer transfer return bring take move add donate present deliver
    grant leave extend pass restore introduce apply link connect compare attach submit export
    """
)
"""Verbs that have “to ...” of their own."""


def _goes_on(clause: Clause, part: Part) -> bool:
    """Whether “to ...” or “off ...” behind an object may belong to it, not to the verb."""
    parts = clause.parts
    after = parts[parts.index(part) + 1 :][:1]
    return bool(after) and after[0].dep == "prep" and after[0].text.startswith(("to ", "off "))


def _people(clause: Clause, part: Part) -> bool:
    """Whether a phrase speaks of people: “the painter”, “two old friends of hers”."""
    head = clause.reading.passage.tokens[part.head]
    named = any(
        clause.reading.names[index].kind == "person"
        for index in part.tokens
        if index in clause.reading.names and clause.reading.passage.tokens[index].head == part.head
    )
    return named or head.lemma.casefold() in HUMANS or is_human(head.lemma)


def intentions(clause: Clause) -> Iterator[Fact]:
    """Yield what somebody agreed, planned or refused to do."""
    if clause.lemma not in _DECIDED or clause.passive:
        return
    for part in clause.parts:
        if part.dep == "xcomp" and part.text.startswith("to ") and clause.parts[-1] is part:
            text = part.text[3:]
            if 3 <= len(text.split()) <= LONGEST:
                question = ask_about(clause, "what", part, rest="to do")
                yield from _phrase(clause, part, text, FactKind.PURPOSE, question, skip=1)


def definitions(clause: Clause) -> Iterator[Fact]:
    """Yield what something is, becomes, or is called."""
    for part in clause.parts:
        named = part.dep in {"oprd", "attr"} and clause.lemma in _NAMING and clause.passive
        known = part.dep == "prep" and part.text.startswith("as ") and clause.lemma == "know"
        if named or known:
            text = part.text[3:] if known else part.text
            wh = "as what" if known else "what"
            if known:
                question = ask_about(clause, "what", part, rest="as")
            else:
                question = ask_about(clause, wh, part)
            yield from _phrase(
                clause, part, text, FactKind.DEFINITION, question, skip=int(known), short=1
            )
        elif clause.lemma == "become" and part.dep in {"attr", "dobj"} and _sound(part):
            yield from _phrase(
                clause, part, part.text, FactKind.DEFINITION, ask_about(clause, "what", part)
            )
        elif clause.copula and part.dep == "attr" and _describes(part):
            mention = clause.reading.names.get(clause.subject.head)
            if len(clause.parts) == 1 and mention and mention.kind != "person":
                question = ask_about(clause, "what", part)
                yield from _phrase(clause, part, part.text, FactKind.DEFINITION, question)


def _describes(part: Part) -> bool:
    """Whether “a family dairy near Gouda” says enough to be asked for."""
    return bool(re.match(r"an? ", part.text)) and _sound(part) and len(content_words(part.text)) > 2


def rankings(clause: Clause) -> Iterator[Fact]:
    """Yield who or what is the first, the largest or the second-largest of its kind."""
    mention = clause.reading.names.get(clause.subject.head)
    pronoun = clause.reading.people.get(clause.subject.head, "")
    if not (clause.copula or clause.lemma == "become") or (mention is None and not pronoun):
        return
    rank = next((part for part in clause.parts if part.dep == "attr" and _ranks(part.text)), None)
    if rank is None or clause.speaker is not None or clause.negated:
        return
    person = bool(pronoun) or (mention is not None and mention.kind == "person")
    kind = "person" if person else (mention.kind if mention else "thing")
    name = pronoun or clause.subject.text
    statement = clause.statement()
    verb = " ".join(filter(None, (*clause.auxiliaries, clause.verb)))
    rest = joined(clause.parts)
    question = f"{'Who' if person else 'What'} {verb} {rest}?"
    first, last = (mention.first, mention.last) if mention else (clause.subject.head,) * 2
    found = Found(
        FactKind.RANKING, rest[:60], "is", statement, Entity(name, kind), question, (first, last)
    )
    fact = clause_fact(clause, found)
    if fact is not None:
        yield fact


def reasons(clause: Clause) -> Iterator[Fact]:
    """Yield why something happened, or what for."""
    for part in clause.parts:
        opening = part.text.split(" ")[0].casefold()
        cause = opening in {"because", "owing", "due", "thanks"} and not _DUE_TO_DO.match(part.text)
        purpose = (
            part.dep == "advcl"
            and opening in {"to", "in"}
            and re.match(r"(?:in order )?to \w+", part.text)
        )
        if not (cause or purpose) or not 3 <= len(part.text.split()) <= LONGEST:
            continue
        if cause and not _follows_directly(clause, part):
            continue
        if purpose and (clause.lemma in _TAKES_TO or _after_preposition(clause, part)):
            continue
        kind = FactKind.CAUSE if cause else FactKind.PURPOSE
        yield from _phrase(clause, part, part.text, kind, ask_about(clause, "why", part))


_DUE_TO_DO = re.compile(r"due to (?:be|have|\w+(?<!ing)(?<!s) (?:the|a|an|in|on|at|parliament)\b)")
"""“Due to address parliament” tells a plan, “due to heavy rain” a cause."""

_TAKES_TO = word_set(
    """
    need take require have want continue happen begin start seem fail get be due expect like give
    allow grant leave
    love hate try manage tend learn license licence permit authorise authorize force oblige compel
    require order invite estimate schedule forbid entitle qualify suppose set know say believe think
    report elect please happy free agree fit
    """
)
"""Verbs whose “to ...” is what is needed or begun, not what for."""


def _follows_directly(clause: Clause, part: Part) -> bool:
    """Whether nothing was left out before “because”: it may be what the cause belongs to."""
    told = {
        clause.index,
        *clause.subject.tokens,
        *(i for each in clause.parts for i in each.tokens),
    }
    before = part.tokens[0] - 1
    while before > 0 and clause.reading.passage.tokens[before].pos == "PUNCT":
        before -= 1
    return before in told or part.tokens[0] <= min(clause.subject.tokens)


def _after_preposition(clause: Clause, part: Part) -> bool:
    """Whether the word before “to” is a preposition, so that a noun follows: “down on to X”."""
    before = clause.reading.passage.tokens[max(part.tokens[0] - 1, 0)]
    return before.text.casefold() in {"on", "in", "up", "down", "off", "out", "over", "back"}


def articles(clause: Clause) -> Iterator[Fact]:
    """Yield the article of a law or treaty that says something."""
    for part in (clause.subject, *clause.parts):
        match = re.match(
            r"(?:(under|in|by) )?(Article (?:\d+|[IVX]+|[A-Z][a-z]+)) of (.+)", part.text
        )
        if not match:
            continue
        text = match[2]
        if part is clause.subject:
            tail = f" of {match[3]}"
            rest = joined(clause.parts)
            question = f"Which article{tail} {clause.group} {rest}?" if not clause.negated else ""
        elif match[1]:
            question = ask_about(clause, f"{match[1]} which article of {match[3]}", part)
        else:
            continue
        first = next(
            (i for i in part.tokens if clause.reading.passage.tokens[i].text == "Article"), -1
        )
        if first < 0:
            continue
        statement = clause.statement()
        found = Found(
            FactKind.TREATY_ARTICLE,
            gapped(statement, text),
            "cites",
            statement,
            Entity(text, "article"),
            question,
            (first, first + 1),
        )
        fact = clause_fact(clause, found)
        if fact is not None:
            yield fact


def _ranks(text: str) -> bool:
    return (
        bool(
            re.match(
                r"(?:the|\w+'s) (?:only |(?:second|third|fourth|fifth|\w+th)[- ])?"
                r"(?:first|last|only|most \w+|\w{3,}est)\b",
                text,
            )
        )
        and len(text.split()) > 3
    )


def _sound(part: Part) -> bool:
    count = len(part.text.split())
    return LEAST <= count <= LONGEST and len(content_words(part.text)) >= LEAST


def _numeric(clause: Clause, part: Part) -> bool:
    passage = clause.reading.passage
    return any(passage.tokens[i].tag == "CD" for i in part.tokens[:4])


def _phrase(
    clause: Clause,
    part: Part,
    text: str,
    kind: FactKind,
    question: str,
    *,
    skip: int = 0,
    short: int = 0,
) -> Iterator[Fact]:
    statement = clause.statement()
    tokens = part.tokens[skip:]
    if not question or re.match(r"(?:his|her|its|their)\b", text):
        return
    if not tokens or (not short and len(content_words(text)) < LEAST):
        return
    # What was left out of the words stands in the source all the same.
    found = Found(
        kind,
        clause.subject.text,
        gapped(statement, text),
        statement,
        Text(text),
        question,
        (tokens[0], tokens[-1]),
    )
    fact = clause_fact(clause, found)
    if fact is not None:
        yield fact
