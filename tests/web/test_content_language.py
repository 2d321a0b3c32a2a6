"""A bank's words carry its language; those of the page are English."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from quizapp.clock import new_id
from quizapp.db import transaction
from quizapp.domain.banks import Topic
from tests import builders
from tests.builders import share_with_everyone
from tests.web.conftest import Walk

ARABIC = "ar"
ARABIC_LETTER = re.compile(r"[\u0600-\u06ff]")


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


class Unmarked(HTMLParser):
    """Finds words in Arabic letters that no element says the language and direction of."""

    VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        inherited = bool(self.open) and self.open[-1][1]
        says = given.get("lang") == ARABIC if "lang" in given else inherited
        if ARABIC_LETTER.search(given.get("value") or "") and not says and tag == "input":
            self.found.append(f"{tag} {given.get('name')}")
        if tag not in self.VOID:
            self.open.append((tag, says))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = {tag for tag, _ in self.open}
        if ARABIC_LETTER.search(data) and not self.open[-1][1] and not tags & {"title", "datalist"}:
            self.found.append(f"{self.open[-1][0]}: {data.strip()}")


def unmarked(html: str) -> list[str]:
    parser = Unmarked()
    parser.feed(html)
    return parser.found


@pytest.fixture
def wholly_arabic(load_bank, app):
    """A bank whose title, topics, a fact and a question are written in Arabic."""
    tower = builders.bank().questions[0]
    content = builders.bank(
        language=ARABIC,
        title="المنارة",
        description="برج وسنواته.",
        topics=(Topic("tower", "البرج"), Topic("history", "التاريخ")),
        questions=(replace(tower, stem="متى بني البرج؟", explanation="بني منذ زمن."),),
    )
    load_bank(content)
    with app.app_context(), transaction() as session:
        share_with_everyone(session, content.id)
    return content


@pytest.mark.usefixtures("wholly_arabic")
def test_every_page_of_a_learner_marks_all_words_of_a_bank(client, app):
    walk = Walk(app, client)
    sent = {"attempt_id": str(new_id()), "length": "10", "layout": "page"}
    quiz = client.post("/banks/arnholm/quiz", data=sent).location
    single = client.post(
        "/banks/arnholm/quiz", data=sent | {"attempt_id": str(new_id()), "layout": "single"}
    ).location
    shown = walk.asked()
    # An answer, so that the page of progress counts what was right by topic.
    results = client.post(quiz, data={"q1-choice": "1"}).location
    pages = walk.crawl("/", single, results, "/progress", "/study", "/banks/arnholm/study")
    pages["the card"] = shown
    assert "Right answers by topic" in pages["/progress"]
    # What people take along or read as it is kept are records, which name no language.
    pages = {path: page for path, page in pages.items() if not path.startswith("/account/data/")}
    assert {path: unmarked(page) for path, page in pages.items() if unmarked(page)} == {}


def test_every_page_of_a_teacher_marks_all_words_of_a_bank(as_admin, app, wholly_arabic):
    question = wholly_arabic.questions[0].id
    start = "/teach/banks/arnholm"
    pages = Walk(app, as_admin).crawl(
        f"{start}/questions", f"{start}/questions/{question}", f"{start}/facts", "/admin/banks"
    )
    assert any(path.endswith(question) for path in pages)
    # It offers languages, each with its own name for itself.
    del pages["/teach/new-bank"]
    pages = {path: page for path, page in pages.items() if "/data" not in path}
    assert {path: unmarked(page) for path, page in pages.items() if unmarked(page)} == {}
