"""A new question that words of an article prove: its form knows them by its address."""

import pytest
from sqlalchemy import select

from quizapp.banks.models import FactEvidence, FactVersion
from quizapp.db import db
from tests import teaching
from tests.articles import BANK
from tests.databases import both_databases
from tests.web.authoring.pages import fields

NEW = f"/teach/banks/{BANK}/new-question"
SENTENCE = "The Weser reaches the sea at Bremerhaven."
START = teaching.TEXT.index(SENTENCE)
END = START + len(SENTENCE)
KEY = teaching.TEXT.index("Bremerhaven")
PLACE = f"article=atlas&start={START}&end={END}"
WITH_KEY = f"{PLACE}&key_start={KEY}&key_end={KEY + 11}"

pytestmark = pytest.mark.usefixtures("drafts")


@both_databases
def test_the_words_are_the_proof_and_those_selected_the_answer(app, as_teacher):
    url = f"{NEW}/short_answer?{WITH_KEY}"
    html = as_teacher.get(url).text
    assert f"<mark>{SENTENCE}</mark>" in html
    assert "proved by the words of the article" in html
    assert "marked as unsourced" not in html
    sent = fields(html)
    assert (sent["accepted"], sent["statement"]) == (["Bremerhaven"], [SENTENCE])
    sent["stem"] = "Where does the Weser end?"
    answers = [as_teacher.post(url, data=sent) for _ in range(2)]
    assert len({answer.location for answer in answers}) == 1
    name = answers[0].location.rsplit("/", 1)[1]
    as_teacher.post(f"{answers[0].location}/publish")
    with app.app_context():
        assert teaching.question_row(name).status == "published"
        found = db.session.scalars(
            select(FactEvidence)
            .join(FactVersion, FactVersion.id == FactEvidence.fact_version_id)
            .where(FactVersion.statement == SENTENCE, FactEvidence.start == START)
        ).all()
        assert ("Bremerhaven", SENTENCE) in {(each.value, each.quote) for each in found}
    assert "1 of 6 sentences asked" in as_teacher.get(f"/teach/banks/{BANK}/articles/atlas").text


def test_an_answer_in_other_words_is_proved_by_the_whole_sentence(app, as_teacher):
    url = f"{NEW}/flashcard?{PLACE}"
    sent = fields(as_teacher.get(url).text)
    sent |= {"stem": "Which port lies where the Weser ends?", "back": "the sea", "statement": ""}
    sent["statement"] = "The Weser ends at the sea."
    assert as_teacher.post(url, data=sent).status_code == 303
    with app.app_context():
        values = db.session.scalars(
            select(FactEvidence.value)
            .join(FactVersion, FactVersion.id == FactEvidence.fact_version_id)
            .where(FactVersion.statement == "The Weser ends at the sea.")
        ).all()
    assert values == ["the sea"]


def test_other_kinds_of_question_keep_the_words(as_teacher):
    html = as_teacher.get(f"{NEW}?{PLACE}").text
    assert SENTENCE in html
    assert f"{NEW}/flashcard?article=atlas&amp;start={START}&amp;end={END}" in html


@pytest.mark.parametrize(
    "place",
    [
        "",
        "article=atlas",
        "article=no-such&start=1&end=5",
        "article=%00&start=1&end=5",
        f"article=atlas&start={END}&end={START}",
        f"article=atlas&start={START}&end={START}",
        "article=atlas&start=-1&end=5",
        "article=atlas&start=1&end=99999",
        "article=atlas&start=1e1&end=٣",
        f"article=atlas&start={'9' * 500}&end=5",
    ],
)
def test_an_address_that_names_no_words_is_that_of_an_empty_form(as_teacher, place):
    html = as_teacher.get(f"{NEW}/short_answer?{place}").text
    assert "Who says so?" not in html
    assert fields(html)["accepted"] == [""]


def test_words_that_come_twice_are_told_by_their_paragraph(as_teacher):
    start = teaching.TEXT.index("reaches")
    html = as_teacher.get(f"{NEW}/short_answer?article=atlas&start={start}&end={start + 7}").text
    assert f"<mark>{teaching.TEXT.split(chr(10))[0]}</mark>" in html


@pytest.mark.parametrize("key", ["key_start=0&key_end=3", f"key_start={KEY}&key_end={END + 5}"])
def test_an_answer_outside_the_words_is_left_empty(as_teacher, key):
    html = as_teacher.get(f"{NEW}/short_answer?{PLACE}&{key}").text
    assert fields(html)["accepted"] == [""]
