"""The words for what a question is: its form, how far it has come, who wrote it."""

from __future__ import annotations

from enum import StrEnum


class QuestionKind(StrEnum):
    """The forms a question can take."""

    MULTIPLE_CHOICE = "multiple_choice"
    MULTIPLE_RESPONSE = "multiple_response"
    TRUE_FALSE = "true_false"
    SHORT_ANSWER = "short_answer"
    NUMERIC = "numeric"
    CLOZE = "cloze"
    MATCHING = "matching"
    ORDERING = "ordering"
    ESSAY = "essay"
    FLASHCARD = "flashcard"


class QuestionStatus(StrEnum):
    """Only published questions are asked; retired ones keep their history."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class Origin(StrEnum):
    """Who wrote the words: the engine, a person mending the engine, or a person alone."""

    ENGINE = "engine"
    EDITED = "edited"
    HAND = "hand"


class Side(StrEnum):
    """On which side of the right number another one is still right."""

    BOTH = "both"
    BELOW = "below"
    ABOVE = "above"
