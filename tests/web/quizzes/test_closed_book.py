"""During a quiz with closed book, no page shows its learner what it asks about."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from quizapp.db import db
from quizapp.domain.facts import Entity, Evidence, FactStatus
from quizapp.quizzes.models import Response, Score
from tests import builders
from tests.web.conftest import Walk
from tests.web.quizzes.making import SETTINGS, Maker, start

STUDY = "/banks/arnholm/study"
ANSWERS = {"q1-text": "Nowhere", "q2-text": "1 m"}
CLOSES = "2026-03-02T10:00"
# What the article says and no question does, and what only keys say.
TOLD = ("Its keeper was Ida Berg", "Work on it began in 1868", "the isle of Arnholm")
BOOKS = (
    "/banks/arnholm/sources/brief",
    "/banks/arnholm/facts/place",
    "/banks/arnholm/facts/keeper",
)


@pytest.fixture
def exam(maker, as_student):
    """Publish a quiz with closed book and begin it; return the address of the attempt."""

    def exam(**settings):
        maker.pick("place-short", "height-number")
        maker.set(is_closed_book="y", **settings)
        maker.send("publish")
        attempt_id = uuid4()
        start(as_student, maker, attempt_id)
        return f"/attempts/{attempt_id}"

    return exam


def practice(browser, **given):
    """Begin a quiz of one's own; return its address, or None where nothing is asked."""
    attempt_id = uuid4()
    sent = {"attempt_id": str(attempt_id), "length": "20", "layout": "page"} | given
    response = browser.post("/banks/arnholm/quiz", data=sent)
    return f"/attempts/{attempt_id}" if response.status_code == 303 else None


def practised(app, browser):
    """Hand in a quiz of one's own with nothing right in it; return its address."""
    walk = Walk(app, browser)
    own = walk.start()
    assert walk.hand_in(own, walk.answers(own, builders.wrong_fields)).status_code == 303
    return f"/attempts/{own}"


@pytest.mark.parametrize("book", BOOKS)
def test_books_are_closed_from_the_start_to_the_hand_in(exam, as_student, book):
    assert as_student.get(book).status_code == 200
    going = exam()
    page = as_student.get(book)
    assert page.status_code == 403
    assert "Closed for a quiz" in page.text
    assert f'href="{going}"' in page.text
    assert not [each for each in TOLD if each in page.text]
    as_student.post(going, data=ANSWERS)
    assert as_student.get(book).status_code == 200


def test_what_no_longer_holds_does_not_say_what_does_while_that_is_closed(
    exam, as_student, load_bank
):
    said = "The lighthouse stood on Borkum."
    old = builders.fact(
        "oldplace",
        Entity("Borkum", "island"),
        said,
        status=FactStatus.SUPERSEDED,
        until="2024-06-02",
        superseded_by="place",
        evidence=(Evidence("old", said, "Borkum"),),
    )
    source = replace(builders.BRIEF, id="old", title="Old", text=said)
    bank = builders.bank()
    load_bank(replace(bank, sources=(*bank.sources, source), facts=(*bank.facts, old)))
    assert "stands on Arnholm" in as_student.get("/banks/arnholm/facts/oldplace").text
    exam()
    page = as_student.get("/banks/arnholm/facts/oldplace").text
    assert "This changed: it held until 2 June 2024." in page
    assert "stands on Arnholm" not in page
    assert BOOKS[1] not in page


def test_books_stay_closed_until_the_results_may_be_seen(exam, as_student, clock):
    going = exam(release="closing", closes_at=CLOSES)
    as_student.post(going, data=ANSWERS)
    page = as_student.get(BOOKS[1])
    assert page.status_code == 403
    assert "2 March 2026, 10:00" in page.text
    clock.advance(hours=1, seconds=11)
    assert as_student.get(BOOKS[1]).status_code == 200


def test_handing_in_says_so_after_another_attempt_whose_results_wait_too(exam, maker, as_student):
    first = exam(release="closing", closes_at=CLOSES)
    as_student.post(first, data=ANSWERS)
    second = uuid4()
    start(as_student, maker, second)
    done = as_student.post(f"/attempts/{second}", data=ANSWERS)
    for address in (done.location, f"{first}/results"):
        page = as_student.get(address)
        assert page.status_code == 200
        assert "Your answers are kept" in page.text
        assert not [each for each in TOLD if each in page.text]


def test_others_read_on_and_so_does_the_teacher(exam, maker, as_stranger, client):
    exam()
    for browser in (as_stranger, client, maker.browser):
        assert browser.get(BOOKS[0]).status_code == 200


def test_the_first_page_of_the_quiz_says_so(maker, as_student):
    maker.pick("place-short")
    maker.send("publish")
    assert "Closed: what it asks about" not in as_student.get(maker.front).text
    maker.set(is_closed_book="y")
    assert maker.now.design.is_closed_book
    assert "Closed: what it asks about" in as_student.get(maker.front).text
    maker.set(**SETTINGS)
    assert not maker.now.design.is_closed_book


def test_its_teacher_reads_so_where_all_its_settings_stand(maker):
    maker.pick("place-short")
    assert "closed book" not in maker.page()
    maker.set(is_closed_book="y")
    assert "closed book" in maker.page()


def test_study_asks_for_what_is_open_only(exam, as_student):
    assert "What do sailors call it?" not in as_student.get(STUDY).text
    exam()
    assert "What do sailors call it?" in as_student.get(STUDY).text


