"""What a sentence leans on is shown before it, as its author wrote it; else it is not asked."""

from __future__ import annotations

import pytest

from quizapp.domain.generation.limits import CONTEXT_SENTENCES, CONTEXT_WORDS
from quizapp.domain.questions import Cloze
from tests.language.one_article import drafted

LEAF = "A leaf is covered by a thin layer of wax."
PORES = "Small pores lie on its underside."


@pytest.mark.parametrize(
    ("text", "context"),
    [
        # The fewest sentences that tell of every word.
        ("The Orvel mill stood empty for years. It was sold to the town in 1962 for a song.",
         "The Orvel mill stood empty for years."),
        ("Ruth Sandell studied moths in Bergen. She described 140 species of them in Norway.",
         "Ruth Sandell studied moths in Bergen."),
        # More of them where one does not reach.
        ("Ruth Sandell was born in Bergen. Moths were rare there. She described 140 species.",
         "Ruth Sandell was born in Bergen. Moths were rare there."),
        # “This” and “such” point to the sentence that is shown.
        ("Halmouth sold its water to a firm in Linz. This brought in 46 million euros a year.",
         "Halmouth sold its water to a firm in Linz."),
        ("Barley needs little rain. Such crops cover 140,000 hectares of the north of Norway.",
         "Barley needs little rain."),
    ],
)  # fmt: skip
def test_a_sentence_that_leans_stands_behind_those_that_explain_it(text: str, context: str) -> None:
    facts = [fact for fact in drafted(text).facts if fact.context]
    assert {fact.context for fact in facts} == {context}
    assert all(fact.evidence[0].quote == text.removeprefix(context).strip() for fact in facts)


@pytest.mark.parametrize(
    "text",
    [
        # Nobody is there who “she” could be.
        "The Orvel mill stood empty for years. She sold it to the town in 1962 for 46 pounds.",
        # What is shown first leans itself.
        "It stood empty for years. It was sold to the town in 1962 for 46 pounds.",
        "However, few people came. They paid 46 pounds each for a day in the mill in 1962.",
        # “Not yet.” answers something that nobody sees.
        "Not yet. About 31 per cent of homes still burn coal, as they did before 1962.",
        # Whoever speaks is told by no sentence before.
        "The Orvel mill stood empty for years. We sold it to the town in 1962 for 46 pounds.",
        # Half of what somebody says.
        'The mayor said: "The mill is old. It was built in 1873 by 46 men of the town."',
        # A time that leans on the day of the article.
        "The mill was closed last week. It had employed 140 people of the town since 1962.",
    ],
)
def test_what_no_sentence_before_explains_is_not_asked_behind_one(text: str) -> None:
    assert not [fact for fact in drafted(text).facts if fact.context]


def test_a_sentence_of_another_paragraph_is_no_context() -> None:
    made = drafted("The Orvel mill stood empty for years.\n\nIt was sold to the town in 1962.")
    assert not [fact for fact in made.facts if fact.context]


def test_a_context_that_tells_the_value_is_not_shown() -> None:
    text = "The mill of Orvel was built in 1873. It was run by 46 men of Orvel in 1873 and later."
    assert not [fact for fact in drafted(text).facts if fact.context and "1873" in fact.value.text]


def test_a_context_is_short() -> None:
    long = "The Orvel mill, which had been built beside the river by two brothers, was old. " * 5
    made = drafted(f"{long}It was sold to the town in 1962 for 46 pounds.")
    for fact in made.facts:
        assert len(fact.context.split()) <= CONTEXT_WORDS
        assert fact.context.count(".") <= CONTEXT_SENTENCES


def test_every_question_of_a_leaning_fact_shows_its_context() -> None:
    made = drafted(f"{LEAF} {PORES} Through them it loses 98 per cent of its water in a day.")
    leaning = {fact.id: fact.context for fact in made.facts if fact.context}
    asked = [each for each in made.questions if each.facts[0] in leaning]
    assert asked
    assert all(each.context == leaning[each.facts[0]] for each in asked)


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("The Orvel mill of Halmouth was sold to the town in 1962.", "Fill the gap: a year."),
        ("The Orvel mill of Halmouth was run by 140 weavers and by their children.",
         "Fill the gap: a number."),
        ("The Orvel mill of Halmouth was sold to the town for $46 million.",
         "Fill the gap: a sum of money."),
    ],
)  # fmt: skip
def test_a_gap_says_of_what_sort_it_is(text: str, stem: str) -> None:
    asked = [each for each in drafted(text).questions if isinstance(each, Cloze)]
    assert stem in {each.stem for each in asked}


def test_a_number_within_a_longer_one_before_loses_no_other_fact() -> None:
    made = drafted(
        "Ruth Sandell opened a school in Bergen in 1991. She has trained 19 painters from Norway, "
        "four of them women."
    )
    assert "1991" in {fact.value.text for fact in made.facts}


@pytest.mark.parametrize("name", ["Saint-Dorin", "Veldt", "Tarbay"])
def test_a_gap_for_a_name_of_which_nobody_knows_the_sort_says_nothing_of_it(name: str) -> None:
    made = drafted(f"The lighthouse keepers of {name} were trained in Bergen by 46 engineers.")
    stems = {
        each.stem
        for each in made.questions
        if isinstance(each, Cloze) and each.gaps[0].accepted[0] == name
    }
    assert stems <= {"Fill the gap."}


@pytest.mark.parametrize(
    "sentence",
    [
        # Of what, is told nowhere.
        "A car at 60 km/h has four times as much as one at 30 km/h in the town of Linz.",
        # What it is set against stood in a sentence before.
        "When the tracks of Bergen were read, however, wind explained 14 per cent of the flights.",
        # The number is a name.
        "Version 6 of Bergen has room enough for every grain of sand and then some more of it.",
    ],
)
def test_what_leans_without_a_sentence_before_gives_no_number(sentence: str) -> None:
    facts = drafted(sentence).facts
    assert not [fact for fact in facts if any(letter.isdigit() for letter in fact.value.text)]


def test_they_say_nothing_where_nobody_is_named_who_could() -> None:
    made = drafted("Things that burn in Bergen, they said, contain a substance called phlogiston.")
    assert not [fact for fact in made.facts if "they" in fact.told]
