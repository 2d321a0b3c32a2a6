"""What the processes of a group use, as Linux counts it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


def _processes(group: int) -> list[Path]:
    """Return the folders in /proc of all processes of a group."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            if os.getpgid(int(place.name)) == group:
                found.append(place)
    return found


def cpu_seconds(group: int) -> float:
    """Return the seconds of CPU that the processes of a group have used, their children too."""
    total = 0
    for place in _processes(group):
        with contextlib.suppress(OSError):
            # After the name in brackets: user, kernel, and those of children that have ended.
            fields = (place / "stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, fields[11:15]))
    return total / _CLOCK_TICKS


def megabytes(group: int) -> float:
    """Return the proportional set size of all processes of a group, in MB."""
    total = 0
    for place in _processes(group):
        with contextlib.suppress(OSError):
            lines = (place / "smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
