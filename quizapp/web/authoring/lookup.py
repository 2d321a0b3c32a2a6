"""What the address of a teacher's page names: a question, a fact, filters of a list."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from quizapp.authoring import details, queries
from quizapp.banks.models import Bank, Fact, Question
from quizapp.web.authoring.kind_forms import FORMS
from quizapp.web.list_pages import wanted_text

KIND_NAMES: Mapping[str, str] = {kind: form.name for kind, form in FORMS.items()}
"""What people call the kinds."""


def question_or_404(session: Session, bank: Bank, slug: str) -> Question:
    """Return the bank's question of that name, or end the request."""
    # PostgreSQL refuses a text with a NUL instead of finding nothing.
    found = details.question_by_slug(session, bank.id, slug) if slug.isprintable() else None
    return found if found is not None else abort(404)


def fact_or_404(session: Session, bank: Bank, slug: str) -> Fact:
    """Return the bank's fact of that name, or end the request."""
    found = details.fact_by_slug(session, bank.id, slug) if slug.isprintable() else None
    return found if found is not None else abort(404)


def topic_titles(session: Session, bank: Bank) -> dict[str, str]:
    """Return the titles of a bank's topics by id, in order."""
    return {topic.slug: topic.title for topic in queries.topics_of(session, bank.id)}


def filters(sent: MultiDict[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Return what a list is to be narrowed to, without what no form of ours sends."""
    return {name: wanted_text(sent, name) for name in names}
