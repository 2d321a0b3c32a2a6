"""Figures of item analysis as plain values for storage, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from quizapp.domain.statistics.figures import Asked, ItemFigures, QuizFigures, Thirds, Use
from quizapp.domain.statistics.moments import Moments


def quiz_to_dict(figures: QuizFigures) -> dict[str, Any]:
    """Return the figures of a quiz as values that JSON can hold."""
    return asdict(figures)


def quiz_from_dict(stored: Mapping[str, Any]) -> QuizFigures:
    """Return the figures that were stored."""
    return QuizFigures(**stored)


def item_to_dict(figures: ItemFigures) -> dict[str, Any]:
    """Return the figures of a question as values that JSON can hold."""
    return asdict(figures) | {
        "asked": {**asdict(figures.asked), "right": sorted(figures.asked.right)}
    }


def item_from_dict(stored: Mapping[str, Any]) -> ItemFigures:
    """Return the figures that were stored."""
    asked = stored["asked"]
    return ItemFigures(
        **{
            **stored,
            "asked": Asked(asked["guess"], tuple(asked["options"]), frozenset(asked["right"])),
            "rest": Moments(**stored["rest"]),
            "thirds": _thirds(stored["thirds"]),
            "options": {option: _use(use) for option, use in stored["options"].items()},
            "empty_use": _use(stored["empty_use"]),
        }
    )


def _use(stored: Mapping[str, Any]) -> Use:
    return Use(stored["learners"], _thirds(stored["thirds"]))


def _thirds(stored: Mapping[str, Any] | None) -> Thirds | None:
    return None if stored is None else Thirds(**stored)
