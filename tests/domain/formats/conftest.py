"""Small banks to write, read and break."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from quizapp.domain.banks import Bank, Topic
from quizapp.domain.facts import Evidence, Fact, FactKind, FactStatus, Quantity, Source
from quizapp.domain.formats.native import write_bank
from quizapp.domain.questions import MultipleChoice as Choice
from quizapp.domain.questions import Option, QuestionStatus, TrueFalse

Files = dict[str, bytes]


@pytest.fixture
def bank() -> Bank:
    return Bank(
        id="alliance",
        title="The alliance",
        topics=(Topic("forces", "Forces"),),
        sources=(
            Source(
                id="upi",
                title="Marines reorganise",
                publisher="UPI",
                published="2023-01-11",
                text="The regiment has 2,000 marines.\n\nIt stays in Okinawa.",
            ),
        ),
        facts=(
            Fact(
                id="regiment-size",
                topic="forces",
                kind=FactKind.QUANTITY,
                subject="the regiment",
                relation="has",
                statement="The regiment has 2,000 marines.",
                value=Quantity(Decimal(2000), "marines", "people", "2,000"),
                evidence=(Evidence("upi", "has 2,000 marines", "2,000"),),
                status=FactStatus.APPROVED,
            ),
        ),
        questions=(
            Choice(
                id="regiment-size-choice",
                topic="forces",
                stem="How many marines does the regiment have?",
                fact="regiment-size",
                options=(Option("a", "2,000"), Option("b", "3,000")),
                key="a",
                status=QuestionStatus.PUBLISHED,
            ),
            TrueFalse(
                id="regiment-size-true",
                topic="forces",
                stem="The regiment has 2,000 marines.",
                fact="regiment-size",
                key=True,
            ),
        ),
    )


@pytest.fixture
def files(bank: Bank) -> Files:
    return write_bank(bank)


@pytest.fixture
def replaced(files: Files) -> Callable[[str, str, str], Files]:
    """Return the files with one piece of text exchanged, which must stand in the file."""

    def replace(path: str, old: str, new: str) -> Files:
        text = files[path].decode()
        assert old in text
        return files | {path: text.replace(old, new, 1).encode()}

    return replace
