"""How good the questions of a quiz are: as a table to look through, and to take away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.answering.challenge_queue import open_by_question
from quizapp.authoring.queries import headline
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.banks.versions import question_of
from quizapp.clock import now
from quizapp.db import db
from quizapp.domain.difficulty import Difficulty
from quizapp.domain.statistics.choices import choices_of
from quizapp.domain.statistics.distribution import Distribution, distribution_of
from quizapp.domain.statistics.figures import Analysis, ItemFigures, Use
from quizapp.domain.statistics.flags import Flag, Raised, flags_of
from quizapp.domain.statistics.samples import LEAST_COMPARED, SMALL
from quizapp.domain.statistics.words import Telling, difficulty_word, telling_of
from quizapp.paging import PAGE_SIZE, Page, page_count
from quizapp.quizzes.gradebook import grades_in
from quizapp.quizzes.item_analysis import analysis_of
from quizapp.quizzes.policies import Action
from quizapp.web.authoring.lookup import KIND_NAMES
from quizapp.web.csv_files import csv_download
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.lookup import BuiltQuiz, quiz_or_404
from quizapp.web.quizzes.reporting.figure_words import TITLES, SaidFlag, said_flag


class Sorting(StrEnum):
    """What comes first in the table."""

    FLAGS = "flags"
    HARDEST = "hardest"
    TELLS_LEAST = "tells-least"


SORTINGS = {
    Sorting.FLAGS: "What to look at first",
    Sorting.HARDEST: "Hardest first",
    Sorting.TELLS_LEAST: "Tells least first",
}
_LAST = 9.0
_COLUMNS = (
    *("question", "version", "bank", "kind", "learners", "left_empty"),
    *("facility_percent", "difficulty", "guessing_percent"),
    *("discrimination_thirds", "discrimination_27_percent", "correlation_with_rest", "tells"),
    *("efficiency_percent", "median_seconds", "flags"),
)


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option and who ticked it; ``is_doubtful`` where a flag is about it."""

    text: str
    is_right: bool
    use: Use
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A version of a question with its figures, and the words for them."""

    number: int
    is_current: bool
    headline: str
    kind: str
    bank: Bank
    slug: str
    figures: ItemFigures
    raised: Sequence[Raised]
    flags: Sequence[SaidFlag]
    options: Sequence[OptionRow]
    objections: int

    @property
    def is_small(self) -> bool:
        """Whether so few learners were asked that a flag may be chance."""
        return any(each.is_small for each in self.raised)

    @property
    def is_compared(self) -> bool:
        """Whether enough learners were asked to compare them with each other."""
        return self.figures.learners >= LEAST_COMPARED

    @property
    def correlation(self) -> float | None:
        """How it goes along with the rest of the quiz; None where too few are compared."""
        return self.figures.correlation if self.is_compared else None

    @property
    def difficulty(self) -> Difficulty | None:
        """The word for its facility."""
        return difficulty_word(self.figures.facility, self.figures.learners)

    @property
    def telling(self) -> Telling | None:
        """The word for its correlation with the rest."""
        return telling_of(self.figures.correlation, self.figures.learners)


@policy(teacher)
def analysis(quiz_id: UUID) -> ResponseReturnValue:
    """Show how good the questions of a quiz are, by what was answered."""
    built = quiz_or_404(quiz_id, Action.REVIEW)
    session = db.session()
    shown = analysis_of(session, quiz_id)
    sorting = _sorting(request.args.get("order", ""))
    rows = [] if shown is None else _rows(session, built, shown.analysis)
    page = _page(sorted(rows, key=_KEYS[sorting]), page_number(request.args))

    def address(number: int) -> str:
        return url_for("quizzes.analysis", quiz_id=quiz_id, page=number, order=sorting.value)

    return render_template(
        "quizzes/reporting/analysis.html",
        built=built,
        shown=shown,
        page=page,
        others=0 if shown is None else len(shown.analysis.items) - len(rows),
        flagged=sum(bool(each.flags) for each in rows),
        sorting=sorting,
        sortings=SORTINGS,
        least_compared=LEAST_COMPARED,
        small=SMALL,
        marks=_marks(session, built) if shown is not None and page.number == 1 else None,
        **neighbours(page, address),
    )


@policy(teacher)
def analysis_as_csv(quiz_id: UUID) -> ResponseReturnValue:
    """Give the figures of all questions as a table."""
    built = quiz_or_404(quiz_id, Action.REVIEW)
    shown = analysis_of(db.session(), quiz_id)
    rows = [] if shown is None else _rows(db.session(), built, shown.analysis)
    day = now().date().isoformat()
    return csv_download(f"quizapp-questions-{day}.csv", _table(rows))


def _marks(session: Session, built: BuiltQuiz) -> Distribution | None:
    design = built.design
    return distribution_of(grades_in(session, built.id, design.grade_rule), design.pass_percent)


def _rows(session: Session, built: BuiltQuiz, found: Analysis) -> list[QuestionRow]:
    # The keys of a bank are for those who may see them, also where a quiz asked them once.
    banks = {bank.id: bank for bank in built.usable}
    pairs = (
        session.execute(
            select(Question, QuestionVersion)
            .join(QuestionVersion, QuestionVersion.question_id == Question.id)
            .where(QuestionVersion.id.in_(found.items), Question.bank_id.in_(banks))
            .order_by(QuestionVersion.id)
        )
        .unique()
        .all()
    )
    objections = open_by_question(session, {question.id for question, _ in pairs})
    return [
        _row(
            question,
            version,
            banks[question.bank_id],
            found.items[version.id],
            objections.get(question.id, 0),
        )
        for question, version in pairs
    ]


def _row(
    question: Question,
    version: QuestionVersion,
    bank: Bank,
    figures: ItemFigures,
    objections: int,
) -> QuestionRow:
    choices = choices_of(question_of(version))
    texts = {each.id: each.text for each in choices}
    raised = flags_of(figures)
    about = {option for each in raised for option in each.options}
    return QuestionRow(
        version.number,
        version.is_current,
        headline(version),
        KIND_NAMES[question.kind],
        bank,
        question.slug,
        figures,
        raised,
        [said_flag(each, figures, texts) for each in raised],
        [
            OptionRow(
                each.text,
                each.id in figures.asked.right,
                figures.options[each.id],
                each.id in about,
            )
            for each in choices
            if each.id in figures.options
        ],
        objections,
    )


def _urgency(row: QuestionRow) -> tuple[float, ...]:
    first = min((list(Flag).index(each.flag) for each in row.raised), default=len(Flag))
    return (first, *_least(row))


def _hardness(row: QuestionRow) -> tuple[float, ...]:
    return (row.figures.facility, *_least(row))


def _least(row: QuestionRow) -> tuple[float, ...]:
    told = row.correlation
    return (_LAST if told is None else told, row.figures.facility)


_KEYS: Mapping[Sorting, Callable[[QuestionRow], tuple[float, ...]]] = {
    Sorting.FLAGS: _urgency,
    Sorting.HARDEST: _hardness,
    Sorting.TELLS_LEAST: _least,
}


def _sorting(typed: str) -> Sorting:
    return Sorting(typed) if typed in set(Sorting) else Sorting.FLAGS


def _page(rows: Sequence[QuestionRow], number: int) -> Page[QuestionRow]:
    number = min(max(number, 1), page_count(len(rows)))
    return Page(rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], number, len(rows))


def _table(rows: Collection[QuestionRow]) -> Iterator[Sequence[object]]:
    yield _COLUMNS
    for row in rows:
        figures = row.figures
        yield (
            row.headline,
            row.number,
            row.bank.title,
            row.kind,
            figures.learners,
            figures.empty,
            round(100 * figures.facility, 1),
            row.difficulty,
            round(100 * figures.asked.guess, 1),
            _rounded(figures.discrimination),
            _rounded(figures.kelley),
            _rounded(figures.correlation),
            row.telling,
            None if figures.efficiency is None else round(100 * figures.efficiency, 1),
            None if figures.seconds is None else round(figures.seconds, 1),
            "; ".join(TITLES[each.flag] for each in row.raised),
        )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
