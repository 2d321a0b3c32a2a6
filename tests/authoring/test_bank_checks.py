"""What fails a check is stored by a worker after each change, and says of which change it is."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from quizapp.authoring import bank_checks, draft_review, services, term_lists
from quizapp.authoring.checking import failing
from quizapp.authoring.deletion import remove_bank
from quizapp.authoring.term_lists import ListSheet
from quizapp.banks.importing import load_bank
from quizapp.banks.models import Bank, Question
from quizapp.banks.queries import bank_by_slug
from quizapp.banks.services import add_bank
from quizapp.db import db, transaction
from quizapp.domain.formats.term_lists import Separator
from quizapp.domain.questions import QuestionKind, QuestionStatus
from quizapp.jobs import upkeep
from tests import teaching
from tests.articles import BANK, keep
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("rivers")]

CHOICE = teaching.questions()[QuestionKind.MULTIPLE_CHOICE]


def stored(bank):
    db.session.rollback()
    return bank_checks.check_of(db.session(), bank.id)


@pytest.fixture
def check(app):
    """Let every bank that was changed be checked."""
    return lambda: teaching.check_all(app)


def test_a_bank_that_nobody_has_looked_at_says_so(rivers):
    assert stored(rivers) == bank_checks.StoredCheck({}, 0, is_current=False)


def test_what_a_worker_found_is_stored_until_something_changes(rivers, check):
    with transaction():
        teaching.fact_row("elbe-mouth").status = "draft"
    check()
    found = stored(rivers)
    assert found.is_current
    assert found.failing == failing(db.session(), rivers.id)
    assert "choice" in found.failing
    assert bank_checks.changed_banks(db.session()) == []


def saved(session, cast, clock):
    question = replace(CHOICE, stem="Which city stands where the Elbe reaches the sea?")
    services.save_question(
        session,
        teaching.question_row("choice"),
        question,
        based_on=1,
        author_id=cast.teacher.id,
        now=clock(),
    )


def retired(session, cast, clock):
    row = teaching.question_row("choice")
    services.retire(session, row, user_id=cast.teacher.id, now=clock())


def approved(session, _cast, _clock):
    services.approve_fact(session, teaching.fact_row("elbe-mouth"))


def listed(session, cast, clock):
    bank = session.get_one(Bank, teaching.fact_row("elbe-mouth").bank_id)
    sheet = ListSheet("cat\tKatze", Separator.TAB, "")
    given = {"form_id": "1", "author_id": cast.teacher.id, "now": clock()}
    term_lists.add_cards(
        session, bank, term_lists.keep_list(session, bank, sheet, **given), clock()
    )


def loaded(session, _cast, clock):
    questions = (replace(CHOICE, status=QuestionStatus.RETIRED), *teaching.bank().questions[1:])
    content = teaching.bank(questions=questions)
    load_bank(session, content, loaded_hash="other", now=clock())


@pytest.mark.parametrize("change", [saved, retired, approved, listed, loaded])
def test_every_change_asks_for_another_look(rivers, cast, clock, change, check):
    check()
    assert stored(rivers).is_current
    with transaction() as session:
        change(session, cast, clock)
    assert not stored(rivers).is_current
    check()
    assert stored(rivers).is_current


def test_a_decision_on_a_draft_of_an_article_asks_for_another_look(cast, clock, check):
    keep(cast.teacher.id, clock())
    check()
    bank = bank_by_slug(db.session(), BANK)
    in_bank = Question.bank_id == bank.id, Question.slug == "number"
    row = db.session.scalars(select(Question).where(*in_bank)).one()
    with transaction() as session:
        draft_review.accept(session, row, user_id=cast.teacher.id, now=clock())
    assert not stored(bank).is_current


def test_a_change_while_a_bank_is_looked_at_asks_for_another_look(rivers, cast, clock, check):
    before = bank_checks.look_at(db.session(), rivers.id, rivers.changes)
    with transaction() as session:
        retired(session, cast, clock)
    with transaction() as session:
        bank_checks.store(session, before)
    assert not stored(rivers).is_current
    check()
    with transaction() as session:
        bank_checks.store(session, before)
    assert stored(rivers).is_current


def test_a_bank_that_is_removed_while_it_is_looked_at_is_passed_over(cast, clock, check):
    with transaction() as session:
        bank = add_bank(session, "Lakes", owner_id=cast.teacher.id, now=clock())
    looked = bank_checks.look_at(db.session(), bank.id, bank.changes)
    check()
    with transaction() as session:
        remove_bank(session, bank, clock(), was_asked=False)
    with transaction() as session:
        bank_checks.store(session, looked)
    assert bank_checks.changed_banks(db.session()) == []


@pytest.mark.usefixtures("rivers")
def test_a_bank_whose_check_could_not_be_stored_is_checked_again_at_once(monkeypatch):
    worker, store = upkeep.BankUpkeep(), upkeep.bank_checks.store

    def held(_session, _looked):
        raise OperationalError("", None, Exception("database is locked"))

    monkeypatch.setattr(upkeep.bank_checks, "store", held)
    with pytest.raises(OperationalError):
        worker.work_once()
    monkeypatch.setattr(upkeep.bank_checks, "store", store)
    assert worker.work_once()
    assert not worker.work_once()


def test_a_bank_that_cannot_be_checked_keeps_none_waiting(rivers, cast, clock, monkeypatch, check):
    with transaction() as session:
        other = add_bank(session, "Lakes", owner_id=cast.teacher.id, now=clock())
    look = bank_checks.look_at

    def broken(session, bank_id, changes):
        if bank_id == rivers.id:
            raise ZeroDivisionError
        return look(session, bank_id, changes)

    monkeypatch.setattr(upkeep.bank_checks, "look_at", broken)
    check()
    assert stored(other).is_current
    assert not stored(rivers).is_current
