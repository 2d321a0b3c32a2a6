"""Keys never reach a learner's page before the answer; afterwards they do."""

import html
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.banks.models import Bank, Question, Visibility
from quizapp.db import db, transaction
from quizapp.domain.questions import Gap, Item, Option, Pair
from quizapp.quizzes.models import Attempt
from tests import builders
from tests.web.conftest import Walk
from tests.web.quizzes.making import Maker, start

NUMBER = "918273645"


def secret(question):
    """Return the question with a canary in everything that would give its key away."""
    why = f"canary-why-{question.id}"
    match question.kind:
        case "multiple_choice":
            options = tuple(
                Option(f"canary-{at}", each.text, each.fact)
                for at, each in enumerate(question.options)
            )
            return replace(question, explanation=why, options=options, key="canary-0")
        case "multiple_response":
            options = tuple(
                replace(each, id=f"canary-{each.id}" if each.id in question.keys else each.id)
                for each in question.options
            )
            keys = tuple(f"canary-{key}" for key in question.keys)
            return replace(question, explanation=why, options=options, keys=keys)
        case "true_false":
            return replace(question, explanation=why, correction="canary-correction")
        case "short_answer":
            return replace(question, explanation=why, accepted=("canary-short", "canary-alias"))
        case "numeric":
            return replace(question, explanation=why, value=Decimal(NUMBER))
        case "cloze":
            gaps = tuple(Gap(gap.id, (f"canary-{gap.id}",), gap.fact) for gap in question.gaps)
            return replace(question, explanation=why, gaps=gaps)
        case "matching":
            pairs = tuple(
                Pair(f"canary-{at}", each.left, each.right, each.fact)
                for at, each in enumerate(question.pairs)
            )
            return replace(question, explanation=why, pairs=pairs)
        case "ordering":
            items = tuple(
                Item(f"canary-{at}", each.text, each.fact) for at, each in enumerate(question.items)
            )
            return replace(question, explanation=why, items=items)
    return replace(question, explanation=why, back="canary-back")


SECRET = tuple(secret(builders.apart(each)) for each in builders.QUESTIONS)


def leaks(pages):
    return sorted(
        path
        for path, text in pages.items()
        # A time zone is called so, too.
        if "canary" in text.replace("Atlantic/Canary", "").casefold() or NUMBER in text
    )


@pytest.fixture
def secrets(walk, load_bank):
    load_bank(builders.every_kind(questions=SECRET))
    return walk


def test_no_page_gives_a_key_away_before_the_answer(secrets):
    assert leaks(secrets.crawl("/", "/banks/arnholm/quiz", "/progress")) == []
    whole, single = secrets.start(), secrets.start(layout="single")
    pages = secrets.crawl("/", f"/attempts/{whole}", f"/attempts/{single}", "/progress")
    assert len(pages) > 25
    assert leaks(pages) == []
    for position in range(1, 9):
        garbled = dict.fromkeys(
            ("choice", "verdict", "text", "match-1", "order", "gap-1"), "x" * 501
        )
        garbled["choices"] = "x"
        refused = secrets.answer(single, position, garbled)
        assert refused.status_code == 422
        assert leaks({str(position): refused.text}) == []
    refused = secrets.client.post(
        f"/attempts/{whole}", data={"q1-choice": "x", "q1-text": "x" * 501}
    )
    assert leaks({"whole": refused.text}) == []


def test_stored_answer_gives_no_key_away_before_hand_in(secrets):
    single = secrets.start(layout="single")
    for position, fields in secrets.answers(single, builders.wrong_fields).items():
        assert secrets.answer(single, position, fields).status_code == 303
    assert leaks(secrets.crawl(f"/attempts/{single}", "/", "/banks/arnholm")) == []


def test_practice_gives_only_the_keys_of_checked_questions_away(secrets):
    practice = secrets.start(layout="at-once")
    places = range(1, 9)
    assert leaks(secrets.crawl(f"/attempts/{practice}", "/", "/banks/arnholm")) == []
    for position in places:
        for fields in ({}, {"choice": "x", "text": "x" * 501, "verdict": "x", "choices": "x"}):
            refused = secrets.answer(practice, position, fields, check="1")
            assert (refused.status_code, leaks({"": refused.text})) == (422, [])
    for done, position in enumerate(places, 1):
        secrets.answer(practice, position, {}, check="1", forgot="1")
        if done == len(places):
            break
        paths = [f"/attempts/{practice}/{each}" for each in places]
        pages = {path: secrets.page(path) for path in paths}
        assert set(leaks(pages)) == set(paths[:done])
    kinds = secrets.kinds(practice)
    assert "canary-short" in secrets.page(f"/attempts/{practice}/{kinds['short_answer']}")


def test_no_card_gives_its_key_away(app, secrets):
    """Every question is made the next card in turn."""
    for question in SECRET:
        with app.app_context(), transaction() as session:
            for row in session.scalars(select(Question)):
                row.status = "published" if row.slug == question.id else "draft"
            for user in session.scalars(select(User)):
                user.new_per_day = 999
        page = secrets.asked("/banks/arnholm/study")
        assert question.stem in page
        assert leaks({question.id: page}) == []
        if question.kind == "flashcard":
            continue
        card = secrets.card_of(question.id)
        for fields in ({}, {"choice": "x", "choices": "x", "verdict": "x", "text": "x" * 501}):
            assert leaks({question.id: secrets.study(card, **fields).text}) == []


