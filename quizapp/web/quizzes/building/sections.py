"""Sections of a quiz on the page of its questions: made, renamed, removed, and put back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.db import db
from quizapp.importers.plain import visible
from quizapp.quizzes.designs import Design, design_at
from quizapp.quizzes.policies import Action
from quizapp.quizzes.sections import MOST_SECTIONS, Section
from quizapp.web.authoring.article_forms import one_line
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.changing import (
    change_design,
    is_done_already,
    place_typed,
)
from quizapp.web.quizzes.building.lookup import BuiltQuiz, quiz_or_404
from quizapp.web.quizzes.building.typed import tell_wrong_points, typed_onto
from quizapp.web.quizzes.building.versions import version_sent

LONGEST_TITLE, LONGEST_INSTRUCTIONS = 200, 2_000
NO_TITLE = f"A section has a title of at most {LONGEST_TITLE} letters."
TOO_LONG = f"Instructions stay within {LONGEST_INSTRUCTIONS} letters."
_TOO_MANY = f"Nothing was added: a quiz has {MOST_SECTIONS} sections at most."
_NO_SECTION = "Nothing was removed: there is no such section. Press the button again."


@policy(teacher)
def add_section(quiz_id: UUID) -> ResponseReturnValue:
    """Add a section after all others."""
    built = quiz_or_404(quiz_id, Action.BUILD)
    title = _title(request.form.get("title", ""))
    if title is None:
        return _back(quiz_id, f"Nothing was added: {NO_TITLE[0].lower()}{NO_TITLE[1:]}")

    def added(design: Design) -> Design:
        return replace(design, sections=(*design.sections, Section(title)))

    if len(built.design.sections) >= MOST_SECTIONS and not is_done_already(quiz_id, added):
        return _back(quiz_id, _TOO_MANY)
    problem = change_design(quiz_id, added)
    if problem:
        return _back(quiz_id, problem)
    flash("Added. Choose it beside the questions that belong to it, then save.", "success")
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), 303)


@policy(teacher)
def remove_section(quiz_id: UUID) -> ResponseReturnValue:
    """Remove a section; its questions stay, at the end of the section before it."""
    gone = place_typed(request.form.get("section", ""))
    built = quiz_or_404(quiz_id, Action.BUILD)
    if not 1 <= gone <= len(built.design.sections):
        return _back(quiz_id, _NO_SECTION)
    typed = with_typed(built.design)
    problem = change_design(quiz_id, lambda design: without(with_typed(design), gone))
    if problem:
        return _back(quiz_id, problem)
    tell_wrong(built)
    held = [at for at, each in enumerate(typed.items, start=1) if each.section == gone]
    # Only of that very version it can be said what belonged to the section.
    there = url_for(
        "quizzes.edit",
        quiz_id=quiz_id,
        unsectioned=gone,
        first=held[0] if held else 1,
        count=len(held),
        version=version_sent() + 1,
    )
    return redirect(there, 303)


@policy(teacher)
def restore_section(quiz_id: UUID) -> ResponseReturnValue:
    """Put a section that was just removed back, and the questions that were in it."""
    built = quiz_or_404(quiz_id, Action.BUILD)
    removed = _removed(quiz_id, version_sent(), request.args.get("section", ""))
    if removed is None:
        return _back(quiz_id, "Nothing was put back: there is no such section.")
    problem = change_design(quiz_id, lambda design: with_section(design, removed))
    if problem:
        return _back(quiz_id, problem)
    tell_wrong(built)
    flash("The section is back.", "success")
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), 303)


@dataclass(frozen=True, slots=True)
class Removed:
    """A section that was removed, its number, and the places of the questions that it had."""

    section: Section
    number: int
    first: int
    count: int


def removal_to_undo(built: BuiltQuiz) -> Removed | None:
    """Return what the address says was removed, if nothing was changed since."""
    if request.args.get("version") != str(built.number):
        return None
    return _removed(built.id, built.number, request.args.get("unsectioned", ""))


def _removed(quiz_id: UUID, number: int, section: str) -> Removed | None:
    before = design_at(db.session(), quiz_id, number - 1)
    at = place_typed(section)
    if before is None or not 1 <= at <= len(before.sections):
        return None
    first, count = (place_typed(request.args.get(name, "")) for name in ("first", "count"))
    return Removed(before.sections[at - 1], at, first, count)


def with_section(design: Design, removed: Removed) -> Design:
    """Return a design with all that was typed, and with a section that it had before.

    What stood in it stands in it again, unless it was moved to another one meanwhile.
    """
    sections = list(with_typed(design).sections)
    number = min(removed.number, len(sections) + 1)
    typed = typed_onto(design.items, sections=len(sections))
    held = range(removed.first, removed.first + removed.count)
    items = [
        replace(each, section=each.section + 1)
        if each.section >= number or (each.section == number - 1 and was in held)
        else each
        for each, was in zip(typed.items, typed.came_from, strict=True)
    ]
    items.sort(key=lambda each: each.section)
    sections.insert(number - 1, removed.section)
    return replace(design, items=tuple(items), sections=tuple(sections))


def with_typed(design: Design, *, without_item: int = 0) -> Design:
    """Return a design with all that was typed in the table of its questions; one may be left out.

    What is no title, or too long, leaves what was there.
    """
    sections = tuple(
        Section(
            _typed_title(number) or each.title,
            each.instructions if (said := _typed_instructions(number)) is None else said,
        )
        for number, each in enumerate(design.sections, start=1)
    )
    items = typed_onto(design.items, sections=len(sections), without=without_item).items
    return replace(design, items=tuple(items), sections=sections)


def without(design: Design, number: int) -> Design:
    """Return a design without a section; its questions belong to the one before it, or to none."""
    items = tuple(
        replace(each, section=each.section - 1) if each.section >= number else each
        for each in design.items
    )
    kept = (*design.sections[: number - 1], *design.sections[number:])
    return replace(design, items=items, sections=kept)


def wrong_sections(sections: Sequence[Section]) -> Collection[int]:
    """Return the numbers of the sections with a title or instructions that cannot be as typed."""
    return [
        number
        for number in range(1, len(sections) + 1)
        if (f"title-{number}" in request.form and _typed_title(number) is None)
        or (f"instructions-{number}" in request.form and _typed_instructions(number) is None)
    ]


def tell_wrong(built: BuiltQuiz) -> None:
    """Say on the next page what another button of the table left as it was."""
    tell_wrong_points()
    wrong = wrong_sections(built.design.sections)
    if wrong:
        where = ", ".join(map(str, wrong))
        flash(f"What was typed for section {where} was not saved. {NO_TITLE} {TOO_LONG}", "error")


def _typed_title(number: int) -> str | None:
    return _title(request.form.get(f"title-{number}", ""))


def _typed_instructions(number: int) -> str | None:
    typed = request.form.get(f"instructions-{number}")
    if typed is None:
        return None
    said = visible(typed)[0].strip()
    return said if len(said) <= LONGEST_INSTRUCTIONS else None


def _title(typed: str) -> str | None:
    title = one_line(typed)
    return title if title and len(title) <= LONGEST_TITLE else None


def _back(quiz_id: UUID, said: str) -> ResponseReturnValue:
    flash(said, "error")
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), 303)
