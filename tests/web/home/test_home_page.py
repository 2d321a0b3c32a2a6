"""The first page, and the choice of colours."""

import re

import pytest

from tests import builders
from tests.databases import both_databases


@both_databases
def test_home_page_shows_a_bank_and_a_marked_sentence(walk):
    page = walk.page("/")
    assert "9 questions about 9 facts" in page
    assert "<mark>The lighthouse stands on Arnholm.</mark>" in page
    assert "Try a quiz" in page
    assert "due, " not in page


def test_home_page_tells_a_learner_what_is_due(walk, load_bank, clock):
    load_bank(builders.every_kind())
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    clock.advance(days=10)
    assert "Study: 13 due, 1 new" in walk.page("/")


def test_home_page_of_a_learner_is_their_day(walk, clock):
    assert "who says so" in walk.page("/").split("</h1>")[0]
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    page = walk.page("/")
    assert "<h1>Today</h1>" in page
    assert "Take a quiz made from real articles" not in page
    assert "Nothing is due." in page
    clock.advance(days=10)
    assert re.search(r"\d+ facts are due\.", walk.page("/"))
    walk.start()
    assert re.search(r"1 quiz waits for you to go on, and \d+ facts are due\.", walk.page("/"))


def test_what_is_due_comes_before_other_banks(walk, load_bank, clock):
    load_bank(builders.bank(id="aaa", title="A bank before the others"))
    assert walk.page("/").index("A bank before") < walk.page("/").index(">Arnholm</a>")
    walk.study(walk.card(), forgot="1")
    clock.advance(days=10)
    assert walk.page("/").index("A bank before") > walk.page("/").index(">Arnholm</a>")


def test_somebody_with_a_new_account_is_told_to_begin(as_student, load_bank):
    load_bank(builders.bank())
    page = as_student.get("/").text
    assert "<h1>Today</h1>" in page
    assert "Choose where to begin." in page
    assert "<mark>The lighthouse stands on Arnholm.</mark>" in page


def test_home_page_leads_back_to_a_quiz_that_was_left(walk):
    assert "Go on with your quiz" not in walk.page("/")
    attempt_id = walk.start()
    page = walk.page("/")
    assert f'btn-primary" href="/attempts/{attempt_id}">Go on with your quiz' in page
    assert page.count("btn-primary") == 1
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    assert "Go on with your quiz" not in walk.page("/")


def test_home_page_without_a_bank_says_what_to_do(client):
    assert "when a teacher opens one to everyone" in client.get("/").text


def test_bank_without_sources_has_no_sentence(walk, load_bank):
    load_bank(builders.bank(sources=(), facts=builders.FACTS[-1:], questions=()))
    assert "<blockquote>" not in walk.page("/")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_choice_of_colours_is_kept(walk, theme):
    response = walk.client.post("/theme", data={"theme": theme, "next": "/banks/arnholm?a=b"})
    assert (response.status_code, response.location) == (303, "/banks/arnholm?a=b")
    assert f'data-theme="{theme}"' in walk.page("/")
    walk.client.post("/theme", data={"theme": "system"})
    assert "data-theme" not in walk.page("/")


@pytest.mark.parametrize(
    ("base", "secure"), [("https://localhost", True), ("http://localhost", False)]
)
def test_choice_of_colours_is_sent_over_https_only_where_it_was_made_so(client, base, secure):
    answer = client.post("/theme", data={"theme": "dark"}, base_url=base, headers={"Referer": base})
    (cookie,) = (each for each in answer.headers.getlist("Set-Cookie") if "theme=" in each)
    assert ("; Secure" in cookie) is secure
    assert "; HttpOnly" in cookie
    assert "; SameSite=Lax" in cookie


@pytest.mark.parametrize("theme", ["", "pink", '"><script>'])
def test_unknown_colours_are_refused(client, theme):
    assert client.post("/theme", data={"theme": theme}).status_code == 400


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/a\n//evil.example",
        "/\t/evil.example",
        "evil.example",
        "http:evil.example",
        "",
    ],
)
def test_choice_of_colours_sends_nobody_elsewhere(client, target):
    response = client.post("/theme", data={"theme": "dark", "next": target})
    assert (response.status_code, response.location) == (303, "/")


def test_cookie_of_somebody_who_tampers_is_passed_over(client):
    client.set_cookie("theme", '"><script>alert(1)</script>')
    page = client.get("/").text
    assert "<script>alert" not in page
    assert "data-theme" not in page
