"""The lists, the page of a fact, the buttons, and who may see them."""

from dataclasses import replace

import pytest

from quizapp.db import transaction
from quizapp.domain.facts import FactStatus
from tests.databases import both_databases
from tests.teaching import SLUG, bank, check_all, fact_row, load, question_row

PAGES = (
    "/teach",
    f"/teach/banks/{SLUG}/questions",
    f"/teach/banks/{SLUG}/questions/choice",
    f"/teach/banks/{SLUG}/facts",
    f"/teach/banks/{SLUG}/facts/elbe-mouth",
    f"/teach/banks/{SLUG}/new-question",
    f"/teach/banks/{SLUG}/new-question/cloze",
)
BUTTONS = (
    f"/teach/banks/{SLUG}/questions/choice",
    f"/teach/banks/{SLUG}/questions/choice/publish",
    f"/teach/banks/{SLUG}/questions/choice/retire",
    f"/teach/banks/{SLUG}/questions/choice/reopen",
    f"/teach/banks/{SLUG}/facts/elbe-mouth/approve",
    f"/teach/banks/{SLUG}/new-question/cloze",
)


@pytest.mark.parametrize("url", PAGES)
def test_teachers_and_admins_see_every_page(rivers, as_teacher, as_admin, url):
    assert rivers
    assert [as_teacher.get(url).status_code, as_admin.get(url).status_code] == [200, 200]


@pytest.mark.parametrize("url", PAGES)
def test_nobody_else_sees_a_page(app, rivers, as_student, as_guest, url):
    assert rivers
    assert as_student.get(url).status_code == 403
    for client in (as_guest, app.test_client()):
        answer = client.get(url)
        assert answer.status_code == 303
        assert answer.location.startswith("/login")


@pytest.mark.parametrize("url", BUTTONS)
def test_nobody_else_changes_anything(app, rivers, as_student, as_guest, url):
    assert rivers
    assert as_student.post(url).status_code == 403
    assert as_guest.post(url).status_code == 303
    with app.app_context():
        assert question_row("choice").status == "published"


@pytest.mark.parametrize("url", BUTTONS)
def test_a_forged_form_changes_nothing(app, rivers, as_teacher, url):
    assert rivers
    as_teacher.forges = True
    assert as_teacher.post(url).status_code == 400
    with app.app_context():
        assert question_row("choice").status == "published"


@pytest.mark.parametrize(
    "url",
    [
        "/teach/banks/none/questions",
        "/teach/banks/none/facts",
        f"/teach/banks/{SLUG}/questions/none",
        f"/teach/banks/{SLUG}/questions/%00",
        "/teach/banks/%00/facts",
        f"/teach/banks/{SLUG}/facts/none",
        "/teach/banks/none/new-question",
    ],
)
def test_what_does_not_exist_is_a_page_with_a_way_on(rivers, as_teacher, url):
    assert rivers
    assert as_teacher.get(url).status_code == 404


@both_databases
def test_the_overview_says_what_waits_to_who_may_do_something(app, clock, as_teacher, as_admin):
    facts = tuple(
        replace(fact, conflicts_with=("rhine-mouth",), status=FactStatus.DRAFT)
        if fact.id == "elbe-mouth"
        else fact
        for fact in bank().facts
    )
    load(app, clock(), bank(facts=facts))
    assert "looked at anew" in as_admin.get("/teach").text
    check_all(app)
    assert "Needs attention" not in as_teacher.get("/teach").text
    html = as_admin.get("/teach").text
    assert "10 published questions" in html
    assert "1 draft fact</a> to approve" in html
    assert "2 facts</a> on which sources disagree" in html
    assert "with a failed check" in html
    assert "looked at anew" not in html


def test_an_empty_site_says_what_to_do(as_teacher):
    html = as_teacher.get("/teach").text
    assert "No bank of yours yet" in html
    assert "New from an article" in html


