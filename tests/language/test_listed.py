"""Lists under a line that leads to them: members to be named, steps to be put in order."""

from __future__ import annotations

import pytest

from quizapp.domain.facts import LISTS, STEPS, Fact
from quizapp.domain.questions import Flashcard, Ordering
from tests.language.one_article import drafted
from tests.language.test_terms import LESSON

BRANCHES = """The three branches are:
- the legislature, which makes the laws;
- the executive, which carries them out;
- the judiciary, which decides what a law means."""
SOAP = """To make soap from oil, proceed as follows.
1. Warm the oil in a deep pan.
2. Stir in the lye drop by drop.
3. Pour the mixture into a mould.
4. Leave it to dry for a month."""
WATER = """On the way to the town the water goes through these stages:
1. It is caught at a spring.
2. It runs through a covered channel.
3. It drops its sand in a tank."""


def listed(text: str) -> list[Fact]:
    made = drafted(f"Every state has rules. {LESSON[0]}", text, LESSON[1])
    return [each for each in made.facts if each.relation in {LISTS, STEPS}]


def test_the_members_of_a_list_are_named() -> None:
    made = drafted(LESSON[0], BRANCHES, LESSON[1])
    (card,) = [each for each in made.questions if isinstance(each, Flashcard)]
    assert card.stem == "Complete the list. The three branches are: …"
    assert card.back == "The legislature; the executive; the judiciary"


@pytest.mark.parametrize(("text", "first"), [(SOAP, "Warm the oil"), (WATER, "It is caught")])
def test_numbered_steps_are_put_in_order(text: str, first: str) -> None:
    made = drafted(LESSON[0], text, LESSON[1])
    (order,) = [each for each in made.questions if isinstance(each, Ordering)]
    assert order.stem.startswith("Put these steps in order. ")
    assert order.items[0].text.startswith(first)


@pytest.mark.parametrize("text", [BRANCHES, SOAP, WATER])
def test_the_proof_of_a_list_is_the_line_and_all_that_stands_under_it(text: str) -> None:
    (fact,) = listed(text)
    assert fact.evidence[0].quote == text


@pytest.mark.parametrize(
    "text",
    [
        "The two branches are:\n- the legislature;\n- the judiciary.",
        "They rest on these pillars of trust:\n- honesty;\n- care;\n- time.",
        "Which of these grow in a bog?\n- moss;\n- heather;\n- oak.",
        "The branches of the state are these.\n- parliament;\n- courts;\n- ministries.",
        "The rules of the game say this:\n- one;\n- one;\n- one.",
    ],
)
def test_too_few_members_a_question_or_a_pronoun_make_no_list(text: str) -> None:
    assert not listed(text)
