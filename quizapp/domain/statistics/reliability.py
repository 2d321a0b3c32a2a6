"""How far the points of a quiz can be relied on."""

from __future__ import annotations

import math

from quizapp.domain.statistics.samples import NOISE


def cronbach_alpha(questions: int, of_questions: float, of_totals: float) -> float | None:
    """Return Cronbach's alpha, at most 1, from variances of the same kind (n or n - 1).

    ``of_questions`` is the sum of the variances of that many questions, ``of_totals`` the variance
    of what all earned in them together. None with fewer than two questions, or where all have the
    same total.

    Cronbach, "Coefficient alpha and the internal structure of tests", 1951. It may be below 0.
    """
    if questions < 2 or of_totals <= NOISE:
        return None
    return min(1.0, questions / (questions - 1) * (1 - of_questions / of_totals))


def standard_error(deviation: float, alpha: float | None) -> float | None:
    """Return the standard error of measurement, in what the standard deviation is in.

    None where alpha is not known, or below 0: it would be larger than the deviation.
    """
    # Rounding alone does not put an alpha of 0 below it.
    if alpha is None or alpha < -NOISE:
        return None
    return deviation * math.sqrt(1 - max(alpha, 0.0))
