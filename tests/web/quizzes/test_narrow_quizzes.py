"""Quizzes about one article, and about the learner's mistakes, begun with one press."""

import re
from dataclasses import replace
from uuid import UUID, uuid4

from quizapp.banks.queries import asked_questions, proofs_of_versions
from quizapp.db import db
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.queries import slots
from tests import builders

ARTICLE = f"/banks/arnholm/sources/{builders.BRIEF.id}"


def begin(walk, **fields):
    given = {"attempt_id": str(uuid4()), "length": "20", "layout": "at-once"} | fields
    return walk.client.post("/banks/arnholm/quiz", data=given)


def form_of(page, label):
    """The hidden fields of the form with a button that begins so, but for the token."""
    form = next(each for each in page.split("<form")[1:] if label in each.split("</form>")[0])
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


def test_the_page_of_an_article_leads_to_practice_of_what_it_proves(app, walk):
    fields = form_of(walk.page(ARTICLE), "Practise this article")
    started = walk.client.post("/banks/arnholm/quiz", data=fields)
    assert re.search(r"0 of \d+ done", walk.page(started.location))
    with app.app_context():
        session = db.session()
        attempt = session.get_one(Attempt, UUID(fields["attempt_id"]))
        asked = asked_questions(
            session,
            {
                place.version_id: place.fingerprint
                for place in slots(session, attempt.id, attempt.user_id)
            },
        )
        for each in asked.values():
            proofs = proofs_of_versions(session, each.fact_versions)
            sources = {proof.source.slug for found in proofs.values() for proof in found}
            assert builders.BRIEF.id in sources


def test_an_article_that_no_question_is_about_offers_no_practice(walk, load_bank):
    other = replace(builders.BRIEF, id="another", title="Another brief")
    load_bank(builders.every_kind(sources=(*builders.every_kind().sources, other)))
    assert "Practise this article" not in walk.page("/banks/arnholm/sources/another")


def test_an_article_that_nothing_is_asked_about_is_said_so(walk):
    for unknown in ("no-such-article", "No Name", "x" * 300):
        refused = begin(walk, source=unknown)
        assert refused.location == "/banks/arnholm/quiz"
        assert "nothing to ask about that any more" in walk.page(refused.location)


def test_a_fact_that_nothing_is_asked_about_is_said_so(walk):
    for unknown in ("no-such-fact", "No Name", "\0", "x" * 300):
        refused = begin(walk, fact=unknown)
        assert refused.location == "/banks/arnholm/quiz"
        page = walk.page(refused.location)
        assert "nothing to ask about that any more" in page
        assert "These topics" not in page


def test_a_refused_form_keeps_what_the_quiz_is_about(walk):
    refused = begin(walk, source=builders.BRIEF.id, mistakes="1", length="99")
    assert refused.status_code == 422
    assert f'name="source" type="hidden" value="{builders.BRIEF.id}"' in refused.text
    assert 'name="mistakes" type="hidden" value="1"' in refused.text


def test_mistakes_are_offered_once_there_are_some_and_gone_when_they_are_mended(walk):
    assert "Practise my mistakes" not in walk.page("/banks/arnholm")
    refused = begin(walk, mistakes="1")
    assert "nothing to ask about that any more" in walk.page(refused.location)

    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id, builders.wrong_fields))
    page = walk.page(f"/attempts/{attempt_id}/results")
    offered = int(re.search(r"Practise my mistakes: (\d+) fact", page)[1])
    assert f"Practise my mistakes: {offered}" in walk.page("/banks/arnholm")

    fields = form_of(page, "Practise my mistakes") | {"length": "20"}
    practice = uuid4()
    walk.client.post("/banks/arnholm/quiz", data=fields | {"attempt_id": str(practice)})
    for position, right in walk.answers(practice).items():
        walk.answer(practice, position, right, check="1")
    results = walk.page(f"/attempts/{practice}/results")
    assert "Practise my mistakes" not in results


def test_the_topics_of_a_quiz_say_that_cards_are_left_out(walk, load_bank):
    said = "Cards are for Study, and not counted here."
    assert said in walk.page("/banks/arnholm/quiz")
    load_bank(builders.only("short_answer", "true_false"))
    assert said not in walk.page("/banks/arnholm/quiz")
    load_bank(builders.only("flashcard"))
    assert "There are only cards here" in walk.page("/banks/arnholm/quiz")


def test_a_quiz_of_right_answers_offers_no_mistakes(walk):
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    assert "Practise my mistakes" not in walk.page(f"/attempts/{attempt_id}/results")


def test_practice_of_an_article_shows_the_proofs_that_stand_in_it(walk, load_bank):
    bank = builders.every_kind()
    later = replace(builders.BRIEF, id="later", title="A later brief")
    facts = tuple(
        replace(
            each, evidence=(*each.evidence, *(replace(e, source="later") for e in each.evidence))
        )
        for each in bank.facts
    )
    load_bank(replace(bank, sources=(*bank.sources, later), facts=facts))
    for article, title in ((builders.BRIEF, builders.BRIEF.title), (later, later.title)):
        practice = uuid4()
        begin(walk, attempt_id=str(practice), source=article.id)
        walk.answer(practice, 1, {}, check="1", forgot="1")
        page = walk.page(f"/attempts/{practice}/1")
        shown = {each for each in (builders.BRIEF.title, later.title) if f">{each}</a>" in page}
        assert shown == {title}
