"""Everything that is wrong with the files of a bank, and with its published questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from quizapp.cli.bank_files import read_files
from quizapp.domain.banks import Bank, named_facts
from quizapp.domain.facts import FactStatus
from quizapp.domain.formats.faults import FileFault, InvalidBankFiles
from quizapp.domain.formats.native import read_bank
from quizapp.domain.formats.parts import read_parts
from quizapp.domain.generation.checks import CheckContext, check_question
from quizapp.domain.questions import Question, QuestionStatus


def bank_faults(folder: Path) -> list[FileFault]:
    """Return every fault of a bank's files; of a sound bank, those of its published questions."""
    files = read_files(folder)
    try:
        bank = read_bank(files)
    except InvalidBankFiles as error:
        return list(error.faults)
    places = read_parts(files).places
    context = CheckContext.of(bank)
    found = []
    for question in bank.questions:
        if question.status is not QuestionStatus.PUBLISHED:
            continue
        path, node = places["questions", question.id]
        for field, message, remedy in _failed_checks(question, bank, context):
            line = node.line_of(field.split("."))
            found.append(FileFault(path, line, f"{question.id}: {message}", remedy))
    return sorted(found)


def read_folder(folder: Path) -> Bank:
    """Return the bank of a folder; ClickException with its faults when it makes none."""
    try:
        return read_bank(read_files(folder))
    except InvalidBankFiles as error:
        lines = "\n".join(f"{folder}/{fault}" for fault in error.faults)
        raise click.ClickException(f"{folder} is not sound.\n{lines}") from None


def _failed_checks(
    question: Question, bank: Bank, context: CheckContext
) -> Iterator[tuple[str, str, str]]:
    for name in question.facts:
        if bank.fact_by_id[name].status is not FactStatus.APPROVED:
            yield (
                "",
                f"The fact “{name}” is not approved.",
                "Approve it in facts.yaml, or make the question a draft.",
            )
    for field, name in named_facts(question):
        linked = bank.fact_by_id[name]
        if name not in question.facts and linked.status is not FactStatus.APPROVED:
            yield (
                field,
                f"A wrong option names the fact “{name}”, which is not approved: nobody is told "
                "what that option is right for.",
                "Approve it in facts.yaml, or name no fact there.",
            )
    for finding in check_question(question, context):
        yield finding.field, finding.message, finding.remedy
