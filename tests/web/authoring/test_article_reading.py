"""An article in the browser: read, and corrected before anything is stored."""

import io
import re

import pytest
from sqlalchemy import func, select

from quizapp.authoring.models import PendingArticle
from quizapp.db import db
from quizapp.importers.files import FILE_LIMIT
from tests import teaching
from tests.articles import made
from tests.importers.test_hostile_files import archive, page, pdf
from tests.importers.test_sandbox import SLOW
from tests.web.authoring.article_pages import (
    COMET,
    DOCUMENTS,
    GERMAN,
    NEW,
    counts,
    draft,
    error_beside,
    read,
    value_of,
)


def chosen_bank(html):
    """The bank that the form has chosen."""
    return re.search(r'<option (?=[^>]*\bselected\b)[^>]*value="([^"]*)"', html)[1]


def test_teach_and_every_bank_lead_to_the_form(rivers, as_teacher):
    assert f'href="{NEW}"' in as_teacher.get("/teach").text
    linked = f"{NEW}?bank={teaching.SLUG}"
    assert f'href="{linked}"' in as_teacher.get(f"{rivers}/questions").text
    assert chosen_bank(as_teacher.get(linked).text) == teaching.SLUG


@pytest.mark.usefixtures("rivers")
def test_what_was_read_can_be_corrected_before_anything_is_stored(app, as_teacher):
    before = counts(app)
    title, _, body = COMET.partition("\n")
    text = f"{title}\nThe Herald, 11 January 2023\n{body}"
    html = as_teacher.get(read(as_teacher, text, bank=teaching.SLUG).location).text
    assert value_of(html, "title").startswith("Probe&#39;s close look")
    assert (value_of(html, "publisher"), value_of(html, "published")) == (
        "The Herald",
        "2023-01-11",
    )
    assert chosen_bank(html) == teaching.SLUG
    assert f"{len(text.split())} words" in html
    assert counts(app) == before


def test_a_file_that_takes_too_long_is_given_up_beside_its_field(app, as_teacher, monkeypatch):
    given = app.extensions["quizapp.settings"].model_copy(update={"reading_seconds": 1})
    monkeypatch.setitem(app.extensions, "quizapp.settings", given)
    answer = read(as_teacher, file=(io.BytesIO(SLOW), "a.pdf"))
    assert answer.status_code == 422
    assert "took too long" in error_beside(answer.text, "file")


@pytest.mark.parametrize(
    ("name", "said"), [("a.pdf", "not a PDF"), ("a.docx", "not a Word document")]
)
def test_text_under_another_name_is_told_beside_the_field(as_teacher, name, said):
    answer = read(as_teacher, file=(io.BytesIO(COMET.encode()), name))
    assert answer.status_code == 422
    assert said in error_beside(answer.text, "file")


@pytest.mark.parametrize("kind", ["docx", "html", "md", "pdf"])
def test_a_file_of_every_kind_is_read(as_teacher, kind):
    name = f"local-council-tram.{kind}"
    answer = read(as_teacher, file=(io.BytesIO((DOCUMENTS / name).read_bytes()), name))
    html = as_teacher.get(answer.location).text
    assert "Is this the article?" in html
    assert "tram" in value_of(html, "title").casefold()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text. Paste an article here, or choose a file."),
        (" \n ", "There is no text."),
        ("Hello", "The text has 1 word, too few to make a fact of. Paste the whole article."),
        (GERMAN, "The text seems to be in German, which is not supported yet."),
        ("word " * 20_001, "The text has 20,001 words; this page reads up to 20,000."),
    ],
    ids=["nothing", "blank", "one word", "German", "too long"],
)
def test_what_cannot_be_read_is_said_beside_the_field(as_teacher, text, said):
    answer = read(as_teacher, text)
    assert answer.status_code == 422
    assert error_beside(answer.text, "text").startswith(said)
    assert text.strip()[:50] in answer.text


def test_text_and_a_file_at_once_are_not_guessed_between(as_teacher):
    answer = read(as_teacher, COMET, file=(io.BytesIO(b"Another text"), "other.txt"))
    assert "not both" in error_beside(answer.text, "file")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00" + bytes(200),
        pdf(b"BT /F1 12 Tf (x) Tj ET", password="secret"),
        archive({"word/document.xml": b"<w:document/>", "../../etc/passwd": b"x"}),
        archive({"word/document.xml": b"a" * 70_000_000}),
        page("<div>" * 5_000),
        b"\x89PNG\r\n" + bytes(50),
    ],
    ids=["empty", "program", "locked", "climbing", "bomb", "deep", "picture"],
)
def test_a_hostile_file_gets_a_message_beside_its_field(app, as_teacher, data):
    before = counts(app)
    answer = read(as_teacher, file=(io.BytesIO(data), "../../article.pdf\x00.exe"))
    assert answer.status_code == 422
    assert error_beside(answer.text, "file")
    assert counts(app) == before


def test_a_file_that_is_somewhat_too_large_is_told_so_beside_its_field(as_teacher):
    answer = read(as_teacher, file=(io.BytesIO(b"a" * (FILE_LIMIT + 1)), "large.txt"))
    assert answer.status_code == 422
    assert "up to 20 MB are read" in error_beside(answer.text, "file")


def test_a_file_that_is_far_too_large_is_refused_unread(as_teacher):
    answer = read(as_teacher, file=(io.BytesIO(b"a" * 26_000_000), "huge.txt"))
    assert answer.status_code == 413
    assert "Files of up to 25 MB are taken." in answer.text


@pytest.mark.parametrize("person", ["client", "as_guest", "as_student"])
def test_only_those_who_may_call_a_page_may_send_it_more(request, person):
    browser = request.getfixturevalue(person)
    answer = read(browser, file=(io.BytesIO(b"a" * 2_000_000), "large.txt"))
    assert answer.status_code == 413


def test_markup_in_an_article_stays_text(as_teacher):
    evil = "</textarea><script>alert(1)</script> " + COMET
    html = as_teacher.get(read(as_teacher, evil).location).text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_same_form_sent_twice_is_read_once_and_keeps_what_was_corrected(app, as_teacher):
    form_id = value_of(as_teacher.get(NEW).text, "form_id")
    first = read(as_teacher, COMET, form_id=form_id)
    draft(as_teacher, where=first.location, title="Mended", published="soon")
    again = read(as_teacher, COMET, form_id=form_id)
    assert again.location == first.location
    assert value_of(as_teacher.get(again.location).text, "title") == "Mended"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(PendingArticle)) == 1


def test_another_form_with_the_same_text_begins_anew(as_teacher):
    first, second = (read(as_teacher, COMET, form_id=name) for name in "ab")
    assert first.location != second.location


def test_an_article_that_is_being_corrected_is_its_teachers_alone(as_teacher, as_admin):
    where = read(as_teacher, COMET).location
    assert as_teacher.get(where).status_code == 200
    assert as_admin.get(where).status_code == 404
    assert draft(as_admin, where=where).status_code == 404


def test_the_page_of_an_article_leads_to_the_drafts_that_were_made_of_it(as_teacher, stub):
    where = read(as_teacher, COMET).location
    assert "Drafts were made" not in as_teacher.get(where).text
    review = draft(as_teacher, made().source.text, where, title="An atlas").location
    assert f'href="{review}"' in as_teacher.get(where).text
    assert len(stub) == 1
