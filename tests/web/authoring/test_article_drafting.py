"""An article in the browser: drafted, compared with its bank, stored once."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp.banks.models import Bank, Question, Source
from quizapp.banks.services import NameTaken
from quizapp.db import db, transaction
from quizapp.domain.facts import Entity, Evidence
from quizapp.language.article_drafts import ReaderBusy
from quizapp.web.authoring import drafting
from tests import teaching
from tests.articles import BANK, HELD, keep, made
from tests.databases import both_databases
from tests.web.authoring.article_pages import (
    COMET,
    GERMAN,
    TUNNEL,
    counts,
    draft,
    error_beside,
    refused,
)


def test_an_article_becomes_drafts_beside_the_words_that_prove_them(app, as_teacher):
    answer = draft(as_teacher, published="11 January 2023")
    assert answer.location == "/teach/banks/a-comet/articles/a-comet"
    html = as_teacher.get(answer.location).text
    assert len(re.findall(r'<article class="panel draft"', html)) == 10
    assert "<mark>" in html
    with app.app_context():
        source = db.session.scalars(select(Source)).one()
        assert (source.title, source.published) == ("A comet", "2023-01-11")
        assert source.text == COMET.strip("\n")
        assert {row.status for row in db.session.scalars(select(Question))} == {"draft"}
    stored = counts(app)
    again = draft(as_teacher, published="11 January 2023")
    assert again.location == answer.location
    assert counts(app) == stored
    assert "in the bank already" in as_teacher.get(answer.location).text


def test_an_article_is_compared_with_its_bank_and_both_quotes_are_shown(as_teacher):
    first, second = ((TUNNEL / f"{name}.txt").read_text("utf-8") for name in "ab")
    draft(as_teacher, first, title="Tunnel opens", published="2024-03-03")
    where = draft(
        as_teacher, second, title="How it was won", published="2024-03-20", bank="tunnel-opens"
    )
    html = as_teacher.get(where.location).text
    section = html.split('id="conflicts"')[1].split("</section>")[0]
    assert section.count("</blockquote>") >= 2
    assert "Tunnel opens" in section
    assert "How it was won" in section


@both_databases
def test_the_same_form_sent_twice_is_one_article(app, as_teacher, stub):
    text = made().source.text
    first, second = (draft(as_teacher, text, title="An atlas") for _ in range(2))
    assert first.location == second.location == f"/teach/banks/{BANK}/articles/atlas"
    assert counts(app) == [1, 1, 6, 3, 3, 1]
    assert len(stub) == 1


@both_databases
def test_the_same_form_sent_twice_at_once_is_one_article(app, as_teacher, cast, clock, monkeypatch):
    def slowly(*_):
        # The other of the two has come through while this one was reading.
        keep(cast.teacher.id, clock())
        return made()

    monkeypatch.setattr(drafting, "draft_article", slowly)
    answer = draft(as_teacher, made().source.text, title="An atlas")
    assert answer.location == f"/teach/banks/{BANK}/articles/atlas"
    assert counts(app) == [1, 1, 6, 3, 3, 1]


@both_databases
def test_an_article_that_came_into_the_bank_meanwhile_is_found_there(
    rivers, as_teacher, cast, clock, monkeypatch
):
    text = "The Oder reaches the sea at Szczecin. It is 840 kilometres long, says Jan."

    def slowly(source, *_):
        read = made(source=source, facts=(_oder(source),), questions=(), features={})
        # The other of the two has come through while this one was reading.
        keep(cast.teacher.id, clock(), read, slug=teaching.SLUG, new_title="")
        return read

    monkeypatch.setattr(drafting, "draft_article", slowly)
    answer = draft(as_teacher, text, title="The Oder", bank=teaching.SLUG)
    assert answer.location == f"{rivers}/articles/the-oder"


@both_databases
def test_a_name_that_was_taken_meanwhile_is_told_and_nothing_is_lost(as_teacher, monkeypatch):
    def taken(*_, **__):
        raise NameTaken

    monkeypatch.setattr(drafting, "draft_article", lambda *_: made())
    monkeypatch.setattr(drafting.articles, "keep_drafts", taken)
    answer = draft(as_teacher)
    html = refused(as_teacher, answer)
    assert "Press the button again." in error_beside(html, "title")
    assert "Nakamura-Boyle" in html


def test_nothing_is_held_for_writing_while_an_article_is_read(as_teacher, monkeypatch):
    writing = []

    def drafted(*_):
        # Transactions do not nest, so this one shows that none is open.
        with transaction():
            writing.append("possible")
        return made()

    monkeypatch.setattr(drafting, "draft_article", drafted)
    draft(as_teacher)
    assert writing == ["possible"]


def test_an_article_goes_into_a_bank_that_is_there(app, rivers, as_teacher, monkeypatch):
    text = "The Oder reaches the sea at Szczecin. It is 840 kilometres long, says Jan."
    asked = []

    def drafted(source, known, _model):
        asked.append((source.id, [each.id for each, _ in known]))
        return made(source=source, facts=(_oder(source),), questions=(), features={})

    monkeypatch.setattr(drafting, "draft_article", drafted)
    answer = draft(as_teacher, text, bank=teaching.SLUG, title="An atlas", bank_title="Ignored")
    assert answer.location == f"{rivers}/articles/an-atlas"
    assert asked == [("an-atlas", ["atlas"])]
    with app.app_context():
        assert [row.title for row in db.session.scalars(select(Bank))] == ["Rivers"]


def _oder(source):
    quote = "The Oder reaches the sea at Szczecin."
    evidence = (Evidence(source.id, quote, "Szczecin"),)
    return replace(
        made().facts[0],
        id="oder-mouth",
        statement=quote,
        evidence=evidence,
        value=Entity("Szczecin", "city"),
    )


@pytest.mark.usefixtures("drafts")
def test_a_bank_of_the_same_name_is_no_new_bank(as_teacher, stub):
    answer = draft(as_teacher, bank_title="An atlas")
    html = refused(as_teacher, answer)
    assert "There is a bank “An atlas”." in error_beside(html, "bank_title")
    assert stub == []


@pytest.mark.usefixtures("rivers")
def test_an_article_of_a_banks_own_files_is_not_drafted(as_teacher, stub):
    answer = draft(as_teacher, teaching.TEXT, bank=teaching.SLUG)
    html = refused(as_teacher, answer)
    assert "has this article from its files" in error_beside(html, "text")
    assert stub == []


def test_a_text_without_a_fact_stores_nothing_and_says_what_to_do(app, as_teacher):
    before = counts(app)
    answer = draft(as_teacher, "It was nice. They went there, and then they came back again.")
    assert error_beside(refused(as_teacher, answer), "text").startswith("No fact was found")
    assert counts(app) == before


def test_facts_without_a_question_are_kept_and_what_was_held_back_is_shown(as_teacher, monkeypatch):
    monkeypatch.setattr(drafting, "draft_article", lambda *_: made(questions=()))
    where = draft(as_teacher, made().source.text, title="An atlas").location
    html = as_teacher.get(where).text
    assert "No question could be made" in html
    assert HELD in html
    assert "The Elbe reaches the sea at Cuxhaven." in html


def test_an_article_that_says_nothing_new_says_how_much_was_left_out(
    drafts, as_teacher, monkeypatch
):
    text = f"{teaching.TEXT}The Elbe is a river.\n"
    facts = tuple(
        replace(fact, evidence=(replace(fact.evidence[0], source="an-atlas"),))
        for fact in made().facts
    )
    monkeypatch.setattr(
        drafting, "draft_article", lambda source, *_: made(source=source, facts=facts)
    )
    where = draft(as_teacher, text, title="An atlas", bank=BANK).location
    assert where != drafts
    html = as_teacher.get(where).text
    assert "Nothing new to ask" in html
    assert "All 3 drafts were left out" in html


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", " ", "Give the article’s title."),
        ("title", "\u200b\u2060\u3164\u00ad \ufe0f", "Give the article’s title."),
        ("published", "٢٠٢٣", "It is not a date."),
        ("published", "٢٠٢٣-01", "It is not a date."),
        ("title", "x" * 201, "Stay within 200 letters."),
        ("published", "2023-02-31", "It is not a date."),
        ("published", "soon", "It is not a date."),
        ("bank", "nowhere", "There is no such bank."),
        ("text", GERMAN, "The text seems to be in German"),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_is_lost(as_teacher, stub, field, typed, said):
    answer = draft(as_teacher, **{field: typed})
    html = refused(as_teacher, answer)
    assert error_beside(html, field).startswith(said)
    assert stub == []
    if field != "text":
        assert "Nakamura-Boyle" in html


def test_while_another_article_is_read_nothing_is_lost(as_teacher, monkeypatch):
    def busy(*_):
        raise ReaderBusy

    monkeypatch.setattr(drafting, "draft_article", busy)
    answer = draft(as_teacher)
    html = refused(as_teacher, answer)
    assert "press the button again" in error_beside(html, "text")
    assert "Nakamura-Boyle" in html


def test_the_parser_is_loaded_by_the_first_article_and_not_before():
    code = (
        "import sys, quizapp.app\n"
        "from importlib import import_module\n"
        "[import_module(f'quizapp.web.{name}') for name in quizapp.app.PAGES]\n"
        "print({'spacy', 'numpy', 'quizapp.domain.generation.drafting'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
