"""What is known of a copy, and the names that copies get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizapp.backups.errors import BackupError
from quizapp.schema import SchemaState, state_of_revision

VERSION_TABLE = "alembic_version"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was checked: its file, the version of its tables, and how full each is."""

    path: Path
    revision: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, where the database before it is kept, and who is deleted again."""

    copy: Copy
    kept: Path | None
    deleted_again: int


def refuse_unknown(path: Path, revision: str) -> None:
    """Raise BackupError for a copy that a newer version made."""
    if state_of_revision(revision) is SchemaState.NEWER:
        raise BackupError(
            f"{path} is from a newer version of quizapp than this one ({revision!r:.40}). "
            "Nothing was changed. Install that version, then restore it."
        )
