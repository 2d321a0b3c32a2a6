"""Why a file cannot be read as an article."""

from __future__ import annotations


class UnreadableArticle(ValueError):
    """The bytes hold no article; the message says why and what to do."""


class UnsupportedLanguage(UnreadableArticle):
    """The text is in a language that no rules exist for; the message names it."""
