"""Studying in the browser: one card at a time, graded, given up, taken back."""

import re
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import User
from quizapp.banks.models import Question, QuestionVersion
from quizapp.banks.queries import asked_question
from quizapp.db import db, transaction
from quizapp.domain.questions import QuestionKind
from quizapp.memory.models import Memory, Review, ReviewUndo
from quizapp.quizzes.models import Response
from tests import builders
from tests.databases import both_databases

STUDY = "/banks/arnholm/study"


def count(app, table):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table))


def question(app, version):
    with app.app_context():
        found = select(QuestionVersion).where(QuestionVersion.public_id == UUID(version))
        row = db.session.scalars(found).one()
        return asked_question(db.session(), row.id, row.fingerprint).question


def version_of(app, name):
    with app.app_context():
        return db.session.scalars(
            select(QuestionVersion.public_id)
            .join(QuestionVersion.question)
            .where(Question.slug == name, QuestionVersion.is_current)
        ).one()


@pytest.fixture
def only(load_bank):
    """Leave only some questions in the bank: only("flashcard")."""
    return lambda *kinds: load_bank(builders.only(*kinds))


@both_databases
def test_newcomer_studies_as_a_guest(app, walk):
    card = walk.card(STUDY)
    asked = question(app, card["version"])
    assert asked.facts[0] == "place"
    response = walk.study(card, **builders.right_fields(asked, card["answer_id"]))
    assert response.location == f"{STUDY}/{card['answer_id']}"
    feedback = walk.page(response.location)
    assert "Right" in feedback
    assert "<mark>The lighthouse stands on Arnholm.</mark>" in feedback
    assert "When does this come back, and why?" in feedback
    assert "Study: 8 new, 1 again soon" in walk.page("/banks/arnholm")
    assert f"/{card['answer_id']}/undo" in walk.page(f"{STUDY}?undo={card['answer_id']}")


@pytest.mark.parametrize("kind", sorted(set(QuestionKind) - {"flashcard", "essay"}))
def test_every_kind_is_studied_rightly_and_wrongly(app, walk, only, kind):
    only(kind)
    for fields in (builders.right_fields, builders.wrong_fields):
        card = walk.card(STUDY)
        asked = question(app, card["version"])
        assert asked.kind == kind
        response = walk.study(card, **fields(asked, card["answer_id"]))
        assert response.status_code == 303
        feedback = walk.page(response.location)
        outcome = "right" if fields is builders.right_fields else "wrong"
        assert f'data-outcome="{outcome}"' in feedback
        assert "<dd></dd>" not in feedback
        if outcome == "right":
            undo = walk.client.post(f"{STUDY}/{card['answer_id']}/undo")
            assert undo.status_code == 303


def test_a_card_about_several_facts_says_of_each_when_it_comes_back(app, walk, only):
    only("matching")
    card = walk.card(STUDY)
    fields = builders.wrong_fields(question(app, card["version"]), card["answer_id"])
    feedback = walk.page(walk.study(card, **fields).location)
    assert "When do these come back, and why?" in feedback
    assert feedback.count("It comes back in ") == 2
    assert "Your answer to each part" in feedback
    assert feedback.count(" is true of something else: It was closed in 1990.") == 1


@both_databases
def test_flashcard_shows_its_back_then_takes_a_grade(app, walk, only):
    only("flashcard")
    front = walk.page(STUDY)
    assert "What do sailors call it?" in front
    assert "Old Ida" not in front
    version = version_of(app, "nickname-card")
    back = walk.page(f"{STUDY}?show={version}")
    assert "Old Ida" in back
    assert "Unsourced" in back
    for label in ("Again", "Hard", "Good", "Easy"):
        assert label in back
    card = walk.card(f"{STUDY}?show={version}")
    response = walk.study(card, rating="4")
    assert response.location == f"{STUDY}?undo={card['answer_id']}"
    page = walk.page(response.location)
    assert "Done for now" in page
    assert "The next fact comes back in" in page
    assert "Undo the last answer" in page


def test_back_of_another_card_is_not_given_away(app, walk, only):
    only("flashcard")
    version = version_of(app, "nickname-card")
    for shown in ("1", "", str(uuid4()), "x"):
        page = walk.page(f"{STUDY}?show={shown}")
        assert "Old Ida" not in page
        assert f'name="show" value="{version}"' in page


def test_giving_up_shows_the_answer_and_counts_as_not_known(app, walk, only):
    only("short_answer")
    card = walk.card(STUDY)
    feedback = walk.page(walk.study(card, forgot="1", text="half an idea").location)
    assert "You did not know it" in feedback
    assert "Not answered" not in feedback
    assert "Arnholm" in feedback
    with app.app_context():
        assert db.session.scalars(select(Review.rating)).all() == [1]


