"""Whatever ends a backup or a restore leaves the database as it was, or as it is to be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.backups.conftest import both

# Ends itself, as a power cut would, at its nth step: a statement, or something done to a file.
PROGRAM = """
import os, signal, sys
from sqlalchemy import Engine, event

at, folder, arguments = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
from quizapp.cli import backup, main
steps = 0

def step(*_):
    global steps
    steps += 1
    if steps == at:
        os.kill(os.getpid(), signal.SIGKILL)

def audit(name, given):
    if name in {"os.rename", "os.remove", "subprocess.Popen", "sqlite3.connect"} or (
        name == "open" and isinstance(given[0], str) and given[0].startswith(folder)
    ):
        step()

event.listen(Engine, "before_cursor_execute", step)
event.listen(Engine, "commit", step)
sys.addaudithook(audit)
try:
    main(arguments, standalone_mode=False)
finally:
    print(f"steps: {steps}")
"""


def command(instance, at, *arguments):
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(at), str(instance.folder.parent), *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
    )


def titled(instance, title):
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE bank SET title = :title"), {"title": title})


KILLS = int(os.environ.get("TEST_KILLS", "4"))
"""More take longer and show more: 100 try almost every step."""


@both
@pytest.mark.usefixtures("filled")
def test_a_restore_that_is_killed_leaves_the_old_or_the_new_database(instance, tmp_path):
    copy = tmp_path / "copy"
    titled(instance, "New")
    instance.done("backup", copy)
    new = instance.rows()
    titled(instance, "Old")
    old = instance.rows()
    whole = command(instance, 0, "restore", copy)
    assert whole.returncode == 0, whole.stderr
    assert instance.rows() == new
    steps = int(whole.stdout.rpartition("steps: ")[2])
    found = []
    # The last steps are those in which one takes the place of the other.
    late = range(max(1, steps - KILLS // 2), steps + 1)
    for at in sorted({*range(1, steps, max(1, steps // KILLS)), *late}):
        titled(instance, "Old")
        ended = command(instance, at, "restore", copy)
        assert ended.returncode in {0, -9}, ended.stderr
        now = instance.rows()
        assert now in (old, new), f"half, when killed at step {at} of {steps}"
        found.append(now == new)
    assert set(found) == {False, True}


@both
@pytest.mark.usefixtures("filled")
def test_a_backup_that_is_killed_leaves_no_file_of_that_name(instance, tmp_path):
    whole = command(instance, 0, "backup", tmp_path / "whole")
    steps = int(whole.stdout.rpartition("steps: ")[2])
    for at in range(1, steps, max(1, steps // KILLS)):
        copy: Path = tmp_path / f"copy{at}"
        ended = command(instance, at, "backup", copy)
        if copy.exists():
            assert "Restored" in instance.done("restore", copy)
        else:
            assert ended.returncode == -9, ended.stderr


@pytest.mark.usefixtures("filled")
def test_an_upgrade_that_is_killed_while_copying_leaves_no_copy_with_a_proper_name(instance):
    older = "UPDATE alembic_version SET version_num = '0001'"
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text(older))
    whole = command(instance, 0, "db", "upgrade")
    steps = int(whole.stdout.rpartition("steps: ")[2])
    proper = [path for path in instance.copies if path.suffix == ".db"]
    assert len(proper) == 1
    for at in range(1, steps, max(1, steps // (2 * KILLS))):
        command(instance, at, "db", "upgrade")
        for path in (path for path in instance.copies if path.suffix == ".db"):
            with sa.create_engine(f"sqlite:///{path}").connect() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                assert connection.exec_driver_sql("SELECT count(*) FROM bank").scalar() == 1


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.usefixtures("filled")
def test_a_copy_for_which_there_is_no_room_leaves_nothing(instance, tmp_path):
    resource = pytest.importorskip("resource")
    size = (instance.folder / "quizapp.db").stat().st_size

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, size // 2))

    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, "0", "/nowhere", "backup", tmp_path / "copy"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        preexec_fn=limit,
    )
    assert ended.returncode != 0
    assert "was not made" in ended.stderr
    assert list(tmp_path.glob("copy*")) == []
