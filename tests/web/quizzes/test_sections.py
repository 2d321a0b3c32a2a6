"""Sections of a quiz: made by a teacher, and shown wherever its questions are."""

import html
import re
from uuid import uuid4

import pytest

from quizapp.quizzes.sections import MOST_SECTIONS, Section
from tests.web.conftest import Walk
from tests.web.quizzes.making import start

CHOSEN = "keeper-choice", "place-short", "height-number"


def numbers(maker):
    return [each.section for each in maker.now.design.items]


def titles(maker):
    return [each.title for each in maker.now.design.sections]


@pytest.fixture
def sectioned(maker):
    """A quiz of three questions, of which two are in two sections."""
    maker.pick(*CHOSEN)
    maker.send("sections", title="Reading")
    maker.send("sections", title="Numbers")
    typed = {"section-2": "1", "section-3": "2", "title-1": "Reading", "title-2": "Numbers"}
    maker.send("items", **typed, **{"instructions-1": "Take your time."})
    return maker


@pytest.fixture
def begin(sectioned, app, as_student):
    """Begin it; return the browser and the attempt's id."""

    def begin(**settings):
        sectioned.set(**settings)
        sectioned.send("publish")
        attempt_id = uuid4()
        start(as_student, sectioned, attempt_id)
        return Walk(app, as_student), attempt_id

    return begin


def test_sections_are_made_and_questions_are_put_into_them(sectioned):
    assert sectioned.now.design.sections == (
        Section("Reading", "Take your time."),
        Section("Numbers"),
    )
    assert numbers(sectioned) == [0, 1, 2]
    assert sectioned.slugs == list(CHOSEN)


def test_questions_move_between_sections_and_within_them(sectioned):
    sectioned.send("items", **{"section-1": "2", "section-3": "1"})
    assert sectioned.slugs == ["place-short", "height-number", "keeper-choice"]
    assert numbers(sectioned) == [1, 1, 2]
    sectioned.send("items", **{"place-1": "2"})
    assert sectioned.slugs == ["height-number", "place-short", "keeper-choice"]
    # A place beyond the section keeps it there.
    sectioned.send("items", **{"place-1": "3"})
    assert numbers(sectioned) == [1, 1, 2]


@pytest.mark.parametrize("odd", ["3", "-1", "x", "", "9" * 30])
def test_a_section_that_there_is_not_moves_nothing(sectioned, odd):
    sectioned.send("items", **{"section-2": odd})
    assert numbers(sectioned) == [0, 1, 2]


def test_a_section_is_renamed_with_everything_else_that_was_typed(sectioned):
    sectioned.send("items", **{"title-1": " Text ", "instructions-1": "", "points-1": "2"})
    assert sectioned.now.design.sections[0] == Section("Text")
    assert sectioned.now.design.items[0].points == 2
    # Another button of the table takes it along, too.
    sectioned.send("items", remove="3", **{"title-2": "Sums"})
    assert titles(sectioned) == ["Text", "Sums"]
    sectioned.send("items/another", replace="1", **{"title-2": "Counts"})
    assert titles(sectioned) == ["Text", "Counts"]


@pytest.mark.parametrize(
    "typed", [{"title-1": "  "}, {"title-1": "x" * 201}, {"instructions-1": "x" * 2_001}]
)
def test_what_cannot_be_a_section_is_refused_with_all_that_was_typed(sectioned, typed):
    refused = sectioned.send("items", **{"points-2": "4"} | typed)
    assert refused.status_code == 422
    assert 'href="#title-1"' in refused.text
    assert re.search(r'name="points-2" value="4"', refused.text)
    assert titles(sectioned) == ["Reading", "Numbers"]


@pytest.mark.parametrize(
    ("path", "button"),
    [("items", {"remove": "1"}), ("items/another", {"replace": "1"}), ("sections/remove", {})],
)
def test_another_button_says_that_a_title_was_not_saved(sectioned, path, button):
    sectioned.send(path, section="2", **button, **{"title-1": ""})
    assert titles(sectioned)[0] == "Reading"
    assert "What was typed for section 1 was not saved." in sectioned.told()


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_section_needs_a_title(maker, title):
    maker.send("sections", title=title)
    assert titles(maker) == []
    assert "Nothing was added: a section has a title" in maker.told()


