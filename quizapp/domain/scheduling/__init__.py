"""When to ask which fact again: FSRS-6, one memory per learner and fact, replayed from a log."""

from quizapp.domain.scheduling.calendar import (
    Calendar,
    LearnerCalendar,
    PeriodCalendar,
    learner_calendar,
    learner_day,
)
from quizapp.domain.scheduling.explanation import Explanation, explain
from quizapp.domain.scheduling.fsrs import Rating
from quizapp.domain.scheduling.fuzz import memory_key
from quizapp.domain.scheduling.many import LIKELY, Columns, Figures, Held, standings
from quizapp.domain.scheduling.memory import Memory, recall_chance, update
from quizapp.domain.scheduling.model import FSRS_6, Fsrs6, Model, Strengths
from quizapp.domain.scheduling.parameters import DEFAULT_PARAMETERS, Parameters
from quizapp.domain.scheduling.planning import DayLoad, forecast, study_order
from quizapp.domain.scheduling.refusals import (
    ConflictingReviews,
    InvalidReview,
    InvalidSetting,
    LateReview,
    UnknownTimeZone,
)
from quizapp.domain.scheduling.replay import explain_latest, replay
from quizapp.domain.scheduling.reviews import Review, automatic_rating, guess_chance
from quizapp.domain.scheduling.steps import State
from quizapp.domain.scheduling.strength import (
    STRENGTHS,
    THRESHOLDS,
    Form,
    Strength,
    form_for,
    strength_of,
)

__all__ = [
    "DEFAULT_PARAMETERS",
    "FSRS_6",
    "LIKELY",
    "STRENGTHS",
    "THRESHOLDS",
    "Calendar",
    "Columns",
    "ConflictingReviews",
    "DayLoad",
    "Explanation",
    "Figures",
    "Form",
    "Fsrs6",
    "Held",
    "InvalidReview",
    "InvalidSetting",
    "LateReview",
    "LearnerCalendar",
    "Memory",
    "Model",
    "Parameters",
    "PeriodCalendar",
    "Rating",
    "Review",
    "State",
    "Strength",
    "Strengths",
    "UnknownTimeZone",
    "automatic_rating",
    "explain",
    "explain_latest",
    "forecast",
    "form_for",
    "guess_chance",
    "learner_calendar",
    "learner_day",
    "memory_key",
    "recall_chance",
    "replay",
    "standings",
    "strength_of",
    "study_order",
    "update",
]
