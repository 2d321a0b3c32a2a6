"""Answers as a web form sends them; whatever is sent, the result is an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from quizapp.domain.answers import (
    TYPED_LIMIT,
    Answer,
    Blank,
    Chosen,
    Filled,
    Malformed,
    Matched,
    Ordered,
    Oversized,
    Recalled,
    Typed,
    Verdict,
)
from quizapp.domain.grading.recall import RATINGS
from quizapp.domain.presentation import shown_gaps, shown_items, shown_options, shown_rights
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
    QuestionKind,
    ShortAnswer,
    TrueFalse,
)

Fields = Mapping[str, Sequence[str]]
_CONTROLS = frozenset(map(chr, [*range(9), 11, 12, *range(14, 32), 127]))


class _Refused(Exception):
    """Something no form of ours sends; ``answer`` is what it is recorded as."""

    def __init__(self, answer: Malformed | Oversized) -> None:
        super().__init__()
        self.answer = answer


def read_answer(question: Question, seed: str, raw: Fields) -> Answer:
    """Read the fields that a form sent for a question shown with this seed; never raises.

    Fields by kind, values being tokens of the prompt: ``choice``; ``choices`` (several);
    ``verdict`` (true or false); ``text``; ``gap-<token>``; ``match-<row token>`` (a choice's token,
    or empty); ``place-<token>`` (1 to n, or empty) or ``order`` (all tokens, comma between, which
    wins); ``rating`` (1 to 4). Other fields are passed over. Nothing given is Blank.
    """
    try:
        return READERS[question.kind](question, seed, raw)
    except _Refused as refusal:
        return refusal.answer


def _choice(question: MultipleChoice, seed: str, raw: Fields) -> Answer:
    token = _one(raw, "choice")
    ids = _by_token(option.id for option in shown_options(question, seed))
    return Chosen((_known(ids, token),)) if token else Blank()


def _choices(question: MultipleResponse, seed: str, raw: Fields) -> Answer:
    tokens = [token for token in _all(raw, "choices") if token]
    ids = _by_token(option.id for option in shown_options(question, seed))
    chosen = tuple(_known(ids, token) for token in tokens)
    if len(set(chosen)) != len(chosen):
        raise _Refused(Malformed("An option is chosen twice."))
    return Chosen(chosen) if chosen else Blank()


def _verdict(_question: TrueFalse, _seed: str, raw: Fields) -> Answer:
    token = _one(raw, "verdict")
    return Verdict(_known({"true": True, "false": False}, token)) if token else Blank()


def _typed(_question: ShortAnswer | Numeric, _seed: str, raw: Fields) -> Answer:
    text = _text(raw, "text")
    return Typed(text) if text else Blank()


def _filled(question: Cloze, _seed: str, raw: Fields) -> Answer:
    ids = _by_token(gap.id for gap in shown_gaps(question))
    _only_known(raw, "gap-", ids)
    texts = ((ids[token], _text(raw, f"gap-{token}")) for token in ids)
    gaps = tuple((gap, text) for gap, text in texts if text)
    return Filled(gaps) if gaps else Blank()


def _matched(question: Matching, seed: str, raw: Fields) -> Answer:
    ids = _by_token(pair.id for pair in question.pairs)
    rights = _by_token(shown_rights(question, seed))
    chosen = _tokens(raw, "match-", ids)
    pairs = tuple((ids[row], _known(rights, token)) for row, token in chosen)
    return Matched(pairs) if pairs else Blank()


def _ordered(question: Ordering, seed: str, raw: Fields) -> Answer:
    ids = _by_token(item.id for item in shown_items(question, seed))
    order = _one(raw, "order")
    if order:
        tokens = order.split(",", len(ids))
        if sorted(tokens) != sorted(ids):
            raise _Refused(Malformed("The order does not name every item once."))
        return Ordered.in_order(ids[token] for token in tokens)
    numbers = {str(place): place for place in range(1, len(ids) + 1)}
    chosen = _tokens(raw, "place-", ids)
    places = tuple((ids[item], _known(numbers, place)) for item, place in chosen)
    return Ordered(places) if places else Blank()


def _recalled(_question: Flashcard, _seed: str, raw: Fields) -> Answer:
    token = _one(raw, "rating")
    return Recalled(_known({str(each): each for each in RATINGS}, token)) if token else Blank()


READERS: Mapping[QuestionKind, Callable[[Any, str, Fields], Answer]] = {
    QuestionKind.MULTIPLE_CHOICE: _choice,
    QuestionKind.MULTIPLE_RESPONSE: _choices,
    QuestionKind.TRUE_FALSE: _verdict,
    QuestionKind.SHORT_ANSWER: _typed,
    QuestionKind.NUMERIC: _typed,
    QuestionKind.CLOZE: _filled,
    QuestionKind.MATCHING: _matched,
    QuestionKind.ORDERING: _ordered,
    QuestionKind.FLASHCARD: _recalled,
}
"""The reader of each kind."""


def typed_fault(text: str) -> Malformed | Oversized | None:
    """Return what keeps typed words from being stored, or None."""
    if len(text) > TYPED_LIMIT:
        return Oversized(len(text))
    if not _CONTROLS.isdisjoint(text) or any("\ud800" <= char <= "\udfff" for char in text):
        return Malformed("The text has control characters.")
    return None


def _by_token(values: Any) -> dict[str, Any]:
    return {str(number): value for number, value in enumerate(values, 1)}


def _all(raw: Fields, name: str) -> Sequence[str]:
    values = raw.get(name, ())
    # A bare str is a sequence of its letters, so it would be read as several values.
    if not isinstance(values, list | tuple) or not all(isinstance(each, str) for each in values):
        raise _Refused(Malformed(f"The field “{name}” is not a list of texts."))
    return values


def _one(raw: Fields, name: str) -> str:
    values = _all(raw, name)
    if len(values) > 1:
        raise _Refused(Malformed(f"The field “{name}” is there twice."))
    return values[0] if values else ""


def _text(raw: Fields, name: str) -> str:
    text = _one(raw, name)
    if fault := typed_fault(text):
        raise _Refused(fault)
    return text.strip()


def _known(values: Mapping[str, Any], token: str) -> Any:
    if token not in values:
        raise _Refused(Malformed("A choice is not among those that were shown."))
    return values[token]


def _only_known(raw: Fields, prefix: str, tokens: Mapping[str, Any]) -> None:
    for name in raw:
        if isinstance(name, str) and name.startswith(prefix) and name[len(prefix) :] not in tokens:
            raise _Refused(Malformed(f"There is no field “{prefix}” with this number."))


def _tokens(raw: Fields, prefix: str, rows: Mapping[str, Any]) -> list[tuple[str, str]]:
    _only_known(raw, prefix, rows)
    chosen = ((row, _one(raw, f"{prefix}{row}")) for row in rows)
    return [(row, token) for row, token in chosen if token]
