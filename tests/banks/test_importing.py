"""Loading a bank: what is equal stays, what changed becomes a new version, history is kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from quizapp.banks import versions
from quizapp.banks.importing import is_loaded
from quizapp.banks.models import (
    Bank,
    Fact,
    FactEvidence,
    FactVersion,
    Question,
    QuestionPart,
    QuestionVersion,
    Source,
    Topic,
)
from quizapp.db import db, transaction
from quizapp.domain.banks import Topic as DomainTopic
from quizapp.domain.facts import FactStatus
from quizapp.domain.formats.fingerprint import fingerprint
from quizapp.domain.questions import QuestionKind, QuestionStatus
from tests import builders
from tests.databases import both_databases

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
pytestmark = [both_databases, pytest.mark.usefixtures("context")]
TABLES = (Bank, Topic, Source, Fact, FactVersion, FactEvidence, Question, QuestionVersion)


def load(content, now=NOON):
    with transaction() as session:
        return builders.load(session, content, now)


def everything():
    """Every row of every table of banks, as plain values."""
    return {
        table.__tablename__: sorted(
            map(tuple, db.session.execute(select(table.__table__)).all()), key=str
        )
        for table in (*TABLES, QuestionPart)
    }


def question_row(name):
    return db.session.scalars(select(Question).where(Question.slug == name)).one()


def versions_of(name):
    return db.session.scalars(
        select(QuestionVersion)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Question.slug == name)
        .order_by(QuestionVersion.number)
    ).all()


def fact_row(name):
    return db.session.scalars(select(Fact).where(Fact.slug == name)).one()


def fact_versions_of(name):
    return (
        db.session.scalars(
            select(FactVersion)
            .join(Fact, Fact.id == FactVersion.fact_id)
            .where(Fact.slug == name)
            .order_by(FactVersion.number)
        )
        .unique()
        .all()
    )


def edit_in_app(question, *, author_id=None):
    """Make a version as the teacher's pages do."""
    facts = builders.bank().fact_by_id
    with transaction() as session:
        row = question_row(question.id)
        old = session.scalars(
            select(QuestionVersion).where(
                QuestionVersion.question_id == row.id, QuestionVersion.is_current
            )
        ).one()
        old.is_current = False
        session.flush()
        session.add(
            versions.question_version(
                row,
                question,
                old.number + 1,
                fingerprint(question, facts),
                lambda name: fact_versions_of(name)[-1],
                LATER,
                author_id,
            )
        )


def test_new_bank_comes_in_whole():
    report = load(builders.bank())
    assert (report.sources.added, report.facts.added, report.questions.added) == (1, 9, 9)
    kinds = db.session.scalars(select(Question.kind).order_by(Question.position)).all()
    assert set(kinds) == {kind.value for kind in QuestionKind} - {"essay"}
    for row, question in zip(
        db.session.scalars(
            select(QuestionVersion).join(QuestionVersion.question).order_by(Question.position)
        ),
        builders.QUESTIONS,
        strict=True,
    ):
        assert versions.question_of(row) == question
        assert [part.name for part in row.parts] == [part.name for part in question.parts]


def test_every_proof_stands_where_it_is_said_to():
    load(builders.bank())
    rows = db.session.scalars(select(FactEvidence)).all()
    assert len(rows) == 8
    for row in rows:
        assert row.source.text[row.start : row.end] == row.quote


def test_equal_bank_changes_nothing():
    load(builders.bank())
    before = everything()
    report = load(builders.bank(), LATER)
    assert not report.changed_anything
    assert (report.sources.kept, report.facts.kept, report.questions.kept) == (1, 9, 9)
    assert everything() == before


def test_hash_of_the_files_is_remembered():
    load(builders.bank())
    session = db.session()
    assert is_loaded(session, "arnholm", "1")
    assert not is_loaded(session, "arnholm", "2")
    assert not is_loaded(session, "nowhere", "1")


def test_new_title_is_a_change_that_makes_no_version():
    load(builders.bank())
    report = load(builders.bank(title="Arnholm's light"), LATER)
    assert report.changed_anything
    assert report.questions.kept == 9
    bank = db.session.scalars(select(Bank)).one()
    assert (bank.title, bank.updated_at) == ("Arnholm's light", LATER)


def test_edited_question_gets_a_version_and_keeps_the_old_one():
    load(builders.bank())
    edited = replace(builders.choice(), stem="Who was the keeper of the light?")
    report = load(builders.with_question(edited), LATER)
    assert (report.questions.changed, report.questions.kept) == (1, 8)
    assert report.replaced_edits == []
    old, new = versions_of(edited.id)
    assert (old.number, old.is_current, old.stem) == (1, False, builders.choice().stem)
    assert (new.number, new.is_current, new.stem) == (2, True, edited.stem)


