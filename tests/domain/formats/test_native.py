"""Banks survive being written and read, and are written for people."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain import facts as domain_facts
from quizapp.domain.banks import Bank, Topic
from quizapp.domain.errors import InvalidBank
from quizapp.domain.facts import (
    Bound,
    Date,
    Entity,
    Evidence,
    Fact,
    FactKind,
    FactStatus,
    Flags,
    Period,
    Quantity,
    Source,
    Text,
)
from quizapp.domain.formats import fact_schema, schema
from quizapp.domain.formats.native import read_bank, write_bank
from quizapp.domain.formats.records import VALUE_TYPES
from quizapp.domain.formats.shapes import QUESTION_ENTRIES
from quizapp.domain.questions import (
    KINDS,
    Criterion,
    Gap,
    Item,
    Level,
    Option,
    Origin,
    Pair,
    Question,
    QuestionKind,
    QuestionStatus,
)

AWKWARD = (
    *("no", "Yes", "null", "~", "2000", "1_000", "0x1F", "1:30", "1e5", "2023-01-11", "2023"),
    *("- dash", "-", "---", "...", "# hash", "a #b", "a: b", "a:", ":a", "{x}", "[x", "a, b]"),
    *("*star", "&and", "!tag", "@at", "%per", "`tick`", "|", ">", "?", "=", "<<", "it's"),
    *('say "yes"', '"', "'", "'\"", "\\n", "back\\slash", "Ōsaka", "日本", "🛰", "“quoted”"),
    *(" lead", "trail ", "two  spaces", "a\nb", "\na", "a\n", "a\n\n  b", "a \nb", "a\n# b"),
    *("non\xa0breaking", "line\u2028sep", "next\x85line", "\ufeffbom", "zero\u200bwidth"),
    "word " * 30 + "end",
    "long with  double  gaps: and # marks " * 4 + "end",
    "paragraph one is here\n\n- and paragraph: two",
)
ESCAPABLE = ("tab\tbed", "null\x00", "bell\x07", "del\x7f", "cr\rlf")
awkward = st.sampled_from(AWKWARD)
anything = st.one_of(
    st.sampled_from(AWKWARD + ESCAPABLE), st.text(st.characters(codec="utf-8"), max_size=12)
)
worded = st.builds("{}x{}".format, awkward, awkward)
distinct = st.lists(worded, min_size=4, max_size=4, unique_by=lambda t: " ".join(t.split()).lower())
numbers = st.decimals(-(10**12), 10**12, allow_nan=False, places=2) | st.sampled_from(
    [domain_facts.Decimal(text) for text in ("2", "2.0", "1E+6", "-0.5", "0E-3")]
)
positive = st.sampled_from([domain_facts.Decimal(text) for text in ("0", "0.50", "3")])
dates = st.sampled_from(["2023", "2023-01", "2023-01-11"])


@st.composite
def values(draw: st.DrawFn) -> domain_facts.Value:
    text = draw(worded)
    number = draw(numbers)
    return draw(
        st.sampled_from(
            [
                Quantity(number, draw(anything), "people", text),
                Quantity(number, "", "people", text, Bound.BETWEEN, number + 1),
                Date(draw(dates), text),
                Period("2023", "2024-01", text),
                Entity(text, "country", tuple(draw(st.lists(anything, max_size=2)))),
                Text(text, tuple(draw(st.lists(anything, max_size=2)))),
            ]
        )
    )


@st.composite
def drawn_facts(draw: st.DrawFn, name: str) -> Fact:
    value = draw(values())
    return Fact(
        id=name,
        topic="t",
        kind=draw(st.sampled_from(FactKind)),
        subject=draw(worded),
        relation=draw(worded),
        statement=f"\N{OBJECT REPLACEMENT CHARACTER}{value.text}\N{OBJECT REPLACEMENT CHARACTER}",
        value=value,
        question=draw(anything),
        as_of=draw(dates | st.just("")),
        evidence=tuple(draw(st.lists(st.just(Evidence("s", "the proof", "proof")), max_size=2))),
        flags=Flags(draw(st.booleans()), draw(st.booleans()), False, draw(anything)),
        also_true=tuple(draw(st.lists(anything, max_size=2))),
        conflicts_with=tuple(draw(st.lists(st.sampled_from(["f1", "f.2"]), max_size=1))),
        superseded_by=draw(st.sampled_from(["", "f1", "f.2"])),
        note=draw(anything),
        status=draw(st.sampled_from(FactStatus)),
    )


@st.composite
def all_kinds(draw: st.DrawFn) -> tuple[Question, ...]:
    a, b, c, d = draw(distinct)
    number, upper = draw(numbers), draw(st.booleans())

    def head(kind: QuestionKind) -> dict[str, object]:
        return {
            "id": kind.value.replace("_", "-"),
            "topic": "t",
            "stem": draw(worded),
            "explanation": draw(anything),
            "status": draw(st.sampled_from(QuestionStatus)),
            "origin": draw(st.sampled_from(Origin)),
        }

    options = (Option("a", a, "f1"), Option("b", b, "f.2"), Option("c", c), Option("4", d))
    given_facts: dict[QuestionKind, dict[str, object]] = {
        QuestionKind.MULTIPLE_CHOICE: {"fact": "f1", "options": options, "key": "4"},
        QuestionKind.MULTIPLE_RESPONSE: {"options": options, "keys": ("b", "a")},
        QuestionKind.TRUE_FALSE: {"fact": "f1", "key": False, "correction": draw(anything)},
        QuestionKind.SHORT_ANSWER: {"fact": "f1", "accepted": (a, b), "typos": draw(st.booleans())},
        QuestionKind.NUMERIC: {
            "fact": "f1",
            "value": number,
            "tolerance": draw(positive),
            "upper": number + 1 if upper else None,
            "units": (c,),
        },
        QuestionKind.CLOZE: {
            "text": f"{{{{g-1}}}} {a} {{{{g2}}}}",
            "gaps": (Gap("g-1", (a, b), "f1"), Gap("g2", (c,), "f.2")),
            "typos": draw(st.booleans()),
        },
        QuestionKind.MATCHING: {
            "pairs": (Pair("p1", a, b, "f1"), Pair("p2", b, c, "f.2")),
            "extra": (d,),
        },
        QuestionKind.ORDERING: {"items": (Item("i1", a, "f1"), Item("i2", b, "f.2"))},
        QuestionKind.ESSAY: {
            "criteria": (
                Criterion(
                    "c1", "t", (Level("best", Decimal(4), "yes"), Level("least", Decimal("0.5")))
                ),
            ),
            "least_words": draw(st.none() | st.integers(1, 3_000)),
        },
        QuestionKind.FLASHCARD: {"fact": "f.2", "back": draw(worded)},
    }
    assert set(given_facts) == set(QuestionKind)
    return tuple(KINDS[kind](**head(kind), **own) for kind, own in given_facts.items())  # type: ignore[arg-type]


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    body = draw(worded.filter(lambda text: "\ufeff" not in text))
    return Bank(
        id="b.1",
        title=draw(worded),
        language=draw(st.sampled_from(["en", "no"])),
        description=draw(anything),
        license=draw(anything),
        topics=(Topic("t", draw(worded)),),
        sources=(
            Source("s", draw(worded), draw(anything), draw(dates), f"{body}\nthe proof\n{body}"),
            Source("s-2", draw(worded), "", "", body, url=draw(anything), note=draw(anything)),
        ),
        facts=(draw(drawn_facts("f1")), draw(drawn_facts("f.2"))),
        questions=draw(all_kinds()),
    )


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(banks())
def test_a_bank_that_is_written_and_read_is_equal_and_written_the_same(bank: Bank) -> None:
    files = write_bank(bank)
    again = read_bank(files)
    assert again == bank
    assert write_bank(again) == files


@pytest.mark.parametrize("text", AWKWARD + ESCAPABLE, ids=ascii)
def test_every_awkward_text_survives_in_a_list_and_in_a_field(bank: Bank, text: str) -> None:
    fact = dataclasses.replace(bank.facts[0], note=text, also_true=(text, "2", text))
    changed = dataclasses.replace(bank, facts=(fact,), description=text)
    assert read_bank(write_bank(changed)) == changed


@pytest.mark.parametrize("text", ["\n starts with a break", "ends with breaks\n\n", "a\u2028b"])
def test_the_text_of_a_source_is_kept_word_for_word(bank: Bank, text: str) -> None:
    source = dataclasses.replace(bank.sources[0], text=f"{text}has 2,000 marines{text}")
    changed = dataclasses.replace(bank, sources=(source,))
    assert read_bank(write_bank(changed)).sources == (source,)


def test_a_bank_is_written_for_people(files: dict[str, bytes]) -> None:
    assert files["questions.yaml"].decode() == (
        "# yaml-language-server: $schema=../questions.schema.json\n"
        "questions:\n"
        "  - id: regiment-size-choice\n"
        "    kind: multiple_choice\n"
        "    topic: forces\n"
        "    stem: How many marines does the regiment have?\n"
        "    fact: regiment-size\n"
        "    options:\n"
        '      - {id: a, text: "2,000"}\n'
        '      - {id: b, text: "3,000"}\n'
        "    key: a\n"
        "    status: published\n"
        "\n"
        "  - id: regiment-size-true\n"
        "    kind: true_false\n"
        "    topic: forces\n"
        "    stem: The regiment has 2,000 marines.\n"
        "    fact: regiment-size\n"
        "    key: true\n"
    )
    assert files["sources/upi.md"].decode() == (
        "---\ntitle: Marines reorganise\npublisher: UPI\npublished: 2023-01-11\n---\n\n"
        "The regiment has 2,000 marines.\n\nIt stays in Okinawa.\n"
    )
    assert "topics:\n  - {id: forces, title: Forces}\n" in files["bank.yaml"].decode()


def test_long_texts_are_folded_so_that_a_change_shows_in_few_lines(bank: Bank) -> None:
    stem = "Which of these words: “one”, two # or three " * 6 + "is it?"
    question = dataclasses.replace(bank.questions[0], stem=stem)
    text = write_bank(dataclasses.replace(bank, questions=(question,)))["questions.yaml"].decode()
    assert "    stem: >-\n      Which of these" in text
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("kind", QuestionKind)
def test_every_kind_of_question_has_a_codec_for_all_its_fields(kind: QuestionKind) -> None:
    fields = {field.name for field in dataclasses.fields(KINDS[kind])}
    assert set(QUESTION_ENTRIES[kind].model_fields) == fields | {"kind"}


@pytest.mark.parametrize(
    ("model", "cls"),
    [
        (fact_schema.FactEntry, Fact),
        (fact_schema.EvidenceEntry, Evidence),
        (fact_schema.FlagsEntry, Flags),
        (schema.OptionEntry, Option),
        (schema.GapEntry, Gap),
        (schema.PairEntry, Pair),
        (schema.ItemEntry, Item),
        (schema.CriterionEntry, Criterion),
        (schema.LevelEntry, Level),
        (schema.TopicEntry, Topic),
    ],
)
def test_every_entry_has_the_fields_of_the_domain(model: type, cls: type) -> None:
    assert set(model.model_fields) == {field.name for field in dataclasses.fields(cls)}  # type: ignore[attr-defined]


def test_every_type_of_value_has_a_codec() -> None:
    models = {
        get_args(m.model_fields["type"].annotation)[0]: m
        for m in get_args(get_args(fact_schema.ValueEntry)[0])
    }
    assert set(VALUE_TYPES.values()) == set(get_args(domain_facts.Value))
    for name, cls in VALUE_TYPES.items():
        fields = {field.name for field in dataclasses.fields(cls)}
        assert set(models[name].model_fields) == fields | {"type"}


@pytest.mark.parametrize("text", ["carriage\rreturn", "null\x00"])
def test_a_source_that_no_file_can_hold_is_refused(bank: Bank, text: str) -> None:
    source = dataclasses.replace(bank.sources[0], text=f"has 2,000 marines {text}")
    with pytest.raises(InvalidBank, match=r"sources\.upi\.text: There is a character"):
        write_bank(dataclasses.replace(bank, sources=(source,)))


def test_half_of_a_character_is_refused(bank: Bank) -> None:
    with pytest.raises(InvalidBank, match=r"bank\.yaml: Half of a character stands after"):
        write_bank(dataclasses.replace(bank, title="Half \ud83d"))


def test_dates_numbers_and_words_may_stand_without_quotes(bank: Bank) -> None:
    files = write_bank(bank)
    text = files["facts.yaml"].decode()
    text += "    as_of: 2023-01-11\n    note: no\n    also_true: [2000, yes, null]\n"
    text = text.replace('text: "2,000"', "text: 2000").replace("has 2,000 m", "has 2000 m", 1)
    fact = read_bank(files | {"facts.yaml": text.encode()}).facts[0]
    assert (fact.as_of, fact.note, fact.also_true) == ("2023-01-11", "no", ("2000", "yes", "null"))
    assert fact.value.text == "2000"


def test_files_without_facts_or_questions_may_be_left_out(files: dict[str, bytes]) -> None:
    kept = {path: files[path] for path in ("bank.yaml", "sources/upi.md")}
    assert read_bank(kept).facts == ()
    notes = {"allowed-gaps.yaml": b"{", "README.md": b""}
    empty = b"facts:\n"
    assert read_bank(kept | notes | {"facts.yaml": empty}).questions == ()
