"""`quizapp audit verify` on a database as it is."""

from uuid import uuid4

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from quizapp import schema
from quizapp.app import create_app
from quizapp.cli import main
from quizapp.clock import system_clock
from quizapp.config import load_settings
from quizapp.db import close_connections, db, transaction
from quizapp.mark_trail.models import What
from quizapp.mark_trail.services import Note, Place, note


@pytest.fixture
def site(monkeypatch, tmp_path):
    """A site with a trail of two entries; returns what runs a statement in its database."""
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/quizapp.db")
    app = create_app(load_settings())
    with app.app_context():
        schema.upgrade(db.engine, None, system_clock())
        with transaction() as session:
            note(session, [Note(What.GRADEBOOK, Place(uuid4()))] * 2, None, system_clock())
        close_connections()

    def run(*statements):
        with app.app_context():
            with transaction() as session:
                for each in statements:
                    session.execute(text(each))
            close_connections()

    return run


def verify():
    return CliRunner().invoke(main, ["audit", "verify"])


@pytest.mark.usefixtures("site")
def test_a_trail_that_is_whole_is_said_to_be():
    answer = verify()
    assert answer.exit_code == 0
    assert "Intact: 2 entries." in answer.output


@pytest.mark.parametrize(
    ("statement", "at"),
    [
        ("UPDATE mark_trail_entry SET what = 'export' WHERE number = 2", 2),
        ("DELETE FROM mark_trail_entry WHERE number = 2", 2),
        ("DELETE FROM mark_trail_entry WHERE number = 1", 1),
    ],
)
def test_a_trail_that_is_broken_fails_and_says_where(site, statement, at):
    names = ("stays_as_it_is", "reason_is_only_forgotten", "is_kept")
    site(*(f"DROP TRIGGER mark_trail_entry_{name}" for name in names), statement)
    answer = verify()
    assert answer.exit_code == 1
    assert f"breaks at entry {at}" in answer.output
