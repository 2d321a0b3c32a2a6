"""From an article to drafts in the browser: read, corrected, drafted, reviewed."""

import io
import re
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from quizapp.authoring.models import Draft, Drafting, Reading
from quizapp.banks.additions import NameTaken
from quizapp.banks.models import Bank, Fact, Question, Source
from quizapp.clock import new_id
from quizapp.db import db
from quizapp.domain.facts import Entity, Evidence
from quizapp.domain.facts import Source as Article
from quizapp.language.article_drafts import ReaderBusy
from quizapp.prepared import WRITING
from quizapp.reading.files import FILE_LIMIT
from quizapp.web.authoring import drafting
from tests import teaching
from tests.articles import BANK, HELD, keep, made
from tests.databases import both_databases
from tests.evaluation.articles import ARTICLES, DEVELOPMENT
from tests.reading.test_hostile_files import archive, page, pdf
from tests.reading.test_reading_apart import SLOW
from tests.web.authoring.pages import fields

NEW = "/teach/new-article"
COMET = (DEVELOPMENT / "comet-visit.txt").read_text("utf-8")
GERMAN = (DEVELOPMENT / "other-languages" / "diplomacy-lake-talks.de.txt").read_text("utf-8")
DOCUMENTS = ARTICLES / "documents"
TUNNEL = ARTICLES / "conflicts" / "tunnel-opening"
NEW_STEM = "In which city does the Rhine reach the sea?"
TABLES = (Bank, Source, Fact, Question, Draft, Drafting)


def counts(app):
    with app.app_context():
        return [db.session.scalar(select(func.count()).select_from(table)) for table in TABLES]


