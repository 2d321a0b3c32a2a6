"""The sections of the admin area: a new one is a line here, and its page extends admin/_frame."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, url_for

# In the order in which they are shown. One whose pages are not there is left out.
SECTIONS = (
    ("People", "admin.people"),
    ("Banks", "admin.banks"),
    ("Jobs", "admin.jobs"),
    ("Log", "admin.log"),
    ("Audit", "admin.trail"),
    ("Retention", "admin.retention"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section's name and the address of its first page."""

    label: str
    url: str


def sections() -> list[Section]:
    """Return the sections that this app has."""
    return [
        Section(label, url_for(endpoint))
        for label, endpoint in SECTIONS
        if endpoint in current_app.view_functions
    ]
