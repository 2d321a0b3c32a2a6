from __future__ import annotations

import dataclasses
import random
from collections import Counter

import pytest

from quizapp.domain.banks import Bank, Topic
from quizapp.domain.facts import Fact, FactKind, FactStatus, Source
from quizapp.domain.generation.nearby.background import Background, Named
from quizapp.domain.generation.pipeline import (
    Caps,
    Generated,
    generate,
    generate_from_sources,
    questions_for_bank,
)
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.reasons import TITLES
from quizapp.domain.questions import MultipleChoice, Origin, QuestionKind, QuestionStatus, TrueFalse


def test_every_kind_of_question_that_a_program_marks_is_made(made: Generated) -> None:
    marked_by_people = {QuestionKind.ESSAY}
    assert {question.kind for question in made.questions} == set(QuestionKind) - marked_by_people


def test_the_same_facts_in_any_order_make_the_same_questions(
    made: Generated, facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    shuffled = list(facts)
    for seed in range(3):
        random.Random(seed).shuffle(shuffled)
        assert generate(shuffled, reversed(sources)) == made


def test_drafts_are_the_engines_and_published_by_nobody(made: Generated) -> None:
    assert {question.status for question in made.questions} == {QuestionStatus.DRAFT}
    assert {question.origin for question in made.questions} == {Origin.ENGINE}
    assert all(question.explanation for question in made.questions)


def test_ids_are_unique_and_say_fact_and_form(made: Generated) -> None:
    ids = [question.id for question in made.questions]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    assert "pact-signed-where.choice" in ids


def test_no_fact_has_more_questions_of_its_own_than_the_caps_allow(
    facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    made = generate(facts, sources, caps=Caps(per_fact=2, per_office=1))
    own = Counter(
        question.facts[0]
        for question in made.questions
        if question.id.rsplit(".", 1)[0] in {fact.id for fact in facts}
        and not question.id.endswith(".gaps")
    )
    offices = {fact.id for fact in facts if fact.kind is FactKind.OFFICE}
    assert max(own.values()) == 2
    assert {own[name] for name in offices} == {1}


def test_what_was_held_back_says_why(made: Generated) -> None:
    assert made.filtered
    assert all(draft.reasons for draft in made.filtered)
    assert {reason.code for draft in made.filtered for reason in draft.reasons} <= set(TITLES)
    kept = {question.id for question in made.questions}
    assert not kept & {draft.question.id for draft in made.filtered}


def test_true_and_false_are_in_balance_and_one_of_each_fact(made: Generated) -> None:
    verdicts = [question for question in made.questions if isinstance(question, TrueFalse)]
    true = sum(question.key for question in verdicts)
    assert abs(2 * true - len(verdicts)) <= 0.4 * len(verdicts)
    assert max(Counter(question.fact for question in verdicts).values()) == 1


def test_a_retired_fact_makes_no_questions(
    facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    gone = [dataclasses.replace(fact, status=FactStatus.RETIRED) for fact in facts]
    assert generate(gone, sources).questions == ()


def test_facts_without_a_question_make_sentences_and_gaps_to_choose_for(
    facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    mute = [dataclasses.replace(fact, question="") for fact in facts]
    kinds = {question.kind for question in generate(mute, sources).questions}
    assert kinds == {
        QuestionKind.MULTIPLE_CHOICE,
        QuestionKind.TRUE_FALSE,
        QuestionKind.CLOZE,
        QuestionKind.MATCHING,
        QuestionKind.MULTIPLE_RESPONSE,
        QuestionKind.ORDERING,
    }


def test_a_bank_gives_the_same_as_its_facts(
    made: Generated, facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    topics = tuple(Topic(topic, topic) for topic in sorted({fact.topic for fact in facts}))
    bank = Bank("b", "B", topics=topics, sources=sources, facts=facts)
    assert questions_for_bank(bank) == made


def test_facts_may_come_from_an_extractor(
    made: Generated, facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    def extract(source: Source) -> list[Fact]:
        unsourced = source.id == "wire"
        return [
            fact
            for fact in facts
            if (fact.evidence and fact.evidence[0].source == source.id)
            or (unsourced and not fact.evidence)
        ]

    assert generate_from_sources(sources, extract) == made


def test_a_question_in_the_same_words_is_made_once(
    facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    asks = "Name one of the countries that the ministers of Norland and Sudland condemned?"
    plural = [
        dataclasses.replace(fact, question=asks, also_true=("Ostland", "Westland"))
        if fact.relation == "condemned"
        else fact
        for fact in facts
    ]
    made = generate(plural, sources)
    assert [q.id for q in made.questions if q.id.startswith("condemned") and q.stem == asks]
    again = [d for d in made.filtered if "same words" in d.reasons[0].text]
    assert {d.question.id for d in again} >= {"condemned-westland.short"}


def test_a_fact_that_only_a_true_sentence_asks_for_keeps_it(
    facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    lonely = [
        dataclasses.replace(fact, question="") for fact in facts if fact.id == "survey-period"
    ]
    assert [question.id for question in generate(lonely, sources).questions] == [
        "survey-period.true"
    ]


@pytest.fixture
def beside(sources: tuple[Source, ...]) -> Background:
    people = (Named("Ida Moe", "person", "harbour master"), Named("Jon Ruud", "person", "minister"))
    return Background.of(sources, {"harbour": people, "wire": people}, Gazetteer())


def test_with_a_background_more_facts_are_asked_as_a_choice_of_four(
    made: Generated, beside: Background, facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    more = generate(facts, sources, background=beside)

    def fours(drafts: Generated) -> set[str]:
        choices = [each for each in drafts.questions if isinstance(each, MultipleChoice)]
        return {each.fact for each in choices if len(each.options) == 4}

    assert fours(more) > fours(made)
    assert {"pact-drafted", "pact-revised", "port-spending"} <= fours(more) - fours(made)


def test_with_a_background_the_order_of_the_facts_means_nothing_either(
    beside: Background, facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    turned = generate(tuple(reversed(facts)), sources, background=beside)
    assert turned == generate(facts, sources, background=beside)


def test_a_single_fact_with_a_number_is_asked_as_a_choice(
    beside: Background, facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    alone = [fact for fact in facts if fact.id == "port-spending"]
    ids = [question.id for question in generate(alone, sources, background=beside).questions]
    assert "port-spending.choice" in ids
    assert "port-spending.choice" not in [
        question.id for question in generate(alone, sources).questions
    ]
