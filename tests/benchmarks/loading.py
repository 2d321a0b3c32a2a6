"""Reading and loading a bank of 1,000 questions against parsing its YAML and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import yaml

from quizapp import schema
from quizapp.app import create_app
from quizapp.banks.importing import load_bank
from quizapp.db import close_connections, db, transaction
from quizapp.domain.formats.native import read_bank, write_bank
from tests.benchmarks.measuring import Side, cpu_milliseconds
from tests.benchmarks.surroundings import benchmark_settings, shipped_bank

# PyYAML's C parser where there is one, as the app uses it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def measure(rounds: int = 3) -> list[str]:
    """Return the lines of the figure, all per 1,000 questions of the shipped bank."""
    bank = shipped_bank()
    files = write_bank(bank)
    texts = [content for path, content in files.items() if path.endswith(".yaml")]
    sides = [
        _side("parse", lambda: [yaml.load(text, LOADER) for text in texts]),  # noqa: S506 - a safe one
        _side("read", lambda: read_bank(files)),
    ]
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder:
        app = create_app(benchmark_settings(Path(folder)))
        with app.app_context():
            schema.upgrade(db.engine, None, datetime.now(UTC))

            def load() -> None:
                with transaction() as session:
                    load_bank(session, bank, loaded_hash="", now=datetime.now(UTC))

            first = cpu_milliseconds([_side("first", load)], 1)
            spent = cpu_milliseconds([*sides, _side("again", load)], rounds) | first
            db.session.remove()
            close_connections()
    thousand = 1000 / len(bank.questions)
    parse = spent["parse"]
    return [
        f"bank load: {(spent['read'] + spent['first']) / parse:.1f} x parsing its YAML",
        f"  CPU for 1,000 questions ({len(bank.questions)} measured): parse YAML"
        f" {parse * thousand:.0f} ms; read and check {spent['read'] * thousand:.0f} ms;"
        f" first load {spent['first'] * thousand:.0f} ms;"
        f" load again, nothing new {spent['again'] * thousand:.0f} ms",
    ]


def _side(name: str, run: Callable[[], object]) -> Side:
    return Side(name, lambda: [None], lambda _: run())
