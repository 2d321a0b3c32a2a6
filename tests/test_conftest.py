"""The test run's own promises: a private PostgreSQL, a browser, loud absence."""

import pytest
import sqlalchemy as sa


@pytest.mark.postgres
@pytest.mark.parametrize("_again", range(3))
def test_postgres_gives_every_worker_an_empty_database(postgres_url, _again):
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool)
    assert sa.inspect(engine).get_table_names() == []


@pytest.mark.browser
def test_a_promised_browser_exists(chromium):
    assert chromium.startswith("/")
