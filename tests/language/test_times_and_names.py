"""Times that belong to another year than the article's, and names that sound like times."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Fact, FactKind, Source
from quizapp.domain.generation.extraction import extract
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.spacy_parser import load_parser

Read = Callable[[str], tuple[Fact, ...]]


@pytest.fixture(scope="module")
def read() -> Read:
    parse, gazetteer = load_parser(), load_gazetteer()

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
    ("title", "sentence", "known"),
    [
        ("A word from Greek", "The word was coined by Lise Maurer in 1611.", False),
        ("A name from Greek", "The name was given by Lise Maurer in 1611.", False),
        ("A bridge in Greece", "The bridge was designed by Lise Maurer in 1611.", True),
        ("A word from Greek: telescope", "The telescope was built by Lise Maurer in 1611.", True),
    ],
)
def test_which_word_is_meant_no_title_tells(title: str, sentence: str, known: bool) -> None:
    source = Source("it", title, "The Post", "2026-11-18", f"{title}\n\n{sentence}")
    assert bool(extract(source, load_parser(), load_gazetteer()).facts) is known
