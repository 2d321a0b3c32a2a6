"""Taking a quiz in the browser: on one page, one by one, twice, and wrongly."""

import re
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from quizapp.db import db
from quizapp.memory.models import Review
from quizapp.quizzes.models import Attempt, Response
from quizapp.web.quizzes.forms import QuizForm
from tests import builders
from tests.databases import both_databases


def count(app, table):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table))


@both_databases
def test_guest_takes_a_quiz_on_one_page_and_sees_the_proofs(walk):
    walk.page("/")
    attempt_id = walk.start()
    page = walk.page(f"/attempts/{attempt_id}")
    assert page.count('class="question"') == 8
    assert re.search(r"Question 1 of 8 · (?:<[^>]+>)?\w", page)
    response = walk.hand_in(attempt_id, walk.answers(attempt_id))
    assert (response.status_code, response.location) == (303, f"/attempts/{attempt_id}/results")
    results = walk.page(response.location)
    assert "8 of 8 points" in results
    assert "<mark>It was lit in 1871.</mark>" in results
    assert "The Harbour Post</" not in results
    assert "The Harbour Post, 11 January 2023" in results
    assert "You are a guest" in results


@both_databases
def test_quiz_one_by_one(walk):
    attempt_id = walk.start(layout="single", length="5")
    at = f"/attempts/{attempt_id}"
    assert walk.client.get(at).location == f"{at}/1"
    for position, fields in walk.answers(attempt_id).items():
        page = walk.page(f"{at}/{position}")
        assert f"Question {position} of 5" in page
        response = walk.answer(attempt_id, position, fields, go="next")
        assert response.location == f"{at}/{min(position + 1, 5)}"
        assert f"{position} of 5 answered" in walk.page(f"{at}/{position}")
    assert walk.client.get(at).location == f"{at}/5"
    assert walk.client.get(f"{at}/results").location == at
    assert walk.answer(attempt_id, 5, {}, go="hand-in").location == f"{at}/results"
    assert "5 of 5 points" in walk.page(at)


def test_a_quiz_that_is_shorter_than_asked_for_says_why(walk, load_bank):
    load_bank(builders.bank())
    whole, single = walk.start(length="10"), walk.start(length="10", layout="single")
    why = "5 questions, not 10: no fact is asked twice in a quiz, and cards are for Study."
    assert why in walk.page(f"/attempts/{whole}")
    assert why in walk.page(f"/attempts/{single}/1")
    assert why not in walk.page(f"/attempts/{single}/2")
    assert "5 questions. You need" in walk.page(f"/attempts/{walk.start(length='5')}")
    assert "2 questions. You need" in walk.page(f"/attempts/{walk.start(fact='height')}")


def test_the_start_form_offers_only_what_there_is(walk, load_bank):
    lengths = re.compile(r'name="length" type="radio" value="(\d+)"')
    assert lengths.findall(walk.page("/banks/arnholm/quiz")) == ["5", "8"]
    load_bank(builders.only("short_answer"))
    page = walk.page("/banks/arnholm/quiz")
    assert lengths.findall(page) == ["1"]
    assert re.search(r'<input checked [^>]*value="1"', page)
    # The page may be older than the bank.
    assert walk.start(length="40")


@pytest.mark.parametrize(
    ("most", "offered"),
    [(1, [1]), (5, [5]), (6, [5, 6]), (39, [5, 10, 20, 39]), (40, [5, 10, 20, 40])]
    + [(most, [5, 10, 20, 40]) for most in (41, 400)],
)
def test_each_length_is_offered_once(app, most, offered):
    with app.test_request_context():
        form = QuizForm([])
        form.offer(most)
        assert [value for value, _ in form.length.choices] == offered


@pytest.mark.parametrize("length", ["", "0", "-5", "41", "x", "1.5", "9" * 5000])
def test_a_length_that_no_quiz_has_is_refused(walk, length):
    fields = {"attempt_id": str(uuid4()), "length": length, "layout": "page"}
    answer = walk.client.post("/banks/arnholm/quiz", data=fields)
    assert answer.status_code == 422
    assert "The quiz did not start" in answer.text


def test_skipped_question_is_where_the_quiz_goes_on(walk):
    attempt_id = walk.start(layout="single", length="5")
    at = f"/attempts/{attempt_id}"
    assert walk.client.post(f"{at}/1").location == f"{at}/2"
    walk.answer(attempt_id, 2, walk.answers(attempt_id)[2])
    assert walk.client.get(at).location == f"{at}/1"


