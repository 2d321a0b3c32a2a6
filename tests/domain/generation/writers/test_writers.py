from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from quizapp.domain.facts import Bound, Date, Entity, Evidence, Fact, Flags, Quantity, Source, Text
from quizapp.domain.generation.attribution import attributed, short_name
from quizapp.domain.generation.nearby.background import Background, Named
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.writers import FACT_WRITERS, GROUP_WRITERS, WritingContext
from quizapp.domain.generation.writers.numeric import units
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)


def write(form: str, name: str, context: WritingContext) -> Question | None:
    return FACT_WRITERS[form](context.index.by_id[name], context)


def groups(form: str, context: WritingContext) -> dict[str, Question]:
    return {question.id: question for question in GROUP_WRITERS[form](context)}


def changed(context: WritingContext, name: str, **changes: object) -> WritingContext:
    facts = [
        dataclasses.replace(fact, **changes) if fact.id == name else fact  # type: ignore[arg-type]
        for fact in context.index.facts
    ]
    return WritingContext.of(facts, context.sources.values())


def test_a_choice_offers_the_value_among_values_of_other_facts(writing: WritingContext) -> None:
    question = write("choice", "pact-signed-where", writing)
    assert isinstance(question, MultipleChoice)
    assert question.id == "pact-signed-where.choice"
    assert question.option(question.key).text == "Port Arden"
    assert {option.text for option in question.options} == {
        "Port Arden",
        "Kallvik",
        "Ravnsund",
        "Vestby",
    }
    assert all(option.fact for option in question.options)
    assert question.explanation == "Norland and Sudland signed the Harbour Pact in Port Arden."


def test_a_choice_needs_a_question_and_two_wrong_answers(writing: WritingContext) -> None:
    assert write("choice", "article-iv-covers", writing) is None
    assert write("choice", "harbour-will-not-grow", writing) is None


def test_a_choice_for_one_of_several_right_answers_says_so(writing: WritingContext) -> None:
    question = write("choice", "condemned-ostland", writing)
    assert question is not None
    assert question.stem == (
        "Which of these countries did the ministers of Norland and Sudland condemn?"
    )
    odd = changed(writing, "condemned-ostland", question="Whom did the ministers condemn?")
    assert write("choice", "condemned-ostland", odd) is None


def test_a_false_sentence_exchanges_the_value_and_says_what_is_right(
    writing: WritingContext,
) -> None:
    question = write("false", "home-of-fourth", writing)
    assert isinstance(question, TrueFalse)
    assert not question.key
    assert question.correction == "Kallvik"
    assert question.stem.startswith("The Fourth Squadron has its home port in ")
    assert "Kallvik" not in question.stem


def test_a_correction_reads_as_it_stands_in_the_sentence(writing: WritingContext) -> None:
    question = write("false", "spending-period", writing)
    assert isinstance(question, TrueFalse)
    assert question.correction == "over five years"


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("grey-seal-size", {}),
        ("condemned-ostland", {}),
        ("home-of-fourth", {"also_true": ("Oldtown",)}),
        ("home-of-fourth", {"statement": "The squadron calls “Kallvik” its home."}),
        ("home-of-fourth", {"statement": "One of the ports is Kallvik."}),
        ("home-of-fourth", {"statement": "The squadron lies nearer to Oldtown than Kallvik."}),
        ("article-iv-covers", {}),
    ],
)
def test_no_false_sentence_is_made_that_might_be_true(
    writing: WritingContext, name: str, changes: dict[str, object]
) -> None:
    assert write("false", name, changed(writing, name, **changes)) is None


def test_a_or_an_before_the_value_stays_right(writing: WritingContext) -> None:
    value = Text("storm", ("ice floe", "gale"))
    context = changed(
        writing, "kallvik-closes", statement="It closes after a storm.", value=value, evidence=()
    )
    question = write("false", "kallvik-closes", context)
    assert question is not None
    assert question.stem == "It closes after a gale."


