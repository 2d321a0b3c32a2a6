"""What is used of gunicorn beyond its settings and hooks: a release that changes it fails here."""

import inspect
import sys
from importlib.metadata import version

import pytest

if sys.platform == "win32":
    pytest.skip("gunicorn needs fork", allow_module_level=True)

from gunicorn import SERVER_SOFTWARE
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker
from gunicorn.workers.gthread import TConn, ThreadWorker

from quizapp.cli import gunicorn_server, gunicorn_worker

ADVICE = (
    f"{SERVER_SOFTWARE} differs from 27, which quizapp/cli/gunicorn_*.py were written for. "
    "Read its code beside the reason below, run tests/cli/test_server.py, then raise the cap in "
    "pyproject.toml."
)

USED = [
    (
        ThreadWorker.handle,
        ["self", "conn"],
        "PatientWorker notes when a thread begins with a request, before it is read: the hook "
        "`pre_request` comes after the headers, and half a header would hold the thread for ever.",
    ),
    (
        Worker.notify,
        ["self"],
        "PatientWorker looks at the clock when the worker says that it lives, once a second.",
    ),
    (
        Arbiter.handle_term,
        ["self"],
        "Ctrl-C is passed on as SIGTERM, which has to stay the gentle way to stop.",
    ),
    (BaseApplication.load_config, ["self"], "The options of the server are set here."),
    (BaseApplication.load, ["self"], "The app that was made before is given here."),
    (BaseApplication.run, ["self"], "The server starts here."),
]


def used(entry):
    return entry.__qualname__ if callable(entry) else ""


@pytest.mark.parametrize(("function", "parameters", "reason"), USED, ids=used)
def test_function_that_is_overridden_takes_what_it_took(function, parameters, reason):
    assert list(inspect.signature(function).parameters) == parameters, f"{ADVICE} {reason}"


def test_nothing_else_is_overridden():
    inherited = {
        name
        for kind in (gunicorn_worker.PatientWorker, gunicorn_server.Server)
        for name in vars(kind)
        if any(hasattr(base, name) for base in kind.__bases__) and not name.startswith("__")
    }
    assert inherited == {function.__name__ for function, _, _ in USED} - {"handle_term"}, ADVICE


def test_connection_has_a_socket_that_can_be_shut():
    # PatientWorker shuts down `conn.sock` of the clients that are too slow.
    source = inspect.getsource(TConn.__init__)
    assert "self.sock = sock" in source, ADVICE


def test_worker_says_that_it_lives_about_once_a_second():
    # A worker that slept longer would look at the clock too late.
    source = inspect.getsource(ThreadWorker.run)
    assert "self.notify()" in source, ADVICE
    assert "timeout=1.0" in source, ADVICE


@pytest.mark.parametrize("begin", gunicorn_worker.INDISCREET)
def test_message_about_a_request_begins_as_it_did(begin):
    # DiscreetFilter knows what to leave out of the log by these words.
    sources = inspect.getsource(Worker) + inspect.getsource(ThreadWorker)
    assert f'"{begin}' in sources, ADVICE


def test_version_is_one_that_was_read():
    assert version("gunicorn").split(".")[0] == "27", ADVICE
