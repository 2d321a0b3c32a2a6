"""Somebody forgets a password, and finds a way back in without e-mail; people are looked after."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.beside import Site, add_person

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def log_in(page: Page, name: str, password: str) -> None:
    page.goto("/login")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    steps.follow(page.get_by_role("main").get_by_role("button", name="Log in"))


def test_a_forgotten_password_leads_back_in_through_the_teacher(
    open_page: Open, teacher: Path, site: Site, script: bool
) -> None:
    name = steps.new_name()
    add_person(site, name)
    desk = open_page(script=script, state=teacher)
    desk.goto("/teach")
    steps.follow(desk.get_by_role("link", name="A student forgot the password or the name"))
    desk.get_by_label("Student’s name", exact=True).fill(name.upper())
    steps.follow(desk.get_by_role("button", name="Make a code", exact=True))
    code = desk.locator(".handed .code").inner_text()

    page = open_page(script=script, width=390)
    page.goto("/login")
    steps.follow(page.get_by_role("link", name="Forgot your password or name?"))
    page.get_by_label("Name").fill(name)
    page.get_by_label("Code").fill(code.replace("-", " ").lower())
    page.get_by_label("New password").fill("a sentence of my own")
    steps.follow(page.get_by_role("button", name="Set the new password"))
    expect(page.get_by_text("Your new password counts from now on.")).to_be_visible()
    page.goto("/account")
    expect(page.get_by_text("Clara made a code for a new password for you")).to_be_visible()


def test_an_administrator_shuts_somebody_out_and_lets_them_in_again(
    open_page: Open, administrator: Path, site: Site, script: bool
) -> None:
    name = steps.new_name()
    add_person(site, name)
    learner = open_page(script=script)
    log_in(learner, name, steps.PASSWORD)

    page = open_page(script=script, state=administrator)
    page.goto("/")
    page.get_by_role("banner").get_by_role("button", name="Dora").click()
    steps.follow(page.get_by_role("link", name="Admin"))
    page.get_by_label("Name").fill(name)
    steps.follow(page.get_by_role("button", name="Show"))
    steps.follow(page.get_by_role("link", name=name))
    steps.follow(page.get_by_role("button", name=re.compile("^Deactivate")))
    expect(page.get_by_text("is logged out and cannot log in")).to_be_visible()

    learner.goto("/account")
    expect(learner.get_by_role("heading", level=1)).to_have_text("Log in")
    log_in(learner, name, steps.PASSWORD)
    expect(learner.get_by_text("This account is deactivated.").first).to_be_visible()

    steps.follow(page.get_by_role("button", name=re.compile("^Reactivate")))
    log_in(learner, name, steps.PASSWORD)
    learner.goto("/account")
    expect(learner.get_by_role("heading", level=1)).to_have_text(name)


def test_an_account_is_deleted_and_kept_after_all(
    open_page: Open, site: Site, script: bool
) -> None:
    name = steps.new_name()
    add_person(site, name)
    page = open_page(script=script, width=390)
    log_in(page, name, steps.PASSWORD)
    page.goto("/account")
    steps.follow(page.get_by_role("link", name="Delete your account"))
    page.get_by_label("Your password").fill(steps.PASSWORD)
    steps.follow(page.get_by_role("button", name="Delete my account"))

    elsewhere = open_page(script=script)
    log_in(elsewhere, name, steps.PASSWORD)
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Your account is being deleted")
    steps.follow(elsewhere.get_by_role("button", name="Keep my account"))
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text(name)
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
