"""The least that Flask can do to take an answer: one SELECT and one INSERT through the ORM."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

from quizapp import sqlite

CARDS = 10_000
SETTINGS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL")


def floor_app(folder: Path) -> Flask:
    """Return an app with one route, ``POST /answer``, on a SQLite file of the same settings."""
    app = Flask("floor")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder / 'floor.db'}"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"module": sqlite.driver()}
    db = SQLAlchemy(app)

    class Card(db.Model):  # type: ignore[name-defined,misc]
        id: Mapped[int] = mapped_column(primary_key=True)
        front: Mapped[str]
        due: Mapped[int] = mapped_column(index=True)

    class Answered(db.Model):  # type: ignore[name-defined,misc]
        id: Mapped[int] = mapped_column(primary_key=True)
        card_id: Mapped[int] = mapped_column(index=True)
        rating: Mapped[int]
        at: Mapped[float]

    numbers = itertools.cycle(range(1, CARDS + 1))

    @app.post("/answer")
    def answer() -> ResponseReturnValue:
        card = db.session.get(Card, next(numbers))
        due = card.due
        db.session.add(Answered(card_id=card.id, rating=3, at=time.time()))
        db.session.commit()
        return jsonify(due=due)

    with app.app_context():
        event.listen(db.engine, "connect", _configure)
        db.create_all()
        db.session.execute(
            db.insert(Card),
            [{"id": each, "front": f"q{each}", "due": each % 365} for each in range(1, CARDS + 1)],
        )
        db.session.commit()
    return app


def _configure(connection: object, _record: object) -> None:
    for pragma in SETTINGS:
        connection.execute(pragma)  # type: ignore[attr-defined]
