"""Drafts of articles: stored once, reviewed one by one, and what was decided is kept."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from quizapp.authoring import articles, draft_review, drafts, services
from quizapp.authoring.checking import failing
from quizapp.authoring.draft_decisions import decisions
from quizapp.authoring.errors import AlreadyInBank, ChecksFailed
from quizapp.authoring.models import Draft, GenerationRun
from quizapp.authoring.queries import desks
from quizapp.banks.importing import load_bank
from quizapp.banks.models import Bank, Fact, Membership, Question, QuestionVersion, Source
from quizapp.banks.queries import bank_by_slug
from quizapp.banks.services import NameTaken
from quizapp.banks.versions import question_of
from quizapp.db import db, transaction
from quizapp.domain.facts import Evidence, FactStatus
from quizapp.domain.facts import Source as Article
from quizapp.domain.generation.pipeline import Filtered
from quizapp.domain.generation.reasons import TITLES, Reason
from tests import teaching
from tests.articles import BANK, FEATURES, HELD, KINDS, decided, keep, made
from tests.builders import visitor_of
from tests.databases import both_databases
from tests.teaching import fact_row, question_row

pytestmark = [both_databases, pytest.mark.usefixtures("context")]

FIRST = "typed"


@pytest.fixture
def run(context, cast, clock):
    with context.app_context():
        keep(cast.teacher.id, clock())
    return db.session.scalars(select(GenerationRun)).one()


@pytest.fixture
def decide(cast, clock):
    def act(action, slug):
        by = {} if action is services.reopen else {"user_id": cast.teacher.id, "now": clock()}
        with transaction() as session:
            return action(session, question_row(slug), **by)

    return act


@pytest.fixture
def edit(cast, clock):
    def save(slug, **changed):
        row = question_row(slug)
        question = replace(question_of(current(slug)), **changed)
        with transaction() as session:
            services.save_question(
                session, row, question, based_on=1, author_id=cast.teacher.id, now=clock()
            )

    return save


def current(slug):
    statement = select(QuestionVersion).where(
        QuestionVersion.question_id == question_row(slug).id, QuestionVersion.is_current
    )
    return db.session.scalars(statement).unique().one()


def counts():
    tables = (Bank, Source, Fact, Question, Draft, GenerationRun)
    return [db.session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_an_article_becomes_a_bank_of_drafts_in_the_order_of_their_rank(run):
    bank = bank_by_slug(db.session(), BANK)
    assert (bank.title, run.source.slug, run.source.from_files) == (
        "An atlas",
        "atlas",
        False,
    )
    assert {row.status for row in db.session.scalars(select(Fact))} == {"draft"}
    assert {row.status for row in db.session.scalars(select(Question))} == {"draft"}
    page = drafts.waiting(db.session(), run, 1)
    assert [card.forms[0].question.kind for card in page.cards] == list(KINDS)
    assert [card.forms[0].findings for card in page.cards] == [()] * 3
    assert (
        page.cards[0].forms[0].facts[0].proofs[0].quote == "The Rhine reaches the sea at Rotterdam."
    )


def test_the_same_article_again_adds_nothing(run, cast, clock):
    before = counts()
    assert keep(cast.teacher.id, clock()) == run.id
    assert keep(cast.admin.id, clock(), new_title="") == run.id
    assert counts() == before


def test_another_article_may_not_take_the_name_of_a_source(run, cast, clock):
    before = counts()
    other = made(source=Article("atlas", "An atlas", "", "", teaching.TEXT + "More.\n"))
    with pytest.raises(NameTaken):
        keep(cast.teacher.id, clock(), other, new_title="")
    assert counts() == before
    assert articles.free_source_id(db.session(), run.source.bank_id, "Atlas") == "atlas-2"
    assert articles.free_source_id(db.session(), None, "Atlas") == "atlas"


def test_two_banks_of_one_title_have_two_names_and_an_owner_each(run, cast, clock):
    mine = run.source.bank
    theirs = db.session.get(GenerationRun, keep(cast.admin.id, clock(), slug="theirs")).source.bank
    assert (mine.title, mine.slug) == ("An atlas", BANK)
    assert (theirs.title, theirs.slug) == ("An atlas", "theirs")
    rows = db.session.scalars(select(Membership))
    owners = {row.bank_id: (row.user_id, row.role) for row in rows}
    assert owners == {mine.id: (cast.teacher.id, "owner"), theirs.id: (cast.admin.id, "owner")}
    assert {mine.visibility, theirs.visibility} == {"private"}


def test_an_article_that_a_bank_has_from_its_files_is_refused(app, cast, clock):
    teaching.load(app, clock())
    with pytest.raises(AlreadyInBank):
        keep(cast.teacher.id, clock(), slug=teaching.SLUG, new_title="")


def test_a_question_whose_name_is_taken_gets_another(app, cast, clock):
    teaching.load(app, clock())
    sentence = "The Rhine ends at Rotterdam."
    article = Article("atlas-2", "Another atlas", "", "", f"{sentence}\n")
    evidence = (Evidence("atlas-2", sentence, "Rotterdam"),)
    fact = replace(made().facts[2], id="rhine-end", statement=sentence, evidence=evidence)
    question = replace(made().questions[0], fact=fact.id, stem="Where does that river end?")
    other = made(source=article, facts=(fact,), questions=(question,))
    for _ in range(2):
        keep(cast.teacher.id, clock(), other, slug=teaching.SLUG, new_title="")
    names = [name for name in decided() if name != FIRST]
    assert len(names) == 1
    assert names[0].startswith(f"{FIRST}-")


def again():
    """What is made of the same article with one more sentence."""
    text = f"{teaching.TEXT}The Elbe is a river.\n"
    facts = tuple(
        replace(fact, id=f"{fact.id}-2", evidence=(replace(fact.evidence[0], source="atlas-2"),))
        for fact in made().facts
    )
    typed, choice, number = made().questions
    questions = (
        replace(typed, fact="rhine-mouth-2"),
        replace(choice, fact="elbe-mouth-2"),
        replace(number, fact="elbe-length-2"),
    )
    article = Article("atlas-2", "An atlas", "", "", text)
    return made(source=article, facts=facts, questions=questions)


def run_from(slug):
    return drafts.run_by_slug(db.session(), bank_by_slug(db.session(), BANK).id, slug)


@pytest.mark.usefixtures("run")
def test_an_article_that_says_the_same_drafts_nothing_that_the_bank_has(decide, cast, clock):
    decide(draft_review.accept, FIRST)
    decide(services.retire, "choice")
    before = counts()
    keep(cast.teacher.id, clock(), again(), new_title="")
    second = run_from("atlas-2")
    assert second.content["known"] == 3
    assert drafts.tally(db.session(), second) == drafts.Tally(0, 0, 0, 0)
    # Only the article, and that it was drafted, is new.
    assert [new - old for new, old in zip(counts(), before, strict=True)] == [0, 1, 0, 0, 0, 1]


@pytest.mark.usefixtures("run")
def test_a_draft_in_the_words_of_a_question_of_the_bank_is_left_out(cast, clock):
    other = again()
    sentence = "The Rhine ends at Rotterdam."
    text = f"{other.source.text}{sentence}\n"
    other = replace(other, source=replace(other.source, text=text))
    evidence = (Evidence("atlas-2", sentence, "Rotterdam"),)
    fact = replace(other.facts[2], id="rhine-end", statement=sentence, evidence=evidence)
    typed, choice, _ = other.questions
    new = replace(typed, id="new", stem="What city lies where the river meets salt water?")
    asked = (replace(typed, id="same", fact=fact.id), choice, replace(new, fact=fact.id))
    facts = (*other.facts, fact)
    keep(cast.teacher.id, clock(), replace(other, facts=facts, questions=asked), new_title="")
    assert run_from("atlas-2").content["known"] == 2
    assert decided() == dict.fromkeys((FIRST, "choice", "number", "new"))


def test_a_fact_that_the_article_says_to_be_over_is_no_draft(cast, clock):
    over = replace(made().facts[1], status=FactStatus.SUPERSEDED)
    keep(cast.teacher.id, clock(), made(facts=(made().facts[0], over, *made().facts[2:])))
    assert fact_row("weser-mouth").status == "superseded"


def test_loading_the_files_of_a_bank_leaves_its_articles_from_the_app_alone(app, cast, clock):
    teaching.load(app, clock())
    article = Article("news", "News", "", "2024", "The Oder reaches the sea at Szczecin today.\n")
    other = made(source=article, facts=(), questions=(), held=())
    keep(cast.teacher.id, clock(), other, slug=teaching.SLUG, new_title="")
    with transaction() as session:
        load_bank(session, teaching.bank(title="Great rivers"), loaded_hash="2", now=clock())
    names = db.session.scalars(select(Source.slug).where(Source.is_current)).all()
    assert sorted(names) == ["atlas", "news"]


def test_accepting_publishes_the_draft_and_approves_its_fact_alone(run, decide, clock, cast):
    decide(draft_review.accept, FIRST)
    decide(draft_review.accept, FIRST)
    assert question_row(FIRST).status == "published"
    assert fact_row("rhine-mouth").status == "approved"
    assert fact_row("elbe-mouth").status == "draft"
    row = db.session.get(Draft, question_row(FIRST).id)
    assert (row.decision, row.decided_by, row.decided_at) == ("accepted", cast.teacher.id, clock())
    assert drafts.tally(db.session(), run) == drafts.Tally(2, 1, 0, 0)


@pytest.mark.usefixtures("run")
def test_a_draft_that_fails_a_check_is_not_published_and_its_fact_stays_a_draft(decide, edit):
    edit(FIRST, stem="Is it at Rotterdam that the Rhine ends?")
    with pytest.raises(ChecksFailed):
        decide(draft_review.accept, FIRST)
    assert question_row(FIRST).status == "draft"
    assert fact_row("rhine-mouth").status == "draft"
    assert decided()[FIRST] is None


@pytest.mark.usefixtures("run")
def test_a_draft_that_was_edited_before_it_was_published_is_told_apart(decide, edit):
    edit(FIRST, stem="In which city does the Rhine reach the sea?")
    decide(draft_review.accept, FIRST)
    assert decided()[FIRST] == "edited"


def test_a_rejected_draft_waits_again_when_that_is_taken_back(run, decide):
    decide(services.retire, FIRST)
    decide(services.retire, FIRST)
    assert drafts.tally(db.session(), run) == drafts.Tally(2, 0, 0, 1)
    assert drafts.decided(db.session(), run, FIRST).place == 0
    decide(services.reopen, FIRST)
    assert drafts.tally(db.session(), run) == drafts.Tally(3, 0, 0, 0)
    assert drafts.decided(db.session(), run, FIRST) is None
    decide(draft_review.accept, FIRST)
    assert decided()[FIRST] == "accepted"


def test_the_last_acceptance_that_is_taken_back_makes_a_draft_of_the_fact(cast, clock, decide):
    stem = "Which city stands where the Rhine reaches the sea?"
    card = replace(made().held[0].question, id="again", stem=stem, fact="rhine-mouth")
    typed = made().questions[0]
    keep(cast.teacher.id, clock(), made(questions=(typed, replace(card, back="Rotterdam"))))
    found = []
    for name in (FIRST, "again"):
        decide(draft_review.accept, name)
    for name in (FIRST, "again"):
        with transaction() as session:
            draft_review.take_back(session, question_row(name), was_asked=False)
        found.append((fact_row("rhine-mouth").status, decided()[name]))
    assert found == [("approved", None), ("draft", None)]


@pytest.mark.usefixtures("run")
def test_retiring_a_question_that_was_accepted_once_does_not_reject_it(decide):
    decide(draft_review.accept, FIRST)
    decide(services.retire, FIRST)
    decide(services.reopen, FIRST)
    assert decided()[FIRST] == "accepted"


def test_decisions_are_given_with_the_features_of_the_rank(run, decide, edit):
    decide(draft_review.accept, FIRST)
    edit("choice", stem="At what city does the Elbe reach the sea?")
    decide(draft_review.accept, "choice")
    found = list(decisions(db.session(), run.source.bank_id))
    assert found == [
        {
            "article": "an-atlas/atlas",
            "question": FIRST,
            "kind": "short_answer",
            "features": FEATURES,
            "grade": "A",
        },
        {
            "article": "an-atlas/atlas",
            "question": "choice",
            "kind": "multiple_choice",
            "features": {},
            "grade": "E",
        },
    ]


def test_a_fact_that_another_source_contradicts_keeps_its_drafts_back(cast, clock, decide):
    facts = tuple(
        replace(fact, conflicts_with=("weser-mouth",)) if fact.id == "rhine-mouth" else fact
        for fact in made().facts
    )
    keep(cast.teacher.id, clock(), made(facts=facts))
    run = db.session.scalars(select(GenerationRun)).one()
    card = drafts.waiting(db.session(), run, 1).cards[0]
    assert [finding.check for finding in card.forms[0].findings] == ["conflict"]
    with pytest.raises(ChecksFailed, match="sources disagree"):
        decide(draft_review.accept, FIRST)


def test_what_was_held_back_is_told_by_the_sort_of_its_reason(cast, clock):
    (spare,) = made().held
    findings = (Reason("key", "It gives “x” away.", "stem"), Reason("form", "It has no end."))
    wrong = Filtered(made().questions[0], findings)
    keep(cast.teacher.id, clock(), made(held=(spare, wrong)))
    held = drafts.held_back(db.session.scalars(select(GenerationRun)).one())
    assert [(each.title, [draft.question.id for draft in each.drafts]) for each in held] == [
        (TITLES["key"], [FIRST]),
        (TITLES["enough"], ["card"]),
    ]
    assert held[0].drafts[0].reasons == ["It gives “x” away.", "It has no end."]


def test_a_reason_that_all_of_a_sort_share_is_said_once(cast, clock):
    (spare,) = made().held
    other = Filtered(made().questions[0], (*spare.reasons, Reason("form", "It has no end.")))
    keep(cast.teacher.id, clock(), made(held=(spare, other)))
    (group,) = drafts.held_back(db.session.scalars(select(GenerationRun)).one())
    assert list(group.shared) == [HELD]


def test_what_an_earlier_version_held_back_is_told_without_its_field(run):
    ((held,), reason) = run.content["held"], "options.b.text: It stands out. Make it shorter."
    content = {**run.content, "held": [{**held, "reasons": [reason]}]}
    with transaction():
        run.content = content
    assert [each.title for each in drafts.held_back(run)] == ["It stands out. Make it shorter."]


def test_facts_that_no_draft_asks_for_are_listed(run):
    spare = drafts.facts_without_drafts(db.session(), run)
    assert [sheet.row.slug for sheet in spare] == ["weser-mouth", "torgau-bridge", "pirna-bridge"]


def test_drafts_that_wait_are_counted_once_and_by_themselves(run, decide, cast):
    teacher = visitor_of(cast.teacher)
    (desk,) = desks(db.session(), teacher)
    assert (desk.waiting, desk.draft_questions, desk.failing) == (3, 0, 0)
    # Three facts are reviewed with their drafts, nobody asks for the other three.
    assert desk.draft_facts == 3
    assert failing(db.session(), run.source.bank_id) == {}
    decide(services.retire, FIRST)
    (desk,) = desks(db.session(), teacher)
    assert (desk.waiting, desk.draft_facts) == (2, 4)
    bank_id = run.source.bank_id
    ((source, left),) = drafts.unfinished(db.session(), [bank_id])[bank_id]
    assert drafts.unfinished(db.session(), []) == {}
    assert (source.slug, left) == ("atlas", 2)


def test_an_article_is_compared_with_the_latest_of_its_bank_first(app, clock):
    older = Article("older", "Older", "", "1999", "An old text about ships that nobody reads.\n")
    bank = teaching.bank()
    teaching.load(app, clock(), teaching.bank(sources=(older, *bank.sources)))
    bank_id = bank_by_slug(db.session(), teaching.SLUG).id
    near = articles.neighbours(db.session(), bank_id, 10_000)
    assert [(source.id, len(facts)) for source, facts in near.known] == [("atlas", 6), ("older", 0)]
    short = articles.neighbours(db.session(), bank_id, len(teaching.TEXT.split()))
    assert [source.id for source, _ in short.known] == ["atlas"]
    assert short.left_out == ("Older",)
