"""Marks of typed words: a short answer, and the gaps of a cloze text."""

from __future__ import annotations

from quizapp.domain.answers import Filled, PartMark, Typed
from quizapp.domain.grading.marks import ALL, NO_FIT, NONE, Grader, Judgement, Unusable, share
from quizapp.domain.grading.spelling import folded, matching_answer
from quizapp.domain.questions import Cloze, Gap, ShortAnswer

_READING = "Case, accents, spaces, punctuation and a leading article do not matter."


def _judge_short(question: ShortAnswer, answer: Typed) -> Judgement:
    meant = matching_answer(answer.text, question.accepted, typos=question.typos)
    part = PartMark(
        "text",
        question.fact,
        right=meant is not None,
        guess=0.0,
        given=answer.text.strip(),
        expected=question.accepted[0],
        note=_spelling_note(answer.text, meant),
    )
    return Judgement(NONE if meant is None else ALL, (part,))


def _judge_cloze(question: Cloze, answer: Filled) -> Judgement | Unusable:
    typed = dict(answer.gaps)
    gaps = _in_text_order(question)
    if len(typed) != len(answer.gaps) or not typed.keys() <= {gap.id for gap in gaps}:
        return NO_FIT
    return share(tuple(_judge_gap(gap, typed.get(gap.id, ""), question) for gap in gaps))


def _judge_gap(gap: Gap, typed: str, question: Cloze) -> PartMark:
    answered = bool(typed.strip())
    rivals = [each for other in question.gaps if other is not gap for each in other.accepted]
    meant = None
    if answered:
        meant = matching_answer(typed, gap.accepted, typos=question.typos, others=rivals)
    return PartMark(
        gap.id,
        gap.fact,
        right=meant is not None,
        guess=0.0,
        given=typed.strip(),
        expected=gap.accepted[0],
        answered=answered,
        note=_spelling_note(typed, meant),
        confused_with=_fact_of_other_gap(gap, typed, question) if answered and not meant else "",
    )


def _fact_of_other_gap(gap: Gap, typed: str, question: Cloze) -> str:
    for other in question.gaps:
        if other.fact != gap.fact and folded(typed) in map(folded, other.accepted):
            return other.fact
    return ""


def _spelling_note(typed: str, meant: str | None) -> str:
    if meant is None or folded(typed).replace(" ", "") == folded(meant).replace(" ", ""):
        return ""
    return f"It is spelt “{meant}”."


def _in_text_order(question: Cloze) -> list[Gap]:
    return [gap for _, gap in question.pieces() if gap is not None]


SHORT_ANSWER = Grader(
    f"All or nothing. {_READING} Small slips of spelling are forgiven in words, never in digits.",
    Typed,
    lambda question: (question.accepted[0],),
    _judge_short,
)
CLOZE = Grader(
    f"The share of gaps that are right. {_READING}",
    Filled,
    lambda question: tuple(gap.accepted[0] for gap in _in_text_order(question)),
    _judge_cloze,
)
