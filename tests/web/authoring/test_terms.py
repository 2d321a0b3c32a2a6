"""A list of terms in the browser: pasted, looked through, made into cards, taken back."""

import re

import pytest
from sqlalchemy import func, select

from quizapp.app import all_tables
from quizapp.authoring.checking import failing
from quizapp.banks.models import Bank, Fact, Question
from quizapp.clock import new_id
from quizapp.db import db
from quizapp.memory.models import Review
from tests.databases import both_databases

pytestmark = both_databases

PAGE = "/teach/banks/ferries/terms"
STUDY = "/banks/ferries/study"
LIST = "mitosis - division of a cell\nрибосома - органелла\nalone\nشمس - sun\n"
GROWN = ("topic", "fact", "fact_version", "question", "question_version", "listed_card")


@pytest.fixture(autouse=True)
def bank(rivers):
    return rivers.rpartition("/")[2]


@pytest.fixture
def page(bank):
    return PAGE.replace("ferries", bank)


def counts(app):
    tables = all_tables().tables
    with app.app_context():
        return {
            name: db.session.scalar(select(func.count()).select_from(tables[name]))
            for name in GROWN
        }


def paste(browser, page, text=LIST, **more):
    sent = {"form_id": str(new_id()), "text": text, "topic": "Words"} | more
    return browser.post(page, data=sent)


def words_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_list_is_shown_before_anything_is_made(app, as_teacher, page):
    before = counts(app)
    answer = paste(as_teacher, page)
    assert answer.status_code == 303
    shown = words_of(as_teacher.get(answer.location).text)
    assert "3 cards can be made" in shown
    assert "1 line left out" in shown
    assert "Line 3 alone There is no definition: no dash with words after it." in shown
    assert "рибосома органелла" in shown
    assert counts(app) == before


def test_cards_are_published_pass_every_check_and_can_be_studied(app, as_teacher, bank, page):
    listed = paste(as_teacher, page).location
    made = as_teacher.post(f"{listed}/add")
    assert "3 cards made" in words_of(as_teacher.get(made.location).text)
    with app.app_context():
        made_at = select(Bank.id).where(Bank.slug == bank)
        rows = db.session.scalars(select(Question).where(Question.topic.has(title="Words"))).all()
        assert {row.status for row in rows} == {"published"}
        assert {row.slug for row in rows} == {"mitosis", "рибосома", "شمس"}
        facts = db.session.scalars(select(Fact).where(Fact.topic.has(title="Words"))).all()
        assert {row.status for row in facts} == {"approved"}
        failed = failing(db.session(), db.session.scalar(made_at))
        assert not failed.keys() & {row.slug for row in rows}
    questions = as_teacher.get(f"/teach/banks/{bank}/questions/рибосома")
    assert questions.status_code == 200
    assert "органелла" in questions.text


def test_both_directions_make_two_cards_of_one_fact(app, as_teacher, page):
    before = counts(app)
    listed = paste(as_teacher, page, both_ways="y").location
    assert "6 cards can be made" in words_of(as_teacher.get(listed).text)
    as_teacher.post(f"{listed}/add")
    after = counts(app)
    assert after["fact"] - before["fact"] == 3
    assert after["question"] - before["question"] == 6


def test_sent_twice_or_pasted_twice_adds_nothing_twice(app, as_teacher, page):
    form_id = str(new_id())
    first = paste(as_teacher, page, form_id=form_id).location
    assert paste(as_teacher, page, form_id=form_id).location == first
    for _ in range(2):
        assert as_teacher.post(f"{first}/add").status_code == 303
    once = counts(app)
    again = paste(as_teacher, page).location
    shown = words_of(as_teacher.get(again).text)
    assert "No card can be made yet" in shown
    assert "The bank has this card already." in shown
    as_teacher.post(f"{again}/add")
    assert counts(app) == once


def test_list_is_read_anew_with_another_separator(as_teacher, page):
    listed = paste(as_teacher, page, text="a - b: c\nd - e: f").location
    changed = {"text": "a - b: c\nd - e: f", "separator": "colon", "topic": "Words"}
    assert as_teacher.post(listed, data=changed).status_code == 303
    shown = words_of(as_teacher.get(listed).text)
    assert "a - b c" in shown


