"""Folders that come with the code: at the top of a checkout, inside the package of a wheel."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path


def folder(name: str) -> Path:
    """Return the folder of this name, wherever this copy of quizapp keeps it.

    Where there is neither, the path is that of the checkout, and nothing stands there.
    """
    # pip unpacks wheels, so that the folder exists as long as the package does.
    with as_file(files("quizapp")) as package:
        inside = package / "data" / name
        return inside if inside.is_dir() else package.parent / name


MIGRATIONS = folder("migrations")
QUESTIONS = folder("questions")
