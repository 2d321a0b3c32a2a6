"""Faults of shape: broken form, and too many or too few words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from quizapp.domain.facts import Date, Entity, Fact, Period, Quantity
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)
from tests.evaluation.seeding.good import Faulty, Good, prompt, reworded, with_option
from tests.evaluation.seeding.wording import lowered


def form(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """9: punctuation, brackets, numbers, grammar and question words."""
    text = prompt(question)
    fact = good.fact(question)
    if isinstance(question, Matching | Ordering):
        return
    middle = [match.start() for match in re.finditer(" ", text)][1:-1]
    at = dice.choice(middle)
    word = re.match(r" ([A-Za-z]+)", text[at:])
    for way, spoiled in (
        ("open bracket", f"{text[:at]} ({text[at + 1 :]}"),
        ("open quotation", f"{text[:at]} “{text[at + 1 :]}"),
        ("space before a mark", f"{text[:at]} ,{text[at:]}"),
        ("two spaces", f"{text[:at]} {text[at:]}"),
        ("doubled mark", f"{text[:-1]}{dice.choice(('??', '..', '.?', ',?', ' ?', ',.'))}"),
        ("small letter", text[0].lower() + text[1:]),
        (
            "mark-up",
            f"{text[:at]} {dice.choice(('&amp;', '<b>', '&nbsp;', '**', '[1]', '[edit]', '&#39;'))}"
            f"{text[at:]}",
        ),
        ("wrong decoding", f"{text[:at]} {dice.choice(('â€™', 'Ã©', '�', 'â€œ', 'Â'))}{text[at:]}"),
    ):
        yield Faulty(way, reworded(question, spoiled), good.context)
    if word:
        doubled = f"{text[:at]} {word[1]} {word[1]}{text[at + len(word.group()) :]}"
        yield Faulty("doubled word", reworded(question, doubled), good.context)
    if isinstance(question, MultipleChoice | ShortAnswer | Flashcard):
        unasked = text.rstrip("?") + dice.choice((".", "", ","))
        yield Faulty("no question mark", reworded(question, unasked), good.context)
        yield from _wrong_word(question, text, fact, good, dice)
    if isinstance(question, TrueFalse):
        yield Faulty("no full stop", reworded(question, text.rstrip(".")), good.context)
    article = re.search(r"\b(?:a|an) (?=[a-z])", text)
    if article:
        turned = "an " if article.group() == "a " else "a "
        swapped = text[: article.start()] + turned + text[article.end() :]
        yield Faulty("a for an", reworded(question, swapped), good.context)
    if isinstance(question, Cloze):
        gap = "{{" + question.gaps[0].id + "}}"
        for cut in ("$" + gap, "5-" + gap, "20" + gap, gap + ",000", gap + ".5"):
            yield Faulty("split number", reworded(question, text.replace(gap, cut)), good.context)


def length(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """11b: more than can be read at a glance, or typed."""
    text = prompt(question)
    if isinstance(question, Matching | Ordering):
        return
    clause = " ".join(
        dice.choice(
            [
                fact.evidence[0].quote
                for fact in good.facts.values()
                if fact.evidence and 24 < len(fact.evidence[0].quote.split()) < 60
            ]
        ).split()[:34]
    )
    padded = f"{text[:-1]}, given that {lowered(clause)}{text[-1]}"
    if len(padded.split()) > 44 and len(padded) < 590:
        yield Faulty("long prompt", reworded(question, padded), good.context)
    if isinstance(question, MultipleChoice):
        place = dice.randrange(len(question.options))
        words = f"{question.options[place].text} {lowered(' '.join(clause.split()[:18]))}"
        yield Faulty("long option", with_option(question, place, words), good.context)
    if isinstance(question, ShortAnswer):
        answer = f"{question.accepted[0]}, {lowered(' '.join(clause.split()[:8]))}"
        yield Faulty("long typed answer", replace(question, accepted=(answer,)), good.context)
        stub = dice.choice(("Who?", "What was it?", "When?", "Why?", "How many?", "Where?"))
        yield Faulty("stub", reworded(question, stub), good.context)
    if isinstance(question, Flashcard):
        back = f"{question.back}: {clause}"
        if len(back) < 400:
            yield Faulty("long back", replace(question, back=back), good.context)


def _wrong_word(
    question: Question, text: str, fact: Fact, good: Good, dice: Random
) -> Iterator[Faulty]:
    asked = re.match(r"(?:In which|In what|Which|Who|What|Where|When|How many)\b(?: \w+)?", text)
    if not asked:
        return
    value = fact.value
    if isinstance(value, Entity):
        fitting = {"person": ("When", "How many", "Where"), "country": ("How many", "When")}
        wrong = fitting.get(value.entity, ("When", "How many"))
    elif isinstance(value, Date | Period):
        wrong = ("Who", "Where", "How many")
    elif isinstance(value, Quantity):
        wrong = ("Who", "When", "Where")
    else:
        return
    spoiled = f"{dice.choice(wrong)} {text[asked.end() :].lstrip()}"
    yield Faulty("question word", reworded(question, spoiled), good.context)