def test_study_says_why_nothing_is_left(exam, as_student, load_bank):
    load_bank(builders.without("nickname", "nickname-card"))
    exam()
    assert "“Light” asks about is closed" in as_student.get(STUDY).text


def test_a_card_that_was_shown_before_takes_no_answer_meanwhile(exam, app, as_student):
    walk = Walk(app, as_student)
    card = walk.card(STUDY)
    exam()
    assert walk.study(card, text="Arnholm").location == STUDY
    assert "withdrawn" in as_student.get(STUDY).text


def test_the_answer_to_a_card_is_closed_meanwhile(exam, app, as_student):
    walk = Walk(app, as_student)
    answered = walk.study(walk.card(STUDY), text="Arnholm").location
    assert as_student.get(answered).status_code == 200
    objection = f"/answers/{answered.rpartition('/')[2]}/objection"
    assert as_student.get(objection).status_code == 200
    going = exam()
    for page in (answered, objection):
        assert as_student.get(page).status_code == 403
    as_student.post(going, data=ANSWERS)
    for page in (answered, objection):
        assert as_student.get(page).status_code == 200


def test_practice_asks_for_nothing_that_is_closed(exam, as_student):
    going = exam()
    assert practice(as_student) is None
    page = as_student.get("/banks/arnholm/quiz").text
    assert "Nothing is open to practise" in page
    assert "closed until the results of “Light” may be seen" in page
    assert f'href="{going}"' in page


def test_mistakes_that_are_closed_are_not_offered(exam, app, as_student):
    practised(app, as_student)
    assert "Practise my mistakes" in as_student.get("/banks/arnholm").text
    exam()
    assert "Practise my mistakes" not in as_student.get("/banks/arnholm").text


def test_results_of_practice_before_are_closed_meanwhile(exam, app, as_student):
    before = practised(app, as_student)
    assert as_student.get(f"{before}/results").status_code == 200
    going = exam()
    assert as_student.get(f"{before}/results").status_code == 403
    as_student.post(going, data=ANSWERS)
    assert as_student.get(f"{before}/results").status_code == 200


def test_practice_under_way_tells_no_result_meanwhile_and_keeps_what_is_answered(
    exam, app, as_student
):
    own = practice(as_student, layout="at-once")
    walk = Walk(app, as_student)
    right = walk.answers(UUID(own.rpartition("/")[2]))
    as_student.post(f"{own}/1", data={"check": "1", "forgot": "1"})
    going = exam()
    assert as_student.get(f"{own}/1").status_code == 403
    sent = builders.prefixed(right[2], 2) | {"check": "1"}
    assert as_student.post(f"{own}/2", data=sent).status_code == 403
    assert as_student.get(f"{own}/2").status_code == 200
    with app.app_context():
        kept = db.session.scalars(select(Response).where(Response.position == 2)).one()
        assert not kept.is_blank
        assert db.session.scalars(select(Score).where(Score.response_id == kept.id)).all() == []
    as_student.post(going, data=ANSWERS)
    assert as_student.get(f"{own}/1").status_code == 200
    assert as_student.post(f"{own}/2", data=sent).status_code == 303


def test_results_after_each_question_would_open_the_books(maker):
    refused = maker.set(is_closed_book="y", way="at-once")
    assert refused.status_code == 422
    assert "Results after each question show the article." in refused.text


def test_results_after_each_question_end_where_the_books_are_closed_meanwhile(maker, as_student):
    maker.pick("place-short", "height-number")
    maker.set(way="at-once")
    maker.send("publish")
    attempt_id = uuid4()
    start(as_student, maker, attempt_id)
    as_student.post(f"/attempts/{attempt_id}/1", data={"check": "1", "q1-text": "Nowhere"})
    maker.set(is_closed_book="y")
    assert as_student.get(f"/attempts/{attempt_id}/1").status_code == 403
    sent = {"check": "1", "q2-text": "42 metres"}
    assert as_student.post(f"/attempts/{attempt_id}/2", data=sent).status_code == 403
    handed_in = as_student.post(f"/attempts/{attempt_id}/2", data={"go": "hand-in"})
    assert handed_in.location == f"/attempts/{attempt_id}/results"
    assert "1 of 2 points" in as_student.get(handed_in.location).text


def test_no_list_tells_what_another_attempt_at_the_same_earned(exam, maker, app, as_student):
    other = Maker.begin(app, maker.browser, title="Another")
    other.pick("place-short")
    other.send("publish")
    exam()
    attempt_id = uuid4()
    start(as_student, other, attempt_id)
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": "Arnholm"})
    for page in ("/banks/arnholm", "/progress"):
        text = as_student.get(page).text
        assert '<td class="number" data-label="Points">–</td>' in text
        assert "Right answers" not in text
    data = as_student.get("/account/data/quizapp.json").get_json()
    assert (data["reviews"], data["memories"]) == ([], [])


def test_the_file_with_ones_data_tells_no_key_meanwhile(exam, app, as_student):
    practised(app, as_student)

    def scores():
        data = as_student.get("/account/data/quizapp.json").get_json()
        return [
            each["response"]["scores"]
            for attempt in data["attempts"]
            for each in attempt["questions"]
            if each["response"]
        ]

    assert any(scores())
    exam()
    assert not any(scores())


def test_the_home_page_quotes_nothing_that_is_closed(exam, as_student, as_stranger):
    exam()
    assert "<blockquote" in as_stranger.get("/").text
    assert "<blockquote" not in as_student.get("/").text
