"""How a text begins and ends as writing, in scripts with capitals and in those without."""

from __future__ import annotations

import re

_BEFORE = "¿¡"
# A full stop in the scripts of the world; Thai and Lao write none.
_END = re.compile(r"[.!?…}。．！？｡؟۔।॥։።။៕\u0e00-\u0eff][\s'\"’”»)」』]*\Z")


def begins_small(text: str) -> bool:
    """Tell whether `text` begins with a letter that has a capital, and does not use it.

    “iPhone” and “e-mail” are written so wherever they stand. A digit, a sign and a letter of
    a script without capitals, such as Arabic, Japanese or Georgian, begin neither small nor large.
    """
    text = text.lstrip(_BEFORE)
    after = text[1:2]
    return _has_case(text) and text[0].islower() and not (after.isupper() or after in {"-", "‑"})


def begins_with_case(text: str) -> bool:
    """Tell whether `text` begins with a letter that is either small or a capital."""
    return _has_case(text.lstrip(_BEFORE))


def is_ended(text: str) -> bool:
    """Tell whether `text` ends as a sentence of its script does."""
    return _END.search(text.strip()) is not None


def _has_case(text: str) -> bool:
    # Georgian letters are “small” in Unicode, but no sentence begins with their capitals.
    first = text[:1]
    return first.isupper() or first.title() != first
