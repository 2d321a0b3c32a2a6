"""An article in the browser: drafted, compared with its bank, stored once."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from quizapp.accounts.models import User
from quizapp.authoring import drafting
from quizapp.authoring.models import PendingArticle
from quizapp.banks.models import Bank, MemberRole, Question, Source
from quizapp.banks.services import NameTaken
from quizapp.db import db, transaction
from quizapp.domain.facts import Entity, Evidence
from quizapp.jobs.drafting import ARTICLE_GONE, AUTHOR_GONE, NOTHING
from quizapp.queue.models import Job
from tests import article_reader, teaching
from tests.article_reader import work_off
from tests.articles import BANK, HELD, keep, made
from tests.builders import join
from tests.databases import both_databases
from tests.web.authoring.article_pages import (
    COMET,
    GERMAN,
    TUNNEL,
    ask,
    bank_in,
    counts,
    draft,
    error_beside,
    is_in_new_bank,
    refused,
)


def test_an_article_becomes_drafts_beside_the_words_that_prove_them(app, as_teacher):
    answer = draft(as_teacher, published="11 January 2023")
    assert is_in_new_bank(answer.location, "a-comet", "articles/a-comet")
    html = as_teacher.get(answer.location).text
    # A card is a sentence with all that was made from it.
    assert len(re.findall(r'<article class="panel draft"', html)) == 5
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
    bank = bank_in(draft(as_teacher, first, title="Tunnel opens", published="2024-03-03").location)
    where = draft(as_teacher, second, title="How it was won", published="2024-03-20", bank=bank)
    html = as_teacher.get(where.location).text
    section = html.split('id="conflicts"')[1].split("</section>")[0]
    assert section.count("</blockquote>") >= 2
    assert "Tunnel opens" in section
    assert "How it was won" in section


@both_databases
def test_the_same_form_sent_twice_is_one_article(app, as_teacher, stub):
    text = made().source.text
    first, second = (draft(as_teacher, text, title="An atlas") for _ in range(2))
    assert first.location == second.location
    assert is_in_new_bank(first.location, BANK, "articles/atlas")
    assert counts(app) == [1, 1, 6, 3, 3, 1]
    assert len(stub) == 1


@both_databases
def test_the_same_form_sent_twice_at_once_is_one_article(app, as_teacher, cast, clock, monkeypatch):
    def slowly(*_):
        # The other of the two has come through while this one was reading.
        keep(cast.teacher.id, clock())
        return made()

    monkeypatch.setattr(article_reader, "read", slowly)
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

    monkeypatch.setattr(article_reader, "read", slowly)
    answer = draft(as_teacher, text, title="The Oder", bank=teaching.SLUG)
    assert answer.location == f"{rivers}/articles/the-oder"


def test_an_article_goes_into_a_bank_that_is_there(app, rivers, as_teacher, monkeypatch):
    text = "The Oder reaches the sea at Szczecin. It is 840 kilometres long, says Jan."
    asked = []

    def drafted(source, known):
        asked.append((source.id, [each.id for each, _ in known]))
        return made(source=source, facts=(_oder(source),), questions=(), features={})

    monkeypatch.setattr(article_reader, "read", drafted)
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
    html = draft(as_teacher, "It was nice. They went there, and they came back again.").text
    assert "It could not be read" in html
    assert NOTHING in html
    assert counts(app) == before


@both_databases
def test_a_name_that_was_taken_meanwhile_is_tried_again_by_itself(
    app, as_teacher, monkeypatch, stub, clock
):
    own, tries = drafting.keep_drafts, []

    def taken(*given, **named):
        tries.append(1)
        if len(tries) == 1:
            raise NameTaken
        return own(*given, **named)

    monkeypatch.setattr(drafting, "keep_drafts", taken)
    page = draft(as_teacher, made().source.text, title="An atlas")
    assert "It is tried again by itself" in page.text
    clock.advance(minutes=1)
    work_off(app)
    assert is_in_new_bank(as_teacher.get(page.request.path).location, BANK, "articles/atlas")
    assert len(stub) == 2


@both_databases
@pytest.mark.usefixtures("drafts")
def test_a_bank_that_was_removed_meanwhile_is_told(app, as_teacher, stub):
    answer = ask(as_teacher, bank=BANK)
    as_teacher.post(f"/teach/banks/{BANK}/remove")
    work_off(app)
    html = as_teacher.get(answer.location).text
    assert "was removed meanwhile" in html
    assert "Change the article" in html
    assert stub == []
    assert counts(app) == [0, 0, 0, 0, 0, 0]


@both_databases
@pytest.mark.usefixtures("drafts")
def test_a_bank_that_was_removed_while_the_article_was_read_is_told(app, as_teacher, monkeypatch):
    def slowly(source, *_):
        as_teacher.post(f"/teach/banks/{BANK}/remove")
        return made(source=source)

    monkeypatch.setattr(article_reader, "read", slowly)
    html = draft(as_teacher, bank=BANK).text
    assert "was removed meanwhile" in html
    assert counts(app) == [0, 0, 0, 0, 0, 0]


@pytest.mark.usefixtures("drafts")
def test_a_colleague_who_may_no_longer_edit_the_bank_adds_nothing(app, cast, clock, log_in, stub):
    with app.app_context(), transaction() as session:
        join(session, BANK, cast.admin, clock(), MemberRole.EDITOR)
    before = counts(app)
    client = log_in(cast.admin)
    answer = ask(client, bank=BANK)
    with app.app_context(), transaction() as session:
        session.get(User, cast.admin.id).role = "student"
    work_off(app)
    with app.app_context():
        job = db.session.scalars(select(Job)).one()
        assert (job.state, stub) == ("failed", [])
    assert counts(app) == before
    assert answer.status_code == 303


@both_databases
def test_an_article_that_was_forgotten_before_it_was_read_is_told(app, as_teacher, stub):
    ask(as_teacher)
    with app.app_context(), transaction() as session:
        session.execute(delete(PendingArticle))
    work_off(app)
    with app.app_context():
        job = db.session.scalars(select(Job)).one()
        assert (job.state, job.reason) == ("failed", ARTICLE_GONE)
    assert "Articles being read" not in as_teacher.get("/teach").text
    assert stub == []


_CHANGES = {
    "demoted": lambda user, _now: setattr(user, "role", "student"),
    "deactivated": lambda user, now: setattr(user, "deactivated_at", now),
    "leaving": lambda user, now: setattr(user, "leaves_at", now + timedelta(days=30)),
}


@both_databases
@pytest.mark.parametrize("change", _CHANGES.values(), ids=_CHANGES)
@pytest.mark.parametrize("is_new", [True, False], ids=["new bank", "bank that is there"])
@pytest.mark.parametrize("meanwhile", [False, True], ids=["while it waited", "while it was read"])
def test_an_article_of_somebody_who_may_not_teach_any_more_is_not_stored(
    app, rivers, as_teacher, cast, clock, monkeypatch, change, is_new, meanwhile
):
    assert rivers
    text = "The Oder reaches the sea at Szczecin. It is 840 kilometres long, says Jan."
    ask(as_teacher, text, title="The Oder", bank="" if is_new else teaching.SLUG)
    asked, before = [], counts(app)

    def end():
        with app.app_context(), transaction() as session:
            change(session.get_one(User, cast.teacher.id), clock())

    def drafted(source, _known):
        asked.append(source.id)
        end()
        return made(source=source, facts=(_oder(source),), questions=(), features={})

    monkeypatch.setattr(article_reader, "read", drafted)
    if not meanwhile:
        end()
    work_off(app)
    with app.app_context():
        job = db.session.scalars(select(Job)).one()
        assert (job.state, job.reason) == ("failed", AUTHOR_GONE)
    assert len(asked) == int(meanwhile)
    assert counts(app) == before


def test_facts_without_a_question_are_kept_and_what_was_held_back_is_shown(as_teacher, monkeypatch):
    monkeypatch.setattr(article_reader, "read", lambda *_: made(questions=()))
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
    monkeypatch.setattr(article_reader, "read", lambda source, *_: made(source=source, facts=facts))
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


def test_the_parser_is_loaded_by_the_first_article_and_not_before():
    code = (
        "import sys, quizapp.app\n"
        "from importlib import import_module\n"
        "[import_module(f'quizapp.web.{name}') for name in quizapp.app.PAGES]\n"
        "print({'spacy', 'numpy', 'quizapp.domain.generation.drafting'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
