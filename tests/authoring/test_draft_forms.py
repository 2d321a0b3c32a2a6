"""Several drafts that ask for the same facts are set aside together, and taken back together."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp.authoring import draft_review, drafts, services
from quizapp.authoring.draft_forms import waiting_forms
from quizapp.authoring.errors import EditedMeanwhile, NotWaiting
from quizapp.authoring.models import Draft, GenerationRun
from quizapp.banks.versions import question_of
from quizapp.db import db, transaction
from quizapp.domain.questions import QuestionKind, QuestionStatus
from tests import statements, teaching
from tests.articles import decided, keep, made
from tests.databases import both_databases
from tests.taking_turns import overtake
from tests.teaching import question_row

pytestmark = both_databases

KNOWN = teaching.questions()
TYPED = replace(KNOWN[QuestionKind.SHORT_ANSWER], accepted=("Cuxhaven",), fact="elbe-mouth")
FORMS = ("choice", "gaps", "where")
OTHERS = ("pairs", "typed")
"""One asks for the fact and for another one, the other for another fact alone."""


def drafted():
    """Return three forms of a fact, and two other drafts."""
    # In words of their own: a process parses each version once, and these are drafts.
    found = (
        replace(KNOWN[QuestionKind.MULTIPLE_CHOICE], stem="In which city does the Elbe end?"),
        replace(KNOWN[QuestionKind.MATCHING], stem="Match each river with its city."),
        replace(KNOWN[QuestionKind.CLOZE], stem="Fill this gap."),
        replace(KNOWN[QuestionKind.SHORT_ANSWER], stem="In which city does the Rhine end?"),
        replace(TYPED, id="where", stem="Which city stands where the Elbe ends?"),
    )
    return made(questions=tuple(replace(each, status=QuestionStatus.DRAFT) for each in found))


@pytest.fixture
def run(app, cast, clock):
    with app.app_context():
        keep(cast.teacher.id, clock(), drafted())
        yield db.session.scalars(select(GenerationRun)).one()


def counted(session, run):
    """Return the wordings of all drafts that wait, which a page may have shown."""
    return [each.version for each in waiting_forms(session, run.id)]


@pytest.fixture
def reject(run, cast, clock):
    def act(slug, versions=None, by=None):
        with transaction() as session:
            draft_review.reject_forms(
                session,
                question_row(slug),
                versions=counted(session, run) if versions is None else versions,
                user_id=(by or cast.teacher).id,
                now=clock(),
            )

    return act


@pytest.fixture
def reject_alone(run, cast, clock):
    assert run

    def act(slug, by=None):
        with transaction() as session:
            given = {"user_id": (by or cast.teacher).id, "now": clock()}
            draft_review.reject(session, question_row(slug), **given)

    return act


@pytest.fixture
def edit(cast, clock):
    def save(slug, **changed):
        with transaction() as session:
            row = question_row(slug)
            current = services.current_version(session, row)
            question = replace(question_of(current), **changed)
            given = {"based_on": current.number, "author_id": cast.teacher.id, "now": clock()}
            services.save_question(session, row, question, **given)

    return save


def take_back(slug):
    with transaction() as session:
        draft_review.take_back_forms(session, question_row(slug))


def waiting():
    return {name for name, decision in decided().items() if decision is None}


def test_each_draft_knows_the_forms_of_exactly_its_facts(run):
    cards = drafts.waiting(db.session(), run, 1).cards
    found = {card.row.slug: {form.slug for form in card.forms} for card in cards}
    assert found == {
        **{name: set(FORMS) for name in FORMS},
        **{name: {name} for name in OTHERS},
    }


def test_a_draft_of_another_article_is_no_form_of_these(run, reject, cast, clock):
    other = keep(cast.admin.id, clock(), made(questions=(), features={}), slug="other")
    with transaction() as session:
        session.get_one(Draft, question_row("where").id).generation_run_id = other
    cards = drafts.waiting(db.session(), run, 1).cards
    assert [len(card.forms) for card in cards] == [2, 1, 2, 1]
    elsewhere = services.current_version(db.session(), question_row("where")).public_id
    reject("choice", [*counted(db.session(), run), elsewhere])
    assert question_row("where").status == "draft"


@pytest.mark.parametrize("first", FORMS)
def test_rejecting_all_forms_leaves_other_drafts_and_twice_is_as_once(run, reject, clock, first):
    seen = counted(db.session(), run)
    reject(first, seen)
    clock.advance(minutes=1)
    reject(first, seen)
    assert waiting() == set(OTHERS)
    assert {question_row(name).status for name in FORMS} == {"retired"}
    assert drafts.decided(db.session(), run, first).together == len(FORMS)
    take_back(first)
    assert waiting() == {*FORMS, *OTHERS}


def test_taking_back_twice_is_as_once(run, reject):
    reject("gaps")
    for _ in range(2):
        take_back("gaps")
        assert waiting() == {*FORMS, *OTHERS}
    assert {question_row(name).status for name in FORMS} == {"draft"}
    assert drafts.decided(db.session(), run, "gaps") is None


def test_taking_back_leaves_a_form_that_was_rejected_at_another_time(reject, reject_alone, clock):
    reject_alone("where")
    clock.advance(seconds=1)
    reject("choice")
    clock.advance(seconds=1)
    take_back("choice")
    assert waiting() == {"choice", "gaps", *OTHERS}


def test_taking_back_leaves_a_form_that_somebody_else_rejected(reject, reject_alone, cast):
    reject_alone("where", by=cast.admin)
    reject("choice")
    take_back("choice")
    assert waiting() == {"choice", "gaps", *OTHERS}


def test_taking_back_leaves_a_form_that_was_taken_back_and_rejected_again(
    reject, reject_alone, clock
):
    reject("choice")
    with transaction() as session:
        services.reopen(session, question_row("where"))
    clock.advance(seconds=1)
    reject_alone("where")
    take_back("choice")
    assert waiting() == {"choice", "gaps", *OTHERS}


def test_taking_back_leaves_other_drafts_that_were_retired_at_the_very_same_time(
    reject, reject_alone
):
    reject_alone("typed")
    reject("choice")
    take_back("choice")
    assert waiting() == {*FORMS, "pairs"}


def test_a_form_that_was_published_meanwhile_is_not_taken_back(run, reject, cast, clock):
    reject("choice")
    with transaction() as session:
        services.approve_fact(session, teaching.fact_row("elbe-mouth"))
        given = {"user_id": cast.teacher.id, "now": clock()}
        services.publish(session, question_row("where"), **given)
    assert drafts.decided(db.session(), run, "choice").together == len(FORMS) - 1
    take_back("choice")
    assert waiting() == {"choice", "gaps", *OTHERS}
    assert question_row("where").status == "published"
    with pytest.raises(NotWaiting):
        take_back("where")


def test_a_form_that_was_edited_after_it_was_rejected_is_taken_back_as_it_is_now(reject, edit):
    reject("choice")
    edit("where", stem="Where does the Rhine end?", fact="rhine-mouth")
    take_back("choice")
    assert waiting() == {*FORMS, *OTHERS}
    assert teaching.version_numbers("where") == [1, 2]


def test_a_form_that_was_edited_meanwhile_is_not_rejected_unread(run, reject, edit):
    seen = counted(db.session(), run)
    edit("where", stem="Which city stands at the mouth of the Elbe?")
    reject("choice", seen)
    assert waiting() == {"where", *OTHERS}
    with pytest.raises(EditedMeanwhile):
        reject("where", seen)
    assert waiting() == {"where", *OTHERS}


def test_a_draft_that_was_made_to_ask_for_the_same_meanwhile_is_not_rejected(run, reject, edit):
    seen = counted(db.session(), run)
    edit("typed", stem="Where does the Elbe end?", accepted=("Cuxhaven",), fact="elbe-mouth")
    reject("choice", seen)
    assert waiting() == set(OTHERS)


def test_wordings_of_other_facts_are_not_rejected_though_they_are_sent(run, reject):
    reject("pairs", counted(db.session(), run))
    assert waiting() == {*FORMS, "typed"}


def test_what_is_no_draft_that_waits_is_neither_rejected_nor_taken_back(run, reject, cast, clock):
    with transaction() as session:
        given = {"user_id": cast.teacher.id, "now": clock()}
        draft_review.accept(session, question_row("choice"), **given)
        bank_id = run.source.bank_id
        by_hand = replace(TYPED, stem="Where is the mouth of the Elbe?")
        given = {"author_id": cast.teacher.id, "now": clock()}
        written = services.create_question(session, bank_id, by_hand, **given).slug
    for name in ("choice", written):
        with pytest.raises(NotWaiting):
            reject(name)
        with pytest.raises(NotWaiting):
            take_back(name)
    assert waiting() == {"gaps", "where", *OTHERS}


def test_a_form_that_somebody_publishes_at_the_same_moment_stays_published(app, run, cast, clock):
    given = {"user_id": cast.teacher.id, "now": clock()}
    run_id = run.id

    def read(session):
        return question_row("choice"), [each.version for each in waiting_forms(session, run_id)]

    def then(session, found):
        draft_review.reject_forms(session, found[0], versions=found[1], **given)

    error = overtake(
        app,
        lambda session: draft_review.accept(session, question_row("gaps"), **given),
        read,
        then,
    )
    assert error is None
    assert decided() == {
        "choice": "rejected",
        "gaps": "accepted",
        "where": "rejected",
        **dict.fromkeys(OTHERS),
    }


def test_more_forms_need_no_more_statements(app, run, reject, reject_alone):
    found = []
    for gone in (False, True):
        if gone:
            reject_alone("where")
        db.session.rollback()
        with statements.noted(app) as sent:
            reject("choice")
            assert drafts.decided(db.session(), run, "choice")
            take_back("choice")
        found.append([each.split()[0] for each in sent])
    assert found[0] == found[1]
