"""Sentences that leave open of what they speak, with neighbours that say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.generation.drafting import Drafted
from tests.language.one_article import drafted

Read = Callable[..., Drafted]


@pytest.fixture
def read() -> Read:
    return drafted


@pytest.mark.parametrize(
    ("sentence", "clear"),
    [
        # A fare, an undertaking, a figure: of what?
        ("An off-peak return is £11.90, and children travel from Linz for £2.", False),
        ("An off-peak return from Linz to Wels is £11.90, and children travel for £2.", True),
        ("A project that was to open in Linz in 2021 has cost 34 million euros.", False),
        ("A project of the Linz Opera has cost 34 million euros since 2021.", True),
        ("Sales to Europe rose 9 percent in 2019, helped by orders from Spain and Italy.", False),
        ("Sales of the Halmobile rose 9 percent in 2019, helped by orders from Spain.", True),
        ("Net profit for the year 2019 was 214 million Norwegian kroner.", False),
        ("The net profit of the Marwood Group was 214 million kroner in 2019.", True),
        ("House prices have already gone up by 28 percent in two years.", False),
        ("House prices in Norway have already gone up by 28 percent in two years.", True),
        # A share without its day, a place without what fell there.
        ("Shares in the Marwood Group jumped 17 percent in Madrid.", False),
        ("Shares in the Marwood Group jumped 17 percent in Madrid on 4 May 2019.", True),
        ("Austria dropped 6.8 percent, and Italy was down 2.1 percent.", False),
        ("A full charge took nearly five hours, twice as long as in a warm room.", False),
        ("A full charge of the Halmobile took nearly five hours, twice as long as before.", True),
        ("Average spending per visitor fell from 279 dollars to 274 in 2019.", False),
        ("Average spending in Norway fell from 279 dollars to 274 in 2019.", True),
        ("The Union of Linz fell to 21.7 percent and seven seats, its worst result.", False),
        ("The Union of Linz fell to 21.7 percent and seven seats in 2019.", True),
        ("Ann Lee, 67, called the mayor of Linz shortly after 11:30 p.m. to concede.", False),
        ("Ann Lee, 67, called the mayor of Linz after 11 p.m. on 4 May 2019 to concede.", True),
        ("Adrian Lascelles, 51, gave evidence for 16 days.", False),
        ("Adrian Lascelles, 51, gave evidence for 16 days in Linz.", True),
        ("At issue is a plan by 39 small islands to triple their aid by 2032.", False),
        ("The Linz bus will leave the old fish market on 19 May 2019.", False),
        ("The Linz bus will leave the old fish market of Wels on 19 May 2019.", True),
        ("A camera near the village of Ronce filmed a pair in October 2019.", False),
        ("A camera near the village of Ronce filmed a pair of wolves in October 2019.", True),
        ("Farmers, who lost 38 sheep in 2019 alone, want fences and dogs.", False),
        ("Farmers in Norway, who lost 38 sheep in 2019 alone, want fences and dogs.", True),
        ("Units practised for 34 hours in the Vestfjord and off Bergen.", False),
        ("Units practised for 34 hours in the Vestfjord in May 2019.", True),
        ("Families in Greave may use 80 litres a day, and gardens may not be watered.", True),
        ("Residents of Scarrow remain sad that theirs was dropped in 2018.", False),
        ("Brazil has about 28 million children in the age group that was studied.", False),
        ("Brazil has about 28 million children in the group of six to ten years.", True),
        ("Ann Lee, 43, carried nine of the ten municipalities on the island of Chiloé.", False),
        ("Papua New Guinea and Fiji, which have cables to Sydney, stayed out.", False),
        ("The Education Ministry of Norway has offered 3.5 per cent, and no more.", False),
        ("The Education Ministry of Norway has offered 3.5 per cent of its money.", True),
        ("The toll of £2.40 was brought in on 4 May 2019 in Linz.", False),
        ("The toll for the Linz bridge was brought in on 4 May 2019.", True),
        # Somewhere, now.
        ("Pupils now receive a single break of 20 minutes on most days.", False),
        ("Pupils in Norway now receive a single break of 20 minutes on most days.", True),
        ("There have been 94 smaller shocks, the strongest of which killed two people.", False),
        ("There were 94 churches in Linz in 1914, the oldest of which was of wood.", True),
        # Would, if what?
        ("Every month of waiting would cost 46 million euros, said the lawyer Ann Lee.", False),
        ("If the Linz Opera closed, every month would cost 46 million euros.", True),
        ("Trains from Vienna take about six hours.", False),
        ("Trains from Vienna to Graz take about six hours.", True),
        ("Buses leave Tirana six times a day in summer and twice in winter.", False),
        ("Buses leave Tirana for Berat six times a day in summer.", True),
        ("The minister Kagiso Letsholo of Botswana rejected the call for a new study.", False),
        ("The minister Kagiso Letsholo of Botswana rejected the call for a study of fish.", False),
        ("The Marwood Group expects a further $40 million by December 2025.", False),
        ("The Marwood Group expects profits of $40 million by December 2025.", True),
        ("Efua Mensimah, 43, published her findings in Linz in 2021.", False),
        ("Efua Mensimah, 43, published her findings on bees in Linz in 2021.", True),
    ],
)
def test_what_a_sentence_speaks_of_stands_in_it(read: Read, sentence: str, clear: bool) -> None:
    told = [fact for fact in read(sentence).facts if "years old" not in fact.statement]
    assert bool(told) is clear


def test_what_somebody_says_of_herself_is_not_told_as_plain(read: Read) -> None:
    made = read("Mamello Seeiso, 54, said she respected the High Court of Lesotho.")
    assert not any(fact.statement.startswith("Mamello Seeiso respected") for fact in made.facts)


def test_what_is_hers_belongs_to_the_subject_before_it_belongs_to_others(read: Read) -> None:
    made = read("Joan Archer, 28, moved to Linz. Bex Arundel sold her house in Wels in 2020.")
    assert not any("Archer's house" in fact.statement for fact in made.facts)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The balloon of Ann Lee flew over 34 villages in Austria in 2019.", "over 34"),
        ("The road from Linz to Wels leads under two railway bridges.", "under two"),
        ("The firm Marwood employs over 340 people in Linz.", ""),
        ("The number of wolves in Norway rose above 2,000 in 2019.", ""),
    ],
)
def test_where_something_goes_is_no_bound(read: Read, sentence: str, value: str) -> None:
    values = {fact.value.text for fact in read(sentence).facts}
    assert value not in values
    assert value or any(text[-3:] in {"340", "000"} for text in values)


def test_a_year_is_asked_for_as_one(read: Read) -> None:
    made = read("The parliament of Norway set aside money for schools for 2026.")
    asked = [fact.question for fact in made.facts if fact.value.text == "2026"]
    assert asked == ["For which year did the parliament of Norway set aside money for schools?"]


def test_whose_members_they_are_is_said_of_a_body(read: Read) -> None:
    made = read("Carla Wren, 43, leads a union. Her members asked the city of Linz for 340 homes.")
    assert not any("Carla Wren's members" in fact.statement for fact in made.facts)


def test_what_was_shared_out_is_not_asked_for(read: Read) -> None:
    made = read("In Benin sixty villages were divided at random into two groups of 30 in 2019.")
    assert "30" not in {fact.value.text for fact in made.facts}
