"""Print the figures: `python -m tests.benchmarks`, or some of them: `... answer pages`."""

from __future__ import annotations

import argparse
import os
import platform
from importlib import import_module

FIGURES = (
    *("answer", "memory", "loading", "start", "drawing", "gradebook", "pages", "analysis"),
    *("class_memory", "class_pages", "student"),
    "watching",
)
"""Modules of this folder with a function ``measure() -> list[str]``."""


def main() -> None:
    """Measure what was asked for, one after the other; each stands alone."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=f"any of {', '.join(FIGURES)}")
    chosen = parser.parse_args().figures or FIGURES
    unknown = sorted(set(chosen) - set(FIGURES))
    if unknown:
        parser.error(f"there is no figure {', '.join(unknown)}; choose of {', '.join(FIGURES)}")
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}")
    for name in chosen:
        for line in import_module(f"tests.benchmarks.{name}").measure():
            print(line, flush=True)


if __name__ == "__main__":
    main()
