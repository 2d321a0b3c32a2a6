"""What the documents name is there: files, commands, settings, targets and other pages."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from quizapp.cli import main
from quizapp.config import Settings
from tests.guards.source import ROOT

DOCUMENTS = sorted(
    path
    for pattern in (
        "*.md",
        "docs/*.md",
        "quizapp/**/README.md",
        "migrations/*.md",
        "questions/*.md",
    )
    for path in ROOT.glob(pattern)
)
BASES = tuple(
    ROOT / base
    for base in (
        "",
        "quizapp",
        "quizapp/web",
        "quizapp/web/authoring",
        "quizapp/domain",
        "quizapp/domain/generation",
        "tests/evaluation",
        "questions/us-japan-alliance",
    )
)
"""Folders that documents speak from, besides their own."""

named = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def code_of(path: Path) -> list[str]:
    """Return what stands as code in a document, in a line or in a block of its own."""
    text = path.read_text("utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    indented = re.findall(r"^    (\S.*)$", text, re.MULTILINE)
    return [*re.findall(r"`([^`\n]+)`", text), *indented, *"\n".join(blocks).splitlines()]


@named
def test_files_that_are_named_exist(path: Path) -> None:
    files = [
        each for each in code_of(path) if re.fullmatch(r"[\w./-]+\.py|[\w.-]+(?:/[\w.-]+)*/", each)
    ]
    # The instance is made by the app, and so is what is in it.
    named = [each for each in files if not re.match(r"(?:\.venv|instance|cache|backups)/", each)]
    bases = [path.parent, *BASES]
    found = [base / each for each in named for base in bases if (base / each).exists()]
    # After “`reading/names.py`, ...” a file beside it is named without its folder.
    bases += [each.parent for each in found]
    assert [each for each in named if not any((base / each).exists() for base in bases)] == []


@named
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8"))
    local = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in local if not (path.parent / link).exists()] == []


@named
def test_settings_that_are_named_exist(path: Path) -> None:
    known = {str(field.validation_alias) for field in Settings.model_fields.values()}
    said = set(re.findall(r"\bQUIZAPP_[A-Z_]*[A-Z]\b", path.read_text("utf-8")))
    assert said - known == set()


@named
def test_commands_that_are_named_exist(path: Path) -> None:
    context = click.Context(main)
    for line in code_of(path):
        for words in re.findall(r"(?:\A|[ /])quizapp ((?:[a-z]+(?:-[a-z]+)* ?){1,2})", line):
            first, *rest = words.split()
            command = main.get_command(context, first)
            assert command is not None, line
            if isinstance(command, click.Group) and rest:
                assert rest[0] in command.commands, line
        for options in re.findall(
            r"(?:\A|[ /])quizapp serve((?: --?[a-z]+(?: [^-\s]\S*)?)+)", line
        ):
            serve = main.get_command(context, "serve")
            known = {option for each in serve.params for option in each.opts}
            assert set(re.findall(r"--[a-z-]+", options)) <= known, line


@named
def test_targets_that_are_named_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    said = {
        word for line in code_of(path) for word in re.findall(r"(?:\A|[;&] ?)make ([a-z]+)", line)
    }
    assert said - targets == set()


def test_every_module_of_the_domain_is_in_its_table() -> None:
    folder = ROOT / "quizapp" / "domain"
    told = set(re.findall(r"`([\w/]+(?:\.py)?)/?`", (folder / "README.md").read_text("utf-8")))
    there = {path.name for path in folder.glob("*.py") if path.name != "__init__.py"}
    there |= {path.parent.name for path in folder.glob("*/__init__.py")}
    assert {name.strip("/") for name in told if "." in name or "/" in name} - there == set()
    assert there - {name.strip("/") for name in told} == set()
