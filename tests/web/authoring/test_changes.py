"""An article that says that a fact is over: shown beside the newer one, ended, and taken back."""

import pytest
from sqlalchemy import select

from quizapp.authoring import draft_review, services
from quizapp.banks.models import Fact, FactVersion, Question
from quizapp.banks.versions import fact_of
from quizapp.clock import now
from quizapp.db import db, transaction
from tests.databases import both_databases
from tests.web.authoring.article_pages import bank_in, draft, read

OLD = "The 12th Coastal Regiment has 2,000 soldiers on the island of Arnholm.\n"
NEW = "The 12th Coastal Regiment has 3,400 soldiers on the island of Arnholm.\n"

pytestmark = both_databases


def sent(client, text, **fields):
    where = read(client, text).location
    return draft(client, text, where, **fields).location


@pytest.fixture
def review(app, as_teacher, cast):
    """The review of a newer article, in a bank with a published question about the older fact."""
    bank = bank_in(sent(as_teacher, OLD, title="Regiment", published="2022-03-10"))
    with app.app_context(), transaction() as session:
        # A gap would be filled by the newer number as well, and so stay a draft.
        row = session.scalars(select(Question).where(Question.kind == "numeric")).one()
        draft_review.accept(session, row, user_id=cast.teacher.id, now=now())
    return sent(as_teacher, NEW, title="It grows", published="2024-06-02", bank=bank)


def older(app):
    with app.app_context():
        statement = (
            select(Fact, FactVersion)
            .join(FactVersion, FactVersion.fact_id == Fact.id)
            .where(FactVersion.is_current, FactVersion.statement.contains("2,000"))
        )
        row, version = db.session.execute(statement).unique().one()
        return row, version.number, fact_of(version)


def statuses(app):
    with app.app_context():
        return sorted(db.session.scalars(select(Question.status)))


def press(client, app, review, button):
    row, _, _ = older(app)
    return client.post(f"{review}/changes/{row.slug}/{button}")


def test_a_change_is_shown_with_both_facts_and_nothing_has_ended_yet(app, as_teacher, review):
    html = as_teacher.get(review).text
    section = html.split('id="changes"')[1].split("</section>")[0]
    assert "“2,000” held until 2024-06-02: since then it is “3,400”" in section
    assert "2,000 soldiers" in section
    assert "3,400 soldiers" in section
    assert "End the older fact" in section
    assert older(app)[0].status == "approved"


def test_ending_the_older_fact_holds_its_questions_and_twice_is_once(app, as_teacher, review):
    assert "published" in statuses(app)
    for _ in range(2):
        assert press(as_teacher, app, review, "end").status_code == 303
    row, number, fact = older(app)
    assert (row.status, number, fact.until) == ("superseded", 2, "2024-06-02")
    assert fact.superseded_by
    assert "since then it is “3,400”" in fact.note
    assert "published" not in statuses(app)
    assert "Take that back" in as_teacher.get(review).text


def test_taking_it_back_restores_the_fact_and_its_questions(app, as_teacher, review):
    before, first = statuses(app), older(app)[2]
    press(as_teacher, app, review, "end")
    for _ in range(2):
        assert press(as_teacher, app, review, "take-back").status_code == 303
    row, number, fact = older(app)
    assert (row.status, number, fact) == ("approved", 3, first)
    assert statuses(app) == before
    assert "End the older fact" in as_teacher.get(review).text
    press(as_teacher, app, review, "end")
    assert older(app)[0].status == "superseded"


def test_a_question_that_was_retired_meanwhile_stays_so(app, as_teacher, cast, review):
    press(as_teacher, app, review, "end")
    with app.app_context(), transaction() as session:
        for row in session.scalars(select(Question)):
            services.retire(session, row, user_id=cast.teacher.id, now=now())
    press(as_teacher, app, review, "take-back")
    assert set(statuses(app)) == {"retired"}


def test_a_change_of_nothing_changes_nothing(app, as_teacher, as_stranger, review):
    assert as_teacher.post(f"{review}/changes/nothing/end").status_code == 303
    assert as_teacher.post(f"{review}/changes/nothing/take-back").status_code == 303
    assert press(as_stranger, app, review, "end").status_code in {403, 404}
    assert older(app)[0].status == "approved"
