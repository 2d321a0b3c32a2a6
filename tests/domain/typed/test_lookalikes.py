"""Names of one bank that a slip turns into each other."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.domain.answers import Filled, Typed
from quizapp.domain.kinds.marks import Lookalikes
from quizapp.domain.questions import Cloze, Gap, ShortAnswer
from quizapp.domain.typed.lookalikes import lookalikes
from quizapp.domain.typed.spelling import is_spelt_otherwise
from quizapp.domain.typed.vocabulary import NO_WORDS
from tests.grading import grade


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thomson", "Thompson"),
        ("Kaufman", "Kaufmann"),
        ("Halmouth", "Halmoath"),
        ("Joan Archer", "Joan Archar"),
        ("Northern Belka Dam", "Northern Belko Dam"),
        ("Lindmark", "Lindwark"),
    ],
)
def test_names_a_slip_or_two_apart_are_alike_both_ways(one: str, other: str) -> None:
    found = lookalikes({1: [one], 2: [other], 3: ["Ottawa"]})
    assert found == {1: (other,), 2: (one,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thomson", "Johnson"),
        ("Joan Archer", "Ann Archer"),
        ("Halmouth", "Belka"),
        ("Bonn", "Born"),
        ("Article 12", "Article 13"),
        ("the Red Cross", "Red Cross"),
        ("Zürich", "Zurich"),
        ("Kathmandu", "Katmandu"),
    ],
)
def test_other_names_and_other_spellings_are_not(one: str, other: str) -> None:
    assert lookalikes({1: [one], 2: [other]}) == {}


def test_one_thing_with_two_names_is_not_alike_to_itself() -> None:
    assert lookalikes({1: ["Thomson", "Thompson"], 2: ["Thomson"]}) == {}


def short(*accepted: str) -> ShortAnswer:
    return ShortAnswer(id="q", topic="t", stem="Who found it?", fact="f", accepted=accepted)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Thomson", True),
        ("thomson", True),
        ("Thomsno", True),
        ("Thompson", False),
        ("Thompsen", False),
        ("Tompson", False),
    ],
)
def test_a_slip_that_makes_another_name_of_the_bank_is_not_forgiven(
    typed: str, *, right: bool
) -> None:
    alone = grade(short("Thomson"), Typed(typed), Lookalikes(NO_WORDS))
    beside = grade(short("Thomson"), Typed(typed), Lookalikes(NO_WORDS, {"text": ["Thompson"]}))
    assert bool(beside.points) is right
    assert alone.points >= beside.points


def test_a_gap_heeds_the_names_that_are_alike_to_its_own() -> None:
    cloze = Cloze(
        id="q",
        topic="t",
        stem="Fill the gaps.",
        text="{{who}} found it in {{where}}.",
        gaps=(Gap("who", ("Thomson",), "f"), Gap("where", ("Halmouth",), "g")),
    )
    answer = Filled((("who", "Thompson"), ("where", "Halmuoth")))
    assert grade(cloze, answer, Lookalikes(NO_WORDS)).points == 1
    names = {"who": ["Thompson"], "where": ["Halmoath"]}
    mark = grade(cloze, answer, Lookalikes(NO_WORDS, names))
    assert [part.right for part in mark.parts] == [False, True]


WORDS = st.text("abcde", min_size=3, max_size=8)
NAMES = st.lists(WORDS, min_size=1, max_size=2).map(" ".join)


@example(["eea", "eaea"])
@given(st.lists(NAMES, min_size=2, max_size=12, unique=True))
def test_no_value_of_a_bank_is_ever_forgiven_as_another(names: list[str]) -> None:
    found = lookalikes({name: [name] for name in names})
    for name in names:
        for other in names:
            mark = grade(
                short(name), Typed(other), Lookalikes(NO_WORDS, {"text": found.get(name, ())})
            )
            # “Eaea” and “eea” are one word, as “anaemia” and “anemia” are.
            same = other.replace(" ", "") == name.replace(" ", "")
            assert bool(mark.points) is (same or is_spelt_otherwise(other, name))
