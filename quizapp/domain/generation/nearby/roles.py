"""What sort of role somebody has, read from the words beside the name."""

from __future__ import annotations

import re

_ROLES = {
    "official": r"minister|president|premier|governor|mayor|chancellor|senator|councillor|cllr"
    r"|ambassador|commissioner|secretary|king|queen|prince|princess|spokes\w+|deputy|mp|official",
    "law": r"judge|justice|magistrate|lawyer|attorney|advocate|prosecutor|barrister|solicitor",
    "scholar": r"professors?|prof|lecturers?|scientist|researcher|dr|doctor|nurse|\w+ologist"
    r"|astronomer|physicist|chemist|historian|author|teaches|studies|university|institute",
    "business": r"executive|director|chairman|chairwoman|owner|founder|founded|analyst|economist"
    r"|manager|company|firm|financial|finance chief|securities|bank|broker",
    "sport": r"captain|winger|midfielder|striker|goalkeeper|defender|coach|referee|player|seed"
    r"|champion|umpire|arbiter|runner|swimmer|cyclist",
    "campaign": r"union|association|campaign|forum|charity|chairs|leader|organi[sz]er|residents?",
    "force": r"general|colonel|major|admiral|sergeant|lieutenant|inspector|detective"
    r"|police|officer",
}
_PATTERNS = {role: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for role, words in _ROLES.items()}


def roles(words: str) -> frozenset[str]:
    """Return the sorts of role that the words speak of: official, law, scholar, business..."""
    return frozenset(role for role, pattern in _PATTERNS.items() if pattern.search(words))
