"""A tiny bank with every kind of question, and the fields a browser sends to answer them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import Role, User
from quizapp.accounts.visitors import Visitor
from quizapp.banks.importing import LoadReport, load_bank
from quizapp.banks.models import Bank as BankRow
from quizapp.banks.models import MemberRole, Membership, Visibility
from quizapp.domain.banks import Bank, Topic
from quizapp.domain.facts import Date, Entity, Evidence, Fact, FactKind, FactStatus, Source, Text
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
    Pair,
    Question,
    QuestionStatus,
    ShortAnswer,
    TrueFalse,
)

Fields = dict[str, list[str]]

BRIEF = Source(
    id="brief",
    title="A light on Arnholm",
    publisher="The Harbour Post",
    published="2023-01-11",
    url="https://harbour.example/arnholm",
    text=(
        "The lighthouse stands on Arnholm. Its keeper was Ida Berg. It is 42 metres tall.\n\n"
        "Work on it began in 1868. It was lit in 1871. It was closed in 1990.\n\n"
        "Its walls are of granite. Its light is red."
    ),
)
PUBLISHED = QuestionStatus.PUBLISHED


def fact(name: str, value: Any, statement: str, **changes: Any) -> Fact:
    """Return an approved fact that its own statement in the brief proves."""
    given: dict[str, Any] = {
        "id": name,
        "topic": "tower",
        "kind": FactKind.STATEMENT,
        "subject": "the lighthouse",
        "relation": name,
        "statement": statement,
        "value": value,
        "evidence": (Evidence("brief", statement, value.text),),
        "status": FactStatus.APPROVED,
    }
    return Fact(**given | changes)


FACTS = (
    fact("place", Entity("Arnholm", "island"), "The lighthouse stands on Arnholm."),
    fact("keeper", Entity("Ida Berg", "person"), "Its keeper was Ida Berg."),
    fact("height", Text("42 metres"), "It is 42 metres tall."),
    fact("begun", Date("1868", "1868"), "Work on it began in 1868.", topic="history"),
    fact("lit", Date("1871", "1871"), "It was lit in 1871.", topic="history"),
    fact("closed", Date("1990", "1990"), "It was closed in 1990.", topic="history"),
    fact("walls", Text("granite"), "Its walls are of granite."),
    fact("light", Text("red"), "Its light is red."),
    fact("nickname", Text("Old Ida"), "Sailors call it Old Ida.", evidence=()),
)


def choice(name: str = "keeper-choice", **changes: Any) -> MultipleChoice:
    """Return a multiple choice about the keeper."""
    given: dict[str, Any] = {
        "id": name,
        "topic": "tower",
        "stem": "Who kept the lighthouse?",
        "fact": "keeper",
        "options": (
            Option("right", "Ida Berg"),
            Option("place", "Arnholm", "place"),
            Option("other", "Jon Lund"),
        ),
        "key": "right",
        "status": PUBLISHED,
    }
    return MultipleChoice(**given | changes)


QUESTIONS: tuple[Question, ...] = (
    choice(),
    MultipleResponse(
        id="tower-response",
        topic="tower",
        stem="What is true of the tower?",
        options=(
            Option("granite", "Its walls are granite", "walls"),
            Option("red", "Its light is red", "light"),
            Option("brick", "Its walls are brick"),
            Option("keeper", "It is called Ida Berg", "keeper"),
        ),
        keys=("granite", "red"),
        status=PUBLISHED,
    ),
    TrueFalse(
        id="height-verdict",
        topic="tower",
        stem="The lighthouse is 24 metres tall.",
        fact="height",
        key=False,
        correction="42 metres",
        status=PUBLISHED,
    ),
    ShortAnswer(
        id="place-short",
        topic="tower",
        stem="On which island does it stand?",
        fact="place",
        accepted=("Arnholm", "the isle of Arnholm"),
        status=PUBLISHED,
    ),
    Numeric(
        id="height-number",
        topic="tower",
        stem="How tall is it?",
        fact="height",
        value=Decimal(42),
        units=("metres", "m"),
        status=PUBLISHED,
    ),
    Cloze(
        id="light-cloze",
        topic="tower",
        stem="Fill the gaps.",
        text="Its {{a}} walls carry a {{b}} light.",
        gaps=(Gap("a", ("granite",), "walls"), Gap("b", ("red",), "light")),
        status=PUBLISHED,
    ),
    Matching(
        id="years-match",
        topic="history",
        stem="Match events and years.",
        pairs=(
            Pair("begun", "Work began", "1868", "begun"),
            Pair("closed", "It was closed", "1990", "closed"),
        ),
        extra=("1955",),
        status=PUBLISHED,
    ),
    Ordering(
        id="years-order",
        topic="history",
        stem="Put these in order.",
        items=(
            Item("begun", "Work began", "begun"),
            Item("lit", "It was lit", "lit"),
            Item("closed", "It was closed", "closed"),
        ),
        status=PUBLISHED,
    ),
    Flashcard(
        id="nickname-card",
        topic="tower",
        stem="What do sailors call it?",
        fact="nickname",
        back="Old Ida",
        status=PUBLISHED,
    ),
)

TOLD_AGAIN = (
    fact("metres", Text("42 metres"), "It is 42 metres tall."),
    fact("stone", Text("granite"), "Its walls are of granite."),
    fact("colour", Text("red"), "Its light is red."),
    fact("first-year", Date("1868", "1868"), "Work on it began in 1868.", topic="history"),
    fact("last-year", Date("1990", "1990"), "It was closed in 1990.", topic="history"),
)


def apart(question: Question) -> Question:
    """Return a question of the tiny bank that shares no fact with the others."""
    match question:
        case Numeric():
            return replace(question, fact="metres")
        case Cloze():
            one, other = question.gaps
            return replace(
                question, gaps=(replace(one, fact="stone"), replace(other, fact="colour"))
            )
        case Matching():
            one, other = question.pairs
            return replace(
                question, pairs=(replace(one, fact="first-year"), replace(other, fact="last-year"))
            )
    return question


def every_kind(**changes: Any) -> Bank:
    """Return the tiny bank so that one quiz asks every kind: no quiz asks for a fact twice."""
    facts = FACTS + TOLD_AGAIN
    return bank(**{"facts": facts, "questions": tuple(map(apart, QUESTIONS))} | changes)


def bank(**changes: Any) -> Bank:
    """Return the tiny bank, or a variant of it."""
    given: dict[str, Any] = {
        "id": "arnholm",
        "title": "Arnholm",
        "description": "A lighthouse and its years.",
        "license": "CC0",
        "topics": (Topic("tower", "The tower"), Topic("history", "Its history")),
        "sources": (BRIEF,),
        "facts": FACTS,
        "questions": QUESTIONS,
    }
    return Bank(**given | changes)


def with_question(question: Question) -> Bank:
    """Return the tiny bank with one question in place of the one of that id, or added."""
    known = {each.id: each for each in QUESTIONS} | {question.id: question}
    return bank(questions=tuple(known.values()))


def with_fact(changed: Fact, **changes: Any) -> Bank:
    """Return the tiny bank with one fact in place of the one of that id, or added."""
    known = {each.id: each for each in FACTS} | {changed.id: changed}
    return bank(facts=tuple(known.values()), **changes)


def without(*names: str) -> Bank:
    """Return the tiny bank without these facts and questions."""
    return bank(
        facts=tuple(each for each in FACTS if each.id not in names),
        questions=tuple(each for each in QUESTIONS if each.id not in names),
    )


def only(*kinds: str) -> Bank:
    """Return the tiny bank with its questions of these kinds only."""
    return bank(questions=tuple(each for each in QUESTIONS if each.kind in kinds))


def load(session: Session, content: Bank, now: datetime, loaded_hash: str = "1") -> LoadReport:
    """Load a bank as its files would be."""
    return load_bank(session, content, loaded_hash=loaded_hash, now=now)


def visitor_of(user: User) -> Visitor:
    """Return somebody as a request of theirs has them."""
    return Visitor(
        id=user.id,
        name=user.name,
        role=Role(user.role),
        is_guest=user.is_guest,
        time_zone="UTC",
        day_starts_at=4,
        new_per_day=10,
        login_id=1,
        seen_at=user.created_at,
    )


def share_with_everyone(session: Session, slug: str) -> None:
    """Let everyone learn in a bank."""
    bank_row = session.scalars(select(BankRow).where(BankRow.slug == slug)).one()
    bank_row.visibility = Visibility.EVERYONE.value
    session.flush()


def join(
    session: Session, slug: str, user: User, now: datetime, role: MemberRole = MemberRole.OWNER
) -> None:
    """Give somebody a role in a bank."""
    bank_id = session.scalars(select(BankRow.id).where(BankRow.slug == slug)).one()
    session.add(Membership(bank_id=bank_id, user_id=user.id, role=role.value, created_at=now))
    session.flush()


def right_fields(question: Question, seed: str) -> Fields:
    """Return what a browser sends for the right answer to a question shown with this seed."""
    match question:
        case MultipleChoice():
            return {"choice": [_token(question.shown(seed), {question.key})]}
        case MultipleResponse():
            shown = question.shown(seed)
            return {"choices": _tokens(shown, question.keys)}
        case TrueFalse():
            return {"verdict": [str(question.key).lower()]}
        case ShortAnswer():
            return {"text": [question.accepted[0]]}
        case Numeric():
            return {"text": [str(question.value)]}
        case Cloze():
            gaps = question.shown_gaps
            return {f"gap-{at}": [gap.accepted[0]] for at, gap in enumerate(gaps, 1)}
        case Matching():
            return _matched(question, seed, [pair.right for pair in question.pairs])
        case Ordering():
            return _placed(question, seed, shift=0)
    return {"rating": ["3"]}


def wrong_fields(question: Question, seed: str) -> Fields:
    """Return what a browser sends for an answer of which every part is wrong."""
    match question:
        case MultipleChoice() | MultipleResponse():
            shown = question.shown(seed)
            keys = {question.key} if isinstance(question, MultipleChoice) else set(question.keys)
            wrong = next(option.id for option in shown if option.id not in keys)
            name = "choice" if isinstance(question, MultipleChoice) else "choices"
            return {name: [_token(shown, {wrong})]}
        case TrueFalse():
            return {"verdict": [str(not question.key).lower()]}
        case ShortAnswer():
            return {"text": ["a submarine"]}
        case Numeric():
            return {"text": [str(question.value * 3)]}
        case Cloze():
            return {f"gap-{at}": ["zebra"] for at in range(1, len(question.gaps) + 1)}
        case Matching():
            rights = [pair.right for pair in question.pairs]
            return _matched(question, seed, [*rights[1:], rights[0]])
        case Ordering():
            return _placed(question, seed, shift=1)
    return {"rating": ["1"]}


def prefixed(fields: Fields, position: int) -> Fields:
    """Return fields as a page with all questions sends them."""
    return {f"q{position}-{name}": values for name, values in fields.items()}


def retitled(source: Source = BRIEF, **changes: Any) -> Source:
    """Return a source with something changed."""
    return replace(source, **changes)


def _tokens(shown: Iterable[Option], wanted: Iterable[str]) -> list[str]:
    wanted = set(wanted)
    return [str(at) for at, option in enumerate(shown, 1) if option.id in wanted]


def _token(shown: Iterable[Option], wanted: Iterable[str]) -> str:
    return _tokens(shown, wanted)[0]


def _matched(question: Matching, seed: str, chosen: list[str]) -> Fields:
    rights = question.shown_rights(seed)
    return {f"match-{row}": [str(rights.index(text) + 1)] for row, text in enumerate(chosen, 1)}


def _placed(question: Ordering, seed: str, shift: int) -> Fields:
    places = {item.id: at for at, item in enumerate(question.items)}
    count = len(places)
    return {
        f"place-{token}": [str((places[item.id] + shift) % count + 1)]
        for token, item in enumerate(question.shown_items(seed), 1)
    }