def test_a_true_sentence_is_the_statement(writing: WritingContext) -> None:
    question = write("true", "pact-drafted", writing)
    assert isinstance(question, TrueFalse)
    assert question.key
    assert question.stem == "The Harbour Pact was drafted in May 2021."


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("pact-drafted", ("May 2021", "2021-05")),
        ("pact-signed", ("11 January 2023", "January 11, 2023", "2023-01-11")),
        ("article-iv-covers", ("Article IV", "Article 4", "Article Four")),
    ],
)
def test_a_short_answer_accepts_every_spelling(
    writing: WritingContext, name: str, accepted: tuple[str, ...]
) -> None:
    question = write("short", name, writing)
    assert isinstance(question, ShortAnswer)
    assert question.accepted == accepted


def test_a_short_answer_leaves_out_the_article(writing: WritingContext) -> None:
    value = Entity("the Grey Harbour", "city", ("The grey harbour", "Greyport"))
    context = changed(
        writing, "home-of-fourth", statement="Its home is the Grey Harbour.", value=value
    )
    question = write("short", "home-of-fourth", context)
    assert isinstance(question, ShortAnswer)
    assert question.accepted == ("Grey Harbour", "Greyport")


@pytest.mark.parametrize(
    "name",
    ["condemned-ostland", "sailors-in-norland", "kallvik-closes", "survey-period",
     "harbour-will-not-grow"],
)  # fmt: skip
def test_what_cannot_be_typed_alike_is_no_short_answer(writing: WritingContext, name: str) -> None:
    assert write("short", name, writing) is None


def test_a_name_may_be_typed_and_a_long_one_may_not(writing: WritingContext) -> None:
    def with_name(text: str) -> Question | None:
        statement = f"It is called {text}."
        context = changed(writing, "kallvik-closes", statement=statement, value=Text(text))
        return write("short", "kallvik-closes", context)

    assert with_name("Great Freeze") is not None
    assert with_name("Law on Ice and Snow in All Harbours") is None


def test_one_of_several_may_be_typed_when_all_are_known(writing: WritingContext) -> None:
    context = changed(
        writing,
        "condemned-ostland",
        question="Which is one of the countries that were condemned?",
        also_true=("Westland",),
    )
    question = write("short", "condemned-ostland", context)
    assert isinstance(question, ShortAnswer)
    assert question.accepted == ("Ostland", "Westland")


def test_about_has_five_per_cent_tolerance_and_a_range_its_ends(writing: WritingContext) -> None:
    about = write("number", "sailors-in-norland", writing)
    between = write("number", "coast-guard-size", writing)
    assert isinstance(about, Numeric)
    assert isinstance(between, Numeric)
    assert (about.value, about.tolerance, about.units) == (50000, Decimal("2500.00"), ("sailors",))
    assert (between.value, between.upper, between.tolerance) == (1800, 2000, 0)


def test_a_bounded_number_is_asked_only_with_its_bound(writing: WritingContext) -> None:
    assert isinstance(write("number", "grey-seal-size", writing), Numeric)
    bare = changed(writing, "grey-seal-size", question="How many sailors took part?")
    assert write("number", "grey-seal-size", bare) is None
    assert write("number", "pact-drafted", writing) is None
    mute = changed(writing, "sailors-in-norland", question="")
    assert write("number", "sailors-in-norland", mute) is None


def test_one_of_several_numbers_is_not_asked_for(writing: WritingContext) -> None:
    fact = writing.index.by_id["coast-guard-size"]
    twin = dataclasses.replace(
        fact,
        id="coast-guard-twin",
        statement="Some 900 sailors belong to the Coast Guard.",
        value=Quantity(Decimal(900), "sailors", "people", "900", Bound.EXACT),
        evidence=(),
    )
    context = WritingContext.of((*writing.index.facts, twin), writing.sources.values())
    assert write("number", "coast-guard-size", context) is None


def test_a_unit_has_its_usual_spellings() -> None:
    assert units("percent") == ("percent", "%", "per cent")
    assert units("ships") == ("ships",)
    assert units("") == ()


