"""A disk of its own that is full or turns read-only under the app: one reads, and later goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from pathlib import Path
from quizapp.app import create_app
from quizapp.clock import now
from quizapp.config import Settings
from quizapp.db import db, transaction
from quizapp import schema
from tests import builders
from tests.clients import Client
from tests.web.conftest import Walk
from tests.web.test_held_database import start
import subprocess

folder = Path(sys.argv[1])
mount = lambda *options: subprocess.run(["mount", *options, folder], check=True)
mount("-t", "tmpfs", "-o", "size=3m", "none")
app = create_app(Settings(instance=folder, database_url=""))
app.test_client_class = Client
with app.app_context():
    schema.upgrade(db.engine, None, now())
    with transaction() as session:
        builders.load(session, builders.bank(), now())
walk = Walk(app, app.test_client())
attempt = walk.start()
answers = walk.answers(attempt)
if sys.argv[2] == "full":
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
else:
    # A disk with open files cannot be made read-only by asking; what is opened anew here can.
    mount("--bind", folder)
    mount("-o", "remount,bind,ro")
# None of these was drawn before, so none is compiled.
for path in ("/", "/banks/arnholm", "/login", "/account", "/progress", f"/attempts/{attempt}"):
    print(path, walk.client.get(path).status_code)
sent = [start(walk.client) for _ in range(60)] + [walk.hand_in(attempt, answers)]
print("stored", {answer.status_code for answer in sent[:-1]}, sent[-1].status_code)
if sys.argv[2] == "full":
    (folder / "filler").unlink()
else:
    subprocess.run(["umount", folder], check=True)
print("again", start(walk.client).status_code, walk.hand_in(attempt, answers).status_code)
print("points", "points" in walk.page(f"/attempts/{attempt}/results"))
"""


def can_mount() -> bool:
    unshare = shutil.which("unshare")
    return (
        unshare is not None
        and subprocess.run([unshare, "-m", "mount", "-t", "tmpfs", "none", "/mnt"]).returncode == 0
    )


@pytest.mark.skipif(not can_mount(), reason="only root on Linux may mount a disk of its own")
@pytest.mark.parametrize("state", ["full", "read-only"])
def test_on_a_real_disk_that_takes_nothing_one_reads_and_later_goes_on(tmp_path, state):
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["unshare", "-m", sys.executable, "-c", PROGRAM, folder, state],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    *pages, stored, again, points = done.stdout.splitlines()
    assert {line.rpartition(" ")[2] for line in pages} <= {"200", "302"}, pages
    assert "503" in stored
    assert "500" not in stored
    assert (again, points) == ("again 303 303", "points True")
