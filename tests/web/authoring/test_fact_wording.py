"""A fact is worded anew in the browser: a new version, and its questions follow."""

import re

import pytest
from sqlalchemy import select

from quizapp.banks.models import Fact, FactVersion, Question, QuestionVersion
from quizapp.clock import new_id
from quizapp.db import db
from tests import teaching
from tests.databases import both_databases
from tests.web.authoring.pages import fields

BANK = f"/teach/banks/{teaching.SLUG}"
MOUTH = f"{BANK}/facts/elbe-mouth/wording"
LONGER = "The river Elbe reaches the North Sea at Cuxhaven."


pytestmark = [both_databases, pytest.mark.usefixtures("rivers")]


def versions(app, name):
    with app.app_context():
        rows = db.session.scalars(
            select(FactVersion)
            .join(Fact)
            .where(Fact.slug == name)
            .order_by(FactVersion.number)
            .execution_options(populate_existing=True)
        ).unique()
        return [(row.number, row.is_current, row.statement) for row in rows]


def asking(app, name):
    """Number and status of each question that asks for a fact, and the wording it points at."""
    with app.app_context():
        rows = db.session.execute(
            select(Question.slug, Question.status, QuestionVersion)
            .join(QuestionVersion, QuestionVersion.question_id == Question.id)
            .where(QuestionVersion.is_current)
        ).unique()
        return {
            slug: (status, version.number, part.fact_version.number)
            for slug, status, version in rows
            for part in version.parts
            if part.fact_version.fact.slug == name
        }


def form(page):
    return fields(page.text, "statement")


def write(browser, address, **more):
    """Send the form as the page has it, with some fields changed."""
    return browser.post(address, data=form(browser.get(address)) | more)


def confirm(browser, address, answer):
    """Send the form again that was shown with what changes."""
    assert answer.status_code == 422
    return browser.post(address, data=form(answer))


def test_new_wording_is_a_new_version_and_its_questions_point_at_it(app, as_teacher):
    before = asking(app, "elbe-mouth")
    assert before
    saved = write(as_teacher, MOUTH, statement=LONGER)
    assert saved.status_code == 303
    assert [row[:2] for row in versions(app, "elbe-mouth")] == [(1, False), (2, True)]
    after = asking(app, "elbe-mouth")
    assert after == {slug: (s, n + 1, 2) for slug, (s, n, _) in before.items()}
    page = as_teacher.get(saved.location).text
    assert LONGER in page
    assert "Version 2" in page
    assert "Clara" in page


def test_saving_the_same_wording_makes_no_version(app, as_teacher):
    assert write(as_teacher, MOUTH).status_code == 303
    assert len(versions(app, "elbe-mouth")) == 1


def test_questions_that_fail_with_it_are_named_first_and_drafts_then(app, as_teacher):
    answer = write(as_teacher, MOUTH, also_true="Bremerhaven")
    assert answer.status_code == 422
    assert "It becomes a draft" in answer.text
    assert "At which city does the Elbe reach the sea?" in answer.text
    assert len(versions(app, "elbe-mouth")) == 1
    published = {slug for slug, row in asking(app, "elbe-mouth").items() if row[0] == "published"}
    assert confirm(as_teacher, MOUTH, answer).status_code == 303
    drafts = {slug for slug, row in asking(app, "elbe-mouth").items() if row[0] == "draft"}
    assert drafts
    assert drafts <= published
    assert {row[2] for row in asking(app, "elbe-mouth").values()} == {2}


def test_what_was_not_shown_is_not_done(app, as_teacher):
    answer = write(as_teacher, MOUTH, also_true="Bremerhaven", seen="forged")
    assert answer.status_code == 422
    assert len(versions(app, "elbe-mouth")) == 1


def test_second_of_two_editors_gets_both_wordings_and_loses_nothing(app, as_teacher, as_admin):
    mine = form(as_teacher.get(MOUTH)) | {"statement": LONGER}
    theirs = "At Cuxhaven the Elbe reaches the sea."
    assert write(as_admin, MOUTH, statement=theirs).status_code == 303
    answer = as_teacher.post(MOUTH, data=mine)
    assert answer.status_code == 409
    assert theirs in answer.text
    assert LONGER in answer.text
    assert versions(app, "elbe-mouth")[-1][2] == theirs
    assert as_teacher.post(MOUTH, data=form(answer)).status_code == 303
    assert [row[2] for row in versions(app, "elbe-mouth")][1:] == [theirs, LONGER]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"statement": ""}, "Write the statement."),
        ({"statement": " \n\t"}, "Write the statement."),
        ({"value": ""}, "Write the value."),
        ({"statement": "The Elbe reaches the sea."}, "stands 0 times in the statement"),
        ({"statement": "Cuxhaven is Cuxhaven."}, "stands 2 times in the statement"),
        ({"statement": "x" * 2_000}, "Stay within"),
        ({"value": "Bremen", "statement": "The Elbe ends at Bremen."}, "does not say “Bremen”"),
        ({"as_of": "2023-13-40"}, "is not a date"),
        ({"also_true": "\n".join(map(str, range(30)))}, "Up to 12 answers"),
    ],
)
def test_bad_wordings_are_shown_again_with_the_reason(app, as_teacher, changed, said):
    answer = write(as_teacher, MOUTH, **changed)
    assert answer.status_code == 422
    assert said in answer.text.replace("&#34;", '"')
    assert len(versions(app, "elbe-mouth")) == 1


def test_number_of_a_quantity_is_read_from_its_words(app, as_teacher):
    address = f"{BANK}/facts/elbe-length/wording"
    wrong = write(as_teacher, address, statement="The Elbe is very long.", value="very")
    assert wrong.status_code == 422
    assert "“very” is no number." in wrong.text
    same = {"statement": "The Elbe is 1094 kilometres long.", "value": "1094 kilometres"}
    answer = write(as_teacher, address, **same)
    if answer.status_code == 422:
        answer = confirm(as_teacher, address, answer)
    assert answer.status_code == 303
    assert versions(app, "elbe-length")[-1][2] == "The Elbe is 1094 kilometres long."


def test_cards_of_a_term_follow_its_definition(app, as_teacher):
    listed = as_teacher.post(
        f"{BANK}/terms",
        data={"form_id": str(new_id()), "text": "delta - mouth of a river", "both_ways": "y"},
    ).location
    as_teacher.post(f"{listed}/add")
    address = f"{BANK}/facts/delta/wording"
    page = as_teacher.get(address).text
    assert re.search(r"<label[^>]*>Definition</label>", page)
    answer = write(as_teacher, address, value="land at the mouth of a river")
    assert "It shows the new words." in answer.text
    assert confirm(as_teacher, address, answer).status_code == 303
    with app.app_context():
        rows = db.session.execute(
            select(Question.slug, Question.status, QuestionVersion.stem, QuestionVersion.content)
            .join(QuestionVersion, QuestionVersion.question_id == Question.id)
            .where(QuestionVersion.is_current, Question.slug.startswith("delta"))
            .order_by(Question.slug)
        ).all()
    new = "land at the mouth of a river"
    assert [(slug, status, stem, content["back"]) for slug, status, stem, content in rows] == [
        ("delta", "published", "delta", new),
        ("delta-reversed", "published", new, "delta"),
    ]


def test_tampered_version_is_a_conflict_and_not_a_fault(as_teacher):
    assert write(as_teacher, MOUTH, statement=LONGER, based_on="x").status_code == 409


def test_fact_that_is_not_there_is_not_found(as_teacher):
    assert as_teacher.get(f"{BANK}/facts/nothing/wording").status_code == 404
