"""Proving words in their paragraph."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.banks.models import Source
from quizapp.banks.queries import Proof
from quizapp.web.evidence import Citation, Excerpt, excerpt, merged, paragraph_around, paragraphs
from tests import builders

TEXT = builders.BRIEF.text
spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda s: (s[0], sum(s))))


@pytest.mark.parametrize(
    ("given_spans", "expected"),
    [
        ([], ()),
        ([(5, 9), (0, 3)], ((0, 3), (5, 9))),
        ([(0, 5), (3, 9)], ((0, 9),)),
        ([(0, 5), (5, 9)], ((0, 9),)),
        ([(0, 9), (2, 4)], ((0, 9),)),
    ],
)
def test_spans_that_meet_become_one(given_spans, expected):
    assert merged(given_spans) == expected


@given(spans)
def test_merged_spans_cover_the_same_places_in_order(given_spans):
    found = merged(given_spans)
    covered = {at for start, end in given_spans for at in range(start, end)}
    assert {at for start, end in found for at in range(start, end)} == covered
    assert all(one[1] < other[0] for one, other in pairwise(found))


def test_paragraphs_are_found_where_they_stand():
    found = paragraphs("One.\n\n  \nTwo.\nThree.")
    assert ["One.\n\n  \nTwo.\nThree."[start:end] for start, end in found] == [
        "One.",
        "Two.",
        "Three.",
    ]
    assert paragraphs("") == []


@given(st.text(alphabet="ab \n", min_size=1, max_size=40), st.data())
def test_paragraph_around_holds_the_words_and_nothing_beyond_its_ends(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = paragraph_around(text, start, end)
    assert first <= start < end <= last
    assert first == 0 or text[first - 1] == "\n"
    assert last == len(text) or text[last] == "\n"
    assert "\n" not in text[first:start]


def proof(start, end):
    source = Source(title="T", publisher="P", published="2023-01", url="", text=TEXT, slug="brief")
    return Proof(1, "f", "S", source, start, end, TEXT[start:end], TEXT[start:end])


def test_excerpt_marks_all_words_of_one_paragraph(app):
    begun, closed = TEXT.index("1868"), TEXT.index("1990")
    with app.test_request_context():
        found = excerpt([proof(begun, begun + 4), proof(closed, closed + 4)], "arnholm")
    assert [found.paragraph[start:end] for start, end in found.spans] == ["1868", "1990"]
    assert found.paragraph == TEXT.split("\n\n")[1]
    assert (found.source.date, found.source.page_url) == (
        "January 2023",
        "/banks/arnholm/sources/brief",
    )


def test_words_that_run_into_the_next_paragraph_are_shown_whole(app):
    start, end = TEXT.index("It is 42"), TEXT.index("Work on it") + 4
    with app.test_request_context():
        found = excerpt([proof(start, start + 5), proof(start, end)], "arnholm")
    assert found.paragraph[slice(*found.spans[0])] == TEXT[start:end]


CITED = Citation("T", "P", "", "", "")


@pytest.mark.parametrize(
    ("paragraph", "words", "shown"),
    [
        ("One. Two is here. Three.", ["is"], "Two is here."),
        ("One. Two. Three.", ["One", "Three"], "One. … Three."),
        ("One. Two. Three.", ["One", "Two"], "One. Two."),
        ("One. Two. Three.", ["ne. Tw"], "One. Two."),
        ("Only one", ["one"], "Only one"),
        ("It is 3.5 m. “Yes.” He said so.", ["Yes"], "“Yes.”"),
    ],
)
def test_in_brief_only_the_sentences_with_proving_words_are_left(paragraph, words, shown):
    places = [(paragraph.index(each), paragraph.index(each) + len(each)) for each in words]
    brief = Excerpt(paragraph, merged(places), CITED).brief
    assert brief.paragraph == shown
    assert [brief.paragraph[start:end] for start, end in brief.spans] == words


@given(st.text(alphabet="aB. ", min_size=2, max_size=40), spans)
def test_in_brief_no_proving_word_is_lost(paragraph, given_spans):
    words = [(start, end) for start, end in given_spans if end <= len(paragraph)]
    # A quotation neither begins nor ends with a space, which is all that may go.
    words = [(a, b) for a, b in words if not (paragraph[a] + paragraph[b - 1]).count(" ")]
    whole = Excerpt(paragraph, merged(words), CITED)
    brief = whole.brief
    assert [brief.paragraph[start:end] for start, end in brief.spans] == [
        paragraph[start:end] for start, end in whole.spans
    ]
