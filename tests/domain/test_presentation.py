from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.presentation import Choice, Piece, present, shortened
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Gap,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    Pair,
    TrueFalse,
)

ABOUT = {"id": "q", "topic": "t", "stem": "Stem"}
SEEDS = [f"attempt-{number}" for number in range(60)]


def choice(*texts):
    options = tuple(Option(f"o{n}", text) for n, text in enumerate(texts))
    return MultipleChoice(**ABOUT, fact="f", options=options, key="o0")


def texts_shown(question, seed="s"):
    return [each.text for each in present(question, seed).choices]


def test_another_attempt_sees_another_order():
    question = choice("Guam", "Palau", "Tinian", "Saipan")
    orders = {tuple(texts_shown(question, seed)) for seed in SEEDS}
    assert len(orders) > 12


def test_the_key_is_shown_at_every_place():
    question = choice("Guam", "Palau", "Tinian", "Saipan")
    assert {texts_shown(question, seed).index("Guam") for seed in SEEDS} == {0, 1, 2, 3}


def test_the_order_does_not_depend_on_where_the_key_was_written():
    first, last = choice("Guam", "Palau", "Tinian"), choice("Tinian", "Palau", "Guam")
    assert texts_shown(first) == texts_shown(last)


@pytest.mark.parametrize(
    "ascending",
    [
        ["900", "1,800", "2,000", "10,000"],
        ["0.5 %", "1 percent", "2%"],
        ["$900,000", "$1.65 million", "$2 billion"],
        ["1,000-1,200", "1,800-2,000"],
        ["2013", "2015", "2021"],
        ["1 September 2021", "6 January 2022", "January 11, 2023"],
        ["September 2021", "Jan. 2022", "in January 2023"],
        ["6 January", "January 11"],
        ["March", "May", "Sept."],
        ["2021-09", "2023-01"],
        ["2023-01-09", "2023-01-11"],
    ],
)
def test_numbers_and_dates_are_shown_in_their_order(ascending):
    for seed in SEEDS[:5]:
        assert texts_shown(choice(*reversed(ascending)), seed) == ascending


@pytest.mark.parametrize(
    "mixed",
    [
        ["2 %", "3 years", "4 km"],
        ["2%", "2 percent", "3%"],
        ["2013", "never", "2021"],
        ["2021", "September 2021", "6 January 2022"],
        ["6 January 2022", "6 Jan 2022", "7 Jan 2022"],
        ["January 2022", "soon", "January 2023"],
    ],
)
def test_what_has_no_one_order_is_shuffled(mixed):
    assert len({tuple(texts_shown(choice(*mixed), seed)) for seed in SEEDS}) == 6


def test_several_right_options_are_shuffled_too():
    options = (Option("a", "Japan", "f-a"), Option("b", "Peru"), Option("c", "Chile"))
    question = MultipleResponse(**ABOUT, options=options, keys=("a",))
    assert sorted(texts_shown(question)) == ["Chile", "Japan", "Peru"]


@pytest.mark.parametrize("key", [True, False])
def test_true_stands_before_false(key):
    prompt = present(TrueFalse(**ABOUT, fact="f", key=key), "s")
    assert prompt.choices == (Choice("true", "True"), Choice("false", "False"))


def test_a_number_says_its_unit():
    assert (
        present(Numeric(**ABOUT, fact="f", value=Decimal(2), units=("%", "percent")), "s").unit
        == "%"
    )
    assert present(Numeric(**ABOUT, fact="f", value=Decimal(2)), "s").unit == ""


def test_a_cloze_text_is_cut_at_its_gaps():
    gaps = (Gap("late", ("Kishi",), "f"), Gap("early", ("Japan",), "f"))
    prompt = present(Cloze(**ABOUT, text="In {{early}} it was {{late}}.", gaps=gaps), "s")
    assert prompt.pieces == (Piece("In ", "1"), Piece(" it was ", "2"), Piece("."))
    assert prompt.limit == 500


def test_a_flashcard_shows_its_front_only():
    prompt = present(Flashcard(**ABOUT, fact="f", back="Back"), "s")
    assert prompt.stem == "Stem"
    assert "Back" not in repr(prompt)


def test_right_sides_are_shuffled_among_the_extra_ones():
    pairs = (Pair("a", "Japan", "Tokyo", "f"), Pair("b", "Peru", "Lima", "f"))
    question = Matching(**ABOUT, pairs=pairs, extra=("Rome", "Oslo"))
    assert [row.text for row in present(question, "s").rows] == ["Japan", "Peru"]
    assert {texts_shown(question, seed)[0] for seed in SEEDS} == {"Tokyo", "Lima", "Rome", "Oslo"}


def test_more_than_two_items_are_never_shown_in_their_right_order():
    items = tuple(Item(each, each.upper(), "f") for each in "abc")
    question = Ordering(**ABOUT, items=items)
    assert all(question.shown_items(seed) != list(items) for seed in SEEDS)


def test_two_items_are_shown_in_either_order():
    items = tuple(Item(each, each.upper(), "f") for each in "ab")
    question = Ordering(**ABOUT, items=items)
    assert {tuple(texts_shown(question, seed)) for seed in SEEDS} == {("A", "B"), ("B", "A")}


def test_the_order_is_the_same_in_every_release():
    shown = texts_shown(choice("Guam", "Palau", "Tinian", "Saipan"), "golden")
    assert shown == ["Saipan", "Guam", "Tinian", "Palau"]


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        (choice("Guam", "Palau"), "Stem"),
        (
            Cloze(
                **ABOUT,
                text="The {{b}} burned\noil until {{a}}.",
                gaps=(Gap("a", ("1912",), "f"), Gap("b", ("lamp",), "f")),
            ),
            "The _____ burned oil until _____.",
        ),
    ],
)
def test_a_list_names_a_question_by_what_it_asks_and_not_by_what_to_do(question, headline):
    assert present(question, "s").headline == headline


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("A short one, _____.", "A short one, _____."),
        ("It says so much that it is cut", "It says so much tha…"),
        ("In _____ the lighthouse was built", "In _____ the lighth…"),
        ("The lighthouse was built there in _____.", "…there in _____."),
        ("The lighthouse was built in _____ by Ada Marsh", "…built in _____ by…"),
        ("x" * 40 + "_____", "…_____"),
    ],
)
def test_a_line_is_shortened_around_its_gap(line, shown):
    assert shortened(line, 20) == shown


@given(st.text(" ab_", max_size=60), st.integers(0, 40), st.integers(20, 50), st.booleans())
def test_a_shortened_line_keeps_its_length_and_its_gap(text, at, length, has_gap):
    line = text[:at] + "_____" * has_gap + text[at:]
    found = shortened(line, length)
    assert len(found) <= length
    assert (found == line) is (len(line) <= length)
    assert "_____" in found or "_____" not in line


def test_there_is_no_room_for_a_gap_in_a_few_letters():
    with pytest.raises(ValueError, match="20 letters"):
        shortened("In _____ the lighthouse was built", 19)


def test_the_sentences_that_it_leans_on_are_shown_with_it():
    question = replace(choice("1", "2"), context="The lamp was lit at dusk.")
    assert present(question, "s").context == "The lamp was lit at dusk."
    assert present(choice("1", "2"), "s").context == ""
    assert present(question, "s").headline == "Stem"
