"""Articles that were sent and are being corrected: each form once, for a month, for one person."""

from uuid import UUID

import pytest
from sqlalchemy import func, select

from quizapp.authoring import pending_articles
from quizapp.authoring.models import PendingArticle
from quizapp.authoring.pending_articles import ArticleSheet
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]

SHEET = ArticleSheet("", "", "A comet", "", "2023", "", "A probe landed on a comet.", ("A note.",))


@pytest.fixture
def keep(cast, clock):
    def act(form_id="a", author_id=cast.teacher.id):
        with transaction() as session:
            return pending_articles.keep_article(
                session, SHEET, form_id=form_id, author_id=author_id, now=clock()
            ).id

    return act


def found(article_id: UUID, author_id: int) -> PendingArticle | None:
    return pending_articles.pending_article(db.session(), article_id, author_id)


def test_a_form_that_is_sent_twice_is_one_reading_and_another_is_another(keep, cast):
    assert keep() == keep()
    assert len({keep(), keep("b"), keep(author_id=cast.admin.id)}) == 3
    assert db.session.scalar(select(func.count()).select_from(PendingArticle)) == 3


def test_what_was_read_is_for_whoever_sent_it(keep, cast):
    article_id = keep()
    assert pending_articles.sheet_of(found(article_id, cast.teacher.id)) == SHEET
    assert found(article_id, cast.admin.id) is None


def forgotten(clock):
    with transaction() as session:
        return pending_articles.forget_old(session, clock())


def test_what_nobody_went_on_with_is_forgotten_after_a_month(keep, cast, clock):
    article_id = keep()
    clock.advance(days=29)
    later = keep("b")
    assert forgotten(clock) == 0
    clock.advance(days=2)
    assert forgotten(clock) == 1
    assert found(later, cast.teacher.id)
    assert found(article_id, cast.teacher.id) is None
