"""The page of an article that is being read: how far it is, what it waits for, and its end."""

from sqlalchemy import select

from quizapp.db import db
from quizapp.queue.models import Job
from tests.article_reader import work_off
from tests.databases import both_databases
from tests.web.authoring.article_pages import (
    COMET,
    ask,
    counts,
    read,
)


def progress_of(client, answer):
    return client.get(f"{answer.location}.json").json


@both_databases
def test_pressing_the_button_stores_what_was_typed_and_leads_to_a_page_that_says_how_far_it_is(
    app, as_teacher, stub
):
    answer = ask(as_teacher, title="Comets")
    assert answer.status_code == 303
    html = as_teacher.get(answer.location).text
    assert "“Comets”" in html
    assert "It waits for its turn." in html
    assert '<meta http-equiv="refresh"' in html
    assert progress_of(as_teacher, answer)["state"] == "queued"
    assert "Comets" in as_teacher.get("/teach").text.split("Articles being read")[1]
    assert counts(app) == [0, 0, 0, 0, 0, 0]
    assert stub == []
    # Nothing of it is in the memory of a process: whatever starts next goes on with it.
    work_off(app)
    review = as_teacher.get(answer.location)
    assert review.status_code == 302
    assert "/articles/" in review.location
    assert "Articles being read" not in as_teacher.get("/teach").text


def test_pressing_twice_puts_one_job_in_line(app, as_teacher, stub):
    where = read(as_teacher, COMET).location
    first, second = (ask(as_teacher, where=where) for _ in range(2))
    assert first.location == second.location
    assert as_teacher.get(where).location == first.location
    with app.app_context():
        assert len(db.session.scalars(select(Job)).all()) == 1
    work_off(app)
    assert len(stub) == 1


def test_an_article_that_nothing_begins_is_said_to_wait_for_nothing(as_teacher, clock):
    answer = ask(as_teacher)
    clock.advance(minutes=1)
    assert "It waits for its turn." in progress_of(as_teacher, answer)["said"]
    clock.advance(minutes=2)
    said = progress_of(as_teacher, answer)["said"]
    assert "Nothing has begun it for 3 minutes" in said
    assert "tell the person who runs this site" in said


def test_a_second_article_of_a_teacher_says_that_it_waits_for_the_first(as_teacher, as_admin):
    ask(as_teacher, title="First")
    where = read(as_teacher, f"{COMET} It was cold.").location
    second = ask(as_teacher, where=where, title="Second")
    assert "It waits for another of your articles" in as_teacher.get(second.location).text
    other = ask(as_admin, title="Of somebody else")
    assert "It waits for its turn." in as_admin.get(other.location).text


def test_it_is_said_how_many_articles_of_others_come_before(as_teacher, as_admin, clock):
    ask(as_teacher, title="First")
    clock.advance(seconds=5)
    other = ask(as_admin, title="Of somebody else")
    ask(as_teacher, where=read(as_teacher, f"{COMET} It was cold.").location, title="Second")
    clock.advance(seconds=5)
    said = progress_of(as_admin, other)["said"]
    assert said == "1 article is read before yours: people take turns."
    more = ask(as_admin, where=read(as_admin, f"{COMET} It was dark.").location, title="Third")
    clock.advance(seconds=5)
    said = progress_of(as_admin, more)["said"]
    assert said == "3 articles are read before this one, 1 of them yours: people take turns."


@both_databases
def test_a_reading_is_cancelled_and_taken_up_again(app, as_teacher, stub):
    answer = ask(as_teacher)
    page = answer.location.removesuffix("/progress")
    for _ in range(2):
        assert as_teacher.post(f"{page}/cancel").location == answer.location
    assert "The reading was stopped" in as_teacher.get(answer.location).text
    work_off(app)
    assert stub == []
    assert "Nakamura-Boyle" in as_teacher.get(page).text
    for _ in range(2):
        as_teacher.post(f"{page}/again")
    work_off(app)
    assert "/articles/" in as_teacher.get(answer.location).location
    assert len(stub) == 1


def test_the_page_of_a_reading_is_its_own_teachers_alone(as_teacher, as_admin):
    answer = ask(as_teacher)
    page = answer.location.removesuffix("/progress")
    for path in (answer.location, f"{answer.location}.json"):
        assert as_admin.get(path).status_code == 404
    for path in (f"{page}/cancel", f"{page}/again"):
        assert as_admin.post(path).status_code == 404
    assert progress_of(as_teacher, answer)["state"] == "queued"
