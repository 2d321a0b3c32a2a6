"""What a bank holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from quizapp.domain.banks import Bank
from quizapp.domain.facts import FactStatus
from quizapp.domain.questions import QuestionStatus

Figures = Mapping[str, "int | float | Mapping[str, int]"]


def statistics(bank: Bank) -> Figures:
    """Return counts by name; a count by kind is a mapping. Ratios have two decimals."""
    approved = {fact.id for fact in bank.facts if fact.status is FactStatus.APPROVED}
    published = [each for each in bank.questions if each.status is QuestionStatus.PUBLISHED]
    asked = {fact for question in published for fact in question.facts}
    return {
        "sources": len(bank.sources),
        "words": sum(len(source.text.split()) for source in bank.sources),
        "topics": len(bank.topics),
        "facts": len(bank.facts),
        "facts by status": _count(fact.status.value for fact in bank.facts),
        "facts by topic": _count(fact.topic for fact in bank.facts),
        "questions": len(bank.questions),
        "questions by status": _count(each.status.value for each in bank.questions),
        "published by kind": _count(each.kind.value for each in published),
        "published by origin": _count(each.origin.value for each in published),
        "approved facts never asked": len(approved - asked),
        "published questions per approved fact": round(len(published) / (len(approved) or 1), 2),
    }


def table(figures: Figures) -> Iterator[str]:
    """Yield the figures as lines to read."""
    width = max(map(len, figures))
    for name, figure in figures.items():
        if isinstance(figure, Mapping):
            shown = ", ".join(f"{kind} {count}" for kind, count in figure.items()) or "none"
        else:
            shown = str(figure)
        yield f"{name:<{width}}  {shown}"


def _count(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())
