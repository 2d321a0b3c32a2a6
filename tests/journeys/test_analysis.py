"""A teacher looks through the questions of a quiz by what a class answered."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from quizapp.clock import system_clock
from quizapp.domain.answers import Chosen, Typed
from tests.answered import hand_in_all
from tests.journeys import steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site, add_quiz, app_of

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def learner(choice: str | None, *, knows: bool) -> dict[str, Any]:
    """What somebody answers who knows the rest of the quiz, or does not."""
    return {
        "built-in.choice": None if choice is None else Chosen((choice,)),
        "built-by.short": Typed("Ada Marsh" if knows else "Jon Lund"),
        "height.number": Typed("31 m" if knows else "12 m"),
    }


def hand_in_a_class(site: Site, quiz: UUID) -> None:
    """Let 24 learners hand a quiz in; those who know choose what does not count as right."""
    strong = [learner(each, knows=True) for each in "bbbbbbbbbbaa"]
    weak = [learner(each, knows=False) for each in (*"aaaaaaabcc", None, None)]
    with app_of(site):
        hand_in_all(quiz, strong + weak, system_clock())


def test_a_teacher_finds_the_question_whose_key_is_wrong(
    open_page: Open, site: Site, teacher: Path
) -> None:
    desk = open_page(state=teacher)
    look = Look(desk)
    quiz = add_quiz(site, "Looked through")
    desk.goto(f"/teach/quizzes/{quiz}")
    steps.follow(desk.get_by_role("link", name="Analysis"))
    expect(desk.get_by_role("heading", name="Nothing to analyse yet")).to_be_visible()
    look.here()
    hand_in_a_class(site, quiz)
    desk.reload()
    row = desk.get_by_role("row").nth(1)
    expect(row).to_contain_text("In which year was the lighthouse built?")
    expect(row).to_contain_text("The key may be wrong")
    desk.get_by_text("Why, and who chose what").first.click()
    expect(desk.get_by_text("more chose “1901” than what counts as right")).to_be_visible()
    look.here()
    steps.follow(desk.get_by_role("link", name="Hardest first"))
    expect(desk.get_by_role("link", name="Hardest first")).to_have_attribute("aria-current", "true")
    desk.get_by_text("Why, and who chose what").click()
    steps.follow(desk.get_by_role("link", name="Mark again").first)
    assert look.faults == []
