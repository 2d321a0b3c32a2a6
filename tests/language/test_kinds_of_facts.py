"""What becomes of sentences that invite a false or silly question."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from quizapp.domain.facts import Fact, FactKind, Period, Quantity, Source
from quizapp.domain.generation.drafting import Drafted, draft
from quizapp.domain.questions import (
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
)
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.ranking_weights import load_weights
from tests.parsed_texts import shared_parser

TITLE = "Notes on Halmouth and its neighbours"
Read = Callable[..., Drafted]


@pytest.fixture(scope="module")
def read() -> Read:
    parse, gazetteer, weights = shared_parser(), load_gazetteer(), load_weights()

    def drafted(*sentences: str, title: str = TITLE) -> Drafted:
        text = f"{title}\n\n" + "\n\n".join(sentences)
        source = Source("it", title, "The Post", "2026-01-20", text)
        made = draft([source], parse, gazetteer, weights)
        assert made.problems == ()
        return made

    return drafted


def values(facts: tuple[Fact, ...]) -> set[str]:
    return {fact.value.text for fact in facts}


def stems(made: Drafted) -> list[str]:
    return [question.headline for question in made.questions]


@pytest.mark.parametrize("name", ["IUPAC", "UNESCO", "NATO", "OPEC", "ASEAN", "CERN"])
def test_an_acronym_keeps_its_capitals_wherever_it_stands(read: Read, name: str) -> None:
    made = read(
        f"{name} announced four new rules in Halmouth on 30 December 2015.",
        f"In Paris, after years of work, {name} announced the rules of 12 elements in June 2016.",
        f"NASA said {name} announced the decision in Zurich in 2016.",
        f"On Monday {name} met in Oslo with 40 members.",
    )
    told = " ".join(
        [
            *(f"{fact.statement} {fact.question}" for fact in made.facts),
            *stems(made),
        ]
    )
    assert name in told
    assert name.capitalize() not in told
    assert f"{name[0].lower()}{name[1:]}" not in told


@pytest.mark.parametrize(
    ("speaker", "inside"),
    [
        ("Researchers", "researchers"),
        ("Scientists", "scientists"),
        ("Critics", "critics"),
        ("Police", "police"),
        ("Several experts", "several experts"),
        ("Norwegian officials", "Norwegian officials"),
        ("UNESCO", "UNESCO"),
    ],
)
def test_a_speaker_is_written_as_inside_a_sentence(read: Read, speaker: str, inside: str) -> None:
    made = read(f"{speaker} say that the oldest tree in Norway has 4,200 branches.")
    according = [fact for fact in made.facts if fact.statement.startswith("According to")]
    for fact in according:
        assert fact.statement.startswith(f"According to {inside}, ")
        assert fact.question.startswith(f"According to {inside}, ")
    assert according or inside != speaker.lower()


@pytest.mark.parametrize(
    "sentence",
    [
        "The tower in Halmouth was never built in 1974.",
        "The Halmouth Hotel no longer has 12 rooms for guests.",
        "Mayor Ann Lee did not resign in 2021.",
        "Mayor Ann Lee didn't leave Halmouth on 3 May 2021.",
        "The Halmouth council left the hall in Oslo without 300 chairs.",
        "No museum in Halmouth owns 300 paintings by Ann Lee.",
        "None of the ships of Halmouth carried 300 men.",
        "Norland denied that Ann Lee had visited the town of Halmouth in 2018.",
        "The Norland Company failed to open 14 mills in Halmouth.",
        "The Norland Company refused to pay 14 million pounds to Halmouth.",
        "Halmouth hardly ever had 900 visitors in a summer.",
        "Neither Norland nor Sudland sent 4,000 men to Halmouth in 1950.",
    ],
)
def test_what_is_not_so_is_never_asked(read: Read, sentence: str) -> None:
    made = read(sentence, "Halmouth had 31 bakers in 1902.", "The Halmouth Ferry opened in 1998.")
    figures = {"1974", "12", "2021", "3 May 2021", "300", "2018", "14", "900", "4,000", "1950"}
    assert not figures & values(made.facts)
    assert not {"14 million pounds"} & values(made.facts)
    grouped = [q for q in made.questions if isinstance(q, Ordering | Matching)]
    assert not any("never built" in str(q) or "did not" in str(q) for q in grouped)


def test_what_is_told_beside_a_denial_is_asked(read: Read) -> None:
    made = read(
        "The Halmouth Ferry, which opened in 1998, did not replace the old road to Norland.",
        "The Halmouth Bridge did not replace the ferry, but it carried 4,000 cars in 1999.",
    )
    assert "1998" in values(made.facts)


@pytest.mark.parametrize(
    ("sentence", "text", "start", "end"),
    [
        ("The siege of Halmouth lasted from 1914 to 1918.", "from 1914 to 1918", "1914", "1918"),
        (
            "From 1914 to 1918, Norland occupied the town of Halmouth.",
            "from 1914 to 1918",
            "1914",
            "1918",
        ),
        (
            "The festival of Halmouth took place from 3 to 6 May 2025.",
            "from 3 to 6 May 2025",
            "2025-05-03",
            "2025-05-06",
        ),
        (
            "The Halmouth congress met from 3 to 6 January in Zurich.",
            "from 3 to 6 January 2026",
            "2026-01-03",
            "2026-01-06",
        ),
        (
            "The Halmouth exhibition was held between 3 and 6 May 2025.",
            "between 3 and 6 May 2025",
            "2025-05-03",
            "2025-05-06",
        ),
        (
            "The Halmouth bridge was closed from January to March 2023.",
            "from January to March 2023",
            "2023-01",
            "2023-03",
        ),
    ],
)
def test_from_one_date_to_another_is_one_period(
    read: Read, sentence: str, text: str, start: str, end: str
) -> None:
    made = read(sentence)
    periods = [fact for fact in made.facts if fact.kind is FactKind.PERIOD]
    assert [fact.value for fact in periods] == [Period(start, end, text)]
    assert not any(fact.kind is FactKind.DATE for fact in made.facts)
    assert not any(
        re.search(r" from 1914\?|(?<!from 1914) to 1918\?", each) for each in stems(made)
    )


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Two dozen ships left Halmouth harbour on 6 May 2025.", 24),
        ("The museum in Halmouth has half a dozen rooms of old paintings.", 6),
        ("Two hundred people signed the petition in Halmouth on 6 May 2025.", 200),
        ("A dozen ships left Halmouth harbour on 6 May 2025.", 12),
    ],
)
def test_dozens_are_counted_out(read: Read, sentence: str, number: int) -> None:
    made = read(sentence)
    assert not any("dozen" in stem and "How many" in stem for stem in stems(made))
    assert not any("hundred" in stem and "How many" in stem for stem in stems(made))
    numeric = [q.value for q in made.questions if isinstance(q, Numeric)]
    assert set(numeric) <= {number}
    counted = [f.value.number for f in made.facts if isinstance(f.value, Quantity)]
    assert set(counted) <= {number}  # It may be left out, too.


@pytest.mark.parametrize(
    "words", ["nearly", "almost", "about", "some", "around", "roughly", "approximately"]
)
def test_an_approximation_is_forgiven_where_a_number_is_typed(read: Read, words: str) -> None:
    made = read(f"The Halmouth clinic had {words} 500 visits in 2024.")
    numeric = [q for q in made.questions if isinstance(q, Numeric)]
    assert numeric
    assert all(question.tolerance > 1 for question in numeric)


@pytest.mark.parametrize("words", ["more than", "up to", "at least", "fewer than", "as many as"])
def test_a_bound_is_never_an_exact_key(read: Read, words: str) -> None:
    made = read(f"The Halmouth clinic treated {words} 500 children in 2024.")
    assert not [q for q in made.questions if isinstance(q, Numeric)]
    for fact in made.facts:
        if isinstance(fact.value, Quantity):
            assert words in f"{fact.value.text} {fact.statement}"
            assert fact.value.text == f"{words} 500"


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("Wine growers in France fear frost", "France"),
        ("French wine growers fear frost", "France"),
        ("Archer opens a swing bridge", "Joan Archer"),
        ("A swing bridge for Halmouth", "Halmouth"),
    ],
)
def test_what_the_title_tells_is_not_asked(read: Read, title: str, answer: str) -> None:
    made = read(
        "Prime Minister Joan Archer opened a swing bridge in Halmouth on 5 May 2025.",
        "Growers of 14 sorts of wine in the south of France lost 300 vines on 5 May 2025.",
        title=title,
    )
    facts = {fact.id: fact for fact in made.facts}
    asked = [facts[name].value.text for each in made.questions for name in each.facts]
    assert asked
    assert answer not in asked


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Water boils at 100 degrees Celsius.", "At what temperature does water boil?"),
        ("Amber burns at about 300 degrees Celsius.", "At what temperature does amber burn?"),
        ("Water freezes at 32 degrees Fahrenheit.", "At what temperature does water freeze?"),
        ("Pure iron melts at 1,538 °C.", "At what temperature does pure iron melt?"),
        ("Water boils at 100°C at sea level.", "At what temperature does water boil at sea level?"),
        (
            "Light travels at about 300,000 kilometres per second.",
            "At what speed does light travel?",
        ),
        (
            "Sound travels at 343 metres per second in air.",
            "At what speed does sound travel in air?",
        ),
    ],
)
def test_what_always_holds_of_a_thing_is_a_quantity(
    read: Read, sentence: str, question: str
) -> None:
    made = read(sentence, title="Heat and cold")
    fact = next(fact for fact in made.facts if fact.question == question)
    assert isinstance(fact.value, Quantity)
    assert fact.statement == sentence
    assert question in stems(made)


@pytest.mark.parametrize(
    "sentence",
    ["It boils at 100 degrees Celsius.", "Such a metal melts at 1,538 °C.", "They melt at 30 °C.",
     "Water boils at home.", "Ann Lee burns at 100 cents.", "Prices fall at 3 p.m."],
)  # fmt: skip
def test_what_leans_on_something_else_is_not(read: Read, sentence: str) -> None:
    assert read(sentence, title="Heat and cold").facts == ()


def test_the_options_of_a_question_share_their_case(read: Read) -> None:
    made = read(
        "The word democracy comes from three Greek words of the language of Athens.",
        "The word biology comes from two Greek words of the same city of Athens.",
        "The word geometry was formed from two Greek words by 40 scholars in Athens.",
        "Two dozen ships left Halmouth harbour for Athens on 6 May 2025.",
        "The Halmouth clinic was built by Ann Lee because of heavy rain in 1998.",
    )
    offered = [options(q) for q in made.questions if options(q)]
    assert offered
    for texts in offered:
        assert len({text[:1].islower() for text in texts}) == 1


def options(question: Question) -> list[str]:
    if isinstance(question, MultipleChoice | MultipleResponse):
        return [option.text for option in question.options]
    if isinstance(question, Matching):
        return [pair.right for pair in question.pairs]
    return []