def read(client, text="", file=None, **fields):
    sent = {"text": text, **fields}
    if file is not None:
        sent["file"] = FileStorage(*file)
    # The client would keep what is large in a file, and leave it open.
    boundary, body = encode_multipart(sent)
    return client.post(NEW, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def draft(client, text=COMET, where="", **fields):
    """Send the form of an article that was read; ``where`` is its page, if it has been before."""
    sent = {"title": "A comet", "publisher": "", "published": "", "bank": "", "bank_title": ""}
    where = where or read(client, COMET).location
    return client.post(where, data=sent | {"text": text} | fields)


def refused(client, answer):
    """Return the page that an answer leads to, which is that of the article."""
    assert answer.status_code == 303
    assert answer.location.startswith(f"{NEW}/")
    return client.get(answer.location).text


def error_beside(html, field):
    found = re.search(rf'<p class="error" id="{field}-error">(.*?)</p>', html)
    assert found, html
    return found.group(1)


def value_of(html, field):
    return re.search(rf'name="{field}"[^>]*value="([^"]*)"', html).group(1)


@pytest.fixture
def stub(monkeypatch):
    """Let articles be drafted without being read, and count how often."""
    asked = []

    def drafted(source, known, model):
        asked.append((source, tuple(known), model))
        return made(source=made().source)

    monkeypatch.setattr(drafting, "draft_article", drafted)
    return asked


@pytest.fixture
def drafts(app, cast, clock):
    """Three drafts of an article; returns the address of their review."""
    with app.app_context():
        keep(cast.teacher.id, clock())
    return f"/teach/banks/{BANK}/articles/atlas"


def question_url(name, action):
    return f"/teach/banks/{BANK}/questions/{name}/{action}"


# Reading


def test_teach_and_every_bank_lead_to_the_form(rivers, as_teacher):
    assert f'href="{NEW}"' in as_teacher.get("/teach").text
    linked = f"{NEW}?bank={teaching.SLUG}"
    assert f'href="{linked}"' in as_teacher.get(f"{rivers}/questions").text
    assert f'<option selected value="{teaching.SLUG}">' in as_teacher.get(linked).text


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
    assert f'<option selected value="{teaching.SLUG}">' in html
    assert f"{len(text.split())} words" in html
    assert counts(app) == before


def test_a_file_that_takes_too_long_is_given_up_beside_its_field(app, as_teacher, monkeypatch):
    given = app.extensions["quizapp.settings"].model_copy(update={"reading_seconds": 1})
    monkeypatch.setitem(app.extensions, "quizapp.settings", given)
    answer = read(as_teacher, file=(io.BytesIO(SLOW), "a.pdf"))
    assert answer.status_code == 422
    assert "took too long" in error_beside(answer.text, "file")


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
        assert db.session.scalar(select(func.count()).select_from(Reading)) == 1


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


# Drafting


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
    assert section.count("<blockquote>") >= 2
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
def test_a_bank_that_was_made_meanwhile_is_looked_at_again(
    app, as_teacher, cast, clock, monkeypatch
):
    def taken(*_, **__):
        monkeypatch.undo()
        with app.app_context():
            keep(cast.teacher.id, clock())
        raise NameTaken

    monkeypatch.setattr(drafting, "draft_article", lambda *_: made())
    monkeypatch.setattr(drafting, "transaction", lambda: nullcontext(None))
    monkeypatch.setattr(drafting.articles, "keep_drafts", taken)
    answer = draft(as_teacher, made().source.text, title="An atlas")
    assert answer.location == f"/teach/banks/{BANK}/articles/atlas"


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
        writing.append(db.session().info.get(WRITING))
        return made()

    monkeypatch.setattr(drafting, "draft_article", drafted)
    draft(as_teacher)
    assert writing == [None]


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


# Reviewing


def test_drafts_are_shown_with_their_keys_best_first(drafts, as_teacher):
    html = as_teacher.get(drafts).text
    assert "3 of 3 left" in html
    stems = re.findall(r'<h2 class="stem"[^>]*>(.*?)</h2>', html)
    assert stems == [
        "At which city does the Rhine reach the sea?",
        "At which city does the Elbe reach the sea?",
        "How long is the Elbe?",
    ]
    assert 'Cuxhaven<span class="visually-hidden"> (right)</span>' in html
    assert "<mark>The Rhine reaches the sea at Rotterdam.</mark>" in html
    assert HELD in html


@both_databases
def test_accepting_publishes_and_twice_is_as_once(drafts, as_teacher):
    for _ in range(2):
        answer = as_teacher.post(question_url("typed", "accept"), data={"page": "1"})
        assert answer.location == f"{drafts}?done=typed#decided"
    html = as_teacher.get(f"{drafts}?done=typed").text
    assert "Published: “At which city does the Rhine reach the sea?”" in html
    assert "2 of 3 left" in html
    assert "1 published" in html


@both_databases
def test_rejecting_is_taken_back_on_the_next_page(drafts, as_teacher):
    for _ in range(2):
        as_teacher.post(question_url("typed", "reject"))
    html = as_teacher.get(f"{drafts}?done=typed").text
    assert "Rejected: “At which city" in html
    assert f'action="{question_url("typed", "reopen")}"' in html
    back = as_teacher.post(question_url("typed", "reopen"), data={"next": drafts})
    assert back.location == drafts
    assert "3 of 3 left" in as_teacher.get(drafts).text


def test_a_draft_that_is_edited_says_so_and_goes_back_to_the_review(drafts, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    html = as_teacher.get(url).text
    assert f'<a href="{drafts}#draft-typed">Drafts</a>' in html
    as_teacher.post(
        url,
        data={
            "stem": "In which city does the Rhine reach the sea?",
            "accepted": "Rotterdam",
            "fact": "rhine-mouth",
            "topic": "mouths",
            "based_on": "1",
        },
    )
    assert 'data-status="edited"' in as_teacher.get(drafts).text
    as_teacher.post(f"{url}/accept")
    assert "(1 after an edit)" in as_teacher.get(drafts).text


def test_a_draft_in_conflict_cannot_be_accepted_and_says_why(app, cast, clock, as_teacher):
    facts = tuple(
        replace(fact, conflicts_with=("weser-mouth",)) if fact.id == "rhine-mouth" else fact
        for fact in made().facts
    )
    with app.app_context():
        keep(cast.teacher.id, clock(), made(facts=facts))
    url = f"/teach/banks/{BANK}/articles/atlas"
    html = as_teacher.get(url).text
    assert "The sources disagree" in html
    assert question_url("typed", "accept") not in html
    answer = as_teacher.post(question_url("typed", "accept"), follow_redirects=True)
    assert "Not published: The sources disagree" in answer.text
    assert "3 of 3 left" in answer.text


def test_when_every_draft_is_decided_the_page_says_so(drafts, as_teacher):
    for name in ("typed", "choice", "number"):
        as_teacher.post(question_url(name, "accept"))
    html = as_teacher.get(drafts).text
    assert "Every draft is decided" in html
    assert "3 published, 0 rejected." in html
    assert "to review" not in as_teacher.get("/teach").text


def test_drafts_that_wait_are_found_from_the_first_page(drafts, as_teacher):
    html = as_teacher.get("/teach").text
    assert f'<a href="{drafts}">3 drafts to review</a>' in html
    assert "with a failed check" not in html


def test_accepting_a_question_that_was_never_a_draft_of_an_article_goes_to_its_page(
    rivers, as_teacher
):
    answer = as_teacher.post(f"{rivers}/questions/choice/accept")
    assert answer.location == f"{rivers}/questions/choice"
    assert as_teacher.get(f"{rivers}/articles/atlas").status_code == 404


def test_an_article_that_nobody_may_read_yet_is_not_counted(app, rivers, cast, clock, client):
    assert rivers
    other = made(
        source=Article("news", "News", "", "", "An unread text.\n"), facts=(), questions=()
    )
    with app.app_context():
        keep(cast.teacher.id, clock(), other, slug=teaching.SLUG, new_title="")
    for path in ("/", f"/banks/{teaching.SLUG}"):
        assert "9 questions about 6 facts from 1 article<" in client.get(path).text


@pytest.mark.usefixtures("drafts")
def test_learners_see_nothing_of_an_article_before_a_fact_of_it_is_approved(as_teacher, client):
    source = f"/banks/{BANK}/sources/atlas"
    hidden = [f"/banks/{BANK}{rest}" for rest in ("", "/quiz", "/study", "/sources/atlas")]
    assert [client.get(path).status_code for path in hidden] == [404] * 4
    assert [client.post(path).status_code for path in hidden[1:3]] == [404] * 2
    for path in ("/", "/study", "/progress"):
        assert "An atlas" not in client.get(path, follow_redirects=True).text
    assert as_teacher.get(source).status_code == 200
    assert "Learners do not see this bank yet" in as_teacher.get(f"/banks/{BANK}").text
    as_teacher.post(question_url("typed", "accept"))
    assert "An atlas" in client.get("/").text
    assert "1 question about 1 fact from 1 article" in client.get("/").text
    assert source in client.get(f"/banks/{BANK}").text
    assert client.get(source).status_code == 200


def test_the_form_of_a_draft_saves_and_accepts_and_goes_back_to_its_place(app, drafts, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    html = as_teacher.get(url).text
    assert "Its fact is a draft" not in html
    assert "Save and accept" in html
    sent = fields(html) | {"stem": "In which city does the Rhine end?", "action": "accept"}
    for _ in range(2):
        assert as_teacher.post(url, data=sent).location == f"{drafts}?done=typed#decided"
    assert "(1 after an edit)" in as_teacher.get(drafts).text
    with app.app_context():
        assert teaching.fact_row("rhine-mouth").status == "approved"


def test_the_history_of_a_draft_says_which_article_it_was_made_from(drafts, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    as_teacher.post(url, data=fields(as_teacher.get(url).text) | {"stem": NEW_STEM})
    history = as_teacher.get(url).text.split('<ol class="history"')[1]
    assert drafts
    assert history.count("made from “An atlas”") == 1
    assert "files" not in history


def test_a_draft_that_is_saved_is_not_said_to_fail_for_its_fact(drafts, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    as_teacher.post(url, data=fields(as_teacher.get(url).text) | {"stem": NEW_STEM})
    html = as_teacher.get(url).text
    assert "Saved as version 2. It is a draft" in html
    assert f'<a href="{drafts}#draft-typed">Drafts</a>' in html


@pytest.mark.usefixtures("drafts")
def test_the_form_of_a_draft_that_fails_keeps_it_and_its_fact_drafts(app, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    stem = "Is it at Rotterdam that the Rhine ends?"
    sent = fields(as_teacher.get(url).text) | {"stem": stem, "action": "accept"}
    assert as_teacher.post(url, data=sent).location == url
    html = as_teacher.get(url).text
    assert "Saved as version 2, not published." in html
    assert 'id="stem-error"' in html
    with app.app_context():
        assert teaching.question_row("typed").status == "draft"
        assert teaching.fact_row("rhine-mouth").status == "draft"


@pytest.mark.usefixtures("drafts")
def test_a_draft_that_was_decided_meanwhile_is_not_accepted_and_nothing_is_lost(app, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    sent = fields(as_teacher.get(url).text) | {"stem": NEW_STEM, "action": "accept"}
    as_teacher.post(f"{url}/reject")
    answer = as_teacher.post(url, data=sent)
    assert answer.status_code == 409
    assert "decided meanwhile" in answer.text
    assert fields(answer.text)["stem"] == [NEW_STEM]
    with app.app_context():
        assert teaching.version_numbers("typed") == [1]


@pytest.mark.usefixtures("drafts")
def test_publishing_a_draft_from_a_list_leads_to_where_it_is_accepted(as_teacher):
    answer = as_teacher.post(question_url("typed", "publish"), follow_redirects=True)
    assert "it is a draft of an article" in answer.text


@both_databases
@pytest.mark.usefixtures("drafts")
@pytest.mark.parametrize("action", ["accept", "reject"])
def test_what_was_decided_meanwhile_stays_as_it_is(app, as_teacher, action):
    other = "reject" if action == "accept" else "accept"
    as_teacher.post(question_url("typed", other))
    answer = as_teacher.post(question_url("typed", action), follow_redirects=True)
    assert "It was decided meanwhile." in answer.text
    with app.app_context():
        expected = "retired" if other == "reject" else "published"
        assert teaching.question_row("typed").status == expected


def test_a_question_that_was_never_a_draft_of_an_article_is_not_rejected(app, rivers, as_teacher):
    answer = as_teacher.post(f"{rivers}/questions/choice/reject", follow_redirects=True)
    assert "this is no draft that waits" in answer.text
    with app.app_context():
        assert teaching.question_row("choice").status == "published"


@both_databases
def test_accepting_says_what_it_does_and_is_taken_back(app, drafts, as_teacher, client):
    assert "publishes a question at once" in as_teacher.get(drafts).text
    assert "can read the whole article" in as_teacher.get(drafts).text
    as_teacher.post(question_url("typed", "accept"))
    html = as_teacher.get(f"{drafts}?done=typed").text
    assert "can read the whole article" not in html
    assert f'action="{question_url("typed", "take-back")}"' in html
    for _ in range(2):
        answer = as_teacher.post(question_url("typed", "take-back"))
        assert answer.location == f"{drafts}#draft-typed"
    assert "3 of 3 left" in as_teacher.get(drafts).text
    assert client.get(f"/banks/{BANK}").status_code == 404
    with app.app_context():
        assert teaching.fact_row("rhine-mouth").status == "draft"


@both_databases
def test_what_learners_were_asked_is_retired_when_it_is_taken_back(
    app, drafts, as_teacher, as_student
):
    as_teacher.post(question_url("typed", "accept"))
    sent = {"attempt_id": str(new_id()), "length": "5", "layout": "page"}
    quiz = as_student.post(f"/banks/{BANK}/quiz", data=sent).location
    as_student.post(quiz, data={"q1-text": "Rotterdam"})
    for _ in range(2):
        answer = as_teacher.post(question_url("typed", "take-back"))
        assert answer.location == f"{drafts}?done=typed#decided"
    html = as_teacher.get(answer.location).text
    assert "Learners were asked it already" in html
    assert "Retired: “At which city" in html
    assert "1 of 1" in as_student.get(f"{quiz}/results").text
    with app.app_context():
        assert teaching.question_row("typed").status == "retired"
        assert teaching.fact_row("rhine-mouth").status == "approved"


def test_what_was_never_accepted_is_not_taken_back(app, drafts, rivers, as_teacher):
    as_teacher.post(question_url("typed", "reject"))
    for url in (question_url("typed", "take-back"), f"{rivers}/questions/choice/take-back"):
        assert "Nothing was changed" in as_teacher.post(url, follow_redirects=True).text
    assert drafts
    with app.app_context():
        rows = db.session.scalars(select(Question.status).where(Question.slug == "choice"))
        assert set(rows) == {"draft", "published"}


@pytest.mark.usefixtures("drafts")
def test_rejecting_what_was_accepted_and_retired_since_changes_nothing(as_teacher):
    as_teacher.post(question_url("typed", "accept"))
    as_teacher.post(question_url("typed", "retire"))
    answer = as_teacher.post(question_url("typed", "reject"), follow_redirects=True)
    assert "Nothing was changed" in answer.text


@pytest.mark.usefixtures("drafts")
def test_an_old_form_does_not_change_what_was_published_meanwhile(app, as_teacher):
    url = f"/teach/banks/{BANK}/questions/typed"
    sent = fields(as_teacher.get(url).text) | {"stem": NEW_STEM, "action": "accept"}
    as_teacher.post(f"{url}/accept")
    answer = as_teacher.post(url, data=sent)
    assert answer.status_code == 409
    assert fields(answer.text)["stem"] == [NEW_STEM]
    with app.app_context():
        assert teaching.version_numbers("typed") == [1]


def test_undo_goes_back_to_the_card(drafts, as_teacher):
    as_teacher.post(question_url("typed", "reject"))
    html = as_teacher.get(f"{drafts}?done=typed").text
    assert f'name="next" value="{drafts}#draft-typed"' in html
    back = as_teacher.post(question_url("typed", "reopen"), data={"next": f"{drafts}#draft-typed"})
    assert back.location == f"{drafts}#draft-typed"


def test_a_draft_that_was_edited_meanwhile_is_not_published_unread(drafts, as_teacher):
    page = as_teacher.get(drafts).text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    stale = {"page": "1", "version": str(int(version[1]) + 1000)}
    shown = as_teacher.post(question_url("typed", "accept"), data=stale, follow_redirects=True).text
    assert "Not published: it was edited meanwhile." in shown
