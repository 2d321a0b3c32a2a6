"""Every kind of question can be written in a bank that has neither an article nor a fact."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.banks.models import Fact, FactVersion, Question, QuestionVersion
from quizapp.banks.versions import fact_of
from quizapp.clock import new_id
from quizapp.db import db
from quizapp.domain.questions import QuestionKind
from quizapp.quizzes.models import Score
from quizapp.quizzes.results import results
from tests.builders import prefixed
from tests.databases import both_databases
from tests.filled_forms import right_form
from tests.teaching import question_row
from tests.web.authoring.pages import fields

BY_HAND = {
    "multiple_choice": (
        {
            "stem": "Which animal guards the gate of Meissen?",
            "options-0-text": "a lion",
            "options-1-text": "a horse",
            "key": "a",
        },
        ["Which animal guards the gate of Meissen? a lion"],
    ),
    "multiple_response": (
        {
            "stem": "Which rivers reach the North Sea?",
            "options-0-text": "Elbe",
            "options-0-right": "y",
            "options-1-text": "Weser",
            "options-1-right": "y",
            "options-2-text": "Oder",
        },
        ["Which rivers reach the North Sea? Elbe", "Which rivers reach the North Sea? Weser"],
    ),
    "true_false": (
        {"stem": "A lion guards the gate of Meissen.", "key": "true"},
        ["A lion guards the gate of Meissen."],
    ),
    "short_answer": (
        {"stem": "Which animal guards the gate of Meissen?", "accepted": "a lion"},
        ["Which animal guards the gate of Meissen? a lion"],
    ),
    "numeric": (
        {
            "stem": "How many lions guard the gate of Meissen?",
            "value": "2",
            "statement": "The gate of Meissen is guarded by 2 lions.",
        },
        ["The gate of Meissen is guarded by 2 lions."],
    ),
    "cloze": (
        {
            "stem": "Fill in the gaps.",
            "text": "The Elbe is not short. It rises in ____ and reaches the sea at ___.",
            "gaps-0-accepted": "Bohemia\nthe Giant Mountains",
            "gaps-1-accepted": "Cuxhaven",
        },
        ["The Elbe is not short. It rises in Bohemia and reaches the sea at Cuxhaven."] * 2,
    ),
    "matching": (
        {
            "stem": "Match each river with its mouth.",
            "pairs-0-left": "Elbe",
            "pairs-0-right": "Cuxhaven",
            "pairs-1-left": "Weser",
            "pairs-1-right": "Bremerhaven",
        },
        ["Elbe: Cuxhaven", "Weser: Bremerhaven"],
    ),
    "ordering": (
        {
            "stem": "Put the stages of World War 1 in order.",
            "items-0-place": "2",
            "items-0-text": "The front stood still.",
            "items-1-place": "1",
            "items-1-text": "World War 1 began.",
            "items-2-place": "3",
            "items-2-text": "An armistice was signed.",
        },
        [
            "Put the stages of World War 1 in order. 1. World War 1 began.",
            "Put the stages of World War 1 in order. 2. The front stood still.",
            "Put the stages of World War 1 in order. 3. An armistice was signed.",
        ],
    ),
    "flashcard": (
        {"stem": "Which animal guards the gate of Meissen?", "back": "a lion"},
        ["Which animal guards the gate of Meissen? a lion"],
    ),
}
"""What is typed for a question of each kind, and what its facts say then."""


@pytest.fixture
def empty(as_teacher):
    """The name of an empty bank of the teacher's."""
    sent = {"form_id": str(new_id()), "title": "Mine", "language": "en"}
    return as_teacher.post("/teach/new-bank", data=sent).location.split("/")[3]


def write(browser, bank, kind, **changed):
    url = f"/teach/banks/{bank}/new-question/{kind}"
    sent = fields(browser.get(url).text) | {"new_topic": "General"} | changed
    return browser.post(url, data=sent)


def facts():
    found = db.session.scalars(select(FactVersion).order_by(FactVersion.id)).unique()
    return [fact_of(version) for version in found]


def take(app, browser, bank, learner):
    """Take a quiz of all in a bank, and answer rightly."""
    attempt_id = uuid4()
    settings = {"attempt_id": str(attempt_id), "length": "20", "layout": "page"}
    assert browser.post(f"/banks/{bank}/quiz", data=settings).status_code == 303
    with app.app_context():
        asked = results(db.session(), attempt_id, learner.id)
    sent = {}
    for each in asked:
        filled = right_form(each.asked, f"{attempt_id}/{each.position}")
        sent |= prefixed(filled, each.position)
    assert browser.post(f"/attempts/{attempt_id}", data=sent).status_code == 303


