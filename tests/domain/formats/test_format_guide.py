"""What questions/README.md shows is what the code reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from quizapp.domain.banks import Bank
from quizapp.domain.formats import fact_schema, schema
from quizapp.domain.formats.native import read_bank
from quizapp.domain.questions import QuestionKind

GUIDE = (Path(__file__).parents[3] / "questions" / "README.md").read_text("utf-8")


def example_bank() -> Bank:
    blocks = re.findall(r"^```(yaml|markdown)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    (source,) = (text for language, text in blocks if language == "markdown")
    header, facts, *questions = (text for language, text in blocks if language == "yaml")
    files = {
        "bank.yaml": header,
        "sources/upi.md": source,
        "facts.yaml": facts,
        "questions.yaml": "questions:\n" + "".join(questions),
    }
    return read_bank({path: text.encode() for path, text in files.items()})


def test_the_examples_make_a_bank_with_a_question_of_every_kind() -> None:
    bank = example_bank()
    assert [question.kind for question in bank.questions] == list(QuestionKind)


MODELS = [
    each
    for module in (schema, fact_schema)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, BaseModel) and each.__module__ == module.__name__
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_name_is_described(model: type[BaseModel]) -> None:
    described = set(re.findall(r"`(\w+)[`:]", GUIDE))
    assert set(model.model_fields) - described == set()
