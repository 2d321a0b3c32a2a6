"""The forms of one sentence are one card: decided together, and taken back together."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp.authoring import draft_review, drafts, services
from quizapp.authoring.draft_decisions import decisions
from quizapp.authoring.draft_sentences import drafted_sentences, waiting_versions
from quizapp.authoring.errors import (
    ChecksFailed,
    EditedMeanwhile,
    NotAccepted,
    NothingChosen,
    NotWaiting,
)
from quizapp.authoring.models import GenerationRun
from quizapp.banks.versions import question_of
from quizapp.db import db, transaction
from quizapp.domain.questions import QuestionKind, QuestionStatus
from tests import statements, teaching
from tests.articles import decided, keep, made
from tests.databases import both_databases
from tests.taking_turns import overtake
from tests.teaching import question_row

pytestmark = both_databases

KNOWN = teaching.questions()
TYPED = replace(KNOWN[QuestionKind.SHORT_ANSWER], accepted=("Cuxhaven",), fact="elbe-mouth")
FORMS = ("choice", "gaps", "where")

OTHERS = ("pairs", "typed")
"""One asks for the fact and for another one, the other for another fact alone."""


def drafted():
    """Return three forms of a fact, and two other drafts."""
    # In words of their own: a process parses each version once, and these are drafts.
    found = (
        replace(KNOWN[QuestionKind.MULTIPLE_CHOICE], stem="In which city does the Elbe end?"),
        replace(KNOWN[QuestionKind.MATCHING], stem="Match each river with its city."),
        replace(KNOWN[QuestionKind.CLOZE], stem="Fill this gap."),
        replace(KNOWN[QuestionKind.SHORT_ANSWER], stem="In which city does the Rhine end?"),
        replace(TYPED, id="where", stem="Which city stands where the Elbe ends?"),
    )
    return made(questions=tuple(replace(each, status=QuestionStatus.DRAFT) for each in found))


@pytest.fixture
def run(app, cast, clock):
    with app.app_context():
        keep(cast.teacher.id, clock(), drafted())
        yield db.session.scalars(select(GenerationRun)).one()


def counted(session, run):
    """Return the wordings of all drafts that wait, which a page may have shown."""
    return waiting_versions(drafted_sentences(session, run))


def version(slug):
    return services.current_version(db.session(), question_row(slug)).public_id


@pytest.fixture
def reject(run, cast, clock):
    def act(slug, versions=None, by=None):
        with transaction() as session:
            draft_review.reject(
                session,
                question_row(slug),
                seen=counted(session, run) if versions is None else versions,
                user_id=(by or cast.teacher).id,
                now=clock(),
            )

    return act


@pytest.fixture
def reject_alone(run, cast, clock):
    assert run

    def act(slug, by=None):
        with transaction() as session:
            given = {"user_id": (by or cast.teacher).id, "now": clock()}
            draft_review.reject(session, question_row(slug), **given)

    return act


@pytest.fixture
def accept(run, cast, clock):
    def act(slug, *chosen, seen=None):
        wanted = [version(each) for each in chosen]
        with transaction() as session:
            draft_review.accept_forms(
                session,
                question_row(slug),
                chosen=wanted,
                seen=counted(session, run) if seen is None else seen,
                user_id=cast.teacher.id,
                now=clock(),
            )

    return act


@pytest.fixture
def edit(cast, clock):
    def save(slug, **changed):
        with transaction() as session:
            row = question_row(slug)
            current = services.current_version(session, row)
            question = replace(question_of(current), **changed)
            given = {"based_on": current.number, "author_id": cast.teacher.id, "now": clock()}
            services.save_question(session, row, question, **given)

    return save


def take_back(slug, *asked):
    with transaction() as session:
        names = {question_row(each).id for each in asked}
        return draft_review.take_back_all(
            session, question_row(slug), was_asked=lambda each: each in names
        )


def waiting():
    return {name for name, decision in decided().items() if question_row(name).status == "draft"}


def statuses(*names):
    return [question_row(name).status for name in names]


def test_the_forms_of_a_sentence_are_one_card_and_what_several_prove_is_another(run):
    cards = drafts.waiting(db.session(), run, 1).cards
    assert [[form.row.slug for form in card.forms] for card in cards] == [
        list(FORMS),
        ["pairs"],
        ["typed"],
    ]
    assert [list(card.sentences) for card in cards] == [[0], [0, 1], [2]]


def test_forms_of_different_facts_of_one_sentence_are_one_card(run, cast, clock):
    assert run
    text = "The Elbe is 1,094 kilometres long and reaches the sea at Cuxhaven.\n"
    sentence = text.strip()
    facts = {each.id: each for each in made().facts}
    both = [
        replace(fact, evidence=(replace(fact.evidence[0], source="one", quote=sentence),))
        for fact in (facts["elbe-mouth"], facts["elbe-length"])
    ]
    drafted_ones = (
        replace(TYPED, id="city", stem="At which city does the Elbe reach the sea?"),
        replace(KNOWN[QuestionKind.NUMERIC], id="long", stem="How many kilometres has the Elbe?"),
    )
    given = made(
        source=replace(made().source, id="one", text=text),
        facts=tuple(both),
        questions=tuple(replace(each, status=QuestionStatus.DRAFT) for each in drafted_ones),
        features={},
        held=(),
    )
    other = keep(cast.admin.id, clock(), given, slug="other", new_title="Another")
    (card,) = drafts.waiting(db.session(), db.session.get_one(GenerationRun, other), 1).cards
    assert {form.row.slug for form in card.forms} == {"city", "long"}


@pytest.mark.parametrize("first", FORMS)
def test_rejecting_sets_the_sentence_aside_and_twice_is_as_once(run, reject, clock, first):
    seen = counted(db.session(), run)
    reject(first, seen)
    clock.advance(minutes=1)
    reject(first, seen)
    assert waiting() == set(OTHERS)
    assert {*statuses(*FORMS)} == {"retired"}
    found = drafts.decided(db.session(), run, first)
    assert (found.published, found.rejected, found.passed_over) == (0, len(FORMS), 0)
    for _ in range(2):
        assert not take_back(first)
        assert waiting() == {*FORMS, *OTHERS}
    assert drafts.decided(db.session(), run, first) is None


def test_accepting_publishes_what_is_chosen_and_leaves_out_the_rest_without_a_verdict(
    run, accept, clock
):
    seen = counted(db.session(), run)
    for _ in range(2):
        accept("choice", "choice", "where", seen=seen)
        clock.advance(minutes=1)
        assert statuses(*FORMS) == ["published", "retired", "published"]
    assert decided() == {
        "choice": "accepted",
        "where": "accepted",
        "gaps": None,
        **dict.fromkeys(OTHERS),
    }
    found = drafts.decided(db.session(), run, "choice")
    assert (found.published, found.rejected, found.passed_over) == (2, 0, 1)
    # What was left out is nothing to learn from.
    learned = decisions(db.session(), run.source.bank_id)
    assert [each["question"] for each in learned] == ["choice", "where"]
    assert drafts.tally(db.session(), run) == drafts.Tally(2, 2, 0, 0)
    for _ in range(2):
        assert not take_back("choice")
        assert waiting() == {*FORMS, *OTHERS}
    assert teaching.fact_row("elbe-mouth").status == "draft"


def test_nothing_is_left_out_that_was_not_seen(accept):
    seen = [version("choice")]
    accept("choice", "choice", seen=seen)
    assert waiting() == {"gaps", "where", *OTHERS}


def test_what_is_left_beside_a_published_form_is_left_out_and_not_rejected(accept, reject):
    accept("choice", "choice", seen=[version("choice")])
    reject("where")
    assert statuses(*FORMS) == ["published", "retired", "retired"]
    assert (decided()["where"], decided()["gaps"]) == (None, None)


def test_what_was_left_out_can_be_made_a_draft_again_and_accepted(accept):
    accept("choice", "choice")
    with transaction() as session:
        services.reopen(session, question_row("gaps"))
    assert waiting() == {"gaps", *OTHERS}
    accept("gaps", "gaps")
    assert decided()["gaps"] == "accepted"


def test_without_a_choice_nothing_is_accepted(accept):
    with pytest.raises(NothingChosen):
        accept("choice")
    assert waiting() == {*FORMS, *OTHERS}


def test_where_one_form_fails_a_check_none_is_published(accept, edit):
    edit("where", stem="Is it at Cuxhaven that the Elbe ends?")
    with pytest.raises(ChecksFailed):
        accept("choice", "choice", "where")
    assert waiting() == {*FORMS, *OTHERS}


def test_a_form_that_was_reworded_meanwhile_is_not_published_unread(run, edit, cast, clock):
    old = version("where")
    edit("where", stem="Which city stands at the mouth of the Elbe?")
    given = {"user_id": cast.teacher.id, "now": clock()}
    for chosen in ([old], [old, version("choice")]):
        with pytest.raises(EditedMeanwhile), transaction() as session:
            draft_review.accept_forms(
                session, question_row("choice"), chosen=chosen, seen=[], **given
            )
    assert waiting() == {*FORMS, *OTHERS}
    assert run


def test_what_learners_were_asked_is_retired_and_the_other_forms_wait(accept):
    accept("choice", "choice", "where")
    assert take_back("choice", "where")
    assert statuses(*FORMS) == ["draft", "draft", "retired"]
    assert decided()["where"] == "accepted"


@pytest.mark.parametrize("how", ["before", "by another"])
def test_taking_back_leaves_what_was_not_decided_with_it(reject, reject_alone, clock, cast, how):
    reject_alone("where", by=cast.admin if how == "by another" else None)
    if how == "before":
        clock.advance(seconds=1)
    reject("choice")
    take_back("choice")
    assert waiting() == {"choice", "gaps", *OTHERS}


def test_taking_back_leaves_other_sentences_that_were_decided_at_the_very_same_time(
    reject, reject_alone
):
    reject_alone("typed")
    reject("choice")
    take_back("choice")
    assert waiting() == {*FORMS, "pairs"}


def test_a_form_that_was_edited_after_it_was_rejected_is_taken_back_as_it_is_now(reject, edit):
    reject("choice")
    edit("where", stem="Where is the mouth of the Elbe?")
    take_back("choice")
    assert waiting() == {*FORMS, *OTHERS}
    assert teaching.version_numbers("where") == [1, 2]


def test_a_form_that_was_edited_meanwhile_is_not_rejected_unread(run, reject, edit):
    seen = counted(db.session(), run)
    edit("where", stem="Which city stands at the mouth of the Elbe?")
    reject("choice", seen)
    assert waiting() == {"where", *OTHERS}
    with pytest.raises(EditedMeanwhile):
        reject("where", seen)
    assert waiting() == {"where", *OTHERS}


def test_a_draft_that_was_made_to_ask_for_the_same_meanwhile_is_not_rejected(run, reject, edit):
    seen = counted(db.session(), run)
    edit("typed", stem="Where does the Elbe end?", accepted=("Cuxhaven",), fact="elbe-mouth")
    reject("choice", seen)
    assert waiting() == set(OTHERS)


def test_wordings_of_other_sentences_are_not_rejected_though_they_are_sent(run, reject):
    reject("pairs", counted(db.session(), run))
    assert waiting() == {*FORMS, "typed"}


def test_what_is_no_draft_that_waits_is_neither_rejected_nor_taken_back(run, reject, cast, clock):
    with transaction() as session:
        given = {"user_id": cast.teacher.id, "now": clock()}
        draft_review.accept(session, question_row("choice"), **given)
        bank_id = run.source.bank_id
        by_hand = replace(TYPED, stem="Where is the mouth of the Elbe?")
        given = {"author_id": cast.teacher.id, "now": clock()}
        written = services.create_question(session, bank_id, by_hand, **given).slug
    for name in ("choice", written):
        with pytest.raises(NotWaiting):
            reject(name)
    with pytest.raises(NotAccepted):
        take_back(written)
    assert waiting() == {"gaps", "where", *OTHERS}


def test_a_form_that_somebody_publishes_at_the_same_moment_stays_published(app, run, cast, clock):
    given = {"user_id": cast.teacher.id, "now": clock()}
    run_id = run.id

    def read(session):
        every = drafted_sentences(session, session.get_one(GenerationRun, run_id))
        return question_row("choice"), waiting_versions(every)

    def then(session, found):
        draft_review.reject(session, found[0], seen=found[1], **given)

    error = overtake(
        app,
        lambda session: draft_review.accept(session, question_row("gaps"), **given),
        read,
        then,
    )
    assert error is None
    # Beside a published form the others are left out.
    assert statuses("choice", "gaps", "where") == ["retired", "published", "retired"]
    assert decided() == {"gaps": "accepted", "choice": None, "where": None, **dict.fromkeys(OTHERS)}


def test_more_forms_need_no_more_statements(app, run, reject, reject_alone):
    found = []
    for gone in (False, True):
        if gone:
            reject_alone("where")
        db.session.rollback()
        with statements.noted(app) as sent:
            reject("choice")
            assert drafts.decided(db.session(), run, "choice")
            take_back("choice")
        found.append([each.split()[0] for each in sent])
    assert found[0] == found[1]
