"""Migrations are numbered, in one line, and stand by themselves."""

import ast
import re

from tests.guards.source import ROOT

FILES = sorted((ROOT / "migrations" / "versions").glob("*.py"))


def assigned(name: str) -> list[str | None]:
    """Return what each migration sets a name to, in the order of the files."""
    return [
        ast.literal_eval(node.value)
        for path in FILES
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Assign) and [ast.unparse(each) for each in node.targets] == [name]
    ]


def test_migrations_are_numbered_from_one_without_a_gap():
    assert FILES
    numbers = [f"{number:04}" for number in range(1, len(FILES) + 1)]
    assert [path.name[:5] for path in FILES] == [f"{number}_" for number in numbers]
    assert assigned("revision") == numbers


def test_each_migration_follows_the_one_before():
    assert assigned("down_revision") == [None, *assigned("revision")[:-1]]
    assert set(assigned("branch_labels")) == {None}


def test_no_migration_imports_the_app():
    imports = re.compile(r"^\s*(?:from|import)\s+(\S+)", re.MULTILINE)
    found = {name for path in FILES for name in imports.findall(path.read_text("utf-8"))}
    assert {name for name in found if name.split(".")[0] in {"quizapp", "tests"}} == set()
    assert "alembic" in found
