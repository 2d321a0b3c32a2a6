"""The worker beside `quizapp serve`, and `quizapp worker`: real processes, ended in every way."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress

import psutil
import pytest

from quizapp.cli.embedded_worker import EmbeddedWorker
from quizapp.jobs import registry

PROGRAM = (sys.executable, "-c", "from quizapp.cli import main; main()")
WAIT = 60
DAILY = sorted(each.kind for each in registry.DAILY)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")


def until(condition):
    deadline = time.monotonic() + WAIT
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen within a minute"
        time.sleep(0.05)
    return found


@pytest.fixture
def environment(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZAPP")}
    for name in ("DATABASE_URL", "SECRET_KEY", "HOST", "PORT"):
        kept.pop(name, None)
    kept |= {"QUIZAPP_INSTANCE": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([*PROGRAM, "db", "upgrade"], env=kept, check=True, capture_output=True)
    return kept


@pytest.fixture
def start(environment):
    started = []

    def act(*command, **settings):
        process = subprocess.Popen(
            [*PROGRAM, *command],
            env=environment | settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield act
    for process in started:
        # Its children may outlive it.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture
def serve(start):
    def act(**settings):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        process = start("serve", "--port", str(port), **settings)
        until(lambda: process.stdout.readline() == "Ctrl-C stops it.\n")
        return process

    return act


def workers_of(server):
    return [each for each in psutil.Process(server.pid).children() if is_worker(each)]


def is_worker(process):
    # One that was killed is still a child until the server has noticed.
    with suppress(psutil.NoSuchProcess):
        return "--embedded" in process.cmdline()
    return False


def worker_of(server):
    (found,) = until(lambda: workers_of(server))
    return found


def jobs_done(tmp_path):
    connection = sqlite3.connect(tmp_path / "quizapp.db")
    try:
        query = "SELECT kind FROM job WHERE state = 'done'"
        return [kind for (kind,) in connection.execute(query)]
    finally:
        connection.close()


def test_the_server_starts_a_worker_and_another_when_it_is_killed(serve, tmp_path):
    server = serve()
    first = worker_of(server)
    until(lambda: sorted(jobs_done(tmp_path)) == DAILY)
    first.kill()
    second = until(lambda: next((each for each in workers_of(server) if each != first), None))
    assert second.is_running()
    assert sorted(jobs_done(tmp_path)) == DAILY


def test_the_worker_ends_when_its_server_is_killed(serve, tmp_path):
    server = serve()
    worker = worker_of(server)
    until(lambda: jobs_done(tmp_path))
    server.kill()
    # Its workers notice it too, within as long as they wait for a heartbeat.
    gone, alive = psutil.wait_procs([worker], timeout=WAIT)
    assert (len(gone), alive) == (1, [])


def test_ctrl_c_ends_the_worker_with_its_server_and_quietly(serve, tmp_path):
    server = serve()
    worker = worker_of(server)
    until(lambda: jobs_done(tmp_path))
    os.killpg(server.pid, signal.SIGINT)
    output, _ = server.communicate(timeout=WAIT)
    assert server.returncode == 0
    assert not worker.is_running()
    assert "Traceback" not in output


def test_an_orderly_end_of_the_server_is_one_of_its_worker_too(serve, tmp_path):
    server = serve()
    worker = worker_of(server)
    until(lambda: sorted(jobs_done(tmp_path)) == DAILY)
    server.terminate()
    output, _ = server.communicate(timeout=WAIT)
    assert server.returncode == 0
    assert not worker.is_running()
    assert "Fatal" not in output


def test_an_embedded_worker_ends_well_while_its_server_holds_the_pipe(start, tmp_path):
    worker = start("worker", "--embedded", QUIZAPP_LOG_LEVEL="WARNING")
    until(lambda: sorted(jobs_done(tmp_path)) == DAILY)
    worker.terminate()
    assert (worker.wait(WAIT), worker.stdout.read()) == (0, "")


def test_ctrl_c_while_the_worker_starts_leaves_no_trace(serve):
    server = serve()
    worker = worker_of(server)
    os.killpg(server.pid, signal.SIGINT)
    output, _ = server.communicate(timeout=WAIT)
    assert server.returncode == 0
    assert not worker.is_running()
    assert "Traceback" not in output


def test_a_setting_switches_it_off(serve):
    server = serve(QUIZAPP_JOBS="off")
    # The server looks after its children in one go.
    until(lambda: len(psutil.Process(server.pid).children()) >= 2)
    assert workers_of(server) == []


def test_a_worker_alone_does_jobs_until_it_is_told_to_end(start, tmp_path):
    worker = start("worker", QUIZAPP_LOG_LEVEL="WARNING")
    until(lambda: sorted(jobs_done(tmp_path)) == DAILY)
    worker.terminate()
    output, _ = worker.communicate(timeout=WAIT)
    assert (worker.returncode, output) == (0, "Doing jobs. Ctrl-C stops it.\n")


def test_a_worker_does_not_begin_on_a_database_of_another_version(start, tmp_path):
    connection = sqlite3.connect(tmp_path / "quizapp.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    worker = start("worker")
    output, _ = worker.communicate(timeout=WAIT)
    assert worker.returncode == 1
    assert "newer version" in output
    assert "Traceback" not in output


def test_a_worker_that_cannot_start_is_started_again_and_ever_more_seldom(tmp_path, caplog):
    note = tmp_path / "starts"
    code = f"open({str(note)!r}, 'a').write('.')"
    beside = EmbeddedWorker((sys.executable, "-c", code))
    began = time.monotonic()
    while time.monotonic() - began < 4:
        beside.keep_alive()
        time.sleep(0.02)
    beside.stop()
    assert 2 <= len(note.read_text()) <= 3
    assert "another starts in 1 s" in caplog.text
    assert "another starts in 2 s" in caplog.text
