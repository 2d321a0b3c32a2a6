"""Forms of an article of a teacher's own: where it comes from, and what was read of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from quizapp.authoring.pending_articles import ArticleSheet
from quizapp.banks.models import Bank
from quizapp.domain.facts import PARTIAL_DATE
from quizapp.importers.article import RawArticle
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.file_types import promised_kind
from quizapp.importers.files import finished
from quizapp.importers.metadata import iso_date
from quizapp.importers.plain import is_blank, visible
from quizapp.importers.sandbox import read_apart
from quizapp.web.base_form import BaseForm, SelectChoice
from quizapp.web.content_language import speech
from quizapp.web.reading_turns import turn

KINDS_OF_FILE = ".txt,.md,.html,.htm,.docx,.pdf,.eml"
LONGEST_TITLE = 200
LONGEST_ID = 64
_SPACE = re.compile(r"\s+")


class _BankForm(BaseForm):
    """The bank that an article goes to, with the length that a page takes."""

    bank = SelectField("Bank", validate_choice=False)
    bank_title = StringField(
        "Name of the new bank",
        description="Only for a new bank. Left empty, it is called like the article.",
        validators=[Length(max=LONGEST_TITLE, message=f"Stay within {LONGEST_TITLE} letters.")],
        filters=[lambda value: one_line(value)],
    )

    def __init__(self, banks: Iterable[Bank], most_words: int, **given: Any) -> None:
        super().__init__(**given)
        self.banks = {each.slug: each for each in banks}
        self.most_words = most_words
        self.bank.choices = [
            SelectChoice("", "A new bank"),
            *(
                SelectChoice(name, each.title, speech(each.language))
                for name, each in self.banks.items()
            ),
        ]

    def validate_bank(self, field: Field) -> None:
        """Refuse a bank that is not there."""
        if field.data and field.data not in self.banks:
            raise ValidationError("There is no such bank. Choose one from the list.")

    def target(self, title: str) -> tuple[str, str]:
        """Return the name of the bank that was chosen, or else the title of a new one."""
        if self.bank.data:
            return self.bank.data, ""
        return "", (self.bank_title.data or title)[:LONGEST_TITLE]

    def namesake(self, title: str) -> str:
        """Return the name of a bank in the list that is called like a new one; empty if none is."""
        wanted = title.casefold()
        return next(
            (name for name, known in self.banks.items() if known.title.casefold() == wanted), ""
        )

    def refuse(self, field: Field, message: str) -> str:
        """Put a fault beside a field after the others were looked at; returns no address."""
        field.errors = [*field.errors, message]
        return ""

    def fits(self, field: Field, article: RawArticle) -> bool:
        """Whether the text is short enough for a page; says so beside the field if not."""
        count = len(article.text.split())
        if count <= self.most_words:
            return True
        self.refuse(
            field,
            f"The text has {count:,} words; this page reads up to {self.most_words:,}. Shorten it, "
            "or ask whoever runs this site to use the command “quizapp generate”.",
        )
        return False


class ArticleForm(_BankForm):
    """An article, as text or as a file; ``form_id`` tells one form from another."""

    form_id = HiddenField(filters=[lambda value: one_line(value)[:LONGEST_ID]])
    text = TextAreaField("The article’s text", render_kw={"rows": 10})
    file = FileField(
        "Or a file",
        description="Text, Markdown, HTML, Word (.docx), PDF or mail (.eml), up to 20 MB.",
        render_kw={"accept": KINDS_OF_FILE},
    )

    def article(self, seconds: int) -> RawArticle | None:
        """Return what was sent, read within a time; None with the fault beside its field."""
        sent = self.file.data
        has_file = bool(sent and getattr(sent, "filename", ""))
        typed = (self.text.data or "").strip()
        if has_file and typed:
            self.refuse(
                self.file, "There is text above as well. Send the text or a file, not both."
            )
            return None
        if not has_file and not typed:
            self.refuse(self.text, "There is no text. Paste an article here, or choose a file.")
            return None
        field = self.file if has_file else self.text
        try:
            read = _read_sent(sent, seconds) if has_file else of_text(self.text.data)
        except UnreadableArticle as error:
            self.refuse(field, str(error))
            return None
        return read if self.fits(field, read) else None


class SourceForm(_BankForm):
    """What was read of an article, to be corrected before anything is made of it."""

    title = StringField(
        "Title",
        validators=[
            DataRequired("Give the article’s title."),
            Length(max=LONGEST_TITLE, message=f"Stay within {LONGEST_TITLE} letters."),
        ],
        filters=[lambda value: one_line(value)],
    )
    publisher = StringField(
        "Publisher",
        description="Who published it. It is named beside every proof.",
        validators=[Length(max=200, message="Stay within 200 letters.")],
        filters=[lambda value: one_line(value)],
    )
    published = StringField(
        "Date",
        description="Such as 2023-01-11. “On Friday” and “last year” are understood by it.",
        filters=[lambda value: as_date(value)],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    url = HiddenField()
    text = TextAreaField(
        "Text",
        description="As it will be stored: afterwards it is never changed, because the proofs "
        "stand in it. Take out what does not belong to the article.",
        render_kw={"rows": 16, "spellcheck": "false"},
    )

    def validate_published(self, field: Field) -> None:
        """Accept a year, a month or a day that a calendar has."""
        if field.data and not _is_date(field.data):
            raise ValidationError("It is not a date. Write it as 2023-01-11, or leave it empty.")

    def sheet(self, notes: tuple[str, ...] = ()) -> ArticleSheet:
        """Return what was typed, with the faults that were found in it."""
        return ArticleSheet(
            bank=one_line(self.bank.data),
            bank_title=self.bank_title.data or "",
            title=self.title.data or "",
            publisher=self.publisher.data or "",
            published=self.published.data or "",
            url=self.url.data or "",
            text=visible(self.text.data or "")[0],
            notes=notes,
            faults={name: tuple(map(str, said)) for name, said in self.errors.items() if name},
        )

    def show(self, faults: Mapping[str, tuple[str, ...]]) -> None:
        """Put the faults of a sheet beside their fields."""
        for name, said in faults.items():
            if name in self:
                self[name].errors = list(said)

    def article(self) -> RawArticle | None:
        """Return the article as it stands in the form; None with the fault beside the text."""
        try:
            read = of_text(self.text.data)
        except UnreadableArticle as error:
            self.refuse(self.text, str(error))
            return None
        return read if self.fits(self.text, read) else None


def _read_sent(sent: FileStorage, seconds: int) -> RawArticle:
    with turn():
        return read_apart(sent.read(), seconds, promised=promised_kind(sent.filename or ""))


def of_text(typed: str | None) -> RawArticle:
    """Return the article that was typed or pasted; raises UnreadableArticle."""
    text, _ = visible(typed or "")
    return finished(RawArticle(text.strip("\n")))


def one_line(value: object) -> str:
    """Return what was typed on one line, without what nobody can see."""
    if not isinstance(value, str) or is_blank(value):
        return ""
    return _SPACE.sub(" ", visible(value)[0]).strip()


def as_date(value: object) -> str:
    """Return a date that was typed in words as 2023-01-11; anything else as it is."""
    typed = one_line(value)
    return typed if PARTIAL_DATE.match(typed) else iso_date(typed) or typed[:40]


def _is_date(text: str) -> bool:
    if not PARTIAL_DATE.match(text):
        return False
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
