"""Forms of assignments. Dates are typed by the clock of the course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    DateTimeLocalField,
    Field,
    FloatField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.assignments.models import Assignment
from quizapp.assignments.services import (
    MOST_DAYS,
    MOST_PER_DAY,
    MOST_WEIGHT,
    TITLE_LENGTH,
    Setting,
    What,
    terms_digest,
)
from quizapp.banks.chosen_facts import ChosenFact
from quizapp.banks.models import Bank
from quizapp.domain.due_dates import Exemption, Goal, Late, LateRule, Window
from quizapp.domain.wall_clock import moments_of, wall_of
from quizapp.web.authoring.article_forms import one_line
from quizapp.web.base_form import BaseForm, SelectChoice
from quizapp.web.course_time import course_time
from quizapp.web.quizzes.building.forms import CountField, say_instead, within_reason
from quizapp.web.sent_ids import fresh_id, sent_id

WEEK = timedelta(days=7)
LONGEST_REASON = 500
_NO_COUNT = "Give a whole number."
_NOT_A_MOMENT = "Give a day and a time, such as 2026-03-02 09:00."
_WRITTEN = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
_TOPIC, _SOURCE = "topic:", "article:"
_EVERYBODY = ""
_PER_DAY, _DAYS, _PERCENT = 10, 5, 10


def _moment(label: str, description: str = "", *, optional: bool = False) -> DateTimeLocalField:
    needed = Optional() if optional else InputRequired(_NOT_A_MOMENT)
    return DateTimeLocalField(label, description=description, format=_WRITTEN, validators=[needed])


class _ByTheClock(BaseForm):
    """Fields with moments by the clock of a course; ``zone`` is set before they are asked."""

    zone = "UTC"

    def moment(self, name: str) -> datetime | None:
        """Return the moment that was typed, None where nothing was."""
        wall: datetime | None = self[name].data
        return None if wall is None else moments_of(wall, self.zone)[0]

    def show_moment(self, name: str, moment: datetime | None) -> None:
        """Fill in a moment."""
        self[name].data = None if moment is None else wall_of(moment, self.zone)

    def refuse_no_moment(self, field: Field) -> None:
        """Refuse what is no moment, an hour that is left out, and one that comes twice."""
        say_instead(field, _NOT_A_MOMENT)
        within_reason(field)
        if field.data is None:
            return
        found = moments_of(field.data, self.zone)
        if not found:
            raise ValidationError(
                f"There is no {field.data:%H:%M} on that day: clocks go forward. Give another time."
            )
        if len(found) > 1:
            raise ValidationError(
                f"{field.data:%H:%M} comes twice on that day: clocks go back. Give another time."
            )

    def validate_opens_at(self, field: Field) -> None:
        """Say plainly what is no moment."""
        self.refuse_no_moment(field)

    def validate_due_at(self, field: Field) -> None:
        """Say plainly what is no moment."""
        self.refuse_no_moment(field)

    def validate_closes_at(self, field: Field) -> None:
        """Say plainly what is no moment."""
        self.refuse_no_moment(field)


class _WeightField(FloatField):
    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:g}"


class AssignForm(_ByTheClock):
    """When it opens and is due, for whom; late work, weight and title stand further below."""

    form_id = HiddenField()
    seen = HiddenField()
    group = SelectField("For", default=_EVERYBODY)
    part = SelectField("What of it", default="")
    facts = SelectMultipleField(
        "Facts",
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    opens_at = _moment("Opens")
    due_at = _moment("Due")
    goal = RadioField(
        "To be done",
        choices=[
            SelectChoice(Goal.READY_BY.value, "Know all facts by the time it is due"),
            SelectChoice(Goal.DAILY.value, "Answer cards on several days"),
        ],
        default=Goal.READY_BY.value,
    )
    per_day = CountField(
        "Cards a day, if on several days",
        default=_PER_DAY,
        validators=[Optional(), NumberRange(1, MOST_PER_DAY, f"Give from 1 to {MOST_PER_DAY}.")],
    )
    days = CountField(
        "How many days",
        default=_DAYS,
        validators=[Optional(), NumberRange(1, MOST_DAYS, f"Give from 1 to {MOST_DAYS}.")],
    )
    is_graded = BooleanField(
        "Counts in the grade", description="Only cards on several days can: each earns its share."
    )
    closes_at = _moment(
        "Closes (optional)",
        "Until then it is taken late. Empty: a week after it is due.",
        optional=True,
    )
    late_rule = RadioField(
        "What comes late",
        choices=[
            SelectChoice(LateRule.ACCEPT.value, "is marked as late, and loses nothing"),
            SelectChoice(LateRule.PERCENT.value, "loses a share for each day that has begun"),
        ],
        default=LateRule.ACCEPT.value,
    )
    late_percent = CountField(
        "Per cent for each day",
        default=_PERCENT,
        validators=[Optional(), NumberRange(1, 100, "Give from 1 to 100.")],
    )
    weight = _WeightField(
        "Weight",
        description="How much it counts beside the others of the course. 0: not at all.",
        default=1.0,
        validators=[
            InputRequired(f"Give a number from 0 to {MOST_WEIGHT}."),
            NumberRange(0, MOST_WEIGHT, f"Give a number from 0 to {MOST_WEIGHT}."),
        ],
        render_kw={"inputmode": "decimal"},
    )
    title = StringField(
        "Title (optional)",
        validators=[Length(max=TITLE_LENGTH, message=f"Stay within {TITLE_LENGTH} letters.")],
        filters=[one_line],
        render_kw={"dir": "auto", "autocomplete": "off"},
    )
    publishes = BooleanField("Publish the quiz now", default=True)

    def __init__(
        self, zone: str, *, studies: bool, groups: Mapping[str, str], **given: Any
    ) -> None:
        super().__init__(**given)
        self.zone, self._studies = zone, studies
        self._ids: Mapping[str, int] = {}
        self.group.choices = [
            SelectChoice(_EVERYBODY, "The whole course"),
            *(SelectChoice(key, name) for key, name in groups.items()),
        ]
        self.part.choices = [SelectChoice("", "All of it")]

    def offer_parts(self, topics: Mapping[str, str], sources: Mapping[str, str]) -> None:
        """Offer what a bank can be narrowed to, by slugs."""
        self.part.choices = [
            SelectChoice("", "All of it"),
            *(SelectChoice(_TOPIC + slug, title, {}, "Topics") for slug, title in topics.items()),
            *(
                SelectChoice(_SOURCE + slug, title, {}, "Articles")
                for slug, title in sources.items()
            ),
        ]

    def offer_facts(self, facts: Sequence[ChosenFact]) -> None:
        """Offer facts that were chosen, all of them ticked until the form says otherwise."""
        self._ids = {str(each.public_id): each.id for each in facts}
        self.facts.choices = [SelectChoice(str(each.public_id), each.statement) for each in facts]

    def begin(self, now: datetime, form_id: UUID) -> None:
        """Fill in what is likely: it opens now and is due in a week, at the end of the day."""
        self.form_id.data, self.facts.data = str(form_id), list(self._ids)
        today = wall_of(now, self.zone).replace(second=0, microsecond=0)
        self.opens_at.data = today
        self.due_at.data = (today + WEEK).replace(hour=23, minute=59)

    def show(self, row: Assignment) -> None:
        """Fill in what is set now."""
        self.seen.data = terms_digest(row)
        for name in ("opens_at", "due_at", "closes_at"):
            self.show_moment(name, getattr(row, name))
        self.late_rule.data, self.weight.data = row.late_rule, row.weight
        self.late_percent.data = row.late_percent or _PERCENT
        self.title.data = row.title
        if row.goal is not None:
            self.goal.data, self.is_graded.data = row.goal, row.is_graded
            self.per_day.data = row.per_day or _PER_DAY
            self.days.data = row.days or _DAYS

    def set_beside(self, row: Assignment) -> None:
        """Say beside each field what somebody else has set there, and let the next save count."""
        self.seen.data = terms_digest(row)
        typed = self.setting()
        days, late = "none" if row.days is None else str(row.days), row.late_percent
        for name, mine, theirs, words in (
            ("opens_at", typed.window.opens_at, row.opens_at, course_time(row.opens_at, self.zone)),
            ("due_at", typed.window.due_at, row.due_at, course_time(row.due_at, self.zone)),
            (
                "closes_at",
                typed.window.closes_at,
                row.closes_at,
                course_time(row.closes_at, self.zone),
            ),
            ("late_rule", typed.late.rule.value, row.late_rule, self._label("late_rule", row)),
            ("late_percent", typed.late.percent, late, "none" if late is None else str(late)),
            ("weight", typed.weight, row.weight, f"{row.weight:g}"),
            ("title", typed.title.strip(), row.title, f"“{row.title}”" if row.title else "none"),
            ("goal", typed.goal and typed.goal.value, row.goal, self._label("goal", row)),
            ("per_day", typed.per_day, row.per_day, str(row.per_day or "none")),
            ("days", typed.days, row.days, days),
            ("is_graded", typed.is_graded, row.is_graded, "yes" if row.is_graded else "no"),
        ):
            if mine != theirs:
                self[name].errors = [f"Somebody else has set meanwhile: {words}."]

    def _label(self, name: str, row: Assignment) -> str:
        labels = {each.value: each.label for each in self[name].choices}
        return str(labels.get(getattr(row, name), "none"))

    def validate_due_at(self, field: Field) -> None:
        """Refuse what is due before it opens."""
        super().validate_due_at(field)
        opens, due = self.opens_at.data, field.data
        if opens is not None and due is not None and due <= opens:
            raise ValidationError("It must be due after it opens.")

    def validate_closes_at(self, field: Field) -> None:
        """Refuse what closes before it is due."""
        super().validate_closes_at(field)
        due, closes = self.due_at.data, field.data
        if closes is not None and due is not None and closes < due:
            raise ValidationError("It must close when it is due, or later.")

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask also for the numbers that what was chosen needs."""
        is_valid: bool = super().validate(extra_validators)
        needed = ["per_day", "days"] if self.is_daily else []
        if self.late_rule.data == LateRule.PERCENT:
            needed.append("late_percent")
        for name in needed:
            # What is empty passes each validator of a field that may be.
            if self[name].data is None:
                self[name].errors = [_NO_COUNT]
                is_valid = False
        return is_valid

    def validate_facts(self, field: Field) -> None:
        """Refuse none of those that are offered, and what is not among them any more."""
        if not self._ids:
            return
        if not field.data:
            raise ValidationError("Tick at least one fact.")
        if not self._ids.keys() >= set(field.data):
            raise ValidationError("A fact was withdrawn meanwhile. Look at those that are left.")

    def validate_is_graded(self, field: Field) -> None:
        """Refuse to mark what somebody will recall, because that is predicted."""
        if field.data and self._studies and not self.is_daily:
            raise ValidationError(
                "Choose cards on several days, or untick this: a guess is no mark."
            )

    def validate_weight(self, field: Field) -> None:
        """Say plainly what is no number."""
        say_instead(field, f"Give a number from 0 to {MOST_WEIGHT}.")

    @property
    def is_daily(self) -> bool:
        """Whether cards are to be answered on several days."""
        return self._studies and self.goal.data == Goal.DAILY

    @property
    def new_id(self) -> UUID | None:
        """The id for what is made; None when the field was tampered with."""
        return fresh_id(self.form_id.data)

    @property
    def group_id(self) -> UUID | None:
        """For which group it is; None for the whole course."""
        return sent_id(self.group.data)

    def what(self, quiz_id: UUID | None, bank: Bank | None) -> What:
        """Return what is given."""
        if bank is None:
            return What(quiz_id=quiz_id)
        part = self.part.data or ""
        topic = part.removeprefix(_TOPIC) if part.startswith(_TOPIC) else ""
        source = part.removeprefix(_SOURCE) if part.startswith(_SOURCE) else ""
        chosen = frozenset(self._ids[each] for each in self.facts.data or () if each in self._ids)
        return What(bank_id=bank.id, topic=topic, source=source, facts=chosen)

    def setting(self) -> Setting:
        """Return the terms that were typed."""
        opens_at, due_at = self.moment("opens_at"), self.moment("due_at")
        weight = self.weight.data
        if opens_at is None or due_at is None or weight is None:
            raise ValueError("a form is asked once it is valid")
        is_percent = self.late_rule.data == LateRule.PERCENT
        return Setting(
            Window(opens_at, due_at, self.moment("closes_at") or due_at + WEEK),
            self.title.data or "",
            Late(LateRule.PERCENT, self.late_percent.data) if is_percent else Late(),
            weight,
            Goal(self.goal.data) if self._studies else None,
            self.per_day.data if self.is_daily else None,
            self.days.data if self.is_daily else None,
            is_graded=self.is_daily and bool(self.is_graded.data),
        )