def test_there_are_not_more_sections_than_anybody_reads(maker):
    for number in range(MOST_SECTIONS + 1):
        maker.send("sections", title=f"Part {number}")
    assert len(titles(maker)) == MOST_SECTIONS
    assert "20 sections at most" in maker.told()


def test_what_is_added_later_belongs_to_the_last_section(sectioned):
    sectioned.draw(1, topic="history")
    sectioned.pick("years-order")
    assert numbers(sectioned) == [0, 1, 2, 2, 2]


def test_removing_a_section_keeps_its_questions_and_can_be_undone(sectioned):
    before = sectioned.now.design
    gone = sectioned.send("sections/remove", section="2")
    assert gone.status_code == 303
    assert titles(sectioned) == ["Reading"]
    assert numbers(sectioned) == [0, 1, 1]
    page = sectioned.browser.get(gone.location).text
    assert "The section is removed; its questions stand where they stood." in page
    undo = html.unescape(re.search(r'formaction="([^"]*sections/restore[^"]*)"', page)[1])
    version = str(sectioned.now.number)
    for _ in range(2):
        sectioned.browser.post(undo, data={"version": version})
        assert sectioned.now.design == before
    assert "The section is removed" not in sectioned.browser.get(gone.location).text


def test_undoing_a_removal_keeps_all_that_was_typed(sectioned):
    typed = {"points-3": "3", "title-1": "Text"}
    gone = sectioned.send("sections/remove", section="1", **typed)
    page = sectioned.browser.get(gone.location).text
    undo = html.unescape(re.search(r'formaction="([^"]*sections/restore[^"]*)"', page)[1])
    later = {"points-1": "2", "section-3": "0", "title-1": "Sums"}
    sectioned.browser.post(undo, data={"version": str(sectioned.now.number)} | later)
    assert titles(sectioned) == ["Reading", "Sums"]
    found = {
        slug: (each.section, each.points)
        for slug, each in zip(sectioned.slugs, sectioned.now.design.items, strict=True)
    }
    assert found == {"keeper-choice": (0, 2), "place-short": (1, 1), "height-number": (0, 3)}


@pytest.mark.parametrize("section", ["0", "3", "x", ""])
def test_nothing_is_put_back_that_was_not_removed(sectioned, section):
    before = sectioned.now
    sectioned.send(f"sections/restore?section={section}&first=1&count=1")
    assert sectioned.now == before
    assert "Nothing was put back" in sectioned.told()


def test_the_questions_of_the_first_section_stand_before_all_others_once_it_is_removed(sectioned):
    sectioned.send("sections/remove", section="1")
    assert titles(sectioned) == ["Numbers"]
    assert numbers(sectioned) == [0, 0, 1]


@pytest.mark.parametrize("section", ["0", "3", "", "x"])
def test_a_section_that_there_is_not_is_not_removed(sectioned, section):
    sectioned.send("sections/remove", section=section)
    assert titles(sectioned) == ["Reading", "Numbers"]
    assert "there is no such section" in sectioned.told()


@pytest.mark.parametrize("before", [0, MOST_SECTIONS - 1])
def test_a_section_that_is_sent_twice_is_added_once(maker, before):
    for number in range(before):
        maker.send("sections", title=f"Part {number}")
    version = str(maker.now.number)
    for _ in range(2):
        assert maker.send("sections", title="Reading", version=version).status_code == 303
        assert maker.told().endswith("then save.")
    assert titles(maker).count("Reading") == 1
    maker.send("sections", title="Numbers", version=version)
    assert titles(maker)[-1] == "Reading"


@pytest.mark.parametrize("path", ["sections", "sections/remove", "sections/restore", "items"])
def test_a_page_that_is_old_changes_no_section(sectioned, path):
    old = str(sectioned.now.number - 1)
    sectioned.send("sections/remove", section="2")
    before = sectioned.now
    query = "?section=1&first=1&count=1" if path == "sections/restore" else ""
    sectioned.send(path + query, version=old, title="New", section="1", **{"section-1": "1"})
    assert sectioned.now == before
    assert "changed in another tab" in sectioned.told()


def listed(browser, maker):
    """What the first page says of each section, in order."""
    page = browser.get(maker.front).text
    found = re.search(r"<dt>Sections</dt><dd>(.*?)</dd>", page, re.DOTALL)
    lines = found[1].split("<br>") if found else []
    return [html.unescape(re.sub(r"<[^>]*>", "", each)) for each in lines]


