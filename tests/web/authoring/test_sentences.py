"""The page of one sentence of an article: what asks for it, and getting a question from it."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp.authoring.models import Draft
from quizapp.banks.models import Question
from quizapp.db import db
from quizapp.domain.questions import QuestionKind, QuestionStatus
from quizapp.queue.models import Job
from tests import article_reader, teaching
from tests.article_reader import work_off
from tests.articles import made
from tests.databases import both_databases
from tests.web.authoring.article_pages import question_url

KNOWN = teaching.questions()
AGAIN = replace(
    KNOWN[QuestionKind.SHORT_ANSWER],
    id="weser",
    fact="weser-mouth",
    accepted=("Bremerhaven",),
    stem="At which city does the Weser reach the sea?",
    status=QuestionStatus.DRAFT,
)


@pytest.fixture
def reads(monkeypatch):
    """Let a worker find one draft from the second sentence, and note what it is given."""
    given = []

    def read(source, known):
        given.append((source, known))
        return made(source=source, questions=(*made().questions, AGAIN))

    monkeypatch.setattr(article_reader, "read", read)
    return given


def page(drafts, number, rest=""):
    return f"{drafts}/sentences/{number}{rest}"


def test_the_article_is_painted_beside_its_drafts(drafts, as_teacher):
    html = as_teacher.get(drafts).text
    assert "0 of 6 sentences asked" in html
    paints = re.findall(r'id="sentence-(\d)"[^>]*data-paint="(\w+)"', html)
    assert [paint for _, paint in paints] == [
        "drafted",
        "untouched",
        "drafted",
        "drafted",
        "untouched",
        "untouched",
    ]
    assert "(drafted)" in html
    as_teacher.post(question_url("typed", "accept"))
    html = as_teacher.get(drafts).text
    assert "1 of 6 sentences asked" in html
    assert re.search(r'id="sentence-3"[^>]*data-paint="asked"', html)


def test_a_sentence_shows_its_drafts_and_what_is_published(drafts, as_teacher):
    html = as_teacher.get(page(drafts, 3)).text
    assert html.count("data-card") == 1
    assert "Asked already" not in html
    sent = {"sentence": "3", "version": re.findall(r'name="version" value="([^"]+)"', html)}
    answer = as_teacher.post(
        question_url("typed", "accept"), data=sent | {"chosen": sent["version"]}
    )
    assert answer.location == f"{page(drafts, 3)}?done=typed#decided"
    html = as_teacher.get(answer.location).text
    assert "Published: “At which city does the Rhine" in html
    assert "Asked already" in html


@both_databases
def test_a_question_is_drafted_from_a_sentence_once(app, drafts, as_teacher, reads, clock):
    assert "Nothing asks for this sentence yet." in as_teacher.get(page(drafts, 2)).text
    for _ in range(2):
        answer = as_teacher.post(page(drafts, 2))
        assert answer.location == page(drafts, 2, "/progress")
    assert "Reading the sentence" in as_teacher.get(answer.location).text
    work_off(app)
    assert len(reads) == 1
    assert as_teacher.get(answer.location).location == page(drafts, 2)
    html = as_teacher.get(page(drafts, 2)).text
    assert "At which city does the Weser reach the sea?" in html
    as_teacher.post(question_url("weser", "accept"))
    with app.app_context():
        assert teaching.question_row("weser").status == "published"
        assert teaching.fact_row("weser-mouth").status == "approved"
        statement = select(Question.slug).join(Draft).order_by(Draft.place)
        assert db.session.scalars(statement).all() == ["typed", "choice", "number", "weser"]
    clock.advance(minutes=1)
    # Pointing at it once more finds nothing new, and leads to a form with the words as proof.
    as_teacher.post(page(drafts, 2))
    work_off(app)
    answer = as_teacher.get(page(drafts, 2, "/progress"))
    assert "/new-question/short_answer?article=atlas&start=38&end=79" in answer.location
    html = as_teacher.get(answer.location).text
    assert "The program finds nothing more to ask in this sentence." in html
    assert "<mark>The Weser reaches the sea at Bremerhaven.</mark>" in html


@pytest.mark.parametrize("number", [0, 7, 10**9])
@pytest.mark.parametrize("rest", ["", "/progress", "/progress.json"])
def test_a_sentence_that_the_article_does_not_have_is_not_found(drafts, as_teacher, number, rest):
    assert as_teacher.get(page(drafts, number, rest)).status_code == 404
    if not rest:
        assert as_teacher.post(page(drafts, number)).status_code == 404


def test_what_was_never_asked_for_has_no_progress(drafts, as_teacher):
    assert as_teacher.get(page(drafts, 2, "/progress")).location == page(drafts, 2)
    assert as_teacher.get(page(drafts, 2, "/progress.json")).json == {"state": "gone"}


def test_an_article_that_is_removed_meanwhile_ends_the_reading(app, drafts, as_teacher, reads):
    as_teacher.post(page(drafts, 2))
    as_teacher.post(f"{drafts}/remove")
    work_off(app)
    assert not reads
    with app.app_context():
        job = db.session.scalars(select(Job).where(Job.kind == "draft-sentence")).one()
        assert "The article was removed meanwhile" in job.reason
