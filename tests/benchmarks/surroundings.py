"""A bank, a database file and an app for a benchmark, in a folder of its own."""

from __future__ import annotations

import contextlib
import dataclasses
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from pydantic import SecretStr

from quizapp import schema
from quizapp.app import create_app
from quizapp.banks.importing import load_bank
from quizapp.cli.bank_files import read_files
from quizapp.config import Settings
from quizapp.db import close_connections, db, transaction
from quizapp.domain.banks import Bank
from quizapp.domain.formats.native import read_bank
from quizapp.domain.generation.pipeline import questions_for_bank
from quizapp.domain.questions import QuestionStatus

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "questions" / "us-japan-alliance"


def shipped_bank() -> Bank:
    """Return the bank that ships; where it has no questions yet, with those the engine makes."""
    files = read_files(SHIPPED)
    if "questions.yaml" in files:
        return read_bank(files)
    bank = read_bank(files | {"questions.yaml": b"questions: []\n"})
    published = (
        dataclasses.replace(question, status=QuestionStatus.PUBLISHED)
        for question in questions_for_bank(bank).questions
    )
    return dataclasses.replace(bank, questions=tuple(published))


def benchmark_settings(folder: Path, database: str = "") -> Settings:
    """Return settings of an instance in a folder, whatever the environment says.

    Its database is a file there, if none is named.
    """
    return Settings(
        instance=folder,
        database_url=database or f"sqlite:///{folder / 'quizapp.db'}",
        secret_key=SecretStr("for benchmarks: 0123456789 abcdefghijklm"),
        log_level="WARNING",
    )


def load(app: Flask, bank: Bank) -> None:
    """Migrate the app's database and load a bank."""
    with app.app_context():
        schema.upgrade(db.engine, None, datetime.now(UTC))
        with transaction() as session:
            load_bank(session, bank, loaded_hash="", now=datetime.now(UTC))
        db.session.remove()


@contextlib.contextmanager
def filled_app() -> Iterator[Flask]:
    """Make an app on a database file with the shipped bank in it; all is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as folder:
        app = create_app(benchmark_settings(Path(folder)))
        load(app, shipped_bank())
        try:
            yield app
        finally:
            with app.app_context():
                close_connections()
