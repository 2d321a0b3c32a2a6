"""Capitals and full stops are asked for where a script has them."""

from __future__ import annotations

import pytest

from quizapp.domain.generation.checks.beginnings import begins_small, begins_with_case, is_ended


@pytest.mark.parametrize(
    "text", ["in which city?", "élan is French.", "¿quién es?", "ärgerlich", "для"]
)
def test_a_small_letter_that_has_a_capital_is_seen(text: str) -> None:
    assert begins_small(text)
    assert begins_with_case(text)


@pytest.mark.parametrize("text", ["In which city?", "Élan", "¿Quién es?", "Ärger", "Для", "Σ"])
def test_a_capital_is_no_small_letter(text: str) -> None:
    assert not begins_small(text)
    assert begins_with_case(text)


@pytest.mark.parametrize("text", ["iPhone", "e-mail", "eBay"])
def test_what_is_written_small_wherever_it_stands_may_begin_so(text: str) -> None:
    assert not begins_small(text)


@pytest.mark.parametrize(
    "text",
    [
        "ما هي عاصمة مصر؟",
        "מהי הבירה?",
        "首都はどこですか",
        "საქართველო",
        "1e3",
        "12:30",
        "#1 hit",
        "~",
        "(a)",
        "",
    ],
)
def test_what_has_no_case_begins_neither_small_nor_large(text: str) -> None:
    assert not begins_small(text)
    assert not begins_with_case(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is so.",
        "He said “no.”",
        "东京是首都。",
        "هذا صحيح۔",
        "यह सही है।",
        "ถูกต้อง",
        "{{1}}",
        "Ça va !",
    ],
)
def test_a_sentence_ends_as_its_script_ends_one(text: str) -> None:
    assert is_ended(text)


@pytest.mark.parametrize("text", ["It is so", "It is so,", "东京是首都", ""])
def test_a_sentence_without_its_end_is_seen(text: str) -> None:
    assert not is_ended(text)
