"""Each fault that the checks are for, put into a good question, is found; good ones pass."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from quizapp.domain.banks import Bank, Topic
from quizapp.domain.facts import Evidence, Fact, FactStatus, Flags, Quantity, Source
from quizapp.domain.generation.checks import CHECKS, CheckContext, Finding, check_question
from quizapp.domain.generation.checks.reading import right_options
from quizapp.domain.generation.pipeline import generate
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Gap,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    Origin,
    Pair,
    Question,
    QuestionStatus,
    ShortAnswer,
    TrueFalse,
)

TOWN = "In which city did Norland and Sudland sign the Harbour Pact?"
SIGNED = "Norland and Sudland signed the Harbour Pact in Port Arden."


def choice(
    *,
    fact: str = "pact-signed-where",
    stem: str = TOWN,
    key: str = "Port Arden",
    wrong: tuple[tuple[str, str], ...] = (("Kallvik", "home-of-fourth"), ("Vestby", "")),
) -> MultipleChoice:
    options = (Option("a", key, fact), *(Option(i, *w) for i, w in zip("bcd", wrong, strict=False)))
    return MultipleChoice(id="q", topic="pact", stem=stem, fact=fact, options=options, key="a")


def short(fact: str, stem: str, *accepted: str) -> ShortAnswer:
    return ShortAnswer(id="q", topic="pact", stem=stem, fact=fact, accepted=accepted)


def cloze(fact: str, text: str, *accepted: str) -> Cloze:
    gaps = (Gap("1", accepted, fact),)
    return Cloze(id="q", topic="pact", stem="Fill the gap.", text=text, gaps=gaps)


def verdict(
    fact: str, stem: str, *, key: bool, correction: str = "", origin: Origin = Origin.ENGINE
) -> TrueFalse:
    return TrueFalse(
        id="q",
        topic="pact",
        stem=stem,
        fact=fact,
        key=key,
        correction=correction,
        origin=origin,
    )


def card(fact: str, stem: str, back: str) -> Flashcard:
    return Flashcard(id="q", topic="pact", stem=stem, fact=fact, back=back)


def numeric(stem: str, value: str, fact: str = "third-squadron-size") -> Numeric:
    return Numeric(id="q", topic="pact", stem=stem, fact=fact, value=Decimal(value))


def matching(*pairs: tuple[str, str, str]) -> Matching:
    made = tuple(Pair(str(i), *pair) for i, pair in enumerate(pairs))
    return Matching(id="q", topic="pact", stem="Match them.", pairs=made)


def ordering(*items: tuple[str, str]) -> Ordering:
    made = tuple(Item(fact, text, fact) for text, fact in items)
    return Ordering(id="q", topic="pact", stem="Order them.", items=made)


def responses(*texts: tuple[str, str], keys: tuple[str, ...]) -> MultipleResponse:
    options = tuple(Option(letter, *text) for letter, text in zip("abcdef", texts, strict=False))
    stem = "Which countries did the ministers of Norland and Sudland condemn?"
    return MultipleResponse(id="q", topic="people", stem=stem, options=options, keys=keys)


def named(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.check, finding.field) for finding in findings}


def test_what_the_engine_keeps_passes_every_check_in_a_bank_of_its_own(
    facts: tuple[Fact, ...], sources: tuple[Source, ...]
) -> None:
    questions = generate(facts, sources).questions
    topics = tuple(Topic(topic, topic) for topic in sorted({fact.topic for fact in facts}))
    bank = Bank("b", "B", topics=topics, sources=sources, facts=facts, questions=questions)
    context = CheckContext.of(bank)
    assert {str(f) for question in questions for f in check_question(question, context)} == set()


GOOD = (
    choice(),
    choice(
        fact="norland-trade",
        stem="Who was the Norlandic minister of trade in January 2023?",
        key="Anna Berg",
        wrong=(("Carl Dahl", "sudland-trade"), ("Eva Falk", "")),
    ),
    short(
        "article-iv-covers", "Which article of the Harbour Pact covers cyber attacks?", "Article 4"
    ),
    short(
        "seal-island-start", "When will Norland and Sudland start exercises on Seal Island?", "2027"
    ),
    cloze("harbour-will-not-grow", "Anna Berg says that the harbour will {{1}}.", "not grow"),
    verdict("pact-signed-where", SIGNED, key=True),
    verdict(
        "pact-signed-where",
        SIGNED.replace("Port Arden", "Vestby"),
        key=False,
        correction="Port Arden",
    ),
    verdict(
        "harbour-will-not-grow",
        "Anna Berg says that the harbour of Port Arden will double.",
        key=False,
        correction="not grow",
        origin=Origin.HAND,
    ),
    verdict(
        "pact-signed-where",
        "Two countries signed a pact in Port Arden.",
        key=True,
        origin=Origin.HAND,
    ),
    numeric("How many sailors does the Third Squadron have?", "3400"),
    card("pact-drafted", "When was the Harbour Pact drafted?", "May 2021"),
    matching(
        ("Fourth Squadron", "Kallvik", "home-of-fourth"),
        ("Sixth Squadron", "Vestby", "home-of-sixth"),
    ),
    ordering(
        ("The Harbour Pact was drafted", "pact-drafted"),
        ("The Harbour Pact was revised", "pact-revised"),
    ),
    responses(
        ("Ostland", "condemned-ostland"),
        ("Westland", "condemned-westland"),
        ("Highland", "ally-highland"),
        keys=("a", "b"),
    ),
    cloze(
        "exercise-begins", "The exercise Grey Seal could begin on Friday, {{1}}.", "13 January 2023"
    ),
    short(
        "signed-by-borg", "According to NNA, who signed the Harbour Pact for Norland?", "Anna Borg"
    ),
    short("signed-by-berg", "Who signed, as The Coast Gazette says, for Norland?", "Anna Berg"),
    short("ally-eastmark", "Which country renewed its old treaty with Norland?", "Eastmark"),
    short("ally-eastmark", "Norland signed a deal. Who did the deal renew ties with?", "Eastmark"),
    short(
        "ally-eastmark",
        "With whom did Norland and Sudland talk before the two countries met?",
        "Eastmark",
    ),
    short(
        "seal-island-start", "In which year do exercises on the island Seal Island start?", "2027"
    ),
    choice(fact="unknown-fact", stem="What is asked for?"),
)


@pytest.mark.parametrize("question", GOOD, ids=lambda question: getattr(question, "stem", "")[:40])
def test_a_good_question_raises_no_alarm(question: Question, checking: CheckContext) -> None:
    assert check_question(question, checking) == ()


def sailors(stem: str, *wrong: str) -> MultipleChoice:
    return choice(
        fact="sailors-in-norland",
        stem=stem,
        key="About 50,000",
        wrong=tuple((text, "") for text in wrong),
    )


FAULTY: tuple[tuple[str, str, str, Question], ...] = (
    ("wrong key", "key", "options.a.text", choice(key="Ravnsund")),
    ("wrong number", "key", "value", numeric("How many sailors has the Third Squadron?", "3500")),
    ("number for a town", "key", "value", numeric("How many?", "3", "pact-signed-where")),
    ("key in the stem", "key", "stem", choice(stem="Which city, Port Arden or another, was it?")),
    (
        "half of the key in the stem",
        "key",
        "stem",
        card("pact-signed-where", "Near Arden woods, where was a pact signed?", "Port Arden"),
    ),
    ("number in the stem", "key", "stem", numeric("Has the squadron about 3,400 sailors?", "3400")),
    (
        "key beside its pair",
        "key",
        "stem",
        matching(
            ("Squadron of Kallvik", "Kallvik", "home-of-fourth"),
            ("Sixth", "Vestby", "home-of-sixth"),
        ),
    ),
    (
        "date in an item",
        "key",
        "items.pact-drafted.text",
        ordering(
            ("It was May 2021 when they drafted the pact", "pact-drafted"),
            ("Revised", "pact-revised"),
        ),
    ),
    ("pronoun", "references", "stem", choice(stem="Where did they sign the Harbour Pact?")),
    ("bare definite", "references", "stem", choice(stem="In which city was the agreement signed?")),
    ("both sides", "references", "stem", choice(stem="In which city did both sides meet?")),
    (
        "a date names nobody",
        "references",
        "stem",
        choice(stem="In which city in January 2023 did the ministers meet?"),
    ),
    ("opener", "references", "stem", verdict("pact-signed-where", f"However, {SIGNED}", key=True)),
    ("demonstrative", "references", "stem", choice(stem="In which city was this pact signed?")),
    (
        "pronoun in the key",
        "references",
        "back",
        card("kallvik-closes", "Why does a harbour close in winter?", "Its ice"),
    ),
    (
        "pronoun in an item",
        "references",
        "items.pact-drafted.text",
        ordering(("They drafted a pact", "pact-drafted"), ("The pact was revised", "pact-revised")),
    ),
    (
        "negation lost",
        "flags",
        "stem",
        verdict("harbour-will-not-grow", "Anna Berg says that the harbour will grow.", key=True),
    ),
    (
        "negation added",
        "flags",
        "stem",
        choice(stem="In which city did Norland not sign the pact?"),
    ),
    (
        "hedge lost",
        "flags",
        "stem",
        verdict("exercise-begins", "The exercise Grey Seal begins on 13 January 2023.", key=True),
    ),
    (
        "speaker lost",
        "flags",
        "stem",
        verdict("harbour-will-not-grow", "The harbour of Port Arden will not grow.", key=True),
    ),
    ("yesterday", "time", "stem", choice(stem="In which city was a pact signed yesterday?")),
    (
        "yesterday of a year",
        "time",
        "stem",
        choice(stem="Where in 2023 was a pact signed yesterday?"),
    ),
    ("weekday", "time", "stem", choice(stem="In which city was a pact signed on Wednesday?")),
    ("last year", "time", "stem", choice(stem="In which city was a pact signed last year?")),
    (
        "alias as a wrong option",
        "one-answer",
        "options.b.text",
        choice(
            fact="article-iv-covers",
            stem="What covers cyber attacks?",
            key="Article IV",
            wrong=(("Article 4", ""), ("Article VII", "")),
        ),
    ),
    (
        "part of the name as a wrong option",
        "one-answer",
        "options.b.text",
        choice(
            fact="norland-trade",
            stem="Who was minister?",
            key="Anna Berg",
            wrong=(("A. Berg Anna", ""), ("Eva Falk", "")),
        ),
    ),
    (
        "another right answer as wrong",
        "one-answer",
        "options.c.text",
        responses(
            ("Ostland", "condemned-ostland"),
            ("Highland", "ally-highland"),
            ("Westland", "condemned-westland"),
            keys=("a",),
        ),
    ),
    (
        "another right answer not accepted",
        "one-answer",
        "accepted",
        short(
            "condemned-ostland", "Whom did the ministers of Norland and Sudland condemn?", "Ostland"
        ),
    ),
    (
        "a right side for two",
        "one-answer",
        "pairs.1.right",
        matching(
            ("Foes of Norland", "Ostland", "condemned-ostland"),
            ("Foes of Sudland", "Westland", "condemned-westland"),
        ),
    ),
    (
        "option in the evidence",
        "true-option",
        "options.b.text",
        choice(wrong=(("Sudland", ""), ("Kallvik", ""))),
    ),
    (
        "value in conflict",
        "true-option",
        "options.b.text",
        choice(
            fact="signed-by-borg",
            stem="According to NNA, who signed the Harbour Pact for Norland?",
            key="Anna Borg",
            wrong=(("Anna Berg", ""), ("Eva Falk", "")),
        ),
    ),
    (
        "option linked with a fact that says something else",
        "true-option",
        "options.b.text",
        choice(wrong=(("Kallvik", "home-of-sixth"), ("Vestby", ""))),
    ),
    (
        "long key",
        "levels",
        "options.a.text",
        choice(
            key="the well-known trading town of Port Arden on the coast",
            wrong=(("Kallvik", ""), ("Vestby", "")),
        ),
    ),
    (
        "another level",
        "levels",
        "options.b.text",
        choice(wrong=(("Highland", "ally-highland"), ("Vestby", ""))),
    ),
    (
        "number beside words",
        "levels",
        "options.b.text",
        sailors("How many sailors live in Norland?", "A great many", "About 7,000"),
    ),
    ("open bracket", "form", "stem", choice(stem="In which city (of Norland was it?")),
    ("open quotation", "form", "stem", choice(stem="In which “city was it signed?")),
    (
        "split number",
        "form",
        "text",
        cloze("port-spending", "Norland will spend ${{1}} on it.", "2"),
    ),
    (
        "digits beside a gap",
        "form",
        "text",
        cloze("squadron-moves", "It moves by 20{{1}}.", "2025"),
    ),
    ("space before a comma", "form", "stem", choice(stem="In which city , Norland's, was it?")),
    ("two spaces", "form", "stem", choice(stem="In which  city of Norland was it?")),
    ("broken key", "form", "options.a.text", choice(key="Port Arden (Norland")),
    ("no full stop", "form", "stem", verdict("pact-signed-where", SIGNED[:-1], key=True)),
    ("no full stop in a cloze", "form", "text", cloze("squadron-moves", "Moves {{1}} and", "2025")),
    ("small letter", "form", "stem", choice(stem="in which city was the pact signed?")),
    ("who for a town", "form", "stem", choice(stem="Who signed the Harbour Pact?")),
    ("who for a number", "form", "stem", numeric("Who is in the Third Squadron?", "3400")),
    ("when for a town", "form", "stem", choice(stem="When was the Harbour Pact signed?")),
    (
        "where for a date",
        "form",
        "stem",
        card("pact-drafted", "Where was it all done?", "May 2021"),
    ),
    ("how many for a town", "form", "stem", choice(stem="How many cities signed?")),
    (
        "what for a person",
        "form",
        "stem",
        short("norland-premier", "What was Norland's premier?", "Eva Falk"),
    ),
    (
        "which year for a day",
        "form",
        "stem",
        card("pact-signed", "In which year was it signed?", "11 January 2023"),
    ),
    (
        "two changes",
        "true-false",
        "stem",
        verdict(
            "pact-signed-where",
            "Norland and Eastmark signed the Harbour Pact in the town of Vestby.",
            key=False,
            correction="Port Arden",
        ),
    ),
    (
        "bounded number",
        "true-false",
        "stem",
        verdict(
            "grey-seal-size",
            "More than 3,000 sailors took part in the exercise Grey Seal.",
            key=False,
            correction="More than 4,000",
        ),
    ),
    (
        "altered quotation",
        "true-false",
        "stem",
        verdict(
            "harbour-will-not-grow",
            "Anna Berg said: “The harbour shrinks.”",
            key=False,
            correction="not grow",
        ),
    ),
    (
        "false but true",
        "true-false",
        "stem",
        verdict("pact-signed-where", SIGNED, key=False, correction="Port Arden"),
    ),
    (
        "another fact marked false",
        "true-false",
        "stem",
        verdict(
            "pact-signed-where",
            "The Harbour Pact was drafted in May 2021.",
            key=False,
            correction="Port Arden",
        ),
    ),
    (
        "true but another value",
        "true-false",
        "stem",
        verdict("pact-signed-where", SIGNED.replace("Port Arden", "Vestby"), key=True),
    ),
    (
        "no correction",
        "true-false",
        "correction",
        verdict("pact-signed-where", SIGNED.replace("Port Arden", "Vestby"), key=False),
    ),
    (
        "wrong correction",
        "true-false",
        "correction",
        verdict(
            "pact-signed-where",
            SIGNED.replace("Port Arden", "Vestby"),
            key=False,
            correction="Kallvik",
        ),
    ),
    ("long stem", "length", "stem", choice(stem="In which city " + "of many " * 16 + "was it?")),
    ("long option", "length", "options.b.text", choice(wrong=(("one " * 17, ""), ("Vestby", "")))),
    (
        "long typed answer",
        "length",
        "accepted",
        short("spending-period", "How long?", "over five years or about that long"),
    ),
    (
        "open conflict",
        "conflict",
        "stem",
        card("signed-by-borg", "Who signed the Harbour Pact for Norland?", "Anna Borg"),
    ),
)


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
    elsewhere = {"evidence", "duplicate"}
    assert {row[1] for row in FAULTY} | elsewhere == set(CHECKS)


def context_with(checking: CheckContext, **changes: object) -> CheckContext:
    facts = [
        dataclasses.replace(fact, **changes) if fact.id == "pact-signed-where" else fact  # type: ignore[arg-type]
        for fact in checking.index.facts
    ]
    return CheckContext.around(facts, checking.sources.values())


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


def test_a_fact_without_evidence_needs_none(checking: CheckContext) -> None:
    assert check_question(choice(), context_with(checking, evidence=())) == ()


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
    assert "first" in findings[0].message
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


def test_true_and_false_of_one_fact_are_two_forms(checking: CheckContext) -> None:
    false = verdict(
        "pact-signed-where",
        SIGNED.replace("Port Arden", "Vestby"),
        key=False,
        correction="Port Arden",
    )
    context = dataclasses.replace(checking, questions=(dataclasses.replace(false, id="false"),))
    assert check_question(verdict("pact-signed-where", SIGNED, key=True), context) == ()


def test_a_settled_conflict_blocks_nothing(checking: CheckContext) -> None:
    facts = [
        dataclasses.replace(fact, status=FactStatus.RETIRED)
        if fact.id == "signed-by-berg"
        else fact
        for fact in checking.index.facts
    ]
    context = CheckContext.around(facts, checking.sources.values())
    question = card("signed-by-borg", "Who signed the Harbour Pact for Norland?", "Anna Borg")
    assert check_question(question, context) == ()


def test_an_answer_that_is_its_own_speaker_needs_no_naming(checking: CheckContext) -> None:
    facts = [
        dataclasses.replace(fact, flags=Flags(attributed_to="Eva Falk"))
        if fact.id == "norland-premier"
        else fact
        for fact in checking.index.facts
    ]
    context = CheckContext.around(facts, checking.sources.values())
    question = short("norland-premier", "Who was prime minister of Norland in 2023?", "Eva Falk")
    assert check_question(question, context) == ()


def test_a_range_is_a_right_key(checking: CheckContext) -> None:
    question = dataclasses.replace(
        numeric("How many sailors belong to the Coast Guard?", "1800", "coast-guard-size"),
        upper=Decimal(2000),
    )
    assert check_question(question, checking) == ()


def test_the_right_options_of_other_kinds_are_none() -> None:
    assert right_options(numeric("How many?", "3400")) == ()


def test_a_bounded_fact_may_be_told_as_true(checking: CheckContext) -> None:
    fact = checking.index.by_id["grey-seal-size"]
    assert isinstance(fact.value, Quantity)
    assert check_question(verdict(fact.id, fact.statement, key=True), checking) == ()


def test_one_gap_and_two_gaps_in_one_sentence_are_different_questions(
    checking: CheckContext,
) -> None:
    one = cloze("squadron-moves", "The squadron of 2 ships moves by {{1}}.", "2025")
    gaps = (Gap("1", ("2025",), "squadron-moves"), Gap("2", ("2",), "port-spending"))
    two = Cloze(
        id="two",
        topic="pact",
        stem="Fill the gaps.",
        text="The squadron of {{2}} ships moves by {{1}}.",
        gaps=gaps,
    )
    context = dataclasses.replace(checking, questions=(two,))
    assert check_question(one, context) == ()
