"""Axe finds nothing on any page, in light and dark, at 320, 390 and 1280 px; none is too wide."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.evaluation.articles import ARTICLES
from tests.journeys import steps
from tests.journeys.axe import Look, axe_faults

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SHIPPED = "/banks/us-japan-alliance"


def test_the_pages_before_the_first_answer(open_page: Open) -> None:
    look = Look(open_page())
    look.at("/", SHIPPED, f"{SHIPPED}/quiz", steps.HOME, f"{steps.HOME}/sources/guide")
    look.at(f"{steps.HOME}/facts/built-in", "/study", "/progress", "/login", "/signup")
    look.at("/nowhere", "/setup/nothing-that-was-ever-printed")
    assert look.faults == []


def test_a_source_full_of_facts(open_page: Open) -> None:
    page = open_page()
    page.goto(SHIPPED)
    steps.follow(page.get_by_role("main").locator("a[href*='/sources/']").nth(1))
    assert axe_faults(page) == []


def test_the_pages_of_a_quiz(open_page: Open) -> None:
    page = open_page()
    look = Look(page)
    steps.choose_quiz(page, layout="All on one page")
    look.here()
    cards = steps.cards(page)
    for card in cards[::2]:
        steps.answer_rightly(card)
    look.here()
    steps.follow(page.get_by_role("button", name="Hand in"))
    look.here()
    steps.follow(page.get_by_role("button", name="Hand in as it is"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("points")
    look.here()
    look.at("/progress", steps.HOME, "/", "/account", f"{steps.HOME}/sources/guide")

    steps.start_quiz(page, layout="One by one")
    look.here()
    steps.answer_rightly(steps.cards(page)[0])
    steps.follow(page.get_by_role("button", name="Next", exact=True))
    steps.follow(page.get_by_role("button", name="Back", exact=True))
    look.here()
    page.goto(re.sub(r"\d+$", "8", page.url))
    look.here()
    steps.follow(page.get_by_role("button", name="Hand in"))
    look.here()
    assert look.faults == []


def test_the_forms_with_their_faults(open_page: Open) -> None:
    page = open_page()
    look = Look(page)
    forgotten = ("/forgot", "Set the new password")
    for path, button in (forgotten, ("/login", "Log in"), ("/signup", "Create account")):
        page.goto(path)
        steps.follow(page.get_by_role("main").get_by_role("button", name=button))
        look.here()
    steps.sign_up(page, steps.new_name())
    look.at("/account", "/account/password")
    steps.follow(page.get_by_role("main").get_by_role("button", name="Change password"))
    look.here()
    page.goto("/account")
    page.get_by_label("New facts a day").fill("-1")
    steps.follow(page.get_by_role("button", name="Save"))
    look.here()
    page.get_by_role("banner").get_by_role("button", name="learner-").click()
    look.faults += axe_faults(page)
    assert look.faults == []


def test_the_pages_of_studying(open_page: Open) -> None:
    page = open_page()
    look = Look(page)
    page.goto("/signup")
    steps.sign_up(page, steps.new_name())
    for number in ("0", "50"):
        page.goto("/account")
        page.get_by_label("New facts a day").fill(number)
        steps.follow(page.get_by_role("button", name="Save"))
        page.goto(f"{steps.HOME}/study")
        look.here()
    steps.follow(page.get_by_role("button", name="Show answer"))
    look.here()
    steps.follow(page.get_by_role("button", name=re.compile("^Easy")))
    seen: set[str] = set()
    look.here()
    while len(seen) < 7:
        steps.meet(page)
        card = steps.cards(page)[0]
        stem = steps.stem_of(card)
        fresh = stem not in seen
        seen.add(stem)
        if fresh:
            look.here()
        steps.answer_card(page)
        expect(page.locator(".outcome").first).to_contain_text("Right")
        # One feedback of a question with one part, and those with more parts.
        if fresh and (len(seen) == 1 or page.locator(".study-line .meter-of").count() > 1):
            look.here()
        steps.follow(page.get_by_role("link", name="Next card"))
    look.at("/study", "/progress")
    assert look.faults == []


def test_the_teachers_pages(open_page: Open, teacher: Path) -> None:
    page = open_page(state=teacher)
    look = Look(page)
    look.at("/teach", "/teach/banks/lighthouse/questions", "/teach/banks/lighthouse/facts")
    look.at("/teach/banks/lighthouse/questions?text=nothing+has+these+words")
    look.at("/teach/banks/lighthouse/facts/built-in", "/teach/banks/lighthouse/new-question")
    look.at("/teach/banks/lighthouse/sharing")
    for question in ("height.number", "lamp.order", "keeper.cloze", "colours.pairs"):
        look.at(f"/teach/banks/lighthouse/questions/{question}")
    look.at("/teach/banks/lighthouse/questions/built-in.choice")
    page.get_by_label("Question").first.fill("")
    steps.follow(page.get_by_role("button", name="Save", exact=True).last)
    look.here()
    look.at("/teach/banks/lighthouse/new-question/multiple_choice")
    assert look.faults == []


def test_the_pages_about_people(open_page: Open, administrator: Path) -> None:
    page = open_page(state=administrator)
    look = Look(page)
    look.at("/admin/people", "/admin/people?text=nobody+has+this+name", "/admin/banks")
    look.at("/admin/people/new")
    look.at("/admin/log", "/admin/log?person=nobody+has+this+name")
    page.goto("/admin/people")
    steps.follow(page.get_by_role("link", name="Pupil", exact=True))
    look.here()
    steps.follow(page.get_by_role("button", name=re.compile("^Make a code")))
    expect(page.get_by_role("heading", name="A code for Pupil")).to_be_visible()
    look.here()
    look.at("/teach/reset-code", "/teach/reset-code?text=pup")
    steps.follow(page.get_by_role("button", name="Make a code for Pupil"))
    look.here()
    page.get_by_label("Student’s name", exact=True).fill("Nobody at all")
    steps.follow(page.get_by_role("button", name="Make a code", exact=True))
    look.here()
    assert look.faults == []


def test_the_pages_of_leaving(open_page: Open) -> None:
    page = open_page()
    look = Look(page)
    page.goto("/signup")
    steps.sign_up(page, steps.new_name())
    look.at("/account/data", "/account/delete")
    steps.follow(page.get_by_role("button", name="Delete my account"))
    look.here()
    page.get_by_label("Your password").fill(steps.PASSWORD)
    steps.follow(page.get_by_role("button", name="Delete my account"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is being deleted")
    look.here()
    assert look.faults == []


def test_the_pages_of_an_article_and_its_drafts(open_page: Open, teacher: Path) -> None:
    page = open_page(state=teacher)
    look = Look(page)
    look.at("/teach/new-article")
    for name in ("a", "b"):
        page.goto("/teach/new-article")
        steps.follow(page.get_by_role("button", name="Read it"))
        look.here()
        text = ARTICLES / "conflicts" / "tunnel-opening" / f"{name}.txt"
        page.get_by_label("The article’s text").fill(text.read_text("utf-8"))
        if name == "b":
            page.get_by_label("Bank", exact=True).select_option("Tunnels")
        else:
            page.get_by_label("Name of the new bank").fill("Tunnels")
        steps.follow(page.get_by_role("button", name="Read it"))
        look.here()
        steps.follow(page.get_by_role("button", name="Find facts and questions"))
        expect(page).to_have_url(re.compile("/articles/"), timeout=60_000)
        look.here()
    expect(page.locator("#conflicts")).to_be_visible()
    for button in ("Reject", "Accept"):
        steps.follow(page.locator(".draft").get_by_role("button", name=button).first)
        look.here()
    steps.follow(page.get_by_role("link", name="Remove this article"))
    look.here()
    bank = urlparse(page.url).path.split("/articles/")[0]
    look.at(f"{bank}/remove", f"{bank}/sharing")
    page.get_by_label("Whoever has the link").check()
    steps.follow(page.get_by_role("button", name="Save"))
    look.here()
    newcomer = open_page()
    newcomer.goto(page.get_by_role("textbox", name="The link").input_value())
    shared = Look(newcomer)
    shared.here()
    steps.follow(newcomer.get_by_role("button", name="Start learning"))
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("Tunnels")
    shared.here()
    assert shared.faults == []
    page.goto("/teach/new-article")
    page.get_by_label("The article’s text").fill("It was nice, and then they went home again.")
    steps.follow(page.get_by_role("button", name="Read it"))
    page.get_by_label("Title").fill("Nothing to ask")
    steps.follow(page.get_by_role("button", name="Find facts and questions"))
    expect(page.get_by_role("button", name="Try again")).to_be_visible(timeout=60_000)
    look.here()
    look.at("/teach")
    assert look.faults == []
