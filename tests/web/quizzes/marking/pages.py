"""The page on which an essay is marked, and what became of it."""

import html
import re

from sqlalchemy import select

from quizapp.db import db
from quizapp.quizzes.models import Score


def page_of(made, essay, browser=None):
    answer = (browser or made.browser).get(f"{made.home}/marking/{essay}")
    return answer.status_code, html.unescape(answer.text)


def give(made, essay, levels, comment="", browser=None, **more):
    """Send the form as its page was drawn."""
    _, page = page_of(made, essay, browser)
    form = page.partition('<form class="spaced"')[2].partition("</form>")[0]
    hidden = dict(re.findall(r'name="(marking_id|replaces|decides)" value="([^"]*)"', form))
    sent = {f"level-{name}": str(place) for name, place in levels.items()}
    return (browser or made.browser).post(
        f"{made.home}/marking/{essay}", data=hidden | sent | {"comment": comment} | more
    )


def scores(app, essay):
    with app.app_context():
        found = db.session.execute(
            select(Score.outcome, Score.points, Score.is_current, Score.reason)
            .where(Score.response_id == essay)
            .order_by(Score.scored_at, Score.is_current)
        )
        return [tuple(row) for row in found]


def current(app, essay):
    return next(each[:2] for each in scores(app, essay) if each[2])