class DatesForm(_ByTheClock):
    """Other dates, or an excuse, for one student or group; what is empty is as for all."""

    form_id = HiddenField()
    after = HiddenField()
    opens_at = _moment("Opens (optional)", optional=True)
    due_at = _moment("Due (optional)", optional=True)
    closes_at = _moment("Closes (optional)", optional=True)
    is_excused = BooleanField("Excused: nothing is owed, and it counts nothing")
    reason = StringField(
        "Reason",
        description="Kept with who gave it and when. A student finds it in the file of their own "
        "data; besides, only those who teach this course see it.",
        validators=[
            DataRequired("Say why, for your own records."),
            Length(max=LONGEST_REASON, message=f"Stay within {LONGEST_REASON} letters."),
        ],
        filters=[one_line],
        render_kw={"dir": "auto", "autocomplete": "off"},
    )

    def __init__(self, zone: str, **given: Any) -> None:
        super().__init__(**given)
        self.zone = zone

    def show(self, exemption: Exemption) -> None:
        """Fill in what somebody has now."""
        for name in ("opens_at", "due_at", "closes_at"):
            self.show_moment(name, getattr(exemption, name))
        self.is_excused.data = exemption.is_excused

    @property
    def exemption(self) -> Exemption:
        """What was typed."""
        return Exemption(
            self.moment("opens_at"),
            self.moment("due_at"),
            self.moment("closes_at"),
            bool(self.is_excused.data),
        )

    @property
    def new_id(self) -> UUID | None:
        """The id for what is given; None when the field was tampered with."""
        return fresh_id(self.form_id.data)

    @property
    def after_id(self) -> UUID | None:
        """What counted when the page was drawn; None for nothing."""
        return sent_id(self.after.data)
