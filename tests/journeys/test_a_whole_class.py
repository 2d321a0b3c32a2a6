"""A whole class: from the school's list to marks that change because a key was wrong."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from quizapp.accounts.models import Role
from tests.calc import CALC, opened_in_calc
from tests.journeys import steps
from tests.journeys.a_class import (
    BANK,
    BEGUN,
    BY_KEYBOARD,
    CLOSED,
    HEIGHT,
    ILL,
    MINUTES,
    ON_TELEPHONE,
    PLACE,
    PUPILS,
    TEACHER,
    WITH_MORE_TIME,
    Kind,
    add_quiz,
    hand_in_quickly,
    school_list,
)
from tests.journeys.axe import Look
from tests.journeys.beside import Site, add_person
from tests.journeys.steps import follow
from tests.journeys.test_assignments import berlin
from tests.journeys.test_courses import make_code, make_course, row_of
from tests.journeys.test_keyboard import tab, tab_to

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

GUEST = "Zacharias Überall"
REASON = "The key named the year in which it was lit."
BEGAN, LIT = "Work on it began in 1868.", "It was lit in 1871."
WAS_CLOSED, TALL = "It was closed in 1990.", "It is 42 metres tall."
# Twelve are strong, ten in the middle, eight weak with the guest: each has four questions.
MARKS = {pupil.name: pupil.kind for pupil in PUPILS} | {GUEST: Kind.WEAK}


@pytest.mark.usefixtures("teacher")
def test_a_whole_class(open_page: Open, site: Site, tmp_path: Path) -> None:
    title = "The light and its years"
    # Not whoever keeps the server, who sees more than those who teach.
    add_person(site, TEACHER, Role.TEACHER)
    quiz_id = add_quiz(site, title)
    desk = open_page()
    steps.log_in(desk, TEACHER)
    look = Look(desk, widths=(390,))

    def judge() -> None:
        look.here()
        desk.set_viewport_size({"width": 1280, "height": 844})

    # The first day: a course, the school's list, cards, and a code for whoever is not on it.
    course = make_course(desk, "Lighthouses, year 7")
    code, _ = make_code(desk)
    judge()
    cards = import_the_list(desk, course, tmp_path, judge)
    guest = open_page()
    join_as_guest(guest, code)
    desk.goto(f"{course}/people")
    expect(desk.get_by_text("32 people")).to_be_visible()
    judge()
    desk.get_by_label("Group", exact=True).first.select_option("7b")
    follow(desk.get_by_role("button", name="Show"))
    expect(desk.get_by_text("15 people")).to_be_visible()

    # The quiz is given to all of them, open since an hour ago and due in a week.
    desk.goto(f"{course}/assignments/new?quiz={quiz_id}")
    desk.get_by_label("Opens").fill(berlin(hours=-1))
    desk.get_by_label("Due", exact=True).fill(berlin(days=7))
    judge()
    follow(desk.get_by_role("button", name="Assign"))
    expect(row_of(desk, ILL.name)).to_be_visible()
    judge()
    follow(desk.get_by_role("link", name="Watch it while it runs"))
    expect(desk.get_by_text("0 of 31 handed in, 0 at it, 31 not begun").first).to_be_visible()

    # One on a telephone, who taps; the teacher sees it without loading the page again.
    phone = open_page(width=390, touch=True)
    sign_in(phone, ON_TELEPHONE.name, cards)
    begin(phone, title)
    for card in steps.cards(phone)[:2]:
        answer(card, Kind.STRONG, taps=True)
    expect(desk.get_by_text("0 of 31 handed in, 1 at it, 30 not begun").first).to_be_visible()
    # How far, and when that was saved.
    row = row_of(desk, ON_TELEPHONE.name)
    expect(row).to_contain_text(re.compile(r"At it\s*2 of 4\s*\d\d:\d\d:\d\d"))
    for card in steps.cards(phone)[2:]:
        answer(card, Kind.STRONG, taps=True)
    hand_in(phone, 3)

    # One with the keyboard alone.
    keys = open_page()
    sign_in(keys, BY_KEYBOARD.name, cards)
    take_by_keyboard(keys, title)
    for name in (ON_TELEPHONE.name, BY_KEYBOARD.name):
        expect(row_of(desk, name)).to_contain_text(re.compile("Handed in .* by themselves"))

    # One gets more time in the middle, and the clock of the attempt says so after a save.
    slow = open_page()
    sign_in(slow, WITH_MORE_TIME.name, cards)
    begin(slow, title)
    expect(slow.get_by_text(f"Time left: {MINUTES} minutes")).to_be_visible()
    expect(row_of(desk, WITH_MORE_TIME.name)).to_contain_text(f"{MINUTES} min")
    follow(desk.get_by_role("link", name=WITH_MORE_TIME.name))
    desk.get_by_label("More minutes").fill("30")
    judge()
    follow(desk.get_by_role("button", name="Give more time"))
    expect(row_of(desk, WITH_MORE_TIME.name)).to_contain_text(re.compile("4[12] min"))
    answer(steps.cards(slow)[0], Kind.MIDDLE)
    expect(slow.get_by_text(re.compile("^You have more time now: 4[12] minutes"))).to_be_attached()
    expect(slow.get_by_text(re.compile("^Time left: 4[12] minutes"))).to_be_visible()

    # All the others but one, and last the guest.
    hand_in_quickly(site, quiz_id)
    expect(desk.get_by_text("28 of 31 handed in, 1 at it, 2 not begun").first).to_be_visible()
    for card in steps.cards(slow)[1:]:
        answer(card, Kind.MIDDLE)
    hand_in(slow, 2)
    begin(guest, title)
    for card in steps.cards(guest):
        answer(card, Kind.WEAK)
    hand_in(guest, 1)
    expect(desk.get_by_text("30 of 31 handed in, 0 at it, 1 not begun").first).to_be_visible()
    expect(row_of(desk, ILL.name)).to_contain_text("Not begun")
    judge()

    # Three quarters for those who know it, for the key is wrong: the analysis says so.
    marks = see_marks(desk, course, mended=False)
    if CALC:
        see_workbook(desk, tmp_path, marks)
    judge()
    follow(row_of(desk, WITH_MORE_TIME.name).get_by_role("link", name="50"))
    judge()
    follow(desk.get_by_role("main").get_by_role("link", name=WITH_MORE_TIME.name).first)
    expect(desk.get_by_text("30 more minutes")).to_be_visible()
    judge()
    desk.goto(f"/teach/quizzes/{quiz_id}/analysis")
    expect(desk.get_by_text("30 learners.")).to_be_visible()
    expect(desk.get_by_text("53 % of the points")).to_be_visible()
    for stem, share in ((BEGUN, 27), (CLOSED, 73), (HEIGHT, 40), (PLACE, 73)):
        expect(row_of(desk, stem)).to_contain_text(f"{share} %")
    expect(row_of(desk, BEGUN)).to_contain_text("The key may be wrong")
    desk.get_by_text("Why, and who chose what").first.click()
    expect(desk.get_by_text("more chose “1868” than what counts as right")).to_be_visible()
    judge()
    desk.goto(f"/teach/quizzes/{quiz_id}/attempts")
    judge()
    see_memory(desk, course, weakest=BEGAN, pairs=[(LIT, WAS_CLOSED)])
    judge()

    # The key is mended: first what would change, then it changes.
    mend_the_key(desk, judge)
    see_marks(desk, course, mended=True)
    desk.goto(f"/teach/quizzes/{quiz_id}/analysis")
    expect(desk.get_by_text("65 % of the points")).to_be_visible()
    expect(row_of(desk, BEGUN)).to_contain_text("73 %")
    expect(row_of(desk, BEGUN)).not_to_contain_text("The key may be wrong")
    see_memory(desk, course, weakest=TALL, pairs=[(BEGAN, LIT), (LIT, WAS_CLOSED)])

    # Those whose mark it is are told, and see why.
    for page, points in ((phone, 4), (keys, 4), (slow, 3), (guest, 0)):
        page.goto("/notices")
        news = page.get_by_role("listitem").filter(has_text="marked again")
        expect(news).to_contain_text("New")
        expect(news).to_contain_text(REASON)
        follow(news.get_by_role("link", name=title))
        expect(page.get_by_text(f"{points} of 4 points").first).to_be_visible()
        expect(page.get_by_text(re.compile(f"Marked again on .*: {REASON}"))).to_be_visible()
    assert look.faults == []


def import_the_list(
    desk: Page, course: str, folder: Path, judge: Callable[[], None]
) -> dict[str, str]:
    """Bring the school's list into the course and return the code on each one's card."""
    file = folder / "klasse.csv"
    file.write_bytes(school_list())
    desk.goto(f"{course}/roster")
    desk.get_by_label("Or a file").set_input_files(file)
    follow(desk.get_by_role("button", name="Read it"))
    expect(desk.get_by_role("heading", name="30 students to import")).to_be_visible()
    for pupil in PUPILS:
        expect(row_of(desk, pupil.name)).to_contain_text(f"{pupil.number}")
        expect(row_of(desk, pupil.name)).to_contain_text(pupil.group)
    judge()
    follow(desk.get_by_role("button", name="Import 30 students"))
    expect(desk.get_by_role("heading", name="30 students came into the course")).to_be_visible()
    follow(desk.get_by_role("link", name="Print sign-in cards"))
    judge()
    follow(desk.get_by_role("button", name="Make the cards"))
    judge()
    shown = desk.get_by_role("main").get_by_role("listitem")
    names, codes = shown.locator(".owner"), shown.locator("code")
    found = dict(zip(names.all_inner_texts(), codes.all_inner_texts(), strict=True))
    assert set(found) == {pupil.name for pupil in PUPILS}
    return found


def join_as_guest(page: Page, code: str) -> None:
    """Type a code as somebody who has no account, and choose a name on the way."""
    page.goto("/join")
    page.get_by_label("Code").fill(code)
    follow(page.get_by_role("button", name="Find the course"))
    follow(page.get_by_role("button", name="Choose a name and join"))
    steps.sign_up(page, GUEST)


def sign_in(page: Page, name: str, cards: dict[str, str]) -> None:
    """Choose a password with a card."""
    page.goto("/forgot")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Code").fill(cards[name])
    page.get_by_label("password", exact=False).first.fill(steps.PASSWORD)
    follow(page.get_by_role("button", name="Set the new password"))


def begin(page: Page, title: str) -> None:
    """Start the quiz from the first page, where it is due."""
    page.goto("/")
    follow(page.get_by_role("main").get_by_role("link", name=re.compile(f"^Start.*{title}")))
    follow(page.get_by_role("button", name="Start"))


def answer(card: Locator, kind: Kind, *, taps: bool = False) -> None:
    """Answer a card as somebody of this kind does, with the mouse or with a finger."""
    words = kind.answers[steps.stem_of(card)]
    option = card.locator("label").filter(has_text=words)
    if not option.count():
        card.get_by_label("Your answer").fill(words)
    elif taps:
        option.tap()
    else:
        option.click()


def hand_in(page: Page, points: int) -> None:
    """Hand in what is all answered, and see the points."""
    follow(page.get_by_role("button", name="Hand in", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{points} of 4 points")


def take_by_keyboard(page: Page, title: str) -> None:
    """Take the quiz as a strong student does who has no mouse."""
    page.goto("/")
    tab_to(page, "Start")
    with page.expect_navigation():
        steps.press(page, "Enter")
    tab_to(page, "Start")
    with page.expect_navigation():
        steps.press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    for card in steps.cards(page):
        words = Kind.STRONG.answers[steps.stem_of(card)]
        option = card.locator("label").filter(has_text=words)
        tab_into(page, card)
        if option.count():
            steps.press(page, option.locator("kbd").inner_text())
            expect(option.get_by_role("radio")).to_be_checked()
        else:
            expect(card.get_by_label("Your answer")).to_be_focused()
            steps.type_in(page, words)
    tab_to(page, "Hand in")
    with page.expect_navigation():
        steps.press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("3 of 4 points")


def tab_into(page: Page, card: Locator) -> None:
    for _ in range(20):
        if card.locator(":focus").count():
            return
        tab(page)
    raise AssertionError("Tab never reaches the question")


def see_marks(desk: Page, course: str, *, mended: bool) -> dict[str, str]:
    """Find everybody's mark in the gradebook, and return the marks by names."""
    desk.goto(f"{course}/grades")
    expect(desk.get_by_text("31 students")).to_be_visible()
    mean = 65 if mended else 53
    expect(desk.get_by_text(f"Mean of the totals: {mean} %")).to_be_visible()
    marks = {}
    for name, kind in MARKS.items():
        total, mark = row_of(desk, name).get_by_role("cell").all_inner_texts()
        marks[name] = mark.strip()
        assert total.strip() == ("none" if kind is None else marks[name])
    assert marks == {
        name: "not due" if kind is None else str(kind.after if mended else kind.before)
        for name, kind in MARKS.items()
    }
    return marks


