"""Words that say how sure, how far or how often: a question keeps them, or is not asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Date, Fact, Source
from quizapp.domain.generation.extraction import extract
from quizapp.language.gazetteer import load_gazetteer
from tests.parsed_texts import shared_parser

Read = Callable[[str], tuple[Fact, ...]]


@pytest.fixture(scope="module")
def read() -> Read:
    parse, gazetteer = shared_parser(), load_gazetteer()

    def facts(sentence: str) -> tuple[Fact, ...]:
        title = "Notes on Halmouth"
        text = f"{title}\n\n{sentence}"
        found = extract(Source("it", title, "The Post", "2026-11-18", text), parse, gazetteer)
        assert found.problems == ()
        return found.facts

    return facts


def asking(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.question for fact in facts if fact.question]


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("The Halmouth ship was too large for the lock at Sorn in 1913.", "too large"),
        ("The Halmouth firm lost too many ships in 1913.", "too many"),
        ("The Halmouth zoo had just under 900,000 visitors in 2024.", "just under 900,000"),
        ("The Halmouth firm paid Ann Stone just over 4 million euros in 2013.", "just over"),
        ("Mayor Olga Brandt stayed in Riga instead of flying to Oslo.", "instead of flying"),
        ("The Halmouth king perhaps died in 1544 at the castle of Sorn.", "perhaps"),
        ("The Halmouth king, apparently, died at the castle of Sorn in 1544.", "apparently"),
    ],
)
def test_a_word_that_changes_another_is_kept(read: Read, sentence: str, kept: str) -> None:
    facts = read(sentence)
    assert facts
    assert all(kept in fact.statement for fact in facts)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Halmouth firm also built 40 ships in 1913.",
        "The Halmouth firm built 40 ships in 1913, too.",
        "Meanwhile the Halmouth firm built 40 ships in 1913.",
        "Sadly, the Halmouth firm built 40 ships in 1913.",
    ],
)
def test_a_word_that_only_links_is_left_out(read: Read, sentence: str) -> None:
    assert "How many ships did the Halmouth firm build in 1913?" in asking(read(sentence))


@pytest.mark.parametrize(
    "opening",
    ["Reportedly,", "Perhaps", "Almost certainly", "Supposedly", "Usually", "Apparently,"],
)
def test_what_a_sentence_opens_with_is_not_lost(read: Read, opening: str) -> None:
    for rest in (
        "the Halmouth king died in 1544 at the castle of Sorn.",
        "the Halmouth king fled to Norway and died in 1544 at the castle of Sorn.",
    ):
        sentence = f"{opening} {rest}"
        assert all(fact.statement == sentence for fact in read(sentence))
        assert not asking(read(sentence))


def test_a_doubt_at_the_end_is_not_lost(read: Read) -> None:
    facts = read("The Halmouth king died at the castle of Sorn in 1544, apparently.")
    assert all("apparently" in fact.statement for fact in facts)


@pytest.mark.parametrize("when", ["last year", "each year", "every spring"])
def test_what_stands_before_the_verb_is_not_lost(read: Read, when: str) -> None:
    facts = read(f"The Halmouth zoo {when} had 400 visitors from Norway.")
    assert not asking(facts)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Norway failed to win gold in Halmouth in 2014 with its young team.", False),
        ("Norway won no medals in Halmouth in 2014 with its young team.", False),
        ("Without its captain, Norway failed to win gold in Halmouth in 2014.", False),
        ("Norway lacked a navy in the Halmouth war of 1914 against the king.", False),
        ("The Brandt Bank neglected to pay 400 workers in Halmouth in 1914.", False),
        ("Norway won gold in Halmouth in 2014 with its young team.", True),
        ("Norway refused to sign the Halmouth treaty with Denmark in 1914.", True),
        ("Norway won gold in Halmouth in 2014 with a team that had never won before.", True),
    ],
)
def test_nobody_is_asked_for_who_left_undone_what_others_did_too(
    read: Read, sentence: str, asked: bool
) -> None:
    names = {"Norway", "The Brandt Bank", "Brandt Bank"}
    assert bool(names & {fact.value.text for fact in read(sentence)}) is asked


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Newspapers in Halmouth spread false claims that 300 ships sank in 1913.", False),
        ("Newspapers in Halmouth spread unfounded reports that 300 ships sank in 1913.", False),
        ("Reports that Halmouth would sell 300 ships are false, its mayor Ann Lee said.", False),
        ("Claims that Halmouth sold 300 ships in 1913 were untrue, its mayor Ann Lee said.", False),
        ("It is a myth that 300 ships sank in the harbour of Halmouth in 1913.", False),
        ("A newspaper in Halmouth falsely reported that 300 ships sank in 1913.", False),
        ("A newspaper in Halmouth wrongly claimed that 300 ships sank in 1913.", False),
        ("The Halmouth harbour has yet to receive its 300 new pumps from Norway.", False),
        ("The Halmouth harbour is yet to receive its 300 new pumps from Norway.", False),
        ("Newspapers in Halmouth printed the news that 300 ships sank in 1913.", True),
        ("The Halmouth harbour has to receive its 300 new pumps from Norway.", True),
    ],
)
def test_what_is_called_untrue_or_is_still_to_come_is_not_asked(
    read: Read, sentence: str, asked: bool
) -> None:
    assert bool({"300"} & {fact.value.text for fact in read(sentence)}) is asked


@pytest.mark.parametrize(
    ("saying", "told"),
    [
        ("Scholars long thought", False),
        ("Scholars once believed", False),
        ("Scholars believed", False),
        ("Scholars initially said", False),
        ("Scholars wrongly said", False),
        ("Scholars believe", True),
        ("Scholars say", True),
    ],
)
def test_what_was_only_believed_once_is_told_by_nobody(read: Read, saying: str, told: bool) -> None:
    facts = read(f"{saying} that monks drew the map of Halmouth in 1290 in the castle of Sorn.")
    assert any(fact.statement.startswith("According to scholars") for fact in facts) is told


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("May Torrens may run for mayor of Halmouth in 2027.", False),
        ("Tom Berg might leave the Halmouth team in 2027.", False),
        ("The king of Norland could visit Halmouth in 2027.", False),
        ("The king of Norland will visit Halmouth in 2027.", True),
        ("The king of Norland visited Halmouth in 1927.", True),
    ],
)
def test_nobody_is_asked_for_the_year_in_which_something_may_happen(
    read: Read, sentence: str, asked: bool
) -> None:
    assert bool([each for each in asking(read(sentence)) if "which year" in each]) is asked


@pytest.mark.parametrize(
    "sentence",
    [
        "The Halmouth festival was due to start on 7 May 2023, but was cancelled.",
        "The Halmouth race was to take place in June 2020 but was postponed.",
        "The Halmouth concert had been scheduled for 4 June 2020 until it was called off.",
        "The Halmouth fair, planned for 3 May 2021, did not take place.",
        "The Halmouth bridge should have opened in 2019 but is still unfinished.",
        "The Halmouth line was originally meant to open in 2018.",
        "The Brandt Bank had planned to open a school in Halmouth in 2021.",
        "Ann Hart nearly became mayor of Halmouth in 2015.",
        "The Halmouth theatre almost closed in 2011.",
    ],
)
def test_a_plan_that_may_not_have_been_kept_has_no_date(read: Read, sentence: str) -> None:
    assert not any(isinstance(fact.value, Date) for fact in read(sentence))


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Brandt Bank intended to sell 340 boats to Norway in 2020.", True),
        ("The Brandt Bank intended to sell 340 boats to Norway in 2020, but sold none.", False),
        ("Tom Berg was supposed to sail from Norway to Halmouth with 340 boats.", True),
        ("Tom Berg was to sail from Norway to Halmouth with 340 boats, but withdrew.", False),
        ("The number of ships in Halmouth nearly doubled to 340 in 2020.", True),
    ],
)
def test_a_plan_that_was_given_up_makes_no_fact(read: Read, sentence: str, told: bool) -> None:
    assert bool(read(sentence)) is told
