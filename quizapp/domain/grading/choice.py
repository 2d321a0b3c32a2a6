"""Marks of what is ticked: one of several, any of several, true or false."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, repeat

from quizapp.domain.answers import Chosen, Outcome, PartMark, Verdict
from quizapp.domain.grading.marks import ALL, NO_FIT, NONE, Grader, Judgement, Unusable
from quizapp.domain.questions import MultipleChoice, MultipleResponse, Option, TrueFalse


def _judge_choice(question: MultipleChoice, answer: Chosen) -> Judgement | Unusable:
    if not answer.options:
        return Unusable(Outcome.BLANK)
    options = {option.id: option for option in question.options}
    chosen = options.get(answer.options[0])
    if chosen is None or len(answer.options) > 1:
        return NO_FIT
    right = chosen.id == question.key
    part = PartMark(
        "choice",
        question.fact,
        right,
        guess=1 / len(options),
        given=chosen.text,
        expected=options[question.key].text,
        confused_with="" if right else _other(chosen.fact, question.fact),
    )
    return Judgement(ALL if right else NONE, (part,))


def _judge_response(question: MultipleResponse, answer: Chosen) -> Judgement | Unusable:
    if not answer.options:
        return Unusable(Outcome.BLANK)
    options = {option.id: option for option in question.options}
    ticked = set(answer.options)
    if len(ticked) != len(answer.options) or not ticked <= options.keys():
        return NO_FIT
    wrong = [options[each] for each in answer.options if each not in question.keys]
    points = max(0, len(ticked) - 2 * len(wrong))
    # Each wrong tick stands in for one right option that was missed.
    stand_ins = chain((option.fact for option in wrong), repeat(""))
    note = "Wrongly ticked: " + ", ".join(f"“{option.text}”" for option in wrong) if wrong else ""
    parts: list[PartMark] = []
    for key in question.keys:
        option, right = options[key], key in ticked
        parts.append(
            PartMark(
                key,
                option.fact,
                right,
                guess=len(ticked) / len(options),
                given=option.text if right else "",
                expected=option.text,
                note="" if parts else note,
                confused_with="" if right else _other(next(stand_ins), option.fact),
            )
        )
    return Judgement(Fraction(points, len(question.keys)), tuple(parts))


def _judge_verdict(question: TrueFalse, answer: Verdict) -> Judgement:
    right = answer.value is question.key
    part = PartMark(
        "verdict",
        question.fact,
        right,
        guess=0.5,
        given=_in_words(answer.value),
        expected=_in_words(question.key),
        note=f"It should say “{question.correction}”." if question.correction else "",
    )
    return Judgement(ALL if right else NONE, (part,))


def _other(fact: str, asked: str) -> str:
    return "" if fact == asked else fact


def _in_words(verdict: bool) -> str:
    return "True" if verdict else "False"


def _key_text(question: MultipleChoice) -> tuple[str, ...]:
    return (question.option(question.key).text,)


def _key_texts(question: MultipleResponse) -> tuple[str, ...]:
    options: map[Option] = map(question.option, question.keys)
    return tuple(option.text for option in options)


MULTIPLE_CHOICE = Grader(
    "All or nothing: the one right option earns the point.",
    Chosen,
    _key_text,
    _judge_choice,
)
MULTIPLE_RESPONSE = Grader(
    "Right ticks minus wrong ticks, divided by the number of right options, and never below 0.",
    Chosen,
    _key_texts,
    _judge_response,
)
TRUE_FALSE = Grader(
    "All or nothing: the right verdict earns the point.",
    Verdict,
    lambda question: (_in_words(question.key),),
    _judge_verdict,
)
