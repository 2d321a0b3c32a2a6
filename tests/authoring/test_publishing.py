"""Publishing, retiring, and taking both back."""

from dataclasses import replace

import pytest

from quizapp.authoring import services
from quizapp.authoring.checking import failing
from quizapp.authoring.errors import ChecksFailed, FactSetAside
from quizapp.banks.importing import load_bank
from quizapp.banks.services import add_bank
from quizapp.db import db, transaction
from quizapp.domain.facts import FactStatus
from quizapp.domain.questions import Question, QuestionKind, QuestionStatus
from tests import statements
from tests.databases import both_databases
from tests.teaching import bank, fact_row, load, question_row, questions

pytestmark = [both_databases, pytest.mark.usefixtures("rivers")]

CHOICE = questions()[QuestionKind.MULTIPLE_CHOICE]
TYPED = questions()[QuestionKind.SHORT_ANSWER]


@pytest.fixture
def do(cast, clock):
    def act(action, slug="choice"):
        by = {} if action is services.reopen else {"user_id": cast.teacher.id, "now": clock()}
        with transaction() as session:
            return action(session, question_row(slug), **by)

    return act


def status(slug="choice"):
    return question_row(slug).status


def drafted(clock, *changed):
    """Load the bank anew with some questions or facts replaced."""
    content = bank()
    by_id = {each.id: each for each in changed}
    content = replace(
        content,
        questions=tuple(by_id.get(each.id, each) for each in content.questions),
        facts=tuple(by_id.get(each.id, each) for each in content.facts),
    )
    with transaction() as session:
        load_bank(session, content, loaded_hash="again", now=clock())
        for question in changed:
            if isinstance(question, Question):
                # Files that change nothing but a status do not overrule the teacher.
                question_row(question.id).status = question.status.value


def test_every_question_of_the_test_bank_passes_its_checks(rivers):
    assert failing(db.session(), rivers.id) == {}


def test_a_sound_draft_is_published_and_publishing_again_changes_nothing(do, clock):
    drafted(clock, replace(CHOICE, status=QuestionStatus.DRAFT))
    assert status() == "draft"
    do(services.publish)
    do(services.publish)
    assert status() == "published"


def test_a_draft_that_fails_a_check_is_not_published(do, rivers, clock):
    drafted(clock, replace(CHOICE, stem="is it at Cuxhaven", status=QuestionStatus.DRAFT))
    with pytest.raises(ChecksFailed) as caught:
        do(services.publish)
    assert {finding.field for finding in caught.value.findings} == {"stem"}
    assert status() == "draft"
    assert failing(db.session(), rivers.id)["choice"] == len(caught.value.findings)


def test_a_question_of_a_draft_fact_waits_until_the_fact_is_approved(do, clock):
    fact = next(each for each in bank().facts if each.id == "elbe-mouth")
    drafted(
        clock,
        replace(fact, status=FactStatus.DRAFT),
        replace(CHOICE, status=QuestionStatus.DRAFT),
    )
    with pytest.raises(ChecksFailed, match="is a draft"):
        do(services.publish)
    with transaction() as session:
        services.approve_fact(session, fact_row("elbe-mouth"))
        services.approve_fact(session, fact_row("elbe-mouth"))
    do(services.publish)
    assert status() == "published"


def test_a_fact_that_was_set_aside_is_not_approved(clock):
    fact = next(each for each in bank().facts if each.id == "elbe-mouth")
    drafted(clock, replace(fact, status=FactStatus.SUPERSEDED))
    with pytest.raises(FactSetAside), transaction() as session:
        services.approve_fact(session, fact_row("elbe-mouth"))


def test_retiring_says_what_was_and_twice_is_as_once(do):
    assert do(services.retire) is QuestionStatus.PUBLISHED
    assert do(services.retire) is QuestionStatus.RETIRED
    assert status() == "retired"


def test_a_retired_question_is_published_again_or_becomes_a_draft(do):
    do(services.retire)
    do(services.publish)
    assert status() == "published"
    do(services.retire)
    do(services.reopen)
    do(services.reopen)
    assert status() == "draft"


def test_of_several_those_that_pass_their_checks_are_published(cast, rivers, clock):
    failing_one = replace(CHOICE, stem="is it at Cuxhaven", status=QuestionStatus.DRAFT)
    drafted(clock, failing_one, replace(TYPED, status=QuestionStatus.RETIRED))
    names = ["choice", "typed", "number", "nothing"]
    for expected in (services.Published(changed=1, held=1), services.Published(0, 1)):
        with transaction() as session:
            by = {"user_id": cast.teacher.id, "now": clock()}
            assert services.publish_all(session, rivers.id, names, **by) == expected
        assert [status(name) for name in names[:3]] == ["draft", "published", "published"]


def test_of_two_that_ask_for_the_same_the_first_keeps_the_second_back(cast, rivers, clock):
    with transaction() as session:
        services.retire(session, question_row("typed"), user_id=cast.teacher.id, now=clock())
        twin = services.create_question(
            session, rivers.id, TYPED, author_id=cast.teacher.id, now=clock()
        )
        services.retire(session, twin, user_id=cast.teacher.id, now=clock())
        both = ["typed", twin.slug]
    with transaction() as session:
        by = {"user_id": cast.teacher.id, "now": clock()}
        assert services.publish_all(session, rivers.id, both, **by) == services.Published(1, 1)
    assert [status(name) for name in both] == ["published", "retired"]


def test_several_questions_of_another_bank_are_left_alone(cast, rivers, clock):
    with transaction() as session:
        services.retire(session, question_row("choice"), user_id=cast.teacher.id, now=clock())
        by = {"user_id": cast.teacher.id, "now": clock()}
        other = add_bank(session, "Other", owner_id=cast.teacher.id, now=clock())
        published = services.publish_all(session, other.id, ["choice"], **by)
        assert published == services.Published(0, 0)
        assert services.retire_all(session, other.id, ["typed"], **by) == 0
    assert (status("choice"), status("typed")) == ("retired", "published")
    assert rivers.id != other.id


def test_retiring_several_counts_those_that_were_not_retired_before(cast, rivers, clock):
    for expected in (2, 0):
        with transaction() as session:
            by = {"user_id": cast.teacher.id, "now": clock()}
            assert services.retire_all(session, rivers.id, ["choice", "typed"], **by) == expected
        assert (status("choice"), status("typed")) == ("retired", "retired")


def test_publishing_more_questions_reads_their_bank_no_more_often(app, cast, rivers, clock):
    reading = []
    every = [each.id for each in bank().questions]
    by = {"user_id": cast.teacher.id, "now": clock()}
    for names in (every[:2], every):
        with transaction() as session:
            services.retire_all(session, rivers.id, names, **by)
        with statements.noted(app) as sent, transaction() as session:
            assert services.publish_all(session, rivers.id, names, **by).changed == len(names)
        # Of each it is looked up whether it is a draft of an article.
        reading.append(sum(each.startswith("SELECT") for each in sent) - len(names))
    assert reading[0] == reading[1]


def test_reopening_leaves_a_published_question_alone(do):
    do(services.reopen)
    assert status() == "published"


def test_what_fails_is_found_anew_after_a_change(do, rivers, clock):
    assert failing(db.session(), rivers.id) == {}
    drafted(clock, replace(CHOICE, stem="is it at Cuxhaven"))
    assert set(failing(db.session(), rivers.id)) == {"choice"}
    do(services.retire)
    assert failing(db.session(), rivers.id) == {}


def test_loading_the_same_files_again_keeps_a_decision_of_a_teacher(do, app, clock):
    do(services.retire)
    load(app, clock())
    assert status() == "retired"
