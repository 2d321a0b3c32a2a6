"""Which form each kind of question has."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.questions import QuestionKind
from quizapp.web.authoring.forms import QuestionForm
from quizapp.web.authoring.kinds.cloze import ClozeForm
from quizapp.web.authoring.kinds.essay import EssayForm
from quizapp.web.authoring.kinds.flashcard import FlashcardForm
from quizapp.web.authoring.kinds.matching import MatchingForm
from quizapp.web.authoring.kinds.multiple_choice import MultipleChoiceForm
from quizapp.web.authoring.kinds.multiple_response import MultipleResponseForm
from quizapp.web.authoring.kinds.numeric import NumericForm
from quizapp.web.authoring.kinds.ordering import OrderingForm
from quizapp.web.authoring.kinds.short_answer import ShortAnswerForm
from quizapp.web.authoring.kinds.true_false import TrueFalseForm

FORMS: Mapping[QuestionKind, type[QuestionForm]] = {
    form.kind: form
    for form in (
        MultipleChoiceForm,
        MultipleResponseForm,
        TrueFalseForm,
        ShortAnswerForm,
        NumericForm,
        ClozeForm,
        MatchingForm,
        OrderingForm,
        EssayForm,
        FlashcardForm,
    )
}
"""The form of every kind."""
