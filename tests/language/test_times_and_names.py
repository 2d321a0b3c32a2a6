"""Times that belong to another year than the article's, and names that sound like times."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Fact, FactKind, Source
from quizapp.domain.generation.extraction import extract
from quizapp.language.gazetteer import load_gazetteer
from tests.language.one_article import drafted
from tests.parsed_texts import shared_parser

Read = Callable[[str], tuple[Fact, ...]]


@pytest.fixture(scope="module")
def read() -> Read:
    parse, gazetteer = shared_parser(), load_gazetteer()

    def facts(text: str) -> tuple[Fact, ...]:
        title = "Notes on Halmouth"
        whole = f"{title}\n\n{text}"
        found = extract(Source("it", title, "The Post", "2026-11-18", whole), parse, gazetteer)
        assert found.problems == ()
        return found.facts

    return facts


@pytest.mark.parametrize(
    "text",
    [
        "The siege of Halmouth began on 2 May 1544 and ended on 30 August.",
        "The siege of Halmouth began in March 1544. The town fell to Norland in August.",
        "In 1544 the army of Norland attacked Halmouth. On 30 August the town fell to Norland.",
        "The siege of Halmouth began on 2 May 1544. On Sunday the town fell to Norland.",
        "The school of Halmouth was closed in 1962. It stood empty until 5 March.",
        "The school of Halmouth was founded in 1998. It won the Norland Cup on 4 May.",
    ],
)
def test_a_day_after_another_year_is_not_of_this_one(read: Read, text: str) -> None:
    facts = read(text)
    assert facts
    assert not any("2026" in fact.statement for fact in facts)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The school of Halmouth was founded in 1998. It will move to Sorn in May.", "May 2027"),
        ("The school of Halmouth was founded in 1998. It moved to Sorn last March.", "March 2026"),
        ("The school of Halmouth opened in 2025 and moved to Sorn on 4 May.", "4 May 2026"),
        ("The school of Halmouth moved to Sorn on 4 May. It was founded in 1998.", "4 May 2026"),
        ("The school of Halmouth was founded in 1998. It was sold to Norway on Monday.",
         "16 November 2026"),
        ("Mayor Ann Stone said on Monday the school of Halmouth would move to Sorn.",
         "16 November 2026"),
        ("The school of Halmouth will move to Sorn on Monday with 400 pupils.",
         "23 November 2026"),
    ],
)  # fmt: skip
def test_a_day_of_the_report_is_dated(read: Read, text: str, date: str) -> None:
    assert any(date in fact.statement for fact in read(text))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("USA Today sold 400 papers in Halmouth in 2020.", ""),
        ("The Halmouth film Tomorrow Land drew 400 people in Norland in 2020.", ""),
        ("Yesterday the Halmouth council sold 400 ships to Norway.", "17 November 2026"),
        ("The Halmouth council sold 400 ships to Norway yesterday.", "17 November 2026"),
    ],
)
def test_a_name_that_sounds_like_a_day_is_none(read: Read, text: str, date: str) -> None:
    facts = read(text)
    assert facts
    assert any(" November 2026" in fact.statement for fact in facts) is bool(date)
    assert all(date in fact.statement for fact in facts)


@pytest.mark.parametrize("calling", ["architect", "minister", "painter"])
def test_an_architect_called_august_is_somebody(read: Read, calling: str) -> None:
    facts = read(f"The {calling} August Lindqvist drew the Hotel Miramar at Halmouth in 1903.")
    names = [fact for fact in facts if "Lindqvist" in fact.value.text]
    assert facts
    assert all(fact.kind is FactKind.PERSON for fact in names)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("DB and NSB opened a line from Kiel to Halmouth in 1998.", False),
        ("DB and NSB opened a railway line near Halmouth in 1998.", True),
    ],
)
def test_where_from_is_not_asked_without_where_to(read: Read, sentence: str, asked: bool) -> None:
    assert any(fact.question.startswith("What did") for fact in read(sentence)) is asked


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Copper melts at 1,085 degrees Celsius and boils at 2,562 degrees Celsius.", False),
        ("Copper melts at 1,085 degrees Celsius.", True),
    ],
)
def test_one_property_is_asked_for_at_a_time(read: Read, sentence: str, asked: bool) -> None:
    assert bool([fact for fact in read(sentence) if fact.question]) is asked


@pytest.mark.parametrize("people", ["Danes", "Germans", "Turks", "Poles", "Spaniards"])
def test_a_people_is_not_asked_for_as_an_organisation(read: Read, people: str) -> None:
    facts = read(f"The {people} bought the island of Halmouth in 1741 for 60,000 thalers.")
    assert facts
    assert not any(fact.question.startswith("Which") for fact in facts)


@pytest.mark.parametrize(
    ("before", "sentence", "dated"),
    [
        ("Engineers of Norland finished the Halmouth bridge in 1936.",
         "On 14 May a storm damaged two arches of the Halmouth bridge.", False),
        ("Engineers of Norland finished the Halmouth bridge in 1936.",
         "In June the king of Norland visited the Halmouth bridge.", False),
        ("Engineers of Norland finished the Halmouth bridge on 3 March 1936.",
         "The Halmouth bridge was free for all until 3 July.", False),
        ("Engineers of Norland finished the Halmouth bridge in 1936.",
         "The Halmouth bridge will be closed on 2 December.", True),
        ("The council of Halmouth voted on Tuesday to sell the Halmouth bridge.",
         "On 14 May a storm damaged two arches of the Halmouth bridge.", True),
        ("The council of Halmouth built a tower in 2026.",
         "On 14 May a storm damaged two arches of the Halmouth bridge.", True),
        ("The Halmouth bridge was built in 1936. It was closed on Tuesday.",
         "On 14 May a storm damaged two arches of the Halmouth bridge.", True),
    ],
)  # fmt: skip
def test_a_paragraph_about_another_year_leaves_the_days_of_the_next_open(
    read: Read, before: str, sentence: str, dated: bool
) -> None:
    facts = read(f"{before}\n\n{sentence}")
    assert facts
    assert any(
        "2026" in fact.statement and sentence.split()[-2] in fact.statement for fact in facts
    ) is (dated)


@pytest.mark.parametrize(
    "sentence",
    [
        "Will Penn founded a school for 40 children in Halmouth in 1966.",
        "May Torrens sold the school of Halmouth to a firm from Norland in 1980.",
    ],
)
def test_a_first_name_is_no_helping_verb(read: Read, sentence: str) -> None:
    facts = read(sentence)
    assert facts
    for fact in facts:
        assert fact.statement == sentence
        assert not any(word in fact.question for word in ("will ", "may "))


@pytest.mark.parametrize("often", ["every Saturday", "each day", "daily"])
def test_what_happens_again_and_again_is_of_no_year(read: Read, often: str) -> None:
    facts = read(f"In May the mill of Halmouth opens {often} with 40 guests from Norland.")
    assert not any("2026" in fact.statement or "2027" in fact.statement for fact in facts)


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("From 2027 cars may drive at most 30 kilometres per hour in Halmouth.", "2027 cars"),
        ("In 2019 trams carried 4 million people in Halmouth.", "2019 trams"),
        ("In 2019 trams were sold to 40 towns by Halmouth.", "2019 trams"),
        ("From 2026 adults pay 9 euros for the Halmouth ferry.", "2026 adults"),
        ("From 2025 shops in Halmouth may open on 12 Sundays.", "2025 shops"),
    ],
)
def test_a_year_that_opens_a_sentence_counts_nothing(
    read: Read, sentence: str, counted: str
) -> None:
    facts = read(sentence)
    assert facts
    for fact in facts:
        assert counted not in fact.question
        assert fact.statement == sentence or counted not in fact.statement


def test_a_number_of_things_inside_a_sentence_is_still_counted(read: Read) -> None:
    facts = read("The firm of Halmouth bought milk from 2,000 farms in Norland.")
    assert any("2,000" in fact.value.text for fact in facts)


BEFORE = "Sydney Marsh, the chief librarian of Halmouth, said that it was full on the first day."


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (f"Georgia Lindqvist opened the Halmouth library in May 2003. {BEFORE} "
         "Georgia wrote her first novel in Halmouth in 2004.", False),
        (f"The mayor, Georgia Lindqvist, said that the Halmouth library was new. {BEFORE} "
         "Georgia bought 40 books for Halmouth in 2004.", False),
        (f"The mayor, Georgia Lindqvist, said that the Halmouth library was in Georgia. {BEFORE} "
         "Georgia bought 40 books for Halmouth in 2004.", True),
        (f"{BEFORE} Georgia bought 40 books for Halmouth in 2004.", True),
    ],
)  # fmt: skip
def test_the_first_name_of_somebody_who_is_named_is_no_country(
    read: Read, text: str, country: bool
) -> None:
    facts = read(text)
    kinds = {getattr(fact.value, "entity", "") for fact in facts if fact.value.text == "Georgia"}
    assert ("country" in kinds) is country
    assert not any("Marsh's" in fact.statement for fact in facts)


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("The Linz tramway was planned in December by Transport minister Hugo Lind.", "2026"),
        ("The Linz tramway was proposed in December by Transport minister Hugo Lind.", "2026"),
        ("The opening of the Linz tramway is planned for December by Hugo Lind.", "2027"),
        ("The Linz tramway is expected in December by Transport minister Hugo Lind.", "2027"),
    ],
)
def test_a_plan_that_was_made_in_a_month_lies_behind(sentence: str, year: str) -> None:
    made = drafted(sentence, title="Trams for Linz", published="2027-09-12")
    told = [fact.statement for fact in made.facts if "December" in fact.statement]
    assert all(f"December {year}" in each for each in told)
    assert told or " is " in sentence


@pytest.mark.parametrize(
    ("verb", "day"),
    [("began to spit", "1 November"), ("started to spit", "1 November"),
     ("is expected to spit", "8 November"), ("will begin to spit", "8 November")],
)  # fmt: skip
def test_what_has_begun_lies_behind(verb: str, day: str) -> None:
    text = f"The volcano Hekla in the south of Norway {verb} fire on Friday over 40 villages."
    made = drafted(text, title="Fire over the fjord", published="2024-11-03")
    assert all(day in fact.statement for fact in made.facts if "November" in fact.statement)


def test_no_statement_ends_where_something_goes_on() -> None:
    made = drafted(
        "NASA and Virgo picked up a signal on 4 March that, according to MacAllan of MIT in Boston,"
        " came from two stars 900 million light years away.",
        title="A far signal",
        published="2024-03-14",
    )
    told = [fact.statement for fact in made.facts] + [q.stem for q in made.questions]
    assert not any(each.rstrip(".?").endswith(" that") for each in told)


def test_a_share_of_a_million_is_no_million() -> None:
    made = drafted(
        "Tyrol grew three quarters of a million tonnes of apples in 2022.", title="Apples of Linz"
    )
    assert not any(fact.value.text.startswith("a million") for fact in made.facts)