def see_workbook(desk: Page, folder: Path, marks: dict[str, str]) -> None:
    """Find these marks, and the numbers of the school, in the file that Calc opens."""
    with desk.expect_download() as download:
        desk.get_by_role("link", name="XLSX").click()
    _, *lines = opened_in_calc(download.value.path().read_bytes(), folder)
    assert {line[0]: line[4] for line in lines} == marks
    numbers = {line[0]: line[1] for line in lines}
    assert numbers == {GUEST: "", **{each.name: str(each.number) for each in PUPILS}}


def see_memory(desk: Page, course: str, *, weakest: str, pairs: list[tuple[str, str]]) -> None:
    """Find on the page of a class's memory what is weakest tomorrow, and what is mixed up."""
    desk.goto(f"{course}/memory?bank={BANK}&on={berlin(days=1)[:10]}")
    expect(desk.get_by_text("31 students in the class")).to_be_visible()
    facts = desk.get_by_role("table", name="Facts, the weakest first").get_by_role("row")
    expect(facts.nth(1)).to_contain_text(weakest)
    expect(facts.nth(1)).to_contain_text("30 of 31")
    expect(facts.filter(has_text=TALL)).to_contain_text("12 of 30")
    mixed = desk.get_by_role("table", name="Pairs of facts").get_by_role("row")
    expect(mixed).to_have_count(1 + len(pairs))
    for one, other in pairs:
        row = mixed.filter(has_text=one).filter(has_text=other)
        expect(row.get_by_role("cell")).to_have_text(["8", "8", re.compile("^Assign to study")])


def mend_the_key(desk: Page, judge: Callable[[], None]) -> None:
    """Mark the right year as right, see what would change, and have it changed."""
    desk.goto(f"/teach/banks/{BANK}/questions/begun")
    right = next(
        each
        for each in desk.get_by_role("group", name=re.compile("Option")).all()
        if each.get_by_role("textbox").first.input_value() == "1868"
    )
    right.get_by_role("radio").check()
    judge()
    expect(desk.get_by_text("“1871” is not what the fact says").first).to_be_visible()
    follow(desk.get_by_role("button", name="Save", exact=True))
    expect(desk.get_by_text("Version 2").first).to_be_visible()
    expect(desk.get_by_text("something is wrong with it")).to_be_hidden()
    follow(desk.get_by_role("link", name="Mark them again").first)
    # Thirty were marked by it: 22 knew the year, 8 took that of the light.
    cells = desk.get_by_role("row").filter(has_text="Version 1").get_by_role("cell")
    expect(cells).to_have_text(["30", "30", "22", "8"])
    judge()
    desk.get_by_label("Reason").fill(REASON)
    follow(desk.get_by_role("button", name="Mark again"))
    expect(desk.get_by_text("marked again:").first).to_be_visible()
