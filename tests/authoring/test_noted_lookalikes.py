"""Values that a slip could take for each other are noted anew when facts are added or removed."""

import pytest
from sqlalchemy import select

from quizapp.authoring import term_lists
from quizapp.authoring.deletion import remove_article
from quizapp.authoring.models import GenerationRun
from quizapp.authoring.services import create_question
from quizapp.authoring.term_lists import ListSheet
from quizapp.authoring.unsourced_parts import own_facts
from quizapp.banks.models import Bank, Fact
from quizapp.banks.queries import bank_by_slug
from quizapp.db import db, transaction
from quizapp.domain.formats.term_lists import Separator
from quizapp.domain.questions import Cloze, Gap
from tests import articles, statements
from tests.databases import both_databases

pytestmark = both_databases


def noted() -> dict[str, list[str]]:
    db.session.expire_all()
    return {
        name: names
        for name, names in db.session.execute(select(Fact.slug, Fact.lookalikes))
        if names
    }


def add_list(session, bank: Bank, text: str, author_id: int, now):
    sheet = ListSheet(text, Separator.TAB, "")
    row = term_lists.keep_list(session, bank, sheet, form_id=text, author_id=author_id, now=now)
    term_lists.add_cards(session, bank, row, now)
    return row


def test_cards_that_are_taken_back_are_no_names_of_the_bank_any_more(rivers, cast, clock):
    with transaction() as session:
        add_list(session, rivers, "one\tThomson", cast.teacher.id, clock())
        other = add_list(session, rivers, "other\tThompson", cast.teacher.id, clock())
    assert noted() == {"one": ["Thompson"], "other": ["Thomson"]}
    with transaction() as session:
        term_lists.take_back(session, rivers, other, was_asked=False)
    assert noted() == {}


@pytest.mark.usefixtures("context")
def test_an_article_that_is_removed_takes_its_names_along(cast, clock):
    articles.keep(cast.teacher.id, clock())
    with transaction() as session:
        bank = bank_by_slug(session, articles.BANK)
        add_list(session, bank, "harbour\tRoterdam", cast.teacher.id, clock())
    assert noted() == {"rhine-mouth": ["Roterdam"], "harbour": ["Rotterdam"]}
    with transaction() as session:
        run = session.scalars(select(GenerationRun)).one()
        remove_article(session, run, clock(), was_asked=False)
    assert noted() == {}


def test_facts_that_come_with_one_question_are_noted_at_once(app, rivers, clock):
    names = ("Thomson", "Thompson", "Tomson")
    question = Cloze(
        id="new",
        topic="mouths",
        stem="Fill in the gaps.",
        text="The finder was {{1}}, the helper {{2}}, the painter {{3}}.",
        gaps=tuple(Gap(str(at), (name,), f"own-{at}") for at, name in enumerate(names, 1)),
    )
    own = own_facts(question, ("own-1", "own-2", "own-3"))
    with statements.noted(app) as sent, transaction() as session:
        create_question(session, rivers.id, question, author_id=None, now=clock(), own_facts=own)
    assert sorted(map(sorted, noted().values())) == [
        ["Thompson", "Thomson"],
        ["Thompson", "Tomson"],
        ["Thomson", "Tomson"],
    ]
    # It reads every wording of the bank.
    assert len([each for each in sent if each.startswith("SELECT fact.id, fact.lookalikes")]) == 1
