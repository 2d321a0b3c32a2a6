"""Matrices of shares as responses, a row for each learner."""

from quizapp.domain.statistics.analysis import analyse
from quizapp.domain.statistics.figures import Asked

CHOICE = Asked(0.25, ("A", "B", "C", "D"), frozenset("A"))


def responses_of(matrix, worths=None):
    """None in the matrix is a question that the learner was not asked."""
    worths = worths or [1.0] * len(matrix[0])
    return [
        (learner, item, float(share), float(worths[item]), (), False, None)
        for learner, row in enumerate(matrix)
        for item, share in enumerate(row)
        if share is not None
    ]


def analysed(matrix, worths=None):
    return analyse(responses_of(matrix, worths), {})


def choosing(ticks, beside):
    """One question with options A (right) to D as it was ticked, and another one with shares."""
    rows = []
    for learner, (tick, share) in enumerate(zip(ticks, beside, strict=True)):
        ticked = (tick,) if tick else ()
        rows.append((learner, 0, float(tick == "A"), 1.0, ticked, not tick, None))
        rows.append((learner, 1, float(share), 10.0, (), False, None))
    return analyse(rows, {0: CHOICE}).items[0]
