"""In which order people stand wherever they are listed."""

from __future__ import annotations

from sqlalchemy import case

from quizapp.accounts.models import User

BY_NAME = (case((User.name_key.is_(None), 1), else_=0), User.sort_key, User.name_key, User.id)
"""By name, as people read it; guests and whoever was erased have none and stand last."""
