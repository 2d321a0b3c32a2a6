"""The drafts of an article in the browser: accepted, edited, rejected, taken back."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp.banks.models import Question
from quizapp.clock import new_id
from quizapp.db import db, transaction
from quizapp.domain.facts import Source as Article
from tests import teaching
from tests.articles import BANK, HELD, keep, made
from tests.builders import share_with_everyone
from tests.databases import both_databases
from tests.web.authoring.article_pages import (
    NEW_STEM,
    question_url,
)
from tests.web.authoring.pages import fields


def test_drafts_are_shown_with_their_keys_best_first(drafts, as_teacher):
    html = as_teacher.get(drafts).text
    assert "0 of 3 sentences decided" in html
    stems = re.findall(r'<h2 class="stem"[^>]*>(.*?)</h2>', html)
    assert stems == [
        "At which city does the Rhine reach the sea?",
        "At which city does the Elbe reach the sea?",
        "How long is the Elbe?",
    ]
    assert 'Cuxhaven<span class="visually-hidden"> (right)</span>' in html
    assert "<mark>The Rhine reaches the sea at Rotterdam.</mark>" in html
    assert HELD in html


@both_databases
def test_accepting_publishes_and_twice_is_as_once(drafts, as_teacher):
    for _ in range(2):
        answer = as_teacher.post(question_url("typed", "accept"), data={"page": "1"})
        assert answer.location == f"{drafts}?done=typed#decided"
    html = as_teacher.get(f"{drafts}?done=typed").text
    assert "Published: “At which city does the Rhine reach the sea?”" in html
    assert "1 of 3 sentences decided" in html
    assert "1 published" in html


@both_databases
def test_rejecting_is_taken_back_on_the_next_page(drafts, as_teacher):
    for _ in range(2):
        as_teacher.post(question_url("typed", "reject"))
    html = as_teacher.get(f"{drafts}?done=typed").text
    assert "Rejected: “At which city" in html
    assert f'action="{question_url("typed", "take-back")}"' in html
    back = as_teacher.post(question_url("typed", "take-back"))
    assert back.location == f"{drafts}#draft-typed"
    assert "0 of 3 sentences decided" in as_teacher.get(drafts).text


def test_a_draft_that_is_edited_says_so_and_goes_back_to_the_review(drafts, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    html = as_teacher.get(url).text
    assert f'<a href="{drafts}#draft-typed">Drafts</a>' in html
    as_teacher.post(
        url,
        data={
            "stem": "In which city does the Rhine reach the sea?",
            "accepted": "Rotterdam",
            "fact": "rhine-mouth",
            "topic": "mouths",
            "based_on": "1",
        },
    )
    assert 'data-status="edited"' in as_teacher.get(drafts).text
    as_teacher.post(f"{url}/accept")
    assert "(1 after an edit)" in as_teacher.get(drafts).text


def test_a_draft_in_conflict_cannot_be_accepted_and_says_why(app, cast, clock, as_teacher):
    facts = tuple(
        replace(fact, conflicts_with=("weser-mouth",)) if fact.id == "rhine-mouth" else fact
        for fact in made().facts
    )
    with app.app_context():
        keep(cast.teacher.id, clock(), made(facts=facts))
    url = f"/teach/banks/{BANK}/articles/atlas"
    html = as_teacher.get(url).text
    assert "The sources disagree" in html
    assert question_url("typed", "accept") not in html
    answer = as_teacher.post(question_url("typed", "accept"), follow_redirects=True)
    assert "Not published: The sources disagree" in answer.text
    assert "0 of 3 sentences decided" in answer.text


def test_when_every_draft_is_decided_the_page_says_so(drafts, as_teacher):
    for name in ("typed", "choice", "number"):
        as_teacher.post(question_url(name, "accept"))
    html = as_teacher.get(drafts).text
    assert "Every draft is decided" in html
    assert "3 published, 0 rejected." in html
    assert "to review" not in as_teacher.get("/teach").text


def test_drafts_that_wait_are_found_from_the_first_page(drafts, as_teacher):
    html = as_teacher.get("/teach").text
    assert f'<a href="{drafts}">3 drafts to review</a>' in html
    assert "with a failed check" not in html


def test_accepting_a_question_that_was_never_a_draft_of_an_article_goes_to_its_page(
    rivers, as_teacher
):
    answer = as_teacher.post(f"{rivers}/questions/choice/accept")
    assert answer.location == f"{rivers}/questions/choice"
    assert as_teacher.get(f"{rivers}/articles/atlas").status_code == 404


def test_an_article_that_nobody_may_read_yet_is_not_counted(app, rivers, cast, clock, client):
    assert rivers
    other = made(
        source=Article("news", "News", "", "", "An unread text.\n"), facts=(), questions=()
    )
    with app.app_context():
        keep(cast.teacher.id, clock(), other, slug=teaching.SLUG, new_title="")
    for path in ("/", f"/banks/{teaching.SLUG}"):
        assert "9 questions about 6 facts from 1 article<" in client.get(path).text


@pytest.mark.usefixtures("drafts")
def test_learners_see_nothing_of_an_article_before_a_fact_of_it_is_approved(
    app, as_teacher, client
):
    source = f"/banks/{BANK}/sources/atlas"
    hidden = [f"/banks/{BANK}{rest}" for rest in ("", "/quiz", "/study", "/sources/atlas")]
    assert [client.get(path).status_code for path in hidden] == [404] * 4
    assert [client.post(path).status_code for path in hidden[1:3]] == [404] * 2
    for path in ("/", "/study", "/progress"):
        assert "An atlas" not in client.get(path, follow_redirects=True).text
    assert as_teacher.get(source).status_code == 200
    assert "Learners do not see this bank yet" in as_teacher.get(f"/banks/{BANK}").text
    as_teacher.post(question_url("typed", "accept"))
    assert "An atlas" not in client.get("/").text
    with app.app_context(), transaction() as session:
        share_with_everyone(session, BANK)
    assert "An atlas" in client.get("/").text
    assert "1 question about 1 fact from 1 article" in client.get("/").text
    assert source in client.get(f"/banks/{BANK}").text
    assert client.get(source).status_code == 200


def test_the_form_of_a_draft_saves_and_accepts_and_goes_back_to_its_place(app, drafts, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    html = as_teacher.get(url).text
    assert "Its fact is a draft" not in html
    assert "Save and accept" in html
    sent = fields(html) | {"stem": "In which city does the Rhine end?", "action": "accept"}
    for _ in range(2):
        assert as_teacher.post(url, data=sent).location == f"{drafts}?done=typed#decided"
    assert "(1 after an edit)" in as_teacher.get(drafts).text
    with app.app_context():
        assert teaching.fact_row("rhine-mouth").status == "approved"


def test_the_history_of_a_draft_says_which_article_it_was_made_from(drafts, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    as_teacher.post(url, data=fields(as_teacher.get(url).text) | {"stem": NEW_STEM})
    history = as_teacher.get(url).text.split('<ol class="history"')[1]
    assert drafts
    assert history.count("made from “An atlas”") == 1
    assert "files" not in history


def test_a_draft_that_is_saved_is_not_said_to_fail_for_its_fact(drafts, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    as_teacher.post(url, data=fields(as_teacher.get(url).text) | {"stem": NEW_STEM})
    html = as_teacher.get(url).text
    assert "Saved as version 2. It is a draft" in html
    assert f'<a href="{drafts}#draft-typed">Drafts</a>' in html


@pytest.mark.usefixtures("drafts")
def test_the_form_of_a_draft_that_fails_keeps_it_and_its_fact_drafts(app, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    stem = "Is it at Rotterdam that the Rhine ends?"
    sent = fields(as_teacher.get(url).text) | {"stem": stem, "action": "accept"}
    assert as_teacher.post(url, data=sent).location == url
    html = as_teacher.get(url).text
    assert "Saved as version 2, not published." in html
    assert 'id="stem-error"' in html
    with app.app_context():
        assert teaching.question_row("typed").status == "draft"
        assert teaching.fact_row("rhine-mouth").status == "draft"


@pytest.mark.usefixtures("drafts")
def test_a_draft_that_was_decided_meanwhile_is_not_accepted_and_nothing_is_lost(app, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    sent = fields(as_teacher.get(url).text) | {"stem": NEW_STEM, "action": "accept"}
    as_teacher.post(f"{url}/reject")
    answer = as_teacher.post(url, data=sent)
    assert answer.status_code == 409
    assert "decided meanwhile" in answer.text
    assert fields(answer.text)["stem"] == [NEW_STEM]
    with app.app_context():
        assert teaching.version_numbers("typed") == [1]


@pytest.mark.usefixtures("drafts")
def test_publishing_a_draft_from_a_list_leads_to_where_it_is_accepted(as_teacher):
    answer = as_teacher.post(question_url("typed", "publish"), follow_redirects=True)
    assert "it is a draft of an article" in answer.text


@both_databases
@pytest.mark.usefixtures("drafts")
@pytest.mark.parametrize("action", ["accept", "reject"])
def test_what_was_decided_meanwhile_stays_as_it_is(app, as_teacher, action):
    other = "reject" if action == "accept" else "accept"
    as_teacher.post(question_url("typed", other))
    answer = as_teacher.post(question_url("typed", action), follow_redirects=True)
    assert "It was decided meanwhile." in answer.text
    with app.app_context():
        expected = "retired" if other == "reject" else "published"
        assert teaching.question_row("typed").status == expected


def test_a_question_that_was_never_a_draft_of_an_article_is_not_rejected(app, rivers, as_teacher):
    answer = as_teacher.post(f"{rivers}/questions/choice/reject", follow_redirects=True)
    assert "this is no draft that waits" in answer.text
    with app.app_context():
        assert teaching.question_row("choice").status == "published"


@both_databases
def test_accepting_says_what_it_does_and_is_taken_back(app, drafts, as_teacher, client):
    assert "publishes what is ticked of a sentence at once" in as_teacher.get(drafts).text
    assert "can read the whole article" in as_teacher.get(drafts).text
    as_teacher.post(question_url("typed", "accept"))
    html = as_teacher.get(f"{drafts}?done=typed").text
    assert "can read the whole article" not in html
    assert f'action="{question_url("typed", "take-back")}"' in html
    for _ in range(2):
        answer = as_teacher.post(question_url("typed", "take-back"))
        assert answer.location == f"{drafts}#draft-typed"
    assert "0 of 3 sentences decided" in as_teacher.get(drafts).text
    assert client.get(f"/banks/{BANK}").status_code == 404
    with app.app_context():
        assert teaching.fact_row("rhine-mouth").status == "draft"


@both_databases
def test_what_learners_were_asked_is_retired_when_it_is_taken_back(
    app, open_to_all, as_teacher, as_student
):
    as_teacher.post(question_url("typed", "accept"))
    sent = {"attempt_id": str(new_id()), "length": "5", "layout": "page"}
    quiz = as_student.post(f"/banks/{BANK}/quiz", data=sent).location
    as_student.post(quiz, data={"q1-text": "Rotterdam"})
    for _ in range(2):
        answer = as_teacher.post(question_url("typed", "take-back"))
        assert answer.location == f"{open_to_all}?done=typed#decided"
    html = as_teacher.get(answer.location).text
    assert "Learners were asked it already" in html
    assert "Retired: “At which city" in html
    assert "1 of 1" in as_student.get(f"{quiz}/results").text
    with app.app_context():
        assert teaching.question_row("typed").status == "retired"
        assert teaching.fact_row("rhine-mouth").status == "approved"


def test_what_was_never_a_draft_of_an_article_is_not_taken_back(app, drafts, rivers, as_teacher):
    url = f"{rivers}/questions/choice/take-back"
    assert "Nothing was changed" in as_teacher.post(url, follow_redirects=True).text
    assert drafts
    with app.app_context():
        rows = db.session.scalars(select(Question.status).where(Question.slug == "choice"))
        assert set(rows) == {"draft", "published"}


@pytest.mark.usefixtures("drafts")
def test_rejecting_what_was_accepted_and_retired_since_changes_nothing(as_teacher):
    as_teacher.post(question_url("typed", "accept"))
    as_teacher.post(question_url("typed", "retire"))
    answer = as_teacher.post(question_url("typed", "reject"), follow_redirects=True)
    assert "Nothing was changed" in answer.text


@pytest.mark.usefixtures("drafts")
def test_an_old_form_does_not_change_what_was_published_meanwhile(app, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    sent = fields(as_teacher.get(url).text) | {"stem": NEW_STEM, "action": "accept"}
    as_teacher.post(f"{url}/accept")
    answer = as_teacher.post(url, data=sent)
    assert answer.status_code == 409
    assert fields(answer.text)["stem"] == [NEW_STEM]
    with app.app_context():
        assert teaching.version_numbers("typed") == [1]


def test_undo_goes_back_to_the_card_and_offers_the_decision_before(drafts, as_teacher, clock):
    for name in ("typed", "choice"):
        as_teacher.post(question_url(name, "reject"))
        clock.advance(seconds=1)
    back = as_teacher.post(question_url("choice", "take-back"))
    assert back.location == f"{drafts}?done=typed#draft-choice"
    html = as_teacher.get(back.location).text
    assert f'action="{question_url("typed", "take-back")}"' in html
    back = as_teacher.post(question_url("typed", "take-back"))
    assert back.location == f"{drafts}#draft-typed"


def test_a_draft_that_was_edited_meanwhile_is_not_published_unread(drafts, as_teacher):
    page = as_teacher.get(drafts).text
    version = re.search(r'name="version" value="([0-9a-f-]+)"', page)
    assert version
    stale = {"page": "1", "version": str(new_id()), "chosen": version.group(1)[:-4] + "0000"}
    shown = as_teacher.post(question_url("typed", "accept"), data=stale, follow_redirects=True).text
    assert "Not published: it was edited meanwhile." in shown
