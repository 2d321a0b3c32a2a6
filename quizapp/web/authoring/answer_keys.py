"""A question with its key, as its teacher reads it at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.questions import (
    GAP,
    Cloze,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)


@dataclass(frozen=True, slots=True)
class ShownKey:
    """``options`` are texts with whether each is right; ``answers`` are labels with texts."""

    stem: str
    options: tuple[tuple[str, bool], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()


def shown_key(question: Question) -> ShownKey:
    """Return what is asked, what is offered and what is right."""
    match question:
        case MultipleChoice():
            right = frozenset({question.key})
            return ShownKey(question.stem, _options(question, right))
        case MultipleResponse():
            return ShownKey(question.stem, _options(question, frozenset(question.keys)))
        case TrueFalse():
            verdict = "True" if question.key else "False"
            mended = (("It should say", question.correction),) if question.correction else ()
            return ShownKey(question.stem, answers=(("Verdict", verdict), *mended))
        case ShortAnswer():
            first, *others = question.accepted
            also = (("Also right", " · ".join(others)),) if others else ()
            return ShownKey(question.stem, answers=(("Answer", first), *also))
        case Numeric():
            return ShownKey(question.stem, answers=(("Answer", _number(question)),))
        case Cloze():
            gaps = [gap for _, gap in question.pieces() if gap is not None]
            answers = tuple(
                (f"Gap {number}" if len(gaps) > 1 else "Gap", " · ".join(gap.accepted))
                for number, gap in enumerate(gaps, start=1)
            )
            return ShownKey(GAP.sub("_____", question.text), answers=answers)
        case Matching():
            pairs = tuple((pair.left, pair.right) for pair in question.pairs)
            extra = (("Fits nowhere", " · ".join(question.extra)),) if question.extra else ()
            return ShownKey(question.stem, answers=(*pairs, *extra))
        case Ordering():
            items = enumerate(question.items, start=1)
            return ShownKey(question.stem, answers=tuple((f"{n}", item.text) for n, item in items))
        case Flashcard():
            return ShownKey(question.stem, answers=(("Back", question.back),))
    raise TypeError(f"no key for {question.kind}")


def _options(
    question: MultipleChoice | MultipleResponse, right: frozenset[str]
) -> tuple[tuple[str, bool], ...]:
    return tuple((option.text, option.id in right) for option in question.options)


def _number(question: Numeric) -> str:
    text = f"{question.value:f}"
    if question.upper is not None:
        text += f" to {question.upper:f}"
    if question.tolerance:
        text += f", give or take {question.tolerance:f}"
    return f"{text} {question.units[0]}" if question.units else text
