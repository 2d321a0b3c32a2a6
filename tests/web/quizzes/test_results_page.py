"""What the results of a quiz show: marks, proofs, what was offered, and what to do next."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp.banks.models import Bank, Visibility
from quizapp.db import transaction
from tests import builders


def test_wrong_answers_show_what_is_right_and_what_they_are_true_of(walk):
    attempt_id = walk.start()
    kinds = walk.kinds(attempt_id)
    answers = walk.answers(attempt_id, builders.wrong_fields)
    answers[kinds["short_answer"]] = {"text": ["Arnholn"]}
    walk.hand_in(attempt_id, answers)
    results = walk.page(f"/attempts/{attempt_id}/results")
    assert "1 of 8 points" in results
    assert "It is spelt “Arnholm”." in results
    assert "It should say “42 metres”." in results
    ticks = results.split("What is true of the tower?")[1].split("</article>")[0]
    assert {"your answer", "right answer"} <= set(re.findall(r"<small>(.*?)</small>", ticks))
    assert "“” is true of" not in results
    assert "is true of something else: It was closed in 1990." in results
    ordering = results.split("Put these in order.")[1].split("</article>")[0]
    assert re.search(r"It was lit</th>.*Place 3.*Place 2", ordering)


def test_unanswered_question_shows_its_key(walk):
    attempt_id = walk.start()
    assert walk.hand_in(attempt_id, {}).status_code == 303
    results = walk.page(f"/attempts/{attempt_id}/results")
    assert "0 of 8 points" in results
    assert results.count("Not answered") >= 8
    for key in ("Ida Berg", "granite", "False", "Arnholm", "42 metres", "1868", "Place 1"):
        assert key in results
    ordering = results.split("Put these in order.")[1].split("</article>")[0]
    assert re.search(r"It was lit</th>.*Place 2", ordering)


def test_results_show_all_marks_at_a_glance_and_end_with_what_to_do_next(walk):
    attempt_id = walk.start()
    answers = walk.answers(attempt_id)
    answers |= {1: walk.answers(attempt_id, builders.wrong_fields)[1], 2: {}}
    walk.hand_in(attempt_id, answers)
    results = walk.page(f"/attempts/{attempt_id}/results")
    marks = re.findall(r'href="#(result-\d)"><span class="outcome" data-outcome="(\w+)"', results)
    assert [anchor for anchor, _ in marks] == [f"result-{at}" for at in range(1, 9)]
    assert [outcome for _, outcome in marks[:3]] == ["wrong", "blank", "right"]
    assert all(f'id="{anchor}"' in results for anchor, _ in marks)
    assert "Study now" in results.rsplit("</article>", 1)[1]


def test_a_note_that_holds_for_several_parts_is_said_once(walk):
    attempt_id = walk.start()
    kinds = walk.kinds(attempt_id)
    same = {f"place-{token}": ["1"] for token in (1, 2, 3)}
    walk.hand_in(attempt_id, {kinds["ordering"]: same})
    results = walk.page(f"/attempts/{attempt_id}/results")
    assert results.count("You gave this place to more than one.") == 1


def test_results_show_the_version_that_was_answered(walk, load_bank):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    edited = replace(builders.choice(), stem="Who lived in the tower?")
    load_bank(builders.with_question(edited))
    results = walk.page(f"/attempts/{attempt_id}/results")
    assert "Who kept the lighthouse?" in results
    assert "Who lived in the tower?" not in results
    assert "8 of 8 points" in results


def test_results_keep_their_proof_when_the_source_is_edited(walk, load_bank):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    text = "Nobody is here any more. " + builders.BRIEF.text
    load_bank(builders.bank(sources=(builders.retitled(text=text),)))
    results = walk.page(f"/attempts/{attempt_id}/results")
    assert "Nobody is here" not in results
    assert "<mark>Its keeper was Ida Berg.</mark>" in results


def test_results_of_nothing_right_do_not_speak_of_forgetting(walk):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, {})
    results = walk.page(f"/attempts/{attempt_id}/results")
    assert "about to forget" not in results
    assert "Nobody has to know this beforehand." in results


def test_what_was_offered_stays_visible_in_the_order_it_was_shown(walk):
    attempt_id = walk.start()
    asked = walk.page(f"/attempts/{attempt_id}")
    card = asked.split("What is true of the tower?")[1].split("</fieldset>")[0]
    offered = re.findall(r'<span lang="[^"]*"[^>]*>(.*?)</span><kbd', card)
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    results = walk.page(f"/attempts/{attempt_id}/results")
    listed = results.split('class="offered"')
    assert offered in [re.findall(r"<li[^>]*><span[^>]*>(.*?)</span>", each) for each in listed]
    # A rule is said once for all questions that it marked.
    assert results.count("All or nothing: the right verdict earns the point.") == 1


def test_what_was_not_answered_shows_what_is_right_and_folds_the_rest(walk):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, {})
    results = walk.page(f"/attempts/{attempt_id}/results")
    rows = re.findall(r'<article class="result .*?</article>', results, re.DOTALL)
    assert len(rows) == 8
    for row in rows:
        seen, *folded = re.split(r"<details", row)
        assert "right answer" in seen.casefold()
        assert seen.count("Not answered") == 1
        assert "Your answer" not in seen
        assert seen.count("<blockquote") <= 1
        # Of what was offered, only what is right.
        assert seen.count("<li") == seen.count('<li class="key"')
        assert len(folded) <= 1
    assert "<li><span" in results


@pytest.mark.parametrize(
    ("right", "words"),
    [(8, "when you are about to forget them"), (1, "so that you learn it"), (0, "Nobody has to")],
)
def test_results_promise_what_fits_what_was_known(walk, right, words):
    attempt_id = walk.start()
    answers = walk.answers(attempt_id)
    walk.hand_in(attempt_id, {at: answers[at] for at in list(answers)[:right]})
    assert words in walk.page(f"/attempts/{attempt_id}/results")


def test_results_end_with_what_comes_back_when(walk, clock):
    attempt_id = walk.start()
    answers = walk.answers(attempt_id)
    wrong = walk.answers(attempt_id, builders.wrong_fields)
    walk.hand_in(attempt_id, answers | {1: wrong[1]})
    end = walk.page(f"/attempts/{attempt_id}/results").rsplit("</article>", 1)[1]
    assert "7 of 8 answers are fully right. What you were asked comes back in Study:" in end
    assert re.search(r"<strong>Today</strong>: \d+ facts?", end)
    assert "It is 42 metres tall." in end
    clock.advance(days=40)
    later = walk.page(f"/attempts/{attempt_id}/results").rsplit("</article>", 1)[1]
    assert re.findall(r"<strong>([^<]+)</strong>: \d+ fact", later) == ["Today"]


def test_results_of_nothing_answered_promise_nothing_to_come_back(walk):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, {})
    end = walk.page(f"/attempts/{attempt_id}/results").rsplit("</article>", 1)[1]
    assert "0 of 8 answers are fully right." in end
    assert "comes back" not in end


def test_results_of_a_closed_bank_tell_no_facts_of_it(app, walk):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    with app.app_context(), transaction() as session:
        session.scalars(select(Bank)).one().visibility = Visibility.PRIVATE.value
    end = walk.page(f"/attempts/{attempt_id}/results").rsplit("</article>", 1)[1]
    assert "comes back" not in end
    assert "It is 42 metres tall." not in end


@pytest.mark.parametrize("right", [8, 1])
def test_results_of_a_closed_bank_do_not_promise_that_its_facts_come_back(app, walk, right):
    attempt_id = walk.start()
    answers = walk.answers(attempt_id)
    walk.hand_in(attempt_id, {at: answers[at] for at in list(answers)[:right]})
    with app.app_context(), transaction() as session:
        session.scalars(select(Bank)).one().visibility = Visibility.PRIVATE.value
    page = walk.page(f"/attempts/{attempt_id}/results")
    assert f"{right} of 8 answers are fully right." in page
    assert "when you are about to forget" not in page
