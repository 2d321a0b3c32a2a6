"""A model's judgement of drafts: kinds borne out, worth, context, and what a reader cannot tell."""

import json

import pytest

from quizapp.domain.facts import FactKind, Source
from quizapp.domain.generation.model_drafts import facts_from
from quizapp.domain.generation.model_judging import (
    identified,
    reader_wanted,
    sentences_before,
    weighed,
    worth_wanted,
)
from quizapp.domain.generation.model_kinds import KINDS
from quizapp.domain.generation.model_mode import draft_facts
from quizapp.domain.generation.pipeline import generate
from tests.domain.generation.scripted_model import scripted

TEXT = """Osmosis

Osmosis is the movement of water through a membrane. It makes roots swell because water flows in.

A membrane is made of lipids, proteins and sugars. Plants cool leaves by opening their pores.

Pumps in the cell move salt out. Animal cells burst more easily than plant cells.
"""
SOURCE = Source("osmosis", "Osmosis", "The Herald", "2024-05-04", TEXT)
LEANING = {
    "quote": "It makes roots swell because water flows in.",
    "answer": "because water flows in",
    "question": "Why does it make roots swell?",
    "kind": "why",
}
OF_KIND = {
    "definition": {
        "quote": "Osmosis is the movement of water through a membrane.",
        "answer": "the movement of water through a membrane",
        "question": "What is osmosis?",
    },
    "term": {
        "quote": "Osmosis is the movement of water through a membrane.",
        "answer": "Osmosis",
        "question": "What is the movement of water through a membrane called?",
    },
    "why": LEANING,
    "how": {
        "quote": "Plants cool leaves by opening their pores.",
        "answer": "by opening their pores",
        "question": "How do plants cool leaves?",
    },
    "effect": {
        **LEANING,
        "answer": "swell",
        "question": "What happens to roots because water flows in?",
    },
    "main idea": {
        "quote": "Osmosis is the movement of water through a membrane.",
        "answer": "the movement of water",
        "question": "What main idea is osmosis through a membrane?",
    },
    "list": {
        "quote": "A membrane is made of lipids, proteins and sugars.",
        "answer": "lipids, proteins and sugars",
        "question": "What is a membrane made of?",
    },
    "function": {
        "quote": "Pumps in the cell move salt out.",
        "answer": "move salt out",
        "question": "What do pumps in the cell do?",
    },
    "comparison": {
        "quote": "Animal cells burst more easily than plant cells.",
        "answer": "Animal cells",
        "question": "Which cells burst more easily than plant cells?",
    },
}
BECOMES = {
    "definition": FactKind.DEFINITION,
    "term": FactKind.DEFINITION,
    "why": FactKind.CAUSE,
    "how": FactKind.PURPOSE,
    "effect": FactKind.CAUSE,
    "list": FactKind.DEFINITION,
    "function": FactKind.PURPOSE,
    "comparison": FactKind.DEFINITION,
    "main idea": FactKind.EVENT,
}


def found(*items):
    return facts_from({"items": list(items)}, SOURCE, "osmosis")


def leaning():
    return found(LEANING).facts


@pytest.mark.parametrize("kind", OF_KIND)
def test_a_kind_that_its_sentence_bears_out_becomes_a_fact_of_it(kind):
    (fact,) = found({**OF_KIND[kind], "kind": kind}).facts
    assert fact.kind is BECOMES[kind]
    assert fact.evidence[0].quote == OF_KIND[kind]["quote"]


UNPROVED = {
    "a reason where none is given": {
        **OF_KIND["function"],
        "question": "Why do pumps in the cell move salt?",
        "answer": "out",
        "kind": "why",
    },
    "a reason by another name": {
        **OF_KIND["function"],
        "question": "Why do pumps in the cell move salt?",
        "answer": "out",
        "kind": "main idea",
    },
    "a list of one": {**OF_KIND["function"], "kind": "list"},
    "steps of one": {**OF_KIND["function"], "kind": "steps"},
    "a comparison of nothing": {**OF_KIND["function"], "kind": "comparison"},
    "means that are none": {
        **OF_KIND["function"],
        "question": "How do pumps in the cell move salt?",
        "answer": "out",
        "kind": "how",
    },
    "how many, called means": {
        **OF_KIND["how"],
        "question": "How many leaves do plants cool?",
        "kind": "how",
    },
    "no such kind": {**OF_KIND["function"], "kind": "essay"},
    "a number for a kind": {**OF_KIND["function"], "kind": 7},
    "a list for a kind": {**OF_KIND["function"], "kind": ["why"]},
    "nothing for a kind": {**OF_KIND["function"], "kind": None},
}


