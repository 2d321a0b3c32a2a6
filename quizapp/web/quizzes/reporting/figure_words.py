"""What the figures of a question say, in words for teachers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.statistics.figures import ItemFigures
from quizapp.domain.statistics.flags import Flag, Raised

TITLES: Mapping[Flag, str] = {
    Flag.KEY_DOUBTED: "The key may be wrong",
    Flag.REVERSED: "Strong learners do worse",
    Flag.GUESSED: "Guessing would do as well",
    Flag.TOO_HARD: "Hardly anybody gets it",
    Flag.LEFT_EMPTY: "Many leave it empty",
    Flag.FLAT: "Does not tell who knows",
    Flag.KNOWN_BY_ALL: "Everybody knows it",
    Flag.UNUSED: "Wrong answers that nobody takes",
}

_URGENT = frozenset({Flag.KEY_DOUBTED, Flag.REVERSED})


@dataclass(frozen=True, slots=True)
class SaidFlag:
    """A flag as a teacher reads it: in a few words, and with what is behind it.

    It ``is_urgent`` where marks may be unjust, and not only the question dull.
    """

    title: str
    reason: str
    is_urgent: bool


def said_flag(raised: Raised, figures: ItemFigures, texts: Mapping[str, str]) -> SaidFlag:
    """Return a flag in words; ``texts`` are those of the options by their ids."""
    reason = _reason(raised, figures, [texts.get(each, each) for each in raised.options])
    return SaidFlag(TITLES[raised.flag], reason, raised.flag in _URGENT)


def _reason(raised: Raised, figures: ItemFigures, options: list[str]) -> str:
    named = _listed([f"“{each}”" for each in options])
    match raised.flag:
        case Flag.KEY_DOUBTED:
            return (
                f"Of the best third of the class more chose {named} than what counts as right. "
                "Look at the key first; if it is right, look for what misleads them."
            )
        case Flag.REVERSED:
            return (
                "Those who did well in the rest of the quiz did worse here than the others. The "
                "key may be wrong, or the wording may mislead whoever knows more."
            )
        case Flag.GUESSED:
            return (
                f"{percent(figures.facility)} was earned; who only guesses earns "
                f"{percent(figures.asked.guess)} on average."
            )
        case Flag.TOO_HARD:
            return f"Only {percent(figures.facility)} of its points was earned."
        case Flag.LEFT_EMPTY:
            return (
                f"{figures.empty} of {figures.learners} gave no answer. Perhaps time was short, or "
                "the question is not understood."
            )
        case Flag.FLAT:
            return (
                "Those who did well in the rest of the quiz and those who did badly do about as "
                "well here. It may ask for something else than the other questions do."
            )
        case Flag.KNOWN_BY_ALL:
            return (
                "That is fine where it shall be so, as at the beginning; but it tells nobody from "
                "anybody."
            )
        case Flag.UNUSED:
            return f"Nobody chose {named}. A wrong answer that tempts nobody makes guessing easier."


def percent(share: float) -> str:
    """Return a share, 0 to 1, as the nearest whole per cent."""
    return f"{round(100 * share)} %"


def signed(value: float) -> str:
    """Return a figure from -1 to 1 with two places and a minus that is one."""
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00").replace("-", "−")


def spoken_seconds(seconds: float) -> str:
    """Return a time in seconds as people say it: “34 s”, “2 min 5 s”."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole % 60 else f"{whole // 60} min"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
