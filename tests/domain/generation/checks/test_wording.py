"""What the engine has made of a quote says no more than the quote and its licences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.facts import Evidence, Fact, FactKind, Flags, Licence, Licensor, Source, Text
from quizapp.domain.generation.checks import CheckContext
from quizapp.domain.generation.checks.findings import Finding
from quizapp.domain.generation.checks.wording import words_are_licensed
from quizapp.domain.questions import Cloze, Flashcard, Gap, Origin, Question, TrueFalse

QUOTE = "Archer opened the Belka bridge on Tuesday, and did not sell tickets."
SOURCE = Source(
    "post", "Joan Archer opens bridge", "The Post (UPI)", "2024-03-05", f"A paragraph.\n{QUOTE}\n"
)
FACT = Fact(
    id="bridge",
    topic="t",
    kind=FactKind.EVENT,
    subject="Joan Archer",
    relation="opened",
    statement="Joan Archer opened the Belka bridge on 5 March 2024.",
    value=Text("the Belka bridge"),
    question="What did Joan Archer open on 5 March 2024?",
    evidence=(Evidence("post", QUOTE, "the Belka bridge"),),
    licences=(
        Licence("Archer", "Joan Archer", Licensor.NAME),
        Licence("Tuesday", "5 March 2024", Licensor.DATE),
    ),
)


def found(question: Question, fact: Fact = FACT) -> list[Finding]:
    return list(words_are_licensed(question, CheckContext.around([fact], [SOURCE])))


def sentence(text: str = FACT.statement, *, key: bool = True) -> TrueFalse:
    return TrueFalse(id="q", topic="t", stem=text, fact="bridge", key=key, origin=Origin.ENGINE)


def card(stem: str) -> Flashcard:
    return Flashcard(
        id="q", topic="t", stem=stem, fact="bridge", back="The Belka bridge", origin=Origin.ENGINE
    )


def gap(text: str) -> Cloze:
    gaps = (Gap("1", ("the Belka bridge",), "bridge"),)
    return Cloze(
        id="q", topic="t", stem="Fill the gap.", text=text, gaps=gaps, origin=Origin.ENGINE
    )


@pytest.mark.parametrize(
    "question",
    [
        sentence(),
        sentence("According to UPI, Joan Archer opened the Belka bridge on 5 March 2024."),
        sentence("Joan Archer opened the Danish bridge on 5 March 2024.", key=False),
        card("What did Joan Archer open on 5 March 2024?"),
        card("Which bridge did Joan Archer open on 5 March 2024?"),
        gap("Joan Archer opened {{1}} on 5 March 2024."),
    ],
)
def test_what_is_made_of_the_quote_passes(question: Question) -> None:
    told = replace(FACT, flags=Flags(attributed_to="UPI"))
    assert found(question, told) == []


@pytest.mark.parametrize(
    ("question", "field", "word"),
    [
        (sentence("Joan Archer never opened the Belka bridge on 5 March 2024."), "stem", "never"),
        (sentence("Joan Archer opened the old Belka bridge on 5 March 2024."), "stem", "old"),
        (sentence("Joan Archer opened the Belka bridge until 5 March 2024."), "stem", "until"),
        (card("What did Joan Archer close on 5 March 2024?"), "stem", "close"),
        (card("What did Joan Archer open on 6 March 2024?"), "stem", "6"),
        (gap("Joan Archer opened {{1}} in Ottawa on 5 March 2024."), "text", "Ottawa"),
    ],
)
def test_a_word_of_no_fact_is_found_where_it_stands(
    question: Question, field: str, word: str
) -> None:
    (finding,) = found(question)
    assert (finding.check, finding.field) == ("wording", field)
    assert f"“{word}”" in finding.message


@pytest.mark.parametrize(
    ("statement", "licences", "told"),
    [
        ("Joan Archer opened the Belka bridge on 5 March 2024.", (), "“Joan”, “5”, “March”"),
        ("Archer opened the Belka bridge in Ottawa.", FACT.licences, "“in”, “Ottawa”"),
        ("Archer opened the Belka bridge, and did sell tickets.", (), "did not sell"),
    ],
)
def test_a_statement_that_says_more_is_a_fault_of_every_question(
    statement: str, licences: tuple[Licence, ...], told: str
) -> None:
    wrong = replace(FACT, statement=statement, licences=licences)
    findings = found(sentence("False words.", key=False), wrong)
    assert [(each.check, each.field) for each in findings] == [("wording", "fact")]
    assert told in findings[0].message


@pytest.mark.parametrize(
    ("quote", "small"),
    [
        ("Belka Bridge was sold by Joan Archer.", "belka"),
        ("Sculptor Joan Archer sold Belka Bridge.", "sculptor"),
        ("Paragraph Joan Archer sold Belka Bridge.", "paragraph"),
        ("The Belka Bridge was sold by Joan Archer.", "the"),
        ("Two Belka Bridges were sold by Joan Archer.", "two"),
    ],
)
def test_a_name_that_has_lost_its_first_capital_is_a_fault(quote: str, small: str) -> None:
    source = replace(SOURCE, text=f"A paragraph.\n{quote}\n")
    statement = f"According to Lee, {small}{quote[len(small) :]}"
    wrong = replace(
        FACT,
        statement=statement,
        value=Text("Joan Archer"),
        evidence=(Evidence("post", quote, "Joan Archer"),),
        licences=(Licence("", "According to", Licensor.FRAME),),
    )
    found = words_are_licensed(sentence(statement), CheckContext.around([wrong], [source]))
    lost = [each.field for each in found if "capital" in each.message]
    assert lost == (["fact", "stem"] if small == "belka" else [])


def test_what_a_person_has_worded_is_theirs() -> None:
    worded = replace(FACT, statement="She inaugurated the Belka bridge.", licences=None)
    assert found(card("What did she inaugurate?"), worded) == []
    mended = replace(card("What was inaugurated in March?"), origin=Origin.EDITED)
    assert found(mended) == []


def test_a_fact_whose_source_is_gone_is_left_to_the_check_of_its_evidence() -> None:
    context = CheckContext.around([FACT], [])
    assert list(words_are_licensed(sentence("Any words at all."), context)) == []
