import ast
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from quizapp import schema, sqlite, write_guard
from quizapp.app import all_tables
from quizapp.db import UtcDateTime, close_connections, db
from quizapp.schema import SchemaError, SchemaState

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HEAD = ScriptDirectory.from_config(schema.configuration()).get_current_head()
NEXT = f"{int(HEAD) + 1:04}"
LATER = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{next}", "{head}"


def upgrade():
    {body}
"""


def make_engine(path):
    engine = create_engine(f"sqlite:///{path}", module=sqlite.driver())
    sqlite.prepare(engine)
    return engine


@pytest.fixture
def engine(tmp_path):
    engine = make_engine(tmp_path / "quizapp.db")
    yield engine
    engine.dispose()


@pytest.fixture
def later(tmp_path, monkeypatch):
    """Add a migration with the given body, as a later version would."""

    def add(body):
        folder = tmp_path / "migrations"
        shutil.copytree(schema.FOLDER, folder)
        text = LATER.format(body=body, head=HEAD, next=NEXT)
        (folder / "versions" / f"{NEXT}_later.py").write_text(text)
        monkeypatch.setattr(schema, "FOLDER", folder)

    return add


def fill(engine):
    """Put one row into every protected table and those they point at."""
    metadata = all_tables()
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for table in metadata.sorted_tables:
            columns = [column for column in table.columns if not column.nullable]
            values = {column.name: _example(column) for column in columns}
            if table.name == "user_account":
                values |= {"is_guest": True}
            if table.name == "challenge":
                values |= {"kind": "answer", "state": "open"}
            if table.name == "membership":
                values |= {"role": "owner"}
            if table.name == "enrolment":
                values |= {"state": "active"}
            if table.name == "assignment":
                values |= {"bank_id": 1, "goal": "ready_by", "topic": "", "is_graded": False}
                values |= {"opens_at": NOW - timedelta(days=1), "late_rule": "accept"}
            if table.name == "notice_choice":
                values |= {"kind": "due"}
            if table.name == "notice_mail":
                values |= {"is_on": False}
            if table.name == "assignment_override":
                values |= {"user_id": 1}
            connection.execute(table.insert().values(values))
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


WORDS = {
    "role": "student",
    "status": "draft",
    "origin": "hand",
    "layout": "single",
    "feedback": "end",
    "release": "end",
    "grade_rule": "best",
    "visibility": "private",
    "separator": "tab",
    "end": 2,
    "payload": {},
    "content": {},
    "features": {},
    "topics": [],
    "feedback_bands": [],
    "sections": [],
    "clock": "server",
    "grader": "program",
    "basis": "key",
    "prefers": "hard",
}


def _example(column):
    if isinstance(column.type, UtcDateTime):
        return NOW
    if column.table.name == "fact" and column.name == "status":
        return "approved"
    if column.table.name == "job" and column.name == "state":
        return "queued"
    by_type = {int: 1, str: "x", float: 0.5, bool: True, UUID: UUID(int=1), date: NOW.date()}
    return WORDS.get(column.name, by_type.get(column.type.python_type))


def counts(engine):
    with engine.connect() as connection:
        return {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608
            for table in inspect(connection).get_table_names()
            if table != "alembic_version"
        }


def shape(engine):
    """Everything a database says about its tables, in an order that can be compared."""
    found = inspect(engine)
    return {
        table: {
            "columns": [
                (each["name"], str(each["type"]), each["nullable"])
                for each in found.get_columns(table)
            ],
            "key": found.get_pk_constraint(table),
            "foreign": sorted(map(str, found.get_foreign_keys(table))),
            "unique": sorted(map(str, found.get_unique_constraints(table))),
            "checks": sorted(map(str, found.get_check_constraints(table))),
            "indexes": sorted(map(_index, found.get_indexes(table))),
        }
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def _index(found):
    options = {name: str(value) for name, value in found.get("dialect_options", {}).items()}
    return found["name"], found["column_names"], found["unique"], str(options)


def test_migrations_are_one_line_numbered_without_gaps():
    script = ScriptDirectory.from_config(schema.configuration())
    assert len(script.get_heads()) == 1
    revisions = [each.revision for each in reversed(list(script.walk_revisions()))]
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    files = sorted(path.name for path in (schema.FOLDER / "versions").glob("*.py"))
    assert [name.partition("_")[0] for name in files] == revisions


@pytest.mark.parametrize("path", sorted((schema.FOLDER / "versions").glob("*.py")), ids=str)
def test_migration_imports_nothing_of_the_app(path: Path):
    imported = {
        name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None), *(alias.name for alias in node.names)]
        if name
    }
    assert not [name for name in imported if name.startswith("quizapp")]


def test_migrations_make_what_the_models_say(engine, tmp_path):
    schema.upgrade(engine, None, NOW)
    models = make_engine(tmp_path / "models.db")
    all_tables().create_all(models)
    assert shape(engine) == shape(models)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, all_tables()) == []
    models.dispose()


@pytest.mark.postgres
def test_migrations_make_what_the_models_say_on_postgresql(_postgres_app):
    with _postgres_app.app_context():
        engine = db.engine
        migrated = shape(engine)
        with write_guard.writing(engine) as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, all_tables()) == []
            connection.rollback()
            connection.exec_driver_sql("CREATE SCHEMA models")
            connection.exec_driver_sql("SET search_path TO models")
            all_tables().create_all(connection)
            checks = {
                table: sorted(map(str, inspect(connection).get_check_constraints(table)))
                for table in migrated
            }
            connection.rollback()
        assert {table: each["checks"] for table, each in migrated.items()} == checks
        engine.dispose()


@pytest.mark.postgres
def test_postgresql_is_recognised_as_up_to_date(_postgres_app):
    with _postgres_app.app_context():
        assert schema.check_version(db.engine) is SchemaState.OK
        assert schema.upgrade(db.engine, None, NOW) is None
        close_connections()


def test_empty_database_is_filled_and_then_up_to_date(engine, tmp_path):
    assert schema.check_version(engine) is SchemaState.EMPTY
    assert schema.upgrade(engine, tmp_path / "backups", NOW) is None
    assert schema.check_version(engine) is SchemaState.OK
    assert not (tmp_path / "backups").exists()


def test_code_that_was_installed_without_its_migrations_says_so(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(schema, "FOLDER", tmp_path / "site-packages" / "migrations")
    with pytest.raises(SchemaError, match=r"pip install --editable \."):
        schema.upgrade(engine, tmp_path, NOW)


def test_upgrading_twice_changes_nothing(engine, tmp_path):
    schema.upgrade(engine, None, NOW)
    before = (tmp_path / "quizapp.db").read_bytes()
    assert schema.upgrade(engine, tmp_path / "backups", NOW) is None
    assert (tmp_path / "quizapp.db").read_bytes() == before


def test_upgrade_of_a_filled_database_keeps_every_row_and_a_copy(engine, tmp_path, later):
    schema.upgrade(engine, None, NOW)
    fill(engine)
    before = counts(engine)
    later(
        'with op.batch_alter_table("attempt", recreate="always") as table:\n'
        '        table.add_column(sa.Column("note", sa.Text(), server_default="", nullable=False))'
    )
    assert schema.check_version(engine) is SchemaState.OLD
    copy = schema.upgrade(engine, tmp_path / "backups", NOW)
    assert counts(engine) == before
    assert set(schema.PROTECTED) <= {table for table, rows in before.items() if rows}
    assert "note" in {column["name"] for column in inspect(engine).get_columns("attempt")}
    assert copy is not None
    assert copy.name == f"quizapp-{HEAD}-20260302T090000Z.db"
    kept = make_engine(copy)
    assert counts(kept) == before
    kept.dispose()


def test_migration_that_loses_a_row_is_undone(engine, later):
    schema.upgrade(engine, None, NOW)
    fill(engine)
    before = counts(engine)
    later('op.execute("DELETE FROM review_undo"); op.execute("DELETE FROM review")')
    with pytest.raises(SchemaError, match="review"):
        schema.upgrade(engine, None, NOW)
    assert counts(engine) == before
    assert schema.check_version(engine) is SchemaState.OLD


def test_migration_that_leaves_a_row_pointing_nowhere_is_undone(engine, later):
    schema.upgrade(engine, None, NOW)
    fill(engine)
    before = counts(engine)
    later('op.execute("DELETE FROM bank")')
    with pytest.raises(SchemaError, match="pointing nowhere"):
        schema.upgrade(engine, None, NOW)
    assert counts(engine) == before


def test_migration_that_breaks_half_way_is_undone(engine, later):
    schema.upgrade(engine, None, NOW)
    fill(engine)
    before, looks = counts(engine), shape(engine)
    later('op.drop_table("setup_link"); op.execute("SELECT nonsense")')
    with pytest.raises(Exception, match="nonsense"):
        schema.upgrade(engine, None, NOW)
    assert (counts(engine), shape(engine)) == (before, looks)


def test_foreign_keys_are_on_again_after_an_upgrade(engine):
    schema.upgrade(engine, None, NOW)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_newer_database_is_left_alone(engine, tmp_path):
    schema.upgrade(engine, None, NOW)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert schema.check_version(engine) is SchemaState.NEWER
    with pytest.raises(SchemaError, match="newer version"):
        schema.upgrade(engine, tmp_path / "backups", NOW)


def test_database_of_another_program_is_left_alone(engine):
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE song (title)")
    assert schema.check_version(engine) is SchemaState.FOREIGN
    with pytest.raises(SchemaError, match="not quizapp's"):
        schema.upgrade(engine, None, NOW)


def test_every_state_but_ok_has_advice():
    assert [state for state in SchemaState if not schema.advice(state)] == [SchemaState.OK]
