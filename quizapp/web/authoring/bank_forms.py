"""Forms of a bank itself: a new one, and what it says of itself."""

from __future__ import annotations

from uuid import UUID

from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from quizapp.domain.languages import COMMON, language_tag
from quizapp.importers.plain import visible
from quizapp.web.authoring.article_forms import LONGEST_TITLE, one_line
from quizapp.web.base_form import BaseForm, SelectChoice
from quizapp.web.sent_ids import fresh_id

OTHER = "other"
_LONGEST_DESCRIPTION = 2_000


class NewBankForm(BaseForm):
    """An empty bank; ``form_id`` becomes its id, so that the form sent twice makes one."""

    form_id = HiddenField()
    title = StringField(
        "Title",
        validators=[
            DataRequired("Give the bank a title."),
            Length(max=LONGEST_TITLE, message=f"Stay within {LONGEST_TITLE} letters."),
        ],
        filters=[one_line],
        render_kw={"dir": "auto", "autocomplete": "off"},
    )
    language = SelectField(
        "Language",
        description="Of its questions and articles. Browsers read them aloud by it.",
        choices=[
            *(SelectChoice(tag, name) for tag, name in COMMON.items()),
            SelectChoice(OTHER, "Another: its tag stands below"),
        ],
        validate_choice=False,
    )
    other_language = StringField(
        "Tag of another language (optional)",
        description="Such as sv, pt-BR or zh-Hant.",
        filters=[one_line],
        render_kw={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"},
    )

    def validate_language(self, field: Field) -> None:
        """Refuse what the list does not have."""
        if field.data not in COMMON and field.data != OTHER:
            raise ValidationError("Choose a language from the list.")

    def validate_other_language(self, field: Field) -> None:
        """Refuse what is no tag where the list says that there is one."""
        if self.language.data == OTHER and language_tag(field.data or "") is None:
            raise ValidationError("It is no tag of a language. Write sv, pt-BR or zh-Hant.")

    @property
    def tag(self) -> str:
        """The language that was chosen or typed."""
        typed = self.other_language.data if self.language.data == OTHER else self.language.data
        return language_tag(typed or "") or ""

    @property
    def bank_id(self) -> UUID | None:
        """The id for the bank; None when the field was tampered with."""
        return fresh_id(self.form_id.data)


class BankForm(NewBankForm):
    """What a bank says of itself."""

    description = TextAreaField(
        "Description (optional)",
        description="What it is about, in a sentence or two. Learners see it.",
        validators=[
            Length(max=_LONGEST_DESCRIPTION, message=f"Stay within {_LONGEST_DESCRIPTION} letters.")
        ],
        filters=[lambda value: visible(value or "")[0].strip()],
        render_kw={"rows": 4, "dir": "auto"},
    )
    license = StringField(
        "Licence (optional)",
        description="Under which others may use it, such as CC BY 4.0.",
        validators=[Length(max=LONGEST_TITLE, message=f"Stay within {LONGEST_TITLE} letters.")],
        filters=[one_line],
    )

    def show_language(self, tag: str) -> None:
        """Choose a language in the list, or write it below."""
        known = tag in COMMON
        self.language.data = tag if known else OTHER
        self.other_language.data = "" if known else tag
