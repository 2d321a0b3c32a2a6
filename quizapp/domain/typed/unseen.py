"""Letters that nobody sees: dropped before anything that was typed is compared."""

from __future__ import annotations

import re

# What Unicode calls default ignorable, but for the fillers that stand for a space below: soft
# hyphens, zero width spaces, joiners, marks of direction, byte order marks, variation selectors;
# and the line that stretches an Arabic word.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u0640\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
# Letters by their category, white by their look.
_EMPTY = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")


def visible(text: str) -> str:
    """Return the text without letters that nobody sees; fillers become spaces."""
    return text if text.isascii() else _EMPTY.sub(" ", _UNSEEN.sub("", text))


def is_empty(text: str) -> bool:
    """Whether a text shows nothing."""
    return not visible(text).strip()