def test_undo_takes_out_all_that_the_list_brought(app, as_teacher, page):
    before = counts(app)
    listed = paste(as_teacher, page).location
    as_teacher.post(f"{listed}/add")
    for _ in range(2):
        assert as_teacher.post(f"{listed}/take-back").status_code == 303
    assert counts(app) == before
    assert "3 cards can be made" in words_of(as_teacher.get(listed).text)
    as_teacher.post(f"{listed}/add")
    assert counts(app)["question"] == before["question"] + 3


def test_cards_that_learners_were_asked_stay(app, as_teacher, as_student, bank, page):
    listed = paste(as_teacher, page).location
    as_teacher.post(f"{listed}/add")
    with app.app_context():
        version = db.session.scalar(
            select(all_tables().tables["question_version"].c.public_id)
            .join(Question)
            .where(Question.slug == "mitosis")
        )
    sent = {"answer_id": str(new_id()), "version": str(version), "rating": "3"}
    assert as_student.post(f"/banks/{bank}/study", data=sent).status_code == 303
    before = counts(app)
    refused = as_teacher.post(f"{listed}/take-back", follow_redirects=True).text
    assert "Not taken back: learners were asked some of these cards" in refused
    assert counts(app) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no line in it."),
        (" \n\t\r\n", "There is no line in it."),
        ("a - b\n" * 10_000, "The list has 10,000 lines; 2,000 are taken at a time."),
    ],
)
def test_list_that_cannot_be_taken_is_shown_again_with_the_reason(as_teacher, page, text, said):
    answer = paste(as_teacher, page, text=text)
    assert answer.status_code == 422
    assert said in answer.text
    assert text.strip()[:5] in answer.text


@pytest.mark.parametrize("text", ["<b>x</b> - y", "x - \0y", "x - " + "y" * 10_000, "a" * 300_000])
def test_odd_lists_are_read_without_harm(as_teacher, page, text):
    answer = paste(as_teacher, page, text=text)
    assert answer.status_code == 303
    assert "<b>x" not in as_teacher.get(answer.location).text


def test_list_of_somebody_else_is_not_there(as_teacher, as_admin, page):
    listed = paste(as_teacher, page).location
    for address in (listed, f"{page}/{new_id()}"):
        assert as_admin.get(address).status_code == 404
        assert as_admin.post(f"{address}/add").status_code == 404


def test_what_a_teacher_tried_goes_with_the_cards_and_what_a_learner_answered_keeps_them(
    app, cast, as_teacher, as_student, bank, page
):
    listed = paste(as_teacher, page).location
    as_teacher.post(f"{listed}/add")
    assert "What you tried yourself goes with them." in as_teacher.get(listed).text

    def study(browser):
        with app.app_context():
            version = db.session.scalar(
                select(all_tables().tables["question_version"].c.public_id)
                .join(Question)
                .where(Question.slug == "mitosis")
            )
        sent = {"answer_id": str(new_id()), "version": str(version), "rating": "3"}
        assert browser.post(f"/banks/{bank}/study", data=sent).status_code == 303

    def reviews():
        with app.app_context():
            return [row.user_id for row in db.session.scalars(select(Review))]

    study(as_teacher)
    assert reviews() == [cast.teacher.id]
    answer = as_teacher.post(f"{listed}/take-back", follow_redirects=True)
    assert "Taken back." in answer.text
    assert reviews() == []
    as_teacher.post(f"{listed}/add")
    study(as_teacher)
    study(as_student)
    refused = as_teacher.post(f"{listed}/take-back", follow_redirects=True).text
    assert "Not taken back: learners were asked some of these cards" in refused
    assert sorted(reviews()) == sorted([cast.teacher.id, cast.student.id])


def test_a_list_without_a_topic_stands_under_the_one_that_the_form_promises(as_teacher, page):
    form = as_teacher.get(page).text
    assert "“Terms” if empty" in form
    assert not re.search(r'name="topic"[^>]*value="[^"]', form)
    read = as_teacher.get(paste(as_teacher, page, topic="").location).text
    assert "under “Terms”" in re.sub("<[^>]+>", "", read)
