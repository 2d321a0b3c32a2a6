"""Numbers, dates and names in sentences that stand alone as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.facts import Fact, FactKind, Value
from quizapp.domain.generation.clauses.whole import WholeSentence, whole_sentences
from quizapp.domain.generation.extractors.building import Found, fact_of, gapped
from quizapp.domain.generation.extractors.sentence_names import names_of
from quizapp.domain.generation.extractors.sentence_numbers import dates_of, quantities_of
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.reading.teaching import teaches

MOST = 3
"""Values that are asked for in one sentence; more would tell each other."""


def values_in_sentences(document: Document) -> Iterator[Fact]:
    """Yield facts whose statement is a sentence of the article, numbers first, then dates, names.

    They have no question of their own: the sentence is asked with a gap.
    """
    for sentence in whole_sentences(document):
        count = 0
        for kind, value, words in (
            *quantities_of(sentence),
            *dates_of(sentence),
            *names_of(sentence),
        ):
            if teaches(document.article.source) and _is_derived(sentence, kind, words):
                continue  # “Dark moths are rare today” is no date in a lesson.
            fact = _fact(sentence, kind, value, words)
            if fact is not None and count < MOST:
                count += 1
                yield fact


def _fact(
    sentence: WholeSentence, kind: FactKind, value: Value, words: tuple[int, int]
) -> Fact | None:
    if sentence.text.count(value.text) != 1 or value.text in sentence.context:
        return None
    said = gapped(sentence.text, value.text)
    found = Found(
        kind,
        said.split("…")[0].strip(" ,") or said.strip("… ,"),
        said,
        sentence.text,
        value,
        "",
        words,
    )
    return fact_of(
        sentence.document,
        sentence.reading,
        sentence.span,
        found,
        derived=_is_derived(sentence, kind, words),
        whole=True,
        context=sentence.context,
    )


def _is_derived(sentence: WholeSentence, kind: FactKind, words: tuple[int, int]) -> bool:
    return kind is FactKind.DATE and sentence.reading.times[words[0]].relative
