"""Whom “she” means where a ship may be meant as well, and the capitals of names in questions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.generation.drafting import Drafted
from tests.language.one_article import drafted, statements

Read = Callable[..., Drafted]


@pytest.fixture
def read() -> Read:
    return drafted


@pytest.mark.parametrize(
    "text",
    [
        "Captain Joan Archer left Linz with the ferry Halva. She was built in Bergen in 1987.",
        "Captain Joan Archer sailed in June. The ferry sank off Norway in 2019. "
        "She was built in Bergen in 1987.",
        "Henry Osgood left Plymouth with two ships. The former sank off Brazil in 1772, and only "
        "nine of her 64 men were saved.",
        "Robin Osgood sailed in HMS Swift. She was launched in Bergen in 1772.",
    ],
)
def test_what_may_be_told_of_a_ship_is_told_of_nobody(read: Read, text: str) -> None:
    said = [fact.statement for fact in read(text).facts]
    assert not any("Archer was" in each or "Osgood was" in each for each in said)
    assert not any("Archer's" in each or "Osgood's" in each for each in said)


@pytest.mark.parametrize(
    ("people", "pronoun", "clear"),
    [
        ("Joan Archer", "She", True),
        ("Henry Osgood", "He", True),
        ("Henry Osgood", "She", False),
        ("Joan Archer", "He", False),
        ("Henry Osgood, 54, and Joan Archer", "She", True),
        ("Henry Osgood, 54, and Joan Archer", "He", True),
        ("Robin Osgood, 54, and Kim Archer", "He", False),
    ],
)
def test_a_first_name_tells_who_he_and_she_may_be(
    read: Read, people: str, pronoun: str, clear: bool
) -> None:
    made = read(f"{people}, 43, opened a school. {pronoun} moved to Bergen in 1923.")
    moved = [fact for fact in made.facts if " moved" in fact.statement]
    assert bool(moved) is clear
    assert all(fact.context == f"{people}, 43, opened a school." for fact in moved)


@pytest.mark.parametrize(
    ("subject", "inside"),
    [
        ("Storm Agnes", "did Storm Agnes"),
        ("Full Plate", "did Full Plate"),
        ("Open Doors", "did Open Doors"),
        ("Water Aid", "did Water Aid"),
        ("Heavy Norwegian ships", "did heavy Norwegian ships"),
        ("The Norwegian Open Doors", "did the Norwegian Open Doors"),
        ("Farmers from Norway", "did farmers from Norway"),
        ("Judge Marijke van Houten", "did Judge Marijke van Houten"),
    ],
)
def test_a_name_keeps_the_capital_of_its_first_word(read: Read, subject: str, inside: str) -> None:
    first = subject.removeprefix("The Norwegian ").split()[0].lower()
    made = read(
        f"{subject} brought 340 doctors to Bergen in 2014.",
        f"Some of the old ones are {first} as well.",
    )
    asked = [fact.question for fact in made.facts if " did " in fact.question]
    assert asked
    assert all(inside in each for each in asked)


@pytest.mark.parametrize(
    ("told", "done"),
    [
        ("was captured in Linz in 1644 and beheaded in London in 1645", ""),
        ("was born in Linz in 1644 and moved to London in 1665", "moved to London in 1665"),
        ("was chosen in Linz in 1644 and built 34 ships in 1665", "built 34 ships in 1665"),
    ],
)
def test_what_was_done_to_somebody_is_not_what_he_did(read: Read, told: str, done: str) -> None:
    made = read(f"The miller Jonas Crale of Linz {told}.")
    after = [fact.statement for fact in made.facts if " and " not in fact.statement]
    assert any(done and done in each for each in after) is bool(done)
    assert not any("Crale beheaded" in each for each in after)


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("The Sarrow Canal joins two rivers. The canal was opened in Menwick on 1 August 1793.",
         True),
        ("The Battle of Holm Bridge was fought in 1644. The battle cost 340 lives.", True),
        ("The Battle of Holm Bridge was fought in 1644. The bridge cost 340 crowns.", True),
        ("Lake Ombra is the largest lake in Tessland. The lake was formed in 1934 by a dam.",
         True),
        ("Wexley Library lends books. The library gave up fines in Linz in 2019.", True),
        ("Wexley Library is bigger than Holm Library. The library gave up fines in 2019.", False),
        ("Linz Bridge is old. A new bridge was planned. The bridge was sold in 1961.", False),
    ],
)  # fmt: skip
def test_a_thing_is_told_behind_its_name_where_it_is_the_only_one(
    read: Read, text: str, clear: bool
) -> None:
    made, last = read(text), text.split(". ")[-1]
    assert any(fact.context and fact.statement == last for fact in made.facts) is clear
    assert not any(fact.statement == last for fact in made.facts if not fact.context)


@pytest.mark.parametrize(
    ("words", "clear"),
    [
        ("My mother always meant to bring it back to Wexley", False),
        ("Two old friends told me every day that it was in Wexley", False),
        ("The library of Wexley was late when it was opened", True),
    ],
)
def test_it_is_told_in_a_quotation(read: Read, words: str, clear: bool) -> None:
    said = read(
        f'"{words}," said Dawn Fairley, 61, a teacher in Leeds.', title="Wexley's library books"
    )
    assert any(fact.statement.startswith("Dawn Fairley said") for fact in said.facts) is clear


def test_what_stands_after_what_is_counted_goes_behind_the_verb(read: Read) -> None:
    made = read("Coal cost 12 shillings before the Sarrow Canal. Wood and coal are black.")
    asked = [fact.question for fact in made.facts if fact.question]
    assert asked == ["How many shillings did coal cost before the Sarrow Canal?"]


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("Haldane's", "Haldane's was sold"),
        ("Haldane's, a bakery,", "Haldane's was sold"),
        ("Haldane's house", "Avis Haldane's house was sold"),
    ],
)
def test_a_shop_is_called_as_it_is(read: Read, subject: str, said: str) -> None:
    made = read(f"{subject} was sold to the firm Arko in 1999. Avis Haldane, 43, lives in Linz.")
    sold = {fact.statement for fact in made.facts if "1999" in fact.statement}
    assert any(each.startswith(said) for each in sold)
    assert not any("Avis" in each for each in sold) or said.startswith("Avis")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Joan Archer was born in Halmouth. She became mayor in 2004.",
         "Joan Archer was born in Halmouth. She became mayor in 2004."),
        ("Marie Lang was a chemist. She founded the Halmouth museum in 1921.",
         "Marie Lang was a chemist. She founded the Halmouth museum in 1921."),
        ("Emile Duval was an engineer. He built the Korvel Bridge in 1873.",
         "Emile Duval was an engineer. He built the Korvel Bridge in 1873."),
        ("The Korvel Company makes bicycles. It was founded in 1921.",
         "The Korvel Company makes bicycles. It was founded in 1921."),
        ("The Korvel Bridge is made of steel. It was built in 1873.",
         "The Korvel Bridge is made of steel. It was built in 1873."),
        ("The Halmouth ferries are painted red. They carried 80,000 passengers in 2011.",
         "The Halmouth ferries are painted red. They carried 80,000 passengers in 2011."),
    ],
)  # fmt: skip
def test_a_pronoun_means_the_only_subject_of_the_sentence_before(
    read: Read, text: str, said: str
) -> None:
    assert said in statements(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Joan Archer met Marie Lang in Halmouth. She became mayor in 2004.",
        "Joan Archer is a chemist and her sister is a teacher. She became mayor in 2004.",
        "Emile Duval was an engineer and Paul Roux was a painter. He built a bridge in 2004.",
        "Joan Archer was born in Halmouth. He became mayor in 2004.",
        "The company makes bicycles. It sold 3,400 bicycles in 2004.",
        "Korvel Motors was an engineer's dream. She was sold to a bank in 2004.",
    ],
)
def test_a_pronoun_that_may_mean_two_or_nobody_told_is_not_asked_about(
    read: Read, text: str
) -> None:
    assert not any("2004" in each for each in statements(read(text)))


def test_a_firm_that_was_born_somewhere_is_still_a_firm(read: Read) -> None:
    made = read("Korvel Motors was born in a garage in Halmouth. It sold 300 cars in 1921.")
    assert any(each.endswith("Halmouth. It sold 300 cars in 1921.") for each in statements(made))
