"""What people do in these stories, said once."""

import re
from itertools import count

from playwright.sync_api import Locator, Page, expect

HOME = "/banks/lighthouse"
PASSWORD = "correct horse battery"

# What the lighthouse bank asks, and the words that answer it.
CHOSEN = {
    "In which year was the lighthouse built?": ["1874"],
    "In the tower of Beacon Point, 124 steps lead to the lamp.": ["False"],
    "To what was the lamp changed after it had burned oil?": ["paraffin", "electricity"],
}
TYPED = {"Who built the lighthouse?": "Ada Marsh", "How high is the tower of Beacon Point?": "31 m"}
GAPS = ["Tomas Reil", "1988"]
PAIRS = {"Skarra": "green", "Little Hern": "red"}
ORDER = [
    "The lamp was changed to paraffin",
    "The lamp was changed to electricity",
    "The last keeper left",
]
_LAYOUTS = {"After each question": "at-once", "One by one": "single", "All on one page": "page"}
_HIDDEN = re.compile(r'<input[^>]*name="(csrf_token|attempt_id)"[^>]*value="([^"]*)"')
_names = count(1)


def new_name() -> str:
    """Return a name that nobody has yet; workers of one run have sites of their own."""
    return f"learner-{next(_names)}"


def follow(target: Locator) -> None:
    """Press what leads to another page, and wait until all of that page is there.

    A click alone returns before the next page has come, and what then reads without waiting reads
    the page before.
    """
    with target.page.expect_navigation():
        target.click()


def press(page: Page, key: str) -> None:
    """Press a key once the page is ready for it.

    The words of a page are seen before its scripts listen, and a key pressed in between is lost.
    """
    page.wait_for_load_state()
    page.keyboard.press(key)


def type_in(page: Page, words: str) -> None:
    """Type into what has the focus, once the page is ready for it."""
    page.wait_for_load_state()
    page.keyboard.type(words)


def stem_of(card: Locator) -> str:
    """Return what a question card asks."""
    return card.locator(".stem").inner_text().strip()


def cards(page: Page) -> list[Locator]:
    """Return the question cards of a page."""
    return page.locator("[data-question]").all()


def card_with(page: Page, stem: str) -> Locator:
    """Return the card that asks this."""
    return page.locator("[data-question]").filter(has_text=stem)


def answer_rightly(card: Locator) -> None:
    """Answer a card of the lighthouse bank as somebody would who knows it all."""
    stem = stem_of(card)
    if stem in CHOSEN:
        for text in CHOSEN[stem]:
            card.get_by_label(text, exact=False).check()
    elif stem in TYPED:
        card.get_by_label("Your answer").fill(TYPED[stem])
    elif stem == "Fill the gaps.":
        for number, words in enumerate(GAPS, 1):
            card.get_by_label(f"Gap {number} of 2").fill(words)
    elif stem == "Match each light with its colour.":
        for left, right in PAIRS.items():
            card.get_by_label(left).select_option(right)
    else:
        assert stem == "Put these in the order of time, the earliest first."
        put_in_order(card)


def put_in_order(card: Locator) -> None:
    """Order things with the buttons where a script made some, else with the lists."""
    buttons = card.get_by_role("button", name=re.compile("^Move up"))
    if not buttons.count():
        for place, text in enumerate(ORDER, 1):
            card.get_by_label(f"Place of {text}").select_option(str(place))
        return
    for place, text in enumerate(ORDER):
        up = card.get_by_role("button", name=f"Move up: {text}")
        while place_of(card, text) > place:
            up.click()
    keep = card.get_by_role("button", name="Keep this order")
    if keep.is_visible():
        keep.click()


def place_of(card: Locator, text: str) -> int:
    """Return where in the list, from 0, a thing to be ordered stands now."""
    shown = card.locator(".place label").all_inner_texts()
    return shown.index(text)


def choose_quiz(page: Page, *, layout: str, bank: str = HOME, length: int = 10) -> None:
    """Choose a quiz and begin it; its first question is there afterwards."""
    page.goto(f"{bank}/quiz")
    # A smaller bank offers fewer, and all of them last.
    offered = page.get_by_role("group", name="How many questions").get_by_role("radio")
    wanted = page.get_by_label(str(length), exact=True)
    (wanted if wanted.count() else offered.last).check()
    page.get_by_label(layout).check()
    follow(page.get_by_role("button", name="Start"))
    expect(page.get_by_text("Question 1 of ")).to_be_visible()


def start_quiz(page: Page, *, layout: str, bank: str = HOME, length: int = 10) -> None:
    """Be where `choose_quiz` leads to, without the page of choices being drawn.

    For stories that begin when the quiz is there.
    """
    choices = page.request.get(f"{bank}/quiz").text()
    sent = {**dict(_HIDDEN.findall(choices)), "length": str(length), "layout": _LAYOUTS[layout]}
    page.goto(page.request.post(f"{bank}/quiz", form=sent).url)
    expect(page.get_by_text("Question 1 of ")).to_be_visible()


def meet(page: Page) -> None:
    """Read a new fact in its sentence, where one is shown, and go on to its question."""
    expect(page.locator("h1")).to_contain_text("Study")
    ask = page.get_by_role("button", name="Ask me")
    if ask.count():
        follow(ask)


def answer_card(page: Page) -> None:
    """Answer the card of study rightly; where scripts run, a tap on its only answer sends it."""
    card = cards(page)[0]
    scripts_run = page.locator("[data-keys]:not([hidden])").count()
    sends_itself = scripts_run and page.locator("form[data-one-tap]").count()
    if sends_itself:
        follow(card.get_by_label(CHOSEN[stem_of(card)][0], exact=False))
    else:
        answer_rightly(card)
        follow(page.get_by_role("button", name="Check"))


def hand_in_as_it_is(page: Page) -> None:
    """Hand in a quiz with empty answers, which is asked about first."""
    follow(page.get_by_role("button", name="Hand in", exact=True))
    expect(page.get_by_role("main")).to_contain_text("not answered yet")
    follow(page.get_by_role("button", name="Hand in as it is"))


def sign_up(page: Page, name: str) -> None:
    """Make an account on the page that asks for one."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Create account"))
    expect(page.get_by_text("Your account is ready.")).to_be_visible()


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Fill the log-in form and send it."""
    page.goto("/login")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    follow(page.get_by_role("main").get_by_role("button", name="Log in"))


def log_out(page: Page, name: str) -> None:
    """Open the menu of the account and leave."""
    page.get_by_role("banner").get_by_role("button", name=name).click()
    follow(page.get_by_role("banner").get_by_role("button", name="Log out"))
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
