"""An article as it was read, whatever kind of file it came in."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.importers.file_types import FileKind


@dataclass(frozen=True, slots=True)
class RawArticle:
    """A text and what is guessed of it; guesses are empty where nothing speaks for one.

    ``text`` has Unix line breaks and no character that nobody can see, and is never rewritten
    afterwards. ``published`` is an ISO date. ``notes`` are sentences for people about what could
    not be read as it was meant.
    """

    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    kind: FileKind = FileKind.PLAIN
    notes: tuple[str, ...] = ()
