"""Databases of earlier versions, filled by their own code, come up to date without losing a row."""

import json
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from quizapp import schema, sqlite
from quizapp.accounts.names import family_key, sort_key
from quizapp.schema import SchemaState
from tests import versions

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
RENAMED: dict[str, str] = {
    "drafting": "generation_run",
    "reading": "pending_article",
    "answer": "response",
}
"""Tables that have another name by now."""


def rows(engine: sa.Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608
            for name in sa.inspect(connection).get_table_names()
        }


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def filled(request, tmp_path):
    """Return a function that makes an engine on the database of a revision."""
    made = []

    def make(revision):
        if request.param == "sqlite":
            versions.restore(revision, tmp_path / "quizapp.db")
            engine = sa.create_engine(f"sqlite:///{tmp_path}/quizapp.db", module=sqlite.driver())
            sqlite.prepare(engine)
        else:
            url = sa.make_url(request.getfixturevalue("postgres_url"))
            server = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
            name = f"{url.database}_filled"
            with server.connect() as connection:
                connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                connection.exec_driver_sql(f"CREATE DATABASE {name}")
            own = url.set(database=name, drivername="postgresql+psycopg")
            engine = sa.create_engine(own)
            versions.restore_on_postgresql(revision, tmp_path / "rows.db", engine)
        made.append(engine)
        return engine

    yield make
    for engine in made:
        engine.dispose()


@pytest.mark.parametrize("revision", versions.FILLED)
def test_upgrade_of_a_filled_database_keeps_every_row(filled, revision):
    engine = filled(revision)
    before = versions.shown(revision)["rows"]
    assert before == rows(engine)
    schema.upgrade(engine, None, NOW)
    assert schema.check_version(engine) is SchemaState.OK
    after = rows(engine)
    kept = {name: after.get(RENAMED.get(name, name), 0) for name in before}
    lost = {name: (count, kept[name]) for name, count in before.items() if kept[name] < count}
    assert lost == {}


PUBLIC = ("bank", "source", "fact", "fact_version", "question", "question_version")


def test_every_row_that_was_there_gets_a_public_id(filled):
    engine = filled("0005")
    schema.upgrade(engine, None, NOW)
    for table in PUBLIC:
        rows = sa.table(table, sa.column("public_id", sa.Uuid))
        with engine.connect() as connection:
            ids = connection.scalars(sa.select(rows.c.public_id)).all()
        assert ids
        assert len(set(ids)) == len(ids)
        assert None not in ids


@pytest.mark.parametrize("table", ["fact", "question"])
def test_what_was_loaded_from_files_is_told_apart(filled, table):
    engine = filled("0005")
    query = sa.text(f"SELECT id, loaded_fingerprint FROM {table}")  # noqa: S608
    with engine.connect() as connection:
        packed = {row.id: row.loaded_fingerprint for row in connection.execute(query)}
    assert any("/" in each for each in packed.values())
    schema.upgrade(engine, None, NOW)
    query = sa.text(f"SELECT id, loaded_fingerprint, loaded_status FROM {table}")  # noqa: S608
    with engine.connect() as connection:
        for row in connection.execute(query):
            digits, _, status = packed[row.id].partition("/")
            assert row.loaded_status == status
            assert row.loaded_fingerprint.startswith(digits)
            assert len(row.loaded_fingerprint) == (64 if digits else 0)


def test_drafts_keep_their_article_and_the_facts_that_accepting_them_approved(filled):
    engine = filled("0005")
    with engine.connect() as connection:
        lists = connection.execute(
            sa.text("SELECT question_id, vouched FROM draft WHERE vouched IS NOT NULL")
        ).all()
        query = "SELECT draft.question_id, source_id FROM draft JOIN drafting d ON {on}"
        articles = set(connection.execute(sa.text(query.format(on="d.id = drafting_id"))).all())
    approved = {
        (question_id, fact_id)
        for question_id, vouched in lists
        for fact_id in (json.loads(vouched) if isinstance(vouched, str) else vouched) or ()
    }
    assert approved
    assert articles
    schema.upgrade(engine, None, NOW)
    with engine.connect() as connection:
        now = connection.execute(sa.text("SELECT question_id, fact_id FROM fact_approval")).all()
        query = query.replace("drafting", "generation_run").format(on="d.id = generation_run_id")
        assert set(connection.execute(sa.text(query)).all()) == articles
    assert sorted(now) == sorted(approved)


