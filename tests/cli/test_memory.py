"""The memory of a server: what was needed for a moment goes back to the system."""

import subprocess
import sys

import pytest

CHECK = """
import ctypes, psutil
from quizapp.cli.memory import give_big_blocks_back
told = give_big_blocks_back()
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
library.free.argtypes = [ctypes.c_void_p]
def take_and_free():
    block = library.malloc(19 << 20)
    ctypes.memset(ctypes.c_void_p(block), 1, 19 << 20)
    library.free(block)
# glibc gives the very first one back anyway, and keeps those that follow.
take_and_free()
before = psutil.Process().memory_info().rss
take_and_free()
print(told, psutil.Process().memory_info().rss - before < 1 << 20)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="mallopt is of Linux")
def test_big_blocks_go_back_to_the_system() -> None:
    # In a process of its own: it cannot be taken back.
    done = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
