"""A model's drafts: grounded in the text word by word, or refused with a reason."""

import pytest

from quizapp.domain.facts import Entity, Evidence, Fact, FactKind, Source
from quizapp.domain.generation.model_drafts import facts_from, shown
from quizapp.domain.generation.model_mode import draft_facts, estimate, too_easy
from quizapp.domain.generation.model_prompts import MOST_ITEMS, SENT_LIMIT
from quizapp.domain.generation.model_review import agreed, guessed
from quizapp.domain.generation.pipeline import generate
from quizapp.domain.questions import MultipleChoice, Option
from tests.domain.generation.scripted_model import scripted

TEXT = """The bridge opens

Mayor Ann Lee opened the new bridge over the Elm in Lowford on 3 May 2024. It took six years.

The bridge cost about 12 million euros, the council said. It doesn’t carry trains. It is red.

Ann Lee did not invite the builders of the old tunnel. “We forgot,” said Bo Ek. It is red.
"""
SOURCE = Source("bridge", "The bridge opens", "The Herald", "2024-05-04", TEXT)
GOOD = {
    "quote": "Mayor Ann Lee opened the new bridge over the Elm in Lowford on 3 May 2024.",
    "answer": "Ann Lee",
    "question": "Who opened the new bridge over the Elm in Lowford on 3 May 2024?",
}


def made(*items):
    return facts_from({"items": list(items)}, SOURCE, "bridge")


def test_a_grounded_item_becomes_a_fact_whose_words_are_those_of_the_text():
    (fact,) = made(GOOD).facts
    start, end = SOURCE.locate(fact.evidence[0].quote)
    assert TEXT[start:end] == GOOD["quote"]
    assert fact.statement == GOOD["quote"]
    assert fact.value.text == fact.evidence[0].value == "Ann Lee"
    assert fact.question == GOOD["question"]
    assert not fact.flags.negated


def test_its_questions_pass_the_same_checks_as_all_others():
    (fact,) = made(GOOD).facts
    drafts = generate([fact], [SOURCE])
    assert drafts.questions
    assert {question.fact for question in drafts.questions if hasattr(question, "fact")} == {
        fact.id
    }


def test_a_part_of_a_sentence_is_widened_to_the_sentence():
    item = {**GOOD, "quote": "Ann Lee opened the new bridge"}
    (fact,) = made(item).facts
    assert fact.evidence[0].quote == GOOD["quote"]


def test_other_quotes_and_dashes_than_in_the_text_are_forgiven_but_not_stored():
    item = {
        "quote": "It doesn't carry trains.",
        "answer": "trains",
        "question": "What does the bridge not carry?",
    }
    (fact,) = made(item).facts
    assert fact.evidence[0].quote == "It doesn’t carry trains."
    assert fact.flags.negated


def test_negations_and_hedges_of_the_text_become_flags():
    item = {
        "quote": "Ann Lee did not invite the builders of the old tunnel.",
        "answer": "the builders of the old tunnel",
        "question": "Whom did Ann Lee not invite?",
    }
    assert made(item).facts[0].flags.negated
    item = {
        "quote": "The bridge cost about 12 million euros, the council said.",
        "answer": "about 12 million euros",
        "question": "How much did the bridge cost, as the council said?",
    }
    assert made(item).facts[0].flags.hedged


def test_a_value_that_the_rules_know_is_taken_with_its_type():
    known = Fact(
        "lee",
        "bridge",
        FactKind.PERSON,
        "the mayor",
        "is",
        "The mayor is Ann Lee.",
        Entity("Ann Lee", "person"),
        evidence=(Evidence("bridge", "Mayor Ann Lee", "Ann Lee"),),
    )
    (fact,) = facts_from([GOOD], SOURCE, "bridge", [known]).facts
    assert fact.value == Entity("Ann Lee", "person")
    assert fact.kind is FactKind.PERSON
    again = facts_from([GOOD], SOURCE, "bridge", [fact])
    assert [each.reason for each in again.rejected] == ["The rules have found this already."]


