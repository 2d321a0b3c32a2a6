"""What is wrong with the files of a bank, by file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from quizapp.domain.errors import DomainError


@dataclass(frozen=True, slots=True, order=True)
class FileFault:
    """One thing that is wrong in a file; ``line`` counts from 1."""

    path: str
    line: int
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} {self.remedy}".rstrip()


class InvalidBankFiles(DomainError):
    """Files that make no bank; ``faults`` names everything wrong, by file and line."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that ``word`` was probably meant to be, or an empty string."""
    close = get_close_matches(word[:100].casefold(), list(known), n=1, cutoff=0.6)
    return close[0] if close else ""
