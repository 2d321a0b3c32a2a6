"""Two teachers who act at the very same moment leave what one after the other would."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm.exc import ObjectDeletedError

from quizapp.accounts.models import Role
from quizapp.accounts.services import create_user
from quizapp.authoring import fact_editing, services, term_lists
from quizapp.authoring.deletion import remove_bank
from quizapp.authoring.details import question_detail
from quizapp.authoring.drafting import keep_article_drafts
from quizapp.authoring.errors import BankGone, ChecksFailed, EditConflict
from quizapp.authoring.pending_articles import ArticleSheet, keep_article
from quizapp.banks.importing import load_bank
from quizapp.banks.models import Bank, Visibility
from quizapp.banks.queries import bank_by_slug
from quizapp.banks.services import add_bank, change_bank
from quizapp.banks.sharing import set_visibility
from quizapp.banks.versions import fact_of
from quizapp.db import RowGone, db, transaction
from quizapp.domain.formats.term_lists import Separator
from quizapp.domain.questions import QuestionKind, QuestionStatus
from tests import articles, teaching
from tests.databases import both_databases
from tests.taking_turns import overtake

pytestmark = both_databases

CHOICE = teaching.questions()[QuestionKind.MULTIPLE_CHOICE]
REWORDED = replace(CHOICE, stem="Which city stands where the Elbe reaches the sea?")
GONE = RowGone, ObjectDeletedError


@pytest.fixture
def teacher(app, clock):
    """The id of a teacher, with the small bank in the database."""
    teaching.load(app, clock())
    with app.app_context(), transaction() as session:
        return create_user(session, "Clara", "a hash", clock(), role=Role.TEACHER).id


@pytest.fixture
def own_bank(app, teacher, clock):
    """The name of a bank that can be removed."""
    with app.app_context(), transaction() as session:
        return add_bank(session, "Lakes", owner_id=teacher, now=clock()).slug


def row_of(slug):
    return lambda _session: teaching.question_row(slug)


# A row that is gone.


def test_bank_that_is_removed_twice_at_once_is_gone_for_the_second(app, own_bank):
    def remove(session, bank):
        remove_bank(session, bank, bank.created_at, was_asked=False)

    def find(session):
        return bank_by_slug(session, own_bank)

    error = overtake(app, lambda session: remove(session, find(session)), find, remove)
    assert isinstance(error, GONE)
    with app.app_context():
        assert find(db.session()) is None


def described(session, bank):
    change_bank(
        session, bank, title="Seas", language="en", description="", licence="", now=bank.created_at
    )


def shared(session, bank):
    set_visibility(session, bank.id, Visibility.EVERYONE, bank.created_at)


def written(session, bank):
    services.create_question(session, bank.id, CHOICE, author_id=None, now=bank.created_at)


@pytest.mark.parametrize("act", [described, shared, written])
def test_bank_that_is_removed_meanwhile_is_told_as_gone(app, own_bank, clock, act):
    def find(session):
        return bank_by_slug(session, own_bank)

    def remove(session):
        remove_bank(session, find(session), clock(), was_asked=False)

    assert isinstance(overtake(app, remove, find, act), GONE)


def test_list_of_a_bank_that_is_removed_meanwhile_is_told_as_gone(app, own_bank, teacher, clock):
    sheet = term_lists.ListSheet("cat\tKatze", Separator.TAB, "")
    with app.app_context(), transaction() as session:
        bank = bank_by_slug(session, own_bank)
        given = {"form_id": "1", "author_id": teacher, "now": clock()}
        list_id = term_lists.keep_list(session, bank, sheet, **given).id

    def remove(session):
        remove_bank(session, bank_by_slug(session, own_bank), clock(), was_asked=False)

    def find(session):
        bank = bank_by_slug(session, own_bank)
        return bank, term_lists.term_list(session, list_id, bank.id, teacher)

    def add(session, found):
        term_lists.add_cards(session, *found, clock())

    assert isinstance(overtake(app, remove, find, add), GONE)


def test_drafts_for_a_bank_that_is_removed_meanwhile_are_told_as_without_one(
    app, own_bank, teacher, clock
):
    sheet = ArticleSheet(own_bank, "", "An atlas", "", "2020", "", teaching.TEXT)
    with app.app_context(), transaction() as session:
        given = {"form_id": "1", "author_id": teacher, "now": clock()}
        article_id = keep_article(session, sheet, **given).id

    def remove(session):
        remove_bank(session, bank_by_slug(session, own_bank), clock(), was_asked=False)

    def keep(session, _read):
        keep_article_drafts(session, article_id, articles.made(), (), clock())

    error = overtake(app, remove, lambda session: bank_by_slug(session, own_bank), keep)
    assert isinstance(error, BankGone)


# One form, sent twice.


def test_form_of_a_new_bank_sent_twice_at_once_makes_one_bank(app, teacher, clock):
    wanted, made = uuid4(), []

    def add(session, _read=None):
        bank = add_bank(session, "Lakes", owner_id=teacher, now=clock(), public_id=wanted)
        made.append(bank.id)

    assert overtake(app, add, bool, add) is None
    assert len(made) == 2
    assert len(set(made)) == 1
    with app.app_context():
        count = select(func.count()).select_from(Bank).where(Bank.title == "Lakes")
        assert db.session.scalar(count) == 1


# A question and its fact.


def wording(session, teacher, clock):
    row = teaching.fact_row("elbe-mouth")
    old = fact_editing.current_wording(session, row)
    fact = replace(fact_of(old), question="At which city is the mouth of the Elbe?")
    return fact_editing.save_wording(
        session, row, fact, based_on=old.public_id, seen="", author_id=teacher, now=clock()
    )


def saved(session, row, teacher, clock):
    return services.save_question(
        session, row, REWORDED, based_on=1, author_id=teacher, now=clock()
    )


def test_question_saved_while_its_fact_is_worded_anew_is_a_conflict(app, teacher, clock):
    error = overtake(
        app,
        lambda session: wording(session, teacher, clock),
        row_of("choice"),
        lambda session, row: saved(session, row, teacher, clock),
    )
    assert isinstance(error, EditConflict)
    with app.app_context():
        assert teaching.version_numbers("choice") == [1, 2]


def test_fact_worded_anew_while_its_question_is_saved_follows_what_was_saved(app, teacher, clock):
    error = overtake(
        app,
        lambda session: saved(session, teaching.question_row("choice"), teacher, clock),
        row_of("choice"),
        lambda session, _row: wording(session, teacher, clock),
    )
    assert error is None
    with app.app_context():
        assert teaching.version_numbers("choice") == [1, 2, 3]
        detail = question_detail(db.session(), teaching.question_row("choice"))
        assert detail.question.stem == REWORDED.stem


def test_of_two_questions_alike_that_are_published_at_once_one_is(app, teacher, clock):
    retired = replace(CHOICE, status=QuestionStatus.RETIRED)
    rest = [each for each in teaching.bank().questions if each.id != CHOICE.id]
    twins = (retired, replace(retired, id="twin"))
    with app.app_context(), transaction() as session:
        content = teaching.bank(questions=(*rest, *twins))
        load_bank(session, content, loaded_hash="2", now=clock())

    def publish(session, row):
        services.publish(session, row, user_id=teacher, now=clock())

    error = overtake(
        app,
        lambda session: publish(session, teaching.question_row("twin")),
        row_of("choice"),
        publish,
    )
    assert isinstance(error, ChecksFailed)
    with app.app_context():
        assert teaching.question_row("choice").status == "retired"
