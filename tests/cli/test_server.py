"""The server around any app: quiet, shared, and gentle at Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

PROGRAM = """
import sys, time
from flask import Flask
from quizapp.cli.listening import listen
from quizapp.cli.server import run_server

app = Flask("small")

@app.get("/")
def home():
    return "hello"

@app.get("/slow")
def slow():
    print("begun", flush=True)
    time.sleep(1)
    return "done"

run_server(app, listen("127.0.0.1", int(sys.argv[1])), workers=2, threads=2)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="gunicorn needs fork")


@pytest.fixture
def server(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        start_new_session=True,
    )
    process.url = f"http://127.0.0.1:{port}"
    wait_for(process.url)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            assert fetch(url) == "hello"
        except OSError:
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)
        else:
            return


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - our own address
        return response.read().decode()


def test_ctrl_c_ends_it_quietly_and_well(server):
    # A terminal sends the signal to the whole group.
    os.killpg(server.pid, signal.SIGINT)
    output, _ = server.communicate(timeout=10)
    assert (server.returncode, output) == (0, "")


def test_a_request_under_way_at_ctrl_c_is_answered(server):
    with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2]))) as client:
        client.settimeout(10)
        client.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert server.stdout.readline() == "begun\n"
        os.killpg(server.pid, signal.SIGINT)
        answer = b"".join(iter(lambda: client.recv(4096), b""))
    assert answer.endswith(b"done")
    output, _ = server.communicate(timeout=10)
    assert (server.returncode, output) == (0, "")


def test_nothing_is_left_in_the_home_folder(server, tmp_path):
    assert fetch(server.url) == "hello"
    assert list(tmp_path.iterdir()) == []


AT_ONCE = """
import os, signal, threading
threading.Timer(float(sys.argv[2]), os.killpg, (0, signal.SIGINT)).start()
try:
    run_server("""


@pytest.mark.parametrize("delay", ["0.05", "0.1", "0.15", "0.2"])
def test_ctrl_c_while_workers_start_ends_it_too(delay):
    program = PROGRAM.replace("run_server(app", f"{AT_ONCE}app")
    # Before the server is up, the command line turns the interrupt into an orderly end.
    program += "except KeyboardInterrupt:\n    pass\n"
    done = subprocess.run(
        [sys.executable, "-c", program, "0", delay],
        capture_output=True,
        text=True,
        timeout=9,
        start_new_session=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
