"""What is said of drafts of an article that are looked at or published beside their review."""

from dataclasses import replace

import pytest

from quizapp.domain.questions import Origin
from tests.articles import BANK, keep, made
from tests.databases import both_databases
from tests.web.authoring.article_pages import question_url
from tests.web.authoring.pages import fields


@both_databases
@pytest.mark.usefixtures("drafts")
def test_publishing_ticked_drafts_says_that_their_facts_wait_and_no_check_fails(as_teacher):
    questions = f"/teach/banks/{BANK}/questions"
    for ticked, told in (
        (["typed"], "1 is a draft of an article"),
        (["typed", "number"], "2 are drafts of an article"),
    ):
        sent = {"do": "publish", "question": ticked}
        page = as_teacher.post(questions, data=sent, follow_redirects=True).text
        assert f"0 published. {told}" in page
        assert "held back" not in page


def test_a_draft_that_fails_a_check_is_not_said_to_need_approval_only(drafts, as_teacher):
    assert drafts
    url = f"/teach/banks/{BANK}/questions/typed"
    sent = fields(as_teacher.get(url).text) | {"stem": "is it Rotterdam"}
    assert as_teacher.post(url, data=sent).status_code == 303
    page = as_teacher.post(question_url("typed", "publish"), follow_redirects=True).text
    assert "it is a draft of an article" not in page
    assert "fail" in page
    ticked = {"do": "publish", "question": ["typed"]}
    page = as_teacher.post(f"/teach/banks/{BANK}/questions", data=ticked, follow_redirects=True)
    assert "1 is held back by a check" in page.text


def test_what_is_looked_at_before_it_is_saved_is_checked_as_it_would_be_saved(
    app, cast, clock, as_teacher
):
    found = made()
    drafted = tuple(replace(fact, licences=()) for fact in found.facts)
    by_engine = tuple(replace(each, origin=Origin.ENGINE) for each in found.questions)
    with app.app_context():
        keep(cast.teacher.id, clock(), made(facts=drafted, questions=by_engine))
    url = f"/teach/banks/{BANK}/questions/typed"
    blank = fields(as_teacher.get(url).text)
    for stem, refused in (
        (blank["stem"][0], False),
        ("In which harbour town does the Rhine reach the sea?", False),
        ("Does the Rhine reach the sea in Rotterdam?", True),
    ):
        looked = as_teacher.post(url, data=blank | {"stem": stem, "action": "check"})
        assert ("It cannot be published" in looked.text) is refused
    sent = blank | {"stem": "In which harbour town does the Rhine reach the sea?"}
    assert as_teacher.post(url, data=sent | {"action": "accept"}).location.endswith("#decided")
