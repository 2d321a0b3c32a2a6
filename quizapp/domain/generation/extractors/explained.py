"""From a sentence that explains to its fact: told whole, behind what it leans on."""

from __future__ import annotations

from quizapp.domain.facts import Fact, Text
from quizapp.domain.generation.clauses.lessons import Explained
from quizapp.domain.generation.extractors.building import Found, fact_of


def explained_fact(told: Explained, found: Found, *, general: bool) -> Fact | None:
    """Return the fact; nothing where what is shown before tells its value, or it is not exact.

    A ``general`` truth needs no name to be understood.
    """
    if found.value.text in told.context:
        return None
    return fact_of(
        told.document,
        told.reading,
        told.span,
        found,
        whole=True,
        general=general,
        clausal=isinstance(found.value, Text),
        context=told.context,
    )
