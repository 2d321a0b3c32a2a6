"""Removing an article or a bank in the browser: asked first, never where learners answered."""

import pytest
from sqlalchemy import func, select

from quizapp.app import all_tables
from quizapp.authoring import deletion
from quizapp.banks.models import Question
from quizapp.clock import new_id
from quizapp.db import RowGone, db
from quizapp.domain.questions import QuestionKind
from quizapp.quizzes.models import Response
from tests import teaching
from tests.articles import BANK, keep
from tests.databases import both_databases
from tests.web.authoring.article_pages import COMET, draft, question_url, read

pytestmark = both_databases

ARTICLE = f"/teach/banks/{BANK}/articles/atlas/remove"
WHOLE = f"/teach/banks/{BANK}/remove"
MADE = ("bank", "topic", "source", "fact", "question", "draft", "generation_run")


@pytest.fixture
def answered(open_to_all, as_teacher, as_student):
    """A question of the article that a learner has answered; returns the drafts' address."""
    as_teacher.post(question_url("typed", "accept"))
    sent = {"attempt_id": str(new_id()), "length": "5", "layout": "page"}
    quiz = as_student.post(f"/banks/{BANK}/quiz", data=sent).location
    as_student.post(quiz, data={"q1-text": "Rotterdam"})
    as_teacher.post(question_url("typed", "retire"))
    return open_to_all


def rows(app, names=MADE):
    tables = all_tables().tables
    with app.app_context():
        return {
            name: db.session.scalar(select(func.count()).select_from(tables[name]))
            for name in names
        }


@pytest.mark.usefixtures("drafts")
def test_an_article_is_removed_after_a_question_and_its_bank_is_empty_then(app, as_teacher):
    assert f'href="{ARTICLE}"' in as_teacher.get(ARTICLE.removesuffix("/remove")).text
    asked = as_teacher.get(ARTICLE).text
    assert "Remove this article?" in asked
    assert "the 3 questions that were drafted from it" in asked
    for _ in range(2):
        answer = as_teacher.post(ARTICLE)
        assert answer.location == f"/teach/banks/{BANK}/questions"
    assert rows(app) == dict.fromkeys(MADE, 0) | {"bank": 1}
    html = as_teacher.get(answer.location).text
    assert "Nothing in this bank yet" in html
    assert f'href="{WHOLE}"' in html
    assert as_teacher.get("/teach").status_code == 200


def test_an_article_that_was_corrected_on_its_page_is_removed_with_it(app, as_teacher):
    article = draft(as_teacher, where=read(as_teacher, COMET).location).location
    as_teacher.post(f"{article}/remove")
    assert rows(app, ("source", "question", "pending_article")) == {
        "source": 0,
        "question": 0,
        "pending_article": 0,
    }


@pytest.mark.usefixtures("drafts")
def test_an_article_with_a_published_question_stays_until_that_is_retired(app, as_teacher):
    as_teacher.post(question_url("typed", "accept"))
    before = rows(app)
    answer = as_teacher.post(ARTICLE, follow_redirects=True)
    assert "This article cannot be removed" in answer.text
    assert "Retire them first" in answer.text
    assert rows(app) == before
    as_teacher.post(question_url("typed", "retire"))
    as_teacher.post(ARTICLE)
    assert rows(app)["source"] == 0


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("url", [ARTICLE, WHOLE])
def test_what_learners_answered_is_never_removed(app, as_teacher, url):
    before = rows(app)
    for _ in range(2):
        answer = as_teacher.post(url, follow_redirects=True)
        assert "cannot be removed" in answer.text
        assert "Retire its questions instead" in answer.text
    assert rows(app) == before
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Response)) == 1


@pytest.mark.usefixtures("drafts")
@pytest.mark.parametrize(("url", "action"), [(ARTICLE, "remove_article"), (WHOLE, "remove_bank")])
def test_what_somebody_else_removes_at_the_same_moment_is_removed(
    as_teacher, monkeypatch, url, action
):
    def too_late(*_given, **_named):
        raise RowGone("bank")

    monkeypatch.setattr(deletion, action, too_late)
    answer = as_teacher.post(url)
    assert (answer.status_code, answer.location.endswith("/remove")) == (303, False)


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize(
    ("url", "check"), [(ARTICLE, "was_asked"), (WHOLE, "bank_was_asked")], ids=["article", "bank"]
)
def test_an_answer_that_comes_meanwhile_keeps_everything(app, as_teacher, monkeypatch, url, check):
    before = rows(app)
    monkeypatch.setattr(f"quizapp.web.authoring.deleting.{check}", lambda *_: False)
    as_teacher.post(url)
    assert rows(app) == before


def test_an_article_whose_facts_other_questions_ask_for_stays(app, as_teacher, cast, clock):
    with app.app_context():
        keep(cast.teacher.id, clock())
    as_teacher.post(question_url("number", "accept"))
    as_teacher.post(question_url("number", "retire"))
    typed = {"stem": "Where does the Rhine end?", "accepted": "Rotterdam", "fact": "rhine-mouth"}
    kind = QuestionKind.SHORT_ANSWER.value
    new = f"/teach/banks/{BANK}/new-question/{kind}"
    as_teacher.post(new, data={**typed, "topic": "mouths", "action": "save"})
    assert "ask for its facts" in as_teacher.post(ARTICLE, follow_redirects=True).text
    assert rows(app)["source"] == 1


