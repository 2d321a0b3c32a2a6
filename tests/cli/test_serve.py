"""`quizapp serve`: what it says before it answers, and what it refuses."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp import logging, shipped
from quizapp.cli import main, starting
from quizapp.cli.starting import start


@pytest.fixture(autouse=True)
def instance(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "SECRET_KEY", "HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "instance"
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(folder))
    # It would take the log lines of every later test of this process.
    monkeypatch.setattr(logging, "set_up", lambda *_: None)
    return folder


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(port, *options):
    return CliRunner().invoke(main, ["serve", "--port", str(port), *options])


def test_a_taken_port_ends_it_before_anything_is_made(port, instance):
    with socket.create_server(("127.0.0.1", port)):
        result = serve(port, "--upgrade")
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert f"Port {port} is taken" in result.output
    assert not instance.exists()


def test_a_new_instance_is_made_ready(capsys):
    started = start("http://here", upgrade=False, folder=None)
    said = capsys.readouterr().out
    assert "Made the tables" in said
    assert "us-japan-alliance: " in said
    assert started.setup_link.startswith("http://here/setup/")
    # Once is enough: banks that were removed do not come back at the next start.
    start("http://here", upgrade=False, folder=None)
    assert capsys.readouterr().out == ""


def test_a_new_instance_takes_the_named_banks_only(tmp_path, capsys):
    (tmp_path / "none").mkdir()
    start("http://here", upgrade=False, folder=tmp_path / "none")
    assert "us-japan-alliance" not in capsys.readouterr().out


def test_banks_that_are_loaded_already_are_said_to_be(capsys):
    start("http://here", upgrade=False, folder=None)
    capsys.readouterr()
    start("http://here", upgrade=False, folder=shipped.QUESTIONS)
    said = capsys.readouterr().out
    assert said == (
        f"Nothing new to load: the banks in {shipped.QUESTIONS} are as they were loaded before.\n"
    )


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("none", "has no folder with a bank.yaml"),
        ("bank", "is a bank itself: name the folder that it is in"),
    ],
)
def test_a_folder_without_banks_is_said_to_have_none(tmp_path, capsys, named, said):
    (tmp_path / "none").mkdir()
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "bank.yaml").touch()
    start("http://here", upgrade=False, folder=tmp_path / named)
    out = capsys.readouterr().out
    assert f"No bank was loaded: {tmp_path / named} " in out
    assert said in out


def test_an_instance_that_was_not_empty_says_that_it_has_no_bank(instance, capsys):
    instance.mkdir()
    (instance / "notes.txt").write_text("mine", "utf-8")
    start("http://here", upgrade=True, folder=None)
    said = capsys.readouterr().out
    assert f"No bank was loaded, because {instance} was not empty." in said
    assert "quizapp serve --load shipped" in said
    # It is no news at the next start.
    start("http://here", upgrade=True, folder=None)
    assert "No bank" not in capsys.readouterr().out


@pytest.mark.parametrize("options", [(), ("--upgrade",), ("--load", "shipped")])
@pytest.mark.parametrize("left", ["secret", "backups/quizapp-0001.db", "quizapp.db.lock"])
@pytest.mark.parametrize("file", [None, b""])
def test_an_empty_database_beside_what_an_earlier_one_left_is_not_filled(
    port, instance, options, left, file
):
    (instance / left).parent.mkdir(parents=True)
    (instance / left).write_text("x" * 64, "utf-8")
    if file is not None:
        (instance / "quizapp.db").write_bytes(file)
    result = serve(port, *options)
    assert result.exit_code == 1
    assert "quizapp restore FILE" in result.output
    assert "quizapp db upgrade" in result.output
    assert "/setup/" not in result.output
    # Whoever lost nothing says so.
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0
    assert start("http://here", upgrade=False, folder=None).setup_link


def test_an_empty_database_beside_a_stranger_s_files_waits_to_be_told(port, instance):
    instance.mkdir()
    (instance / "notes.txt").write_text("mine", "utf-8")
    result = serve(port)
    assert result.exit_code == 1
    assert "quizapp db upgrade" in result.output
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0
    assert start("http://here", upgrade=False, folder=None).setup_link


def made_by_another_program(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE song (title)")


@pytest.mark.parametrize(
    ("put", "said"),
    [
        (lambda path: path.mkdir(), "unable to open"),
        (lambda path: path.write_bytes(b"a thesis, and no database" * 100), "not a database"),
        (made_by_another_program, "not quizapp's"),
    ],
    ids=["a folder", "a file", "a database of another program"],
)
@pytest.mark.parametrize("options", [(), ("--upgrade",)])
def test_what_is_no_database_of_ours_is_refused_and_left_alone(port, instance, put, said, options):
    instance.mkdir()
    put(instance / "quizapp.db")
    result = serve(port, *options)
    assert result.exit_code == 1
    assert said in result.output
    assert isinstance(result.exception, SystemExit)
    if (instance / "quizapp.db").is_file():
        assert b"attempt_question" not in (instance / "quizapp.db").read_bytes()


def test_an_older_database_is_not_changed_without_being_asked(port, instance):
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0
    with closing(sqlite3.connect(instance / "quizapp.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    result = serve(port)
    assert result.exit_code == 1
    assert "older version" in result.output


def test_the_shipped_banks_can_be_named(tmp_path, monkeypatch):
    folders = []
    monkeypatch.setattr(starting, "start", lambda *_, folder, **__: folders.append(folder))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serve(port, "--load", "shipped")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shipped").mkdir()
    serve(port, "--load", "./shipped")
    assert folders == [shipped.QUESTIONS, Path("shipped")]


def test_a_newer_database_is_refused_even_with_upgrade(port, instance):
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0
    connection = sqlite3.connect(instance / "quizapp.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    result = serve(port, "--upgrade")
    assert result.exit_code == 1
    assert "newer" in result.output
    assert "Traceback" not in result.output


def test_a_folder_that_cannot_be_written_names_the_setting(port, instance):
    instance.write_text("a file is in its place")
    result = serve(port, "--upgrade")
    assert result.exit_code == 1
    assert "QUIZAPP_INSTANCE" in result.output


def test_a_damaged_database_is_named_without_a_traceback(port, instance):
    instance.mkdir()
    (instance / "quizapp.db").write_bytes(b"not a database, " * 100)
    result = serve(port)
    assert result.exit_code == 1
    assert "quizapp doctor" in result.output
    assert isinstance(result.exception, SystemExit)


def test_a_server_that_does_not_answer_is_named_without_its_password(port, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann:hunter2@127.0.0.1:1/quizapp")
    result = serve(port)
    assert result.exit_code == 1
    assert "127.0.0.1:1" in result.output
    assert "hunter2" not in result.output


def test_a_bad_setting_is_named(port, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    result = serve(port)
    assert result.exit_code == 1
    assert "SECRET_KEY" in result.output


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_it_prints_the_address_and_the_link_and_ends_at_ctrl_c(port):
    program = "from quizapp.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "serve", "--port", str(port), "--upgrade"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        said = "".join(iter(process.stdout.readline, "Ctrl-C stops it.\n"))
        address = f"http://127.0.0.1:{port}"
        assert re.search(rf"^quizapp is at {address}$", said, re.MULTILINE)
        link = re.search(rf"{address}/setup/[\w-]{{43}}$", said, re.MULTILINE)
        assert link
        with urllib.request.urlopen(link[0], timeout=10) as page:  # noqa: S310 - our own
            assert page.status == 200
        os.killpg(process.pid, signal.SIGINT)
        _, complaints = process.communicate(timeout=15)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    assert process.returncode == 0
    assert "Traceback" not in complaints