@pytest.mark.parametrize(
    ("name", "text", "accepted"),
    [
        ("home-of-fourth", "The Fourth Squadron has its home port in {{1}}.", ("Kallvik",)),
        ("third-squadron-size", "The Third Squadron has about {{1}} sailors.", ("3,400", "3400")),
        ("port-spending", "Norland will raise spending on ports to {{1}} % of GDP.", ("2",)),
        ("kallvik-closes", "The harbour of Kallvik closes in winter because of {{1}}.", ("ice",)),
    ],
)
def test_a_cloze_leaves_out_what_can_be_typed(
    writing: WritingContext, name: str, text: str, accepted: tuple[str, ...]
) -> None:
    question = write("cloze", name, writing)
    assert isinstance(question, Cloze)
    assert question.text == text
    assert question.gaps[0].accepted == accepted


@pytest.mark.parametrize("name", ["coast-guard-size", "survey-period", "condemned-ostland"])
def test_what_cannot_be_typed_is_no_gap(writing: WritingContext, name: str) -> None:
    assert write("cloze", name, writing) is None


def test_a_sum_of_money_is_one_gap(writing: WritingContext) -> None:
    value = Quantity(Decimal("1650000"), "USD", "money", "$1.65 million")
    context = changed(
        writing, "port-spending", statement="It cost $1.65 million.", value=value, evidence=()
    )
    question = write("cloze", "port-spending", context)
    assert isinstance(question, Cloze)
    assert question.text == "It cost {{1}}."
    assert question.gaps[0].accepted == ("$1.65 million", "1.65 million")


def test_long_values_are_no_gaps(writing: WritingContext) -> None:
    long_name = Entity("Grey Harbour of the Old North", "city")
    context = changed(
        writing, "home-of-fourth", value=long_name, statement=f"It is {long_name.text}."
    )
    assert write("cloze", "home-of-fourth", context) is None
    phrase = Text("thick ice of the north")
    context = changed(writing, "kallvik-closes", value=phrase, statement=f"It is {phrase.text}.")
    assert write("cloze", "kallvik-closes", context) is None


def two_facts(writing: WritingContext, **changes: object) -> WritingContext:
    statement = "Norland and Sudland signed the Harbour Pact in Port Arden in the year 2023."
    context = changed(writing, "pact-signed-where", statement=statement)
    value = Date("2023", "2023")
    evidence = (Evidence("harbour", "11 January 2023", "2023"),)
    defaults: dict[str, object] = {
        "value": value,
        "statement": "The Harbour Pact was signed in 2023.",
        "evidence": evidence,
    }
    return changed(context, "pact-signed", **(defaults | changes))


def test_two_values_of_one_sentence_become_two_gaps(writing: WritingContext) -> None:
    found = groups("gaps", two_facts(writing))
    question = found["pact-signed-where.gaps"]
    assert isinstance(question, Cloze)
    assert question.text == (
        "Norland and Sudland signed the Harbour Pact in {{1}} in the year {{2}}."
    )
    assert [gap.fact for gap in question.gaps] == ["pact-signed-where", "pact-signed"]


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence": (Evidence("harbour", "by 2025", "2025"),)},
        {"evidence": (Evidence("gone", "by 2025", "2025"),)},
        {"evidence": (Evidence("harbour", "not there in 2023", "2023"),)},
        {"flags": Flags(hedged=True)},
        {"conflicts_with": ("pact-revised",)},
        {"value": Text("Sudland signed the Harbour Pact"),
         "statement": "It was Sudland signed the Harbour Pact."},
    ],
)  # fmt: skip
def test_values_that_do_not_belong_together_are_not_asked_together(
    writing: WritingContext, changes: dict[str, object]
) -> None:
    assert "pact-signed-where.gaps" not in groups("gaps", two_facts(writing, **changes))


def test_two_gaps_need_words_around_them(writing: WritingContext) -> None:
    context = changed(two_facts(writing), "pact-signed-where", statement="In Port Arden in 2023.")
    assert "pact-signed-where.gaps" not in groups("gaps", context)


def test_a_card_has_the_question_in_front_and_the_value_behind(writing: WritingContext) -> None:
    question = write("card", "coast-guard-size", writing)
    assert isinstance(question, Flashcard)
    assert (question.stem, question.back) == (
        "How many sailors belong to the Coast Guard?",
        "Between 1,800 and 2,000",
    )
    assert write("card", "condemned-ostland", writing) is None


