"""A small bank with a question of every kind, and what the forms of a browser send for it."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask import Flask
from sqlalchemy import select

from quizapp.banks.models import Fact as FactRow
from quizapp.banks.models import Question as QuestionRow
from quizapp.banks.models import QuestionVersion
from quizapp.db import db, transaction
from quizapp.domain.banks import Bank, Topic
from quizapp.domain.facts import (
    Date,
    Entity,
    Evidence,
    Fact,
    FactKind,
    FactStatus,
    Quantity,
    Source,
)
from quizapp.domain.questions import (
    Cloze,
    Criterion,
    Essay,
    Flashcard,
    Gap,
    Item,
    Level,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    Origin,
    Pair,
    Question,
    QuestionKind,
    QuestionStatus,
    ShortAnswer,
    TrueFalse,
)
from quizapp.jobs.upkeep import BankUpkeep
from tests import kept_banks

SLUG = "rivers"
TEXT = (
    "The Elbe reaches the sea at Cuxhaven. The Weser reaches the sea at Bremerhaven.\n"
    "The Rhine reaches the sea at Rotterdam. The Elbe is 1,094 kilometres long.\n"
    "The bridge of Torgau was opened in 1995. The bridge of Pirna was opened in 1875.\n"
)
_CITIES = {"elbe": "Cuxhaven", "weser": "Bremerhaven", "rhine": "Rotterdam"}


def _city(river: str, city: str) -> Fact:
    sentence = f"The {river.capitalize()} reaches the sea at {city}."
    return Fact(
        id=f"{river}-mouth",
        topic="mouths",
        kind=FactKind.PLACE,
        subject=f"the {river.capitalize()}",
        relation="reaches the sea at",
        statement=sentence,
        value=Entity(city, "city"),
        question=f"At which city does the {river.capitalize()} reach the sea?",
        evidence=(Evidence("atlas", sentence, city),),
        status=FactStatus.APPROVED,
    )


def _bridge(town: str, year: str) -> Fact:
    sentence = f"The bridge of {town} was opened in {year}."
    return Fact(
        id=f"{town.lower()}-bridge",
        topic="bridges",
        kind=FactKind.DATE,
        subject=f"the bridge of {town}",
        relation="was opened in",
        statement=sentence,
        value=Date(year, year),
        question=f"In which year was the bridge of {town} opened?",
        evidence=(Evidence("atlas", sentence, year),),
        status=FactStatus.APPROVED,
    )


def _length() -> Fact:
    sentence = "The Elbe is 1,094 kilometres long."
    return Fact(
        id="elbe-length",
        topic="mouths",
        kind=FactKind.QUANTITY,
        subject="the Elbe",
        relation="is long",
        statement=sentence,
        value=Quantity(Decimal(1094), "kilometres", "kilometres", "1,094 kilometres"),
        question="How long is the Elbe?",
        evidence=(Evidence("atlas", sentence, "1,094 kilometres"),),
        status=FactStatus.APPROVED,
    )


def questions() -> dict[QuestionKind, Question]:
    """Return a published question of each kind; every one passes its checks."""
    mouths = {"topic": "mouths", "status": QuestionStatus.PUBLISHED, "origin": Origin.ENGINE}
    bridges = {**mouths, "topic": "bridges"}
    options = tuple(
        Option(letter, city, f"{river}-mouth")
        for letter, (river, city) in zip("abc", _CITIES.items(), strict=True)
    )
    made: tuple[Question, ...] = (
        MultipleChoice(
            id="choice",
            stem="At which city does the Elbe reach the sea?",
            fact="elbe-mouth",
            options=options,
            key="a",
            **mouths,
        ),
        MultipleResponse(
            id="response",
            stem="Which of these cities stand at the mouth of a river?",
            options=(
                Option("a", "Cuxhaven", "elbe-mouth"),
                Option("b", "Bremerhaven", "weser-mouth"),
                Option("c", "Innsbruck"),
            ),
            keys=("a", "b"),
            **mouths,
        ),
        TrueFalse(
            id="verdict",
            stem="The Weser reaches the sea at Bremerhaven.",
            fact="weser-mouth",
            key=True,
            **mouths,
        ),
        ShortAnswer(
            id="typed",
            stem="At which city does the Rhine reach the sea?",
            fact="rhine-mouth",
            accepted=("Rotterdam",),
            **mouths,
        ),
        Numeric(
            id="number",
            stem="How long is the Elbe?",
            fact="elbe-length",
            value=Decimal(1094),
            units=("kilometres", "km"),
            **mouths,
        ),
        Cloze(
            id="gaps",
            stem="Fill the gap.",
            text="The Elbe reaches the sea at {{1}}.",
            gaps=(Gap("1", ("Cuxhaven",), "elbe-mouth"),),
            **mouths,
        ),
        Matching(
            id="pairs",
            stem="Match each river with the city at its mouth.",
            pairs=(
                Pair("a", "the Elbe", "Cuxhaven", "elbe-mouth"),
                Pair("b", "the Weser", "Bremerhaven", "weser-mouth"),
            ),
            **mouths,
        ),
        Ordering(
            id="order",
            stem="Put these in order, the earliest first.",
            items=(
                Item("a", "The bridge of Pirna was opened.", "pirna-bridge"),
                Item("b", "The bridge of Torgau was opened.", "torgau-bridge"),
            ),
            **bridges,
        ),
        Essay(
            id="essay",
            stem="Should the old bridges be kept?\nGive two reasons.",
            least_words=50,
            most_words=150,
            criteria=(
                Criterion(
                    "a",
                    "Reasons",
                    (
                        Level("Two", Decimal(4), "both follow from the atlas"),
                        Level("One", Decimal(2)),
                        Level("Missing", Decimal(0)),
                    ),
                ),
                Criterion(
                    "b", "Language", (Level("Clear", Decimal("1.5")), Level("Poor", Decimal(0)))
                ),
            ),
            **bridges,
        ),
        Flashcard(
            id="card",
            stem="In which year was the bridge of Pirna opened?",
            fact="pirna-bridge",
            back="1875",
            **bridges,
        ),
    )
    return {question.kind: question for question in made}


def bank(**changed: Any) -> Bank:
    """Return the bank."""
    facts = [_city(*each) for each in _CITIES.items()]
    facts += [_length(), _bridge("Torgau", "1995"), _bridge("Pirna", "1875")]
    made = Bank(
        id=SLUG,
        title="Rivers",
        topics=(Topic("mouths", "Mouths"), Topic("bridges", "Bridges")),
        sources=(Source("atlas", "An atlas", "A publisher", "2020", TEXT),),
        facts=tuple(facts),
        questions=tuple(questions().values()),
    )
    return replace(made, **changed)


def load(app: Flask, now: datetime, content: Bank | None = None) -> None:
    """Put the bank into the app's database."""
    with app.app_context(), transaction() as session:
        kept_banks.load(session, content or bank(), now, loaded_hash="test")


def check_all(app: Flask) -> None:
    """Let every bank that was changed be checked, as an idle worker does."""
    upkeep = BankUpkeep()
    with app.app_context():
        while upkeep.work_once():
            pass


def question_row(slug: str) -> QuestionRow:
    """Return the row of a question; needs an app context."""
    return db.session.scalars(select(QuestionRow).where(QuestionRow.slug == slug)).one()


def fact_row(slug: str) -> FactRow:
    """Return the row of a fact; needs an app context."""
    return db.session.scalars(select(FactRow).where(FactRow.slug == slug)).one()


def version_numbers(slug: str) -> list[int]:
    """Return the numbers of a question's versions; needs an app context."""
    statement = (
        select(QuestionVersion.number)
        .join(QuestionRow, QuestionRow.id == QuestionVersion.question_id)
        .where(QuestionRow.slug == slug)
        .order_by(QuestionVersion.number)
    )
    return list(db.session.scalars(statement))
