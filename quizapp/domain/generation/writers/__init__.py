"""One writer per form: a fact, or facts that belong together, becomes a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from quizapp.domain.facts import Fact
from quizapp.domain.generation.writers.choice import write_choice
from quizapp.domain.generation.writers.cloze import write_cloze, write_gaps
from quizapp.domain.generation.writers.context import WritingContext
from quizapp.domain.generation.writers.flashcard import write_card
from quizapp.domain.generation.writers.lists import write_list, write_steps
from quizapp.domain.generation.writers.matching import write_matching
from quizapp.domain.generation.writers.multiple_response import write_responses
from quizapp.domain.generation.writers.numeric import write_number
from quizapp.domain.generation.writers.ordering import write_ordering
from quizapp.domain.generation.writers.short_answer import write_short
from quizapp.domain.generation.writers.true_false import write_false, write_true
from quizapp.domain.questions import Question

FactWriter = Callable[[Fact, WritingContext], Question | None]
GroupWriter = Callable[[WritingContext], Iterator[Question]]

FACT_WRITERS: Mapping[str, FactWriter] = {
    "choice": write_choice,
    "number": write_number,
    "short": write_short,
    "false": write_false,
    "true": write_true,
    "cloze": write_cloze,
    "list": write_list,
    "steps": write_steps,
    "card": write_card,
}
"""Writers of one fact; the name is the end of the question's id."""

GROUP_WRITERS: Mapping[str, GroupWriter] = {
    "gaps": write_gaps,
    "matching": write_matching,
    "order": write_ordering,
    "choices": write_responses,
}
"""Writers that look for facts that belong together."""

__all__ = ["FACT_WRITERS", "GROUP_WRITERS", "FactWriter", "GroupWriter", "WritingContext"]
