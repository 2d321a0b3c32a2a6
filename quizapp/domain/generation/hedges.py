"""Words that leave open whether something is so, or will be: “may”, “plans to”, “perhaps”."""

from __future__ import annotations

import re

_WISHES = r"expect|plan|hope|intend|aim|want|wish|propose|promise|pledge|vow|threaten|seem|appear"
_HELD = (
    r"expected|planned|intended|scheduled|slated|due|set|supposed|thought|believed|said|assumed"
    r"|presumed|understood|estimated|rumoured|rumored|feared|poised|meant|hoped|projected|forecast"
    r"|reported|alleged|claimed|likely"
)
_HEDGE = re.compile(
    r"\b(?:(?-i:may)|might|could|would|should|ought|likely|unlikely|probabl[ey]|possibl[ey]|perhaps"
    r"|maybe|presumably|reportedly|allegedly|apparently|supposedly|seemingly|ostensibly|purportedly"
    r"|rumou?rs?|(?:is|are|was|were|am|be|been) (?:not )?to"
    rf"|(?:{_WISHES})(?:s|d|ed|n?ing)? to|hoping to|proposing to|(?:{_HELD}) to"
    r"|considering|(?:planned|scheduled|slated|due|expected|proposed) (?:for|in|on|by|from)"
    r"|(?:estimat|suspect|believ|think|thought|assum|suppos|suggest|guess|fear|hop|expect)\w* that"
    r")\b",
    re.IGNORECASE,
)


def hedged(text: str) -> bool:
    """Whether the text says that something may be so, is thought so, or is only planned."""
    return bool(_HEDGE.search(text))
