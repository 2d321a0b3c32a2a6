"""What every form of a page begins with, and a part of WTForms that its types leave out."""

from __future__ import annotations

from flask_wtf import FlaskForm

# WTForms documents it, and its stubs lack it.
from wtforms.fields import SelectChoice as SelectChoice  # type: ignore[attr-defined]


# Flask-WTF has no types.
class BaseForm(FlaskForm):  # type: ignore[misc]
    """A form that is sent with a token against forged requests."""
