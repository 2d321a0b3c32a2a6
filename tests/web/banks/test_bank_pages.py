"""Reading a bank: its overview, its sources, its facts."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from quizapp.banks.models import Fact, Question
from quizapp.db import db, transaction
from quizapp.domain.banks import Topic
from quizapp.domain.facts import Evidence, FactStatus, Text
from quizapp.domain.questions import QuestionStatus
from tests import builders
from tests.databases import both_databases


@both_databases
def test_bank_page_counts_and_links(walk):
    page = walk.page("/banks/arnholm")
    assert "9 questions about 9 facts from 1 article" in page
    assert "The Harbour Post, 11 January 2023" in page
    assert 'href="/banks/arnholm/quiz?topic=history"' in page
    assert "Licence of this bank: CC0" in page
    assert "Your latest quizzes" not in page
    attempt_id = walk.start()
    assert f'href="/attempts/{attempt_id}"' in walk.page("/banks/arnholm")
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    page = walk.page("/banks/arnholm")
    assert f'href="/attempts/{attempt_id}/results"' in page
    assert "5 of 5" in page


@both_databases
def test_facts_that_no_published_question_asks_for_are_not_counted(walk, load_bank):
    drafts = [
        replace(each, status=QuestionStatus.DRAFT) if each.topic == "history" else each
        for each in builders.QUESTIONS
    ]
    load_bank(builders.bank(questions=drafts))
    for path in ("/", "/banks/arnholm"):
        assert "7 questions about 6 facts from 1 article" in walk.page(path)
    page = walk.page("/banks/arnholm")
    assert "Its history" not in page
    assert re.search(r'The tower</a></th><td class="number">6</td><td class="number">7</td>', page)
    walk.study(walk.card(), forgot="1")
    assert "You have met 1 of 6 facts." in walk.page("/progress")


def test_a_bank_of_facts_alone_can_be_read(walk, load_bank):
    load_bank(builders.bank(questions=()))
    for path in ("/", "/banks/arnholm"):
        assert "No question yet, 1 article to read" in walk.page(path)
    assert "Topics" not in walk.page("/banks/arnholm")


def test_topic_that_left_the_files_is_not_listed(walk, load_bank):
    tower = tuple(replace(each, topic="tower") for each in builders.FACTS)
    questions = tuple(replace(each, topic="tower") for each in builders.QUESTIONS)
    topics = (Topic("tower", "The tower"),)
    load_bank(builders.bank(topics=topics, facts=tower, questions=questions))
    page = walk.page("/banks/arnholm")
    assert "The tower" in page
    assert "Its history" not in page


@both_databases
def test_source_page_marks_the_words_of_every_fact(walk):
    page = walk.page("/banks/arnholm/sources/brief")
    assert page.count('class="fact"') == 8
    assert re.search(r'<a class="fact"[^>]* href="#fact-keeper"><mark>Ida Berg</mark></a>', page)
    assert page.count('class="note"') == 8
    assert 'href="https://harbour.example/arnholm"' in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    links = set(re.findall(r'href="#(fact-[^"]+)"', page))
    assert links <= set(ids)


def test_source_page_shows_a_learner_how_well_each_fact_is_known(walk):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    page = walk.page("/banks/arnholm/sources/brief")
    assert '<mark data-strength="weak">Ida Berg</mark>' in page
    assert "How well you know it" in page


def test_facts_that_share_words_have_a_note_each(walk, load_bank):
    other = builders.fact(
        "builder",
        builders.FACTS[1].value,
        "Ida Berg kept it.",
        evidence=(Evidence("brief", "keeper was Ida Berg", "Ida Berg"),),
    )
    load_bank(builders.with_fact(other))
    page = walk.page("/banks/arnholm/sources/brief")
    assert page.count("<mark>Ida Berg</mark>") == 1
    assert 'id="fact-keeper"' in page
    assert 'id="fact-builder"' in page


def test_fact_proved_twice_has_one_note(walk, load_bank):
    twice = replace(
        builders.FACTS[0],
        evidence=(
            Evidence("brief", "The lighthouse stands on Arnholm.", "Arnholm"),
            Evidence("brief", "Its walls are of granite.", "granite"),
        ),
    )
    load_bank(builders.with_fact(twice))
    page = walk.page("/banks/arnholm/sources/brief")
    assert page.count('id="fact-place"') == 1
    assert page.count('href="#fact-place"') >= 1


@both_databases
def test_fact_page_shows_the_proof_and_the_questions_without_keys(walk):
    page = walk.page("/banks/arnholm/facts/height")
    assert "<mark>It is 42 metres tall.</mark>" in page
    assert "The lighthouse is 24 metres tall." in page
    assert "How tall is it?" in page
    assert 'name="fact" value="height"' in page
    assert "Unsourced" in walk.page("/banks/arnholm/facts/nickname")


def test_quiz_from_a_fact_asks_about_it_only(walk):
    attempt_id = walk.start(fact="height", length="5")
    assert len(walk.answers(attempt_id)) == 2


def test_fact_without_questions_says_so(app, walk):
    with app.app_context(), transaction() as session:
        for row in session.scalars(select(Question)):
            row.status = "draft"
    assert "No question yet" in walk.page("/banks/arnholm/facts/height")


@both_databases
@pytest.mark.parametrize(
    "path",
    [
        "/banks/nowhere",
        "/banks/%00",
        "/banks/arnholm/sources/nothing",
        "/banks/arnholm/sources/%00",
        "/banks/arnholm/facts/nothing",
        "/banks/arnholm/facts/a%00b",
        "/banks/ARNHOLM",
        "/banks/" + "x" * 5000,
        "/banks/arnholm/facts/%F0%9F%98%80",
    ],
)
def test_unknown_pages_are_not_there(walk, path):
    response = walk.client.get(path)
    assert response.status_code == 404
    assert "Check the address, or start from the home page." in response.text


def test_retired_fact_has_no_page(app, walk):
    with app.app_context(), transaction():
        db.session.scalars(select(Fact).where(Fact.slug == "keeper")).one().status = "retired"
    assert walk.client.get("/banks/arnholm/facts/keeper").status_code == 404
    assert "fact-keeper" not in walk.page("/banks/arnholm/sources/brief")


def test_fact_that_changed_says_so_and_leads_to_what_holds_now(walk, load_bank):
    height = builders.FACTS[2]
    ended = replace(
        height, status=FactStatus.SUPERSEDED, until="2024-06-02", superseded_by="taller"
    )
    taller = builders.fact("taller", Text("48 metres"), "It is 48 metres tall.", evidence=())
    facts = [ended if each.id == "height" else each for each in builders.FACTS]
    load_bank(builders.bank(facts=(*facts, taller)))
    page = walk.page("/banks/arnholm/facts/height")
    assert "This changed: it held until 2 June 2024." in page
    assert re.search(r'<a href="/banks/arnholm/facts/taller"[^>]*>It is 48 metres tall.</a>', page)
    assert "How tall is it?" not in page
    assert "This changed" not in walk.page("/banks/arnholm/facts/taller")


def test_fact_that_changed_into_nothing_known_says_only_that(walk, load_bank):
    load_bank(builders.with_fact(replace(builders.FACTS[2], status=FactStatus.SUPERSEDED)))
    page = walk.page("/banks/arnholm/facts/height")
    assert "<strong>This changed.</strong>" in page
    assert "Since then" not in page


def test_date_that_no_calendar_has_breaks_no_page(walk, load_bank):
    load_bank(builders.bank(sources=(builders.retitled(published="2023-02-31"),)))
    assert "31 February 2023" in walk.page("/banks/arnholm")


def test_page_of_a_fact_says_how_well_it_is_known_and_when_it_comes_back(walk, clock):
    path = "/banks/arnholm/facts/place"
    assert "asked" not in walk.page(path).split("Who says so?")[0]
    walk.study(walk.card_of("keeper-choice"), forgot="1")
    page = walk.page(path)
    assert 'data-strength="new"' in page
    assert "You have not been asked it yet." in page
    walk.study(walk.card_of("place-short"), text="Arnholm")
    clock.advance(minutes=11)
    assert "You are asked it the next time you study." in walk.page(path)
    walk.study(walk.card_of("place-short"), text="Arnholm")
    page = walk.page(path)
    assert 'data-strength="weak"' in page or 'data-strength="fair"' in page
    assert re.search(r"It comes back on \w+day \d+ March\.", page)
