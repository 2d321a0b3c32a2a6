"""What every form of a page begins with, and a part of WTForms that its types leave out."""

from __future__ import annotations

from flask_wtf import FlaskForm

# WTForms documents it, and its stubs lack it.
from wtforms.fields import SelectChoice as SelectChoice  # type: ignore[attr-defined]

OTHERS_FIRST = (
    "Nothing is saved yet: somebody else has changed this since you opened it. What they set "
    "stands beside yours. Save again to set what stands here."
)
"""What is said above a form that would undo what its sender has not seen."""


# Flask-WTF has no types.
class BaseForm(FlaskForm):  # type: ignore[misc]
    """A form that is sent with a token against forged requests."""
