"""The pages of a preview: it is a learner's quiz, and every page says that it does not count."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import Role, User
from quizapp.banks.models import Bank, Visibility
from quizapp.db import db, transaction
from quizapp.quizzes.models import Attempt, Response
from tests import builders

SAID = "<strong>Preview.</strong>"


@pytest.fixture
def draft(maker):
    maker.pick("place-short", "height-number")
    return maker


def begin(maker, attempt_id=None):
    """Press the button; return the address of the attempt."""
    attempt_id = attempt_id or uuid4()
    response = maker.send("preview", attempt_id=str(attempt_id))
    assert (response.status_code, response.location) == (303, f"/attempts/{attempt_id}")
    return f"/attempts/{attempt_id}"


def count(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Attempt))


@pytest.mark.parametrize("way", ["page", "single", "at-once"])
def test_every_page_of_it_says_that_it_is_one(draft, way):
    draft.set(way=way)
    attempt = begin(draft)
    browser = draft.browser
    for path in ("", "/summary"):
        assert SAID in browser.get(attempt + path, follow_redirects=True).text
    if way == "at-once":
        browser.post(f"{attempt}/1", data={"check": "1", "q1-text": "Nowhere"})
        assert SAID in browser.get(f"{attempt}/1").text
        browser.post(f"{attempt}/2", data={"check": "1", "q2-text": "42"})
    else:
        browser.post(attempt, data={"q1-text": "Nowhere", "q2-text": "42 metres"})
    page = browser.get(f"{attempt}/results").text
    assert SAID in page
    assert "1 of 2 points" in page
    for hidden in ("Practise my mistakes", "Study now", "Your progress</a>\n</div>"):
        assert hidden not in page


def test_an_attempt_says_nothing_of_it(draft):
    draft.send("publish")
    attempt_id = uuid4()
    draft.browser.post(draft.front, data={"attempt_id": str(attempt_id)})
    assert SAID not in draft.browser.get(f"/attempts/{attempt_id}").text


def test_a_double_click_is_one_preview_and_the_next_removes_it(app, draft):
    attempt_id = uuid4()
    first = begin(draft, attempt_id)
    begin(draft, attempt_id)
    assert count(app) == 1
    begin(draft)
    assert count(app) == 1
    assert draft.browser.get(first).status_code == 404


def test_the_page_of_the_quiz_leads_to_it_and_throws_it_away(app, draft):
    assert "Preview as a student" in draft.page()
    attempt = begin(draft)
    page = draft.page()
    assert f'href="{attempt}"' in page
    assert "Preview it anew" in page
    assert draft.send("preview/remove").status_code == 303
    assert "The preview is thrown away." in draft.page()
    assert count(app) == 0
    assert draft.browser.get(attempt).status_code == 404
    assert draft.send("preview/remove").status_code == 303


def test_results_that_are_kept_back_are_there_for_the_maker_all_the_same(draft):
    draft.set(release="never")
    attempt = begin(draft)
    draft.browser.post(attempt, data={"q1-text": "Nowhere"})
    page = draft.browser.get(f"{attempt}/results").text
    assert "The results of this quiz are not shown." in page
    assert "Arnholm" not in page
    link = re.search(rf'href="({attempt}/results\?all=)"', page)
    assert "Arnholm" in draft.browser.get(link[1]).text


def lose_bank(app, _cast):
    with app.app_context(), transaction() as session:
        bank = session.scalars(select(Bank).where(Bank.slug == "arnholm")).one()
        bank.visibility = Visibility.PRIVATE.value


def lose_right(app, cast):
    with app.app_context(), transaction() as session:
        session.get_one(User, cast.teacher.id).role = Role.STUDENT.value


@pytest.mark.parametrize("release", ["end", "never"])
@pytest.mark.parametrize("lose", [lose_bank, lose_right])
def test_whoever_may_not_see_the_keys_any_more_finds_none_in_a_preview(
    app, draft, cast, release, lose
):
    draft.set(release=release)
    attempt = begin(draft)
    draft.browser.post(attempt, data={"q1-text": "Nowhere"})
    results = f"{attempt}/results"
    assert "Arnholm" in draft.browser.get(f"{results}?all=").text
    lose(app, cast)
    for query in ("", "?all="):
        page = draft.browser.get(results + query)
        assert page.status_code == 200
        assert "You answered 1 of 2 questions." in page.text
        assert "The results are for those alone who may see the right answers" in page.text
        assert "Arnholm" not in page.text
        assert "all the same" not in page.text


def test_nor_does_the_page_of_a_question_that_was_checked_in_it(app, draft, cast):
    draft.set(way="at-once")
    attempt = begin(draft)
    draft.browser.post(f"{attempt}/1", data={"check": "1", "q1-text": "Nowhere"})
    assert "Arnholm" in draft.browser.get(f"{attempt}/1").text
    lose_bank(app, cast)
    assert draft.browser.get(f"{attempt}/1").status_code == 404
    assert draft.browser.get(f"{attempt}/2").status_code == 200


def test_the_bank_that_a_preview_asked_from_counts_where_the_quiz_has_another_now(
    app, draft, cast, load_bank
):
    load_bank(replace(builders.bank(), id="other", title="Other"))
    attempt = begin(draft)
    draft.browser.post(attempt, data={"q1-text": "Nowhere"})
    draft.set(banks=["other"])
    lose_bank(app, cast)
    assert "Right answer" not in draft.browser.get(f"{attempt}/results?all=").text


def test_a_learner_has_no_such_way_to_results_that_are_kept_back(draft, as_student):
    draft.set(release="never")
    draft.send("publish")
    attempt_id = uuid4()
    as_student.post(draft.front, data={"attempt_id": str(attempt_id)})
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": "Nowhere"})
    assert "Arnholm" not in as_student.get(f"/attempts/{attempt_id}/results?all=").text


def test_a_quiz_without_a_question_has_nothing_to_preview(maker, app):
    assert "Preview as a student" not in maker.page()
    assert maker.send("preview").location == maker.home
    assert "There is nothing to preview" in maker.page()
    assert count(app) == 0


def test_it_is_for_those_who_may_change_the_quiz(draft, make_user, log_in, cast, app):
    tom = log_in(make_user("Tom", Role.TEACHER))
    draft.send("publish")
    for path in ("preview", "preview/remove"):
        assert tom.post(f"{draft.home}/{path}").status_code == 404
    assert count(app) == 0
    assert log_in(cast.admin).post(f"{draft.home}/preview").status_code == 303
    assert count(app) == 1


def test_nobody_else_sees_it(draft, as_student, cast, log_in):
    attempt = begin(draft)
    for browser in (as_student, log_in(cast.admin)):
        assert browser.get(attempt).status_code == 404


def test_an_id_of_something_else_is_refused(draft):
    draft.send("publish")
    attempt_id = uuid4()
    draft.browser.post(draft.front, data={"attempt_id": str(attempt_id)})
    assert draft.send("preview", attempt_id=str(attempt_id)).status_code == 404


def test_against_its_results_there_is_nothing_to_say(app, draft):
    attempt = begin(draft)
    draft.browser.post(attempt, data={"q1-text": "Nowhere", "q2-text": "42 metres"})
    with app.app_context():
        response_id = db.session.scalars(select(Response.id)).first()
    url = f"/answers/{response_id}/objection"
    sent = {"challenge_id": str(uuid4()), "kind": "unclear"}
    assert draft.browser.get(url).status_code == 404
    assert draft.browser.post(url, data=sent).status_code == 404


def test_it_does_not_keep_the_quiz_from_being_removed(app, draft):
    begin(draft)
    assert draft.send("remove").location == "/teach/quizzes"
    assert count(app) == 0
