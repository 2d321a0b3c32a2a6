"""A bank's words carry its language; those of the page are English."""

import re
from dataclasses import replace

import pytest

from quizapp.clock import new_id
from quizapp.db import transaction
from tests import builders
from tests.builders import share_with_everyone

ARABIC = "ar"


@pytest.fixture
def arabic(app, clock):
    """The tiny bank, said to be in Arabic; returns its address."""
    content = replace(builders.bank(), language=ARABIC)
    with app.app_context(), transaction() as session:
        builders.load(session, content, clock())
        share_with_everyone(session, content.id)
    return f"/banks/{content.id}"


def marked(html, tag):
    """The openings of a tag that carry the bank's language."""
    return re.findall(rf'<{tag}[^>]* lang="{ARABIC}" dir="auto"', html)


def test_pages_about_a_bank_mark_its_words(client, arabic):
    home = client.get("/").text
    assert marked(home, "a")
    page = client.get(arabic).text
    assert marked(page, "h1")
    assert '<html lang="en"' in page
    study = client.get(f"{arabic}/study").text
    assert marked(study, "(?:span|p)")


def test_quiz_and_its_results_mark_stems_options_and_quotes(client, arabic):
    sent = {"attempt_id": str(new_id()), "length": "10", "layout": "page"}
    quiz = client.post(f"{arabic}/quiz", data=sent).location
    page = client.get(quiz).text
    assert len(marked(page, "span")) > page.count("<fieldset") - 1
    results = client.get(client.post(quiz, data={}).location).text
    assert marked(results, "p")
    assert marked(results, "blockquote")
    assert marked(results, "dd")


def test_what_study_says_of_an_answer_marks_its_words(client, arabic):
    shown = client.get(f"{arabic}/study").text
    met = re.search(r'name="met" value="([^"]+)"', shown)
    card = client.get(f"{arabic}/study?met={met[1]}").text if met else shown
    sent = dict(re.findall(r'name="(answer_id|version)" value="([^"]+)"', card))
    answer = client.post(f"{arabic}/study", data=sent | {"forgot": ""})
    page = client.get(answer.location).text
    assert marked(page, "(?:span|p|dd|blockquote)")


def test_english_words_on_english_pages_are_not_marked(client, app, clock):
    with app.app_context(), transaction() as session:
        builders.load(session, builders.bank(), clock())
        share_with_everyone(session, builders.bank().id)
    page = client.get(f"/banks/{builders.bank().id}").text
    assert page.count(' lang="') == 1
    assert 'dir="auto"' in page
