"""The checks of a question, each a function; a question is published when none finds a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from quizapp.domain.generation.checks.context import context_is_sound
from quizapp.domain.generation.checks.evidence import (
    card_says_its_fact,
    evidence_findings,
    evidence_is_exact,
    key_is_proved_and_hidden,
)
from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.checks.flags import flags_are_kept, time_is_absolute
from quizapp.domain.generation.checks.form import form_is_sound
from quizapp.domain.generation.checks.options import (
    one_answer_is_right,
    options_are_of_one_sort,
    wrong_options_are_wrong,
)
from quizapp.domain.generation.checks.references import references_are_resolved
from quizapp.domain.generation.checks.true_false import one_thing_is_changed
from quizapp.domain.generation.checks.whole import (
    conflicts_are_settled,
    lengths_are_within_limits,
    nothing_is_asked_twice,
    words_are_new,
)
from quizapp.domain.generation.checks.wording import words_are_licensed
from quizapp.domain.questions import Essay, Flashcard, Question
from quizapp.domain.term_cards import is_term_fact

Check = Callable[[Question, CheckContext], Iterator[Finding]]

CHECKS: Mapping[str, Check] = {
    "evidence": evidence_is_exact,
    "key": key_is_proved_and_hidden,
    "context": context_is_sound,
    "references": references_are_resolved,
    "flags": flags_are_kept,
    "time": time_is_absolute,
    "one-answer": one_answer_is_right,
    "true-option": wrong_options_are_wrong,
    "levels": options_are_of_one_sort,
    "form": form_is_sound,
    "true-false": one_thing_is_changed,
    "duplicate": nothing_is_asked_twice,
    "length": lengths_are_within_limits,
    "conflict": conflicts_are_settled,
    "wording": words_are_licensed,
}
"""The checks in the order of docs/generation.md; the key is the name that findings carry."""


def check_question(question: Question, context: CheckContext) -> tuple[Finding, ...]:
    """Return everything that keeps a question from being published; empty for a good one.

    The context holds the bank as it stands; the question may be in it already or not. A card of a
    term has but to say what its fact says, and of an essay only its words can be checked: it has no
    fact and no key.
    """
    if isinstance(question, Essay):
        return tuple(words_are_new(question, context))
    if isinstance(question, Flashcard):
        fact = context.index.by_id.get(question.fact)
        if fact is not None and is_term_fact(fact):
            return tuple(card_says_its_fact(question, fact))
    return tuple(finding for check in CHECKS.values() for finding in check(question, context))


__all__ = ["CHECKS", "Check", "CheckContext", "Finding", "check_question", "evidence_findings"]
