"""Faults of wording: lost references, flags and times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from quizapp.domain.facts import Date, Fact, Period, Quantity
from quizapp.domain.generation.attribution import names
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    TrueFalse,
)
from tests.evaluation.seeding.good import (
    Faulty,
    Good,
    prompt,
    requoted,
    reworded,
    with_option,
)

_NAME = re.compile(
    r"(?<=[a-z,] )(?<!to )(?:[Tt]he )?(?!January|February|March|May|September|October|December"
    r"|Article)"
    r"[A-Z][\w.-]+(?:(?: of(?: the)?| and)? [A-Z0-9][\w.-]+)*(?:('s)|(?=[?.,]|"
    r" (?:and|in|on|for|with|of|did|was|is|were|are|will|has|had|would|at|by|from|that|as)\b))"
)
_PREFACE = re.compile(r"\AAccording to [^,]*, |\A(?:In|On|At|For) [^,?]*, ")
_AUXILIARY = re.compile(r"\b(will|was|is|are|were|has|have|had|would|must|may|could|did|does|do)\b")
# fmt: off
_THINGS = [
    "minister", "general", "spokeswoman", "company", "group", "agency", "unit", "island", "city",
    "base", "exercise", "treaty", "project", "programme", "law", "ship", "team", "study", "court",
    "union", "museum", "club", "firm", "bridge", "scheme", "storm", "match", "researchers",
    "workers", "residents", "troops", "two men", "committee", "official", "leader", "university",
    "proposal", "new bridge", "latest study", "large museum", "pact", "village", "aircraft",
    "operation", "election",
]
_OPENERS = [
    "However, ", "But ", "Meanwhile, ", "In addition, ", "As a result, ", "For example, ",
    "On the other hand, ", "And ", "At the same time, ", "Despite this, ", "By contrast, ",
    "Therefore, ", "Also, ", "Instead, ", "Moreover, ", "Nevertheless, ", "Because of this, ",
    "Similarly, ", "In other words, ", "For that reason, ",
]
_TAILS = [
    "there", "here", "in this way", "with this move", "at that meeting", "in such a case",
    "after these talks", "on the same occasion", "for the same reason", "as mentioned above",
    "in the latter case", "like the other one", "in that country", "under such conditions",
    "as described",
]
_WHEN = [
    "yesterday", "last week", "on Friday", "this year", "earlier this month", "two days ago",
    "next spring", "recently", "in the coming weeks", "last night", "this morning",
    "on Monday morning", "later this year", "next Tuesday", "at the weekend", "in recent years",
    "by the end of the year", "over the past decade", "until now", "tonight", "a week earlier",
    "so far this season", "in the last few months", "a few years ago", "at present", "nowadays",
    "the day before", "last summer", "on Sunday evening", "by the end of next year",
    "three months later",
]
# fmt: on


def references(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """3: something is pointed to that a learner cannot see."""
    text, context = prompt(question), good.context
    if isinstance(question, Matching | Ordering):
        return
    opener = dice.choice(_OPENERS)
    yield Faulty("opener", reworded(question, opener + lowered(text)), context)
    yield Faulty("pointing end", reworded(question, _tailed(text, dice.choice(_TAILS))), context)
    for way, new in (
        ("pronoun for a name", dice.choice(("it", "they", "he", "she"))),
        ("bare definite for a name", f"the {dice.choice(_THINGS)}"),
        (
            "demonstrative for a name",
            dice.choice(
                (
                    "this plan",
                    "that official",
                    "these measures",
                    "those workers",
                    "such a deal",
                    "this island",
                    "that company",
                    "these two ships",
                    "those talks",
                )
            ),
        ),
        (
            "both of them",
            dice.choice(
                (
                    "both sides",
                    "the two countries",
                    "both men",
                    "the pair",
                    "all three",
                    "the others",
                    "the two sides",
                )
            ),
        ),
    ):
        pointed = _pointing(text, new)
        if pointed:
            yield Faulty(way, reworded(question, pointed), context)
    key = dice.choice(
        (
            "Their new regiment",
            "It",
            "His visit",
            "They",
            "That plan",
            "This step",
            "The former",
            "These troops",
            "Its forces there",
            "Both of them",
        )
    )
    if isinstance(question, MultipleChoice) and not re.search(r"\s[A-Z]", text):
        place = next(n for n, each in enumerate(question.options) if each.id == question.key)
        yield Faulty("pronoun in the key", with_option(question, place, key), context)
    elif isinstance(question, Flashcard) and not re.search(r"\s[A-Z]", text):
        yield Faulty("pronoun in the key", replace(question, back=key), context)


def flags(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """4: a negation, a hedge, a bound or a speaker is lost, or added."""
    text, fact = prompt(question), good.fact(question)
    said = fact.flags.attributed_to
    if isinstance(question, Matching | Ordering):
        return
    if said:
        bare = _unspoken(text, said)
        if bare and not names(bare, said):
            yield Faulty("speaker lost", reworded(question, bare), good.context)
        others = {each.flags.attributed_to for each in good.facts.values()} - {"", said}
        other = dice.choice(sorted(others))
        if said in text and not names(text.replace(said, other), said):
            yield Faulty(
                "another speaker", reworded(question, text.replace(said, other)), good.context
            )
    plain = not fact.flags.negated and not re.search(r"\b(?:not|no)\b", f"{fact.statement} {text}")
    verdict = not isinstance(question, TrueFalse) or question.key
    auxiliary = _AUXILIARY.search(text)
    if plain and verdict and auxiliary:
        no = dice.choice(("not", "never", "no longer"))
        added = f"{text[: auxiliary.end()]} {no}{text[auxiliary.end() :]}"
        yield Faulty("negation added", reworded(question, added), good.context)
    if plain and verdict:
        negative = _said_otherwise(fact, r"\1 not", negated=True)
        if negative:
            yield Faulty("negation lost", question, good.with_facts(negative))
    if fact.flags.negated and verdict and re.search(r"\b(?:not|no)\b", text):
        yield Faulty(
            "negation cut out", reworded(question, re.sub(r" (?:not|no)\b", "", text)), good.context
        )
    if isinstance(question, TrueFalse | Cloze) and not fact.flags.hedged:
        hedge = dice.choice((r"\1 reportedly", r"\1 possibly", r"\1 probably", r"\1 likely"))
        hedged = _said_otherwise(fact, hedge, hedged=True)
        certain = not re.search(
            r"\b(?:may|might|could|would|should|can|plan\w*|expect\w*|set to|is to"
            r"|are to|was to|were to|likely|about|propos\w*|want\w*)\b",
            text,
        )
        if hedged and certain:
            yield Faulty("hedge lost", question, good.with_facts(hedged))
    if isinstance(question, Cloze | TrueFalse) and re.search(r"\b(?:may|might|could)\b", text):
        certain_text = re.sub(r"\b(?:may|might|could)\b", "will", text)
        yield Faulty("hedge cut out", reworded(question, certain_text), good.context)
    yield from _bound_lost(question, fact, good, dice)


def time(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """5: a time that depends on the day of writing."""
    text = prompt(question)
    if isinstance(question, Matching | Ordering):
        return
    when = dice.choice(_WHEN)
    late = _tailed(text, when)
    yield Faulty("relative time at the end", reworded(question, late), good.context)
    if not text.startswith(("In ", "On ", "According")):
        early = f"{when[0].upper()}{when[1:]}, {lowered(text)}"
        yield Faulty("relative time in front", reworded(question, early), good.context)
    asked = good.fact(question)
    dated = re.search(r"\b(?:January|May|September|October|December) (?:of )?\d{4}", text)
    if dated and not isinstance(asked.value, Date | Period):
        relative = dice.choice(
            ("last month", "this January", "last winter", "Wednesday", "last Friday")
        )
        swapped = text.replace(dated.group(), relative)
        if not re.search(r"\b(?:19|20)\d\d\b", swapped):
            yield Faulty("date made relative", reworded(question, swapped), good.context)
    if isinstance(question, MultipleChoice):
        place = next(n for n, each in enumerate(question.options) if each.id == question.key)
        key = f"{question.options[place].text} {when}"
        yield Faulty("relative time in the key", with_option(question, place, key), good.context)
    elif isinstance(question, Flashcard):
        yield Faulty(
            "relative time in the key",
            replace(question, back=f"{question.back} {when}"),
            good.context,
        )


def _pointing(text: str, new: str) -> str:
    """Return the text with its first name gone; empty if something is left to point to."""
    found = _NAME.search(text)
    if not found:
        return ""
    head = text[: found.start()]
    if re.search(r"(?:\A|\s)[Tt]he \Z|[A-Z\d][\w.-]* \Z", head):
        return ""
    rest = _PREFACE.sub("", head)
    if re.search(r"[A-Z]", rest[1:]) or re.match(r"(?!Who|What|Wh|In|On|The|To|For|Of)[A-Z]", rest):
        return ""
    if new in {"he", "she", "it", "they"} and re.search(r"\b(?:the|an?) \w+", rest, re.IGNORECASE):
        return ""
    if re.search(rf"\b{new.split()[-1]}\b", head):
        return ""
    owners = {"he": "his", "she": "her", "they": "their", "it": "its"}
    if found[1] and new in owners:
        return f"{text[: found.start()]}{owners[new]}{text[found.end() :]}"
    oblique = {"he": "him", "she": "her", "they": "them"}
    if re.search(r"\b(?:of|in|on|with|from|by|for|at|to) \Z", text[: found.start()]):
        new = oblique.get(new, new)
    return text[: found.start()] + new + (found[1] or "") + text[found.end() :]


def _tailed(text: str, tail: str) -> str:
    end = re.search(r"[.?!]\s*\Z", text)
    return f"{text[: end.start()]} {tail}{end.group()}" if end else f"{text} {tail}"


def lowered(text: str) -> str:
    """Return the text fit to stand inside a sentence."""
    keeps = re.match(r"[A-Z][\w.'-]*", text)
    function = keeps and keeps.group().casefold() in {
        "in",
        "on",
        "at",
        "the",
        "a",
        "which",
        "what",
        "who",
        "how",
        "when",
        "where",
        "according",
        "for",
        "to",
        "by",
        "from",
        "with",
        "whose",
        "within",
        "of",
        "besides",
        "more",
        "over",
        "as",
    }
    return text[0].lower() + text[1:] if function else text


def _unspoken(text: str, said: str) -> str:
    escaped = rf"(?:the )?{re.escape(said)}"
    bare = re.sub(rf"^According to {escaped}(?: [^,]{{0,40}})?, ", "", text)
    bare = re.sub(rf",? according to {escaped}(?=[?.,])", "", bare)
    bare = re.sub(
        rf"\b{escaped} (?:said|says|declared|added)(?: in [A-Z][a-z]+ \d{{4}})?(?: that)? ",
        "",
        bare,
    )
    return bare[:1].upper() + bare[1:] if bare != text else ""


def _said_otherwise(fact: Fact, change: str, **marks: bool) -> Fact | None:
    """Return the fact with its statement negated or hedged, as its source might have had it."""
    statement = _AUXILIARY.sub(change, fact.statement, count=1)
    if statement == fact.statement or statement.count(fact.value.text) != 1:
        return None
    return replace(fact, statement=statement, question="", flags=replace(fact.flags, **marks))


def _bound_lost(question: Question, fact: Fact, good: Good, dice: Random) -> Iterator[Faulty]:
    """The source says “about”, fact and question do not."""
    if not fact.evidence or not isinstance(fact.value, Quantity):
        return
    evidence = fact.evidence[0]
    if not re.match(r"[\d]", evidence.value) or fact.value.bound.value != "exact":
        return
    bound = dice.choice(
        (
            "about",
            "nearly",
            "more than",
            "at least",
            "up to",
            "almost",
            "roughly",
            "over",
            "around",
            "fewer than",
        )
    )
    quote = evidence.quote.replace(evidence.value, f"{bound} {evidence.value}")
    source = good.sources[evidence.source]
    text = source.text.replace(evidence.quote, quote)
    changed = requoted(fact, quote, evidence.value)
    yield Faulty(
        "bound lost", question, good.with_facts(changed, sources=(replace(source, text=text),))
    )
