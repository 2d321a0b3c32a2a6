"""From `quizapp serve` to the first page, against importing Flask and SQLAlchemy."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from quizapp.app import create_app
from tests.benchmarks.kill_server import Server, free_port
from tests.benchmarks.measuring import wall_seconds
from tests.benchmarks.surroundings import benchmark_settings, load, shipped_bank

GOAL_SECONDS = 1.5
STARTS = 5


def measure() -> list[str]:
    """Return the lines of the figure: the second and later starts of a filled instance."""
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as name:
        folder = Path(name)
        load(create_app(benchmark_settings(folder)), shipped_bank())
        serve, imports = [], []
        for _ in range(STARTS):
            imports.append(wall_seconds(_import))
            serve.append(_first_page(folder))
    return [
        f"start to first page: {min(serve) / min(imports):.2f} x importing Flask and SQLAlchemy",
        f"  {min(serve):.2f} s (goal {GOAL_SECONDS}) against {min(imports):.2f} s,"
        f" best of {STARTS}",
    ]


def _import() -> None:
    subprocess.run([sys.executable, "-c", "import flask, sqlalchemy"], check=True)


def _first_page(folder: Path) -> float:
    server = Server(folder, free_port())
    try:

        def start() -> None:
            server.start()
            server.wait("/")

        return wall_seconds(start)
    finally:
        server.kill()
