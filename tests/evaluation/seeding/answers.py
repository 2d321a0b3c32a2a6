"""Faults of answers: wrong keys, leaks, right options offered as wrong, options that stand out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from quizapp.domain.facts import Date, Entity, Fact, FactStatus, Period, Quantity
from quizapp.domain.generation.dates import spellings
from quizapp.domain.generation.distractors import replaced
from quizapp.domain.generation.text import STOP_WORDS, content_words, plain, without_article
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
    ShortAnswer,
)
from tests.evaluation.seeding.good import (
    Faulty,
    Good,
    any_of,
    offered,
    prompt,
    reworded,
    with_option,
    wrong_places,
)

_TITLES = ("Mr", "President", "Secretary", "Minister", "Dr", "Prime Minister", "Gen.")
_RESPELT = (
    ("Defence", "Defense"),
    ("defence", "defense"),
    ("-", " "),
    (" and ", " & "),
    ("US ", "U.S. "),
    ("isation", "ization"),
    ("centre", "center"),
    ("Article 5", "Article V"),
    ("V", "5"),
    ("'", "’"),
    ("ise", "ize"),
    ("labour", "labor"),
)
_FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def key(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """2: the key is given away, or is not what the fact says."""
    fact, text, context = good.fact(question), prompt(question), good.context
    answer = _answer(question, fact)
    if answer and len(text) + len(answer) < 500:
        for leak in (f", for example {answer}", f" ({answer})", f", as in the case of {answer},"):
            yield Faulty("key in the stem", reworded(question, _inside(text, leak)), context)
        words = [
            word for word in re.findall(r"\w[\w-]+", answer) if word.casefold() not in STOP_WORDS
        ]
        asked = set(content_words(text))
        fresh = [word for word in words if not set(content_words(word)) <= asked]
        if 2 <= len(words) <= 4 and len(fresh) >= 2:
            half = " ".join(fresh[: (len(fresh) + 1) // 2])
            yield Faulty(
                "half of the key in the stem",
                reworded(question, _inside(text, f" of {half}")),
                context,
            )
        for alias in any_of(dice, (a for a in fact.value.aliases if plain(a) != plain(answer))):
            yield Faulty(
                "alias in the stem", reworded(question, _inside(text, f" ({alias})")), context
            )
    if (
        isinstance(question, Numeric)
        and question.value < 11
        and question.value == int(question.value)
    ):
        spelt = _FEW[int(question.value)]
        yield Faulty(
            "number in the stem", reworded(question, _inside(text, f", {spelt} of them,")), context
        )
    yield from _wrong_key(question, fact, good, dice)


def one_answer(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """6: something right is offered as wrong, or is not accepted."""
    fact = good.fact(question)
    places = wrong_places(question)
    if places and isinstance(question, MultipleChoice | MultipleResponse):
        place, taken = dice.choice(places), offered(question)
        variants = _same_thing(fact, dice)
        for way, text in variants:
            if text.casefold() not in taken and plain(text) != plain(_answer(question, fact)):
                yield Faulty(way, with_option(question, place, text), good.context)
        yield from _also_right(question, fact, question.options[place].text, good)
    elif isinstance(question, ShortAnswer | Flashcard):
        other = _neighbour(fact, good, dice)
        if other:
            yield from _also_right(question, fact, other.value.text, good)
    elif isinstance(question, Matching):
        first, second = dice.sample(list(question.pairs), 2)
        known = good.facts[first.fact]
        if plain(second.right) not in map(plain, known.answers):
            yield from _also_right(question, known, second.right, good)


def true_option(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """7: a wrong option stands in the evidence, or is true in another source."""
    fact, places = good.fact(question), wrong_places(question)
    if not places or not isinstance(question, MultipleChoice):
        return
    place, taken = dice.choice(places), offered(question)
    right = {plain(text) for text in good.context.index.right_texts(fact)}
    for evidence in fact.evidence[:1]:
        runs = re.findall(r"[A-Z][\w-]+(?: [A-Z][\w-]+)*|[a-z]+(?: [a-z]{4,}){1,2}", evidence.quote)
        fresh = [
            run
            for run in runs
            if run.casefold() not in taken
            and len(run) > 3
            and not any(run.casefold() in each or each in run.casefold() for each in right)
        ]
        for run in any_of(dice, fresh):
            text = run[0].upper() + run[1:]
            yield Faulty("words of the evidence", with_option(question, place, text), good.context)
    option = question.options[place]
    statement = replaced(fact, option.text)
    if statement.count(option.text) != 1 or plain(option.text) in plain(fact.statement):
        return
    value = Entity(option.text, "thing")
    rival = replace(
        fact,
        id="rival",
        statement=statement,
        value=value,
        evidence=(),
        conflicts_with=(fact.id,),
        also_true=(),
    )
    yield Faulty("value of another source", question, good.with_facts(rival))
    settled = replace(rival, status=FactStatus.SUPERSEDED)
    yield Faulty("value of an older source", question, good.with_facts(settled))
    twin = replace(rival, id="twin", subject=f"{fact.subject} there", conflicts_with=())
    yield Faulty("another fact says it", question, good.with_facts(twin))
    longer = (
        statement.replace(option.text, f"{option.text} too", 1)
        if dice.random() < 0.5
        else (f"As reported, {statement[0].lower()}{statement[1:]}")
    )
    if longer.count(option.text) == 1:
        yield Faulty(
            "another fact says it in more words",
            question,
            good.with_facts(replace(twin, statement=longer)),
        )
    strange = [
        each.id
        for each in good.facts.values()
        if not set(plain(each.value.text).split()) & set(plain(option.text).split())
    ]
    for name in any_of(dice, strange):
        linked = with_option(question, place, option.text, name)
        yield Faulty("linked with another fact", linked, good.context)


def levels(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """8: options of different sorts, or a key that stands out."""
    fact, places = good.fact(question), wrong_places(question)
    if not places or not isinstance(question, MultipleChoice):
        return
    place, taken = dice.choice(places), offered(question)
    if not isinstance(fact.value, Quantity | Date | Period):
        others = [
            each
            for each in good.facts.values()
            if each.value.level != fact.value.level
            and isinstance(each.value, Entity | Date | Quantity)
            and each.value.text.casefold() not in taken
        ]
        other = dice.choice(others)
        text = without_article(other.value.text)
        text = text[0].upper() + text[1:]
        if isinstance(fact.value, Entity):
            yield Faulty(
                "linked value of another level",
                with_option(question, place, text, other.id),
                good.context,
            )
            if isinstance(other.value, Entity):
                yield Faulty(
                    "value of another level", with_option(question, place, text), good.context
                )
        number = dice.choice(("3,400", "12 per cent", "14 March 2021", "2019", "$5 billion", "17"))
        if not re.search(r"\d", " ".join(taken)):
            yield Faulty("number among words", with_option(question, place, number), good.context)
    else:
        words = dice.choice(("A great many", "Nobody knows", "Very few", "Later on"))
        yield Faulty("words among numbers", with_option(question, place, words), good.context)
    right = next(n for n, each in enumerate(question.options) if each.id == question.key)
    text = question.options[right].text
    tail = dice.choice(
        (
            ", which was named expressly in the joint statement",
            " (as it was described in the report)",
            ", the only one that all the ministers agreed on",
            " in the wording of the official release",
        )
    )
    longest = max(len(each.text) for each in question.options)
    if len(text) + len(tail) > 1.9 * longest:
        yield Faulty("long key", with_option(question, right, text + tail), good.context)
    wrong = question.options[place].text
    for catch in any_of(
        dice,
        (
            "All of the above",
            "None of these",
            "None of the above",
            "All of them",
            "Both A and B",
            "I do not know",
        ),
    ):
        yield Faulty("catch-all", with_option(question, place, catch), good.context)
    yield Faulty("other punctuation", with_option(question, place, f"{wrong}."), good.context)
    if all(each.text[0].isupper() for each in question.options):
        small = wrong[0].lower() + wrong[1:]
        yield Faulty("other letter case", with_option(question, place, small), good.context)


def _answer(question: Question, fact: Fact) -> str:
    match question:
        case MultipleChoice():
            return question.option(question.key).text
        case ShortAnswer():
            return question.accepted[0]
        case Flashcard():
            return question.back
        case Cloze():
            return question.gaps[0].accepted[0]
        case MultipleResponse():
            return question.option(question.keys[0]).text
        case Numeric():
            return fact.value.text
        case _:
            return ""


def _inside(text: str, words: str) -> str:
    """Return the text with words before its end."""
    end = re.search(r"[.?!]\s*\Z", text)
    return f"{text[: end.start()]}{words}{end.group()}" if end else text + words


def _neighbour(fact: Fact, good: Good, dice: Random) -> Fact | None:
    """Return a fact with another value of the same level."""
    right = {plain(text) for each in good.context.index.right_texts(fact) for text in (each,)}
    found = [
        each
        for each in good.context.index.by_level[fact.value.level]
        if not any(plain(text) in r or r in plain(text) for text in each.answers for r in right)
    ]
    return dice.choice(found) if found else None


def _wrong_key(question: Question, fact: Fact, good: Good, dice: Random) -> Iterator[Faulty]:
    context, other = good.context, _neighbour(fact, good, dice)
    text = other.value.text if other else ""
    match question:
        case MultipleChoice():
            place = next(n for n, each in enumerate(question.options) if each.id == question.key)
            if text and text.casefold() not in offered(question):
                yield Faulty(
                    "another value as the key", with_option(question, place, text), context
                )
            wrong = dice.choice([each.id for each in question.options if each.id != question.key])
            yield Faulty("another option marked right", replace(question, key=wrong), context)
            padded = (
                f"{question.options[place].text} {dice.choice(('in Guam', 'of 1987', 'and Peru'))}"
            )
            yield Faulty("invented words in the key", with_option(question, place, padded), context)
        case ShortAnswer() if text:
            yield Faulty("another value as the key", replace(question, accepted=(text,)), context)
        case Flashcard() if text:
            yield Faulty("another value as the key", replace(question, back=text), context)
        case Cloze() if text:
            gap = replace(question.gaps[0], accepted=(text,))
            yield Faulty(
                "another value as the key",
                replace(question, gaps=(gap, *question.gaps[1:])),
                context,
            )
        case Numeric():
            wrong_number = dice.choice(
                (
                    question.value * 10,
                    question.value + 1,
                    -question.value,
                    question.value / Decimal(4),
                )
            )
            upper = None if question.upper is None else max(question.upper, wrong_number + 1)
            yield Faulty(
                "wrong number", replace(question, value=wrong_number, upper=upper), context
            )
        case Matching():
            one, two = dice.sample(list(question.pairs), 2)
            swapped = {one.id: two.right, two.id: one.right}
            pairs = tuple(
                replace(each, right=swapped.get(each.id, each.right)) for each in question.pairs
            )
            yield Faulty("exchanged pairs", replace(question, pairs=pairs), context)
        case Ordering():
            items = list(question.items)
            dated = good.facts[items[0].fact]
            items[0] = replace(items[0], text=f"{items[0].text} ({dated.value.text})")
            yield Faulty("date in an item", replace(question, items=tuple(items)), context)
        case _:
            return


def _same_thing(fact: Fact, dice: Random) -> Iterator[tuple[str, str]]:
    """Yield other ways to write the right answer."""
    text = without_article(fact.value.text)
    for alias in any_of(dice, (*fact.value.aliases, *fact.also_true)):
        yield "alias as wrong", alias
    respelt = [
        text.replace(old, new) for old, new in _RESPELT if re.search(rf"{re.escape(old)}", text)
    ]
    for each in any_of(dice, respelt):
        yield "other spelling as wrong", each
    if not text.isupper():
        plural = f"{text}s" if re.search(r"(?:^| )[a-z-]+[a-rt-z]\Z", text) else f"The {text}"
        marked = (f"The {text}", f"“{text}”", plural, f"{text}'s")
        yield "other letters as wrong", dice.choice(marked)
    if isinstance(fact.value, Entity) and fact.value.entity == "person" and " " in text:
        first, last = text.split()[0], text.split()[-1]
        yield "turned name as wrong", f"{last} {first}"
        yield "title and name as wrong", f"{dice.choice(_TITLES)} {dice.choice((last, text))}"
        yield "initial as wrong", f"{first[0]}. {last}"
    if isinstance(fact.value, Date):
        for spelling in any_of(dice, (each for each in spellings(fact.value) if each != text)):
            yield "other date spelling as wrong", spelling
        if fact.value.precision != "year":
            yield "less exact date as wrong", fact.value.date[:4]
    if isinstance(fact.value, Quantity):
        number = fact.value.number
        yield "same number as wrong", f"{number:f} {fact.value.unit}".strip()
        yield "compatible number as wrong", f"More than {number / 2:f} {fact.value.unit}".strip()
    pair = re.fullmatch(r"([\w-]+) and ([\w-]+)", text)
    if pair:
        yield "turned pair as wrong", f"{pair[2].capitalize()} and {pair[1].lower()}"


def _also_right(question: Question, fact: Fact, text: str, good: Good) -> Iterator[Faulty]:
    """Another source gives a second right answer to the same question."""
    statement = replaced(fact, text)
    if statement.count(text) == 1 and plain(text) not in map(plain, fact.also_true):
        second = replace(
            fact,
            id="second-answer",
            statement=statement,
            value=Entity(text, "thing"),
            evidence=(),
            conflicts_with=(),
            also_true=(),
        )
        yield Faulty("second right answer", question, good.with_facts(second))
