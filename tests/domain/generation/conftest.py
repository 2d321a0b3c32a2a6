"""The harbour bank, and what is made of it: values that no test can change."""

from __future__ import annotations

import pytest

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.checks import CheckContext
from quizapp.domain.generation.pipeline import Generated, generate
from quizapp.domain.generation.writers import WritingContext
from tests.domain.generation.harbour import FACTS, HARBOUR, WIRE


@pytest.fixture(scope="session")
def facts() -> tuple[Fact, ...]:
    return FACTS


@pytest.fixture(scope="session")
def sources() -> tuple[Source, ...]:
    return (HARBOUR, WIRE)


@pytest.fixture(scope="session")
def writing(facts: tuple[Fact, ...], sources: tuple[Source, ...]) -> WritingContext:
    return WritingContext.of(facts, sources)


@pytest.fixture(scope="session")
def checking(facts: tuple[Fact, ...], sources: tuple[Source, ...]) -> CheckContext:
    return CheckContext.around(facts, sources)


@pytest.fixture(scope="session")
def made(facts: tuple[Fact, ...], sources: tuple[Source, ...]) -> Generated:
    return generate(facts, sources)
