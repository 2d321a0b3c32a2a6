"""A running site, and what is put into its database where a story does not judge the way there.

A page in a browser costs as much as ten pages of the app alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from quizapp.accounts.models import Role, User
from quizapp.accounts.services import create_user
from quizapp.app import create_app
from quizapp.banks.models import Bank
from quizapp.clock import new_id, system_clock
from quizapp.config import Settings
from quizapp.db import close_connections, db, transaction
from quizapp.quizzes.designs import Item
from quizapp.security import hash_password
from tests.journeys import steps
from tests.quizzes import designing


@dataclass(frozen=True, slots=True)
class Site:
    """A running server: its address, the link for whoever keeps it, its folder of data."""

    address: str
    setup_link: str
    instance: Path


@contextmanager
def app_of(site: Site) -> Iterator[None]:
    """Work on the database of a site, as a process beside its server does."""
    with _app(site.instance).app_context():
        yield
        close_connections()


def add_person(site: Site, name: str, role: Role = Role.STUDENT) -> None:
    """Make an account with the password of everybody."""
    stored = hash_password(steps.PASSWORD)
    with app_of(site), transaction() as session:
        create_user(session, name, stored, system_clock(), role=role)


def add_quiz(site: Site, title: str, **settings: Any) -> UUID:
    """Publish a quiz of Clara's, of two chosen questions and a draw; return its id.

    It is the one that ``making_quizzes.make_quiz`` makes through the pages.
    """
    quiz_id = new_id()
    with app_of(site):
        owner = db.session.scalars(select(User.id).where(User.name == "Clara")).one()
        bank = db.session.scalars(select(Bank.id).where(Bank.slug == "lighthouse")).one()
        designing.build(
            owner,
            bank,
            *designing.chosen(bank, "built-in.choice", "built-by.short"),
            Item(bank, count=1, kind="numeric"),
            now=system_clock(),
            quiz_id=quiz_id,
            title=title,
            **{"instructions": "Take your time.", **settings},
        )
    return quiz_id


@cache
def _app(instance: Path) -> Flask:
    return create_app(Settings(instance=instance))