def test_of_a_card_with_several_parts_only_what_was_left_empty_is_not_answered(walk, only):
    only("cloze")
    card = walk.card(STUDY)
    feedback = walk.page(walk.study(card, forgot="1").location)
    assert feedback.count("Not known") == 2
    assert "Not answered" not in feedback
    fields = {"gap-1": "granite", "gap-2": ""}
    feedback = walk.page(walk.study(walk.card_of("light-cloze"), **fields).location)
    assert feedback.count("Not answered") == 1
    assert "Not known" not in feedback


def test_card_sent_twice_counts_once(app, walk):
    card = walk.card(STUDY)
    fields = builders.right_fields(question(app, card["version"]), card["answer_id"])
    for _ in range(2):
        assert walk.study(card, **fields).location == f"{STUDY}/{card['answer_id']}"
    assert (count(app, Response), count(app, Review)) == (1, 1)


@both_databases
def test_undo_takes_the_card_back_and_twice_is_once(app, walk):
    card = walk.card(STUDY)
    fields = builders.right_fields(question(app, card["version"]), card["answer_id"])
    walk.study(card, **fields)
    assert count(app, Memory) == 1
    for _ in range(2):
        response = walk.client.post(f"{STUDY}/{card['answer_id']}/undo")
        assert response.status_code == 303
        assert response.location == f"{STUDY}?again={card['answer_id']}"
    assert (count(app, Memory), count(app, ReviewUndo)) == (0, 1)
    assert "Taken back" in walk.page(STUDY)
    assert walk.card(STUDY)["version"] == card["version"]
    assert walk.page(f"{STUDY}/{card['answer_id']}")
    again = walk.study(card, **fields)
    assert again.location == STUDY
    assert count(app, Memory) == 0


@pytest.fixture
def taken_back(walk, only, clock):
    """A flashcard whose grade was taken back, while another card is due before it."""
    only("flashcard", "short_answer")
    walk.study(walk.card_of("place-short"), forgot="1")
    clock.advance(minutes=2)
    card = walk.card_of("nickname-card")
    walk.study(card, rating="3")
    assert "On which island" in walk.page(STUDY)
    return walk.client.post(f"{STUDY}/{card['answer_id']}/undo").location


@both_databases
def test_card_that_was_taken_back_comes_again_front_side_up(app, walk, taken_back):
    front = walk.page(taken_back)
    assert "What do sailors call it?" in front
    assert "Old Ida" not in front
    fields = dict(re.findall(r'<input[^>]*name="(show|again)"[^>]*value="([^"]*)"', front))
    back = walk.page(f"{STUDY}?show={fields['show']}&again={fields['again']}")
    assert "Old Ida" in back
    assert count(app, Memory) == 1
    walk.study(walk.card(f"{STUDY}?show={fields['show']}&again={fields['again']}"), rating="1")
    assert count(app, Memory) == 2


@both_databases
def test_card_that_was_taken_back_and_answered_anew_is_over(walk, taken_back, clock):
    clock.advance(minutes=1)
    walk.study(walk.card_of("nickname-card"), rating="3")
    assert "On which island" in walk.page(taken_back)


def test_only_what_its_learner_took_back_comes_again(walk, taken_back, as_stranger, clock):
    kept = walk.card_of("place-short")
    walk.study(kept, forgot="1")
    clock.advance(hours=1)
    for again in (kept["answer_id"], str(uuid4()), "x", ""):
        assert "sailors" not in walk.page(f"{STUDY}?again={again}")
    assert "sailors" not in as_stranger.get(taken_back).text


def test_card_that_was_taken_back_and_withdrawn_gives_way_to_the_next(walk, taken_back, only):
    only("short_answer")
    assert "On which island" in walk.page(taken_back)


@both_databases
def test_answers_of_others_are_not_there(app, walk, as_stranger):
    card = walk.card(STUDY)
    fields = builders.right_fields(question(app, card["version"]), card["answer_id"])
    walk.study(card, **fields)
    at = f"{STUDY}/{card['answer_id']}"
    assert as_stranger.get(at).status_code == 404
    assert as_stranger.post(f"{at}/undo").status_code == 404
    assert as_stranger.post(STUDY, data=card | fields).location == STUDY
    assert count(app, Review) == 1
    for path in (f"{STUDY}/{uuid4()}", "/banks/nowhere/study"):
        assert walk.client.get(path).status_code == 404
    assert walk.client.post(f"{STUDY}/{uuid4()}/undo").status_code == 404


