"""Whatever ends a backup or a restore leaves the database as it was, or as it is to be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.backups.conftest import Instance, both

# Carries out a command in a child of its own, which ends itself, as a power cut would, at its nth
# step: a statement, or something done to a file. What all of them import is imported once.
PROGRAM = """
import json, os, signal, sys, tempfile, traceback
from pathlib import Path
from sqlalchemy import Engine, event
from quizapp.app import create_app
from quizapp.cli import backup, database, main
from quizapp.config import Settings

with tempfile.TemporaryDirectory() as nowhere:
    create_app(Settings(instance=Path(nowhere), database_url=""))

def carry_out(at, folder, arguments):
    steps = 0

    def step(*_):
        nonlocal steps
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
        return 0
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        print(f"steps: {steps}", file=sys.stderr, flush=True)

for line in sys.stdin:
    given = json.loads(line)
    with tempfile.TemporaryFile("w+") as said:
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDWR), 1)
            os.dup2(said.fileno(), 2)
            os.environ.update(given["environment"])
            os._exit(carry_out(given["at"], given["folder"], given["arguments"]))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        print(json.dumps({"code": code, "said": said.read()}), flush=True)
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended: 0, 1 or, where it was killed, -9; and what it said."""

    code: int
    said: str

    @property
    def steps(self) -> int:
        return int(self.said.rpartition("steps: ")[2])


class Mortal:
    """Carries out commands that are killed at a step; at step 0 none is."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def command(self, instance: Instance, at: int, *arguments: str | Path) -> Ended:
        named = ("QUIZAPP_INSTANCE", "DATABASE_URL")
        order = {
            "at": at,
            "folder": str(instance.folder.parent),
            "arguments": [str(each) for each in arguments],
            "environment": {name: os.environ[name] for name in named},
        }
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(order), file=self._process.stdin, flush=True)
        done = json.loads(self._process.stdout.readline())
        return Ended(done["code"], done["said"])


@pytest.fixture(scope="module")
def mortal() -> Iterator[Mortal]:
    kept = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Mortal(process)


def titled(instance, title):
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE bank SET title = :title"), {"title": title})


KILLS = int(os.environ.get("TEST_KILLS", "4"))
"""More take longer and show more: 100 try almost every step."""


@both
@pytest.mark.usefixtures("filled")
def test_a_restore_that_is_killed_leaves_the_old_or_the_new_database(instance, tmp_path, mortal):
    copy = tmp_path / "copy"
    titled(instance, "New")
    instance.done("backup", copy)
    new = instance.rows()
    titled(instance, "Old")
    old = instance.rows()
    whole = mortal.command(instance, 0, "restore", copy)
    assert whole.code == 0, whole.said
    assert instance.rows() == new
    steps = whole.steps
    found = []
    # The last steps are those in which one takes the place of the other.
    late = range(max(1, steps - KILLS // 2), steps + 1)
    for at in sorted({*range(1, steps, max(1, steps // KILLS)), *late}):
        titled(instance, "Old")
        ended = mortal.command(instance, at, "restore", copy)
        assert ended.code in {0, -9}, ended.said
        now = instance.rows()
        assert now in (old, new), f"half, when killed at step {at} of {steps}"
        found.append(now == new)
    assert set(found) == {False, True}


@both
@pytest.mark.usefixtures("filled")
def test_a_backup_that_is_killed_leaves_no_file_of_that_name(instance, tmp_path, mortal):
    steps = mortal.command(instance, 0, "backup", tmp_path / "whole").steps
    for at in range(1, steps, max(1, steps // KILLS)):
        copy: Path = tmp_path / f"copy{at}"
        ended = mortal.command(instance, at, "backup", copy)
        if copy.exists():
            assert "Restored" in instance.done("restore", copy)
        else:
            assert ended.code == -9, ended.said


@pytest.mark.usefixtures("filled")
def test_an_upgrade_that_is_killed_while_copying_leaves_no_copy_with_a_proper_name(
    instance, mortal
):
    older = "UPDATE alembic_version SET version_num = '0001'"
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text(older))
    steps = mortal.command(instance, 0, "db", "upgrade").steps
    proper = [path for path in instance.copies if path.suffix == ".db"]
    assert len(proper) == 1
    for at in range(1, steps, max(1, steps // (2 * KILLS))):
        mortal.command(instance, at, "db", "upgrade")
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
        [sys.executable, "-c", "from quizapp.cli import main; main()", "backup", tmp_path / "copy"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        preexec_fn=limit,
    )
    assert ended.returncode != 0
    assert "was not made" in ended.stderr
    assert list(tmp_path.glob("copy*")) == []