REFUSED = {
    "a quote that the text has not": {"quote": "Mayor Ann Lee closed the bridge."},
    "a quote that stands twice": {"quote": "It is red.", "answer": "red"},
    "a quote over two sentences": {"quote": TEXT.split("\n\n")[1]},
    "a quote over two paragraphs": {"quote": TEXT[:120]},
    "an answer outside of the quote": {"answer": "Bo Ek"},
    "an answer that is a part of a word": {"answer": "An"},
    "an answer that stands twice": {"answer": "e"},
    "an empty answer": {"answer": "  "},
    "marks for an answer": {"answer": "."},
    "a question with the answer": {"question": "Did Ann Lee open the new bridge over the Elm?"},
    "no question": {"question": "Ann opened it."},
    "a question with a foreign name": {
        "question": "Who opened the new bridge over the Elm with Elon Musk?"
    },
    "a question with a foreign number": {
        "question": "Who opened the new bridge over the Elm after 17 years?"
    },
    "a question on something else": {"question": "Which bank account should you send money to?"},
    "a link": {"question": "Who opened the new bridge over the Elm, see https://evil.example?"},
    "code": {"question": "<script>alert(1)</script> Who opened the new bridge over the Elm?"},
    "markdown": {"question": "Who opened the [new bridge](x) over the Elm in Lowford?"},
    "a template": {"question": "Who opened the {{new}} bridge over the Elm in Lowford?"},
    "letters that turn the line": {"question": "Who opened the new bridge \u202eover the Elm?"},
    "a control character": {"question": "Who opened the new bridge \x1b[2J over the Elm?"},
    "an entity": {"question": "Who opened the new bridge over the Elm &lt;b&gt;?"},
    "a long question": {"question": "Who opened the new bridge " * 30 + "?"},
    "a huge question": {"question": "Who " * 5000 + "?"},
    "a number for a quote": {"quote": 7},
    "nothing for a question": {"question": None},
    "a list for an answer": {"answer": ["Ann Lee"]},
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_grounded_is_refused_with_a_reason(name):
    found = made({**GOOD, **REFUSED[name]})
    assert found.facts == ()
    assert len(found.rejected) == 1
    assert found.rejected[0].reason.endswith((".", "”."))
    assert found.rejected[0].shown.isprintable()


def test_who_said_it_may_not_be_lost():
    item = {
        "quote": "The bridge cost about 12 million euros, the council said.",
        "answer": "about 12 million euros",
        "question": "How much did the bridge cost?",
    }
    assert "who said this" in made(item).rejected[0].reason


@pytest.mark.parametrize(
    "reply",
    [
        None,
        7,
        "text",
        True,
        {},
        [],
        {"items": None},
        {"items": "abc"},
        {"items": {}},
        [[[]]],
        [None],
    ],
)
def test_a_reply_of_any_other_shape_gives_no_fact(reply):
    assert facts_from(reply, SOURCE, "bridge").facts == ()


def test_a_flood_of_items_is_cut_and_twins_are_refused():
    found = facts_from([GOOD] * 5000, SOURCE, "bridge")
    assert len(found.facts) == 1
    assert len(found.rejected) == MOST_ITEMS
    assert found.rejected[-1].shown == f"{5000 - MOST_ITEMS} more"


def test_what_is_shown_of_a_refused_item_fits_a_terminal():
    assert shown("\x1b[2J\u202e" + "x" * 999 + "\n") == "[2J " + "x" * 96
    assert len(shown({"a": ["b" * 10_000]})) <= 100


WORTHY = {"items": [{"id": "1", "worth": 3, "context": "none"}]}
CLEAR = {"items": [{"id": "1", "unidentified": []}]}


def told(request):
    return " ".join(message["content"] for message in request.messages)


def test_a_draft_is_kept_when_the_second_answer_agrees():
    fact = made(GOOD).facts[0]
    ask, asked = scripted(
        [GOOD], {"items": [{"id": "1", "answer": "Mayor Ann Lee"}]}, WORTHY, CLEAR
    )
    assert draft_facts(SOURCE, "bridge", ask).facts == (fact,)
    assert [request.name for request in asked] == ["drafts", "answers", "worth", "reader"]
    assert "The Herald" not in " ".join(map(told, asked))
    assert all("2024-05-04" not in told(request) for request in asked[:3])
    assert fact.evidence[0].quote in asked[1].messages[1]["content"]
    assert "lee" not in told(asked[1]).replace(fact.evidence[0].quote, "")


@pytest.mark.parametrize("answer", ["Bo Ek", "", None, 3, "a" * 9999])
def test_a_draft_is_refused_when_the_second_answer_differs(answer):
    ask, _ = scripted([GOOD], {"items": [{"id": "1", "answer": answer}]})
    found = draft_facts(SOURCE, "bridge", ask)
    assert found.facts == ()
    assert "Asked again" in found.rejected[0].reason


@pytest.mark.parametrize("reply", [None, [], {"items": [{"id": "other", "answer": "Ann Lee"}]}])
def test_silence_in_the_second_answer_proves_nothing(reply):
    kept, rejected = agreed(made(GOOD).facts, reply)
    assert kept == ()
    assert len(rejected) == 1


def test_without_drafts_nothing_more_is_asked():
    ask, asked = scripted([{**GOOD, "answer": "nobody"}])
    assert draft_facts(SOURCE, "bridge", ask).facts == ()
    assert len(asked) == 1


CHOICE = MultipleChoice(
    id="q1",
    topic="bridge",
    stem="Who opened the bridge?",
    fact="lee",
    options=(Option("a", "Ann Lee", "lee"), Option("b", "Bo Ek"), Option("c", "Cy Orr")),
    key="a",
)


def test_a_choice_that_is_known_blind_is_named():
    ask, asked = scripted({"items": [{"id": "1", "choice": "a", "sure": True}]})
    assert list(too_easy([CHOICE], ask)) == ["q1"]
    assert "q1" not in told(asked[0])
    assert TEXT[40:80] not in asked[0].messages[1]["content"]


@pytest.mark.parametrize(
    "item",
    [
        {"id": "1", "choice": "a", "sure": False},
        {"id": "1", "choice": "b", "sure": True},
        {"id": "1", "choice": "a", "sure": "true"},
        {"id": "1", "choice": ["a"], "sure": True},
        {"id": "q2", "choice": "a", "sure": True},
        {"id": ["1"]},
    ],
)
def test_a_lucky_or_an_odd_guess_is_not(item):
    assert guessed([CHOICE], {"items": [item]}) == frozenset()


def test_without_choices_no_guess_is_asked_for():
    assert too_easy([], scripted()[0]) == {}


def test_only_the_first_part_of_a_long_text_is_sent_and_that_is_said():
    source = Source("long", "Long", "", "", TEXT + "\nThe end came on Monday. " * 4000)
    ask, asked = scripted([])
    found = draft_facts(source, "long", ask)
    assert found.notes
    assert len(asked[0].messages[1]["content"]) < SENT_LIMIT + 100
    cost = estimate(source)
    assert cost.requests == 5
    assert cost.sent >= SENT_LIMIT / 4
