"""Sources to drafts, with a bar that shows how far it is, and a model where one is asked for."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import click

from quizapp.config import Settings
from quizapp.domain.banks import Bank
from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.drafting import Drafted, FindMore
from quizapp.domain.generation.extending import unread
from quizapp.domain.generation.identity import slug
from quizapp.domain.generation.model_mode import (
    Estimate,
    draft_facts,
    estimate,
    too_easy,
    with_folded,
)
from quizapp.domain.generation.pipeline import Filtered
from quizapp.domain.generation.reasons import Reason
from quizapp.domain.generation.reordering import reordered
from quizapp.language.article_drafting import draft_articles
from quizapp.language.cached_parser import CachedParser
from quizapp.language.model_endpoint import ModelEndpoint, ModelUnavailable
from quizapp.language.spacy_parser import ModelNotInstalled, load_parser

_MILLION = 1_000_000


def make_drafts(
    sources: Sequence[Source],
    settings: Settings,
    *,
    bank: Bank | None = None,
    seed: int = 0,
    with_model: bool = False,
    confirmed: bool = False,
) -> Drafted:
    """Return what is made of the sources; what failed or was refused is said on stderr.

    ``bank`` is what is known of some of them, to be added to.
    Raises ClickException where the parser is not installed or the model is not set.
    """
    asked = unread(bank) if bank else sources
    endpoint = _endpoint(settings, asked, confirmed) if with_model else None
    try:
        parse = load_parser(settings.language_model)
    except ModelNotInstalled as error:
        raise click.ClickException(f"{error} with QUIZAPP_LANGUAGE_MODEL.") from None
    total = sum(len(source.text) for source in sources)
    told = _Told()
    with click.progressbar(
        length=total, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        drafted = draft_articles(
            sources,
            CachedParser(parse, lambda part: bar.update(sum(len(text) for _, text in part))),
            bank,
            _asking(endpoint, told) if endpoint else None,
        )
        bar.update(total - bar.pos)
    # Said after the bar is done, which would otherwise be torn.
    for line in (*told.lines, *_held_of_model(drafted, told)):
        click.echo(line, err=True)
    if endpoint:
        drafted = _without_guessed(with_folded(drafted, told.folded), endpoint)
    _say_problems(drafted)
    questions = (reordered(question, seed) for question in drafted.questions)
    return replace(drafted, questions=tuple(questions)) if seed else drafted


def cost_in_words(estimates: Iterable[Estimate], settings: Settings) -> str:
    """Return what asking the model will cost, in a sentence for people."""
    listed = list(estimates)
    sent, received = (sum(each.sent for each in listed), sum(each.received for each in listed))
    requests = sum(each.requests for each in listed)
    text = (
        f"Up to {requests} requests to {settings.model_name}: about {sent:,} tokens to send, "
        f"at most {received:,} to receive"
    )
    price = settings.model_price_sent * sent + settings.model_price_received * received
    if not price:
        return f"{text}. (Set QUIZAPP_MODEL_PRICE_SENT and _RECEIVED to see the price.)"
    cost = (price / _MILLION).quantize(Decimal("0.0001"))
    return f"{text}; at the prices set, at most {cost}."


def _endpoint(settings: Settings, sources: Sequence[Source], confirmed: bool) -> ModelEndpoint:
    if not settings.model_url or not settings.model_name:
        raise click.ClickException(
            "No language model is set. Set QUIZAPP_MODEL_URL and QUIZAPP_MODEL_NAME "
            "(docs/settings.md), or leave --model out: the rules work without one."
        )
    click.echo(cost_in_words(map(estimate, sources), settings), err=True)
    if not confirmed and sys.stdin.isatty():
        click.confirm("Send the text, its title and its date?", abort=True, err=True)
    return ModelEndpoint(
        settings.model_url,
        settings.model_name,
        settings.model_key.get_secret_value() if settings.model_key else "",
        seconds=float(settings.model_seconds),
    )


@dataclass
class _Told:
    """What the model said of all sources: lines for people, ids of its facts and the folded."""

    lines: list[str] = field(default_factory=list)
    facts: set[str] = field(default_factory=set)
    folded: set[str] = field(default_factory=set)


def _asking(endpoint: ModelEndpoint, told: _Told) -> FindMore:
    """Return what asks the model about a source; what is to be said of it goes to ``told``."""
    said = told.lines

    def find_more(source: Source, known: tuple[Fact, ...]) -> tuple[Fact, ...]:
        topic = known[0].topic if known else slug(source.title or source.id, limit=40)
        try:
            found = draft_facts(source, topic, endpoint, known=known)
        except ModelUnavailable as error:
            said.append(f"{source.id}: {error} The rules' own drafts are kept.")
            return ()
        said.extend(f"{source.id}: {note}" for note in found.notes)
        said.append(
            f"{source.id}: of the model's drafts, {len(found.facts)} were taken and "
            f"{len(found.rejected)} refused."
        )
        said.extend(f"  {count} {why}" for why, count in found.refused_by.items())
        if found.folded:
            said.append(f"  {len(found.folded)} of those taken are hardly worth asking: put last.")
        told.facts |= {fact.id for fact in found.facts}
        told.folded |= found.folded
        said.extend(f"  refused: {each.shown} ({each.reason})" for each in found.rejected)
        return found.facts

    return find_more


def _held_of_model(drafted: Drafted, told: _Told) -> Iterator[str]:
    """Yield how many questions of the model's facts were held back by the checks of all drafts."""
    held = [each for each in drafted.filtered if set(each.question.facts) & told.facts]
    if held:
        counts = Counter(each.reasons[0].title for each in held)
        yield f"Of the questions made of the model's drafts, {len(held)} were held back."
        yield from (f"  {count}: {title}" for title, count in counts.most_common())


def _without_guessed(drafted: Drafted, endpoint: ModelEndpoint) -> Drafted:
    """Return the drafts without the choices that the model knew blind."""
    try:
        reasons = too_easy(drafted.questions, endpoint)
    except ModelUnavailable as error:
        click.echo(f"{error} Whether options give answers away was not tried.", err=True)
        return drafted
    held = [
        Filtered(each, (Reason("guessed", reasons[each.id]),))
        for each in drafted.questions
        if each.id in reasons
    ]
    kept = tuple(each for each in drafted.questions if each.id not in reasons)
    return replace(drafted, questions=kept, filtered=(*drafted.filtered, *held))


def _say_problems(drafted: Drafted) -> None:
    for source_id, problem in drafted.problems:
        click.echo(
            f"{source_id}: {problem.part} failed and was left out: {problem.message}", err=True
        )
    if not drafted.new_facts:
        click.echo(
            "No fact was found. Facts need whole sentences with names, numbers or dates.", err=True
        )
    elif not drafted.questions:
        click.echo("No question passed the checks; the facts are listed.", err=True)
