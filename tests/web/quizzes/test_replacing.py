"""Another question in the place of a chosen one, with one click, and back with another."""

import html
import re
from uuid import uuid4

import pytest

from tests import builders


def other(maker, position=1, was="", **given):
    path = "items/another" + (f"?was={was}" if was else "")
    response = maker.send(path, replace=str(position), **given)
    assert response.status_code == 303
    return html.unescape(maker.browser.get(response.location).text)


def undo(page):
    """What the button that puts the question back names."""
    return re.search(r'formaction="[^"]+[?]was=([^"]+)"', page)[1]


def test_another_question_takes_the_place_of_one_and_undo_puts_it_back(maker):
    maker.pick("place-short", "height-number")
    page = other(maker)
    assert "Another question stands in place 1 now." in page
    now = maker.slugs
    assert now[0] != "place-short"
    assert now[1] == "height-number"
    was = undo(page)
    assert "The question that was there is back." in other(maker, was=was)
    assert maker.slugs == ["place-short", "height-number"]
    # Pressed once more it stands there already.
    number = maker.now.number
    other(maker, was=was)
    assert maker.now.number == number


@pytest.mark.parametrize("position", ["0", "3", "x", ""])
def test_what_is_no_place_is_replaced_by_nothing(maker, position):
    maker.pick("place-short")
    assert "there is no such place" in other(maker, position)
    assert maker.slugs == ["place-short"]


@pytest.mark.parametrize("was", ["018f0000-0000-7000-8000-0000000000ff", "nonsense"])
def test_a_question_of_nowhere_is_not_put_in(maker, was):
    maker.pick("place-short")
    page = other(maker, was=was)
    assert ("there is no such place" in page) == (was != "nonsense")
    assert f"was={was}" not in page


def test_an_address_that_was_made_up_offers_no_undo(maker):
    maker.pick("place-short")
    for query in (f"?replaced=1&was={uuid4()}", "?replaced=9&was=x", "?replaced=1"):
        assert "stands in place" not in maker.page(query)


def test_what_was_typed_beside_the_questions_is_kept_when_one_is_replaced(maker):
    maker.pick("place-short", "height-number")
    page = other(maker, **{"points-1": "2,5", "points-2": "3", "place-1": "2"})
    assert "Another question stands in place 2 now." in page
    assert maker.slugs[0] == "height-number"
    assert [each.points for each in maker.now.design.items] == [3, 2.5]
    was = undo(page)
    other(maker, position=2, was=was)
    assert maker.slugs == ["height-number", "place-short"]
    assert [each.points for each in maker.now.design.items] == [3, 2.5]


def test_undo_takes_along_what_was_typed_since(maker):
    maker.pick("place-short", "height-number")
    page = other(maker)
    # It is a button of the very form that the points are typed in.
    [form] = re.findall(r'<button[^>]* form="([^"]+)"[^>]*>Undo', page)
    assert re.search(f'<form[^>]* id="{form}".*name="points-1".*</form>', page, re.DOTALL)
    other(maker, was=undo(page), **{"points-1": "2,5", "points-2": "3", "place-1": "2"})
    assert maker.slugs == ["height-number", "place-short"]
    assert [each.points for each in maker.now.design.items] == [3, 2.5]


def test_what_was_typed_is_kept_where_there_is_no_other_question(maker, load_bank):
    load_bank(builders.only("short_answer"))
    maker.pick("place-short")
    page = other(maker, **{"points-1": "4"})
    assert "Nothing was replaced: this bank has no other" in page
    assert [each.points for each in maker.now.design.items] == [4]


def test_it_is_said_which_points_were_not_saved_when_one_is_replaced(maker):
    maker.pick("place-short", "height-number")
    page = other(maker, **{"points-1": "2.3", "points-2": "3"})
    assert "The points typed in place 1 were not saved." in page
    assert [each.points for each in maker.now.design.items] == [1, 3]


def test_undo_is_offered_only_as_long_as_nothing_else_was_changed(maker):
    maker.pick("place-short", "height-number")
    there = maker.send("items/another", replace="1").location
    assert "stands in place 1" in maker.browser.get(there).text
    maker.send("items", remove="1")
    # Somebody goes back to it: what stands in that place is another question by now.
    assert "stands in place" not in maker.browser.get(there).text
