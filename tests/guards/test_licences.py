"""What quizapp installs for its users may be used by everybody: permissive licences or MPL."""

import ast
import re
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAD = (ROOT / "requirements.lock").read_text("utf-8").partition("# ======== Below")[0]
RUNTIME = re.findall(r"(?m)^([a-z0-9-]+)==", HEAD)
ALLOWED = re.compile(
    r"\b(MIT|MIT-0|BSD|BSD-[123]-Clause|0BSD|Apache|Apache-2\.0|ISC|Zlib|zlib|PSF|PSF-2\.0"
    r"|Python-2\.0|Python Software Foundation|MPL|MPL-2\.0|Unlicense|CC0-1\.0|ZPL[- ]2\.1"
    r"|Zope Public)\b"
)
REFUSED = re.compile(r"\bA?L?GPL|GNU|Proprietary|Commercial|SSPL|BUSL", re.IGNORECASE)
# pysqlite3 names its licence nowhere in its metadata, but brings its text: zlib's.
ZLIB_TEXT = "This software is provided 'as-is', without any express or implied warranty"
# LGPL, so only who names a PostgreSQL server in DATABASE_URL meets it; see the guard below.
EXCEPTION = "psycopg"


def stated_licence(name: str) -> str:
    """Return what a distribution says of its licence, the newest field first."""
    fields = metadata(name)
    if expression := fields.get("License-Expression"):
        return expression
    trove = [c for c in fields.get_all("Classifier", []) if c.startswith("License ::")]
    if named := " | ".join(trove) or (fields.get("License") or "").partition("\n")[0]:
        return named
    texts = [path.read_text("utf-8") for path in files(name) or [] if path.stem == "LICENSE"]
    return "zlib" if any(ZLIB_TEXT in " ".join(text.split()) for text in texts) else ""


@pytest.mark.parametrize("name", RUNTIME)
def test_runtime_licence_is_permissive_or_mpl(name):
    try:
        licence = stated_licence(name)
    except PackageNotFoundError:
        pytest.skip(f"{name} is not for this platform")
    assert ALLOWED.search(licence), f"{name}: {licence!r}"
    # In "A OR B" one may choose, so what is refused must not be the only choice.
    choices = re.split(r"\bOR\b", licence)
    assert any(not REFUSED.search(choice) for choice in choices), f"{name}: {licence!r}"


def test_the_one_exception_is_not_installed_for_everybody():
    assert [name for name in RUNTIME if name.startswith(EXCEPTION)] == []


def test_no_module_imports_the_exception():
    modules = [*ROOT.glob("quizapp/**/*.py"), *ROOT.glob("migrations/**/*.py")]
    assert modules
    importing = []
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] in (EXCEPTION, "psycopg_binary") for name in names):
                importing.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert importing == []
