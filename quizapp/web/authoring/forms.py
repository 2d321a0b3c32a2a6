"""What the form of every kind of question has; the kinds themselves are in kinds."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any, ClassVar, Protocol, cast

from werkzeug.datastructures import MultiDict
from wtforms import (
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)

from quizapp.domain.errors import Fault, InvalidQuestion
from quizapp.domain.generation.identity import slug
from quizapp.domain.questions import (
    KINDS,
    OPTION_LIMIT,
    Origin,
    Question,
    QuestionKind,
    QuestionStatus,
)
from quizapp.web.authoring.form_values import control_fault, doubled, known_names, line_of, text_of
from quizapp.web.base_form import SelectChoice

FIRST_TOPIC = "General"
"""What the first topic of a bank is called where nobody says otherwise."""
TITLE_LIMIT = 200
ROWS_READ = 2 * OPTION_LIMIT
"""Rows beyond these are not read; more than OPTION_LIMIT are a fault anyway."""

LEFT_EMPTY = "Leave empty: it gets a fact of its own, marked as unsourced."
"""Said below a field of a fact that need not be chosen."""

Facts = Mapping[str, str]


class Remark(Protocol):
    """A fault of the domain or a finding of a check: both say where, what, and how to mend it."""

    @property
    def field(self) -> str:
        """The path in the question's class."""

    @property
    def message(self) -> str:
        """What is wrong."""

    @property
    def remedy(self) -> str:
        """How to mend it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A remark and the control it is shown beside; ``anchor`` is empty for the whole form."""

    anchor: str
    label: str
    text: str