def test_what_is_no_number_is_asked_again_before_the_hand_in_and_the_rest_is_kept(app, walk):
    attempt_id = walk.start()
    number = walk.kinds(attempt_id)["numeric"]
    answers = walk.answers(attempt_id) | {number: {"text": ["Hawaii"]}}
    response = walk.hand_in(attempt_id, answers)
    assert response.status_code == 422
    assert "not written as a number" in response.text
    assert 'value="Hawaii"' in response.text
    assert count(app, Response) == 7
    assert walk.hand_in(attempt_id, walk.answers(attempt_id)).status_code == 303
    assert "8 of 8 points" in walk.page(f"/attempts/{attempt_id}/results")


def test_a_page_with_empty_answers_asks_once_before_it_is_handed_in(app, walk):
    attempt_id = walk.start()
    asks = 'name="ask" value="1"'
    assert asks in walk.page(f"/attempts/{attempt_id}")
    answers = walk.answers(attempt_id)
    del answers[2]
    answers[5] = {"text": [" "], "gap-1": [""]}
    asked = walk.asked_about(walk.hand_in(attempt_id, answers, ask="1"))
    assert "2 questions are not answered yet" in asked
    assert re.findall(r'<li><a href="[^"]*#q(\d)-question"', asked) == ["2", "5"]
    assert asks not in asked
    # What was answered is saved; the two that are empty are asked about.
    assert count(app, Response) == 6
    assert walk.hand_in(attempt_id, answers).status_code == 303
    assert count(app, Response) == 6


def test_a_full_page_is_handed_in_at_once(walk):
    attempt_id = walk.start()
    assert walk.hand_in(attempt_id, walk.answers(attempt_id), ask="1").status_code == 303
    assert "8 of 8 points" in walk.page(f"/attempts/{attempt_id}/results")
    # Sent once more, it is told that it was too late, and not asked about.
    assert walk.hand_in(attempt_id, {}, ask="1").status_code == 303


def test_start_clicked_twice_is_one_quiz(app, walk):
    fields = {"attempt_id": str(uuid4()), "length": "5", "layout": "page"}
    for _ in range(2):
        response = walk.client.post("/banks/arnholm/quiz", data=fields)
        assert response.location == f"/attempts/{fields['attempt_id']}"
    assert count(app, Attempt) == 1


def test_hand_in_sent_twice_counts_once(app, walk):
    attempt_id = walk.start()
    for answers in (walk.answers(attempt_id), walk.answers(attempt_id, builders.wrong_fields)):
        response = walk.hand_in(attempt_id, answers)
        assert response.location == f"/attempts/{attempt_id}/results"
    assert (count(app, Response), count(app, Review)) == (8, 13)
    assert "8 of 8 points" in walk.page(f"/attempts/{attempt_id}/results")


def test_other_answers_from_a_second_tab_are_told_to_be_too_late(walk):
    attempt_id = walk.start()
    results = f"/attempts/{attempt_id}/results"
    right = {1: walk.answers(attempt_id)[1]}
    for _ in range(2):
        walk.hand_in(attempt_id, right)
        assert "handed in already" not in walk.page(results)
    for other in (
        walk.answers(attempt_id),
        {1: walk.answers(attempt_id, builders.wrong_fields)[1]},
    ):
        assert walk.hand_in(attempt_id, other).location == results
        assert "This quiz was handed in already" in walk.page(results)
    assert "1 of 8 points" in walk.page(results)


def test_going_back_after_hand_in_shows_the_results(walk):
    attempt_id = walk.start(layout="single")
    walk.hand_in(attempt_id, {})
    at = f"/attempts/{attempt_id}"
    for path in (at, f"{at}/1"):
        assert walk.client.get(path).location == f"{at}/results"
    response = walk.answer(attempt_id, 1, walk.answers(attempt_id)[1])
    assert (response.status_code, response.location) == (303, f"{at}/results")
    assert "was handed in already" in walk.page(f"{at}/results")


