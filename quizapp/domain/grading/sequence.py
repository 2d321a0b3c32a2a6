"""Marks of what is put together: matched pairs, and items in order."""

from __future__ import annotations

from collections import Counter

from quizapp.domain.answers import Matched, Ordered, Outcome, PartMark
from quizapp.domain.grading.marks import NO_FIT, Grader, Judgement, Unusable, share
from quizapp.domain.questions import Matching, Ordering


def _judge_matching(question: Matching, answer: Matched) -> Judgement | Unusable:
    if not answer.pairs:
        return Unusable(Outcome.BLANK)
    given = dict(answer.pairs)
    rights = set(question.rights)
    known = {pair.id for pair in question.pairs}
    if len(given) != len(answer.pairs) or not given.keys() <= known:
        return NO_FIT
    if not rights.issuperset(given.values()):
        return NO_FIT
    facts = {pair.right: pair.fact for pair in question.pairs}
    parts = []
    for pair in question.pairs:
        text = given.get(pair.id, "")
        meant = facts.get(text, "")
        parts.append(
            PartMark(
                pair.id,
                pair.fact,
                right=text == pair.right,
                guess=1 / len(rights),
                given=text,
                expected=pair.right,
                answered=pair.id in given,
                confused_with="" if meant == pair.fact else meant,
            )
        )
    return share(tuple(parts))


def _judge_ordering(question: Ordering, answer: Ordered) -> Judgement | Unusable:
    if not answer.places:
        return Unusable(Outcome.BLANK)
    given = dict(answer.places)
    count = len(question.items)
    if len(given) != len(answer.places) or not given.keys() <= {item.id for item in question.items}:
        return NO_FIT
    if not all(1 <= place <= count for place in given.values()):
        return NO_FIT
    takers = Counter(given.values())
    parts = []
    for right_place, item in enumerate(question.items, 1):
        place = given.get(item.id, 0)
        shared = takers[place] > 1
        parts.append(
            PartMark(
                item.id,
                item.fact,
                right=place == right_place and not shared,
                guess=1 / count,
                given=_in_words(place) if place else "",
                expected=_in_words(right_place),
                answered=place > 0,
                note="You gave this place to more than one." if shared else "",
            )
        )
    return share(tuple(parts))


def _in_words(place: int) -> str:
    return f"Place {place}"


MATCHING = Grader(
    "The share of pairs that are right.",
    Matched,
    lambda question: tuple(pair.right for pair in question.pairs),
    _judge_matching,
)
ORDERING = Grader(
    "The share of items at their right place; a place given to several items counts for none.",
    Ordered,
    lambda question: tuple(_in_words(place) for place in range(1, len(question.items) + 1)),
    _judge_ordering,
)
