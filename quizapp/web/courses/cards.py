"""Cards with which students sign in: choosing for whom, making the codes, the sheet to print."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import segno
from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts import throttle
from quizapp.clock import now
from quizapp.courses import cards
from quizapp.courses.errors import CourseError
from quizapp.courses.policies import Action
from quizapp.db import db, transaction
from quizapp.security import derived_code, hash_password, new_token
from quizapp.web.auth import visitor
from quizapp.web.courses.lookup import course_or_404, shown
from quizapp.web.courses.people import people_sent
from quizapp.web.policies import member, policy

_KEPT = "card_sheet"


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card."""

    name: str
    code: str


@policy(member)
def choose_cards(course_id: UUID) -> ResponseReturnValue:
    """Ask for whom cards are made; whoever never signed in and has no code is ticked."""
    seen = course_or_404(course_id, Action.TEACH)
    holders = cards.card_holders(db.session(), course_id, now())
    wanted = [each.user_id for each in holders if each.is_new and not each.has_code]
    return render_template(
        "courses/cards.html",
        holders=holders,
        ticked=frozenset(wanted[: cards.SHEET]),
        wanted=len(wanted),
        most=cards.SHEET,
        link=url_for("accounts.forgot", _external=True),
        **shown(seen),
    )


@policy(member)
def make_cards(course_id: UUID) -> ResponseReturnValue:
    """Make a code for each student who was ticked, and lead to the sheet."""
    course_or_404(course_id, Action.TEACH)
    ids = people_sent()
    if not 0 < len(ids) <= cards.SHEET:
        flash(f"No card was made. Tick one student, and {cards.SHEET} at most.", "error")
        return redirect(url_for("courses.choose_cards", course_id=course_id), code=303)
    maker, seed = visitor(), new_token()
    holders = cards.card_holders(db.session(), course_id, now(), ids)
    with transaction() as rows:
        throttle.count_cards(rows, maker.id, len(holders), now())
    hashes = {each.user_id: hash_password(_code(seed, each.user_id)) for each in holders}
    try:
        with transaction() as rows:
            course_or_404(course_id, Action.TEACH)
            cards.make_cards(rows, course_id, hashes, now(), maker_id=maker.id)
    except CourseError as error:
        flash(f"No card was made. {error}", "error")
        return redirect(url_for("courses.course", course_id=course_id), code=303)
    # Only what the codes follow from waits in the cookie of this browser: the codes themselves of a
    # whole class would not fit, and no page but the sheet shall show them.
    session[_KEPT] = {"course": str(course_id), "seed": seed, "people": list(hashes)}
    return redirect(url_for("courses.card_sheet", course_id=course_id), code=303)


@policy(member)
def card_sheet(course_id: UUID) -> ResponseReturnValue:
    """Show the cards that this browser has just made, to be printed and cut."""
    seen = course_or_404(course_id, Action.TEACH)
    kept = session.get(_KEPT)
    if not isinstance(kept, dict) or kept["course"] != str(course_id):
        return redirect(url_for("courses.choose_cards", course_id=course_id), code=303)
    holders = cards.card_holders(db.session(), course_id, now(), kept["people"])
    page = url_for("accounts.forgot", _external=True)
    parts = urlsplit(page)
    return render_template(
        "courses/card_sheet.html",
        cards=[
            Card(each.name, _code(kept["seed"], each.user_id)) for each in holders if each.has_code
        ],
        link=page,
        page=f"{parts.netloc}{parts.path}",
        picture=segno.make(page, error="m", micro=False).svg_data_uri(
            scale=3, border=2, dark="#000", light="#fff"
        ),
        **shown(seen),
    )


@policy(member)
def put_cards_away(course_id: UUID) -> ResponseReturnValue:
    """Forget the sheet: the codes work, and nobody who uses this browser later reads them."""
    course_or_404(course_id, Action.TEACH)
    session.pop(_KEPT, None)
    return redirect(url_for("courses.people", course_id=course_id), code=303)


def _code(seed: str, user_id: int) -> str:
    return derived_code(seed, str(user_id))