class QuestionForm(Form):
    """The fields of every kind. Make one with ``blank``, ``of`` or ``sent``.

    ``name`` is what people call the kind. ``facts`` are the bank's, statement by id, and ``topics``
    its topics, title by id.
    """

    kind: ClassVar[QuestionKind]
    name: ClassVar[str]
    LISTS: ClassVar[tuple[str, ...]] = ()
    ROWS: ClassVar[int] = 4
    ANSWER: ClassVar[str] = ""
    """The field of the right answer, where it is one."""
    ELSEWHERE: ClassVar[Mapping[str, str]] = {}

    based_on = HiddenField()
    topic = SelectField("Topic", validate_choice=False)
    new_topic = StringField("Or a new topic", render_kw={"dir": "auto", "autocomplete": "off"})
    context = TextAreaField(
        "Sentences before (optional)",
        description="Shown quietly above the question, where it leans on them.",
        render_kw={"rows": 2},
    )
    stem = TextAreaField("Question", description="What the learner reads.")
    explanation = TextAreaField(
        "Why it is right (optional)", description="Shown with the result, above the evidence."
    )

    facts: Facts
    topics: Mapping[str, str]
    left_empty = LEFT_EMPTY
    new_topic_title = ""
    saved_rows: frozenset[str] = frozenset()
    """The ids of the rows that the version has which is edited: their facts stay chosen."""
    problems: list[Problem]
    new_facts: list[str]
    """The names that stand for facts not made yet; known when the question has been read."""

    @classmethod
    def blank(
        cls, facts: Facts, topics: Mapping[str, str], fact: str = "", topic: str = ""
    ) -> QuestionForm:
        """Return the form of a new question, about a fact and in a topic if they are known."""
        return cls._made(facts, topics, None, {"fact": fact, "topic": topic}, cls.ROWS)

    @classmethod
    def of(
        cls, question: Question, number: int, facts: Facts, topics: Mapping[str, str]
    ) -> QuestionForm:
        """Return the form of a question whose current version has this number."""
        filled = {
            "based_on": str(number),
            "topic": question.topic,
            "context": question.context,
            "stem": question.stem,
            "explanation": question.explanation,
            **cls.filled(question),
        }
        form = cls._made(facts, topics, None, filled, 0, spare=1)
        form.edits(question)
        return form

    @classmethod
    def sent(
        cls, sent: MultiDict[str, str], facts: Facts, topics: Mapping[str, str]
    ) -> QuestionForm:
        """Return the form as it came back; nothing that was typed is lost."""
        return cls._made(facts, topics, known_names(sent), {}, 0)

    @classmethod
    def _made(
        cls,
        facts: Facts,
        topics: Mapping[str, str],
        formdata: MultiDict[str, str] | None,
        data: dict[str, Any],
        rows: int,
        spare: int = 0,
    ) -> QuestionForm:
        form = cls(formdata=formdata, data=data)
        form.facts = facts
        form.topics = topics
        form.problems = []
        form.new_facts = []
        form.topic.choices = [SelectChoice(value, label) for value, label in topics.items()]
        form._offer_topic()
        form._sent = formdata if formdata is not None else MultiDict()
        for name in cls.LISTS:
            wanted = max(rows, len(form.entries(name)) + spare)
            while len(form.entries(name)) < min(wanted, ROWS_READ):
                form._list(name).append_entry()
        form._name_rows()
        return form

    _sent: MultiDict[str, str]

    @property
    def topic_id(self) -> str:
        """The topic that was chosen, or the id of the new one that was typed."""
        return slug(self.new_topic_title) if self.new_topic_title else text_of(self.topic.data)

    def _offer_topic(self) -> None:
        """Let a new question bring its topic along: an empty bank has none to choose from."""
        if self.based_on.data:
            del self.new_topic
            return
        if not self.topics:
            self.new_topic.label.text = "Topic"
            self.new_topic.data = self.new_topic.data or FIRST_TOPIC
        typed = line_of(self.new_topic.data)[:TITLE_LIMIT]
        there = next((name for name, title in self.topics.items() if title == typed), "")
        if there:
            self.topic.data = there
        else:
            self.new_topic_title = typed

    @property
    def is_new(self) -> bool:
        """Whether the question is not in the bank yet."""
        return not self.based_on.data

    @property
    def based_on_number(self) -> int:
        """The version that was edited; 0 when the field was tampered with."""
        text = text_of(self.based_on.data)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    def add_row(self, name: str) -> None:
        """Add an empty row to a list, up to the most that a question may have."""
        if name not in self.LISTS:
            return
        if len(self.entries(name)) >= OPTION_LIMIT:
            self.mark([Fault(name, f"{OPTION_LIMIT} is the most.", "Use or empty the rows below.")])
            return
        self._list(name).append_entry()
        self._name_rows()

    def question(self, question_id: str, status: QuestionStatus, origin: Origin) -> Question:
        """Return the question that was typed; raises InvalidQuestion with every fault."""
        faults = [*self._doubled_faults(), *self._control_faults()]
        if not self.new_topic_title and self.topic.data not in self.topics:
            faults.append(Fault("topic", "There is no such topic.", "Choose one from the list."))
        self.new_facts = []
        values, found = self.read()
        faults.extend(found)
        try:
            made = KINDS[self.kind](
                id=question_id,
                topic=self.topic_id,
                context=text_of(self.context.data),
                stem=text_of(self.stem.data),
                explanation=text_of(self.explanation.data),
                status=status,
                origin=origin,
                **values,
            )
        except InvalidQuestion as error:
            known = {fault.field for fault in faults}
            faults.extend(fault for fault in error.faults if fault.field not in known)
            raise InvalidQuestion(error.what, faults) from None
        if faults:
            raise InvalidQuestion(f"question {question_id}", faults)
        return made

    def mark(self, remarks: Iterable[Remark]) -> None:
        """Put each remark beside the control it is about."""
        for remark in remarks:
            anchor, label = self._place(remark.field)
            problem = Problem(anchor, label, f"{remark.message} {remark.remedy}".strip())
            if problem not in self.problems:
                self.problems.append(problem)

    def at(self, anchor: str) -> list[str]:
        """Return what is to be said beside the control with this id."""
        return [problem.text for problem in self.problems if problem.anchor == anchor]

    def fact_statement(self, named: object) -> str:
        """Return the statement of the fact that a field names, for people to recognise it."""
        return self.facts.get(self.fact_named(named), "")

    def fact_words(self, named: object) -> str:
        """Return what stands in a field of a fact: its statement, or what was typed instead."""
        return self._words.get(self.fact_named(named), line_of(named))

    @cached_property
    def _words(self) -> Mapping[str, str]:
        """What people call each fact; the id stands beside a statement that several share."""
        shared = Counter(map(line_of, self.facts.values()))
        return {
            name: words if shared[words := line_of(said)] == 1 else f"{words} ({name})"
            for name, said in self.facts.items()
        }

    def fact_named(self, named: object) -> str:
        """Return the id of the fact that a field names, by its statement or its id; else empty."""
        text = line_of(named)
        if text in self.facts:
            return text
        return next((name for name, words in self._words.items() if words == text), "")

    def edits(self, question: Question) -> None:
        """Say which version is edited: what is not in it is added."""
        filled = self.filled(question)
        self.saved_rows = frozenset(row["id"] for name in self.LISTS for row in filled[name])

    def is_added(self, row_id: str) -> bool:
        """Whether a row is new, as all of a new question are."""
        return row_id not in self.saved_rows

    def new_fact(self) -> str:
        """Return a name, of no fact of the bank, for a fact to be made for this question."""
        used = {*self.facts, *self.new_facts}
        name = next(each for number in count(1) if (each := f"own-fact-{number}") not in used)
        self.new_facts.append(name)
        return name

    # What each kind adds.

    def fact_hint(self, _field: Field) -> str:
        """Return what is said below a field of a fact; nothing unless the kind says something."""
        return ""

    @classmethod
    @abstractmethod
    def filled(cls, question: Any) -> dict[str, Any]:
        """Return the data of the kind's own fields for a question."""

    @abstractmethod
    def read(self) -> tuple[dict[str, Any], list[Fault]]:
        """Return the kind's own values, and what could not be read of them."""

    # Shared by the kinds.

    def entries(self, name: str) -> list[Any]:
        """Return the rows of a list, empty ones too."""
        return list(self._list(name).entries)

    def _list(self, name: str) -> FieldList[Any]:
        return cast("FieldList[Any]", self[name])

    def rows(self, name: str) -> Iterator[Any]:
        """Yield the rows of a list in which something was typed."""
        for entry in self.entries(name):
            texts = (f.data for f in entry.form if f.short_name not in ("id", "place"))
            if any(text_of(text) for text in texts):
                yield entry.form

    def known_fact(self, field: str, value: object) -> tuple[str, list[Fault]]:
        """Return the fact that a field names, and a fault if the bank has none of that name."""
        found = self.fact_named(value)
        if text_of(value) and not found:
            return "", [Fault(field, "The bank has no such fact.", "Choose one from the list.")]
        return found, []

    def _name_rows(self) -> None:
        for name in self.LISTS:
            used = {text_of(entry.form["id"].data) for entry in self.entries(name)}
            free = (each for each in self.row_names() if each not in used)
            for entry in self.entries(name):
                if not text_of(entry.form["id"].data):
                    entry.form["id"].data = next(free)

    @staticmethod
    def row_names() -> Iterator[str]:
        """Yield names for new rows."""
        yield from "abcdefghijklmnopqrstuvwxyz"

    def _doubled_faults(self) -> list[Fault]:
        return [
            Fault(f"#{name}", "It was sent twice.", "Check that the right one stands here.")
            for name in doubled(self._sent)
        ]

    def _control_faults(self) -> list[Fault]:
        fields = [each for each in self if not isinstance(each, FieldList)]
        for name in self.LISTS:
            fields.extend(each for entry in self.entries(name) for each in entry.form)
        found = (control_fault(f"#{each.name}", each.data) for each in fields)
        return [fault for fault in found if fault is not None]

    def _place(self, path: str) -> tuple[str, str]:
        control = self._control(path)
        if control is None:
            return "", ""
        row = control.name.split("-")
        label = control.label.text
        if len(row) == 3:
            label = f"{self[row[0]].label.text}, row {int(row[1]) + 1}: {label}"
        return control.id, label

    def _control(self, path: str) -> Field | None:
        if path.startswith("#"):
            return self._by_name(path[1:])
        path = self.ELSEWHERE.get(path, path)
        name, _, rest = path.partition(".")
        if name not in self:
            return None
        control = self[name]
        row_id, _, inner = rest.rpartition(".")
        if isinstance(control, FieldList) and row_id:
            for row in (entry.form for entry in control.entries):
                if text_of(row["id"].data) == row_id and inner in row:
                    found: Field = row[inner]
                    return found
        return control

    def _by_name(self, name: str) -> Field | None:
        first, _, rest = name.partition("-")
        if first not in self:
            return None
        if not rest:
            return self[first]
        number, _, inner = rest.partition("-")
        entries = self.entries(first) if first in self.LISTS else []
        if number.isascii() and number.isdigit() and int(number) < len(entries):
            row = entries[int(number)].form
            if inner in row:
                found: Field = row[inner]
                return found
        return self[first]


def row_list(row: type[Form], label: str, description: str = "") -> Any:
    """Return a field of rows of one form."""
    return FieldList(FormField(row), label=label, description=description, max_entries=ROWS_READ)
