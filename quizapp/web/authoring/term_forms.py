"""The form of a list of terms: pasted first, corrected beside what was read of it later."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Length

from quizapp.authoring.term_lists import DEFAULT_TOPIC, ListSheet
from quizapp.domain.formats.term_lists import LINES_LIMIT, Separator, guess_separator, line_count
from quizapp.importers.plain import visible
from quizapp.web.authoring.article_forms import LONGEST_ID, LONGEST_TITLE, one_line
from quizapp.web.base_form import BaseForm, SelectChoice

SEPARATORS = {
    Separator.TAB: "a tab, as in a sheet",
    Separator.SEMICOLON: "a semicolon ( ; )",
    Separator.DASH: "a dash with blanks ( - or – )",
    Separator.COLON: "a colon ( : )",
    Separator.COMMA: "a comma ( , )",
}


class TermListForm(BaseForm):
    """A list of terms with the topic of its cards; ``form_id`` tells one form from another."""

    form_id = HiddenField(filters=[lambda value: one_line(value)[:LONGEST_ID]])
    text = TextAreaField(
        "Terms and definitions",
        description=f"One pair a line, such as “mitosis – division of a cell”. Up to "
        f"{LINES_LIMIT:,} lines; tabs, commas, semicolons, dashes and colons are understood.",
        render_kw={"rows": 12, "spellcheck": "false", "dir": "auto"},
    )
    separator = SelectField(
        "Between a term and its definition stands",
        choices=[SelectChoice(each.value, label) for each, label in SEPARATORS.items()],
        validate_choice=False,
    )
    topic = StringField(
        "Topic",
        description=f"The heading that the cards stand under; “{DEFAULT_TOPIC}” if empty.",
        validators=[Length(max=LONGEST_TITLE, message=f"Stay within {LONGEST_TITLE} letters.")],
        filters=[lambda value: one_line(value)],
        render_kw={"list": "topics", "autocomplete": "off", "dir": "auto"},
    )
    both_ways = BooleanField(
        "Ask for the term as well",
        description="Makes two cards of each pair: one shows the term, one the definition.",
    )

    def validate_text(self, field: Field) -> None:
        """Refuse a list with nothing in it, or one that nobody looks through."""
        count = line_count(visible(field.data or "")[0])
        if not count:
            raise ValidationError("There is no line in it. Paste the list here.")
        if count > LINES_LIMIT:
            raise ValidationError(
                f"The list has {count:,} lines; {LINES_LIMIT:,} are taken at a time. "
                "Paste the first part, make its cards, then the next."
            )

    def sheet(self) -> ListSheet:
        """Return what was typed, with the separator guessed where none was chosen."""
        text = visible(self.text.data or "")[0]
        chosen = self.separator.data
        separator = Separator(chosen) if chosen in set(Separator) else guess_separator(text)
        topic = self.topic.data or DEFAULT_TOPIC
        return ListSheet(text, separator, topic, bool(self.both_ways.data))
