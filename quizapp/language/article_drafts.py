"""What was made of one article, as a value: light to import, for those who only pass it on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.domain.facts import Fact, Source
from quizapp.domain.questions import Question

if TYPE_CHECKING:
    from quizapp.domain.generation.conflicts import Conflict
    from quizapp.domain.generation.pipeline import Filtered

Known = tuple[Source, tuple[Fact, ...]]
"""An article of the bank and the facts that are known from it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact of the bank that the article says to be over, since when, and why, for people.

    ``by`` is the id of the fact that holds now; empty where the article has no fact of it.
    """

    fact: str
    until: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleDrafts:
    """What was made of one article.

    ``questions`` come best first, and after the first ``central`` they ask for what stands on the
    edge of the article; ``features`` are what their rank was made of, by their ids.
    ``held`` did not pass or were one too many. ``conflicts`` are with articles of the bank, and
    ``changes`` what they say that no longer holds.
    """

    source: Source
    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    features: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    held: tuple[Filtered, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    central: int | None = None
