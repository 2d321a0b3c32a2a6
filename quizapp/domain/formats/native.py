"""The bank folder: its files to a ``Bank`` with every fault of all files at once, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quizapp.domain.banks import Bank
from quizapp.domain.errors import Fault, InvalidBank
from quizapp.domain.facts import Source
from quizapp.domain.formats.faults import FileFault, InvalidBankFiles
from quizapp.domain.formats.parts import Parts, read_parts
from quizapp.domain.formats.placeholders import bank_of
from quizapp.domain.formats.plain_text import UNSEEN
from quizapp.domain.formats.records import fact_to_record, question_to_record
from quizapp.domain.formats.source_text import write_source
from quizapp.domain.formats.yaml_layout import lay_out


def read_bank(files: Mapping[str, bytes]) -> Bank:
    """Return the bank that the files of a folder make.

    ``files`` has the contents by path within the folder, with forward slashes. Raises
    InvalidBankFiles with every fault of every file, by file and line; faults of how the parts
    refer to each other are found even where other parts are broken.
    """
    parts = read_parts(files)
    faults = list(parts.faults)
    try:
        bank = bank_of(parts)
    except InvalidBank as error:
        faults += [_at_its_line(fault, parts) for fault in error.faults]
    if faults:
        raise InvalidBankFiles(faults)
    return bank


def write_bank(bank: Bank) -> dict[str, bytes]:
    """Return the files of a bank by path; ``read_bank`` gives back an equal bank.

    The same bank always gives the same bytes. Raises InvalidBank for a text that no file can
    hold: a control character in a source, or half of a character anywhere.
    """
    faults = list(_unwritable(bank.sources))
    if faults:
        raise InvalidBank(f"bank {bank.id}", faults)
    texts = {
        "bank.yaml": _commented("bank", _header(bank)),
        "facts.yaml": _commented(
            "facts", {"facts": [fact_to_record(fact, brief=True) for fact in bank.facts]}
        ),
        "questions.yaml": _commented(
            "questions",
            {"questions": [question_to_record(each, brief=True) for each in bank.questions]},
        ),
    }
    texts |= {f"sources/{source.id}.md": write_source(source) for source in bank.sources}
    return {path: _encoded(path, text) for path, text in texts.items()}


def _encoded(path: str, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        before = text[max(0, error.start - 40) : error.start]
        message = f"Half of a character stands after “{before}”."
        raise InvalidBank(path, [Fault("", message, "Type the text again.")]) from error


def _commented(name: str, content: Mapping[str, object]) -> str:
    return f"# yaml-language-server: $schema=../{name}.schema.json\n{lay_out(content)}"


def _header(bank: Bank) -> dict[str, object]:
    header: dict[str, object] = {"id": bank.id, "title": bank.title, "language": bank.language}
    header |= {"description": bank.description} if bank.description else {}
    header |= {"license": bank.license} if bank.license else {}
    topics = [{"id": topic.id, "title": topic.title} for topic in bank.topics]
    return header | {"topics": topics, "sources": [source.id for source in bank.sources]}


def _unwritable(sources: tuple[Source, ...]) -> Iterator[Fault]:
    for source in sources:
        if "\r" in source.text or UNSEEN.search(source.text):
            yield Fault(
                f"sources.{source.id}.text",
                "There is a character that nobody can see.",
                "Delete it and type the text again.",
            )


def _at_its_line(fault: Fault, parts: Parts) -> FileFault:
    """Turn a fault of the bank, named by a path of its parts, into one of a line of a file."""
    kind, *steps = fault.field.split(".")
    for size in range(len(steps), 0, -1):
        place = parts.places.get((kind, ".".join(steps[:size])))
        listed = kind == "sources" and size == len(steps)
        if place is not None and not listed:
            path, node = place
            return FileFault(path, node.line_of(steps[size:]), fault.message, fault.remedy)
    line = parts.head.line_of(fault.field.split(".")) if parts.head else 1
    return FileFault("bank.yaml", line, fault.message, fault.remedy)