def test_everybody_is_sorted_by_the_name_that_they_have(filled):
    engine = filled("0005")
    schema.upgrade(engine, None, NOW)
    with engine.connect() as connection:
        people = connection.exec_driver_sql("SELECT name, sort_key, family_key FROM user_account")
        keys = {name: (whole, family) for name, whole, family in people}
    assert any(keys)
    for name, found in keys.items():
        assert found == ((sort_key(name), family_key(name)) if name else (None, None))


def test_who_made_a_bank_owns_it_and_nobody_loses_one(filled):
    engine = filled("0005")
    schema.upgrade(engine, None, NOW)
    members = (
        "SELECT bank.slug, user_account.name, membership.role FROM membership "
        "JOIN bank ON bank.id = bank_id JOIN user_account ON user_account.id = user_id"
    )
    with engine.connect() as connection:
        found = set(connection.execute(sa.text(members)).all())
        shown = dict(connection.execute(sa.text("SELECT slug, visibility FROM bank")).all())
        roles = dict(
            connection.execute(
                sa.text("SELECT name, role FROM user_account WHERE name IS NOT NULL")
            ).all()
        )
    # Tom drafted an article into a bank of his own; Clara mended a question of the files' bank.
    assert found == {("rivers", "Tom", "owner"), ("arnholm", "Clara", "editor")}
    assert shown == {"arnholm": "everyone", "rivers": "everyone"}
    assert roles == {"Clara": "admin", "Tom": "teacher", "Ana": "student", "Ben": "student"}


def test_ids_that_were_given_before_an_upgrade_are_not_given_again(tmp_path):
    path = tmp_path / "quizapp.db"
    versions.restore("0005", path)
    engine = sa.create_engine(f"sqlite:///{path}", module=sqlite.driver())
    sqlite.prepare(engine)
    query = "SELECT name, seq FROM sqlite_sequence WHERE name != 'alembic_version'"
    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE sqlite_sequence SET seq = seq + 100")
        before = {row.name: row.seq for row in connection.exec_driver_sql(query)}
    schema.upgrade(engine, None, NOW)
    with engine.connect() as connection:
        after = {row.name: row.seq for row in connection.exec_driver_sql(query)}
    engine.dispose()
    assert set(PUBLIC) <= before.keys()
    assert {name: after[name] for name in before} == before


def test_nobody_finds_a_term_of_notices_on_the_day_of_the_upgrade(filled):
    """But what became of marks and was not seen yet is told as before."""
    engine = filled(versions.FILLED[-1])
    with engine.connect() as connection:
        schema.begin_migrating(connection)
        schema.migrate(connection, "0059")
        connection.commit()
    moment = sa.DateTime(timezone=True)
    people = sa.table(
        "user_account",
        *(sa.column("id"), sa.column("news_at", moment), sa.column("news_seen_at", moment)),
    )
    with engine.begin() as connection:
        first, *others = connection.scalars(sa.select(people.c.id).order_by(people.c.id)).all()
        connection.execute(sa.update(people).values(news_at=None, news_seen_at=None))
        unseen = sa.update(people).where(people.c.id == first).values(news_at=NOW)
        connection.execute(unseen)
    schema.upgrade(engine, None, NOW)
    with engine.connect() as connection:
        seen = dict(connection.execute(sa.select(people.c.id, people.c.news_seen_at)).all())
    assert others
    assert seen.pop(first) is None
    assert None not in seen.values()
