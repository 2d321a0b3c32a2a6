"""The first page says what this is and lets anyone start at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.policies import may_teach
from quizapp.answering.mark_news import FirstLook, first_look, news_of
from quizapp.banks.overviews import BankOverview, overviews
from quizapp.banks.samples import samples
from quizapp.clock import new_id, now
from quizapp.db import db
from quizapp.memory import queries as memory
from quizapp.memory.queries import StudyLoad
from quizapp.quizzes.queries import unfinished_attempt
from quizapp.web import cookies
from quizapp.web.answering.news import address_of
from quizapp.web.auth import current_visitor, local_path
from quizapp.web.closed_book import books
from quizapp.web.evidence import Excerpt, sentence
from quizapp.web.home.today import teaching_of, today_of
from quizapp.web.learners import learner_of, new_per_day
from quizapp.web.policies import anyone, policy

THEMES = ("system", "light", "dark")
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class BankCard:
    """A bank as the first page shows it: a marked sentence, what is due, a quiz left open."""

    overview: BankOverview
    sample: Excerpt | None
    attempt_id: str
    load: StudyLoad | None
    unfinished: UUID | None


@policy(anyone)
def index() -> ResponseReturnValue:
    """Show what is to be done today; to a newcomer, what this is, and one button to begin."""
    session = db.session()
    visitor = current_visitor()
    moment = now()
    cards = []
    seen = overviews(session, visitor)
    shown = samples(session, [each.bank.id for each in seen], books().sources)
    today = today_of(session, visitor, moment)
    for each in seen:
        load = unfinished = None
        if visitor is not None:
            load = memory.study_load(
                session, learner_of(visitor), each.bank.id, new_per_day(), moment, books()
            )
            unfinished = unfinished_attempt(session, visitor.id, each.bank.id)
            # What was given, or stands by its own name above, is not offered twice.
            unfinished = None if unfinished in today.going else unfinished
        # Whoever is at work in a bank knows what it looks like.
        begun = unfinished or (load is not None and (load.due or load.again or load.done))
        sample = None if begun else shown.get(each.bank.id)
        cards.append(
            BankCard(each, sentence(sample) if sample else None, str(new_id()), load, unfinished)
        )
    due = 0
    if visitor is not None:
        shown_banks = [each.bank.id for each in seen]
        due = memory.due_count(session, visitor.id, moment, shown_banks, books())
    look = FirstLook(started=False, has_news=False)
    if visitor is not None:
        look = first_look(session, visitor.id)
    news = None
    if visitor is not None and look.has_news:
        news = news_of(session, visitor.id, moment, books())
    started = look.started
    # What is to be gone on with comes first, then what is due; else the order stays.
    cards.sort(key=lambda card: (not card.unfinished, not (card.load and card.load.due)))
    return render_template(
        "home/index.html",
        cards=cards,
        today=today,
        teaching=teaching_of(session, visitor),
        news=news,
        address_of=address_of,
        due=due,
        started=started,
        may_teach_here=may_teach(visitor),
        is_today=started or (visitor is not None and not visitor.is_guest),
        open_quizzes=sum(card.unfinished is not None for card in cards),
    )


@policy(anyone)
def theme() -> ResponseReturnValue:
    """Keep the choice of colours in a cookie and go back to the page it was made on."""
    chosen = request.form.get("theme", "")
    if chosen not in THEMES:
        abort(400)
    target = local_path(request.form.get("next")) or url_for("home.index")
    response = redirect(target, 303)
    if chosen == "system":
        cookies.drop(response, "theme")
    else:
        cookies.keep(response, "theme", chosen, max_age=_YEAR)
    return response
