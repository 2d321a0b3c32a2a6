"""Running a test on SQLite and on PostgreSQL."""

import pytest

both_databases = pytest.mark.parametrize(
    "database_kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
"""Decorate a test that uses `app`, `context`, `client` or people, to run it on both."""
