"""Run migrations on the connection that ``quizapp.schema`` gives, inside its transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import DateTime
from sqlalchemy.types import TypeDecorator


def _plain_type(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    # A migration must not import the app's own types: they change, it does not.
    if kind == "type" and isinstance(item, TypeDecorator) and isinstance(item.impl, DateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _run() -> None:
    attributes = context.config.attributes
    if "connection" not in attributes:
        raise SystemExit("Use: quizapp db upgrade")
    context.configure(
        connection=attributes["connection"],
        target_metadata=attributes.get("metadata"),
        transactional_ddl=True,
        transaction_per_migration=False,
        render_as_batch=True,
        render_item=_plain_type,
        compare_server_default=True,
        on_version_apply=attributes.get("after_each"),
    )
    with context.begin_transaction():
        context.run_migrations()


_run()