def turn(app, browser, bank):
    """Know the one card of a bank: no quiz asks a card."""
    assert browser.get(f"/banks/{bank}/study").status_code == 200
    with app.app_context():
        version = db.session.scalars(select(QuestionVersion.public_id)).one()
    sent = {"answer_id": str(new_id()), "version": str(version), "rating": "3"}
    answer = browser.post(f"/banks/{bank}/study", data=sent, follow_redirects=True)
    assert answer.status_code == 200


def test_the_table_has_every_kind_that_has_a_fact():
    assert set(BY_HAND) == {str(kind) for kind in QuestionKind} - {"essay"}


@both_databases
@pytest.mark.parametrize("kind", BY_HAND)
def test_in_an_empty_bank_it_is_written_published_taken_and_marked_right(
    app, cast, as_teacher, empty, kind
):
    typed, statements = BY_HAND[kind]
    checked = write(as_teacher, empty, kind, **typed, action="check").text
    assert "Every check passes. It is not saved yet." in checked
    made = write(as_teacher, empty, kind, **typed)
    assert made.status_code == 303, made.text
    assert "No article proves what this question asks for" in as_teacher.get(made.location).text
    published = as_teacher.post(f"{made.location}/publish", follow_redirects=True)
    assert "Published." in published.text
    with app.app_context():
        assert question_row(made.location.rsplit("/", 1)[1]).status == "published"
        assert [each.statement for each in facts()] == statements
        assert not any(each.sourced for each in facts())
    if kind == QuestionKind.FLASHCARD:
        turn(app, as_teacher, empty)
    else:
        take(app, as_teacher, empty, cast.teacher)
    with app.app_context():
        assert db.session.scalars(select(Score.points)).all() == [1]


@both_databases
@pytest.mark.parametrize("kind", BY_HAND)
def test_the_same_form_sent_twice_adds_nothing_more(app, as_teacher, empty, kind):
    typed, statements = BY_HAND[kind]
    first, second = (write(as_teacher, empty, kind, **typed) for _ in range(2))
    assert first.location == second.location
    with app.app_context():
        assert len(db.session.scalars(select(Question)).all()) == 1
        assert len(db.session.scalars(select(Fact)).all()) == len(statements)


KEYS_PUT_RIGHT = {
    "multiple_choice": {"key": "b"},
    "short_answer": {"accepted": "a horse"},
    "flashcard": {"back": "a horse"},
}


@both_databases
@pytest.mark.parametrize("kind", KEYS_PUT_RIGHT)
def test_a_key_is_put_right_where_it_was_written_and_its_fact_follows(app, as_teacher, empty, kind):
    address = write(as_teacher, empty, kind, **BY_HAND[kind][0]).location
    sent = fields(as_teacher.get(address).text) | KEYS_PUT_RIGHT[kind]
    checked = as_teacher.post(address, data=sent | {"action": "check"})
    assert "check fails" not in checked.text
    assert "checks fail" not in checked.text
    assert as_teacher.post(address, data=sent | {"action": "publish"}).status_code == 303
    with app.app_context():
        before, after = facts()
        assert (before.id, before.value.text) == (after.id, "a lion")
        assert after.statement == "Which animal guards the gate of Meissen? a horse"
        assert db.session.scalars(select(Question.status)).all() == ["published"]


def test_a_fact_that_another_question_asks_for_does_not_follow_a_key(app, as_teacher, empty):
    typed = BY_HAND["short_answer"][0]
    write(as_teacher, empty, "short_answer", **typed)
    other = write(as_teacher, empty, "flashcard", **BY_HAND["flashcard"][0]).location
    sent = fields(as_teacher.get(other).text) | {"back": "a horse"}
    answer = as_teacher.post(other, data=sent | {"action": "save"}, follow_redirects=True)
    assert "is not what the fact says" in answer.text
    with app.app_context():
        assert [each.statement for each in facts()] == BY_HAND["flashcard"][1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, ["needs what is true instead", "does not say the fact"]),
        ({"correction": "a horse"}, ["does not say the fact"]),
        ({"statement": "A horse guards the gate."}, ["needs what is true instead"]),
    ],
)
def test_a_false_sentence_says_which_words_it_lacks(as_teacher, empty, typed, said):
    sent = {"stem": "A lion guards the gate of Meissen.", "key": "false", **typed}
    answer = write(as_teacher, empty, "true_false", **sent)
    assert answer.status_code == 422
    for words in said:
        assert words in answer.text
    assert "“”" not in answer.text