@pytest.mark.parametrize("name", UNPROVED)
def test_a_kind_that_its_sentence_does_not_bear_out_is_refused(name):
    made = found(UNPROVED[name])
    assert made.facts == ()
    assert [each.step for each in made.rejected] == ["kind"]


def test_every_kind_is_proposed_by_its_name():
    ask, asked = scripted([])
    draft_facts(SOURCE, "osmosis", ask)
    told = asked[0].messages[0]["content"]
    assert all(f"`{name}`" in told for name in KINDS)


def test_the_sentences_before_are_those_of_the_paragraph_and_none_of_another():
    (fact,) = leaning()
    assert sentences_before(fact, SOURCE) == "Osmosis is the movement of water through a membrane."
    (first,) = found({**OF_KIND["list"], "kind": "list"}).facts
    assert sentences_before(first, SOURCE) == ""


def test_of_long_sentences_before_as_many_stand_as_there_is_room_for():
    long = "The " + "very " * 40 + "long way led on. "
    text = f"{long}Short one. {long}{LEANING['quote']}\n"
    source = Source("long", "Long", "", "", text)
    (fact,) = facts_from([LEANING], source, "long").facts
    assert sentences_before(fact, source) == f"Short one. {long.strip()}"


def weigh(worth, context, facts=None):
    given = facts or leaning()
    return weighed(given, SOURCE, {"items": [{"id": "1", "worth": worth, "context": context}]})


def test_context_that_is_needed_is_cut_from_the_source_and_passes_the_checks():
    (fact,) = weigh(3, "needed").facts
    assert fact.context == "Osmosis is the movement of water through a membrane."
    made = generate([fact], [SOURCE])
    assert made.questions
    assert {question.context for question in made.questions} == {fact.context}


def test_what_leans_and_was_called_clear_is_held_by_the_checks_of_all_drafts():
    (fact,) = weigh(3, "none").facts
    assert generate([fact], [SOURCE]).questions == ()


@pytest.mark.parametrize("context", ["lacking", "needed"])
def test_what_no_sentence_before_explains_is_refused(context):
    facts = found({**OF_KIND["list"], "kind": "list"}).facts
    judged = weigh(3, context, facts)
    assert judged.facts == ()
    assert [each.step for each in judged.rejected] == ["context"]


def test_context_that_tells_the_answer_is_refused():
    text = f"Roots swell because water flows in. {LEANING['quote']}\n"
    source = Source("roots", "Roots", "", "", text)
    facts = facts_from([LEANING], source, "roots").facts
    judged = weighed(facts, source, {"items": [{"id": "1", "worth": 3, "context": "needed"}]})
    assert judged.facts == ()
    assert [each.step for each in judged.rejected] == ["context"]


@pytest.mark.parametrize(("worth", "folded"), [(0, True), (1, True), (2, False), (3, False)])
def test_little_worth_folds_and_refuses_nothing(worth, folded):
    judged = weigh(worth, "none")
    assert len(judged.facts) == 1
    assert bool(judged.folded) is folded


def replies(item):
    """Return replies that are no judgement of one draft, around a sound item."""
    return {
        "nothing": None,
        "a number": 7,
        "a text": "fine",
        "a bare list": [item],
        "no items": {},
        "items that are a text": {"items": "all"},
        "silence": {"items": []},
        "an item twice": {"items": [item, item]},
        "one that nobody asked for": {"items": [item, {**item, "id": "2"}]},
        "another number": {"items": [{**item, "id": "2"}]},
        "a number that is none": {"items": [{**item, "id": 1}]},
        "a list for a number": {"items": [{**item, "id": ["1"]}]},
        "a field too many": {"items": [{**item, "quote": "Osmosis is magic."}]},
        "a field too few": {"items": [{"id": "1"}]},
        "an item that is null": {"items": [None]},
        "a flood": {"items": [item] * 100_000},
    }