def test_every_key_is_shown_after_hand_in(secrets):
    attempt_id = secrets.start()
    secrets.hand_in(attempt_id, {})
    results = secrets.page(f"/attempts/{attempt_id}/results")
    for question in SECRET:
        if question.kind != "flashcard":
            assert f"canary-why-{question.id}" in results
    for key in ("canary-short", "918,273,645", "canary-a", "canary-b"):
        assert key in results
    assert "canary-alias" not in results


def test_key_of_a_card_is_shown_after_the_answer(secrets):
    card = secrets.card_of("height-verdict")
    feedback = secrets.page(secrets.study(card, verdict="true").location)
    assert "It should say “canary-correction”." in feedback
    assert "canary-why-height-verdict" in feedback


def test_a_bank_that_was_closed_meanwhile_gives_no_key_of_what_was_not_answered(app, secrets):
    attempt_id = secrets.start()
    kinds = secrets.kinds(attempt_id)
    at = kinds["short_answer"]
    with app.app_context(), transaction() as session:
        session.scalars(select(Bank)).one().visibility = Visibility.PRIVATE.value
    secrets.hand_in(attempt_id, {at: {"text": ["Nowhere"]}})
    results = secrets.page(f"/attempts/{attempt_id}/results")
    assert "canary-short" in results
    rows = results.split('<article class="result ')[1:]
    assert leaks({str(place): row for place, row in enumerate(rows, 1)}) == [str(at)]
    assert results.count("this bank is closed to you now") == 7


# What an attempt's pages would say of a key besides its canary.
TELLING = (
    *(each.statement for each in builders.FACTS if each.evidence),
    "is true of something else",
    "<blockquote",
    'class="key"',
    "Right answer<",
    "right answer</small>",
    "Wrongly ticked",
    "harbour.example",
)


def tells(page):
    return [each for each in TELLING if each in html.unescape(page)]


def partly(question, seed):
    """What is right of one part, where a question has several."""
    match question.kind:
        case "multiple_response":
            return {"choices": builders.right_fields(question, seed)["choices"][:1]}
        case "matching":
            one = builders.right_fields(question, seed)["match-1"]
            return builders.wrong_fields(question, seed) | {"match-1": one}
        case "ordering":
            order = builders.right_fields(question, seed)
            one, other, *rest = order
            return {one: order[other], other: order[one]} | {each: order[each] for each in rest}
    return builders.wrong_fields(question, seed)


@pytest.fixture
def keyless(app, load_bank, as_teacher, as_student):
    """Begin a quiz of every kind that shows no right answer; return the student's walk and it."""

    load_bank(builders.every_kind(questions=SECRET))

    def begin(**settings):
        quiz = Maker.begin(app, as_teacher)
        quiz.pick(*(each.id for each in SECRET if each.kind != "flashcard"))
        quiz.set(**settings)
        quiz.send("items", keys="none")
        quiz.send("publish")
        start(as_student, quiz, attempt_id := uuid4())
        return Walk(app, as_student), attempt_id

    return begin


@pytest.mark.parametrize("given", [None, builders.wrong_fields, partly], ids=["none", "no", "half"])
def test_a_key_that_the_teacher_does_not_show_is_on_no_page_after_the_hand_in(keyless, given):
    walk, attempt_id = keyless()
    answers = walk.answers(attempt_id, given) if given else {}
    walk.hand_in(attempt_id, answers, sure="1")
    results = f"/attempts/{attempt_id}/results"
    pages = walk.crawl("/", results, "/progress", "/account/data")
    assert leaks(pages) == []
    objections = [path for path in pages if path.endswith("/objection")]
    assert len(objections) == 8
    for path in (results, *objections):
        assert tells(pages[path]) == []
    assert pages[results].count("Your teacher does not show the right answer.") == 8
    for kept in ("/account/data/quizapp.json", "/account/data/quizapp.html"):
        record = walk.client.get(kept).text
        assert leaks({kept: record}) == []
        assert "Wrongly ticked" not in record


def test_a_key_that_is_not_shown_is_on_no_page_after_the_check(keyless):
    walk, attempt_id = keyless(way="at-once")
    answers = walk.answers(attempt_id, builders.wrong_fields)
    for position, fields in answers.items():
        more = {"forgot": "1"} if position % 2 else {}
        walk.answer(attempt_id, position, {} if more else fields, check="1", **more)
        page = walk.page(f"/attempts/{attempt_id}/{position}")
        assert "Your teacher does not show the right answer." in page
        assert (leaks({"": page}), tells(page)) == ([], [])
    assert leaks(walk.crawl(f"/attempts/{attempt_id}/results", "/")) == []


def test_the_teacher_sees_the_keys_that_learners_do_not(keyless, as_teacher):
    walk, attempt_id = keyless()
    walk.hand_in(attempt_id, {}, sure="1")
    with walk.app.app_context():
        quiz_id = db.session.get_one(Attempt, attempt_id).quiz_id
    page = as_teacher.get(f"/teach/quizzes/{quiz_id}/attempts/{attempt_id}").text
    assert "canary-short" in page
    assert "does not show" not in page
