"""Essays that several people mark: the mean, what is settled, and whose names are seen."""

import threading
from uuid import uuid4

import pytest

from tests.essays import BEST, LEAST, MIDDLE
from tests.web.quizzes.marking.pages import current, give, page_of


def name_tom(made, needed="2", **more):
    made.browser.post(f"{made.home}/marking/markers", data={"name": "tom"})
    made.browser.post(f"{made.home}/marking/terms", data={"needed": needed} | more)


def test_a_named_marker_finds_the_quiz_and_the_mark_is_the_mean(app, made, handed_in, tom):
    _, essay = handed_in
    name_tom(made)
    assert "Quizzes whose essays you mark" in tom.get("/teach/quizzes").text
    assert tom.get(f"{made.home}/attempts").status_code == 404
    assert tom.post(f"{made.home}/marking/terms", data={"needed": "1"}).status_code == 404
    give(made, essay, BEST)
    assert current(app, essay) == ("waiting", 0)
    assert give(made, essay, MIDDLE, browser=tom).status_code == 303
    assert current(app, essay)[1] == pytest.approx(5 / 6)


def test_markers_too_far_apart_are_settled_by_the_owner_alone(app, made, handed_in, tom):
    _, essay = handed_in
    name_tom(made)
    give(made, essay, BEST)
    give(made, essay, {"reasons": 2, "style": 0}, browser=tom)
    assert current(app, essay) == ("waiting", 0)
    assert "Whoever owns the quiz settles it" in page_of(made, essay, tom)[1]
    assert give(made, essay, MIDDLE, browser=tom, decides="1").status_code == 303
    give(made, essay, {"reasons": 2, "style": 0}, browser=tom)
    assert current(app, essay) == ("waiting", 0)
    assert "settles it, and counts alone" in page_of(made, essay)[1]
    give(made, essay, MIDDLE, decides="1")
    assert current(app, essay)[1] == pytest.approx(4 / 6)


def test_names_are_hidden_until_everything_is_marked(made, handed_in, tom):
    _, essay = handed_in
    name_tom(made, needed="1", hides_names="y")
    for page in (tom.get(f"{made.home}/marking").text, page_of(made, essay, tom)[1]):
        assert "Answer 1" in page
        assert ">Ana<" not in page
    give(made, essay, BEST, browser=tom)
    assert "Ana" in tom.get(f"{made.home}/marking").text


def test_more_markers_than_have_marked_let_it_wait_again(app, made, handed_in, tom):
    _, essay = handed_in
    give(made, essay, BEST)
    name_tom(made, needed="2")
    assert current(app, essay) == ("waiting", 0)
    made.browser.post(f"{made.home}/marking/terms", data={"needed": "1"})
    assert current(app, essay) == ("right", 1)
    assert tom is not None


def test_two_markers_at_once_lose_nothing(app, made, handed_in, tom):
    _, essay = handed_in
    name_tom(made)
    barrier = threading.Barrier(2)
    codes = []

    def press(browser, levels):
        sent = {f"level-{name}": str(place) for name, place in levels.items()}
        barrier.wait()
        answer = browser.post(
            f"{made.home}/marking/{essay}", data=sent | {"marking_id": str(uuid4())}
        )
        codes.append(answer.status_code)

    threads = [
        threading.Thread(target=press, args=pair) for pair in ((made.browser, BEST), (tom, MIDDLE))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [303, 303]
    assert current(app, essay)[1] == pytest.approx(5 / 6)


def test_what_others_gave_before_is_seen_only_by_those_who_have_marked(made, handed_in, tom):
    _, essay = handed_in
    made.browser.post(f"{made.home}/marking/markers", data={"name": "Tom"})
    give(made, essay, LEAST, "Too short.")
    give(made, essay, MIDDLE, "Longer than I saw.")
    assert "Too short." in page_of(made, essay)[1]
    assert "Earlier marks" not in page_of(made, essay, tom)[1]
    assert "What others gave" not in page_of(made, essay, tom)[1]
    give(made, essay, MIDDLE, browser=tom)
    assert "Too short." in page_of(made, essay, tom)[1]
