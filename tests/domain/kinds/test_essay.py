"""An essay is written within limits, and waits for people who mark it by its rubric."""

from decimal import Decimal
from fractions import Fraction

import pytest

from quizapp.domain.answer_codec import decode_answer, encode_answer
from quizapp.domain.answer_forms import answer_fields, read_answer, shown_digest
from quizapp.domain.answers import Blank, Malformed, Outcome, Oversized, Written
from quizapp.domain.errors import InvalidQuestion
from quizapp.domain.grading import leaves_parts_open
from quizapp.domain.kinds.essay import word_count
from quizapp.domain.marking import (
    Marking,
    disputed,
    mark_of,
    points_of,
    share_of,
    unmarked_criteria,
)
from quizapp.domain.paper import key_lines
from quizapp.domain.presentation import present
from quizapp.domain.questions import Criterion, Essay, Level
from tests.grading import grade

REASONS = Criterion(
    "reasons",
    "Reasons",
    (
        Level("Two", Decimal(4), "both follow from the report"),
        Level("One", Decimal(2)),
        Level("Weak", Decimal(1)),
        Level("Missing", Decimal(0)),
    ),
)
LANGUAGE = Criterion(
    "language", "Language", (Level("Clear", Decimal("1.5")), Level("Unclear", Decimal(0)))
)


def essay(**changed):
    fields = {
        "id": "treaty",
        "topic": "places",
        "stem": "Was the treaty good?\nGive two reasons.",
        "criteria": (REASONS, LANGUAGE),
    }
    return Essay(**fields | changed)


def read(text):
    return read_answer(essay(), "seed", {"text": [text]})


def test_a_text_keeps_its_lines_and_loses_what_nobody_sees():
    assert read(" One.\r\nTwo.\rThree.\n ") == Written("One.\nTwo.\nThree.")
    assert read("A page\fbreak, a\vsoft one,\u2028another, a\x00 zero\x07.") == Written(
        "A page\nbreak, a\nsoft one,\nanother, a zero."
    )


@pytest.mark.parametrize("text", ["", " \r\n ", "\x00\x07", "\u200b"])
def test_a_text_of_nothing_is_blank(text):
    assert read(text) == Blank()


def test_what_a_form_shows_is_read_as_what_is_stored():
    written = read("One.\r\nTwo.")
    shown = answer_fields(essay(), "seed", written)["text"][0]
    assert read(shown.replace("\n", "\r\n")) == written
    assert shown_digest(essay(), "seed", written) == shown_digest(essay(), "seed", read(shown))


def test_a_text_longer_than_anybody_writes_is_not_taken():
    assert read("x" * 20_000) == Written("x" * 20_000)
    assert read("x" * 20_001) == Oversized(20_001, 20_000)
    assert grade(essay(), Written("x" * 20_001)).outcome is Outcome.OVERSIZED
    stored = encode_answer(Oversized(20_001, 20_000))
    assert decode_answer(stored) == Oversized(20_001, 20_000)


def test_an_answer_of_an_earlier_version_that_was_too_long_is_read_still():
    assert decode_answer({"type": "oversized", "length": 501}) == Oversized(501, 500)


@pytest.mark.parametrize("stored", ["a\x00b", "x" * 20_001, "\ud800"])
def test_a_stored_text_that_could_not_have_been_stored_is_none(stored):
    assert not isinstance(decode_answer({"type": "written", "text": stored}), Written)


def test_half_of_a_character_is_malformed():
    assert isinstance(read("a \ud800"), Malformed)


def test_a_text_waits_and_leaves_nothing_open():
    mark = grade(essay(), Written("Yes."))
    assert (mark.points, mark.outcome, mark.parts) == (0, Outcome.WAITING, ())
    assert not leaves_parts_open(essay(), Written("Yes."))


def test_its_writer_sees_what_it_is_marked_for_and_no_level():
    prompt = present(essay(least_words=80, most_words=200), "seed")
    assert prompt.words == (80, 200)
    assert prompt.criteria == ("Reasons", "Language")
    assert "Two" not in repr(prompt)