def test_the_first_page_lists_the_sections_with_what_they_ask(sectioned, as_student):
    sectioned.send("sections", title="Empty")
    sectioned.draw(2)
    sectioned.send("items", **{"section-4": "1"})
    sectioned.send("publish")
    parts = ["Before the first section: 1 question", "Reading: 3 questions", "Numbers: 1 question"]
    assert listed(as_student, sectioned) == parts
    sectioned.send("items", **{"points-2": "2", "points-3": "0.5"})
    assert listed(as_student, sectioned) == [
        f"{part}, {points}"
        for part, points in zip(parts, ("1 point", "3 points", "1 point"), strict=True)
    ]


def test_the_first_page_says_nothing_of_sections_where_there_are_none(maker, as_student):
    maker.pick(*CHOSEN)
    maker.send("publish")
    assert "Questions" in as_student.get(maker.front).text
    assert listed(as_student, maker) == []


def test_on_one_page_sections_are_headings(begin):
    taker, attempt_id = begin(way="page")
    page = taker.page(f"/attempts/{attempt_id}")
    found = re.findall(r"<h2 class=\"section-title\">.*?</h2>", page)
    assert [re.sub("<[^>]+>", "", each) for each in found] == ["Reading", "Numbers"]
    assert "Take your time." in page
    assert page.index("Who kept") < page.index("Reading") < page.index("On which island")


@pytest.mark.parametrize("way", ["single", "forward", "at-once"])
def test_one_by_one_the_section_stands_above_the_question(begin, way):
    taker, attempt_id = begin(way=way)
    assert "section-title" not in taker.page(f"/attempts/{attempt_id}/1")
    right = taker.answers(attempt_id)
    if way == "at-once":
        taker.answer(attempt_id, 1, right[1], check="1")
    else:
        taker.answer(attempt_id, 1, right[1])
    page = taker.page(f"/attempts/{attempt_id}/2")
    assert "Reading" in page
    assert "Take your time." in page
    if way == "at-once":
        taker.answer(attempt_id, 2, right[2], check="1")
        assert "Reading" in taker.page(f"/attempts/{attempt_id}/2")


def test_what_is_left_and_the_results_name_the_sections(begin, sectioned, as_teacher):
    taker, attempt_id = begin()
    right = taker.answers(attempt_id)
    taker.save(attempt_id, {2: right[2]})
    left = taker.page(f"/attempts/{attempt_id}/summary")
    assert "Numbers" in left
    assert "Reading" not in left
    taker.hand_in(attempt_id, {})
    results = taker.page(f"/attempts/{attempt_id}/results")
    found = re.findall(r"<h2 class=\"section-title\">.*?</h2>", results)
    said = [re.sub("<[^>]+>", "", each) for each in found]
    assert said == ["Reading 1 of 1 points", "Numbers 0 of 1 points"]
    own = as_teacher.get(f"{sectioned.home}/attempts/{attempt_id}").text
    assert "1 of 1 points" in own
    assert "Numbers" in own


def test_an_attempt_keeps_the_sections_that_it_was_begun_with(begin, sectioned):
    taker, attempt_id = begin()
    sectioned.send("items", **{"title-1": "Text"})
    sectioned.send("sections/remove", section="2")
    page = taker.page(f"/attempts/{attempt_id}")
    assert "Reading" in page
    assert "Numbers" in page
    assert "Text" not in page


def test_on_paper_sections_are_headings_and_numbers_go_on(sectioned):
    page = sectioned.page("/paper")
    assert page.index("Reading</h3>") < page.index("Numbers</h3>")
    assert re.findall(r'<ol class="asked" start="(\d)"', page) == ["2", "3"]


def test_the_copy_of_ones_own_data_names_the_sections(begin):
    taker, attempt_id = begin()
    taker.hand_in(attempt_id, {})
    copy = taker.client.get("/account/data/quizapp.json").json
    asked = next(each for each in copy["attempts"] if each["id"] == str(attempt_id))["questions"]
    assert [each["section"] for each in asked] == ["", "Reading", "Numbers"]


def test_a_quiz_without_sections_looks_as_it_did(maker):
    maker.pick(*CHOSEN)
    page = maker.page()
    assert 'name="section-1"' not in page
    assert "section-row" not in page
