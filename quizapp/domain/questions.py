"""The kinds of question there are: the face of ``kinds``, which others import from here."""

from __future__ import annotations

from quizapp.domain.kinds.cloze import GAP, Cloze, Gap
from quizapp.domain.kinds.essay import Criterion, Essay, Level
from quizapp.domain.kinds.faults import OPTION_LIMIT
from quizapp.domain.kinds.flashcard import Flashcard
from quizapp.domain.kinds.matching import Matching, Pair
from quizapp.domain.kinds.multiple_choice import MultipleChoice
from quizapp.domain.kinds.multiple_response import MultipleResponse
from quizapp.domain.kinds.numeric import Numeric
from quizapp.domain.kinds.options import Option
from quizapp.domain.kinds.ordering import Item, Ordering
from quizapp.domain.kinds.question import STEM_LIMIT, Part, Question
from quizapp.domain.kinds.short_answer import ShortAnswer
from quizapp.domain.kinds.true_false import TrueFalse
from quizapp.domain.kinds.words import Origin, QuestionKind, QuestionStatus, Side

__all__ = [
    "GAP",
    "KINDS",
    "OPTION_LIMIT",
    "STEM_LIMIT",
    "Cloze",
    "Criterion",
    "Essay",
    "Flashcard",
    "Gap",
    "Item",
    "Level",
    "Matching",
    "MultipleChoice",
    "MultipleResponse",
    "Numeric",
    "Option",
    "Ordering",
    "Origin",
    "Pair",
    "Part",
    "Question",
    "QuestionKind",
    "QuestionStatus",
    "ShortAnswer",
    "Side",
    "TrueFalse",
]

KINDS: dict[QuestionKind, type[Question]] = {
    cls.kind: cls
    for cls in (
        MultipleChoice,
        MultipleResponse,
        TrueFalse,
        ShortAnswer,
        Numeric,
        Cloze,
        Matching,
        Ordering,
        Essay,
        Flashcard,
    )
}
"""The class of each kind; it says how a question is shown, read, marked and explained."""