def test_edited_fact_moves_its_questions_to_the_new_wording():
    load(builders.bank())
    edited = builders.fact(
        "keeper", builders.FACTS[1].value, "Its keeper was Ida Berg.", note="Born in 1840."
    )
    report = load(builders.with_fact(edited), LATER)
    assert (report.facts.changed, report.facts.kept) == (1, 8)
    old, new = fact_versions_of("keeper")
    assert (old.is_current, new.is_current) == (False, True)
    assert versions_of("keeper-choice")[0].parts[0].fact_version_id == old.id
    assert versions_of("keeper-choice")[-1].parts[0].fact_version_id == new.id
    assert len(versions_of("place-short")) == 1


def test_edited_source_moves_the_proofs():
    load(builders.bank())
    text = "A storm is coming. " + builders.BRIEF.text
    report = load(builders.bank(sources=(builders.retitled(text=text),)), LATER)
    assert report.sources.changed == 1
    old, new = db.session.scalars(select(Source).order_by(Source.revision)).all()
    assert (old.revision, old.is_current, old.text) == (1, False, builders.BRIEF.text)
    assert (new.revision, new.is_current, new.text) == (2, True, text)
    before, after = fact_versions_of("keeper")
    assert before.evidence[0].source_id == old.id
    assert after.evidence[0].source_id == new.id
    assert after.evidence[0].start == before.evidence[0].start + len("A storm is coming. ")
    assert versions_of("keeper-choice")[-1].parts[0].fact_version_id == after.id


def test_source_that_left_and_came_back_is_a_later_revision():
    load(builders.bank())
    bare = tuple(replace(each, evidence=()) for each in builders.FACTS)
    report = load(builders.bank(sources=(), facts=bare))
    assert report.sources.retired == 1
    report = load(builders.bank())
    assert report.sources.added == 1
    revisions = db.session.scalars(select(Source.revision).where(Source.is_current)).all()
    assert revisions == [2]


def test_removed_question_is_retired_and_comes_back():
    load(builders.bank())
    report = load(builders.without("keeper-choice"))
    assert report.questions.retired == 1
    assert question_row("keeper-choice").status == QuestionStatus.RETIRED
    assert not load(builders.without("keeper-choice")).changed_anything
    report = load(builders.bank())
    assert question_row("keeper-choice").status == QuestionStatus.PUBLISHED
    assert report.replaced_edits == []
    assert [each.is_current for each in versions_of("keeper-choice")].count(True) == 1


def test_removed_fact_is_retired_and_comes_back():
    load(builders.bank())
    report = load(builders.without("nickname", "nickname-card"))
    assert (report.facts.retired, report.questions.retired) == (1, 1)
    assert fact_row("nickname").status == FactStatus.RETIRED
    assert not load(builders.without("nickname", "nickname-card")).changed_anything
    load(builders.bank())
    assert fact_row("nickname").status == FactStatus.APPROVED
    assert [each.is_current for each in fact_versions_of("nickname")].count(True) == 1
    assert question_row("nickname-card").status == QuestionStatus.PUBLISHED


def test_fact_that_came_back_reworded_gets_a_new_version():
    load(builders.bank())
    load(builders.without("nickname", "nickname-card"))
    value = builders.FACTS[-1].value
    reworded = builders.fact("nickname", value, "It is known as Old Ida.", evidence=())
    load(builders.with_fact(reworded), LATER)
    old, new = fact_versions_of("nickname")
    assert (old.is_current, new.is_current, new.number) == (False, True, 2)


def test_question_published_in_the_files_is_published_without_a_version():
    load(builders.with_question(builders.choice(status=QuestionStatus.DRAFT)))
    assert question_row("keeper-choice").status == QuestionStatus.DRAFT
    report = load(builders.bank())
    assert report.questions.changed == 1
    assert question_row("keeper-choice").status == QuestionStatus.PUBLISHED
    assert len(versions_of("keeper-choice")) == 1


def test_fact_approved_in_the_files_is_approved_without_a_version():
    draft = replace(builders.FACTS[-1], status=FactStatus.DRAFT)
    load(builders.with_fact(draft))
    report = load(builders.bank())
    assert report.facts.changed == 1
    assert fact_row("nickname").status == FactStatus.APPROVED
    assert len(fact_versions_of("nickname")) == 1


def test_edit_in_the_app_stays_when_the_entry_did_not_change():
    load(builders.bank())
    edit_in_app(replace(builders.choice(), stem="Mine?"))
    report = load(builders.with_question(replace(builders.QUESTIONS[3], stem="Which island?")))
    assert (report.questions.changed, report.replaced_edits) == (1, [])
    assert versions_of("keeper-choice")[-1].stem == "Mine?"


