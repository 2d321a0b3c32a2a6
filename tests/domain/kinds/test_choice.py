from fractions import Fraction

import pytest

from quizapp.domain.answers import Chosen, Outcome, Verdict
from quizapp.domain.questions import MultipleChoice, MultipleResponse, Option, TrueFalse
from tests.grading import grade

CHOICE = MultipleChoice(
    id="q",
    topic="t",
    stem="Where?",
    fact="f",
    options=(
        Option("a", "Guam", "f"),
        Option("b", "Palau", "f-palau"),
        Option("c", "Tinian"),
        Option("d", "Saipan", "f"),
    ),
    key="a",
)
RESPONSE = MultipleResponse(
    id="q",
    topic="t",
    stem="Which?",
    options=(
        Option("a", "Japan", "f-a"),
        Option("b", "France", "f-b"),
        Option("c", "Italy", "f-c"),
        Option("d", "Peru"),
    ),
    keys=("a", "c"),
)


def test_the_right_option_earns_the_point():
    mark = grade(CHOICE, Chosen(("a",)))
    part = mark.parts[0]
    assert (mark.points, mark.outcome) == (1, Outcome.RIGHT)
    assert (part.guess, part.given, part.expected, part.confused_with) == (0.25, "Guam", "Guam", "")


def test_a_wrong_option_names_the_fact_it_is_true_of():
    mark = grade(CHOICE, Chosen(("b",)))
    part = mark.parts[0]
    assert (mark.points, mark.outcome) == (0, Outcome.WRONG)
    assert (part.given, part.expected, part.confused_with) == ("Palau", "Guam", "f-palau")


@pytest.mark.parametrize("option", ["c", "d"])
def test_a_wrong_option_without_another_fact_names_none(option):
    assert grade(CHOICE, Chosen((option,))).parts[0].confused_with == ""


@pytest.mark.parametrize("options", [("a", "b"), ("zz",), ("a", "a")])
def test_more_or_other_options_than_shown_are_malformed(options):
    assert grade(CHOICE, Chosen(options)).outcome is Outcome.MALFORMED


@pytest.mark.parametrize("question", [CHOICE, RESPONSE])
def test_choosing_none_is_blank(question):
    assert grade(question, Chosen(())).outcome is Outcome.BLANK


@pytest.mark.parametrize(
    ("ticked", "points", "right"),
    [
        ("a", Fraction(1, 2), [True, False]),
        ("ac", 1, [True, True]),
        ("acd", Fraction(1, 2), [True, True]),
        ("ab", 0, [True, False]),
        ("abcd", 0, [True, True]),
        ("bd", 0, [False, False]),
    ],
)
def test_a_wrong_tick_takes_back_a_right_one(ticked, points, right):
    mark = grade(RESPONSE, Chosen(tuple(ticked)))
    assert mark.points == points
    assert [part.right for part in mark.parts] == right
    assert {part.guess for part in mark.parts} == {len(ticked) / 4}


def test_ticking_everything_proves_nothing():
    assert all(part.guess == 1 for part in grade(RESPONSE, Chosen(tuple("abcd"))).parts)


def test_a_wrong_tick_stands_in_for_a_missed_option():
    japan, italy = grade(RESPONSE, Chosen(("a", "b"))).parts
    assert (japan.given, japan.note, japan.confused_with) == (
        "Japan",
        "Wrongly ticked: “France”",
        "",
    )
    assert (italy.given, italy.note, italy.confused_with) == ("", "", "f-b")


@pytest.mark.parametrize("ticked", [("a", "a"), ("a", "zz")])
def test_doubled_or_unknown_ticks_are_malformed(ticked):
    assert grade(RESPONSE, Chosen(ticked)).outcome is Outcome.MALFORMED


@pytest.mark.parametrize(("key", "given", "points"), [(True, True, 1), (False, True, 0)])
def test_a_verdict_is_right_or_wrong(key, given, points):
    question = TrueFalse(id="q", topic="t", stem="It is so.", fact="f", key=key)
    mark = grade(question, Verdict(given))
    assert mark.points == points
    assert (mark.parts[0].guess, mark.parts[0].given) == (0.5, "True")
    assert mark.parts[0].expected == str(key)


def test_a_false_sentence_shows_what_should_stand_there():
    question = TrueFalse(id="q", topic="t", stem="s", fact="f", key=False, correction="2 %")
    assert grade(question, Verdict(False)).parts[0].note == "It should say “2 %”."


@pytest.mark.parametrize("whole", ["It is 2 %.", "Is it 2 %?", "It is 2 %!", "Es sind 2 %…"])
def test_what_should_stand_there_ends_once_where_it_is_a_sentence(whole):
    question = TrueFalse(id="q", topic="t", stem="s", fact="f", key=False, correction=whole)
    assert grade(question, Verdict(True)).parts[0].note == f"It should say “{whole}”"
