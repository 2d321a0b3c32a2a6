"""Names compared over every mention: spellings told from short forms, orders and other people."""

from __future__ import annotations

import itertools
import time

import pytest

from quizapp.domain.generation.conflicts import ConflictKind, find_conflicts

DAY = "2024-05-02"
SETTING = "At Kallvik Bridge and in Ravnsund Valley the Norland Rail Company met."


def kinds(conflicts):
    return [(each.kind.value, each.a.words, each.b.words) for each in conflicts]


def test_a_letter_makes_a_second_spelling_of_one_name(report):
    one = report("a", DAY, SETTING, "Then Petra Vamvakas spoke.")
    other = report("b", DAY, SETTING, "Then Petra Vamvakos spoke.")
    assert kinds(find_conflicts([one, other])) == [("spelling", "Petra Vamvakas", "Petra Vamvakos")]


def test_one_office_makes_rich_and_rishi_one(report):
    one = report("a", DAY, SETTING, "He met British Prime Minister Rich Sunak there.")
    other = report("b", DAY, SETTING, "He met British Prime Minister Rishi Sunak there.")
    assert kinds(find_conflicts([one, other])) == [("spelling", "Rich Sunak", "Rishi Sunak")]


def test_a_second_spelling_is_found_in_a_caption_and_in_another_order(report):
    one = report("a", DAY, SETTING, "He met Defence Minister Hamada Yasukasu there.")
    other = report("b", DAY, SETTING, "PHOTO: Defence Minister Yasukazu Hamada in Kallvik")
    found = kinds(find_conflicts([one, other]))
    assert found == [("spelling", "Hamada Yasukasu", "Yasukazu Hamada")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kenji Morisawa", "Morisawa Kenji"),
        ("Ramon Villaluz", "Ramon R. Villaluz"),
        ("Bill Achterberg", 'William "Bill" Achterberg'),
        ("Thomas Brandvold", "Tom Brandvold"),
        ("Zsófia Bartal", "Zsofia Bartal"),
        ("Lloyd Austin", "Lloyd James Austin"),
        ("Berg Labour Council", "Berg Labor Council"),
    ],
)
def test_orders_initials_short_forms_accents_and_usual_spellings_are_one_thing(report, one, other):
    # A title says that the name is that of a person.
    sources = [
        report("a", DAY, SETTING, f"Then Minister {one} spoke."),
        report("b", DAY, SETTING, f"Then Minister {other} spoke."),
    ]
    found = find_conflicts(sources)
    assert [each.kind for each in found] == [ConflictKind.SAME_THING]
    assert not found[0].kind.blocks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Seoyeon", "Kim Daehwan"),
        ("North Ravnsund", "South Ravnsund"),
        ("Norland Minister", "Norlandic Minister"),
        ("Anna Dahl", "Peter Dahl"),
    ],
)
def test_other_names_are_no_spellings(report, one, other):
    sources = [
        report("a", DAY, SETTING, f"Then {one} came."),
        report("b", DAY, SETTING, f"Then {other} came."),
    ]
    assert find_conflicts(sources) == ()


def test_two_names_in_one_sentence_are_two_people(report):
    one = report("a", DAY, SETTING, "Then Joan Marsh and Joan Marshe spoke.")
    other = report("b", DAY, SETTING, "Then Joan Marshe spoke.")
    assert find_conflicts([one, other]) == ()


def test_sources_that_share_nothing_are_not_compared(report):
    one = report("a", DAY, "In Oulu Harbour, Petra Vamvakas spoke.")
    other = report("b", DAY, "In Lima Square, Petra Vamvakos spoke.")
    assert find_conflicts([one, other]) == ()


def test_words_stand_where_the_conflict_says(report):
    one = report("a", DAY, SETTING, "Then Petra Vamvakas spoke.")
    other = report("b", DAY, SETTING, "Then Petra Vamvakos’s boat came.")
    texts = {each.source.id: each.source.text for each in (one, other)}
    (found,) = find_conflicts([one, other])
    for mention in (found.a, found.b):
        assert texts[mention.source][mention.start : mention.end] == mention.words


def test_the_order_of_the_sources_makes_no_difference(report):
    sources = [
        report("a", DAY, SETTING, "Then Petra Vamvakas and Kenji Morisawa spoke."),
        report("b", "2024-05-03", SETTING, "Then Petra Vamvakos spoke under Article V."),
        report("c", "2024-05-01", SETTING, "Then Morisawa Kenji spoke under Article 5."),
    ]
    expected = find_conflicts(sources)
    assert {each.kind.value for each in expected} == {"spelling", "same_thing"}
    for order in itertools.permutations(sources):
        assert find_conflicts(order) == expected


def test_a_source_agrees_with_its_copy(report):
    one = report("a", DAY, SETTING, "Then Petra Vamvakas spoke.")
    other = report("b", DAY, SETTING, "Then Petra Vamvakas spoke.")
    assert find_conflicts([one, other]) == ()


def test_a_roll_of_thousands_of_names_is_compared_in_seconds(report):
    letters = itertools.product("bdfgklmnprst", "aeiou", "bdfgklmnprst", "aeiou")
    roll = [f"John {''.join(each).capitalize()}" for each in letters]
    sources = [
        report("a", DAY, SETTING, ", ".join(roll)),
        report("b", DAY, SETTING, "Then Petra Vamvakas spoke.", *roll[:500]),
    ]
    started = time.monotonic()
    find_conflicts(sources)
    # It takes two; compared each with each it took minutes.
    assert time.monotonic() - started < 30
