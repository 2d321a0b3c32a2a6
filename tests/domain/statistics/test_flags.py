"""What the figures of a question give reason to look at."""

import pytest

from quizapp.domain.difficulty import Difficulty
from quizapp.domain.statistics.flags import RULES, Flag, flags_of
from quizapp.domain.statistics.words import Telling, difficulty_word, telling_of
from tests.domain.statistics.matrices import analysed, choosing


def falling(count):
    """Shares of the rest of a quiz: whoever comes first did best."""
    return [1 - place / count for place in range(count)]


def flagged(ticks):
    return {each.flag: each for each in flags_of(choosing(ticks, falling(len(ticks))))}


GOOD = ["A"] * 14 + ["B", "C", "D"] * 2
WRONG_KEY = ["B"] * 10 + ["A"] * 5 + ["C", "D", "A", "C", "D"]


def test_a_good_question_raises_nothing():
    assert not flagged(GOOD)


def test_the_key_is_doubted_where_the_best_prefer_another_option():
    found = flagged(WRONG_KEY)
    assert found[Flag.KEY_DOUBTED].options == ("B",)


def test_a_wrong_option_that_the_worst_prefer_as_well_is_no_reason_to_doubt_the_key():
    assert Flag.KEY_DOUBTED not in flagged(["B"] * 20)


def test_the_key_of_a_question_with_several_right_options_is_not_doubted():
    assert Flag.KEY_DOUBTED not in {
        each.flag for each in flags_of(analysed([[1, 1], [0, 1], [0, 0]] * 5).items[0])
    }


@pytest.mark.parametrize(
    ("ticks", "flag"),
    [
        (["B"] * 6 + ["A"] * 6, Flag.REVERSED),
        (["A", "B", "C", "D"] * 5, Flag.GUESSED),
        (["A"] * 20, Flag.KNOWN_BY_ALL),
        (["A"] * 8 + [""] * 4, Flag.LEFT_EMPTY),
        (["C", "A", "B", "A"] * 6, Flag.FLAT),
        (["A"] * 14 + ["B", "C"] * 5, Flag.UNUSED),
    ],
)
def test_a_flag_is_raised(ticks, flag):
    assert flag in flagged(ticks)


def test_hardly_anybody_gets_what_cannot_be_guessed():
    typed = analysed([[0, place / 10] for place in range(9)] + [[1, 1]]).items[0]
    assert [each.flag for each in flags_of(typed)] == [Flag.TOO_HARD]


def test_what_guessing_does_as_well_is_not_also_called_hard():
    found = flagged(["A"] + ["B", "C", "D"] * 4)
    assert Flag.GUESSED in found
    assert Flag.TOO_HARD not in found


def test_options_that_nobody_takes_are_named():
    assert flagged(["A"] * 14 + ["B"] * 10)[Flag.UNUSED].options == ("C", "D")


@pytest.mark.parametrize(("wrong", "is_said"), [(9, False), (10, True)])
def test_an_option_is_unused_where_chance_would_hardly_leave_it_out(wrong, is_said):
    # (2/3) ** 9 is above a fiftieth, (2/3) ** 10 below.
    assert (Flag.UNUSED in flagged(["A"] * 30 + ["B", "C"] * 4 + ["B"] * (wrong - 8))) is is_said


def test_where_all_know_it_that_is_all_there_is_to_say():
    assert list(flagged(["A"] * 40)) == [Flag.KNOWN_BY_ALL]


def test_flags_come_with_the_most_urgent_first():
    assert [rule.flag for rule in RULES] == list(Flag)
    found = list(flagged(WRONG_KEY))
    assert found == sorted(found, key=list(Flag).index)
    assert found[:2] == [Flag.KEY_DOUBTED, Flag.REVERSED]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.flag)
def test_nothing_is_said_of_too_few(rule):
    samples = {
        Flag.KEY_DOUBTED: lambda n: ["B"] * (n // 2) + ["A"] * (n - n // 2),
        Flag.REVERSED: lambda n: ["B"] * (n // 2) + ["A"] * (n - n // 2),
        Flag.GUESSED: lambda n: (["A", "B", "C", "D"] * n)[:n],
        Flag.TOO_HARD: None,
        Flag.LEFT_EMPTY: lambda n: [""] * n,
        Flag.FLAT: lambda n: (["C", "A", "B", "A"] * n)[:n],
        Flag.KNOWN_BY_ALL: lambda n: ["A"] * n,
        Flag.UNUSED: lambda n: ["B"] * n,
    }
    make = samples[rule.flag]
    if make is None:

        def raised(n):
            typed = analysed([[0, place / n] for place in range(n)]).items[0]
            return {each.flag for each in flags_of(typed)}
    else:

        def raised(n):
            return set(flagged(make(n)))

    assert rule.flag in raised(rule.least)
    assert rule.flag not in raised(rule.least - 1)


@pytest.mark.parametrize(("learners", "is_small"), [(29, True), (30, False)])
def test_a_small_class_is_said_to_be_small(learners, is_small):
    assert flagged(["A"] * learners)[Flag.KNOWN_BY_ALL].is_small is is_small


@pytest.mark.parametrize(
    ("correlation", "learners", "word"),
    [
        (0.5, 10, Telling.VERY_WELL),
        (0.49, 10, Telling.WELL),
        (0.3, 10, Telling.WELL),
        (0.29, 10, Telling.WEAKLY),
        (0.2, 10, Telling.WEAKLY),
        (0.19, 10, Telling.HARDLY),
        (0.0, 10, Telling.HARDLY),
        (-0.01, 10, Telling.REVERSED),
        (0.5, 9, None),
        (None, 100, None),
    ],
)
def test_how_well_a_question_tells_has_a_word(correlation, learners, word):
    assert telling_of(correlation, learners) is word


@pytest.mark.parametrize(
    ("facility", "learners", "word"),
    [
        (0.8, 5, Difficulty.EASY),
        (0.79, 5, Difficulty.MEDIUM),
        (0.49, 5, Difficulty.HARD),
        (1.0, 4, None),
    ],
)
def test_a_facility_has_the_word_that_draws_go_by(facility, learners, word):
    assert difficulty_word(facility, learners) is word