WEIGHED = {"id": "1", "worth": 3, "context": "none"}
READ = {"id": "1", "unidentified": []}
NO_WEIGHT = replies(WEIGHED) | {
    f"{name} of {value!r}": {"items": [{**WEIGHED, name: value}]}
    for name, value in [
        ("worth", -1),
        ("worth", 4),
        ("worth", True),
        ("worth", 2.0),
        ("worth", "3"),
        ("worth", None),
        ("context", "None"),
        ("context", ["none"]),
        ("context", "Osmosis is magic."),
        ("context", None),
    ]
}
NO_READING = replies(READ) | {
    name: {"items": [{**READ, "unidentified": value}]}
    for name, value in {
        "a text for a list": "none",
        "null for a list": None,
        "false for a list": False,
        "an object for a list": {},
        "a number in the list": [1],
        "a list in the list": [[]],
        "an empty text": [" "],
        "a long text": ["x" * 5_000],
        "a long list": ["it"] * 500,
    }.items()
}


@pytest.mark.parametrize("name", NO_WEIGHT)
def test_a_reply_with_a_fault_weighs_nothing_and_keeps_nothing(name):
    judged = weighed(leaning(), SOURCE, NO_WEIGHT[name])
    assert (judged.facts, judged.folded) == ((), frozenset())
    assert [each.step for each in judged.rejected] == ["worth"]


@pytest.mark.parametrize("name", NO_READING)
def test_a_reply_with_a_fault_is_no_reading_and_keeps_nothing(name):
    kept, rejected = identified(leaning(), NO_READING[name])
    assert kept == ()
    assert [each.step for each in rejected] == ["reader"]


def test_one_fault_makes_the_whole_reply_no_judgement():
    facts = (*leaning(), *found({**OF_KIND["list"], "kind": "list"}).facts)
    kept, rejected = identified(facts, {"items": [READ, {"id": "2", "unidentified": "none"}]})
    assert (len(kept), len(rejected)) == (0, 2)


def test_anything_that_a_reader_names_drops_that_draft_alone():
    facts = (*leaning(), *found({**OF_KIND["list"], "kind": "list"}).facts)
    reply = {"items": [{"id": "2", "unidentified": []}, {"id": "1", "unidentified": ["\x1b[2Jit"]}]}
    kept, (rejected,) = identified(facts, reply)
    assert kept == facts[1:]
    assert "it" in rejected.reason
    assert rejected.reason.isprintable()


def test_a_reader_is_shown_title_date_context_and_question_and_nothing_else():
    (fact,) = weigh(3, "needed").facts
    told = json.loads(reader_wanted([fact], SOURCE).messages[1]["content"])
    assert told == {
        "title": "Osmosis",
        "date": "2024-05-04",
        "items": [{"id": "1", "context": fact.context, "question": fact.question}],
    }


def test_whoever_weighs_is_shown_the_sentence_and_those_before():
    told = json.loads(worth_wanted(leaning(), SOURCE).messages[1]["content"])
    assert told == {
        "items": [
            {
                "id": "1",
                "question": LEANING["question"],
                "evidence": LEANING["quote"],
                "before": "Osmosis is the movement of water through a membrane.",
            }
        ]
    }


def test_what_was_refused_is_counted_by_what_refused_it():
    answers = {"items": [{"id": "1", "answer": LEANING["answer"]}]}
    weight = {"items": [{**WEIGHED, "worth": 0, "context": "needed"}]}
    drafts = [LEANING, {**LEANING, "kind": "essay"}, {**LEANING, "quote": "Osmosis is magic."}]
    made = draft_facts(SOURCE, "osmosis", scripted(drafts, answers, weight, {"items": [READ]})[0])
    assert made.folded == {fact.id for fact in made.facts}
    assert list(made.refused_by.values()) == [1, 1]
    named = {"items": [{"id": "1", "unidentified": ["it"]}]}
    made = draft_facts(SOURCE, "osmosis", scripted(drafts, answers, weight, named)[0])
    assert made.facts == ()
    assert made.folded == frozenset()
    assert list(made.refused_by.values()) == [1, 1, 1]
