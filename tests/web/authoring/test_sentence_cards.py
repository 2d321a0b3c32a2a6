"""The drafts of one sentence in the browser: one card, decided together."""

import re
from dataclasses import replace

import pytest

from quizapp.clock import new_id
from quizapp.domain.questions import QuestionKind, QuestionStatus
from tests import teaching
from tests.articles import BANK, keep, made
from tests.databases import both_databases
from tests.web.authoring.article_pages import (
    question_url,
)


@pytest.fixture
def forms(app, cast, clock):
    """Two forms of one sentence, and two other drafts."""
    gaps = teaching.questions()[QuestionKind.CLOZE]
    with app.app_context():
        given = made(questions=(*made().questions, replace(gaps, status=QuestionStatus.DRAFT)))
        keep(cast.teacher.id, clock(), given)
    return f"/teach/banks/{BANK}/articles/atlas"


def sent_by(html, name):
    """Return what the form of a card sends by its button of that name, or by Enter."""
    form = html.split(f'action="{question_url(name, "accept")}"')[1].split("</form>")[0]
    every = re.search(r'name="every" value="([^"]+)"', form)
    return {
        "page": "1",
        "version": re.findall(r'name="version" value="([^"]+)"', form),
        "chosen": re.findall(r'name="chosen" value="([^"]+)"[^>]* checked', form)
        + re.findall(r'type="hidden" name="chosen" value="([^"]+)"', form),
    }, every.group(1) if every else ""


@both_databases
def test_a_sentence_is_rejected_with_all_its_forms_and_taken_back(forms, as_teacher):
    sent, _ = sent_by(as_teacher.get(forms).text, "choice")
    assert len(sent["version"]) == 2
    for _ in range(2):
        answer = as_teacher.post(question_url("choice", "reject"), data=sent)
        assert answer.location == f"{forms}?done=choice#decided"
    html = as_teacher.get(answer.location).text
    assert "Rejected with 1 other form: “" in html
    assert "1 of 3 sentences decided" in html
    for _ in range(2):
        answer = as_teacher.post(question_url("choice", "take-back"))
        assert answer.location == f"{forms}#draft-choice"
    assert "0 of 3 sentences decided" in as_teacher.get(forms).text


@both_databases
def test_the_best_form_is_ticked_and_the_others_are_left_out(app, forms, as_teacher):
    sent, every = sent_by(as_teacher.get(forms).text, "choice")
    assert (len(sent["chosen"]), len(every.split())) == (1, 2)
    for _ in range(2):
        answer = as_teacher.post(question_url("choice", "accept"), data=sent)
        assert answer.location == f"{forms}?done=choice#decided"
    html = as_teacher.get(answer.location).text
    assert "1 form was not ticked, and left out." in html
    assert "1 of 3 sentences decided" in html
    assert "1 published · 0 rejected" in html
    with app.app_context():
        assert teaching.question_row("choice").status == "published"


def test_all_forms_of_a_sentence_are_accepted_by_one_button(forms, as_teacher):
    sent, every = sent_by(as_teacher.get(forms).text, "choice")
    as_teacher.post(question_url("choice", "accept"), data=sent | {"every": every})
    html = as_teacher.get(f"{forms}?done=choice").text
    assert "Published with 1 other form: “" in html
    assert "2 published · 0 rejected" in html


def test_nothing_is_accepted_where_no_form_is_ticked(forms, as_teacher):
    sent, _ = sent_by(as_teacher.get(forms).text, "choice")
    answer = as_teacher.post(question_url("choice", "accept"), data=sent | {"chosen": []})
    assert answer.location == f"{forms}#draft-choice"
    html = as_teacher.get(forms).text
    assert "Not published: no form was ticked." in html
    assert "0 of 3 sentences decided" in html


@pytest.mark.parametrize("version", ["", "no id", "\x00", "1" * 9_000, "0" * 32])
@pytest.mark.parametrize("action", ["accept", "reject"])
def test_a_wording_that_no_form_of_ours_sends_decides_nothing(forms, as_teacher, version, action):
    sent = {"version": [str(new_id())], "chosen": [version], "every": version, "page": version}
    answer = as_teacher.post(question_url("choice", action), data=sent)
    assert answer.location.startswith(forms)
    assert "0 of 3 sentences decided" in as_teacher.get(forms).text


def test_forms_are_not_rejected_by_a_page_on_which_the_draft_read_otherwise(drafts, as_teacher):
    answer = as_teacher.post(question_url("typed", "reject"), data={"version": str(new_id())})
    assert answer.location == f"{drafts}#draft-typed"
    assert "Not rejected: it was edited meanwhile." in as_teacher.get(drafts).text
    assert "0 of 3 sentences decided" in as_teacher.get(drafts).text


def test_a_card_says_that_a_form_of_its_sentence_is_published_already(forms, as_teacher, clock):
    sent, _ = sent_by(as_teacher.get(forms).text, "choice")
    as_teacher.post(question_url("choice", "accept"))
    clock.advance(seconds=1)
    html = as_teacher.get(forms).text
    assert "Of this sentence, a question is published already." in html
    assert "0 of 3 sentences decided" in html
    as_teacher.post(question_url("gaps", "reject"), data=sent)
    assert "1 published · 0 rejected" in as_teacher.get(forms).text
    html = as_teacher.get(f"{forms}?done=gaps").text
    assert "Left out: “" in html


@pytest.mark.parametrize("part", ["less-sure", "other", ""])
def test_where_nothing_is_less_sure_the_drafts_are_shown_as_they_are(forms, as_teacher, part):
    html = as_teacher.get(f"{forms}?part={part}&page=7").text
    assert html.count("data-card") == 3
