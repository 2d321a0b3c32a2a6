"""A later value ends the older fact, holds its questions and says why."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from quizapp.domain.banks import Bank, Topic
from quizapp.domain.facts import (
    Bound,
    Date,
    Entity,
    Evidence,
    Fact,
    FactKind,
    FactStatus,
    Flags,
    Quantity,
    Source,
    Text,
    Value,
)
from quizapp.domain.generation.conflicts import Conflict, ConflictKind, Mention
from quizapp.domain.generation.supersession import supersede
from quizapp.domain.questions import Flashcard, QuestionStatus

TOPIC = Topic("fleet", "The fleet")


def fact(name: str, value: Value, as_of: str, **changes: object) -> Fact:
    given: dict[str, object] = {
        "kind": FactKind.OFFICE,
        "subject": "the minister of trade",
        "relation": "is",
        "as_of": as_of,
        "status": FactStatus.APPROVED,
    }
    statement = f"The minister of trade: {value.text}."
    fields = {"id": name, "topic": "fleet", "statement": statement, "value": value}
    return Fact(**{**fields, **given, **changes})  # type: ignore[arg-type]


BERG = fact("berg", Entity("Anna Berg", "person"), "2022-01-07")
DAHL = fact("dahl", Entity("Carl Dahl", "person"), "2023-01-11")


def card(name: str, of: str, status: QuestionStatus = QuestionStatus.PUBLISHED) -> Flashcard:
    return Flashcard(id=name, topic="fleet", stem="Who is it?", fact=of, back="She.", status=status)


def bank(*facts: Fact, questions: tuple[Flashcard, ...] = ()) -> Bank:
    return Bank("harbour", "Harbour", topics=(TOPIC,), facts=facts, questions=questions)


def test_a_later_holder_ends_the_older_fact_and_the_reason_is_kept():
    result = supersede(bank(BERG), [DAHL])
    (ended,) = result.facts
    assert (ended.id, ended.status, ended.until) == ("berg", FactStatus.SUPERSEDED, "2023-01-11")
    assert ended.superseded_by == "dahl"
    assert "Carl Dahl" in result.reasons["berg"]
    assert result.reasons["berg"] in ended.note


def test_the_reason_names_the_new_value_its_date_and_its_source():
    source = Source("wire", "A new minister", "The Wire", "2023-01-11", "Carl Dahl is minister.")
    proof = (Evidence("wire", "Carl Dahl is minister", "Carl Dahl"),)
    result = supersede(bank(BERG), [dataclasses.replace(DAHL, evidence=proof)], [source])
    assert result.reasons["berg"] == (
        "“Anna Berg” held until 2023-01-11: since then it is “Carl Dahl”, "
        "according to “A new minister” (The Wire)."
    )


def test_its_questions_are_held_and_others_are_not():
    height = fact("height", Text("12 metres"), "2022-01-07", relation="height")
    questions = (
        card("who", "berg"),
        card("how-high", "height"),
        card("old", "berg", QuestionStatus.RETIRED),
    )
    result = supersede(bank(BERG, height, questions=questions), [DAHL])
    assert [(each.id, each.status) for each in result.questions] == [("who", QuestionStatus.DRAFT)]
    assert result.reasons["who"] == result.reasons["berg"]


def test_an_older_article_read_later_ends_the_new_fact():
    result = supersede(bank(DAHL, questions=(card("who", "dahl"),)), [BERG])
    assert [each.id for each in result.facts] == ["berg"]
    assert result.questions == ()


def test_the_first_of_several_later_values_ends_it():
    falk = fact("falk", Entity("Eva Falk", "person"), "2022-09-01")
    for new in ([DAHL, falk], [falk, DAHL]):
        ended = {each.id: each.until for each in supersede(bank(BERG), new).facts}
        assert ended == {"berg": "2022-09-01", "falk": "2023-01-11"}


def test_nothing_ends_twice():
    first = supersede(bank(BERG), [DAHL])
    assert supersede(bank(*first.facts, DAHL), [DAHL]).facts == ()


def size(name: str, number: int, as_of: str, bound: Bound = Bound.EXACT) -> Fact:
    value = Quantity(Decimal(number), "sailors", "people", f"{number} sailors", bound)
    return fact(name, value, as_of, kind=FactKind.QUANTITY, relation="has size")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (size("old", 2000, "2022", Bound.ABOUT), size("new", 1950, "2023")),
        (size("old", 2000, "2023"), size("new", 3400, "2023-01")),
        (size("old", 2000, ""), size("new", 3400, "2023")),
        (BERG, dataclasses.replace(DAHL, flags=Flags(negated=True))),
        (BERG, dataclasses.replace(DAHL, subject="the minister of health")),
        (BERG, dataclasses.replace(DAHL, as_of="2022-01-08")),
        (dataclasses.replace(BERG, until="2022-11-01"), DAHL),
        (
            dataclasses.replace(BERG, statement="In January 2022 it was Anna Berg."),
            dataclasses.replace(DAHL, statement="In January 2023 it was Carl Dahl."),
        ),
        (
            BERG,
            dataclasses.replace(
                DAHL,
                value=Entity("Norland", "country"),
                statement="The minister of trade: Norland.",
            ),
        ),
        (
            fact("old", Date("1960", "1960"), "2022", kind=FactKind.DATE, relation="built in"),
            fact("new", Date("1962", "1962"), "2023", kind=FactKind.DATE, relation="built in"),
        ),
        (fact("old", Text("slowly"), "2022"), fact("new", Text("in haste"), "2023")),
    ],
)
def test_values_that_fit_dates_that_do_not_and_what_is_past_end_nothing(old, new):
    assert supersede(bank(old), [new]).facts == ()


def test_a_plan_that_is_put_off_ends():
    old = fact("old", Date("2026", "2026"), "2022", kind=FactKind.DATE, relation="opens in")
    new = fact("new", Date("2027", "2027"), "2024", kind=FactKind.DATE, relation="opens in")
    assert [each.until for each in supersede(bank(old), [new]).facts] == ["2024"]


def test_a_relation_with_several_values_is_a_list_and_does_not_end():
    allies = [fact(f"ally-{n}", Entity(n, "country"), "2022") for n in ("norland", "sudland")]
    new = fact("ally-ostland", Entity("ostland", "country"), "2023")
    assert supersede(bank(*allies), [new]).facts == ()


def test_what_happened_long_ago_ties_no_statement_to_its_date():
    old = dataclasses.replace(BERG, statement="The ministry, founded in 1979, is led by Anna Berg.")
    assert [each.id for each in supersede(bank(old), [DAHL]).facts] == ["berg"]


@pytest.mark.parametrize("kind", [ConflictKind.SPELLING, ConflictKind.SAME_THING])
def test_two_spellings_of_a_name_are_no_change(kind):
    new = fact("burg", Entity("Anna Burg", "person"), "2023-01-11")
    one, other = Mention("a", 0, 9, "Anna Berg"), Mention("b", 0, 9, "Anna Burg")
    conflict = Conflict(kind, "Anna Berg", one, other, "One name in two spellings.")
    assert supersede(bank(BERG), [new]).facts
    assert supersede(bank(BERG), [new], (), [conflict]).facts == ()


OLD = Source(
    "old", "The fleet", "The Post", "2022-03-10", "The airline, old as it is, has 11 jets."
)
NEW = Source("new", "The fleet grows", "", "2024-06-02", "Pampa Air now flies 14 jets.")
JETS = Quantity(Decimal(11), "", "number", "11")
MORE_JETS = Quantity(Decimal(14), "", "number", "14")


def told(source: Source, value: Value, **changes: object) -> Fact:
    """A fact that the text of its source states."""
    given: dict[str, object] = {
        "kind": FactKind.QUANTITY,
        "subject": source.text.split(",")[0],
        "relation": source.text.replace(value.text, "…"),
        "statement": source.text,
        "evidence": (Evidence(source.id, source.text, value.text),),
    }
    return fact(source.id, value, source.published, **(given | changes))


def change(a: str, b: str, subject: str = "", kind: ConflictKind | None = None) -> Conflict:
    """The comparison of the two sources, which says that one has become the other."""
    mentions = [
        Mention(source.id, source.text.index(words), source.text.index(words) + len(words), words)
        for source, words in ((OLD, a), (NEW, b))
    ]
    kind = kind or ConflictKind.CHANGE_OVER_TIME
    return Conflict(kind, subject, *mentions, "The number may have changed.")


def ended(facts, conflicts, sources=(OLD, NEW)):
    return supersede(bank(), facts, sources, conflicts).facts


def test_a_number_that_the_sources_say_has_changed_ends_however_it_is_worded():
    facts = [told(OLD, JETS), told(NEW, MORE_JETS)]
    assert ended(facts, []) == ()
    (old,) = ended(facts, [change("11 jets", "14 jets")])
    assert (old.id, old.until, old.superseded_by) == ("old", "2024-06-02", "new")
    assert old.note == (
        "“11” held until 2024-06-02: since then it is “14”, according to “The fleet grows”."
    )


def test_the_words_of_the_later_source_are_enough():
    (old,) = ended([told(OLD, JETS)], [change("11 jets", "14 jets")])
    assert (old.until, old.superseded_by) == ("2024-06-02", "")
    assert "since then it is “14 jets”" in old.note


def test_a_contradiction_ends_nothing():
    conflict = change("11 jets", "14 jets", kind=ConflictKind.VALUE)
    assert ended([told(OLD, JETS), told(NEW, MORE_JETS)], [conflict]) == ()


@pytest.mark.parametrize(
    "old",
    [
        told(OLD, Text("old as it is")),
        told(OLD, JETS, until="2023"),
        told(OLD, JETS, status=FactStatus.RETIRED),
        told(OLD, JETS, statement="In 2022 the airline had 11 jets."),
        told(OLD, JETS, kind=FactKind.EVENT),
        told(OLD, JETS, evidence=()),
    ],
)
def test_other_facts_of_the_sentence_and_those_that_cannot_change_stay(old):
    assert ended([old, told(NEW, MORE_JETS)], [change("11 jets", "14 jets")]) == ()


def test_the_holder_of_an_office_ends_with_the_office_and_nothing_else_about_them_does():
    old = Source("old", "Trade", "The Post", "2022-03-10", "Trade Minister Anna Berg met Eva Falk.")
    new = Source("new", "Trade", "The Post", "2024-06-02", "Carl Dahl is the minister for trade.")
    berg = told(
        old,
        Entity("Anna Berg", "person"),
        kind=FactKind.OFFICE,
        subject="the Norlandic trade minister",
        statement="Anna Berg is the Norlandic trade minister.",
    )
    chair = dataclasses.replace(berg, id="chair", subject="the head of the fair")
    met = dataclasses.replace(berg, id="met", kind=FactKind.PERSON, statement="Anna Berg met her.")
    conflict = Conflict(
        ConflictKind.CHANGE_OVER_TIME,
        "Trade Minister",
        Mention("old", 15, 24, "Anna Berg"),
        Mention("new", 0, 9, "Carl Dahl"),
        "The office has passed on.",
    )
    (found,) = ended([berg, chair, met], [conflict], (old, new))
    assert (found.id, found.until) == ("old", "2024-06-02")
