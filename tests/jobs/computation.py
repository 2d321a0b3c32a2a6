"""What the jobs of the tests compute, in a process of their own."""

import os
import signal
import sys
import time


def compute(given, report):
    """Do what ``given["do"]`` says, after noting this process's id in the file ``given["pid"]``."""
    if "pid" in given:
        with open(given["pid"], "a") as file:  # noqa: PTH123
            file.write(f"{os.getpid()}\n")
    return globals()[f"do_{given['do']}"](given, report)


def do_add(given, report):
    report(1, 2, "Adding")
    report(2, 2, "Added")
    return {"sum": sum(given["numbers"])}


def do_environment(_given, _report):
    return dict(os.environ)


def do_print(_given, _report):
    print("not the result")  # noqa: T201
    sys.stderr.write("x" * 1_000_000)
    return {"large": "y" * 1_000_000}


def do_raise(_given, _report):
    raise ValueError("the third line is odd")


def do_exit(_given, _report):
    os._exit(3)


def do_die(_given, _report):
    os.kill(os.getpid(), signal.SIGKILL)


def do_sleep(given, report):
    report(1, 2, "Sleeping")
    time.sleep(given.get("seconds", 600))
    return {"slept": True}


def do_hold(_given, _report):
    held = [bytes(50_000_000) for _ in range(100)]
    return {"held": len(held)}
