"""How much text is used, and the note that says so when there is more."""

from __future__ import annotations

from quizapp.domain.generation.parsing import LONGEST_WORD, has_endless_word

TEXT_LIMIT = 200_000
"""The most characters of text that are used, about 33,000 words: more than any article has."""


def within_limit(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what is used of a text, whole lines or words of it, and a note if it is not all."""
    if len(text) <= TEXT_LIMIT:
        return text, ()
    end = text.rfind("\n", 0, TEXT_LIMIT)
    if end < TEXT_LIMIT // 2:
        end = text.rfind(" ", 0, TEXT_LIMIT)
    cut = text[: end if end > 0 else TEXT_LIMIT].rstrip()
    note = (
        f"The text has more than {TEXT_LIMIT:,} characters; the first {len(cut):,} were used. "
        "Split it into several files to use all of it."
    )
    return cut, (note,)


def endless_words(text: str) -> tuple[str, ...]:
    """Return a note if lines of the text are left out because of a word that is none."""
    lines = sum(map(has_endless_word, text.split("\n")))
    if not lines:
        return ()
    which = "One line holds" if lines == 1 else f"{lines} lines hold"
    return (
        f"{which} a word of more than {LONGEST_WORD:,} letters; no fact is looked for there. "
        "Take such words out to use the rest of the line.",
    )
