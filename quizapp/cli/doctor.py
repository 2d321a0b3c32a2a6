"""`quizapp doctor`: looks at everything the app stands on and says what to mend."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from quizapp import schema, sqlite
from quizapp.config import Settings, SettingsError, load_settings
from quizapp.mail import NotSent, Server, try_out
from quizapp.schema import SchemaState

NEWEST_TESTED_PYTHON = (3, 14)
FREE_BYTES = 200 * 2**20
MOUNTS = Path("/proc/mounts")
# SQLite's locks do not hold on these.
SHARED_DISKS = ("nfs", "cifs", "smb", "9p", "fuse.sshfs", "glusterfs", "ceph", "afs")
_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: a verdict, and in words what is so and what to do."""

    verdict: Literal["ok", "warn", "fail"]
    subject: str
    said: str


@click.command()
def command() -> None:
    """Check this machine and say what to mend; exits with 1 when something must be.

    Changes nothing.
    """
    findings = list(examine())
    for finding in findings:
        click.echo(click.style(f"{finding.verdict:<5}", fg=_COLOURS[finding.verdict]), nl=False)
        click.echo(f" {finding.subject:<9} {finding.said}")
    if any(finding.verdict == "fail" for finding in findings):
        raise click.exceptions.Exit(1)


def examine() -> Iterator[Finding]:
    """Yield what each check finds; without usable settings there is nothing more to check."""
    yield check_python()
    yield check_sqlite()
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Finding("fail", "Settings", str(error).replace("\n", "; "))
        return
    checks: tuple[Callable[[Settings], Finding], ...] = (
        check_folder,
        check_disk,
        check_secret,
        check_database,
        *([check_mail] if settings.mail_server else []),
    )
    for check in checks:
        yield check(settings)


def check_mail(settings: Settings) -> Finding:
    """Whether the mail server that is set lets us in; nothing is sent."""
    server = Server.of(settings)
    if server is None:
        return Finding("ok", "Mail", "not set up")
    try:
        try_out(server)
    except NotSent as failure:
        return Finding("fail", "Mail", str(failure))
    return Finding("ok", "Mail", f"{server.host}:{server.port}, from {server.sender}")


def check_python(version: tuple[int, int] = sys.version_info[:2]) -> Finding:
    """Whether this Python is one that the app is tested with."""
    name = ".".join(map(str, version))
    if version > NEWEST_TESTED_PYTHON:
        return Finding("warn", "Python", f"{name} is newer than any this version was tested with.")
    return Finding("ok", "Python", name)


def check_sqlite() -> Finding:
    """Whether SQLite is free of the WAL-reset corruption bug."""
    driver = sqlite.driver()
    name = f"{driver.sqlite_version} ({driver.__name__.partition('.')[0]})"
    if sqlite.is_sound(driver):
        return Finding("ok", "SQLite", name)
    return Finding(
        "warn",
        "SQLite",
        f"{name} can damage a database when two programs write at once (fixed in 3.51.3). "
        "quizapp lets one write at a time; do not open its file with another program, or "
        "use PostgreSQL.",
    )


def check_folder(settings: Settings) -> Finding:
    """Whether the app's data can be written."""
    folder = settings.instance.resolve()
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        return Finding(
            "fail",
            "Folder",
            f"{nearest} cannot be written: {error.strerror}. Make it writable, or name another "
            "folder with QUIZAPP_INSTANCE.",
        )
    free = shutil.disk_usage(nearest).free
    if free < FREE_BYTES:
        return Finding("warn", "Folder", f"{folder}: only {free // 2**20} MB are free. Make room.")
    made = "" if folder.exists() else " (made at the first start)"
    return Finding("ok", "Folder", f"{folder}{made}, writable, {free / 2**30:.1f} GB free")


def check_disk(settings: Settings, mounts: Path = MOUNTS) -> Finding:
    """Whether a SQLite database lies on a disk of this machine, where its locks hold."""
    if settings.database.get_backend_name() != "sqlite":
        return Finding("ok", "Disk", "holds no database: that is on a server")
    if not mounts.exists():
        return Finding("ok", "Disk", "kind unknown here; keep the data on this machine's own disk")
    path = Path(settings.database.database or "").resolve()
    kind = _kind_of_disk(path, mounts.read_text("utf-8"))
    if kind.startswith(SHARED_DISKS):
        return Finding(
            "fail",
            "Disk",
            f"{path.parent} is on a network disk ({kind}), where SQLite can damage its file. "
            "Name a local folder with QUIZAPP_INSTANCE, or use PostgreSQL.",
        )
    return Finding("ok", "Disk", f"local ({kind})")


def check_secret(settings: Settings) -> Finding:
    """Whether the secret that signs cookies is kept, and to itself."""
    if settings.secret_key is not None:
        return Finding("ok", "Secret", "given in SECRET_KEY")
    path = settings.instance / "secret"
    if not path.exists():
        return Finding("ok", "Secret", "none yet: the first start makes one")
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        return Finding("warn", "Secret", f"others can read {path}. Run: chmod 600 {path}")
    return Finding("ok", "Secret", f"kept in {path}")


def check_database(settings: Settings) -> Finding:
    """Whether the database answers and fits this code."""
    url = settings.database
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite and url.database and not Path(url.database).exists():
        return Finding("warn", "Database", schema.advice(SchemaState.EMPTY))
    shown = url.render_as_string(hide_password=True)
    try:
        engine = create_engine(url, **({"module": sqlite.driver()} if is_sqlite else {}))
        try:
            state = schema.check_version(engine)
        finally:
            engine.dispose()
    except ModuleNotFoundError as error:
        return Finding(
            "fail", "Database", f"{error.name} is missing. Run: pip install 'psycopg[binary]'"
        )
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        return Finding(
            "fail", "Database", f"{shown} cannot be used: {said}. {_way_on(is_sqlite=is_sqlite)}"
        )
    if state is SchemaState.OK:
        return Finding("ok", "Database", f"{shown} is up to date")
    waiting = state in {SchemaState.EMPTY, SchemaState.OLD}
    return Finding("warn" if waiting else "fail", "Database", schema.advice(state))


def _way_on(*, is_sqlite: bool) -> str:
    if is_sqlite:
        return "Stop quizapp and restore a copy: quizapp restore instance/backups/FILE"
    return "See that the server runs and that DATABASE_URL names it rightly."


def _kind_of_disk(path: Path, mounts: str) -> str:
    kinds = {}
    for line in mounts.splitlines():
        _, place, kind, *_ = line.split(" ")
        # The kernel writes a space as \040; a later line covers an earlier one.
        kinds[Path(place.replace(r"\040", " "))] = kind
    return next((kinds[each] for each in (path, *path.parents) if each in kinds), "unknown")