@pytest.mark.usefixtures("drafts")
def test_a_bank_that_was_made_by_mistake_is_removed_after_a_question(app, as_teacher):
    as_teacher.post(question_url("typed", "accept"))
    html = as_teacher.get(WHOLE).text
    assert "Remove this bank?" in html
    assert "1 of them is published" in html
    for _ in range(2):
        assert as_teacher.post(WHOLE).location == "/teach"
    assert rows(app) == dict.fromkeys(MADE, 0)
    assert "No bank of yours yet" in as_teacher.get("/teach").text


def test_a_bank_from_files_is_not_removed(app, rivers, as_teacher, as_admin):
    answer = as_admin.post(f"{rivers}/remove", follow_redirects=True)
    assert "would come back" in answer.text
    assert as_teacher.post(f"{rivers}/remove").status_code == 403
    assert rows(app)["bank"] == 1
    assert f"{teaching.SLUG}/remove" not in as_admin.get(f"{rivers}/questions").text


@pytest.mark.usefixtures("drafts")
def test_what_is_added_after_a_removal_has_ids_of_its_own(app, cast, clock, as_teacher):
    def highest():
        tables = all_tables().tables
        names = ("bank", "source", "fact", "question", "question_version")
        with app.app_context():
            return {name: db.session.scalar(select(func.max(tables[name].c.id))) for name in names}

    before = highest()
    as_teacher.post(WHOLE)
    with app.app_context():
        keep(cast.teacher.id, clock())
    after = highest()
    assert all(after[name] > before[name] for name in before)


LEARNT = (
    *("quiz", "quiz_bank", "quiz_settings", "attempt", "attempt_question", "response", "score"),
    *("mark", "review", "memory"),
)


def take(browser):
    """Take a quiz of all there is in the bank."""
    sent = {"attempt_id": str(new_id()), "length": "5", "layout": "page"}
    quiz = browser.post(f"/banks/{BANK}/quiz", data=sent).location
    assert browser.post(quiz, data={"q1-text": "Rotterdam"}).status_code == 303


@pytest.mark.usefixtures("open_to_all")
def test_what_a_teacher_tried_goes_with_the_bank(app, as_teacher):
    as_teacher.post(question_url("typed", "accept"))
    take(as_teacher)
    assert all(rows(app, LEARNT).values())
    assert "what you, or others who may change it, tried there goes too" in (
        as_teacher.get(WHOLE).text
    )
    for _ in range(2):
        assert as_teacher.post(WHOLE).location == "/teach"
    assert rows(app, LEARNT + MADE) == dict.fromkeys(LEARNT + MADE, 0)


@pytest.mark.usefixtures("open_to_all")
def test_what_a_teacher_tried_goes_with_the_article(app, as_teacher):
    as_teacher.post(question_url("typed", "accept"))
    take(as_teacher)
    as_teacher.post(question_url("typed", "retire"))
    assert "tried it go too" in as_teacher.get(ARTICLE).text
    as_teacher.post(ARTICLE)
    left = rows(app, LEARNT + MADE)
    # The quiz itself is of the bank, which stays.
    assert {name for name, count in left.items() if count} == {
        *("bank", "quiz", "quiz_bank", "quiz_settings"),
    }


@pytest.mark.usefixtures("open_to_all")
def test_a_draft_that_only_its_teacher_tried_waits_again_after_undo(app, as_teacher):
    as_teacher.post(question_url("typed", "accept"))
    take(as_teacher)
    before = rows(app, LEARNT)
    page = as_teacher.post(question_url("typed", "take-back"), follow_redirects=True)
    assert "Learners were asked it already" not in page.text
    assert rows(app, LEARNT) == before
    with app.app_context():
        status = select(Question.status).where(Question.slug == "typed")
        assert db.session.scalar(status) == "draft"


@pytest.mark.usefixtures("open_to_all")
def test_one_learner_among_those_who_tried_keeps_everything(app, as_teacher, as_student):
    as_teacher.post(question_url("typed", "accept"))
    take(as_teacher)
    take(as_student)
    before = rows(app, LEARNT + MADE)
    assert "Learners were asked questions of this bank" in as_teacher.get(WHOLE).text
    as_teacher.post(WHOLE)
    as_teacher.post(ARTICLE)
    assert rows(app, LEARNT + MADE) == before


@pytest.mark.usefixtures("open_to_all")
def test_a_colleague_who_may_only_look_is_a_learner(app, as_teacher, as_admin):
    as_teacher.post(question_url("typed", "accept"))
    take(as_admin)
    assert "Learners were asked" in as_teacher.get(WHOLE).text
    before = rows(app, LEARNT + MADE)
    as_teacher.post(WHOLE)
    assert rows(app, LEARNT + MADE) == before
    # It was the administrator's own trial, where they remove it themselves.
    as_admin.post(WHOLE)
    assert rows(app, ("bank", "review")) == {"bank": 0, "review": 0}