@both_databases
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"text": "elbe SEA"}, {"choice", "gaps"}),
        ({"text": "%"}, set()),
        ({"kind": "cloze"}, {"gaps"}),
        ({"topic": "bridges"}, {"order", "card", "essay"}),
        ({"status": "draft"}, set()),
        ({"origin": "hand"}, set()),
        ({"fact": "elbe-length"}, {"number"}),
        ({"source": "atlas", "topic": "bridges"}, {"order", "card"}),
        ({"source": "none"}, set()),
        ({"failing": "yes"}, set()),
        ({"kind": "\x00", "page": "²"}, None),
    ],
)
def test_questions_are_found_by_what_was_chosen(rivers, as_teacher, query, found):
    html = as_teacher.get(f"{rivers}/questions", query_string=query).text
    if found is None:
        found = {question.id for question in bank().questions}
    shown = {q.id for q in bank().questions if f'{rivers}/questions/{q.id}"' in html}
    assert shown == found


@both_databases
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"text": "opened"}, {"torgau-bridge", "pirna-bridge"}),
        ({"kind": "quantity"}, {"elbe-length"}),
        ({"topic": "bridges", "text": "1875"}, {"pirna-bridge"}),
        ({"status": "draft"}, set()),
        ({"conflict": "yes"}, set()),
        ({"source": "atlas", "kind": "quantity"}, {"elbe-length"}),
    ],
)
def test_facts_are_found_by_what_was_chosen(rivers, as_teacher, query, found):
    html = as_teacher.get(f"{rivers}/facts", query_string=query).text
    assert {fact.id for fact in bank().facts if f'{rivers}/facts/{fact.id}"' in html} == found


def test_a_long_list_has_pages_and_a_page_beyond_the_last_is_the_last(app, clock, as_teacher):
    card = bank().questions[-1]
    many = tuple(replace(card, id=f"card-{n}") for n in range(120))
    load(app, clock(), bank(questions=many))
    url = f"/teach/banks/{SLUG}/questions"
    assert "Page 1 of 3, 120 in all" in as_teacher.get(url).text
    html = as_teacher.get(url, query_string={"page": "99", "kind": "flashcard"}).text
    assert "Page 3 of 3" in html
    assert "kind=flashcard" in html


@both_databases
def test_the_page_of_a_fact_shows_its_proof_and_those_who_disagree(app, clock, as_teacher):
    facts = tuple(
        replace(fact, conflicts_with=("rhine-mouth",), note="Two maps, two rivers.")
        if fact.id == "elbe-mouth"
        else fact
        for fact in bank().facts
    )
    load(app, clock(), bank(facts=facts))
    for slug in ("elbe-mouth", "rhine-mouth"):
        html = as_teacher.get(f"/teach/banks/{SLUG}/facts/{slug}").text
        assert "<mark>The Elbe reaches the sea at Cuxhaven.</mark>" in html
        assert "<mark>The Rhine reaches the sea at Rotterdam.</mark>" in html
        assert "Sources disagree" in html
        assert "Two maps, two rivers." in html


def test_retiring_can_be_undone_where_one_was(app, rivers, as_teacher):
    here = f"{rivers}/questions?kind=multiple_choice"
    url = f"{rivers}/questions/choice"
    for _ in range(2):
        answer = as_teacher.post(f"{url}/retire", data={"next": here})
        assert answer.location == here
    html = as_teacher.get(here).text
    assert "Retired:" in html
    assert ">Undo" in html
    assert ">Undo" not in as_teacher.get(here).text
    as_teacher.post(f"{url}/publish", data={"next": here})
    with app.app_context():
        assert question_row("choice").status == "published"


def test_a_question_that_fails_is_not_published_and_its_page_says_why(app, rivers, as_teacher):
    with app.app_context(), transaction():
        question_row("choice").status = "draft"
        fact_row("elbe-mouth").status = "draft"
    answer = as_teacher.post(f"{rivers}/questions/choice/publish", data={"next": "/teach"})
    assert answer.location == f"{rivers}/questions/choice"
    html = as_teacher.get(answer.location).text
    assert "Not published" in html
    assert "Its fact is a draft" in html
    as_teacher.post(f"{rivers}/facts/elbe-mouth/approve")
    as_teacher.post(f"{rivers}/questions/choice/publish")
    with app.app_context():
        assert question_row("choice").status == "published"


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "\\example"])
def test_buttons_lead_nowhere_else(rivers, as_teacher, target):
    answer = as_teacher.post(f"{rivers}/questions/choice/retire", data={"next": target})
    assert answer.location == f"{rivers}/questions/choice"
