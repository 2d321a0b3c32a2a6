from dataclasses import replace

import pytest

from quizapp.domain.banks import Bank, Topic
from quizapp.domain.errors import InvalidBank
from quizapp.domain.facts import Entity, Evidence, Fact, FactKind, Source
from quizapp.domain.questions import MultipleChoice, Option, TrueFalse

SOURCE = Source("report", "Title", "Publisher", "2023", "Tokyo is the capital. Kyoto was it.")


def fact(name="tokyo", **change):
    given = {
        "id": name,
        "topic": "places",
        "kind": FactKind.PLACE,
        "subject": "Japan",
        "relation": "capital",
        "statement": "Its capital is Tokyo.",
        "value": Entity("Tokyo", "city"),
        "evidence": (Evidence("report", "Tokyo is the capital.", "Tokyo"),),
    }
    return Fact(**{**given, **change})


def question(**change):
    return TrueFalse(
        **{"id": "q", "topic": "places", "stem": "So?", "fact": "tokyo", "key": True} | change
    )


def bank(**change):
    given = {
        "id": "alliance",
        "title": "Alliance",
        "topics": (Topic("places", "Places"),),
        "sources": (SOURCE,),
        "facts": (fact(), fact("kyoto", conflicts_with=("tokyo",))),
        "questions": (question(),),
    }
    return Bank(**{**given, **change})


def test_the_parts_of_a_bank_are_found_by_id():
    whole = bank()
    assert whole.source_by_id["report"] is SOURCE
    assert whole.fact_by_id["tokyo"] == fact()
    assert whole.question_by_id["q"] == question()


CHOICE = MultipleChoice(
    id="c",
    topic="places",
    stem="Which?",
    fact="tokyo",
    options=(Option("a", "Tokyo", "tokyo"), Option("b", "Kyoto", "osaka")),
    key="a",
)
WRONG = [
    ({"id": "Two words"}, "id"),
    ({"title": " "}, "title"),
    ({"topics": (Topic("places", "A"), Topic("places", "B"))}, "topics.places"),
    ({"topics": (Topic("Two words", "A"),)}, "topics.Two words"),
    ({"topics": (Topic("places", " "),)}, "topics.places.title"),
    ({"sources": (replace(SOURCE, published="soon"),)}, "sources.report.published"),
    ({"sources": (replace(SOURCE, text=" "),)}, "sources.report.text"),
    ({"sources": (SOURCE, SOURCE)}, "sources.report"),
    ({"facts": (fact(), fact())}, "facts.tokyo"),
    ({"questions": (question(), question())}, "questions.q"),
    ({"facts": (fact(topic="none"),)}, "facts.tokyo.topic"),
    ({"facts": (fact(conflicts_with=("none",)),)}, "facts.tokyo.conflicts_with"),
    ({"facts": (fact(superseded_by="none"),)}, "facts.tokyo.superseded_by"),
    ({"sources": ()}, "facts.tokyo.evidence.0.source"),
    (
        {"facts": (fact(evidence=(Evidence("report", "Tokyo was it.", "Tokyo"),)),)},
        "facts.tokyo.evidence.0.quote",
    ),
    ({"questions": (question(topic="none"),)}, "questions.q.topic"),
    ({"questions": (question(fact="none"),)}, "questions.q.fact"),
    ({"questions": (CHOICE,)}, "questions.c.options.b.fact"),
]


@pytest.mark.parametrize(("change", "field"), WRONG)
def test_a_bank_whose_parts_do_not_fit_cannot_exist(change, field):
    with pytest.raises(InvalidBank) as refused:
        bank(**change)
    assert field in {fault.field for fault in refused.value.faults}


def test_an_option_that_is_true_of_nothing_names_no_fact():
    options = (Option("a", "Tokyo", "tokyo"), Option("b", "Kyoto"))
    assert bank(questions=(replace(CHOICE, options=options),)).questions[0].options == options


def test_an_empty_bank_is_a_bank():
    assert Bank("empty", "Empty").facts == ()


def test_a_bank_without_id_is_named_by_a_question_mark():
    with pytest.raises(InvalidBank, match=r"bank \?"):
        Bank("", "Title")