@pytest.mark.parametrize("kind", [kind for kind, (_, said) in BY_HAND.items() if len(said) > 1])
def test_another_question_that_says_the_same_shares_its_facts(app, as_teacher, empty, kind):
    typed, statements = BY_HAND[kind]
    write(as_teacher, empty, kind, **typed)
    other = write(as_teacher, empty, kind, **typed, explanation="So it is written.")
    assert other.status_code == 303
    with app.app_context():
        assert len(db.session.scalars(select(Question)).all()) == 2
        assert len(facts()) == len(statements)


def test_some_facts_are_chosen_and_others_made(app, rivers, as_teacher):
    bank = rivers.rsplit("/", 1)[1]
    typed = BY_HAND["matching"][0] | {"pairs-1-fact": "weser-mouth"}
    with app.app_context():
        before = len(facts())
    made = write(as_teacher, bank, "matching", **typed)
    assert made.status_code == 303
    with app.app_context():
        assert [each.statement for each in facts()[before:]] == ["Elbe: Cuxhaven"]
    asked = fields(as_teacher.get(made.location).text)
    assert asked["pairs-1-fact"] == ["The Weser reaches the sea at Bremerhaven."]
    assert asked["pairs-0-fact"] == ["Elbe: Cuxhaven"]


def test_a_fact_that_is_not_there_is_refused_and_none_is_made_for_it(app, as_teacher, empty):
    typed = BY_HAND["matching"][0] | {"pairs-1-fact": "no-such-fact"}
    answer = write(as_teacher, empty, "matching", **typed)
    assert answer.status_code == 422
    assert "The bank has no such fact." in answer.text
    with app.app_context():
        assert facts() == []


@pytest.mark.parametrize("kind", BY_HAND)
def test_the_form_says_that_a_fact_may_be_left_empty(as_teacher, empty, kind):
    page = as_teacher.get(f"/teach/banks/{empty}/new-question/{kind}").text
    assert "it gets a fact of its own, marked as unsourced." in page
    made = write(as_teacher, empty, kind, **BY_HAND[kind][0])
    # Where it is edited, rows that are added may leave theirs empty; one of them is offered.
    offered = as_teacher.get(made.location).text.count("it gets a fact of its own")
    assert offered == (len(BY_HAND[kind][1]) > 1)


def test_gaps_that_say_the_same_share_one_fact(app, as_teacher, empty):
    typed = {"stem": "Fill in.", "text": "____ by ____ they came.", "gaps-0-accepted": "two"}
    made = write(as_teacher, empty, "cloze", **typed, **{"gaps-1-accepted": "two"})
    assert made.status_code == 303
    with app.app_context():
        assert [each.statement for each in facts()] == ["two by two they came."]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("It is ___.", "It is ____."),
        ("It is ________ and ___.", "It is ____ and ____."),
        ("It is {{1}} and {{2}}.", "It is ____ and ____."),
        ("It is ___ and {{1}}.", "It is {{2}} and {{1}}."),
        ("It is {{2}}, ___.", "It is {{2}}, {{1}}."),
    ],
)
def test_blanks_are_gaps_numbered_in_order(as_teacher, empty, typed, read):
    rows = {
        f"gaps-{at}-accepted": f"answer {at}" for at in range(read.count("{{") + read.count("____"))
    }
    made = write(as_teacher, empty, "cloze", stem="Fill in.", text=typed, **rows)
    assert made.status_code == 303, made.text
    assert fields(as_teacher.get(made.location).text)["text"] == [read]


def test_two_underscores_are_no_gap(as_teacher, empty):
    answer = write(
        as_teacher, empty, "cloze", stem="Fill in.", text="It is __.", **{"gaps-0-accepted": "so"}
    )
    assert answer.status_code == 422


def test_a_part_that_is_too_long_for_a_fact_is_refused_beside_its_field(as_teacher, empty):
    words = " ".join(["word"] * 200)
    rows = {"gaps-0-accepted": "x" * 400}
    answer = write(as_teacher, empty, "cloze", stem="Fill in.", text=f"___ {words}", **rows)
    assert answer.status_code == 422
    assert 'id="gaps-0-accepted-error"' in answer.text
    assert "It is too long for a fact of its own." in answer.text
