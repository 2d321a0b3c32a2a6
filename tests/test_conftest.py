"""The test run's own promises: a private PostgreSQL, a browser, loud absence."""

import os

import pytest
import sqlalchemy as sa


@pytest.mark.postgres
def test_every_worker_has_a_database_of_its_own(postgres_url):
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        name = connection.exec_driver_sql("SELECT current_database()").scalar_one()
    assert name.endswith(f"_{os.getpid()}")


@pytest.mark.browser
def test_a_promised_browser_exists(chromium):
    assert chromium.startswith("/")
