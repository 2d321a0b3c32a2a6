"""Why drafts are held back: a code for programs, and the words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.generation.checks import Finding

TITLES: Mapping[str, str] = {
    "changed": "It has changed since",
    "conflict": "The sources disagree about it",
    "evidence": "The words of the article do not prove it exactly",
    "wording": "It says something that the quoted words do not",
    "key": "It gives its answer away, or asks for something else",
    "context": "The sentences before it are not those of the article, or tell the answer",
    "references": "It points to something that only readers of the article know",
    "flags": "It is put more surely than the article puts it",
    "time": "It depends on when the article was written",
    "one-answer": "Another answer would be right as well",
    "true-option": "A wrong answer may be right",
    "levels": "An answer is of another sort than the others",
    "true-false": "The false sentence is not false in one thing only",
    "form": "The sentence did not come out whole",
    "length": "It is too long, or says too little",
    "duplicate": "It is asked already",
    "guessed": "It can be answered without knowing it",
    "dull": "It is hardly worth asking",
    "balance": "There are enough true and false sentences",
    "offices": "There are enough questions about who holds an office",
    "sentence": "There are enough questions about the same sentence",
    "enough": "There are better questions about the same",
}
"""What people call the codes; what is wrong with a draft comes first, what is merely spare last."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its ``code``, a sentence for people, and where it was a check, what to do.

    ``field`` is the path of a finding, for programs.
    """

    code: str
    text: str
    field: str = ""
    remedy: str = ""

    @classmethod
    def of(cls, finding: Finding) -> Reason:
        """Return what a check found."""
        return cls(finding.check, finding.message, finding.field, finding.remedy)

    @property
    def title(self) -> str:
        """What people call reasons of this sort; its own sentence for one that has no code."""
        return TITLES.get(self.code, self.text)

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        return f"{where}{self.text} {self.remedy}".strip()
