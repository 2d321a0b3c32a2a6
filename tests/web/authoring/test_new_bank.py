"""A bank without an article: made empty, written in by hand, described by its owner."""

from urllib.parse import unquote

import pytest
from sqlalchemy import func, select

from quizapp.banks.models import Bank, MemberRole, Membership
from quizapp.clock import new_id
from quizapp.db import db
from tests import teaching
from tests.databases import both_databases
from tests.web.authoring.pages import fields

pytestmark = both_databases

NEW = "/teach/new-bank"


def make(browser, title="Каспийское море", **more):
    sent = {"form_id": str(new_id()), "title": title, "language": "ru"} | more
    return browser.post(NEW, data=sent)


def bank_named(app, slug):
    with app.app_context():
        return db.session.scalars(select(Bank).where(Bank.slug == slug)).one()


def test_empty_bank_belongs_to_its_maker_and_is_nobody_elses(app, cast, as_teacher, as_student):
    made = make(as_teacher)
    name = unquote(made.location).removeprefix("/teach/banks/").removesuffix("/questions")
    assert name.startswith("каспийское-море-")
    bank = bank_named(app, name)
    assert (bank.title, bank.language) == ("Каспийское море", "ru")
    with app.app_context():
        owner = db.session.scalars(select(Membership).where(Membership.bank_id == bank.id)).one()
        assert (owner.user_id, owner.role) == (cast.teacher.id, MemberRole.OWNER)
    page = as_teacher.get(made.location).text
    assert "Nothing in this bank yet" in page
    for nothing_to_check in (page, as_teacher.get("/teach").text):
        assert "Changed since" not in nothing_to_check
    assert as_student.get(f"/banks/{name}").status_code == 404


def test_form_sent_twice_makes_one_bank(app, as_teacher):
    form_id = str(new_id())
    first = make(as_teacher, form_id=form_id).location
    assert make(as_teacher, form_id=form_id).location == first
    assert make(as_teacher).location != first
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Bank)) == 2


def test_id_of_somebody_elses_bank_makes_another(as_teacher, as_admin):
    form_id = str(new_id())
    first = make(as_admin, form_id=form_id).location
    assert make(as_teacher, form_id=form_id).location != first


def test_newcomer_gets_from_an_empty_bank_to_a_published_question(as_teacher):
    bank = make(as_teacher, title="Rivers of mine", language="en").location.removesuffix(
        "/questions"
    )
    form = fields(as_teacher.get(f"{bank}/new-question/short_answer").text)
    assert form["new_topic"] == ["General"]
    written = form | {
        "stem": "At which city does the Elbe reach the sea?",
        "accepted": "Cuxhaven",
        "statement": "The Elbe reaches the sea at Cuxhaven.",
        "action": "save",
    }
    made = as_teacher.post(f"{bank}/new-question/short_answer", data=written)
    assert made.status_code == 303
    page = as_teacher.get(made.location).text
    assert "General" in page
    saved = as_teacher.post(made.location, data=fields(page) | {"action": "publish"})
    assert saved.status_code == 303
    assert "published" in as_teacher.get(made.location).text


def test_new_topic_is_added_beside_those_that_are_there(rivers, as_teacher):
    address = f"{rivers}/new-question/flashcard"
    form = fields(as_teacher.get(address).text)
    written = form | {
        "stem": "Where does the Oder begin?",
        "back": "Moravia",
        "new_topic": "Springs",
    }
    made = as_teacher.post(address, data=written)
    assert made.status_code == 303
    assert "Springs" in as_teacher.get(made.location).text
    assert "new_topic" not in fields(as_teacher.get(made.location).text)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "Give the bank a title."),
        ({"title": " \t\u200b"}, "Give the bank a title."),
        ({"title": "x" * 201}, "Stay within 200 letters."),
        ({"language": "xx-nothing"}, "Choose a language from the list."),
        ({"language": ""}, "Choose a language from the list."),
        ({"language": "other", "other_language": ""}, "It is no tag of a language."),
        ({"language": "other", "other_language": '"><script>'}, "It is no tag of a language."),
    ],
)
def test_bad_bank_is_shown_again_with_the_reason(app, as_teacher, changed, said):
    answer = make(as_teacher, **changed)
    assert answer.status_code == 422
    assert said in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Bank)) == 0


@pytest.mark.parametrize("form_id", ["", "x", "9" * 3000])
def test_tampered_id_makes_a_bank_all_the_same(as_teacher, form_id):
    assert make(as_teacher, form_id=form_id).status_code == 303


def test_owner_changes_what_a_bank_says_of_itself_and_its_address_stays(app, as_teacher):
    bank = make(as_teacher, title="Seas", language="en").location.removesuffix("/questions")
    settings = f"{bank}/settings"
    sent = fields(as_teacher.get(settings).text, "description") | {
        "title": "Моря",
        "description": "О морях.",
        "language": "other",
        "other_language": "zh_hant",
        "license": "CC BY 4.0",
    }
    for _ in range(2):
        assert as_teacher.post(settings, data=sent).status_code == 303
    found = bank_named(app, bank.rpartition("/")[2])
    assert (found.title, found.description) == ("Моря", "О морях.")
    assert (found.language, found.license) == ("zh-Hant", "CC BY 4.0")
    assert 'value="zh-Hant"' in as_teacher.get(settings).text


def test_bank_of_files_says_where_its_settings_are(app, rivers, as_admin):
    page = as_admin.get(f"{rivers}/settings").text
    assert "bank.yaml" in page
    assert "<textarea" not in page
    before = bank_named(app, teaching.SLUG).title
    sent = {"title": "Mine", "language": "en"}
    assert as_admin.post(f"{rivers}/settings", data=sent).status_code == 303
    assert bank_named(app, teaching.SLUG).title == before


def test_editor_does_not_see_the_settings(rivers, as_teacher):
    assert as_teacher.get(f"{rivers}/settings").status_code == 403
    assert "Settings" not in as_teacher.get(f"{rivers}/questions").text
