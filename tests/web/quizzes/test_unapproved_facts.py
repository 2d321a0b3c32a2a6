"""What is not approved is nobody's to read but those who work on the bank."""

from __future__ import annotations

import pytest

from quizapp.domain.facts import FactStatus, Text
from quizapp.domain.questions import Option
from tests import builders

CANARY = "Its keeper never wore a hat."


def linked(status: FactStatus):
    """The tiny bank, in which every wrong option of a choice names one fact of this status."""
    # No article tells it, so that whoever reads it has read the fact.
    secret = builders.fact("hatless", Text("never"), CANARY, status=status, evidence=())
    options = (
        Option("right", "Ida Berg"),
        *(Option(f"wrong-{n}", name, "hatless") for n, name in enumerate(("Jon Lund", "Arnholm"))),
    )
    choice = builders.choice(options=options)
    others = (each for each in builders.QUESTIONS if each.id != choice.id)
    return builders.with_fact(secret, questions=(choice, *others))


@pytest.mark.parametrize("status", FactStatus)
def test_a_learner_reads_no_fact_that_is_not_approved(walk, load_bank, status):
    load_bank(linked(status))
    attempts = []
    for _ in range(4):
        attempt_id = walk.start()
        answers = walk.answers(attempt_id, builders.wrong_fields)
        walk.hand_in(attempt_id, answers)
        attempts.append(f"/attempts/{attempt_id}/results")
    card = walk.card_of("keeper-choice")
    asked = next(each for each in linked(status).questions if each.id == "keeper-choice")
    shown = walk.study(card, **builders.wrong_fields(asked, card["answer_id"]))
    pages = walk.crawl("/", "/banks/arnholm/facts/hatless", shown.location, *attempts)
    telling = {path for path, text in pages.items() if CANARY in text}
    if status is FactStatus.APPROVED:
        assert "is true of something else" in " ".join(pages[path] for path in telling)
    elif status is FactStatus.SUPERSEDED:
        # What held once has a page that says so.
        assert telling == {"/banks/arnholm/facts/hatless"}
    else:
        assert telling == set()
