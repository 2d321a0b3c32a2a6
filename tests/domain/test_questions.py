from decimal import Decimal

import pytest

from quizapp.domain.errors import InvalidQuestion
from quizapp.domain.questions import (
    OPTION_LIMIT,
    Cloze,
    Flashcard,
    Gap,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    Pair,
    Part,
    Question,
    ShortAnswer,
    TrueFalse,
)

ABOUT = {"id": "q", "topic": "t", "stem": "Stem?"}


def options(*texts):
    return tuple(Option(f"o{n}", text, f"f{n}") for n, text in enumerate(texts, 1))


def build(kind, **change):
    given = {
        MultipleChoice: {"fact": "f", "options": options("A", "B"), "key": "o1"},
        MultipleResponse: {"options": options("A", "B", "C"), "keys": ("o1", "o2")},
        TrueFalse: {"fact": "f", "key": False, "correction": "2 %"},
        ShortAnswer: {"fact": "f", "accepted": ("A",)},
        Numeric: {"fact": "f", "value": Decimal(2), "units": ("%",)},
        Cloze: {"text": "It is {{a}}, not {{b}}.", "gaps": (gap("a"), gap("b"))},
        Matching: {"pairs": (pair("a"), pair("b")), "extra": ("other",)},
        Ordering: {"items": (Item("a", "A", "fa"), Item("b", "B", "fb"))},
        Flashcard: {"fact": "f", "back": "Back"},
    }[kind]
    return kind(**{**ABOUT, **given, **change})


def gap(name, *accepted):
    return Gap(name, accepted or (name,), f"f{name}")


def pair(name):
    return Pair(name, f"left {name}", f"right {name}", f"f{name}")


PARTS = {
    MultipleChoice: (Part("choice", "f"),),
    MultipleResponse: (Part("o1", "f1", "A"), Part("o2", "f2", "B")),
    TrueFalse: (Part("verdict", "f"),),
    ShortAnswer: (Part("text", "f"),),
    Numeric: (Part("number", "f"),),
    Cloze: (Part("a", "fa", "Gap 1"), Part("b", "fb", "Gap 2")),
    Matching: (Part("a", "fa", "left a"), Part("b", "fb", "left b")),
    Ordering: (Part("a", "fa", "A"), Part("b", "fb", "B")),
    Flashcard: (Part("recall", "f"),),
}


@pytest.mark.parametrize("kind", PARTS)
def test_each_part_names_its_fact(kind):
    question = build(kind)
    assert question.parts == PARTS[kind]
    assert question.facts == tuple(part.fact for part in PARTS[kind])


WRONG = [
    (TrueFalse, {"id": ""}, "id"),
    (TrueFalse, {"id": "Two Words"}, "id"),
    (TrueFalse, {"stem": " "}, "stem"),
    (TrueFalse, {"stem": "x" * 601}, "stem"),
    (TrueFalse, {"stem": "a\0b"}, "stem"),
    (TrueFalse, {"explanation": "x" * 1201}, "explanation"),
    (TrueFalse, {"context": "x" * 1001}, "context"),
    (TrueFalse, {"fact": ""}, "fact"),
    (TrueFalse, {"key": True}, "correction"),
    (MultipleChoice, {"fact": ""}, "fact"),
    (MultipleChoice, {"key": "o9"}, "key"),
    (MultipleChoice, {"options": options("A")}, "options"),
    (MultipleChoice, {"options": options("A", " a ")}, "options"),
    (MultipleChoice, {"options": options("A", "")}, "options"),
    (MultipleChoice, {"options": options(*map(str, range(OPTION_LIMIT + 1)))}, "options"),
    (MultipleChoice, {"options": (Option("o1", "A"), Option("o1", "B"))}, "options"),
    (MultipleResponse, {"options": options("A", "B")}, "options"),
    (MultipleResponse, {"keys": ()}, "keys"),
    (MultipleResponse, {"keys": ("o1", "o1")}, "keys"),
    (MultipleResponse, {"keys": ("o9",)}, "keys"),
    (MultipleResponse, {"keys": ("o1", "o2", "o3")}, "keys"),
    (
        MultipleResponse,
        {"options": (Option("o1", "A"), *options("A", "B", "C")[1:])},
        "options.o1.fact",
    ),
    (ShortAnswer, {"accepted": ()}, "accepted"),
    (ShortAnswer, {"accepted": ("A", "a")}, "accepted"),
    (ShortAnswer, {"fact": "F"}, "fact"),
    (Numeric, {"value": Decimal("Infinity")}, "value"),
    (Numeric, {"value": Decimal("1e-99")}, "value"),
    (Numeric, {"upper": Decimal(1)}, "upper"),
    (Numeric, {"upper": Decimal("NaN")}, "upper"),
    (Numeric, {"tolerance": Decimal(-1)}, "tolerance"),
    (Numeric, {"units": ("%", "%")}, "units"),
    (Cloze, {"text": "No gap."}, "text"),
    (Cloze, {"text": "{{a}} {{a}} {{b}}"}, "text"),
    (Cloze, {"text": "{{a}}"}, "text"),
    (Cloze, {"gaps": (gap("a"), Gap("b", (), "fb"))}, "gaps.b.accepted"),
    (Cloze, {"gaps": (gap("a"), Gap("b", ("b",), ""))}, "gaps.b.fact"),
    (Matching, {"pairs": (pair("a"),)}, "pairs"),
    (Matching, {"pairs": (pair("a"), pair("a"))}, "pairs"),
    (Matching, {"extra": ("Right A",)}, "pairs"),
    (Matching, {"extra": tuple(map(str, range(OPTION_LIMIT + 1)))}, "extra"),
    (Matching, {"pairs": (pair("a"), Pair("b", "l", "r", ""))}, "pairs.b.fact"),
    (Ordering, {"items": (Item("a", "A", "f"),)}, "items"),
    (Ordering, {"items": (Item("a", "A", "f"), Item("b", "a", "f"))}, "items"),
    (Ordering, {"items": (Item("a", "A", "f"), Item("b", "B", ""))}, "items.b.fact"),
    (Flashcard, {"back": ""}, "back"),
]


@pytest.mark.parametrize(("kind", "change", "field"), WRONG)
def test_an_invalid_question_cannot_exist(kind, change, field):
    with pytest.raises(InvalidQuestion) as refused:
        build(kind, **change)
    assert field in {fault.field for fault in refused.value.faults}
    assert all(fault.message and fault.remedy for fault in refused.value.faults)


def test_all_faults_are_told_at_once():
    with pytest.raises(InvalidQuestion, match=r"question \?") as refused:
        build(MultipleChoice, id="", stem="", key="o9")
    assert {fault.field for fault in refused.value.faults} == {"id", "stem", "key"}


def test_an_option_is_found_by_its_id():
    question = build(MultipleChoice)
    assert question.option("o2").text == "B"
    with pytest.raises(KeyError):
        question.option("o9")


def test_a_fact_asked_for_twice_is_listed_once():
    question = build(Ordering, items=(Item("a", "A", "f"), Item("b", "B", "f")))
    assert question.facts == ("f",)


def test_gaps_are_listed_in_the_order_of_the_text():
    question = build(Cloze, text="{{b}} before {{a}}")
    assert [part.name for part in question.parts] == ["b", "a"]


def test_extra_right_sides_come_last():
    assert build(Matching).rights == ("right a", "right b", "other")


def test_a_question_without_a_kind_is_not_complete():
    with pytest.raises(TypeError, match="abstract"):
        Question(**ABOUT)
