"""The way with a model: ask for drafts, prove them in the text, ask again, keep what agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.model_drafts import Rejected, facts_from
from quizapp.domain.generation.model_prompts import SENT_LIMIT, Ask, Request, draft_request
from quizapp.domain.generation.model_review import (
    agreed,
    answers_wanted,
    guessed,
    guesses_wanted,
)
from quizapp.domain.questions import Question

LETTERS_OF_A_TOKEN = 4
"""About how many letters of English a model counts as one token."""

_GUESSED = "The model knew the answer without the text, or told it from the options."


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a generation will cost at most, in tokens; the number of requests."""

    requests: int
    sent: int
    received: int


@dataclass(frozen=True, slots=True)
class ModelDrafts:
    """Facts that a model found, proved in the text and answered alike twice; and the rest."""

    facts: tuple[Fact, ...]
    rejected: tuple[Rejected, ...]
    notes: tuple[str, ...] = ()


def estimate(source: Source) -> Estimate:
    """Return about what the requests for one article will cost: for people, before any is sent."""
    draft = draft_request(source.text)
    # The second and third request show the drafts again, so they are no longer than the reply.
    sent = _tokens(draft) + 2 * draft.reply_tokens + 2 * 200
    return Estimate(3, sent, 2 * draft.reply_tokens)


def draft_facts(
    source: Source,
    topic: str,
    ask: Ask,
    *,
    known: Iterable[Fact] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> ModelDrafts:
    """Return the facts that a model finds in a source, checked against its text.

    Raises only what ``ask`` raises. Of the source nothing but its text is sent.
    """
    notes: tuple[str, ...] = ()
    if len(source.text) > SENT_LIMIT:
        notes = (f"The model was shown the first {SENT_LIMIT:,} characters only.",)
    progress("asking for drafts")
    found = facts_from(ask(draft_request(source.text)), source, topic, known)
    if not found.facts:
        return ModelDrafts((), found.rejected, notes)
    progress("asking again, from the evidence alone")
    kept, refused = agreed(found.facts, ask(answers_wanted(found.facts)))
    return ModelDrafts(kept, (*found.rejected, *refused), notes)


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
