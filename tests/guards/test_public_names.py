"""Only public names of other people's code: a private one may change in any release."""

import ast
import sys
from pathlib import Path

import pytest

from tests.guards.source import ROOT

OURS = {"quizapp", "migrations", "tests"}

# Each with the reason why there is no public way, and what would break. Aim at none.
EXCEPTIONS: dict[str, str] = {}


def is_private(name: str) -> bool:
    """Whether a name is for its own module alone; `__names__` of Python's are not."""
    return name.startswith("_") and not (name.startswith("__") and name.endswith("__"))


def is_foreign(module: str | None) -> bool:
    return bool(module) and module.split(".")[0] not in OURS


class Reader(ast.NodeVisitor):
    """Collects private names of other people's modules, classes and objects.

    What a name stands for is known as far as the text says it: an import, a call or an attribute
    of something imported, what is annotated with it or found to be an instance of it, a base class.
    """

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []
        self._foreign: list[set[str]] = [set()]
        self._own: list[set[str]] = []

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            if is_foreign(alias.name):
                self._foreign[0].add(alias.asname or alias.name.split(".")[0])
                if any(map(is_private, alias.name.split("."))):
                    self.found.append((node.lineno, f"import {alias.name}"))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if not is_foreign(node.module):
            return
        for alias in node.names:
            self._foreign[0].add(alias.asname or alias.name)
            if any(map(is_private, (*node.module.split("."), alias.name))):
                self.found.append((node.lineno, f"from {node.module} import {alias.name}"))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.generic_visit(node)
        if not any(map(self._is_foreign, node.bases)):
            return
        # A private attribute of self is another's, unless this class makes it itself.
        made = _made_by(node)
        self.found += [
            (each.lineno, ast.unparse(each))
            for each in ast.walk(node)
            if isinstance(each, ast.Attribute)
            and is_private(each.attr)
            and each.attr not in made
            and ast.unparse(each.value) in {"self", "cls", "super()"}
        ]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        names = {each.arg for each in every if each.annotation and self._says(each.annotation)}
        self._foreign.append(names)
        self.generic_visit(node)
        self._foreign.pop()

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if isinstance(node.target, ast.Name) and self._says(node.annotation):
            self._foreign[-1].add(node.target.id)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if self._is_foreign(node.value):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    self._foreign[-1].add(target.id)
        self.generic_visit(node)

    def visit_With(self, node: ast.With) -> None:
        for item in node.items:
            if isinstance(item.optional_vars, ast.Name) and self._is_foreign(item.context_expr):
                self._foreign[-1].add(item.optional_vars.id)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        if isinstance(node.target, ast.Name) and self._is_foreign(node.iter):
            self._foreign[-1].add(node.target.id)
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        for each in ast.walk(node.test):
            if isinstance(each, ast.Call) and ast.unparse(each.func) == "isinstance":
                thing, kind = each.args
                if isinstance(thing, ast.Name) and self._says(kind):
                    self._foreign[-1].add(thing.id)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if is_private(node.attr) and self._is_foreign(node.value):
            self.found.append((node.lineno, ast.unparse(node)))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        # getattr(thing, "_name") is the same in other words.
        if (
            isinstance(node.func, ast.Name)
            and node.func.id in {"getattr", "setattr", "hasattr", "delattr"}
            and len(node.args) > 1
            and isinstance(node.args[1], ast.Constant)
            and is_private(str(node.args[1].value))
            and self._is_foreign(node.args[0])
        ):
            self.found.append((node.lineno, ast.unparse(node)))
        self.generic_visit(node)

    def _is_foreign(self, node: ast.expr) -> bool:
        """Whether an expression is something of another module, or made by one."""
        while isinstance(node, ast.Attribute | ast.Call | ast.Subscript | ast.Await):
            node = node.func if isinstance(node, ast.Call) else node.value
        return isinstance(node, ast.Name) and any(node.id in names for names in self._foreign)

    def _says(self, annotation: ast.expr) -> bool:
        return any(
            self._is_foreign(each)
            for each in ast.walk(annotation)
            if isinstance(each, ast.Name | ast.Attribute)
        )


def _made_by(node: ast.ClassDef) -> set[str]:
    """Return the names that a class defines, or assigns to itself."""
    made = set()
    for each in ast.walk(node):
        if isinstance(each, ast.FunctionDef | ast.ClassDef):
            made.add(each.name)
        elif isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store):
            made.add(each.attr)
        elif isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            made.add(each.id)
    return made


def private_names(text: str) -> list[tuple[int, str]]:
    """Return the private names of others in a module's text, with their lines."""
    reader = Reader()
    reader.visit(ast.parse(text))
    return sorted(set(reader.found))


def paths() -> list[Path]:
    return [path for name in ("quizapp", "migrations") for path in (ROOT / name).rglob("*.py")]


def test_only_public_names_of_other_peoples_code_are_used():
    assert len(paths()) > 100
    found = {
        f"{path.relative_to(ROOT)}:{line}: {name}": name
        for path in paths()
        for line, name in private_names(path.read_text("utf-8"))
    }
    assert [where for where, name in found.items() if name not in EXCEPTIONS] == []
    assert set(EXCEPTIONS) <= set(found.values()), "take out of EXCEPTIONS what is not needed"


@pytest.mark.parametrize(
    "text",
    [
        "from flask import _app",
        "from flask._inner import app",
        "import sqlalchemy._inner",
        "import flask\nflask._app",
        "import flask as f\nf.ctx._stack",
        "from flask import g\ng._user",
        "from flask import g\ng.pop(x)._user",
        "from flask import g\ngetattr(g, '_user')",
        "from flask import Flask\napp = Flask('x')\napp._check()",
        "from flask import Flask\ndef f(app: Flask): return app._check()",
        "from flask import Flask\ndef f(app: Flask | None): return app._check()",
        "from flask import Flask\ndef f(*, app: 'Flask'): return 1\napp: Flask = f()\napp._check()",
        "from lib import opened\nwith opened() as file: file._name",
        "from lib import found\nfor each in found(): each._name",
        "from lib import Row\ndef f(a):\n  if isinstance(a, Row): return a._cells",
        "from lib import Base\nclass A(Base):\n  def b(self): return self._state",
        "from lib import Base\nclass A(Base):\n  def b(self): return super()._load()",
        "import lib\nclass A(lib.Base):\n  def b(self): return self._state",
    ],
)
def test_private_name_of_others_is_found(text):
    assert private_names(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "from __future__ import annotations",
        "from quizapp.db import _inner",
        "from flask import Flask\nFlask.__init__",
        "import flask as _flask\n_flask.g",
        "class A:\n  def b(self): return self._c",
        "from lib import Base\nclass A(Base):\n  _a = 1\n  def b(self): return self._a",
        "from lib import Base\nclass A(Base):\n  def b(self):\n    self._a = 1\n    return self._a",
        "from lib import Base\nclass A(Base):\n  def _a(self): return self._a()",
        "def f(own): return own._a",
        "from lib import g\ndef f(own): return own._a",
    ],
)
def test_own_and_public_names_are_not(text):
    assert private_names(text) == []


def test_standard_library_is_other_peoples_code_too():
    assert is_foreign(next(iter(sys.stdlib_module_names)))
