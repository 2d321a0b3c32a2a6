"""JSON Schemas of the files of a bank, for editors that help while one types."""

from __future__ import annotations

import json

from pydantic import BaseModel

from quizapp.domain.formats.schema import BankFile, FactsFile, QuestionsFile

SCHEMAS: dict[str, type[BaseModel]] = {
    "bank.schema.json": BankFile,
    "facts.schema.json": FactsFile,
    "questions.schema.json": QuestionsFile,
}
"""The model behind each schema, by the name of the file it stands in."""


def json_schemas() -> dict[str, str]:
    """Return the text of each schema by file name; the same models give the same text."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        name: json.dumps(dialect | model.model_json_schema(), indent=2, ensure_ascii=False) + "\n"
        for name, model in SCHEMAS.items()
    }