def test_matching_takes_facts_of_one_relation(writing: WritingContext) -> None:
    question = groups("matching", writing)["home-port-entity-city.matching"]
    assert isinstance(question, Matching)
    assert {(pair.left, pair.right) for pair in question.pairs} == {
        ("Fourth Squadron", "Kallvik"),
        ("Sixth Squadron", "Vestby"),
        ("Grey Guard", "Ravnsund"),
    }


def test_matching_leaves_out_a_value_that_fits_twice(writing: WritingContext) -> None:
    context = changed(writing, "home-of-fourth", also_true=("Vestby",))
    assert "home-port-entity-city.matching" not in groups("matching", context)


def test_matching_pairs_events_with_their_dates(writing: WritingContext) -> None:
    question = groups("matching", writing)["pact-dates.matching"]
    assert isinstance(question, Matching)
    assert ("The Harbour Pact was drafted", "May 2021") in {
        (pair.left, pair.right) for pair in question.pairs
    }


def test_matching_completes_sentences(writing: WritingContext) -> None:
    questions = [
        question
        for question in groups("matching", writing).values()
        if question.stem == "Match each sentence with what completes it."
    ]
    lefts = [pair.left for q in questions if isinstance(q, Matching) for pair in q.pairs]
    assert lefts
    assert all("…" in left and "…." not in left for left in lefts)


def test_ordering_lists_events_from_early_to_late_without_their_dates(
    writing: WritingContext,
) -> None:
    question = groups("order", writing)["pact.order"]
    assert isinstance(question, Ordering)
    dates = [writing.index.by_id[item.fact].value for item in question.items]
    iso = [date.date for date in dates if isinstance(date, Date)]
    assert iso == sorted(iso)
    assert 3 <= len(iso) <= 5
    assert not any(char.isdigit() for item in question.items for char in item.text)


def test_events_of_small_topics_are_put_in_order_together(writing: WritingContext) -> None:
    context = writing
    for number, name in enumerate(("pact-drafted", "pact-revised", "pact-signed")):
        context = changed(context, name, topic=f"topic-{number}")
    found = groups("order", context)
    assert any(name.startswith("all-topics-1") for name in found) or "pact.order" in found
    alone = [context.index.by_id[n] for n in ("pact-drafted", "pact-revised", "pact-signed")]
    small = WritingContext.of(alone, writing.sources.values())
    assert list(groups("order", small)) == ["all-topics-1.order"]


def test_a_date_that_cannot_be_cut_out_is_not_put_in_order(writing: WritingContext) -> None:
    context = changed(
        writing, "pact-drafted", statement="The May 2021 draft of the Harbour Pact was long."
    )
    texts = [
        item.text
        for question in groups("order", context).values()
        if isinstance(question, Ordering)
        for item in question.items
    ]
    assert texts
    assert not any("draft" in text for text in texts)


def test_multiple_response_marks_every_right_answer(writing: WritingContext) -> None:
    question = groups("choices", writing)["the-pact-condemned.choices"]
    assert isinstance(question, MultipleResponse)
    assert {question.option(key).text for key in question.keys} == {"Ostland", "Westland"}
    assert {part.fact for part in question.parts} == {"condemned-ostland", "condemned-westland"}
    assert question.stem == "Which countries did the ministers of Norland and Sudland condemn?"


def test_multiple_response_falls_back_to_the_sentence_that_the_facts_share(
    writing: WritingContext,
) -> None:
    context = changed(writing, "condemned-ostland", question="Which is one of the countries?")
    question = groups("choices", context)["the-pact-condemned.choices"]
    assert question.stem == (
        "Which of these make a true sentence? The ministers of Norland and Sudland condemned …"
    )
    other = changed(context, "condemned-westland", statement="Westland was condemned.")
    assert groups("choices", other) == {}


def test_multiple_response_needs_two_wrong_answers_for_all_its_facts(
    writing: WritingContext,
) -> None:
    few = [fact for fact in writing.index.facts if not fact.id.startswith("ally-")]
    assert groups("choices", WritingContext.of(few, writing.sources.values())) == {}


