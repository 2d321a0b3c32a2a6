"""Of many drafts the less sure half is folded."""

from dataclasses import replace

import pytest

from quizapp.authoring import draft_review, drafts
from quizapp.authoring.models import GenerationRun
from quizapp.db import db, transaction
from quizapp.domain.questions import QuestionStatus
from tests.articles import keep, made
from tests.authoring.test_draft_sentences import TYPED
from tests.databases import both_databases
from tests.teaching import question_row

pytestmark = both_databases


def many(count):
    """Return an article of so many sentences, and a draft from each, the last sentence first."""
    names = [f"{chr(97 + at // 26)}{chr(97 + at % 26)}".capitalize() for at in range(count)]
    said = [f"The {name} reaches the sea at {name}ton." for name in names]
    (fact,) = (each for each in made().facts if each.id == "elbe-mouth")
    facts = [
        replace(
            fact,
            id=name.lower(),
            subject=f"the {name}",
            statement=sentence,
            value=replace(fact.value, text=f"{name}ton"),
            question=f"Where does the {name} end?",
            evidence=(replace(fact.evidence[0], quote=sentence, value=f"{name}ton"),),
        )
        for name, sentence in zip(names, said, strict=True)
    ]
    asked = [
        replace(
            TYPED,
            id=f"q-{each.id}",
            fact=each.id,
            stem=each.question,
            accepted=(each.value.text,),
            status=QuestionStatus.DRAFT,
        )
        for each in reversed(facts)
    ]
    source = replace(made().source, text=" ".join(said) + "\n")
    return made(source=source, facts=tuple(facts), questions=tuple(asked), features={}, held=())


@pytest.mark.parametrize(("count", "sure"), [(1, 1), (10, 10), (11, 10), (19, 10), (25, 13)])
def test_of_many_sentences_the_less_sure_half_is_folded(app, cast, clock, count, sure):
    with app.app_context():
        kept = keep(cast.teacher.id, clock(), many(count))
        run = db.session.get_one(GenerationRun, kept)
        page = drafts.waiting(db.session(), run, 1)
        assert (page.total, page.sure, page.less_sure) == (count, sure, count - sure)
        folded = drafts.waiting(db.session(), run, 1, less_sure=True)
        assert folded.is_less_sure == (count > sure)


def test_what_stands_on_the_edge_is_folded_however_few_there_are(app, cast, clock):
    with app.app_context():
        kept = keep(cast.teacher.id, clock(), replace(many(5), central=3))
        run = db.session.get_one(GenerationRun, kept)
        page = drafts.waiting(db.session(), run, 1)
        assert (page.total, page.sure, page.less_sure) == (5, 3, 2)


def test_articles_that_were_drafted_before_have_no_edge(app, cast, clock):
    with app.app_context():
        run = db.session.get_one(GenerationRun, keep(cast.teacher.id, clock(), many(5)))
        with transaction():
            run.content = {name: value for name, value in run.content.items() if name != "central"}
        page = drafts.waiting(db.session(), run, 1)
        assert (page.sure, page.less_sure) == (5, 0)


def test_what_is_decided_keeps_its_side_so_that_no_other_changes_it(app, cast, clock):
    with app.app_context():
        run = db.session.get_one(GenerationRun, keep(cast.teacher.id, clock(), many(25)))
        first = drafts.waiting(db.session(), run, 1).cards
        for card in first:
            with transaction() as session:
                given = {"user_id": cast.teacher.id, "now": clock()}
                draft_review.reject(session, question_row(card.slug), **given)
        page = drafts.waiting(db.session(), run, 9)
        assert (page.decided, page.sure, page.less_sure, page.number) == (10, 3, 12, 1)
        last = drafts.draft_of(db.session(), question_row("q-aa").id)
        assert drafts.page_of(db.session(), last) == (True, 2)
        assert drafts.last_decided(db.session(), run, cast.teacher.id)
        assert not drafts.last_decided(db.session(), run, cast.admin.id)
