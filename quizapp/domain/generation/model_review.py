"""The second look: a model answers from the evidence alone, and once blind from the options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quizapp.domain.facts import Fact
from quizapp.domain.generation.model_drafts import Rejected, items_of, shown
from quizapp.domain.generation.model_prompts import Request, answer_request, guess_request
from quizapp.domain.generation.text import content_words, plain
from quizapp.domain.questions import MultipleChoice, Question

LEAST_AGREEMENT = 0.5


def answers_wanted(facts: Sequence[Fact]) -> Request:
    """Return the request to answer each fact's question from its evidence."""
    return answer_request([(each.question, each.evidence[0].quote) for each in facts])


def agreed(facts: Sequence[Fact], reply: object) -> tuple[tuple[Fact, ...], tuple[Rejected, ...]]:
    """Return the facts whose question was answered with their value, and the others.

    A fact that the reply leaves out is refused: silence proves nothing.
    """
    given = _by_id(reply, "answer")
    kept: list[Fact] = []
    rejected: list[Rejected] = []
    for number, fact in enumerate(facts, start=1):
        answer = given.get(str(number))
        if isinstance(answer, str) and any(_alike(answer, text) for text in fact.answers):
            kept.append(fact)
            continue
        said = f"“{shown(answer)}”" if isinstance(answer, str) and answer.strip() else "nothing"
        reason = f"Asked again, with the sentence alone, the model answered {said}."
        rejected.append(Rejected(shown(fact.question), reason, "answer"))
    return tuple(kept), tuple(rejected)


def guesses_wanted(questions: Iterable[Question]) -> Request | None:
    """Return the request to guess the choices among the questions; none where there are none."""
    tasks = [
        (each.stem, {option.id: option.text for option in each.options})
        for each in _choices(questions)
    ]
    return guess_request(tasks) if tasks else None


def guessed(questions: Iterable[Question], reply: object) -> frozenset[str]:
    """Return the ids of the choices that the model knew, or told from their wording."""
    choices, sure = _by_id(reply, "choice"), _by_id(reply, "sure")
    return frozenset(
        each.id
        for number, each in enumerate(_choices(questions), start=1)
        if choices.get(str(number)) == each.key and sure.get(str(number)) is True
    )


def _choices(questions: Iterable[Question]) -> Iterator[MultipleChoice]:
    """Yield the choices; their place among them is the number that a model knows them by."""
    return (each for each in questions if isinstance(each, MultipleChoice))


def _by_id(reply: object, field: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for item in items_of(reply, []):
        key = item.get("id")
        if isinstance(key, str):
            found.setdefault(key, item.get(field))
    return found


def _alike(answer: str, text: str) -> bool:
    """Whether two answers are one: “the 12th Marine Regiment”, “12th Marine Regiment”."""
    one, other = plain(answer), plain(text)
    if one == other:
        return True
    some, others = set(content_words(answer)), set(content_words(text))
    inside = some <= others or others <= some
    return bool(some and others and inside) and (
        min(len(some), len(others)) >= LEAST_AGREEMENT * max(len(some), len(others))
    )