def test_unreadable_page_keeps_everything_that_was_typed(app, walk):
    attempt_id = walk.start()
    kinds = walk.kinds(attempt_id)
    answers = walk.answers(attempt_id)
    long = "x" * 501
    answers[kinds["short_answer"]] = {"text": [long]}
    answers[kinds["true_false"]] = {"verdict": ["perhaps"]}
    answers[kinds["numeric"]] = {"text": ["43 metres"]}
    response = walk.hand_in(attempt_id, answers)
    assert response.status_code == 422
    page = response.text
    assert "Nothing was handed in yet" in page
    assert f'href="#q{kinds["short_answer"]}-question"' in page
    assert "This answer has 501 letters" in page
    assert long in page
    assert 'value="43 metres"' in page
    # A choice, two of four ticked; three selects in order; two matches.
    assert page.count('" checked>') == 3
    assert page.count(" selected") == 5
    # What could be read is saved.
    assert count(app, Response) == 6


def test_unreadable_single_answer_keeps_what_was_typed(app, walk):
    attempt_id = walk.start(layout="single")
    position = walk.kinds(attempt_id)["short_answer"]
    response = walk.answer(attempt_id, position, {"text": ["y" * 600]})
    assert response.status_code == 422
    assert "This answer has 600 letters" in response.text
    assert "y" * 600 in response.text
    assert count(app, Response) == 0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"attempt_id": ""}, "This form was incomplete"),
        ({"attempt_id": "<b>"}, "This form was incomplete"),
        ({"length": "41"}, "Choose a number up to 40."),
        ({"length": "many"}, "Invalid Choice"),
        ({"layout": "upside-down"}, "Not a valid choice"),
        ({"topics": ["tower", "moon"]}, "is not a valid choice"),
    ],
)
@both_databases
def test_wrong_field_is_named_and_the_others_are_kept(app, walk, fields, message):
    given = {"attempt_id": str(uuid4()), "length": "5", "layout": "single", "topics": ["history"]}
    response = walk.client.post("/banks/arnholm/quiz", data=given | fields)
    assert response.status_code == 422
    assert message in response.text
    assert "<b>" not in response.text
    if "topics" not in fields:
        assert re.search(r'<input[^>]*checked[^>]*value="history"', response.text)
    if "length" not in fields:
        assert re.search(r'<input[^>]*checked[^>]*value="5"', response.text)
    assert count(app, Attempt) == 0


def test_incomplete_form_works_the_second_time(walk):
    response = walk.client.post("/banks/arnholm/quiz", data={"length": "5"})
    fresh = re.search(r'name="attempt_id"[^>]*value="([^"]+)"', response.text).group(1)
    assert UUID(fresh)
    again = walk.client.post("/banks/arnholm/quiz", data={"attempt_id": fresh, "length": "5"})
    assert again.location == f"/attempts/{fresh}"


def test_missing_fields_have_their_defaults(app, walk):
    attempt_id = str(uuid4())
    walk.client.post("/banks/arnholm/quiz", data={"attempt_id": attempt_id})
    with app.app_context():
        attempt = db.session.scalars(select(Attempt)).one()
        assert (attempt.settings.length, attempt.settings.layout) == (10, "single")


def test_fact_is_kept_through_a_refused_form(walk):
    given = {"attempt_id": str(uuid4()), "length": "41", "fact": "height"}
    page = walk.client.post("/banks/arnholm/quiz", data=given).text
    assert re.search(r'name="fact"[^>]*value="height"', page)


@both_databases
def test_somebody_elses_quiz_is_not_there(walk, as_stranger):
    attempt_id = walk.start()
    at = f"/attempts/{attempt_id}"
    for path in (at, f"{at}/1", f"{at}/results"):
        assert as_stranger.get(path).status_code == 404
    for path in (at, f"{at}/1", f"{at}/responses"):
        assert as_stranger.post(path).status_code == 404
    stolen = {"attempt_id": str(attempt_id), "length": "5"}
    assert as_stranger.post("/banks/arnholm/quiz", data=stolen).status_code == 404


@both_databases
def test_unknown_addresses_are_not_there(walk):
    at = f"/attempts/{walk.start()}"
    huge = 10**30
    for path in (
        f"/attempts/{uuid4()}",
        f"{at}/0",
        f"{at}/99",
        f"{at}/{huge}",
        "/attempts/not-an-id",
        "/banks/nowhere/quiz",
        "/banks/%00/quiz",
    ):
        assert walk.client.get(path).status_code == 404, path
    for path in (f"{at}/0", f"{at}/99", f"{at}/{huge}", "/banks/nowhere/quiz"):
        assert walk.client.post(path).status_code == 404, path