def test_the_key_of_its_sheet_is_the_rubric():
    assert key_lines(essay(), "seed") == (
        "Reasons: 4 Two · 2 One · 1 Weak · 0 Missing",
        "Language: 1.5 Clear · 0 Unclear",
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("It's a well-known fact.", 4),
        ("One – two … 3", 3),
        ("日本 and カナ", 5),
    ],
)
def test_words_are_counted_as_people_count_them(text, count):
    assert word_count(text) == count


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"criteria": ()}, "criteria"),
        ({"criteria": (REASONS,) * 9}, "criteria"),
        ({"criteria": (REASONS, REASONS)}, "criteria"),
        ({"criteria": (Criterion("a", " ", LANGUAGE.levels),)}, "criteria.a.title"),
        ({"criteria": (Criterion("a", "A", LANGUAGE.levels[:1]),)}, "criteria.a.levels"),
        ({"criteria": (Criterion("a", "A", LANGUAGE.levels[::-1]),)}, "criteria.a.levels"),
        ({"least_words": 0}, "least_words"),
        ({"most_words": 3_001}, "most_words"),
        ({"least_words": 9, "most_words": 8}, "most_words"),
        ({"stem": "x" * 2_001}, "stem"),
    ],
)
def test_an_essay_that_could_not_be_marked_is_refused(changed, field):
    with pytest.raises(InvalidQuestion) as refused:
        essay(**changed)
    assert field in {fault.field for fault in refused.value.faults}


@pytest.mark.parametrize(
    "level",
    [
        Level("", Decimal(0)),
        Level("Poor: very", Decimal(0)),
        Level("Poor", Decimal(0), "one\ntwo"),
        Level("CLEAR ", Decimal(0)),
        Level("Poor", Decimal("-1")),
        Level("Poor", Decimal("0.3")),
        Level("Poor", Decimal("NaN")),
        Level("Poor", Decimal("1.5")),
    ],
)
def test_a_level_that_nobody_could_choose_is_refused(level):
    with pytest.raises(InvalidQuestion):
        essay(criteria=(Criterion("a", "A", (Level("Clear", Decimal("1.5")), level)),))


BEST = {"reasons": 0, "language": 0}
MIDDLE = {"reasons": 1, "language": 0}
LEAST = {"reasons": 3, "language": 1}


def test_levels_earn_their_points_of_all_that_there_are():
    assert share_of(essay(), BEST) == 1
    assert share_of(essay(), MIDDLE) == Fraction(7, 11)
    assert share_of(essay(), LEAST) == 0


def test_the_points_chosen_so_far_are_of_the_levels_that_there_are() -> None:
    for levels in (BEST, MIDDLE, LEAST):
        assert points_of(essay(), levels) == share_of(essay(), levels) * Fraction(essay().most)
    first, *_ = essay().criteria
    assert points_of(essay(), {first.id: 0}) == first.levels[0].points
    assert points_of(essay(), {first.id: 99, "other": 0}) == 0
    assert points_of(essay(), {}) == 0


@pytest.mark.parametrize("levels", [{}, {"reasons": 0}, {"reasons": 4, "language": -1}])
def test_every_criterion_needs_a_level_that_there_is(levels):
    missing = {each.id for each in unmarked_criteria(essay(), levels)}
    assert missing == {"reasons", "language"} - ({"reasons"} if levels == {"reasons": 0} else set())
    assert unmarked_criteria(essay(), BEST) == ()


def test_one_marker_is_enough_unless_more_are_needed():
    assert mark_of(essay(), [Marking(BEST)], 1).outcome is Outcome.RIGHT
    assert mark_of(essay(), [Marking(LEAST)], 1).outcome is Outcome.WRONG
    assert mark_of(essay(), [Marking(BEST)], 2).outcome is Outcome.WAITING
    assert mark_of(essay(), [], 0).outcome is Outcome.WAITING


def test_markers_who_are_one_level_apart_make_a_mean():
    mark = mark_of(essay(), [Marking(BEST), Marking(MIDDLE)], 2)
    assert (mark.points, mark.outcome) == (Fraction(9, 11), Outcome.PARTLY)


def test_markers_who_are_further_apart_are_settled_by_a_decision_alone():
    apart = [Marking(BEST), Marking({"reasons": 2, "language": 0})]
    assert disputed(essay(), apart) == (REASONS,)
    assert disputed(essay(), apart[:1]) == disputed(essay(), []) == ()
    assert mark_of(essay(), apart, 2).outcome is Outcome.WAITING
    settled = mark_of(essay(), [*apart, Marking(MIDDLE, decides=True)], 2)
    assert settled.points == Fraction(7, 11)