@both_databases
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"answer_id": "x", "version": str(uuid4())},
        {"answer_id": str(uuid4())},
        {"answer_id": str(uuid4()), "version": "one"},
        {"answer_id": str(uuid4()), "version": "0"},
        {"answer_id": str(uuid4()), "version": str(10**30)},
        {"answer_id": str(uuid4()), "version": "9" * 5000},
    ],
)
def test_card_without_its_ids_is_refused(app, walk, fields):
    response = walk.client.post(STUDY, data=fields | {"text": "Arnholm"})
    assert response.status_code == 400
    assert "Nothing was changed" in response.text
    assert count(app, Response) == 0


def test_unknown_card_leads_to_the_next(app, walk):
    response = walk.study({"answer_id": str(uuid4()), "version": str(uuid4())}, text="x")
    assert response.location == STUDY
    assert "changed or withdrawn" in walk.page(STUDY)
    assert count(app, Response) == 0


@pytest.mark.parametrize("typed", ["Hawaii", "11/9/2001", "5±1", "two or three"])
def test_what_is_no_number_is_said_beside_the_field_and_kept(walk, only, typed):
    only("numeric")
    response = walk.study(walk.card(STUDY), text=typed)
    assert response.status_code == 422
    assert "not written as a number" in response.text
    assert f'value="{typed}"' in response.text


def test_refused_answer_shows_the_same_card_with_what_was_typed(app, walk, only, clock):
    only("short_answer", "numeric")
    # The second card is begun, and falls due while the first is being answered.
    number = {"answer_id": str(uuid4()), "version": str(version_of(app, "height-number"))}
    walk.study(number, text="1")
    card = walk.card(STUDY)
    assert question(app, card["version"]).id == "place-short"
    clock.advance(hours=1)
    assert walk.card(STUDY)["version"] == number["version"]
    response = walk.study(card, text="z" * 501)
    assert response.status_code == 422
    assert "This answer has 501 letters" in response.text
    assert "On which island" in response.text
    assert "z" * 501 in response.text
    assert f'name="answer_id" value="{card["answer_id"]}"' in response.text
    assert f'name="version" value="{card["version"]}"' in response.text
    assert walk.study(card, text="Arnholm").status_code == 303


def test_blank_answer_asks_again_for_the_same_card(app, walk, only):
    only("multiple_choice")
    card = walk.card(STUDY)
    response = walk.study(card)
    assert response.status_code == 422
    assert "Answer first" in response.text
    assert card["answer_id"] in response.text
    options = re.compile(r'class="option">.*?<span>(.*?)</span>')
    again = walk.client.post(STUDY, data=card).text
    assert options.findall(again) == options.findall(response.text)
    assert count(app, Response) == 0


def test_malformed_answer_asks_again(walk, only):
    only("multiple_choice")
    response = walk.study(walk.card(STUDY), choice="77")
    assert response.status_code == 422
    assert "not among those that were shown" in response.text


def test_grade_that_is_missing_or_unknown_keeps_the_back_in_view(app, walk, only):
    only("flashcard")
    card = {"answer_id": str(uuid4()), "version": str(version_of(app, "nickname-card"))}
    for fields in ({}, {"rating": "9"}, {"rating": ["1", "2"]}):
        response = walk.study(card, **fields)
        assert response.status_code == 422
        assert "Old Ida" in response.text
        assert 'value="4"' in response.text


def test_feedback_shows_the_version_that_was_answered(walk, load_bank):
    load_bank(builders.only("short_answer"))
    card = walk.card(STUDY)
    walk.study(card, text="Arnholm")
    edited = replace(builders.QUESTIONS[3], stem="Which harbour?", accepted=("Elsewhere",))
    load_bank(builders.with_question(edited))
    feedback = walk.page(f"{STUDY}/{card['answer_id']}")
    assert "On which island" in feedback
    assert 'data-outcome="right"' in feedback


def test_study_goes_straight_to_the_only_bank(walk, load_bank):
    assert walk.client.get("/study").location == STUDY
    load_bank(builders.bank(id="second", title="Second bank"))
    page = walk.page("/study")
    assert "Second bank" in page
    assert "9 new" in page


def test_study_without_banks_says_so(client):
    assert "Nothing to study yet" in client.get("/study").text


def test_no_new_facts_wanted_and_none_due_is_done(app, walk):
    walk.study(walk.card(STUDY), forgot="1")
    with app.app_context(), transaction() as session:
        session.scalars(select(User)).one().new_per_day = 0
        memory = session.scalars(select(Memory)).one()
        memory.due = memory.due.replace(year=2027)
    page = walk.page(STUDY)
    assert "Done for now" in page
    assert "comes back in 1 year." in page
