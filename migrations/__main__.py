"""Write the next migration from what the models say: python -m migrations "Add a column"."""

from __future__ import annotations

import argparse
import subprocess
import sys

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from quizapp import schema, sqlite
from quizapp.app import all_tables
from quizapp.clock import system_clock


def main() -> None:
    """Compare the models with the migrations so far and write the difference as a new file."""
    parser = argparse.ArgumentParser(prog="python -m migrations", description=__doc__)
    parser.add_argument("message", help="what changes, as a short sentence")
    arguments = parser.parse_args()
    versions = schema.FOLDER / "versions"
    config = schema.configuration()
    script = ScriptDirectory.from_config(config)
    number = len(list(script.walk_revisions())) + 1
    engine = create_engine("sqlite://", module=sqlite.driver(), poolclass=StaticPool)
    sqlite.prepare(engine)
    schema.upgrade(engine, None, system_clock())
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        config.attributes["metadata"] = all_tables()
        command.revision(
            config, message=arguments.message, rev_id=f"{number:04}", autogenerate=True
        )
    for action in ("format", "check"):
        tidy = [sys.executable, "-m", "ruff", action, "--quiet", str(versions)]
        subprocess.run(tidy, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
