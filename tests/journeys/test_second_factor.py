"""A teacher sets up a second factor, logs in with it, and without the telephone."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from quizapp.accounts.models import Role
from tests.journeys import steps
from tests.journeys.axe import axe_faults
from tests.journeys.beside import Site, add_person

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def give_password(page: Page, name: str) -> None:
    page.goto("/login")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(steps.PASSWORD)
    steps.follow(page.get_by_role("main").get_by_role("button", name="Log in"))


def shown(secret: str, later: int = 0) -> str:
    """What the app shows now, or so many seconds later: the next code counts already."""
    return pyotp.TOTP(secret).at(int(time.time()) + later)


def test_a_second_factor_is_set_up_and_asked_for(
    open_page: Open, site: Site, script: bool, tmp_path: Path
) -> None:
    name = steps.new_name()
    add_person(site, name, Role.TEACHER)
    page = open_page(script=script, width=390)
    give_password(page, name)
    page.goto("/account")
    steps.follow(page.get_by_role("link", name="Second factor: off"))
    if script:
        assert axe_faults(page) == []
    page.get_by_label("Your password").fill(steps.PASSWORD)
    steps.follow(page.get_by_role("button", name="Set it up"))
    page.get_by_text("It cannot be scanned").click()
    secret = page.locator(".code").inner_text().replace(" ", "")
    picture = page.get_by_alt_text("A picture that your app scans")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    if script:
        assert axe_faults(page) == []
    page.get_by_label("Code that the app shows").fill("000000")
    steps.follow(page.get_by_role("button", name="Turn it on"))
    expect(page.get_by_role("alert")).to_contain_text("It is not on yet.")
    page.get_by_label("Code that the app shows").fill(shown(secret))
    steps.follow(page.get_by_role("button", name="Turn it on"))

    codes = page.locator(".handed code").all_inner_texts()
    assert len(codes) == 10
    if script:
        assert axe_faults(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as text").click()
    download.value.save_as(tmp_path / "codes.txt")
    assert (tmp_path / "codes.txt").read_text("utf-8").splitlines()[1:] == codes
    steps.follow(page.get_by_role("link", name="I have kept them"))
    steps.follow(page.get_by_role("link", name="Second factor: on"))
    expect(page.get_by_text("10 recovery codes left.")).to_be_visible()
    if script:
        assert axe_faults(page) == []

    other = open_page(script=script)
    give_password(other, name)
    expect(other.get_by_role("heading", level=1)).to_have_text("One more step")
    if script:
        assert axe_faults(other) == []
    other.get_by_label("Code from your app").fill("123 456")
    steps.follow(other.get_by_role("main").get_by_role("button", name="Log in"))
    expect(other.get_by_role("alert")).to_contain_text("You are not logged in yet.")
    other.get_by_label("Code from your app").fill(shown(secret, later=30))
    steps.follow(other.get_by_role("main").get_by_role("button", name="Log in"))
    other.goto("/teach")
    expect(other.get_by_role("heading", level=1)).to_have_text(re.compile("Your banks|Teach"))

    lost = open_page(script=script, width=320)
    give_password(lost, name)
    lost.get_by_text("I do not have my telephone").click()
    lost.get_by_label("Recovery code").fill(codes[0].lower())
    steps.follow(lost.get_by_role("main").get_by_role("button", name="Log in"))
    lost.goto("/account")
    expect(lost.get_by_role("heading", level=1)).to_have_text(name)


def test_an_administrator_takes_a_second_factor_away(
    open_page: Open, administrator: Path, site: Site, script: bool
) -> None:
    name = steps.new_name()
    add_person(site, name, Role.TEACHER)
    learner = open_page(script=script)
    give_password(learner, name)
    learner.goto("/account/second-factor")
    learner.get_by_label("Your password").fill(steps.PASSWORD)
    steps.follow(learner.get_by_role("button", name="Set it up"))
    learner.get_by_text("It cannot be scanned").click()
    secret = learner.locator(".code").inner_text().replace(" ", "")
    learner.get_by_label("Code that the app shows").fill(shown(secret))
    steps.follow(learner.get_by_role("button", name="Turn it on"))

    page = open_page(script=script, state=administrator)
    page.goto(f"/admin/people?text={name}")
    steps.follow(page.get_by_role("link", name=name))
    steps.follow(page.get_by_role("button", name=re.compile("^Take the second factor away")))
    expect(page.get_by_text("No code is asked for")).to_be_visible()
    steps.follow(page.get_by_role("link", name="What the log says about"))
    expect(page.get_by_text("Turned the second factor off")).to_be_visible()

    again = open_page(script=script)
    give_password(again, name)
    again.goto("/account")
    expect(again.get_by_role("heading", level=1)).to_have_text(name)
