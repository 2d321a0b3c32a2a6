"""Pages to find things: banks with what needs attention, facts, questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.answering.challenge_queue import open_challenges
from quizapp.authoring import details, drafts, queries
from quizapp.authoring.bank_checks import check_of
from quizapp.authoring.drafting import unfinished_jobs
from quizapp.banks.models import Bank, MemberRole, Visibility
from quizapp.banks.policies import Action
from quizapp.banks.queries import sources_of
from quizapp.db import db
from quizapp.domain.facts import FactKind, FactStatus
from quizapp.domain.questions import Origin, QuestionStatus
from quizapp.paging import Page
from quizapp.quizzes.item_figures import figures_beside
from quizapp.web.auth import visitor
from quizapp.web.authoring.drafting import progress_in_words
from quizapp.web.authoring.lookup import (
    KIND_NAMES,
    fact_or_404,
    filters,
    topic_titles,
)
from quizapp.web.authoring.undo import offered_undo
from quizapp.web.banks.lookup import bank_or_404, note_seen
from quizapp.web.evidence import excerpt
from quizapp.web.list_pages import filled, neighbours, page_number
from quizapp.web.policies import policy, teacher


@dataclass(frozen=True, slots=True)
class DeskGroups:
    """Banks by what they are to the teacher; ``others`` are there for administrators alone."""

    yours: Sequence[queries.BankDesk]
    shared: Sequence[queries.BankDesk]
    everyones: Sequence[queries.BankDesk]
    others: Sequence[queries.BankDesk]


def grouped(desks: Iterable[queries.BankDesk]) -> DeskGroups:
    """Return banks in groups, each in the order they came in."""
    found: dict[str, list[queries.BankDesk]] = {
        name: [] for name in ("yours", "shared", "everyones", "others")
    }
    for desk in desks:
        access = desk.access
        if access.role is MemberRole.OWNER:
            found["yours"].append(desk)
        elif access.role is not None:
            found["shared"].append(desk)
        elif access.visibility is Visibility.EVERYONE:
            found["everyones"].append(desk)
        else:
            found["others"].append(desk)
    return DeskGroups(**found)


@policy(teacher)
def overview() -> ResponseReturnValue:
    """Show every bank and what in it waits for somebody."""
    session = db.session()
    desks = queries.desks(session, visitor())
    for desk in desks:
        note_seen(desk.seen)
    return render_template(
        "authoring/overview.html",
        groups=grouped(desks),
        challenges=open_challenges(session, [desk.bank.id for desk in desks]),
        unfinished=drafts.unfinished(session, [desk.bank.id for desk in desks]),
        reading=[
            (job, article, progress_in_words(session, job))
            for job, article in unfinished_jobs(session, visitor().id)
        ],
    )


@policy(teacher)
def facts(slug: str) -> ResponseReturnValue:
    """List the facts of a bank."""
    session = db.session()
    bank = bank_or_404(slug, Action.INSPECT)
    names = ("text", "topic", "kind", "status", "source", "conflict")
    wanted = queries.FactFilter(**filters(request.args, names))
    page = queries.find_facts(session, bank.id, wanted, page_number(request.args))
    return render_template(
        "authoring/facts.html",
        bank=bank,
        page=page,
        wanted=wanted,
        choices={
            **_choices(bank),
            "kind": {kind.value: kind.value.replace("_", " ").capitalize() for kind in FactKind},
            "status": {status.value: status.value.capitalize() for status in FactStatus},
        },
        **_steps("authoring.facts", slug, wanted, page),
    )


@policy(teacher)
def fact(slug: str, fact_slug: str) -> ResponseReturnValue:
    """Show a fact with its proofs, its rivals, its questions and its versions."""
    session = db.session()
    bank = bank_or_404(slug, Action.INSPECT)
    found = details.fact_detail(session, fact_or_404(session, bank, fact_slug))
    return render_template(
        "authoring/fact.html",
        bank=bank,
        detail=found,
        excerpts=lambda sheet: [excerpt([proof], slug) for proof in sheet.proofs],
        kinds=KIND_NAMES,
    )


@policy(teacher)
def questions(slug: str) -> ResponseReturnValue:
    """List the questions of a bank."""
    session = db.session()
    bank = bank_or_404(slug, Action.INSPECT)
    names = ("text", "topic", "kind", "status", "origin", "source", "fact", "failing")
    wanted = queries.QuestionFilter(**filters(request.args, names))
    page = queries.find_questions(session, bank.id, wanted, page_number(request.args))
    return render_template(
        "authoring/questions.html",
        bank=bank,
        page=page,
        wanted=wanted,
        kinds=KIND_NAMES,
        undo=offered_undo(),
        beside=figures_beside(session, visitor(), [each.version.id for each in page.rows]),
        is_checked=check_of(session, bank.id).is_current,
        choices={
            **_choices(bank),
            "kind": KIND_NAMES,
            "status": {status.value: status.value.capitalize() for status in QuestionStatus},
            "origin": {
                Origin.ENGINE.value: "Made by the app",
                Origin.EDITED.value: "Made by the app, edited",
                Origin.HAND.value: "Written by hand",
            },
        },
        **_steps("authoring.questions", slug, wanted, page),
    )


def _choices(bank: Bank) -> dict[str, dict[str, str]]:
    session = db.session()
    return {
        "topic": topic_titles(session, bank),
        "source": {source.slug: source.title for source in sources_of(session, bank.id)},
    }


def _steps(
    endpoint: str,
    slug: str,
    wanted: queries.FactFilter | queries.QuestionFilter,
    page: Page[queries.FactRow] | Page[queries.QuestionRow],
) -> dict[str, str | bool]:
    """Return the addresses of the pages before and after, with the filters kept."""
    kept = filled(asdict(wanted))

    def address(number: int) -> str:
        return url_for(endpoint, slug=slug, page=number, **kept)

    return {
        **neighbours(page, address),
        "here": address(page.number),
        "all_url": url_for(endpoint, slug=slug),
        "narrowed": bool(kept),
    }
