"""What `quizapp serve` does between taking the port and answering."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from quizapp import logging
from quizapp.accounts.services import renew_setup_link
from quizapp.cli.application import (
    opened_app,
    read_settings,
    require_current_database,
    upgrade_database,
)
from quizapp.cli.bank_loading import load_folders
from quizapp.clock import now
from quizapp.config import Settings
from quizapp.db import transaction


@dataclass(frozen=True, slots=True)
class Started:
    """An app that is ready to serve, and the link for whoever keeps it, if nobody does yet."""

    app: Flask
    settings: Settings
    setup_link: str | None


def start(address: str, *, upgrade: bool, folder: Path | None) -> Started:
    """Return the app on a database that fits it, with the banks of `folder` loaded.

    Raises ClickException for whatever keeps it from serving. No connection is left open.
    """
    settings = read_settings()
    logging.set_up(settings.log_format, settings.log_level)
    with opened_app(settings) as app:
        if upgrade:
            upgrade_database(settings)
        require_current_database()
        if folder is not None:
            load_folders(sorted(path.parent for path in folder.glob("*/bank.yaml")), quiet=True)
        with transaction() as session:
            token = renew_setup_link(session, now())
    return Started(app, settings, f"{address}/setup/{token}" if token else None)
