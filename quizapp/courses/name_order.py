"""In which order the people of a course stand by their family names."""

from __future__ import annotations

from sqlalchemy import func

from quizapp.accounts.models import User
from quizapp.accounts.name_order import BY_NAME
from quizapp.courses.models import Enrolment

_FAMILY = func.coalesce(func.nullif(Enrolment.family_key, ""), User.family_key)
_NAMELESS, *_WHOLE = BY_NAME
BY_FAMILY = (_NAMELESS, _FAMILY, *_WHOLE)
"""Of a statement that has enrolments and users: as a list of students said, else the last word."""
