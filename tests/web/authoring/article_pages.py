"""What a teacher's browser sends to the pages of an article, and what it reads there."""

import re

from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from quizapp.authoring.models import Draft, GenerationRun
from quizapp.banks.models import Bank, Fact, Question, Source
from quizapp.db import db
from tests.article_reader import work_off
from tests.articles import BANK
from tests.evaluation.articles import ARTICLES, DEVELOPMENT

NEW = "/teach/new-article"
COMET = (DEVELOPMENT / "comet-visit.txt").read_text("utf-8")
GERMAN = (DEVELOPMENT / "other-languages" / "diplomacy-lake-talks.de.txt").read_text("utf-8")
DOCUMENTS = ARTICLES / "documents"
TUNNEL = ARTICLES / "conflicts" / "tunnel-opening"
NEW_STEM = "In which city does the Rhine reach the sea?"
TABLES = (Bank, Source, Fact, Question, Draft, GenerationRun)


def counts(app):
    with app.app_context():
        return [db.session.scalar(select(func.count()).select_from(table)) for table in TABLES]


def read(client, text="", file=None, **fields):
    sent = {"text": text, **fields}
    if file is not None:
        sent["file"] = FileStorage(*file)
    # The client would keep what is large in a file, and leave it open.
    boundary, body = encode_multipart(sent)
    return client.post(NEW, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def ask(client, text=COMET, where="", **fields):
    """Send the form of an article that was read; ``where`` is its page, if it has been before."""
    sent = {"title": "A comet", "publisher": "", "published": "", "bank": "", "bank_title": ""}
    where = where or read(client, COMET).location
    return client.post(where, data=sent | {"text": text} | fields)


def draft(client, text=COMET, where="", **fields):
    """The same, let a worker read it, and look what has become of it."""
    answer = ask(client, text, where, **fields)
    if answer.location and answer.location.endswith("/progress"):
        work_off(client.application)
        return client.get(answer.location)
    return answer


def bank_in(location):
    """Return the name of the bank in the address of one of its pages; new ones end by chance."""
    return location.split("/")[3]


def is_in_new_bank(location, base, rest):
    """Whether an address is that of something in a new bank whose title gives this name."""
    return re.fullmatch(f"/teach/banks/{base}-[a-z0-9]{{5}}/{rest}", location) is not None


def refused(client, answer):
    """Return the page that an answer leads to, which is that of the article."""
    assert answer.status_code == 303
    assert answer.location.startswith(f"{NEW}/")
    return client.get(answer.location).text


def error_beside(html, field):
    found = re.search(rf'<p class="error" id="{field}-error">(.*?)</p>', html)
    assert found, html
    return found.group(1)


def value_of(html, field):
    return re.search(rf'name="{field}"[^>]*value="([^"]*)"', html).group(1)


def question_url(name, action):
    return f"/teach/banks/{BANK}/questions/{name}/{action}"
