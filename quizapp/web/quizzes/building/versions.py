"""The number of the version that a page of a quiz was drawn from."""

from __future__ import annotations

from flask import request


def version_sent() -> int:
    """Return the number that a form brings; 0, which no version has, for what is none."""
    typed = request.form.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
