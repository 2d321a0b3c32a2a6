"""What the review of drafts says of places that differ: in one article, or in several."""

import pytest

from quizapp.domain.generation.conflicts.model import Conflict, ConflictKind, Mention
from tests import teaching
from tests.articles import BANK, keep, made
from tests.web.authoring.article_pages import TUNNEL, bank_in, draft, read

ONE, OTHER = ((TUNNEL / f"{name}.txt").read_text("utf-8") for name in ("a", "b"))


def review(client, text, **fields):
    where = read(client, text).location
    return client.get(draft(client, text, where, **fields).location).text


def test_places_of_one_article_are_not_called_other_articles(app, cast, clock, as_teacher):
    starts = {words: teaching.TEXT.index(words) for words in ("Cuxhaven", "Bremerhaven")}
    places = [Mention("atlas", at, at + len(words), words) for words, at in starts.items()]
    differs = Conflict(ConflictKind.VALUE, "the sea", *places, "Two towns are named.")
    with app.app_context():
        keep(cast.teacher.id, clock(), made(conflicts=(differs,)))
    html = as_teacher.get(f"/teach/banks/{BANK}/articles/atlas").text
    assert "Where this article contradicts itself" in html
    assert "1 disagreement within it</a>" in html
    assert "other articles" not in html


def test_places_of_two_articles_are(as_teacher):
    bank = bank_in(draft(as_teacher, ONE, title="The tunnel").location)
    html = review(as_teacher, OTHER, title="Inside the mountain", bank=bank)
    assert "Where this article and others of the bank differ" in html
    assert "with other articles</a>" in html


@pytest.mark.parametrize("again", [False, True])
def test_the_page_of_an_article_leads_to_its_drafts_once_there_are_some(as_teacher, again):
    where = read(as_teacher, ONE).location
    if again:
        drafts = draft(as_teacher, ONE, where, title="The tunnel").location
    page = as_teacher.get(where).text
    assert ("Go to its drafts" in page) is again
    assert page.count("btn btn-primary") == 1
    if again:
        assert f'btn btn-primary" href="{drafts}"' in page
