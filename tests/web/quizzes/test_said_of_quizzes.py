"""Small things that pages of quizzes say: which quiz, by whose clock, and what was done."""

from uuid import uuid4

import pytest

from tests.web.quizzes.making import start


@pytest.fixture
def published(maker):
    maker.pick("place-short", "height-number")
    maker.send("publish")
    return maker


def begin(published, browser, **settings):
    published.set(**settings)
    start(browser, published, attempt_id := uuid4())
    return f"/attempts/{attempt_id}"


@pytest.mark.parametrize("release", ["end", "never"])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"minutes": "30"}, "automatically because the time was up"),
        ({"closes_at": "2026-03-02T09:30"}, "automatically because the quiz was closed"),
    ],
)
def test_results_say_which_quiz_and_what_ended_it(
    published, as_student, clock, given, said, release
):
    attempt = begin(published, as_student, release=release, **given)
    clock.advance(hours=1)
    page = as_student.get(f"{attempt}/results").text
    assert "Light</span> · handed in" in page
    assert "2 March 2026, 09:30" in page
    assert said in page


def test_results_that_somebody_handed_in_themselves_do_not(published, as_student):
    attempt = begin(published, as_student, minutes="30")
    as_student.post(attempt, data={})
    page = as_student.get(f"{attempt}/results").text
    assert "Light</span> · handed in" in page
    assert "automatically" not in page


def test_opening_and_closing_times_name_the_time_zone(published, as_student):
    published.set(opens_at="2026-03-03T09:00", closes_at="2026-03-04T09:00")
    for page in (as_student.get(published.front).text, published.page()):
        assert "3 March 2026, 09:00 (UTC)" in page
        assert "4 March 2026, 09:00 (UTC)" in page


@pytest.mark.parametrize("odd", ["", "0", "3", "99999", "one"])
def test_taking_out_what_is_not_there_is_not_said_to_be_saved(published, odd):
    published.send("items", remove=odd)
    told = published.told()
    assert "Nothing was taken out" in told
    assert "Saved." not in told
    assert len(published.now.design.items) == 2


def test_the_number_of_attempts_says_what_a_guest_can_do(published):
    assert "A guest in a private window is somebody new" in published.page("/settings")


def test_closing_earlier_says_what_becomes_of_attempts_under_way_and_does_it(
    published, as_student, as_stranger, clock
):
    attempt = begin(published, as_student, closes_at="2026-03-02T12:00")
    published.set(closes_at="2026-03-02T10:00")
    told = published.told()
    assert "1 attempt under way keeps the closing time before, 2 March 2026, 12:00 (UTC)" in told
    clock.advance(hours=2)
    assert "This quiz is closed." in as_stranger.get(published.front).text
    assert as_student.get(attempt).status_code == 200
    clock.advance(hours=2)
    assert as_student.get(attempt).location == f"{attempt}/results"


@pytest.mark.parametrize("closes_at", ["2026-03-02T13:00", "2026-03-02T12:00", ""])
def test_closing_later_or_never_needs_no_word(published, as_student, closes_at):
    begin(published, as_student, closes_at="2026-03-02T12:00")
    published.set(closes_at=closes_at)
    assert "the closing time before" not in published.told()
