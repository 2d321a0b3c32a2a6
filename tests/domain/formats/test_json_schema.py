"""The schemas that editors use are those of the code."""

from __future__ import annotations

import json
from pathlib import Path

from quizapp.domain.formats.json_schema import json_schemas
from quizapp.domain.questions import QuestionKind

QUESTIONS = Path(__file__).parents[3] / "questions"


def test_the_schemas_beside_the_banks_are_those_of_the_code() -> None:
    on_disk = {path.name: path.read_text("utf-8") for path in QUESTIONS.glob("*.schema.json")}
    assert on_disk == json_schemas(), "Write each of json_schemas() to questions/."


def test_every_kind_of_question_is_in_the_schema_with_words_for_people() -> None:
    schema = json.loads(json_schemas()["questions.schema.json"])
    kinds = schema["properties"]["questions"]["items"]["discriminator"]["mapping"]
    assert set(kinds) == set(QuestionKind)
    assert all(definition["description"] for definition in schema["$defs"].values())
