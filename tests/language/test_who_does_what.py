"""Who is meant, who says so, and what was done to whom, in sentences of several clauses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from quizapp.domain.facts import FactKind
from quizapp.domain.generation.drafting import Drafted
from tests.language.one_article import drafted, statements

Read = Callable[..., Drafted]


@pytest.fixture
def read() -> Read:
    return partial(drafted, title="Notes on Halmouth")


def asked(made: Drafted) -> set[str]:
    return {fact.question for fact in made.facts if fact.question}


def test_a_spokeswoman_is_parted_by_a_comma_from_what_she_says(read: Read) -> None:
    made = read(
        "Volkor, founded in Gera in 2022, has sold 12 plants to Chinese rival Tianli, which will "
        "keep 340 of the 500 jobs, a spokeswoman said in Berlin."
    )
    assert made.facts
    assert not any("Tianli a spokeswoman" in each for each in statements(made))


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Orsund Energy cut the size of its farm off Hull on 6 August 2026.", False),
        ("Orsund Energy closed the oldest wind farm of Norway on 6 August 2026.", True),
        ("Kew named a mushroom found in Halmouth Boletus tescoi on 6 August 2026.", False),
    ],
)
def test_what_is_asked_for_as_done_is_the_whole_object(
    read: Read, sentence: str, question: bool
) -> None:
    assert any(each.startswith("What did") for each in asked(read(sentence))) == question


@pytest.mark.parametrize(
    ("before", "name", "body"),
    [
        ("Fishermen from Brixham to Newlyn may catch 6,400 tonnes of cod.", "Brixham", False),
        ("Fishermen near Brixham may catch 6,400 tonnes of cod.", "Brixham", False),
        ("Three sailors from Greenpeace came to Halmouth.", "Greenpeace", True),
    ],
)
def test_a_harbour_is_no_organisation(read: Read, before: str, name: str, body: bool) -> None:
    made = read(f"{before} {name} landed 17,000 tonnes of fish in Halmouth in 2025.")
    assert any("Which organisation" in each for each in asked(made)) == body


@pytest.mark.parametrize(
    ("when", "told"),
    [("Last winter", False), ("In 2024", True)],
)
def test_how_many_did_something_is_told_with_its_time(read: Read, when: str, told: bool) -> None:
    made = read(f"{when} 14 people died in avalanches in Vorarlberg, the police of Linz said.")
    assert any("14 people died" in each for each in statements(made)) == told


@pytest.mark.parametrize(
    ("name", "told"), [("Rival Orbis", False), ("Satellite firm Orbis", True), ("Orbis", True)]
)
def test_whose_rival_a_firm_is_must_be_told(read: Read, name: str, told: bool) -> None:
    assert bool(read(f"{name} went bankrupt in Halmouth in May 2025.").facts) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Orlan made it a museum in 1935, a court in Ankara a mosque again in 2020.", False),
        ("Orlan Steel owns 34 houses in Ankara, which it made a museum in 1935.", True),
    ],
)
def test_what_somebody_makes_of_something_is_not_himself(
    read: Read, sentence: str, told: bool
) -> None:
    assert bool(read(sentence).facts) == told


@pytest.mark.parametrize(
    ("aside", "told"),
    [
        ("grounded since 10 February 2026", ""),
        ("grounded on 10 February 2026", "Icelandic airline Vindur was grounded on 10 February"),
    ],
)
def test_what_is_so_since_a_day_is_not_told_as_past(read: Read, aside: str, told: str) -> None:
    made = read(f"Icelandic airline Vindur, {aside}, owes 84 million dollars in Halmouth.")
    grounded = [each for each in statements(made) if " was grounded" in each]
    assert bool(grounded) == bool(told)
    assert all(each.startswith(told) for each in grounded)


@pytest.mark.parametrize(
    ("aside", "whole"), [("", True), (", which he had kept under his bed for ten years,", False)]
)
def test_what_is_given_is_told_with_who_gets_it(read: Read, aside: str, whole: bool) -> None:
    made = read(
        f"A diver off Palawan has given a pearl weighing 34 kilograms{aside} to the town of Ormoc."
    )
    assert all("Ormoc" in each for each in statements(made))
    assert bool(made.facts) or not whole


@pytest.mark.parametrize(("to", "told"), [("", False), (" to his letter", True)])
def test_what_an_answer_is_to_is_told(read: Read, to: str, told: bool) -> None:
    made = read(f"Janis Kalnins of Halmouth expects an answer{to} by 3 March 2026.")
    assert bool(made.facts) == told


@pytest.mark.parametrize(
    ("copies", "told"),
    [("All 1,250 copies", False), ("All 1,250 copies of Halmouth Tales", True)],
)
def test_all_of_something_is_of_what_is_named(read: Read, copies: str, told: bool) -> None:
    made = read(f"{copies} were sold on the first day, 24 November 1859.")
    assert bool(made.facts) == told


@pytest.mark.parametrize(("verb", "asked_when"), [("blamed", False), ("measured", True)])
def test_when_somebody_blamed_what_happened_is_not_when_it_happened(
    read: Read, verb: str, asked_when: bool
) -> None:
    made = read(f"Brewer Holger Eichele {verb} the rain of Halmouth in May 2025.")
    assert any(each.startswith("When did") for each in asked(made)) == asked_when


@pytest.mark.parametrize(
    ("sentence", "when", "who"),
    [
        ("The Korvel bridge was built in 1873 by the engineer Emile Duval.", "1873", "Emile Duval"),
        ("The Korvel bridge was built by the engineer Emile Duval in 1873.", "1873", "Emile Duval"),
        ("In 1873 the Korvel Bridge was built by the engineer Emile Duval.", "1873", "Emile Duval"),
        ("The Halmouth Institute was founded in 1921 by the chemist Marie Lang.",
         "1921", "Marie Lang"),
        ("The Halmouth library was opened in May 2004 by mayor Joan Archer.",
         "May 2004", "Joan Archer"),
        ("The Halmouth library was designed by the architect Pavel Novak in 1899.",
         "1899", "Pavel Novak"),
        ("The Halmouth clock was made by the watchmaker Jan Kolar in 1704.", "1704", "Jan Kolar"),
        ("The Halmouth comet was discovered on 3 May 1892 by the astronomer Karen Holm.",
         "3 May 1892", "Karen Holm"),
        ("The Korvel bridge was built in 1873 by the engineers Emile Duval and Paul Roux.",
         "1873", "Paul Roux"),
    ],
)  # fmt: skip
def test_what_somebody_is_called_leaves_nobody_open_where_the_name_follows(
    read: Read, sentence: str, when: str, who: str
) -> None:
    told = {(fact.kind, fact.value.text) for fact in read(sentence).facts}
    assert {(FactKind.DATE, when), (FactKind.PERSON, who)} <= told


@pytest.mark.parametrize(
    "sentence",
    [
        "The Korvel bridge was built in 1873 by the engineer.",
        "The bridge was built in 1873 by the engineer Emile Duval.",
        "The Korvel bridge was not built in 1873 by the engineer Emile Duval.",
    ],
)
def test_who_or_what_has_no_name_or_did_not_do_it_is_not_asked_for(
    read: Read, sentence: str
) -> None:
    assert read(sentence).facts == ()


@pytest.mark.parametrize(
    "thing", ["the beer Pilsner Urquell", "the company Duval Brothers", "the ship Paul Roux"]
)
def test_a_thing_with_the_name_of_somebody_is_nobody(read: Read, thing: str) -> None:
    made = read(f"The Halmouth brewery bought {thing} in 1873.")
    assert made.facts
    assert not any(fact.kind is FactKind.PERSON for fact in made.facts)