def test_a_speaker_is_named_once_and_not_where_that_is_the_answer(
    facts: tuple[Fact, ...], writing: WritingContext
) -> None:
    fact = dataclasses.replace(
        next(each for each in facts if each.id == "norland-premier"),
        flags=Flags(attributed_to="Anna Berg"),
    )

    def told(text: str, each: Fact = fact) -> str:
        return attributed(each, text, writing.index, writing.sources)

    assert told("The fleet grew.") == "According to Anna Berg, the fleet grew."
    assert told("Berg says that the fleet grew.") == "Berg says that the fleet grew."
    assert told("According to NNA, it grew.") == "According to NNA, it grew."
    ministry = dataclasses.replace(fact, flags=Flags(attributed_to="US Department of Defense"))
    assert told("Who leads?", ministry) == "According to the US Department of Defense, who leads?"
    own = dataclasses.replace(fact, flags=Flags(attributed_to="Eva Falk"))
    assert told("Who leads?", own) == "Who leads?"
    nobody = dataclasses.replace(fact, flags=Flags(attributed_to="the"))
    assert told("Who leads?", nobody) == "According to the, who leads?"


def test_a_gap_for_the_speaker_does_not_bring_the_name_back(writing: WritingContext) -> None:
    context = changed(
        writing,
        "norland-trade",
        statement="Anna Berg said that the harbour of Port Arden stays.",
        flags=Flags(attributed_to="Anna Berg"),
    )
    question = write("cloze", "norland-trade", context)
    assert isinstance(question, Cloze)
    assert question.text == "{{1}} said that the harbour of Port Arden stays."


@pytest.mark.parametrize(
    ("publisher", "name"),
    [
        ("Northern News Agency (NNA)", "NNA"),
        ("Wire report (publisher not given)", "the wire report"),
        ("The Coast Gazette", "The Coast Gazette"),
        ("Reuters", "Reuters"),
    ],
)
def test_a_publisher_is_called_by_its_short_name(publisher: str, name: str) -> None:
    assert short_name(publisher) == name


def test_a_conflict_without_a_known_source_names_nobody(facts: tuple[Fact, ...]) -> None:
    sources: tuple[Source, ...] = ()
    context = WritingContext.of(facts, sources)
    question = write("card", "signed-by-borg", context)
    assert question is not None
    assert question.stem == "Who signed the Harbour Pact for Norland?"


@pytest.mark.parametrize("form", ["short", "cloze"])
def test_what_a_contradicting_source_says_is_not_accepted(
    writing: WritingContext, form: str
) -> None:
    context = changed(writing, "signed-by-berg", also_true=("Anna Borg", "A. Berg"))
    question = write(form, "signed-by-berg", context)
    assert isinstance(question, ShortAnswer | Cloze)
    found = question.accepted if isinstance(question, ShortAnswer) else question.gaps[0].accepted
    assert found == ("Anna Berg", "Berg", "A. Berg")


def test_a_value_after_than_is_not_exchanged_but_more_than_half_compares_nothing(
    writing: WritingContext,
) -> None:
    far = "Kiel lies nearer to Oldtown than the old grey town of Kallvik."
    most = "The town in which more than half of them live is Kallvik."
    assert (
        write("false", "home-of-fourth", changed(writing, "home-of-fourth", statement=far)) is None
    )
    assert write("false", "home-of-fourth", changed(writing, "home-of-fourth", statement=most))


def test_a_false_sentence_gives_the_deed_to_nobody_of_another_role(
    facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    people = ("Anna Berg", "minister"), ("Ida Moe", "baker"), ("Jon Ruud", "mayor")
    names = tuple(Named(text, "person", role) for text, role in people)

    def told(*known: Named) -> Question | None:
        fact = next(each for each in facts if each.id == "norland-trade")
        beside = Background.of(sources, {"harbour": known}, Gazetteer())
        return write("false", fact.id, WritingContext.of((fact,), sources, beside))

    assert told(*names[:2]) is None
    question = told(*names)
    assert question
    assert question.stem == "In January 2023 Jon Ruud was the Norlandic minister of trade."
