"""Forms as a learner would send them: filled in rightly from the key, or wrongly on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.domain.presentation import Choice, present
from quizapp.domain.questions import (
    Cloze,
    Essay,
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

Form = dict[str, list[str]]


def right_form(question: Question, seed: str) -> Form:
    """Return the form of a learner who knows everything and sees the question with this seed.

    A question is answered by the words it shows, as people answer it, and not by ids.
    """
    prompt = present(question, seed)
    match question:
        case MultipleChoice():
            return {"choice": [token(prompt.choices, question.option(question.key).text)]}
        case MultipleResponse():
            texts = [question.option(key).text for key in question.keys]
            return {"choices": [token(prompt.choices, text) for text in texts]}
        case TrueFalse():
            return {"verdict": ["true" if question.key else "false"]}
        case ShortAnswer():
            return {"text": [question.accepted[0]]}
        case Numeric():
            return {"text": [question.expected[0]]}
        case Cloze():
            tokens = [piece.gap for piece in prompt.pieces if piece.gap]
            gaps = zip(tokens, question.shown_gaps, strict=True)
            return {f"gap-{number}": [gap.accepted[0]] for number, gap in gaps}
        case Matching():
            return _matched(question, prompt.rows, prompt.choices, {})
        case Ordering():
            return _ordered(prompt.choices, [item.text for item in question.items])
        case Essay():
            return {"text": ["What is asked, and why: because of the treaty."]}
        case Flashcard():
            return {"rating": ["3"]}
    raise TypeError(f"nobody has said how a {type(question).__name__} is answered")


def wrong_forms(question: Question, seed: str, others: Sequence[str] = ()) -> Iterator[Form]:
    """Yield forms with every wrong answer that the question offers, none of which is right.

    ``others`` are wrong answers known from elsewhere, such as the wrong options of another question
    about the same fact; they are typed where something is typed.
    """
    prompt = present(question, seed)
    right = right_form(question, seed)
    match question:
        case MultipleChoice():
            yield from (
                {"choice": [choice.token]}
                for choice in prompt.choices
                if [choice.token] != right["choice"]
            )
        case MultipleResponse():
            for choice in prompt.choices:
                if choice.token not in right["choices"]:
                    yield {"choices": [choice.token]}
                    yield {"choices": [*right["choices"], choice.token]}
        case TrueFalse():
            yield {"verdict": ["false" if question.key else "true"]}
        case ShortAnswer() | Numeric():
            yield from ({"text": [text]} for text in others)
        case Cloze():
            yield from (right | {name: [text]} for name in right for text in others)
        case Matching():
            for pair in question.pairs:
                for other in question.rights:
                    if other != pair.right:
                        yield _matched(question, prompt.rows, prompt.choices, {pair.left: other})
        case Ordering():
            texts = [item.text for item in question.items]
            for place in range(len(texts) - 1):
                swapped = [*texts[:place], texts[place + 1], texts[place], *texts[place + 2 :]]
                yield _ordered(prompt.choices, swapped)
        case Essay():
            # No text is wrong by itself.
            return
        case Flashcard():
            yield {"rating": ["1"]}
        case _:
            raise TypeError(f"nobody has said how a {type(question).__name__} is answered")


def token(choices: Sequence[Choice], text: str) -> str:
    """Return the token of the choice that shows this text."""
    return next(choice.token for choice in choices if choice.text == text)


def _matched(
    question: Matching, rows: Sequence[Choice], choices: Sequence[Choice], changed: dict[str, str]
) -> Form:
    rights = {pair.left: pair.right for pair in question.pairs} | changed
    return {f"match-{token(rows, left)}": [token(choices, rights[left])] for left in rights}


def _ordered(choices: Sequence[Choice], texts: Sequence[str]) -> Form:
    return {"order": [",".join(token(choices, text) for text in texts)]}
