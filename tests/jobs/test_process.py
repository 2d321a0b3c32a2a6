"""The process of a job: it says how far it is, it ends when it must, and it knows no secret."""

import os
import signal
import subprocess
import sys
from contextlib import closing

import psutil
import pytest

from quizapp.jobs.process import Computed, Fault, JobProcess, ProcessEnded
from quizapp.queue.execution import Progress

MODULE = "tests.jobs.computation"
WAIT = 60


def started(do, **given):
    limits = {"seconds": 60, "memory": 1_500_000_000}
    return closing(JobProcess(MODULE, {"do": do, **given}, **limits))


def said(process):
    return process.message(WAIT)


def test_it_says_how_far_it_is_and_then_what_it_has_found():
    with started("add", numbers=[1, 2, 3]) as process:
        assert said(process) == Progress(1, 2, "Adding")
        assert said(process) == Progress(2, 2, "Added")
        assert said(process) == Computed({"sum": 6})


def test_nothing_is_said_by_a_process_that_has_nothing_to_say():
    with started("sleep") as process:
        assert said(process) == Progress(1, 2, "Sleeping")
        assert process.message(0.01) is None


def test_what_a_library_prints_is_not_taken_for_the_result():
    with started("print") as process:
        assert len(said(process).record["large"]) == 1_000_000


def test_large_input_comes_through():
    numbers = list(range(500_000))
    with started("add", numbers=numbers) as process:
        said(process)
        said(process)
        assert said(process) == Computed({"sum": sum(numbers)})


def test_it_knows_no_setting_and_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setenv("DATABASE_URL", "canary")
    with started("environment") as process:
        found = said(process).record
    assert "canary" not in found.values()


def test_an_exception_is_told_with_its_trace():
    with started("raise") as process:
        fault = said(process)
    assert isinstance(fault, Fault)
    assert fault.detail.rstrip().endswith("ValueError: the third line is odd")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound memory")
def test_too_much_memory_is_told_apart():
    with started("hold") as process:
        assert said(process) == Fault("memory", "")


@pytest.mark.parametrize(("do", "how"), [("exit", "exit code 3"), ("die", "signal 9")])
def test_an_end_without_a_word_is_told(do, how):
    with started(do) as process, pytest.raises(ProcessEnded, match=how):
        said(process)


def test_closing_ends_it_wherever_it_is(tmp_path):
    with started("sleep", pid=str(tmp_path / "pid")) as process:
        said(process)
        pid = int((tmp_path / "pid").read_text())
        assert psutil.pid_exists(pid)
    assert not psutil.pid_exists(pid)


PARENT = """
import os, sys
from quizapp.jobs.process import JobProcess
given = {"do": "sleep", "pid": sys.argv[1]}
process = JobProcess("tests.jobs.computation", given, seconds=60, memory=10**9)
process.message(60)
print("ready", flush=True)
process.message(600)
"""


def test_it_ends_when_its_worker_is_killed(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "pid")],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert parent.stdout.readline() == b"ready\n"
    child = psutil.Process(int((tmp_path / "pid").read_text()))
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    psutil.wait_procs([child], timeout=30)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
