"""The words of English that a dependency brings along, read once."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from quizapp.domain.typed.vocabulary import NO_WORDS, Vocabulary

_PACKAGE, _FILE = "symspellpy", "frequency_dictionary_en_82_765.txt"


@cache
def load_english() -> Vocabulary:
    """Return some 80,000 words; raises FileNotFoundError where they are not installed."""
    # Only the file is wanted: to import the package would cost more than to read it.
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise FileNotFoundError(f"{_PACKAGE} is not installed")
    lines = Path(found.origin).with_name(_FILE).read_text("utf-8-sig").splitlines()
    return Vocabulary((word, int(count)) for word, count in map(str.split, lines))


def words_of(language: str) -> Vocabulary:
    """Return the words of a language, by its tag: those of English, and none of others."""
    return load_english() if language.partition("-")[0].casefold() == "en" else NO_WORDS
