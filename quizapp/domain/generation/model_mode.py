"""The way with a model: ask for drafts, prove them in the text, ask again, have them judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.drafting import Drafted
from quizapp.domain.generation.limits import CONTEXT_WORDS
from quizapp.domain.generation.model_drafts import Rejected, facts_from
from quizapp.domain.generation.model_judging import (
    identified,
    reader_wanted,
    weighed,
    worth_wanted,
)
from quizapp.domain.generation.model_prompts import (
    MOST_ITEMS,
    READER_TOKENS,
    SENT_LIMIT,
    WORTH_TOKENS,
    Ask,
    Request,
    draft_request,
)
from quizapp.domain.generation.model_review import (
    agreed,
    answers_wanted,
    guessed,
    guesses_wanted,
)
from quizapp.domain.questions import Question

LETTERS_OF_A_TOKEN = 4
"""About how many letters of English a model counts as one token."""

TOKENS_OF_A_WORD = 2
"""No fewer than a model counts for one word of English, with its marks."""

STEPS: Mapping[str, str] = {
    "text": "not borne out by the text, or known already",
    "kind": "not of the kind it was called",
    "answer": "answered otherwise from the sentence alone",
    "context": "not understood behind the sentences before",
    "worth": "not judged",
    "reader": "unclear to a reader, or not read",
}
"""What refuses a model's drafts, in its order, and the words for people."""

_GUESSED = "The model knew the answer without the text, or told it from the options."


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a generation will cost at most, in tokens; the number of requests."""

    requests: int
    sent: int
    received: int


@dataclass(frozen=True, slots=True)
class ModelDrafts:
    """Facts that a model found, proved in the text, answered alike twice and clear; and the rest.

    ``folded`` are ids of the facts that the model finds hardly worth asking.
    """

    facts: tuple[Fact, ...]
    rejected: tuple[Rejected, ...]
    notes: tuple[str, ...] = ()
    folded: frozenset[str] = frozenset()

    @property
    def refused_by(self) -> Mapping[str, int]:
        """How many were refused by what: the words of STEPS, in their order."""
        counts = Counter(each.step for each in self.rejected)
        return {told: counts[step] for step, told in STEPS.items() if counts[step]}


def estimate(source: Source) -> Estimate:
    """Return about what the requests for one article will cost: for people, before any is sent."""
    draft = draft_request(source.text)
    # Four more requests show the drafts again, so they are no longer than the reply; two of them
    # have the sentences before as well, and one the title.
    before = MOST_ITEMS * CONTEXT_WORDS * TOKENS_OF_A_WORD
    title = -(-len(source.title) // LETTERS_OF_A_TOKEN)
    sent = _tokens(draft) + 4 * (draft.reply_tokens + 200) + 2 * before + title
    judged = MOST_ITEMS * (WORTH_TOKENS + READER_TOKENS) + 2 * 50
    return Estimate(5, sent, 2 * draft.reply_tokens + judged)


def draft_facts(
    source: Source,
    topic: str,
    ask: Ask,
    *,
    known: Iterable[Fact] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> ModelDrafts:
    """Return the facts that a model finds in a source, checked against its text.

    Raises only what ``ask`` raises. Of the source nothing but its text, title and date is sent.
    A step that leaves nothing is the last: no request is made for no draft.
    """
    notes: tuple[str, ...] = ()
    if len(source.text) > SENT_LIMIT:
        notes = (f"The model was shown the first {SENT_LIMIT:,} characters only.",)
    progress("asking for drafts")
    found = facts_from(ask(draft_request(source.text)), source, topic, known)
    kept, rejected = found.facts, found.rejected
    folded: frozenset[str] = frozenset()
    if kept:
        progress("asking again, from the evidence alone")
        kept, refused = agreed(kept, ask(answers_wanted(kept)))
        rejected += refused
    if kept:
        progress("asking what is worth it")
        judged = weighed(kept, source, ask(worth_wanted(kept, source)))
        kept, folded = judged.facts, judged.folded
        rejected += judged.rejected
    if kept:
        progress("asking what a reader cannot tell")
        kept, refused = identified(kept, ask(reader_wanted(kept, source)))
        rejected += refused
    folded &= {fact.id for fact in kept}
    return ModelDrafts(kept, rejected, notes, folded)


def with_folded(drafted: Drafted, folded: Collection[str]) -> Drafted:
    """Return the drafts with those that ask for nothing but these facts last, among the folded."""
    low = {each.id for each in drafted.questions if set(each.facts) <= set(folded)}
    central = drafted.questions[: drafted.central]
    ordered = sorted(drafted.questions, key=lambda each: each.id in low)
    return replace(
        drafted,
        questions=tuple(ordered),
        central=sum(each.id not in low for each in central),
    )


def too_easy(questions: Iterable[Question], ask: Ask) -> dict[str, str]:
    """Return the ids of choices that a model answers blind, each with the reason in a sentence."""
    listed = tuple(questions)
    request = guesses_wanted(listed)
    if request is None:
        return {}
    return dict.fromkeys(sorted(guessed(listed, ask(request))), _GUESSED)


def _tokens(request: Request) -> int:
    letters = sum(len(message["content"]) for message in request.messages)
    return -(-letters // LETTERS_OF_A_TOKEN)
