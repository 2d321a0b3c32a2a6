"""What people can take with them: all that is kept of them, and nothing that is not theirs."""

import html
import json
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.authoring.drafting import ask_for_drafts
from quizapp.authoring.pending_articles import ArticleSheet, keep_article
from quizapp.authoring.term_lists import ListSheet, keep_list
from quizapp.banks.queries import bank_by_slug
from quizapp.clock import new_id
from quizapp.courses import roster_import
from quizapp.courses.services import make_course
from quizapp.db import db, transaction
from quizapp.domain.formats.term_lists import Separator
from quizapp.jobs.handlers import SETTLED_DAYS
from quizapp.jobs.housekeeping import FORGET_SENT
from quizapp.jobs.registry import DAILY
from quizapp.privacy.personal_data import personal_data
from tests import builders, teaching
from tests.databases import both_databases
from tests.jobs.conftest import make_worker
from tests.web.conftest import Walk
from tests.web.quizzes.test_secret_keys import SECRET, leaks

FILES = ("/account/data/quizapp.json", "/account/data/quizapp.html")


def data_of(browser):
    answer = browser.get(FILES[0])
    assert answer.status_code == 200
    return json.loads(answer.text)


@pytest.fixture
def ana(app, as_student, load_bank):
    """A student's browser, with a bank that has a question of every kind."""
    load_bank(builders.every_kind())
    return Walk(app, as_student)


@both_databases
def test_what_a_teacher_sent_in_is_there_until_it_is_forgotten(
    app, cast, clock, as_teacher, log_in
):
    article = ArticleSheet("", "", "A comet", "A paper", "2023", "", "A probe landed on a comet.")
    terms = ListSheet("cat\tKatze", Separator.TAB, "Animals")
    with app.app_context():
        teaching.load(app, clock())
        given = {"form_id": "a", "author_id": cast.teacher.id, "now": clock()}
        with transaction() as session:
            bank = bank_by_slug(session, teaching.SLUG)
            ask_for_drafts(session, keep_article(session, article, **given), clock())
            keep_list(session, bank, terms, **given)
            course = new_id()
            make_course(session, course, "Choir", "UTC", by=cast.teacher.id, now=clock())
            roster_import.keep_list(
                session, new_id(), course, "Bo Li", by=cast.teacher.id, now=clock()
            )
    data = data_of(as_teacher)
    assert [each["text"] for each in data["student_lists"]] == ["Bo Li"]
    assert [(each["title"], each["text"]) for each in data["articles_sent"]] == [
        ("A comet", "A probe landed on a comet.")
    ]
    assert [each["text"] for each in data["term_lists"]] == ["cat\tKatze"]
    assert [(each["about"], each["state"]) for each in data["jobs"]] == [("A comet", "queued")]
    page = as_teacher.get(FILES[1]).text
    assert "A probe landed on a comet." in page
    assert "Katze" in page
    assert "Bo Li" in page
    clock.advance(days=31)
    daily = [each for each in DAILY if each.kind == FORGET_SENT.kind]
    # What removes by age believes a clock only after some days.
    for _ in range(SETTLED_DAYS + 1):
        make_worker(app, FORGET_SENT, daily=daily).work_once()
        clock.advance(days=1)
    data = data_of(log_in(cast.teacher))
    assert (data["articles_sent"], data["term_lists"], data["student_lists"]) == ([], [], [])


@both_databases
def test_all_that_is_kept_is_there(ana, as_teacher, password):
    as_teacher.post("/teach/reset-code", data={"name": "Ana"})
    ana.client.post("/account/password", data={"current": password, "password": "my own words"})
    attempt = ana.start()
    ana.hand_in(attempt, ana.answers(attempt))
    waiting = ana.start(layout="single")
    ana.study(ana.card_of("place-short"), text="Hamburg")
    data = data_of(ana.client)
    assert (data["format"], data["version"]) == ("quizapp-personal-data", 1)
    assert data["made_at"] == "2026-03-02T09:00:00+00:00"
    assert data["account"]["name"] == "Ana"
    assert data["settings"] == {"time_zone": "UTC", "day_starts_at": 4, "new_per_day": 10}
    assert [each["browser"] for each in data["logins"]] == ["Test browser"]
    assert data["known_browsers"] == [{"first_at": data["made_at"], "seen_at": data["made_at"]}]
    assert [each["made_by"] for each in data["password_codes"]] == ["Clara"]
    assert data["banks"] == []
    assert {each["id"] for each in data["attempts"]} == {str(attempt), str(waiting)}
    handed_in = next(each for each in data["attempts"] if each["id"] == str(attempt))
    assert handed_in["handed_in_at"] == data["made_at"]
    assert len(handed_in["questions"]) > 5
    for each in handed_in["questions"]:
        assert each["asked"]
        assert each["response"]["answer"]
        assert each["response"]["scores"][0]["marks"]
    (studied,) = data["study"]
    assert studied["response"]["answer"] == ["Hamburg"]
    facts = {each["fact"] for each in data["reviews"]}
    assert facts
    assert {each["fact"] for each in data["memories"]} == facts