def test_edit_in_the_app_gives_way_to_a_changed_entry_and_is_reported():
    load(builders.bank())
    edit_in_app(replace(builders.choice(), stem="Mine?"))
    report = load(builders.with_question(replace(builders.choice(), stem="Theirs?")), LATER)
    assert report.replaced_edits == ["keeper-choice"]
    assert [each.stem for each in versions_of("keeper-choice")][1:] == ["Mine?", "Theirs?"]
    assert not load(
        builders.with_question(replace(builders.choice(), stem="Theirs?"))
    ).replaced_edits


def test_wording_of_a_fact_that_gives_way_to_the_files_is_reported():
    load(builders.bank())
    version = fact_versions_of("nickname")[-1]
    with transaction():
        version.fingerprint = "another"
    fact = next(each for each in builders.bank().facts if each.id == "nickname")
    assert load(builders.bank()).replaced_edits == []
    changed = builders.with_fact(replace(fact, note="New in the file."))
    assert "nickname" in load(changed, LATER).replaced_edits


def test_edit_in_the_app_keeps_its_author_when_its_fact_is_reworded(make_user):
    author = make_user("Clara")
    load(builders.bank())
    edit_in_app(replace(builders.choice(), stem="Mine?"), author_id=author.id)
    edited = builders.fact(
        "keeper", builders.FACTS[1].value, "Its keeper was Ida Berg.", as_of="1871"
    )
    report = load(builders.with_fact(edited))
    newest = versions_of("keeper-choice")[-1]
    assert (newest.number, newest.stem, newest.author_id) == (3, "Mine?", author.id)
    assert newest.parts[0].fact_version_id == fact_versions_of("keeper")[-1].id
    assert report.replaced_edits == []


def test_status_given_in_the_app_stays_when_the_entry_did_not_change():
    load(builders.bank())
    with transaction():
        question_row("keeper-choice").status = QuestionStatus.RETIRED.value
        fact_row("nickname").status = FactStatus.RETIRED.value
    load(builders.bank(title="Another title"))
    assert question_row("keeper-choice").status == QuestionStatus.RETIRED
    assert fact_row("nickname").status == FactStatus.RETIRED


def test_what_was_made_in_the_app_is_left_alone():
    load(builders.bank())
    with transaction() as session:
        topic = session.scalars(select(Topic)).first()
        row = Fact(
            bank_id=topic.bank_id, topic_id=topic.id, slug="own", status="approved", position=9
        )
        session.add(row)
        session.flush()
        own = builders.fact("own", builders.FACTS[-1].value, "I call it Old Ida.", evidence=())
        version = versions.fact_version(row, own, None, "f" * 64, {}, {}, NOON)
        session.add(version)
        question = Question(
            bank_id=topic.bank_id,
            topic_id=topic.id,
            slug="own-card",
            kind="flashcard",
            status="published",
            origin="hand",
            position=9,
        )
        session.add(question)
        session.flush()
        card = replace(builders.QUESTIONS[-1], id="own-card", fact="own")
        session.add(
            versions.question_version(question, card, 1, "e" * 64, lambda _name: version, NOON)
        )
    report = load(builders.bank(title="Another title"))
    assert (report.facts.retired, report.questions.retired) == (0, 0)
    assert fact_row("own").status == FactStatus.APPROVED
    assert [each.is_current for each in fact_versions_of("own")] == [True]
    assert question_row("own-card").status == QuestionStatus.PUBLISHED
    assert [each.is_current for each in versions_of("own-card")] == [True]


def test_own_question_of_the_app_follows_a_reworded_fact():
    load(builders.bank())
    card = replace(builders.QUESTIONS[-1], id="own-card")
    with transaction() as session:
        old = question_row("nickname-card")
        row = Question(
            bank_id=old.bank_id,
            topic_id=old.topic_id,
            slug="own-card",
            kind="flashcard",
            status="published",
            origin="hand",
            position=9,
        )
        session.add(row)
        session.flush()
        session.add(
            versions.question_version(
                row, card, 1, "e" * 64, lambda name: fact_versions_of(name)[-1], NOON
            )
        )
    edited = replace(builders.FACTS[-1], note="Since 1880.")
    load(builders.with_fact(edited))
    assert (
        versions_of("own-card")[-1].parts[0].fact_version_id == fact_versions_of("nickname")[-1].id
    )


def test_topics_are_renamed_moved_and_added():
    load(builders.bank())
    topics = (
        DomainTopic("history", "The years"),
        DomainTopic("tower", "The tower"),
        DomainTopic("sea", "The sea"),
    )
    assert load(builders.bank(topics=topics)).changed_anything
    rows = db.session.execute(select(Topic.slug, Topic.title).order_by(Topic.position)).all()
    assert [tuple(row) for row in rows] == [(topic.id, topic.title) for topic in topics]
