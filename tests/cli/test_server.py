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
from flask import Flask, request
from quizapp.cli import gunicorn_worker
from quizapp.cli.sockets import listen
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

@app.post("/form")
def form():
    return str(len(request.form))

@app.get("/where")
def where():
    return request.url

@app.get("/long")
def long():
    return bytes(50_000_000)

gunicorn_worker.REQUEST_SECONDS, gunicorn_worker.ANSWER_SECONDS = 1, 2
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


def fetch(url: str, timeout: float = 10) -> str:
    with urllib.request.urlopen(url, timeout=timeout) as response:  # noqa: S310 - our own address
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


def sent(server, request: bytes) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2])))
    client.settimeout(10)
    client.sendall(request)
    return client


HALF_REQUESTS = {
    "headers": b"GET / HTTP/1.1\r\nHost: x\r\nX-Rest: ",
    "form": b"POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\na=1",
    "answer": b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("request_", HALF_REQUESTS.values(), ids=HALF_REQUESTS)
def test_clients_that_stop_halfway_do_not_keep_others_out(server, request_):
    # As many on each worker as it has threads, and some more.
    slow = [sent(server, request_) for _ in range(8)]
    try:
        assert fetch(server.url, timeout=30) == "hello"
    finally:
        for client in slow:
            client.close()


def test_a_slow_answer_to_a_whole_request_arrives(server):
    with sent(server, b"GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") as client:
        assert b"".join(iter(lambda: client.recv(4096), b"")).endswith(b"done")


@pytest.mark.parametrize("header", ["X-Forwarded-Proto: https", "SCRIPT_NAME: //evil.example"])
def test_a_client_cannot_say_where_the_site_is(server, header):
    request = f"GET /where HTTP/1.1\r\nHost: x\r\n{header}\r\nConnection: close\r\n\r\n"
    with sent(server, request.encode()) as client:
        answer = b"".join(iter(lambda: client.recv(4096), b""))
    assert answer.endswith(b"http://x/where")


def test_a_request_that_cannot_be_read_leaves_no_trace_of_its_content(server):
    for request in (
        b"GET / HTTP/1.1\r\nHost: x\r\nCookie quizapp_login=canary\r\n\r\n",
        b"GET<x /setup/canary HTTP/1.1\r\nHost: x\r\n\r\n",
    ):
        with sent(server, request) as client:
            assert client.recv(4096).startswith(b"HTTP/1.1 400")
    os.killpg(server.pid, signal.SIGINT)
    output, _ = server.communicate(timeout=10)
    assert "A request could not be read" in output
    assert "canary" not in output
    assert "127.0.0.1" not in output


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
