"""Sentences whose words are right and whose questions would not be, with their neighbours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from quizapp.domain.facts import Quantity
from quizapp.domain.generation.drafting import Drafted
from quizapp.domain.questions import ShortAnswer, TrueFalse
from tests.language.one_article import drafted

Read = Callable[..., Drafted]


@pytest.fixture
def read() -> Read:
    return partial(drafted, title="Notes on Halmouth")


def asked(made: Drafted) -> set[str]:
    """The values that questions ask for."""
    facts = {fact.id: fact for fact in made.facts}
    return {facts[name].value.text for each in made.questions for name in each.facts}


def questions(made: Drafted) -> list[str]:
    return [fact.question for fact in made.facts if fact.question]


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Chelsea Ndlovu sold the Halmouth ferry to a rival firm in 2009.", False),
        ("Matthias von Grell financed the Halmouth ferry with 300,000 marks in 1871.", False),
        ("The Harbour Union financed the Halmouth ferry with 300,000 marks in 1871.", True),
        ("The firm Grell Marwood, which built ships, sold the Halmouth ferry in 1871.", True),
    ],
)  # fmt: skip
def test_only_what_is_surely_a_body_is_asked_for_as_one(
    read: Read, sentence: str, body: bool
) -> None:
    made = read(sentence)
    asking = [each for each in questions(made) if each.startswith("Which organisation")]
    assert made.facts
    assert body or not asking


@pytest.mark.parametrize("name", ["iSkyLab", "eStar", "xRail"])
def test_a_name_keeps_its_own_capitals_at_the_beginning(read: Read, name: str) -> None:
    made = read(f"{name} gave the Halmouth clinic 14 scientists in 2005.")
    assert made.facts
    assert all(name in fact.statement for fact in made.facts)
    assert all(name in each for each in questions(made))


@pytest.mark.parametrize(
    ("opening", "inside"),
    [
        ("Weavers, bakers and a Dutch miller", "did weavers, bakers and a Dutch miller"),
        ("Painter Hedda Lorenz", "did painter Hedda Lorenz"),
        ("Professor Hedda Lorenz", "did Professor Hedda Lorenz"),
        ("Norwegians and a Dutch miller", "did Norwegians and a Dutch miller"),
        ("Seven Sisters School", "did Seven Sisters School"),
        ("Seven Norwegian millers", "did seven Norwegian millers"),
    ],
)
def test_a_common_noun_has_no_capital_inside_a_question(
    read: Read, opening: str, inside: str
) -> None:
    made = read(f"{opening} founded the village of Sorn near Halmouth in 1677.")
    years = [each for each in questions(made) if each.startswith("In which year")]
    assert years
    assert all(inside in each for each in years)


def test_a_first_word_that_may_be_a_name_is_not_moved(read: Read) -> None:
    made = read("Barley yields in Halmouth fell by 12 percent to 300 tonnes in 2014.")
    assert made.facts
    assert not questions(made)
    known = read(
        "Barley yields in Halmouth fell by 12 percent to 300 tonnes in 2014.",
        "In Norland the yields of barley in the old fields stayed as they were before.",
    )
    assert any("did barley yields" in each for each in questions(known))


@pytest.mark.parametrize("speaker", ["Legend", "Tradition", "Rumour"])
def test_hearsay_is_nobodys_name(read: Read, speaker: str) -> None:
    made = read(
        f"{speaker} says that Duke Ruprecht built the Halmouth castle in one night in 1099."
    )
    assert made.facts
    assert not any(f"According to {speaker}" in fact.statement for fact in made.facts)


@pytest.mark.parametrize(
    "sentence",
    [
        "Had the council agreed, Halmouth would have received 5 million francs in 1968.",
        "Were the dam to break, Halmouth would lose 400 houses within a day.",
        "Should the ferry close, Halmouth will lose 400 jobs in the harbour.",
        "Halmouth would have received 5 million francs, had the council agreed.",
    ],
)
def test_a_condition_is_not_left_out_where_no_if_says_it(read: Read, sentence: str) -> None:
    for fact in read(sentence).facts:
        assert any(word in fact.statement for word in ("had the", "Had", "Were", "Should"))


@pytest.mark.parametrize(
    "sentence",
    [
        "The Tindal report found no evidence that 500 soldiers had crossed the Rhell river.",
        "Historians dismissed claims that 500 soldiers had crossed the Rhell river in Halmouth.",
        "The council rejected reports that 500 soldiers had crossed the Rhell river in Halmouth.",
        "The sailors mutinied because they had received no pay for 500 days in Halmouth.",
        "The mayor gave no reason for the arrest of 500 soldiers in Halmouth.",
        "The claim that 500 soldiers had crossed the Rhell river in Halmouth was false.",
    ],
)
def test_what_a_denied_claim_says_is_not_asked(read: Read, sentence: str) -> None:
    assert "500" not in {fact.value.text for fact in read(sentence).facts}


def test_what_is_claimed_without_denial_is_asked(read: Read) -> None:
    made = read("The Tindal report found evidence that 500 soldiers had crossed the Rhell river.")
    assert "500" in {fact.value.text for fact in made.facts}


def test_those_who_have_nothing_are_counted(read: Read) -> None:
    made = read("About 46% of the children in Halmouth had no antibodies against dengue fever.")
    assert "About 46%" in {fact.value.text for fact in made.facts}


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("The Halmouth hall was built by the firm Grell and Sons of Norland in 1884.", "Sons"),
        ("The Halmouth hall was built by the firm Grell & Sons of Norland in 1884.", "Grell"),
        ("The Halmouth hall was sold to the printers Grell Brothers and Co in 1884.", "Co"),
    ],
)
def test_the_name_of_a_firm_is_not_cut(read: Read, sentence: str, part: str) -> None:
    assert part not in {fact.value.text for fact in read(sentence).facts}


@pytest.mark.parametrize(
    "after", ["give or take a few", "more or less", "plus or minus ten", "or thereabouts"]
)
def test_a_number_that_is_taken_back_is_no_exact_key(read: Read, after: str) -> None:
    made = read(f"The Halmouth walk around the bay is 120 kilometres long, {after}.")
    values = [fact.value for fact in made.facts]
    assert not [each for each in values if isinstance(each, Quantity) and each.number == 120]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Halmouth had a drought for three decades, from the 1920s to the 1940s.", "three decades"),
        ("The war in Halmouth lasted 8 years, from 1611 to 1619, and cost 900 lives.", "8 years"),
        ("The siege of Halmouth by Norland lasted 47 days, until 2 June 1645.", "47 days"),
    ],
)  # fmt: skip
def test_a_time_is_not_asked_where_its_two_ends_are_told(
    read: Read, sentence: str, text: str
) -> None:
    assert (text in {fact.value.text for fact in read(sentence).facts}) is (text == "47 days")


@pytest.mark.parametrize(
    "sentence",
    [
        "A dozen officers and scores of soldiers deserted the Halmouth army in 1813.",
        "The Halmouth oak is 800 years old and 23 metres tall today.",
        "Five nurses and a doctor opened the Halmouth clinic in 1913.",
        "The port of Halmouth had 12 freighters and the ferry Sarn in 1931.",
        "The clinic of Halmouth treated 40 nurses and their families in 1913.",
        "The city of Halmouth counted 80,000 inhabitants in 1772 and 303,000 in 1850.",
    ],
)
def test_a_question_counts_one_thing(read: Read, sentence: str) -> None:
    for each in questions(read(sentence)):
        assert not each.startswith("How many") or " and " not in each


def test_a_number_after_what_is_counted_belongs_to_it(read: Read) -> None:
    made = read("Salt from the Halmouth mine was sold for 4 marks 50 per barrel in 1780.")
    assert not any(each.startswith("For how many") for each in questions(made))
    assert "50" not in {fact.value.text for fact in made.facts}


def test_a_number_after_a_year_is_one_of_its_own(read: Read) -> None:
    made = read("Between June 2015 and September 2020 about £48.3 million was moved to Halmouth.")
    assert "about £48.3 million" in {fact.value.text for fact in made.facts}


def test_those_of_two_places_are_counted_as_one(read: Read) -> None:
    made = read("The port of Halmouth had 12 freighters of Norland and the Sarn islands in 1931.")
    assert any(
        each.startswith("How many freighters of Norland and the") for each in questions(made)
    )


def test_two_things_that_are_counted_as_one_are_asked(read: Read) -> None:
    made = read("The Halmouth clinic treated 240 men and women in 1913.")
    assert "How many men and women did the Halmouth clinic treat in 1913?" in questions(made)


@pytest.mark.parametrize(
    "amount", ["£2 10s", "6 feet 2 inches", "3 hours 20 minutes", "12 000 crowns"]
)
def test_a_part_of_an_amount_is_not_the_amount(read: Read, amount: str) -> None:
    made = read(f"The Halmouth mill told its spinners to expect {amount} in 1890.")
    assert not [fact for fact in made.facts if isinstance(fact.value, Quantity)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The port of Halmouth handled twice as many ships in 1950 as in 1940.",
        "The port of Halmouth handled more wooden ships in 1950 than in 1940.",
    ],
)
def test_half_of_a_comparison_is_not_asked_for(read: Read, sentence: str) -> None:
    made = read(sentence)
    assert "1950" in {fact.value.text for fact in made.facts}
    assert not any(each.startswith("What ") for each in questions(made))


def test_a_unit_is_the_last_word_of_a_text(read: Read) -> None:
    assert read("The Halmouth rope is 6.4 km long and weighs no t.").problems == ()
    assert read("The Halmouth rope is long and there is none").problems == ()


@pytest.mark.parametrize(
    ("object_", "typed"),
    [
        ("the Talvik bridge for the harbour company", False),
        ("the Talvik bridge", True),
    ],
)
def test_a_name_is_typed_only_if_nothing_is_told_after_it(
    read: Read, object_: str, typed: bool
) -> None:
    made = read(f"Engineer May Torvald designed {object_} with some help from old friends in 1931.")
    names = [
        each
        for each in made.questions
        if isinstance(each, ShortAnswer) and each.stem.startswith("What")
    ]
    assert not names or typed


@pytest.mark.parametrize(
    ("title", "sentence", "value"),
    [
        ("Fourteen die near Ruda", "The Ruda avalanche killed 14 people in the old village.", "14"),
        ("Two dozen ships for Ruda", "The Ruda harbour took in 24 ships after the storm.", "24"),
        ("BFA buys Hollin", "The Brandt Finance Agency bought 70 ships of Hollin Motors in 2005.",
         "The Brandt Finance Agency"),
        ("The Elbrin prize", "Ann Stone shared the Elbrin prize of 50,000 dollars with a very old "
         "friend from Norland in 1983.", "the Elbrin prize of 50,000 dollars"),
    ],
)  # fmt: skip
def test_the_title_tells_it_in_other_letters(
    read: Read, title: str, sentence: str, value: str
) -> None:
    assert value not in asked(read(sentence, title=title))


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The Halmouth clinic sent 240 nurses to Norland in 1913.",
         "How many nurses did the Halmouth clinic send to Norland in 1913?"),
        ("The Halmouth hotel has 214 old rooms on nine floors.",
         "How many old rooms does the Halmouth hotel have on nine floors?"),
        ("The Halmouth clinic treated 240 men and women in 1913.",
         "How many men and women did the Halmouth clinic treat in 1913?"),
        ("The Halmouth clinic bought 240 bottles of wine in 1913.",
         "How many bottles of wine did the Halmouth clinic buy in 1913?"),
    ],
)  # fmt: skip
def test_a_question_asks_for_what_is_counted_first(
    read: Read, sentence: str, question: str
) -> None:
    assert question in questions(read(sentence))


@pytest.mark.parametrize(
    ("sentence", "altered"),
    [
        ("The light of Halmouth could be seen from 15 miles away in 1913.", False),
        ("Exports from Halmouth may reach 12 million tonnes by 2030.", False),
        (
            "The Kings of Oda gave the monks of Halmouth the right to catch 100 salmon a year.",
            False,
        ),
        ("Exports from Halmouth reached 12 million tonnes in 2020.", True),
    ],
)
def test_what_is_possible_is_not_denied_with_a_smaller_number(
    read: Read, sentence: str, altered: bool
) -> None:
    made = read(sentence)
    numbers = {fact.id for fact in made.facts if isinstance(fact.value, Quantity)}
    wrong = [q for q in made.questions if isinstance(q, TrueFalse) and not q.key]
    assert numbers
    assert bool(numbers & {name for q in wrong for name in q.facts}) is altered


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The camp at Halmouth was built for 900 men but now holds five times as many.", False),
        ("The camp at Halmouth holds five times as many men as the one in Norland.", True),
    ],
)
def test_times_as_many_are_told_with_what_they_are_compared_with(
    read: Read, sentence: str, told: bool
) -> None:
    found = [fact.statement for fact in read(sentence).facts if "times as many" in fact.statement]
    assert all(statement == sentence for statement in found)
    assert told or not found or sentence in found


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Bees were first kept in the town of Halmouth in the third millennium BC.", "BC"),
        ("Typhus killed one in eight people in Halmouth in the winter of 1916 to 1917.", "1917"),
        ("The two dams of Halmouth on the border were completed in 1972 and 1984.", "1984"),
    ],
)
def test_the_rest_of_a_date_is_no_answer(read: Read, sentence: str, value: str) -> None:
    assert value not in {fact.value.text for fact in read(sentence).facts}


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The old ship of Halmouth lies under 40 metres of water near Norland.", "40 metres"),
        ("The village of Halmouth was buried under 12 metres of ash in 1631.", "12 metres"),
        ("Miners dug under 12 metres of tunnel near Halmouth in 1631.", "under 12 metres"),
        ("The Halmouth dam is over 40 metres high and made of grey stone.", "over 40 metres"),
    ],
)
def test_where_something_lies_is_no_limit(read: Read, sentence: str, text: str) -> None:
    told = {fact.value.text for fact in read(sentence).facts if isinstance(fact.value, Quantity)}
    assert told == {text}


@pytest.mark.parametrize(
    ("sentence", "asked_for"),
    [
        ("The catch of Halmouth fell from 240,000 tonnes to 110,000 tonnes in 1967.", True),
        ("The catch of Halmouth fell from 900 tonnes in 1965 to 110 tonnes in 1967.", False),
        ("The catch of Halmouth halved from 240,000 tonnes to 120,000 tonnes in 1967.", False),
        ("The catch of Halmouth doubled from 400 tonnes to 800 tonnes in 1967.", False),
    ],
)
def test_a_change_is_asked_where_its_other_end_neither_tells_nor_confuses_it(
    read: Read, sentence: str, asked_for: bool
) -> None:
    made = questions(read(sentence))
    assert any(each.startswith(("To how many", "From how many")) for each in made) is asked_for


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Carla Mont was re-elected mayor of Halmouth in 2022 with 61 percent of the vote.",
        "The bridge at Halmouth, closed since March 1999, will be neither repaired nor sold.",
    ],
)
def test_half_of_a_verb_makes_no_sentence(read: Read, sentence: str) -> None:
    for fact in read(sentence).facts:
        assert " -" not in fact.statement
        assert "Halmouth closed" not in fact.statement


def test_a_verb_after_a_name_between_commas_is_read(read: Read) -> None:
    made = read("The owner, Mrs Vjollca Kalemi, bought back the Halmouth mill in 2014.")
    assert any(fact.statement.startswith("Mrs Vjollca Kalemi bought") for fact in made.facts)


@pytest.mark.parametrize("name", ["Jordan", "Georgia", "Chad"])
def test_a_country_with_a_calling_is_somebody(read: Read, name: str) -> None:
    made = read(f"{name}, the archivist of Lille Sund, found 19 letters near Halmouth in 1988.")
    assert not any(each.startswith("Which country") for each in questions(made))
    assert name not in asked(made)


def test_a_country_with_an_office_stays_one(read: Read) -> None:
    made = read("Norway, a member of the league, gave Halmouth 40 ships in 1988.")
    assert "Which country gave Halmouth 40 ships in 1988?" in questions(made)