def test_somebody_without_a_login_is_asked_to_log_in(app, walk):
    attempt_id = walk.start()
    nobody = app.test_client()
    for response in (nobody.get(f"/attempts/{attempt_id}"), nobody.post(f"/attempts/{attempt_id}")):
        assert response.status_code == 303
        assert response.location.startswith("/login")


def test_open_quiz_keeps_its_version_when_the_question_is_edited(walk, load_bank):
    attempt_id = walk.start()
    answers = walk.answers(attempt_id)
    edited = replace(builders.choice(), stem="Who lived in the tower?", key="other")
    load_bank(builders.with_question(edited))
    assert "Who kept the lighthouse?" in walk.page(f"/attempts/{attempt_id}")
    walk.hand_in(attempt_id, answers)
    assert "8 of 8 points" in walk.page(f"/attempts/{attempt_id}/results")


def test_bank_without_questions_has_no_quiz(walk, load_bank):
    load_bank(builders.bank(questions=()))
    assert "Nothing to ask yet" in walk.page("/banks/arnholm/quiz")
    assert (
        walk.client.post("/banks/arnholm/quiz", data={"attempt_id": str(uuid4())}).status_code
        == 422
    )


def test_topic_from_the_address_is_chosen(walk):
    page = walk.page("/banks/arnholm/quiz?topic=history&topic=moon")
    assert re.search(r'<input[^>]*checked[^>]*value="history"', page)
    assert page.count("checked") == 3


def test_a_quiz_that_is_short_because_there_are_only_cards_besides_says_so(walk, load_bank):
    load_bank(builders.only("short_answer"))
    assert "1 question, not 5: there are no others. You" in walk.page(
        f"/attempts/{walk.start(length='5')}"
    )
    load_bank(builders.only("short_answer", "flashcard"))
    attempt_id = walk.start(length="5")
    why = "1 question, not 5: there are no others, and cards are for Study. You"
    assert why in walk.page(f"/attempts/{attempt_id}")


def test_a_bank_of_cards_alone_offers_study_and_no_quiz(walk, load_bank):
    load_bank(builders.only("flashcard"))
    for page in ("/", "/banks/arnholm"):
        html = walk.page(page)
        assert 'action="/banks/arnholm/quiz"' not in html
        assert 'class="btn btn-primary" href="/banks/arnholm/study"' in html
    page = walk.page("/banks/arnholm/quiz")
    assert "Cards are for Study" in page
    assert 'href="/banks/arnholm/study"' in page
    assert "Start</button>" not in page
    answer = walk.client.post("/banks/arnholm/quiz", data={"attempt_id": str(uuid4())})
    assert answer.status_code == 422
    assert "Cards are for Study" in answer.text


def test_one_by_one_half_a_matching_is_counted_as_partly_answered(walk):
    attempt_id = walk.start(layout="single")
    at = walk.kinds(attempt_id)["matching"]
    whole = walk.answers(attempt_id)[at]
    first = next(name for name in whole if name.startswith("match-"))
    walk.answer(attempt_id, at, whole | {first: [""]})
    page = walk.page(f"/attempts/{attempt_id}/1")
    assert "0 of 8 answered, 1 partly" in page
    assert f'aria-label="Question {at}, partly answered"' in page
    walk.answer(attempt_id, at, whole)
    page = walk.page(f"/attempts/{attempt_id}/1")
    assert "1 of 8 answered<" in page
    assert f'aria-label="Question {at}, answered"' in page


def test_a_page_with_half_a_matching_names_it_once_before_it_is_handed_in(walk):
    attempt_id = walk.start()
    at = walk.kinds(attempt_id)["matching"]
    answers = walk.answers(attempt_id)
    first = next(name for name in answers[at] if name.startswith("match-"))
    answers[at] = {name: [""] if name == first else sent for name, sent in answers[at].items()}
    asked = walk.asked_about(walk.hand_in(attempt_id, answers, ask="1"))
    assert "1 question is only partly answered" in asked
    assert "Nothing was handed in" in asked
    assert re.findall(r'<li><a href="[^"]*#q(\d)-question"', asked) == [str(at)]
    assert walk.hand_in(attempt_id, answers).status_code == 303
