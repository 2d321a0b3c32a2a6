"""Good questions of every kind raise no alarm."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from quizapp.domain.banks import Bank, Topic
from quizapp.domain.facts import Fact, FactStatus, Flags, Quantity, Source
from quizapp.domain.generation.checks import CheckContext, check_question
from quizapp.domain.generation.pipeline import generate
from quizapp.domain.questions import (
    Cloze,
    Gap,
    Origin,
    Question,
)
from tests.domain.generation.checks.asking import (
    SIGNED,
    card,
    choice,
    cloze,
    context_with,
    matching,
    numeric,
    ordering,
    responses,
    short,
    verdict,
)


def test_what_the_engine_keeps_passes_every_check_in_a_bank_of_its_own(
    facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    questions = generate(facts, sources).questions
    topics = tuple(Topic(topic, topic) for topic in sorted({fact.topic for fact in facts}))
    bank = Bank("b", "B", topics=topics, sources=sources, facts=facts, questions=questions)
    context = CheckContext.of(bank)
    assert {str(f) for question in questions for f in check_question(question, context)} == set()


GOOD = (
    choice(),
    choice(
        fact="norland-trade",
        stem="Who was the Norlandic minister of trade in January 2023?",
        key="Anna Berg",
        wrong=(("Carl Dahl", "sudland-trade"), ("Eva Falk", "")),
    ),
    short(
        "article-iv-covers", "Which article of the Harbour Pact covers cyber attacks?", "Article 4"
    ),
    short(
        "seal-island-start", "When will Norland and Sudland start exercises on Seal Island?", "2027"
    ),
    cloze("harbour-will-not-grow", "Anna Berg says that the harbour will {{1}}.", "not grow"),
    verdict("pact-signed-where", SIGNED, key=True),
    verdict(
        "pact-signed-where",
        SIGNED.replace("Port Arden", "Vestby"),
        key=False,
        correction="Port Arden",
    ),
    verdict(
        "harbour-will-not-grow",
        "Anna Berg says that the harbour of Port Arden will double.",
        key=False,
        correction="not grow",
        origin=Origin.HAND,
    ),
    verdict(
        "pact-signed-where",
        "Two countries signed a pact in Port Arden.",
        key=True,
        origin=Origin.HAND,
    ),
    numeric("How many sailors does the Third Squadron have?", "3400"),
    card("pact-drafted", "When was the Harbour Pact drafted?", "May 2021"),
    matching(
        ("Fourth Squadron", "Kallvik", "home-of-fourth"),
        ("Sixth Squadron", "Vestby", "home-of-sixth"),
    ),
    ordering(
        ("The Harbour Pact was drafted", "pact-drafted"),
        ("The Harbour Pact was revised", "pact-revised"),
    ),
    responses(
        ("Ostland", "condemned-ostland"),
        ("Westland", "condemned-westland"),
        ("Highland", "ally-highland"),
        keys=("a", "b"),
    ),
    cloze(
        "exercise-begins", "The exercise Grey Seal could begin on Friday, {{1}}.", "13 January 2023"
    ),
    short(
        "signed-by-borg", "According to NNA, who signed the Harbour Pact for Norland?", "Anna Borg"
    ),
    short("signed-by-berg", "Who signed, as The Coast Gazette says, for Norland?", "Anna Berg"),
    short("ally-eastmark", "Which country renewed its old treaty with Norland?", "Eastmark"),
    short("ally-eastmark", "Norland signed a deal. Who did the deal renew ties with?", "Eastmark"),
    short(
        "ally-eastmark",
        "With whom did Norland and Sudland talk before the two countries met?",
        "Eastmark",
    ),
    short(
        "seal-island-start", "In which year do exercises on the island Seal Island start?", "2027"
    ),
    choice(fact="unknown-fact", stem="What is asked for?"),
)


@pytest.mark.parametrize("question", GOOD, ids=lambda question: getattr(question, "stem", "")[:40])
def test_a_good_question_raises_no_alarm(question: Question, checking: CheckContext) -> None:
    assert check_question(question, checking) == ()


def test_a_fact_without_evidence_needs_none(checking: CheckContext) -> None:
    assert check_question(choice(), context_with(checking, evidence=())) == ()


def test_true_and_false_of_one_fact_are_two_forms(checking: CheckContext) -> None:
    false = verdict(
        "pact-signed-where",
        SIGNED.replace("Port Arden", "Vestby"),
        key=False,
        correction="Port Arden",
    )
    context = dataclasses.replace(checking, questions=(dataclasses.replace(false, id="false"),))
    assert check_question(verdict("pact-signed-where", SIGNED, key=True), context) == ()


def test_a_settled_conflict_blocks_nothing(checking: CheckContext) -> None:
    facts = [
        dataclasses.replace(fact, status=FactStatus.RETIRED)
        if fact.id == "signed-by-berg"
        else fact
        for fact in checking.index.facts
    ]
    context = CheckContext.around(facts, checking.sources.values())
    question = card("signed-by-borg", "Who signed the Harbour Pact for Norland?", "Anna Borg")
    assert check_question(question, context) == ()


def test_an_answer_that_is_its_own_speaker_needs_no_naming(checking: CheckContext) -> None:
    facts = [
        dataclasses.replace(fact, flags=Flags(attributed_to="Eva Falk"))
        if fact.id == "norland-premier"
        else fact
        for fact in checking.index.facts
    ]
    context = CheckContext.around(facts, checking.sources.values())
    question = short("norland-premier", "Who was prime minister of Norland in 2023?", "Eva Falk")
    assert check_question(question, context) == ()


def test_a_range_is_a_right_key(checking: CheckContext) -> None:
    question = dataclasses.replace(
        numeric("How many sailors belong to the Coast Guard?", "1800", "coast-guard-size"),
        upper=Decimal(2000),
    )
    assert check_question(question, checking) == ()


def test_a_bounded_fact_may_be_told_as_true(checking: CheckContext) -> None:
    fact = checking.index.by_id["grey-seal-size"]
    assert isinstance(fact.value, Quantity)
    assert check_question(verdict(fact.id, fact.statement, key=True), checking) == ()


def test_one_gap_and_two_gaps_in_one_sentence_are_different_questions(
    checking: CheckContext,
) -> None:
    one = cloze("squadron-moves", "The squadron of 2 ships moves by {{1}}.", "2025")
    gaps = (Gap("1", ("2025",), "squadron-moves"), Gap("2", ("2",), "port-spending"))
    two = Cloze(
        id="two",
        topic="pact",
        stem="Fill the gaps.",
        text="The squadron of {{2}} ships moves by {{1}}.",
        gaps=gaps,
    )
    context = dataclasses.replace(checking, questions=(two,))
    assert check_question(one, context) == ()
