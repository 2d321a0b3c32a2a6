"""Plain logistic regression over named features, in plain Python: no chance, no dependency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from quizapp.domain.generation.ranking import Weights

STEPS = 30
"""Newton's method needs about eight; what is not there after so many will not come."""
ENOUGH = 1e-7


@dataclass(frozen=True, slots=True)
class Example:
    """Features, and how far the thing is so: 1 that it is, 0 that it is not."""

    features: Mapping[str, float]
    target: float


def fit(examples: Sequence[Example], *, penalty: float, start: Weights | None = None) -> Weights:
    """Return the weights that explain the targets best; an L2 penalty keeps them near ``start``.

    The same examples in the same order give the same weights. The bias bears no penalty worth
    naming. Raises ValueError without examples.
    """
    if not examples:
        raise ValueError("there are no graded drafts to learn from")
    origin = start or Weights()
    names = sorted({name for each in examples for name in each.features} | set(origin.weights))
    place = {name: number for number, name in enumerate(names)}
    bias = len(names)
    goal = [origin.weights.get(name, 0.0) for name in names] + [origin.bias]
    pull = [penalty] * bias + [1e-6]
    rows = [
        [*((place[name], value) for name, value in each.features.items() if value), (bias, 1.0)]
        for each in examples
    ]
    weights = list(goal)
    for _ in range(STEPS):
        slope = [pull[n] * (weights[n] - goal[n]) for n in range(bias + 1)]
        curve = [[0.0] * (bias + 1) for _ in range(bias + 1)]
        for n in range(bias + 1):
            curve[n][n] = pull[n]
        for row, example in zip(rows, examples, strict=True):
            chance = logistic(sum(value * weights[n] for n, value in row))
            spread = chance * (1 - chance)
            for n, value in row:
                slope[n] += (chance - example.target) * value
                line, weight = curve[n], spread * value
                for other, much in row:
                    line[other] += weight * much
        step = solved(curve, slope)
        weights = [weight - each for weight, each in zip(weights, step, strict=True)]
        if max(map(abs, step)) < ENOUGH:
            break
    return Weights(weights[bias], dict(zip(names, weights[:bias], strict=True)))


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Return x of ``matrix`` x = ``right`` for a symmetric positive matrix (Cholesky)."""
    size = len(right)
    low = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - sum(low[i][k] * low[j][k] for k in range(j))
            low[i][j] = rest**0.5 if i == j else rest / low[j][j]
    found = [0.0] * size
    for i in range(size):
        found[i] = (right[i] - sum(low[i][k] * found[k] for k in range(i))) / low[i][i]
    for i in reversed(range(size)):
        found[i] = (found[i] - sum(low[k][i] * found[k] for k in range(i + 1, size))) / low[i][i]
    return found


def log_odds(features: Mapping[str, float], weights: Weights) -> float:
    """Return the log odds that the weights give."""
    known = weights.weights
    return weights.bias + sum(value * known.get(name, 0.0) for name, value in features.items())


def auc(scores: Sequence[float], targets: Sequence[bool]) -> float:
    """Return how often one that is so is scored above one that is not; 0.5 is chance."""
    so = [score for score, target in zip(scores, targets, strict=True) if target]
    others = [score for score, target in zip(scores, targets, strict=True) if not target]
    if not so or not others:
        return 0.5
    above = sum((one > other) + 0.5 * (one == other) for one in so for other in others)
    return above / (len(so) * len(others))


def logistic(value: float) -> float:
    """Return the probability of log odds."""
    return 1 / (1 + exp(-value)) if value >= 0 else exp(value) / (1 + exp(value))
