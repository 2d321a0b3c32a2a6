"""What a quiz with closed book closes to its learner, and for how long."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.banks.models import Bank, Fact, QuestionVersion, Source
from quizapp.db import db, transaction
from quizapp.domain.questions import ShortAnswer
from quizapp.quizzes import building
from quizapp.quizzes.accommodations import Accommodation, add_accommodation
from quizapp.quizzes.deadlines import GRACE
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.designs import latest_design
from quizapp.quizzes.previews import start_preview
from quizapp.quizzes.sealing import (
    any_seal,
    books_of,
    seal_on_attempt,
    seal_on_fact,
    seal_on_source,
    seal_on_version,
)
from quizapp.quizzes.services import finish
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen

pytestmark = both_databases
ALL_IN_THE_BRIEF = {
    "place",
    "keeper",
    "height",
    "begun",
    "lit",
    "closed",
    "walls",
    "light",
}


@pytest.fixture
def owner(make_user) -> int:
    return make_user("Clara", Role.TEACHER).id


@pytest.fixture
def exam(bank, owner, person, clock):
    """Publish a quiz with closed book; return a way to begin it."""

    def exam(*slugs, **settings):
        given = {"is_closed_book": True} | settings
        build(owner, bank, *chosen(bank, *(slugs or ["place-short"])), now=clock(), **given)
        return begun(person, clock)

    return exam


def begun(person, clock):
    with transaction() as session:
        return start_quiz(session, uuid4(), QUIZ, user_id=person, now=clock()).id


def handed_in(attempt_id, clock):
    with transaction() as session:
        finish(session, attempt_id, clock())


def closed(person, clock):
    """The names of the facts that are closed."""
    db.session.expire_all()
    books = books_of(db.session(), person, clock())
    return set(db.session.scalars(select(Fact.slug).where(~books.lets(Fact.id))))


def test_an_attempt_closes_its_articles_and_all_that_they_prove(exam, person, clock):
    exam()
    assert closed(person, clock) == ALL_IN_THE_BRIEF


def test_a_fact_without_an_article_is_closed_alone(exam, person, clock):
    name = ShortAnswer(
        id="nickname-short",
        topic="tower",
        stem="What do sailors call it?",
        fact="nickname",
        accepted=("Old Ida",),
        status=builders.PUBLISHED,
    )
    with transaction() as session:
        builders.load(session, builders.with_question(name), clock(), loaded_hash="2")
    exam("nickname-short")
    assert closed(person, clock) == {"nickname"}


def test_nothing_is_closed_before_the_start_nor_to_anybody_else(
    person, bank, owner, clock, make_user
):
    build(owner, bank, *chosen(bank, "place-short"), now=clock(), is_closed_book=True)
    assert closed(person, clock) == set()
    begun(person, clock)
    assert closed(make_user("Ben").id, clock) == set()
    assert closed(owner, clock) == set()


def test_a_quiz_with_open_book_closes_nothing(exam, person, clock):
    exam(is_closed_book=False)
    assert closed(person, clock) == set()
    assert any_seal(db.session(), books_of(db.session(), person, clock())) is None


def test_handing_in_opens_the_books_where_results_are_shown_then(exam, person, clock):
    handed_in(exam(), clock)
    assert closed(person, clock) == set()


@pytest.mark.parametrize("release", [Release.CLOSING, Release.NEVER])
def test_books_stay_closed_until_the_quiz_is_closed_for_all(exam, person, clock, release):
    closes_at = clock() + timedelta(hours=1)
    handed_in(exam(release=release, closes_at=closes_at), clock)
    clock.moment = closes_at + GRACE
    assert closed(person, clock) == ALL_IN_THE_BRIEF
    clock.advance(seconds=1)
    assert closed(person, clock) == set()


@pytest.mark.parametrize("release", [Release.CLOSING, Release.NEVER])
def test_books_stay_closed_while_somebody_who_was_given_more_takes_it(
    exam, person, owner, clock, make_user, release
):
    closes_at = clock() + timedelta(hours=1)
    handed_in(exam(release=release, closes_at=closes_at), clock)
    later = Accommodation(closes_at=closes_at + timedelta(hours=1))
    ben = make_user("Ben").id
    with transaction() as session:
        add_accommodation(
            session, uuid4(), QUIZ, ben, later, reason="was ill", by=owner, now=clock()
        )
    clock.advance(hours=2)
    assert closed(person, clock) == ALL_IN_THE_BRIEF
    session = db.session()
    assert any_seal(session, books_of(session, person, clock())).until == later.closes_at
    clock.moment = later.closes_at + GRACE + timedelta(seconds=1)
    assert closed(person, clock) == set()


def test_results_that_never_come_close_nothing_for_ever(exam, person, clock):
    handed_in(exam(release=Release.NEVER), clock)
    assert closed(person, clock) == set()


def test_the_newest_version_of_the_quiz_decides(exam, person, clock):
    exam(is_closed_book=False)
    for is_closed in (True, False):
        with transaction() as session:
            latest = latest_design(session, QUIZ)
            design = replace(latest.design, is_closed_book=is_closed)
            building.change_quiz(session, QUIZ, design, after=latest.number, now=clock())
        assert bool(closed(person, clock)) is is_closed


def test_a_preview_closes_nothing_to_its_teacher(exam, owner, clock):
    exam()
    with transaction() as session:
        start_preview(session, uuid4(), QUIZ, user_id=owner, now=clock())
    assert closed(owner, clock) == set()


def test_who_asks_is_told_which_quiz_and_until_when(exam, person, clock):
    closes_at = clock() + timedelta(hours=1)
    attempt_id = exam(release=Release.CLOSING, closes_at=closes_at)
    session = db.session()
    place = session.scalars(select(Fact.id).where(Fact.slug == "place")).one()
    seal = seal_on_fact(session, books_of(session, person, clock()), place)
    assert (seal.attempt_id, seal.title, seal.is_under_way) == (attempt_id, "Test", True)
    handed_in(attempt_id, clock)
    seal = seal_on_fact(db.session(), books_of(db.session(), person, clock()), place)
    assert (seal.is_under_way, seal.until) == (False, closes_at)


def test_what_is_open_has_no_seal(exam, person, clock):
    exam()
    session = db.session()
    books = books_of(session, person, clock())
    nickname = session.scalars(select(Fact.id).where(Fact.slug == "nickname")).one()
    source = session.scalars(select(Source.id)).one()
    card = session.scalars(
        select(QuestionVersion.id).where(books.lets_ask(QuestionVersion.id))
    ).one()
    assert seal_on_fact(session, books, nickname) is None
    assert seal_on_version(session, books, card) is None
    assert seal_on_version(session, books, card - 1) is not None
    assert seal_on_source(session, books, source) is not None
    assert seal_on_source(session, books, source + 1) is None


def test_an_attempt_does_not_close_itself_but_what_asks_the_same(exam, person, clock):
    attempt_id = exam(attempts_allowed=2)
    session = db.session()
    own = books_of(session, person, clock(), besides=attempt_id)
    assert seal_on_attempt(session, own, attempt_id) is None
    handed_in(attempt_id, clock)
    second = begun(person, clock)
    session = db.session()
    others = books_of(session, person, clock(), besides=attempt_id)
    assert seal_on_attempt(session, others, attempt_id).attempt_id == second


def other_bank(clock, **changed):
    """Load the tiny bank once more, as another bank; return its id."""
    with transaction() as session:
        content = builders.bank(id="copy", title="A copy", **changed)
        builders.load(session, content, clock())
    return db.session.scalars(select(Bank.id).where(Bank.slug == "copy")).one()


def closed_in(bank_id, person, clock):
    db.session.expire_all()
    books = books_of(db.session(), person, clock())
    found = select(Fact.slug).where(Fact.bank_id == bank_id, ~books.lets(Fact.id))
    return set(db.session.scalars(found))


def test_the_same_article_in_another_bank_is_closed_with_all_that_it_proves(exam, person, clock):
    brief = replace(builders.BRIEF, id="same", text=f"{builders.BRIEF.text}\n\n")
    facts = tuple(
        replace(fact, evidence=tuple(replace(each, source="same") for each in fact.evidence))
        for fact in builders.FACTS
    )
    exam()
    copy = other_bank(clock, sources=(brief,), facts=facts)
    assert closed_in(copy, person, clock) == ALL_IN_THE_BRIEF
    books = books_of(db.session(), person, clock())
    [source] = db.session.scalars(select(Source).where(Source.bank_id == copy))
    assert seal_on_source(db.session(), books, source.id) is not None
    [fact] = db.session.scalars(select(Fact).where(Fact.bank_id == copy, Fact.slug == "keeper"))
    assert seal_on_fact(db.session(), books, fact.id) is not None


def test_another_article_in_another_bank_stays_open(exam, person, clock):
    longer = replace(builders.BRIEF, text=f"{builders.BRIEF.text} It is known for its storms.")
    exam()
    copy = other_bank(clock, sources=(longer,))
    assert closed_in(copy, person, clock) == set()
    books = books_of(db.session(), person, clock())
    [source] = db.session.scalars(select(Source).where(Source.bank_id == copy))
    assert seal_on_source(db.session(), books, source.id) is None
