"""What a list of banks shows: the first words that prove something, and no whole article."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from quizapp.banks.models import Source
from quizapp.banks.queries import bank_by_slug
from quizapp.banks.samples import AROUND, samples
from quizapp.db import db, transaction
from tests import builders
from tests.databases import both_databases

pytestmark = both_databases

SENTENCE = "The lighthouse stands on Arnholm."


@pytest.fixture
def sample(app, clock):
    """Return what is shown of the tiny bank with other sources or facts."""

    def act(**changes):
        with app.app_context():
            with transaction() as session:
                builders.load(session, builders.bank(**changes), clock())
            bank = bank_by_slug(db.session(), "arnholm")
            return samples(db.session(), [bank.id, bank.id + 1]).get(bank.id)

    return act


def test_the_first_words_that_prove_a_fact_are_shown(sample):
    found = sample()
    assert found.passage[found.start : found.end] == SENTENCE
    assert (found.publisher, found.published) == ("The Harbour Post", "2023-01-11")


@pytest.mark.parametrize("before", [0, 1, AROUND - 1, AROUND, AROUND + 1, 50_000])
def test_of_a_long_article_only_what_stands_around_the_words_is_read(sample, before):
    # A letter of several bytes is one letter.
    text = "é" * before + builders.BRIEF.text + "é" * 50_000
    found = sample(sources=(replace(builders.BRIEF, text=text),))
    assert found.passage[found.start : found.end] == SENTENCE
    assert found.start == min(before, AROUND)
    assert len(found.passage) == found.end + AROUND


def test_a_bank_whose_facts_nothing_proves_shows_nothing(sample):
    assert sample(sources=(), facts=builders.FACTS[-1:], questions=()) is None


@pytest.mark.parametrize("address", ["/", "/banks/arnholm"])
def test_pages_that_name_articles_do_not_read_them(app, clock, as_student, address):
    with app.app_context(), transaction() as session:
        builders.load(session, builders.bank(), clock())
    read = []

    def note(source, _context):
        read.append("text" in source.__dict__)

    event.listen(Source, "load", note)
    try:
        page = as_student.get(address)
    finally:
        event.remove(Source, "load", note)
    assert "The Harbour Post" in page.text
    assert not any(read)
