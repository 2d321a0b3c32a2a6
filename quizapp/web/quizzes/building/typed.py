"""What was typed and ticked beside the questions of a quiz.

Every button of that table sends them, so none of them is lost when one is replaced or taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from flask import flash, request

from quizapp.quizzes import building
from quizapp.quizzes.designs import Item
from quizapp.web.quizzes.building.changing import place_typed
from quizapp.web.quizzes.building.points import NO_POINTS, points_typed


@dataclass(frozen=True, slots=True)
class Typed:
    """Items as they were typed, and which position each of them had before."""

    items: Sequence[Item]
    came_from: Sequence[int]


def typed_onto(items: Sequence[Item], *, sections: int, without: int = 0) -> Typed:
    """Return items with the points, in the sections and by the places that were typed.

    Right answers are shown where that is ticked. One item may be left out. Places order what stands
    in one section: what moves up goes before what has that place, and what moves down goes after
    it. What is no points leaves those that were there, and so does what is no section.
    """

    def rank(position: int) -> tuple[int, int, int, int]:
        place = place_typed(request.form.get(f"place-{position}", ""), position)
        section = section_typed(items[position - 1], position, sections)
        return section, place, (place > position) - (place < position), position

    order = sorted(range(1, len(items) + 1), key=rank)
    kept = [position for position in order if position != without]
    placed = [
        replace(
            _weighted(items[position - 1], position),
            section=section_typed(items[position - 1], position, sections),
            shows_key=_is_key_shown(items[position - 1], position),
        )
        for position in kept
    ]
    return Typed(placed, kept)


def section_typed(item: Item, position: int, sections: int) -> int:
    """Return the number of the section that was chosen for an item; else that which it has."""
    chosen = place_typed(request.form.get(f"section-{position}", ""), -1)
    return chosen if 0 <= chosen <= sections else item.section


def _is_key_shown(item: Item, position: int) -> bool:
    of_all = request.form.get("keys")
    if of_all in ("all", "none"):
        return of_all == "all"
    # A box that is not ticked sends nothing, and neither does a form that has none.
    return f"key-{position}" in request.form if "tells_keys" in request.form else item.shows_key


def wrong_points() -> Collection[int]:
    """Return the positions beside which something was typed that is no points."""
    return [
        position
        for position in range(1, building.LONGEST + 1)
        if (typed := request.form.get(f"points-{position}")) is not None
        and points_typed(typed) is None
    ]


def tell_wrong_points() -> None:
    """Say on the next page which points another button left as they were."""
    wrong = wrong_points()
    if wrong:
        where = ", ".join(map(str, wrong))
        flash(f"The points typed in place {where} were not saved. {NO_POINTS}", "error")


def _weighted(item: Item, position: int) -> Item:
    points = points_typed(request.form.get(f"points-{position}", ""))
    return item if points is None else replace(item, points=points)
