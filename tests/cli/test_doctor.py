"""The doctor's verdicts: each fault found, named, and with a way on."""

import sqlite3
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from quizapp import sqlite
from quizapp.cli import doctor, main
from quizapp.config import load_settings
from tests.mail_server import mail_server, with_mail


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path / "instance"))
    return load_settings()


def verdicts(output: str) -> dict[str, str]:
    return {line.split()[1]: line.split()[0] for line in output.splitlines()}


def test_a_fresh_machine_is_fit(settings):
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.output
    assert verdicts(result.output)["Folder"] == "ok"
    assert "quizapp db upgrade" in result.output
    assert not settings.instance.exists(), "the doctor changes nothing"


def test_a_weak_secret_fails_and_ends_the_examination(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 1
    assert verdicts(result.output)["Settings"] == "fail"
    assert "Database" not in result.output


def test_a_file_that_is_no_database_fails(settings):
    settings.instance.mkdir()
    (settings.instance / "quizapp.db").write_bytes(b"not a database, " * 100)
    finding = doctor.check_database(settings)
    assert finding.verdict == "fail"
    assert "backups" in finding.said


def test_a_database_of_another_program_fails(settings):
    settings.instance.mkdir()
    with sqlite3.connect(settings.instance / "quizapp.db") as connection:
        connection.execute("CREATE TABLE recipe (id INTEGER)")
    connection.close()
    assert doctor.check_database(settings).verdict == "fail"


def test_a_server_that_does_not_answer_fails_without_showing_its_password(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann:hunter2@127.0.0.1:1/quizapp")
    finding = doctor.check_database(load_settings())
    assert finding.verdict == "fail"
    assert "hunter2" not in finding.said
    assert "DATABASE_URL" in finding.said


@pytest.fixture
def empty_database(postgres_url):
    """A PostgreSQL database that no other test has put tables into."""
    name = f"{sa.make_url(postgres_url).database}_empty"
    server = sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield sa.make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.postgres
def test_a_server_that_answers_is_asked_for_its_version(monkeypatch, empty_database):
    monkeypatch.setenv("DATABASE_URL", empty_database)
    finding = doctor.check_database(load_settings())
    assert (finding.verdict, "quizapp db upgrade" in finding.said) == ("warn", True)


def test_an_old_sqlite_is_a_warning(monkeypatch):
    old = SimpleNamespace(
        __name__="sqlite3", sqlite_version="3.40.1", sqlite_version_info=(3, 40, 1)
    )
    monkeypatch.setattr(sqlite, "driver", lambda: old)
    assert doctor.check_sqlite().verdict == "warn"


def test_a_network_disk_fails(settings, tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n")
    assert doctor.check_disk(settings, mounts).verdict == "fail"
    mounts.write_text("/dev/sda / ext4 rw 0 0\n")
    assert doctor.check_disk(settings, mounts).verdict == "ok"


def test_a_readable_secret_is_a_warning(settings):
    settings.instance.mkdir()
    secret = settings.instance / "secret"
    secret.write_text("x" * 40)
    secret.chmod(0o644)
    assert doctor.check_secret(settings).verdict == "warn"
    secret.chmod(0o600)
    assert doctor.check_secret(settings).verdict == "ok"


def test_an_untested_python_is_a_warning():
    assert doctor.check_python((3, 15)).verdict == "warn"
    assert doctor.check_python((3, 11)).verdict == "ok"


def test_a_folder_that_is_a_file_fails(tmp_path, monkeypatch):
    (tmp_path / "instance").write_text("")
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path / "instance"))
    assert doctor.check_folder(load_settings()).verdict == "fail"


def test_a_mail_server_is_asked_whether_it_lets_us_in(settings):
    with mail_server() as running:
        found = doctor.check_mail(with_mail(settings, running.port))
        assert (found.verdict, running.got) == ("ok", [])
    found = doctor.check_mail(with_mail(settings, running.port))
    assert found.verdict == "fail"
    assert "could not be used" in found.said
