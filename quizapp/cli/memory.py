"""Keeping the memory of a server that runs for weeks small."""

from __future__ import annotations

import ctypes
import gc
import sys

_BIG = 1024 * 1024
# https://man7.org/linux/man-pages/man3/mallopt.3.html
_MMAP_THRESHOLD = -3


def give_big_blocks_back() -> bool:
    """Let the C library give memory back to the system as soon as a big block is freed.

    Checking a password takes 19 MiB for 20 ms. After the first one glibc would keep such blocks for
    the next one, in each thread: 80 MB for each worker. Children that are forked inherit this.
    Returns whether this system's library can be told; others are left as they are.
    """
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(_MMAP_THRESHOLD, _BIG))


def share_with_children() -> None:
    """Leave what is loaded by now out of garbage collection, for the children to be forked.

    Looking at an object writes into its page, and what is written to is no longer shared.
    """
    gc.collect()
    gc.freeze()
