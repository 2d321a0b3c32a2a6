"""A class of students without e-mail: from the school's list to the first log-in by a card."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look
from tests.journeys.steps import follow
from tests.journeys.test_courses import make_course

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_list_of_a_school_becomes_a_class_that_signs_in_by_cards(
    open_page: Open, teacher: Path, script: bool, tmp_path: Path
) -> None:
    board = open_page(state=teacher, script=script)
    course = make_course(board, f"History {steps.new_name()}")
    names = [f"{first} {steps.new_name()}" for first in ("Ana", "Bo", "Cem")]
    file = tmp_path / "class.csv"
    lines = ["Name;Number;Group", *(f"{name};{n};Red" for n, name in enumerate(names)), "=1;9;"]
    file.write_text("\r\n".join(lines), encoding="utf-16")
    board.goto(f"{course}/people")
    follow(board.get_by_role("link", name="Import a list"))
    board.get_by_label("Or a file").set_input_files(file)
    follow(board.get_by_role("button", name="Read it"))
    expect(board.get_by_role("heading", name="3 students to import")).to_be_visible()
    expect(board.get_by_text("looks like a formula")).to_be_visible()
    follow(board.get_by_role("button", name="Import 3 students"))
    expect(board.get_by_role("heading", name="3 students came into the course")).to_be_visible()
    follow(board.get_by_role("link", name="Print sign-in cards"))
    follow(board.get_by_role("button", name="Make the cards"))
    card = board.get_by_role("listitem").filter(has_text=names[1])
    code = card.locator("code").inner_text()

    student = open_page(script=script)
    student.goto("/forgot")
    student.get_by_label("Name").fill(names[1].upper())
    student.get_by_label("Code").fill(code.lower().replace("-", " "))
    student.get_by_label("password", exact=False).first.fill(steps.PASSWORD)
    follow(student.get_by_role("button", name="Set the new password"))
    student.goto(course)
    expect(student.get_by_text("Taught by")).to_be_visible()

    follow(board.get_by_role("button", name="Printed: put them away"))
    expect(board.get_by_role("table")).to_contain_text(names[0])


def test_the_pages_of_a_list_and_of_cards(open_page: Open, teacher: Path) -> None:
    page = open_page(state=teacher)
    look = Look(page)
    course = make_course(page, f"Art {steps.new_name()}")
    look.at(f"{course}/cards", f"{course}/roster")
    follow(page.get_by_role("button", name="Read it"))
    look.here()
    names = [f"{first} {steps.new_name()}" for first in ("Ana", "Bo", "Cem")]
    rows = "\n".join(f"{name},{n},a@example.org,Red" for n, name in enumerate(names))
    page.get_by_label("Students").fill(f"name,number,e-mail,group\n{rows}\nX,9,,\n=1,,,")
    follow(page.get_by_role("button", name="Read it"))
    look.here()
    read = page.url
    follow(page.get_by_role("button", name="Import 3 students"))
    look.here()
    follow(page.get_by_role("link", name="Print sign-in cards"))
    look.here()
    follow(page.get_by_role("button", name="Make the cards"))
    look.here()
    page.goto(read)
    follow(page.get_by_role("button", name="Undo"))
    look.here()
    assert look.faults == []
