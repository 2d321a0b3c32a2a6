"""Questions that nobody can answer who has not read the sentence: near what, left what, which."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Date
from quizapp.domain.generation.drafting import Drafted
from quizapp.domain.questions import MultipleChoice, TrueFalse
from tests.language.one_article import drafted, statements

Read = Callable[..., Drafted]


@pytest.fixture
def read() -> Read:
    return drafted


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("has lived beside the A17 near Colby for 31 years", False),
        ("was born near Colby in 1981", False),
        ("was born outside Colby in 1981", False),
        ("has lived beside the A17 in Colby for 31 years", False),
        ("was born in Colby in 1981", True),
    ],
)
def test_where_is_asked_only_if_the_place_alone_is_the_answer(
    read: Read, told: str, asked: bool
) -> None:
    made = read(f"Lena Hartmann {told}.", "Lena Hartmann is a nurse.")
    assert any(fact.question.startswith("Where") for fact in made.facts) is asked
    assert any("Lena Hartmann" in each for each in statements(made))


@pytest.mark.parametrize(
    ("lead", "sentence", "told"),
    [
        ("Halmouth School opened in 1998.",
         "Its first head teacher was Ruth Amsel, who left in 2022.", ""),
        ("Halmouth School opened in 1998.",
         "Its first head teacher was Ruth Amsel, who started in 1998.", ""),
        ("Ruth Amsel led the Halmouth School.", "She left in 2022 after 24 years.", ""),
        ("Ruth Amsel led the Halmouth School.", "She took over in 2022.", ""),
        ("Halmouth School opened in 1998.",
         "Its first head teacher was Ruth Amsel, who retired from teaching in 2022.",
         "Ruth Amsel retired from teaching in 2022."),
        ("Halmouth School opened in 1998.",
         "Its first head teacher was Ruth Amsel, who left Halmouth School in 2022.",
         "Ruth Amsel left Halmouth School in 2022."),
        ("Halmouth is a town.", "The river is crossed by Halmouth Bridge, which opened in 1998.",
         "Halmouth Bridge opened in 1998."),
        ("Halmouth is a town.", "Ruth Amsel, who was born in Halmouth, retired in 2022.",
         "Ruth Amsel retired in 2022."),
    ],
)  # fmt: skip
def test_what_somebody_left_or_began_is_told_with_it(
    read: Read, lead: str, sentence: str, told: str
) -> None:
    said = {each for each in statements(read(lead, sentence)) if "2022" in each or "who" in each}
    said |= {each for each in statements(read(lead, sentence)) if each == told}
    assert told in said if told else not any(each.startswith("Ruth Amsel") for each in said)


@pytest.mark.parametrize(
    ("subject", "clear"),
    [
        ("company in Bergen", False),
        ("museum in Bergen", False),
        ("small school near Bergen", False),
        ("oldest museum in Bergen", True),
        ("fish market in Bergen", True),
        ("museum of Bergen", True),
    ],
)
def test_one_of_many_in_a_place_is_not_known_by_the_place(
    read: Read, subject: str, clear: bool
) -> None:
    made = read("Brandt Shipping was founded in 1903.", f"The {subject} owns 34 ships.")
    assert any("34" in each for each in statements(made)) is clear


@pytest.mark.parametrize(
    ("when", "offered"),
    [
        ("on Thursday night", False),
        ("on Thursday evening", False),
        ("overnight on Thursday", False),
        ("on Thursday", True),
    ],
)
def test_the_day_after_something_at_night_is_no_wrong_answer(
    read: Read, when: str, offered: bool
) -> None:
    made = read(
        "Storm Agnes killed 34 people in Spain on 13 November 2026.",
        f"Storm Agnes reached the west coast of Norway {when}.",
        published="2026-11-14",
    )
    reached = {
        fact.id
        for fact in made.facts
        if "reached" in fact.statement
        and isinstance(fact.value, Date)
        and fact.value.date == "2026-11-12"
    }
    assert reached or "overnight" in when
    wrong = [
        option.text
        for each in made.questions
        if isinstance(each, MultipleChoice) and reached & set(each.facts)
        for option in each.options
    ]
    wrong += [
        each.stem
        for each in made.questions
        if isinstance(each, TrueFalse) and not each.key and reached & set(each.facts)
    ]
    assert any("13 November" in each for each in wrong) is offered
