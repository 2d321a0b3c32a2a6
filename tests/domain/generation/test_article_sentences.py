"""The sentences of an article, and the one that a place stands in."""

import pytest

from quizapp.domain.generation.article_sentences import article_sentences, is_whole, sentence_at

TEXT = "How rivers work\n\nThe U.S. Elbe is long.  It ends at sea!\nA list:\n- one\n"


def test_sentences_are_cut_without_the_spaces_around_them():
    found = [TEXT[start:end] for start, end in article_sentences(TEXT)]
    assert found == [
        "How rivers work",
        "The U.S. Elbe is long.",
        "It ends at sea!",
        "A list:",
        "- one",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n"])
def test_a_text_without_words_has_no_sentence(text):
    assert article_sentences(text) == ()


@pytest.mark.parametrize(
    ("words", "number"), [("How", 0), ("Elbe", 1), ("long", 1), ("It ends", 2), ("one", 4)]
)
def test_a_place_stands_in_its_sentence(words, number):
    assert sentence_at(article_sentences(TEXT), TEXT.index(words)) == number


def test_places_outside_all_sentences_belong_to_the_nearest_one_before():
    spans = article_sentences("\n\nOne. Two.\n\n")
    assert [sentence_at(spans, place) for place in (0, 6, 99)] == [0, 0, 1]
    assert sentence_at((), 3) == 0


@pytest.mark.parametrize("words", ["It rains.", "Does it?", "“It rains.”", "So:", "He (a)."])
def test_what_ends_with_a_mark_is_whole(words):
    assert is_whole(words)


@pytest.mark.parametrize("words", ["", "Rivers", "A delta, a dam", "3.5 metres", "”"])
def test_a_heading_is_not_whole(words):
    assert not is_whole(words)
