"""What can be asked about one sentence alone, and what is read around it."""

from dataclasses import replace

import pytest

from quizapp.domain.generation.article_sentences import article_sentences
from quizapp.domain.generation.pipeline import Filtered
from quizapp.domain.generation.reasons import TITLES, Reason
from quizapp.domain.generation.sentence_drafts import SPARE, drafts_of_sentence, surroundings
from quizapp.domain.questions import QuestionKind
from tests import teaching

SOURCE = teaching.bank().sources[0]
FACTS = teaching.bank().fact_by_id
KNOWN = teaching.questions()
SPANS = article_sentences(SOURCE.text)
CHOICE, TYPED, PAIRS, CARD = (
    KNOWN[kind]
    for kind in (
        QuestionKind.MULTIPLE_CHOICE,
        QuestionKind.SHORT_ANSWER,
        QuestionKind.MATCHING,
        QuestionKind.FLASHCARD,
    )
)


def of(number, questions=(), held=(), facts=FACTS, source=SOURCE):
    found = drafts_of_sentence(source, SPANS[number], facts, questions, held)
    return [each.id for each in found]


def test_only_drafts_that_the_sentence_proves_are_found():
    assert of(0, [TYPED, CHOICE, PAIRS]) == ["choice"]
    assert of(2, [TYPED, CHOICE, PAIRS]) == ["typed"]


def test_what_was_held_back_as_spare_follows_and_what_is_wrong_does_not():
    again = replace(CHOICE, id="again")
    spare = Filtered(again, (Reason("dull", "Dull."), Reason("enough", "Enough.")))
    wrong = Filtered(replace(again, id="wrong"), (Reason("enough", "."), Reason("key", ".")))
    assert of(0, [CHOICE], [wrong, spare]) == ["choice", "again"]


@pytest.mark.parametrize("code", sorted(set(TITLES) - SPARE))
def test_no_other_reason_is_passed_over(code):
    assert of(0, held=[Filtered(CHOICE, (Reason(code, "."),))]) == []


def test_a_draft_of_a_fact_that_is_not_there_or_told_elsewhere_is_left():
    assert of(0, [CHOICE], facts={}) == []
    other = replace(SOURCE, id="another")
    assert of(0, [CHOICE], source=other) == []
    twice = replace(SOURCE, text=SOURCE.text * 2)
    assert of(0, [CHOICE], source=twice) == []


TEXT = "One two.\nThree four five.\nSix.\nSeven eight.\nNine"


@pytest.mark.parametrize(
    ("most", "read"),
    [
        (0, "Six."),
        (1, "Six."),
        (3, "Six.\nSeven eight."),
        (6, "Three four five.\nSix.\nSeven eight."),
        (99, TEXT),
    ],
)
def test_whole_paragraphs_around_a_sentence_are_read_up_to_so_many_words(most, read):
    at = TEXT.index("Six")
    start, end = surroundings(TEXT, (at, at + 4), most)
    assert TEXT[start:end].strip() == read


@pytest.mark.parametrize("words", ["One", "Nine", "Seven"])
def test_the_paragraph_of_the_sentence_is_always_read_whole(words):
    at = TEXT.index(words)
    start, end = surroundings(TEXT, (at, at + len(words)), 0)
    assert words in TEXT[start:end]
    assert TEXT[start:end].strip() in TEXT.split("\n")
