"""Which form each kind of question has."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.questions import QuestionKind
from quizapp.web.authoring.forms import QuestionForm
from quizapp.web.authoring.one_fact_forms import (
    FlashcardForm,
    MultipleChoiceForm,
    NumericForm,
    ShortAnswerForm,
    TrueFalseForm,
)
from quizapp.web.authoring.part_forms import (
    ClozeForm,
    MatchingForm,
    MultipleResponseForm,
    OrderingForm,
)

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
        FlashcardForm,
    )
}
"""The form of every kind."""
