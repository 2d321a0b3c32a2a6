"""The page of a bank while a quiz with closed book closes all of it, or a part."""

import html
from dataclasses import replace

from tests import builders
from tests.web.quizzes.making import Maker, start

BANK = "/banks/arnholm"


def page_of(browser):
    return html.unescape(browser.get(BANK).text)


def exam(maker, *slugs):
    """Publish a quiz with closed book of these questions."""
    maker.pick(*slugs)
    maker.set(is_closed_book="y")
    maker.send("publish")
    return maker


def test_a_bank_that_is_closed_as_a_whole_says_so_and_offers_what_is_open(
    app, as_teacher, as_student, as_stranger, load_bank
):
    load_bank(builders.only("short_answer"))
    maker = exam(Maker.begin(app, as_teacher), "place-short")
    before = page_of(as_student)
    assert "Try a quiz" in before
    assert "All of this bank is closed to you" not in before
    start(as_student, maker)
    page = page_of(as_student)
    assert "All of this bank is closed to you until the results of “" in page
    assert "Go on with the quiz" in page
    assert f'href="{BANK}/study"' not in page
    assert f'action="{BANK}/quiz"' not in page
    assert f'href="{BANK}/quiz' not in page
    assert f'href="{BANK}/sources/brief"' not in page
    assert "closed for a quiz" in page
    assert "Study something else" in page
    assert "closed to you" not in page_of(as_stranger)


def test_a_bank_of_which_a_part_is_closed_goes_on_offering_the_rest(maker, as_student):
    start(as_student, exam(maker, "place-short"))
    page = page_of(as_student)
    assert "can be practised and studied as ever" in page
    assert f'href="{BANK}/study"' in page
    # What is left of it is cards, which no quiz asks for.
    assert f'action="{BANK}/quiz"' not in page
    assert "closed for a quiz" in page


def test_a_quiz_of_another_bank_closes_nothing_here(app, as_teacher, as_student, load_bank):
    load_bank(builders.bank())
    text = f"{builders.BRIEF.text}\n\nAnother article."
    load_bank(builders.bank(id="other", sources=(replace(builders.BRIEF, text=text),)))
    maker = Maker.begin(app, as_teacher, banks="other")
    maker.pick("place-short", bank="other")
    maker.set(is_closed_book="y", banks="other")
    maker.send("publish")
    start(as_student, maker)
    page = page_of(as_student)
    assert "closed to you" not in page
    assert f'action="{BANK}/quiz"' in page
    assert "closed to you" in as_student.get("/banks/other").text