@both_databases
def test_what_is_not_handed_in_comes_without_its_keys(app, as_student, load_bank):
    load_bank(builders.every_kind(questions=SECRET))
    ana = Walk(app, as_student)
    attempt = ana.start()
    ana.save(attempt, ana.answers(attempt, builders.wrong_fields))
    pages = {path: ana.client.get(path).text for path in FILES}
    assert leaks(pages) == []
    (waiting,) = data_of(ana.client)["attempts"]
    assert waiting["handed_in_at"] is None
    saved = [each["response"] for each in waiting["questions"]]
    assert all(each["answer"] and not each["scores"] for each in saved)
    ana.hand_in(attempt, ana.answers(attempt))
    pages = {path: ana.client.get(path).text for path in FILES}
    assert leaks(pages) == sorted(FILES)


@pytest.mark.parametrize("path", FILES)
def test_nothing_of_anybody_else_is_in_it(app, ana, as_stranger, path):
    other = Walk(app, as_stranger)
    attempt = other.start()
    other.hand_in(attempt, other.answers(attempt))
    other.study(other.card_of("place-short"), text="what the stranger wrote")
    mine = ana.client.get(path).text
    assert "stranger" not in mine
    assert str(attempt) not in mine
    with app.app_context():
        hashes = db.session.scalars(select(User.password_hash)).all()
    assert not any(each and each in mine for each in hashes)


@pytest.mark.parametrize("path", FILES)
def test_it_is_one_file_to_keep_and_nobody_else_keeps_it(ana, path):
    answer = ana.client.get(path)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", FILES)
def test_nobody_has_no_data(client, path):
    assert client.get(path).status_code == 404
    assert client.get("/account/data").location == "/login?next=/account/data"


@both_databases
def test_a_guest_takes_theirs_too(walk):
    attempt = walk.start()
    walk.hand_in(attempt, walk.answers(attempt))
    data = data_of(walk.client)
    assert (data["account"]["name"], data["account"]["is_guest"]) == (None, True)
    assert len(data["attempts"]) == 1
    assert "A guest" in walk.client.get(FILES[1]).text


def test_what_somebody_typed_is_text_in_the_page(ana):
    ana.study(ana.card_of("place-short"), text="<script>alert(1)</script>")
    page = ana.client.get(FILES[1]).text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_page_says_the_same_as_the_file(ana):
    attempt = ana.start()
    ana.hand_in(attempt, ana.answers(attempt, builders.wrong_fields))
    page = ana.client.get(FILES[1]).text
    data = data_of(ana.client)
    assert data["memories"]
    for each in data["attempts"][0]["questions"]:
        for score in each["response"]["scores"]:
            assert score["outcome"].capitalize() in page
    assert all(each["fact"] in page for each in data["memories"])


def test_what_was_objected_to_is_in_it(ana):
    card = ana.card_of("place-short")
    ana.study(card, text="Hamburg")
    sent = {"challenge_id": str(uuid4()), "kind": "answer", "text": "It is <there>."}
    url = f"/answers/{card['answer_id']}/objection"
    assert ana.client.post(url, data=sent).status_code == 303
    [found] = data_of(ana.client)["objections"]
    assert (found["id"], found["response"]) == (sent["challenge_id"], card["answer_id"])
    assert (found["kind"], found["text"], found["state"]) == ("answer", "It is <there>.", "open")
    assert (found["decided_at"], found["reason"]) == (None, "")
    page = ana.client.get(FILES[1]).text
    assert "My answer is right (“It is &lt;there&gt;.”). Not decided yet." in page


@pytest.mark.parametrize("layout", ["page", "single", "at-once"])
def test_a_quiz_under_way_lists_all_questions_that_its_pages_let_open(ana, layout):
    """Nothing but going forward only keeps a question back: any other may be opened by its number.

    So the file tells no more than the pages do, of a question that nobody has opened as well.
    """
    attempt_id = ana.start(layout=layout)
    questions = data_of(ana.client)["attempts"][0]["questions"]
    assert [each["position"] for each in questions] == list(range(1, 9))
    for each in questions:
        there = "" if layout == "page" else f"/{each['position']}"
        page = html.unescape(ana.page(f"/attempts/{attempt_id}{there}"))
        assert each["asked"][0] in page
        assert each["response"] is None


def test_while_an_account_is_being_deleted_its_data_can_be_had(ana, password):
    ana.study(ana.card_of("place-short"), text="Hamburg")
    ana.client.post("/account/delete", data={"password": password})
    assert ana.client.get("/account/data").status_code == 200
    data = data_of(ana.client)
    assert data["account"]["deleted_on"] == "2026-04-01T09:00:00+00:00"
    assert data["study"]


@both_databases
def test_a_record_of_nothing_has_the_same_shape(app, ana, cast, clock):
    full = data_of(ana.client)
    with app.app_context():
        empty = personal_data(db.session(), cast.stranger.id, clock())
    assert set(full) == set(empty)
    assert json.loads(json.dumps(empty)) == empty
