"""A quiz that is open in two places: what was only shown replaces nothing entered since."""

from dataclasses import replace
from datetime import timedelta

import pytest

from quizapp.domain.answer_forms import answer_fields, shown_digest
from quizapp.domain.answers import Chosen
from tests import builders
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("every_kind")]


def untouched(fields):
    """What a browser sends of empty fields; of options none of which is chosen it sends nothing."""
    return {name: [""] for name in fields if name not in {"choice", "choices", "verdict"}}


def page(ana, attempt_id):
    """The forms of a page as it is drawn now."""
    blank = {position: untouched(form) for position, form in ana.forms(attempt_id).items()}
    return {
        place.position: {
            **blank[place.position],
            **answer_fields(asked.question, place.seed, place.answer),
            "seen": [shown_digest(asked.question, place.seed, place.answer)],
            "answered": [""],
            "took": [""],
        }
        for place, asked in ana.places(attempt_id)
    }


def given(ana, attempt_id):
    return {place.position: place.answer for place, _ in ana.places(attempt_id)}


@pytest.mark.parametrize("begun", [False, True])
def test_what_was_entered_since_is_kept_by_every_kind_of_question(ana, begun):
    attempt_id = ana.quiz()
    if begun:
        ana.save(attempt_id, ana.forms(attempt_id, builders.wrong_fields))
    older = page(ana, attempt_id)
    ana.save(attempt_id, ana.forms(attempt_id))
    newer = given(ana, attempt_id)
    assert ana.save(attempt_id, older).answers == {}
    assert given(ana, attempt_id) == newer
    # Nothing is empty, so there is nothing to ask about; and nothing came too late.
    done = ana.hand_in(attempt_id, older, ask=True)
    assert (done.is_done, done.is_late) == (True, False)
    assert given(ana, attempt_id) == newer
    again = ana.hand_in(attempt_id, older)
    assert (again.is_done, again.is_late) == (True, False)


def test_only_what_was_changed_on_an_older_page_is_stored(ana):
    attempt_id = ana.quiz()
    older = page(ana, attempt_id)
    wrong, right = ana.forms(attempt_id, builders.wrong_fields), ana.forms(attempt_id)
    ana.save(attempt_id, wrong)
    before = given(ana, attempt_id)
    older[3] |= right[3]
    assert ana.save(attempt_id, older).answers.keys() == {3}
    after = given(ana, attempt_id)
    assert {position for position in after if after[position] != before[position]} == {3}


def test_what_is_shown_can_be_taken_out_of_every_kind_of_question(ana):
    attempt_id = ana.quiz()
    ana.save(attempt_id, ana.forms(attempt_id))
    emptied = {
        position: untouched(form) | {"seen": form["seen"]}
        for position, form in page(ana, attempt_id).items()
    }
    ana.save(attempt_id, emptied)
    assert not any(place.is_answered for place, _ in ana.places(attempt_id))


def test_a_page_that_does_not_say_what_it_showed_takes_out_what_is_empty(ana):
    attempt_id = ana.quiz()
    ana.save(attempt_id, ana.forms(attempt_id))
    ana.save(attempt_id, {position: {"text": [""]} for position in range(1, 9)})
    assert not any(place.is_answered for place, _ in ana.places(attempt_id))


@pytest.mark.parametrize(
    ("first", "second", "has_seen", "kept"),
    [
        # Seconds after the start by the learner's clock; none where no script says them.
        (20, 19, False, "first"),
        (20, 20, False, "second"),
        (20, 21, False, "second"),
        # The clock of another device may be wrong, and it shows what it changes.
        (20, 19, True, "second"),
        (120, 50, False, "second"),
        (20, None, False, "second"),
        (None, 19, False, "second"),
    ],
)
def test_a_save_that_was_overtaken_on_its_way_changes_nothing(
    ana, clock, first, second, has_seen, kept
):
    attempt_id = ana.quiz()
    drawn, right = page(ana, attempt_id), ana.forms(attempt_id)
    wrong = ana.forms(attempt_id, builders.wrong_fields)
    began = clock()
    clock.advance(minutes=5)

    def at(seconds):
        if seconds is None:
            return {}
        return {"answered": [str(int((began + timedelta(seconds=seconds)).timestamp() * 1000))]}

    def sent(form, seconds):
        return {number: drawn[number] | form[number] | at(seconds) for number in form}

    ana.save(attempt_id, sent(right, first))
    newer = given(ana, attempt_id)
    if has_seen:
        drawn = page(ana, attempt_id)
    stored = ana.save(attempt_id, sent(wrong, second))
    assert (given(ana, attempt_id) == newer) == (kept == "first")
    assert bool(stored.answers) == (kept == "second")


def test_what_a_page_says_of_an_answer_tells_nothing_of_the_ids_behind_it(ana):
    attempt_id = ana.quiz()
    place, asked = next(
        (place, asked)
        for place, asked in ana.places(attempt_id)
        if asked.question.kind == "multiple_choice"
    )
    question = asked.question
    other = replace(
        question,
        options=tuple(replace(each, id=f"x{each.id}") for each in question.options),
        key=f"x{question.key}",
    )
    # With other ids the order in which options are shown is another, too.
    said, said_of_other = (
        {shown_digest(each, place.seed, Chosen((option.id,))) for option in each.options}
        for each in (question, other)
    )
    assert said == said_of_other
    assert len(said) == len(question.options)
