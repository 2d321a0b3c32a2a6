"""The gallery in a real browser: axe, both themes, keys, saving, margin notes."""

import threading
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from werkzeug.serving import make_server

from tests.journeys.axe import axe_faults
from tests.web.gallery import PAGES, create_gallery

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_gallery(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert faults == []


def test_axe_finds_nothing_and_nothing_overflows(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    faults = []
    for name in PAGES:
        page.goto(f"{address}/{name}")
        page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        faults += axe_faults(page)
    assert faults == []


def test_a_letter_chooses_and_enter_goes_to_the_next_card(page: Page, address: str) -> None:
    page.goto(f"{address}/quiz")
    page.locator("[name=q1-choice]").first.focus()
    page.keyboard.press("d")
    expect(page.locator("[name=q1-choice][value='4']")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("[name=q2-choices][type=checkbox]").first).to_be_focused()
    page.keyboard.press("4")
    expect(page.locator("[name=q2-choices][value='4']")).to_be_checked()


def test_letters_typed_into_a_field_choose_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/quiz")
    page.locator("[name=q5-text]").focus()
    page.keyboard.type("abc1")
    expect(page.locator("[name=q5-text]")).to_have_value("abc1")
    expect(page.locator("[name=q1-choice][value='2']")).to_be_checked()


def test_keys_can_be_switched_off_and_stay_off(page: Page, address: str) -> None:
    page.goto(f"{address}/quiz")
    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("Use these keys on this device").uncheck()
    page.reload()
    page.locator("[name=q1-choice]").first.focus()
    page.keyboard.press("d")
    expect(page.locator("[name=q1-choice][value='4']")).not_to_be_checked()


def test_things_are_ordered_with_buttons(page: Page, address: str) -> None:
    page.goto(f"{address}/quiz")
    second = page.locator("[name=q8-place-2]")
    expect(second).to_have_value("")
    page.get_by_role("button", name="Move up: Three papers on strategy").click()
    expect(second).to_have_value("1")
    expect(page.locator("[name=q8-place-1]")).to_have_value("2")
    expect(page.locator(".place").first).to_contain_text("Three papers on strategy")


def test_an_order_that_is_right_as_it_stands_can_be_kept(page: Page, address: str) -> None:
    page.goto(f"{address}/quiz")
    page.get_by_role("button", name="Keep this order").click()
    expect(page.locator("[name=q8-place-3]")).to_have_value("3")


def test_answers_are_saved_as_they_are_given_and_tried_again_until_they_are(
    browser: Browser, address: str
) -> None:
    # What the server refuses stands in the console, so this page is not the fixture's.
    page = browser.new_page()
    sent: list[dict[str, list[str]]] = []
    answers = iter([None, 503, 200, 200, 409])

    def take(route: Route) -> None:
        sent.append(parse_qs(route.request.post_data or ""))
        status = next(answers)
        if status is None:
            route.abort()
        else:
            route.fulfill(status=status, json={"seen": {}, "problems": {}})

    page.route("**/quiz/responses", take)
    page.clock.install()
    page.goto(f"{address}/quiz")
    said = page.locator("[data-saved]")
    page.get_by_label("False").check()
    expect(said).to_have_text("Not saved, trying again")
    for _ in range(60):
        # Each try waits longer than the one before; none is begun before the last was answered.
        page.clock.run_for(1_000)
        if said.inner_text() == "Saved":
            break
    expect(said).to_have_text("Saved")
    assert [each["q3-verdict"] for each in sent] == [["false"]] * 3
    assert int(sent[0]["q3-answered"][0]) > 1_600_000_000_000
    assert int(sent[0]["q3-took"][0]) >= 0
    # Only what was touched is sent.
    assert {name.partition("-")[0] for name in sent[0]} == {"q3", "csrf_token"}

    page.locator("[name=q5-text]").fill("2")
    page.clock.run_for(1_000)
    expect(page.locator("[data-answered]")).to_have_text("5 of 10 answered, 1 partly")
    page.locator("[name=q3-verdict][value=true]").check()
    expect(said).to_contain_text("handed in already")
    page.close()


def test_space_shows_the_answer_and_a_digit_grades(page: Page, address: str) -> None:
    page.goto(f"{address}/study")
    page.keyboard.press("Space")
    page.wait_for_url("**/study?**")
    page.goto(f"{address}/shown")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.keyboard.press("3")
    assert sent.value.post_data == "rating=3"


def test_u_takes_the_last_answer_back(page: Page, address: str) -> None:
    page.goto(f"{address}/study")
    with page.expect_request("**/undo"):
        page.keyboard.press("u")
    page.wait_for_load_state()


def test_notes_stand_beside_their_paragraph_on_a_wide_screen(page: Page, address: str) -> None:
    page.goto(f"{address}/reading")
    note = page.locator(".note summary", has_text="in Washington").first.bounding_box()
    paragraph = page.locator(".passage p").first.bounding_box()
    assert note is not None
    assert paragraph is not None
    assert paragraph["y"] <= note["y"] < paragraph["y"] + paragraph["height"]
    assert note["x"] > paragraph["x"] + paragraph["width"]


@pytest.mark.parametrize("width", [390, 1280])
def test_marked_words_open_their_note_and_close_the_others(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{address}/reading")
    for note, other in (("#a2", "#b1"), ("#b1", "#a2")):
        expect(page.locator(note)).to_be_hidden()
        page.locator(f"a[href='{note}']").click()
        expect(page.locator(note)).to_be_visible()
        expect(page.locator(other)).to_be_hidden()


def test_on_a_phone_the_notes_of_a_paragraph_are_folded(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/reading")
    words = page.locator(".note summary", has_text="in Washington").first
    expect(words).to_be_hidden()
    page.get_by_text("5 facts in this paragraph").first.click()
    expect(words).to_be_visible()


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_choice_of_colours_beats_the_system(browser: Browser, address: str, system: str) -> None:
    other = "dark" if system == "light" else "light"
    context = browser.new_context(color_scheme=system)
    page = context.new_page()
    page.goto(f"{address}/home")
    ground = "getComputedStyle(document.body).backgroundColor"
    followed = page.evaluate(ground)
    context.add_cookies([{"name": "theme", "value": other, "url": address}])
    page.reload()
    assert page.evaluate(ground) != followed
    context.close()
