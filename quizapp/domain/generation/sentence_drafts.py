"""What can be asked about one sentence alone, of all that was drafted from its article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quizapp.domain.errors import EvidenceNotFound
from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.article_sentences import Span
from quizapp.domain.generation.pipeline import Filtered
from quizapp.domain.questions import Question

SPARE = frozenset({"dull", "balance", "offices", "sentence", "enough"})
"""The reasons of drafts that passed every check, and were held back because others are better.

Whoever points at a sentence wants to ask it, dull or not.
"""


def drafts_of_sentence(
    source: Source,
    span: Span,
    facts: Mapping[str, Fact],
    questions: Iterable[Question],
    held: Iterable[Filtered],
) -> tuple[Question, ...]:
    """Return the drafts whose facts are all told in a sentence, best first, then what was spare.

    ``span`` is the start and end of the sentence in the text of the source, in code points, and
    ``facts`` are those that the drafts may ask for, by id.
    """
    spare = (
        each.question for each in held if SPARE.issuperset(reason.code for reason in each.reasons)
    )
    return tuple(
        question
        for question in (*questions, *spare)
        if all(name in facts and _is_told(facts[name], source, span) for name in question.facts)
    )


def surroundings(text: str, span: Span, most_words: int) -> Span:
    """Return start and end of whole paragraphs around a sentence, of so many words at most.

    The paragraph of the sentence itself is always whole, however long it is.
    """
    start, end = text.rfind("\n", 0, span[0]) + 1, _line_end(text, span[1])
    left = most_words - len(text[start:end].split())
    before, after = start > 0, end < len(text)
    while before or after:
        if before:
            first = text.rfind("\n", 0, start - 1) + 1
            words = len(text[first:start].split())
            before = words <= left
            if before:
                start, left = first, left - words
                before = start > 0
        if after:
            last = _line_end(text, end + 1)
            words = len(text[end:last].split())
            after = words <= left
            if after:
                end, left = last, left - words
                after = end < len(text)
    return start, end


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", min(place, len(text)))
    return len(text) if found == -1 else found


def _is_told(fact: Fact, source: Source, span: Span) -> bool:
    mine: Sequence[str] = [each.quote for each in fact.evidence if each.source == source.id]
    try:
        return bool(mine) and span[0] <= source.locate(mine[0])[0] < span[1]
    except EvidenceNotFound:
        return False
