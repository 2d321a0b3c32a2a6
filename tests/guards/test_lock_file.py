"""requirements.lock: everything pinned and hashed, nothing said about where it comes from."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
HEAD, MARKER, TAIL = LOCK.partition("# ======== Below this line")
BLOCK = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<rest>.*(?:\n[ ]+.*)*)", re.MULTILINE)


def normal(requirement: str) -> str:
    """Return the normalised project name of a requirement line."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def names(text: str) -> list[str]:
    return [match["name"] for match in BLOCK.finditer(text)]


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_every_package_is_pinned_and_hashed():
    assert names(LOCK)
    unhashed = [m["name"] for m in BLOCK.finditer(LOCK) if "--hash=sha256:" not in m["rest"]]
    assert unhashed == []


def test_every_line_is_a_pin_a_hash_or_a_remark():
    allowed = re.compile(r"[a-z0-9-]+==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|\s*#.*|")
    assert [line for line in LOCK.splitlines() if not allowed.fullmatch(line)] == []


def test_the_lock_names_no_address():
    assert re.findall(r"https?:|index-url|find-links|file:", LOCK) == []


def test_no_package_stands_in_both_parts():
    assert MARKER
    assert set(names(HEAD)) & set(names(TAIL)) == set()


@pytest.mark.parametrize("part", ["runtime", "build", "dev", "postgres"])
def test_the_lock_covers_what_pyproject_asks_for(part):
    metadata = project()
    asked = {
        "runtime": metadata["project"]["dependencies"],
        "build": metadata["build-system"]["requires"],
        **metadata["project"]["optional-dependencies"],
    }[part]
    locked = names(HEAD) if part in ("runtime", "build") else names(LOCK)
    missing = {normal(requirement) for requirement in asked} - set(locked)
    assert missing == set(), "run `make lock`"


def test_what_the_app_imports_is_in_the_runtime_part():
    imported = {
        name.partition(".")[0]
        for folder in ("quizapp", "migrations")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in imported_names(node)
    }
    owners = packages_distributions()
    third_party = imported - set(sys.stdlib_module_names) - {"quizapp", "migrations"}
    assert "flask" in third_party
    locked = set(names(HEAD))
    missing = {
        module
        for module in third_party
        # A module that is not installed is one for another platform, or for an extra.
        if module in owners and not {normal(owner) for owner in owners[module]} & locked
    }
    assert missing == set(), "name its package in pyproject.toml and run `make lock`"


def imported_names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module or ""]
    return []
