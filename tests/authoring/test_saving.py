"""Saving questions: versions, conflicts, and what old answers keep."""

from dataclasses import replace
from random import Random
from uuid import UUID

import pytest

from quizapp.answering.quizzes import hand_in
from quizapp.authoring import services
from quizapp.authoring.details import question_detail
from quizapp.authoring.errors import EditConflict, UnknownFacts
from quizapp.banks.versions import question_of
from quizapp.db import db, transaction
from quizapp.domain.errors import InvalidQuestion
from quizapp.domain.questions import QuestionKind
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.log import Learner
from quizapp.quizzes.results import results
from quizapp.quizzes.services import QuizSettings, start_practice
from tests.databases import both_databases
from tests.filled_forms import right_form
from tests.teaching import question_row, questions, version_numbers

pytestmark = [both_databases, pytest.mark.usefixtures("rivers")]

CHOICE = questions()[QuestionKind.MULTIPLE_CHOICE]
REWORDED = replace(CHOICE, stem="Which city stands where the Elbe reaches the sea?")


def save(question, *, based_on=1, author=None, now, slug="choice"):
    with transaction() as session:
        return services.save_question(
            session, question_row(slug), question, based_on=based_on, author_id=author, now=now
        )


def test_saving_makes_a_version_with_its_author_and_marks_the_question_as_edited(cast, clock):
    clock.advance(hours=1)
    saved = save(REWORDED, author=cast.teacher.id, now=clock())
    row = question_row("choice")
    detail = question_detail(db.session(), row)
    assert (saved.is_new, saved.findings, saved.withdrawn) == (True, (), False)
    assert (row.origin, row.status) == ("edited", "published")
    assert detail.question.stem == REWORDED.stem
    assert [entry.author for entry in detail.history] == ["Clara", ""]
    assert detail.history[0].version.created_at == clock()
    assert [change.field for change in detail.history[0].changes] == ["Question"]


def test_what_changed_is_called_as_in_the_form(clock):
    said = {"context": "It flows north.", "stem": "Where?", "explanation": "By the map."}
    save(replace(CHOICE, **said), now=clock())
    shown = question_detail(db.session(), question_row("choice")).history[0].changes
    labels = ["Question", "Why it is right", "Sentences before"]
    assert sorted(each.field for each in shown) == sorted(labels)


def test_saving_the_same_twice_makes_one_version(clock):
    save(REWORDED, now=clock())
    again = save(REWORDED, now=clock())
    assert not again.is_new
    assert version_numbers("choice") == [1, 2]


def test_saving_without_a_change_makes_no_version(clock):
    assert not save(CHOICE, now=clock()).is_new
    assert version_numbers("choice") == [1]
    assert question_row("choice").origin == "engine"


def test_saving_over_a_version_that_was_not_seen_is_a_conflict(clock):
    save(REWORDED, now=clock())
    with pytest.raises(EditConflict) as caught:
        save(replace(CHOICE, stem="Where does the Elbe end?"), based_on=1, now=clock())
    assert question_of(caught.value.current).stem == REWORDED.stem
    assert version_numbers("choice") == [1, 2]


def test_saving_over_a_version_that_was_seen_is_no_conflict(clock):
    save(REWORDED, now=clock())
    assert save(CHOICE, based_on=2, now=clock()).version.number == 3


def test_a_published_question_that_fails_a_check_becomes_a_draft(clock):
    saved = save(replace(CHOICE, stem="Is it at Cuxhaven that the Elbe ends?"), now=clock())
    assert saved.withdrawn
    assert {finding.check for finding in saved.findings} >= {"key"}
    assert question_row("choice").status == "draft"


def test_a_fact_of_another_bank_is_refused_and_nothing_is_saved(clock):
    with pytest.raises(UnknownFacts, match="no-such-fact"):
        save(replace(CHOICE, fact="no-such-fact"), now=clock())
    assert version_numbers("choice") == [1]


def test_a_topic_of_another_bank_is_refused(clock):
    with pytest.raises(InvalidQuestion, match="topic"):
        save(replace(CHOICE, topic="mountains"), now=clock())


def test_a_changed_topic_moves_the_question(clock):
    save(replace(CHOICE, topic="bridges"), now=clock())
    assert question_row("choice").topic.slug == "bridges"


def test_old_answers_keep_the_version_that_was_asked(rivers, cast, clock):
    attempt_id = UUID(int=Random(1).getrandbits(128))
    with transaction() as session:
        start_practice(
            session,
            attempt_id,
            user_id=cast.student.id,
            bank_ids=[rivers.id],
            settings=QuizSettings(length=20, fact=CHOICE.fact),
            now=clock(),
        )
    place = next(
        each
        for each in results(db.session(), attempt_id, cast.student.id)
        if each.asked.id == "choice"
    )
    form = {place.position: right_form(place.asked, f"{attempt_id}/{place.position}")}
    with transaction() as session:
        learner = Learner(cast.student.id, learner_calendar("UTC"))
        hand_in(session, learner, attempt_id, form, clock())
    swapped = replace(CHOICE, key="b", fact="weser-mouth", stem="Where does the Weser end?")
    assert save(swapped, now=clock()).is_new
    with transaction() as session:
        services.retire(session, question_row("choice"), user_id=cast.teacher.id, now=clock())
    after = next(
        each
        for each in results(db.session(), attempt_id, cast.student.id)
        if each.position == place.position
    )
    assert after.asked == after.key.question == CHOICE
    assert after.asked_version_id == place.asked_version_id
    assert after.points == 1
