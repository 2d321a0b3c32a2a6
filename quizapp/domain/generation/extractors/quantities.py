"""Quantities: how many, how much, what percentage, by how many metres."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Fact, FactKind
from quizapp.domain.generation.clauses.asking import ask_about, ask_subject
from quizapp.domain.generation.clauses.model import Clause, Part
from quizapp.domain.generation.extractors.building import Found, clause_fact, gapped
from quizapp.domain.generation.extractors.numbers import Reading, read_quantity, says_where
from quizapp.domain.generation.reading.wordlists import word_set

_PREPOSITIONS = ("by", "to", "for", "at", "from", "of", "with", "in")
_LASTS = frozenset(("in", "with", "of", "at"))
_TRADED = frozenset(("sell", "buy", "trade", "close", "stand", "acquire", "rent", "go"))
_PAID = word_set(
    """
    cost pay raise receive invest spend earn lose win donate pledge borrow bring contribute
    release give save owe make charge fetch sell propose demand get
    """
)
_MOVED = word_set(
    """
    rise fall grow drop increase decrease climb decline jump gain lose shrink slip surge
    plunge
    """
)


def quantities(clause: Clause) -> Iterator[Fact]:
    """Yield a fact for each quantity that opens the subject or a phrase of the clause."""
    subject = read_quantity(clause.subject.text)
    # Of “four boats, left over from the war, were sunk” not only four were left over.
    aside = clause.reading.passage.tokens[clause.index].dep in {"acl", "relcl"}
    if subject and not aside and _countable(subject) and _plain_start(clause, clause.subject):
        question = ask_subject(clause, _wh(subject), plural=True)
        yield from _fact(clause, clause.subject, subject, question)
    for part in clause.parts:
        if any(index in clause.reading.times for index in part.tokens[:3]):
            continue
        preposition, _, text = part.text.partition(" ")
        if preposition.casefold() not in _PREPOSITIONS or part.dep != "prep":
            preposition, text = "", part.text
        found = read_quantity(text)
        if not preposition and part.dep == "prep" and BURIED.match(text):
            continue
        tokens = clause.reading.passage.tokens
        if found and says_where(tokens[part.tokens[0]], found, tokens[clause.index]):
            continue
        if (
            found is None
            or found.value.text.casefold() == "one"
            or part.dep not in {"dobj", "attr", "prep", "npadvmod", "acomp"}
        ):
            continue
        yield from _fact(clause, part, found, _question(clause, part, preposition, found))


def _question(clause: Clause, part: Part, preposition: str, found: Reading) -> str:
    wh = _wh(found)
    said = " ".join(each.text for each in clause.parts)
    if _ANOTHER_TIME.search(said.replace(found.value.text, "")):
        return ""
    if _TOLD_TWICE.search(found.rest) or _MEASURED_SO.match(found.value.text):
        return ""
    moved = part.dep == "prep" and preposition in {"from", "to"}
    if moved and sum(_timed(clause, each) for each in clause.parts) > 1:
        return ""  # “Fell from 9 in 2001 to 8 in 2005” has a year for each.
    if moved and clause.lemma in _MULTIPLIED:
        return ""  # What it halved from tells what it halved to.
    if part.dep == "dobj" and clause.auxiliaries[:1] == ("had",):
        return ""  # “How many people had helicopters lifted” is read wrongly at first.
    if preposition == "with" and part is not clause.parts[0]:
        return ""  # “A pair with three cubs”: it was not filmed with them.
    rivals = [
        each
        for each in clause.parts
        if each is not part and each.dep in {"npadvmod", "dobj"} and read_quantity(each.text)
    ]
    if not wh or (
        preposition
        and (
            rivals or (found.rest and found.sort != "count" and (not found.rest.startswith("of ")))
        )
    ):
        return ""
    if found.sort == "count":
        if not _countable(found):
            return ""
        behind_it = _CHARGE if clause.lemma in _CHARGING else _BEHIND
        split = None if clause.copula else behind_it.match(found.rest)
        counted, behind = (split[1], split[2]) if split else (found.rest, "")
        return ask_about(clause, f"{preposition} how many {counted}".strip(), part, rest=behind)
    if part.dep == "npadvmod" and found.sort in {"percent", "measure", "money"} and not preposition:
        if clause.lemma not in _MOVED or found.rest:
            return ""
        by = {"percent": "by what percentage", "measure": f"by how many {found.value.unit}"}
        return ask_about(clause, by.get(found.sort, "by how much"), part)
    if part.dep == "acomp" and not found.value.unit.isalpha():
        return ""
    if part.dep == "acomp":
        return (
            ask_about(clause, f"how many {found.value.unit} {found.rest}", part)
            if found.rest
            else ""
        )
    if found.sort == "money":
        traded = preposition in {"for", "at"} and clause.lemma in _TRADED
        moved = preposition in {"by", "to", "from"} and clause.lemma in _MOVED
        fits = traded or moved or (not preposition and (clause.lemma in _PAID or clause.copula))
        return (
            ask_about(clause, f"{preposition} how much".strip(), part, rest=found.rest)
            if fits
            else ""
        )
    if found.sort == "percent":
        if found.rest.startswith("of "):
            return ask_about(clause, f"{preposition} what percentage {found.rest}".strip(), part)
        if preposition in {"by", "to", "from", "at"}:
            kept = tuple(each for each in clause.parts if each is part or not _amount(each))
            wh = f"{preposition} what percentage"
            return ask_about(clause, wh, part, rest=found.rest, parts=kept)
        return ""
    if found.sort == "measure" and preposition not in _LASTS:
        of = found.rest if found.rest.startswith("of ") else ""
        if found.rest and not of and not preposition:
            return ""  # “How many minutes did it leave late” is no English.
        wh = f"{preposition} how many {found.value.unit} {of}".strip()
        return (
            ask_about(clause, wh, part, rest="" if of else found.rest)
            if found.value.unit.partition(" ")[0].endswith(("s", "t", "m", "g"))
            else ""
        )
    return ""


BURIED = re.compile(
    r"under .*\bof (?:\w+ )?(?:water|snow|ice|earth|soil|sand|rock|mud|rubble|ash|silt|peat)\b",
    re.IGNORECASE,
)
"""Where something lies, and no limit: “under 4 metres of water”."""


_MEASURED_SO = re.compile(r"as (?!many|much|few|little)\w+ as\b", re.IGNORECASE)
"""A limit that says what is measured: without “as wide as” nobody knows it of “340 metres”."""


def _amount(part: Part) -> bool:
    """Whether a phrase tells another side of a change: by how much, from or to what."""
    return bool(_CHANGE.match(part.text))


def _timed(clause: Clause, part: Part) -> bool:
    return any(index in clause.reading.times for index in part.tokens)


_MULTIPLIED = frozenset(("halve", "double", "triple", "treble", "quadruple", "quintuple"))

_CHANGE = re.compile(
    r"(?:by|to|from) (?:(?:about|around|nearly|almost|some) )?"
    r"(?:[$€£]?\d|an? (?:quarter|half|third|tenth))"
)


def _wh(found: Reading) -> str:
    match found.sort:
        case "count":
            return f"how many {found.rest}" if found.rest else ""
        case "percent":
            return f"what percentage {found.rest}".strip()
        case "measure":
            return f"how many {found.value.unit} {found.rest}".strip()
        case _:
            return f"how much {found.rest}".strip()


def _countable(found: Reading) -> bool:
    """Whether the words after a number are what is counted (“18 boats”, not “18 of them”)."""
    if found.sort == "percent":
        return found.rest.startswith("of ")
    if found.sort != "count":
        return False
    words = found.rest.split()
    if _TOLD_TWICE.search(found.rest):
        return False
    plural = any(
        re.search(r"(?:s|people|children|men|women|police|staff|crew)\Z", word)
        for word in words[:5]
    )
    return (
        bool(words)
        and words[0].isalpha() is not None
        and plural
        and words[0]
        not in {
            "of",
            "to",
            "in",
            "and",
            "or",
            "more",
            "times",
            "from",
            "at",
            "per",
            "a",
            "the",
        }
    )


_BEHIND = re.compile(
    r"((?:[a-z][\w-]* ){0,2}?[a-z][\w-]*s) "
    r"((?:on|in|to|with|at|from|near|during|before|after|since|until) .*)"
)
"""What stands after what is counted, and goes behind the verb of a question."""
_CHARGING = word_set(
    "accuse acquit assure clear convict cure deprive inform remind rid rob strip suspect warn"
)
_CHARGE = re.compile(r"((?:[a-z][\w-]* ){0,2}?[a-z][\w-]*(?:s|en)|people) (of .*)")
"""Of what people are accused, which is no part of them: “90 women of witchcraft”."""
_ANOTHER_TIME = re.compile(
    r"(?:\b(?:and|but|then)|,) (?:[a-z]+ )?[$€£]?\d[\d,.]*(?: ?%| [a-z]+)? (?:in|by|on|at|after) "
)
"""An amount of another time among words that are not asked for: “in 1772 and 303,000 in 1850”."""
_TOLD_TWICE = re.compile(
    r"\A[^\W\d_]+ \d"
    r"|(?:\b(?:and|or|but|plus)|,) (?:\w+ ){0,2}?"
    r"(?:[$€£]?\d|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?"
    r"|scores?|hundreds|thousands|millions|several|many|most|half|some|few)\b)"
    r"|\A(?:(?!(?:of|in|from|for|to|by|with|between|at|on|who|which|that)\b)\w+ )+?"
    r"(?:and|plus) (?:the|its|his|her|their|another)\b"
)
"""A second amount after the first, or what it does not count: “officers and scores of soldiers”,
“4 marks 50”, “freighters and the ferry”."""


def _plain_start(clause: Clause, part: Part) -> bool:
    return part.tokens[0] not in clause.reading.names


def _fact(clause: Clause, part: Part, found: Reading, question: str) -> Iterator[Fact]:
    statement = clause.statement()
    words = _tokens(clause, part, found.value.text)
    if words is None or _GOES_ON.match(found.rest) or len(statement.split()) < LEAST_SAID:
        return
    fact = clause_fact(
        clause,
        Found(
            FactKind.QUANTITY,
            clause.subject.text if part is not clause.subject else found.rest or clause.group,
            gapped(statement, found.value.text),
            statement,
            found.value,
            question,
            words,
        ),
    )
    if fact is not None:
        yield fact


LEAST_SAID = 7
"""A shorter statement of a number seldom says enough of what is counted."""

_GOES_ON = re.compile(
    r"\d+ (?:second|minute|day|month)|and (?:\d|\w+ (?:minute|second|month|day|inch|pence))"
)
"""“Two hours” is not all of “two hours and fifty minutes”."""


def _tokens(clause: Clause, part: Part, text: str) -> tuple[int, int] | None:
    """Return the tokens of the source that hold the words."""
    passage = clause.reading.passage
    wanted = text.replace(" ", "").casefold()
    for first in part.tokens:
        joined = ""
        for last in part.tokens:
            if last < first:
                continue
            joined += passage.tokens[last].text.casefold()
            if joined == wanted:
                return first, last
            if not wanted.startswith(joined):
                break
    return None
