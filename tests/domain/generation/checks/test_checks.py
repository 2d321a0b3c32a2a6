"""Each fault that the checks are for, put into a good question, is found."""

from __future__ import annotations

import dataclasses

import pytest

from quizapp.domain.facts import Evidence, Fact
from quizapp.domain.generation.checks import CHECKS, CheckContext, check_question
from quizapp.domain.generation.checks.reading import right_options
from quizapp.domain.questions import (
    Origin,
    Question,
    QuestionStatus,
)
from tests.domain.generation.checks.asking import (
    SIGNED,
    choice,
    cloze,
    context_with,
    matching,
    named,
    numeric,
    ordering,
    verdict,
)
from tests.domain.generation.checks.faulty_answers import FAULTY_ANSWERS
from tests.domain.generation.checks.faulty_wordings import FAULTY_WORDINGS

FAULTY = (*FAULTY_ANSWERS, *FAULTY_WORDINGS)


@pytest.mark.parametrize(
    ("check", "field", "question"), [row[1:] for row in FAULTY], ids=[row[0] for row in FAULTY]
)
def test_a_seeded_fault_is_found_beside_its_field(
    check: str, field: str, question: Question, checking: CheckContext
) -> None:
    findings = check_question(question, checking)
    assert (check, field) in named(findings)
    assert all(finding.message.endswith((".", "”", "?")) for finding in findings)
    assert all(finding.remedy and finding.message in str(finding) for finding in findings)


def test_every_check_has_a_seeded_fault() -> None:
    elsewhere = {"context", "evidence", "duplicate", "wording"}
    assert {row[1] for row in FAULTY} | elsewhere == set(CHECKS)


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        (Evidence("nowhere", "Port Arden", "Port Arden"), "missing"),
        (Evidence("harbour", "signed it in Port Arden", "Port Arden"), "nowhere"),
        (Evidence("harbour", "Third Squadron", "Third Squadron"), "exactly once"),
    ],
)
def test_evidence_that_is_not_exact_is_found(
    checking: CheckContext, evidence: Evidence, message: str
) -> None:
    context = context_with(checking, evidence=(evidence,))
    findings = [each for each in check_question(choice(), context) if each.check == "evidence"]
    assert len(findings) == 1
    assert message in findings[0].message


def test_an_option_that_makes_another_fact_of_the_statement_is_found(
    checking: CheckContext, facts: tuple[Fact, ...]
) -> None:
    other = dataclasses.replace(
        next(fact for fact in facts if fact.id == "home-of-sixth"),
        id="also-signed",
        statement=SIGNED.replace("Port Arden", "Vestby"),
    )
    context = CheckContext.around((*facts, other), checking.sources.values())
    assert ("true-option", "options.c.text") in named(check_question(choice(), context))


def test_the_same_facts_in_the_same_form_are_asked_once(checking: CheckContext) -> None:
    first = dataclasses.replace(choice(), id="first", stem="Where was the Harbour Pact signed?")
    retired = dataclasses.replace(first, id="old", status=QuestionStatus.RETIRED)
    context = dataclasses.replace(checking, questions=(first, retired))
    findings = check_question(choice(), context)
    assert named(findings) == {("duplicate", "stem")}
    assert first.stem in findings[0].message
    assert check_question(first, context) == ()


@pytest.mark.parametrize(
    "question",
    [
        choice(),
        cloze("squadron-moves", "It moves by {{1}}.", "2025"),
        matching(("A", "Kallvik", "home-of-fourth"), ("B", "Vestby", "home-of-sixth")),
        ordering(("Drafted", "pact-drafted"), ("Revised", "pact-revised")),
    ],
)
def test_the_same_words_are_asked_once(question: Question, checking: CheckContext) -> None:
    twin = dataclasses.replace(question, id="twin")
    context = dataclasses.replace(checking, questions=(twin,))
    assert ("duplicate", "stem") in named(check_question(question, context))


def test_the_right_options_of_other_kinds_are_none() -> None:
    assert right_options(numeric("How many?", "3400")) == ()


@pytest.mark.parametrize("origin", [Origin.ENGINE, Origin.EDITED])
def test_a_sentence_marked_true_says_what_its_fact_says(
    checking: CheckContext, origin: Origin
) -> None:
    stem = "Norland and Sudland signed the Harbour Pact in Vestby."
    question = verdict("pact-signed-where", stem, key=True, origin=origin)
    assert ("true-false", "stem") in named(check_question(question, checking))


@pytest.mark.parametrize(
    ("stem", "given_away"),
    [
        ("Which port saw Norland and Sudland sign the Harbour Pact?", False),
        ("Name the port where Norland and Sudland signed the Harbour Pact.", False),
        ("What is the name of the port where the Harbour Pact was signed?", False),
        ("In which port did Norland and Sudland sign the Harbour Pact?", False),
        ("Which town beside Arden saw the Harbour Pact signed?", True),
        ("Where, in a Port of Norland, was the Harbour Pact signed?", True),
        ("In port arden or elsewhere, where was the Harbour Pact signed?", True),
        ("Which arden, a port, saw the Harbour Pact signed?", True),
    ],
)
def test_a_question_may_name_the_sort_of_its_answer_and_no_more(
    stem: str, given_away: bool, checking: CheckContext
) -> None:
    found = check_question(choice(stem=stem), checking)
    assert (("key", "stem") in named(found)) is given_away
