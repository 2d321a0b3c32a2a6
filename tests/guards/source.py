"""The code as the guards read it: modules, what they import, what they define."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One file of the app. ``name`` is dotted, without ``__init__``."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def parts(self) -> tuple[str, ...]:
        """The name below ``quizapp``, in pieces; empty for the package itself."""
        return tuple(self.name.split(".")[1:])


@dataclass(frozen=True)
class Import:
    """One import of a module, wherever in the module it stands."""

    importer: str
    imported: str
    line: int

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the app, parsed once for all guards."""
    found = []
    for path in sorted((ROOT / "quizapp").rglob("*.py")):
        text = path.read_text("utf-8")
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, path, text, ast.parse(text)))
    assert found, "the guards look at the wrong place"
    return tuple(found)


@cache
def _names() -> frozenset[str]:
    return frozenset(module.name for module in modules())


def imports_of(module: Module) -> Iterator[Import]:
    """Yield what a module imports, function-level imports too, as names of modules.

    ``from a import b`` imports the module ``a.b`` if there is one, and ``a`` if not.
    """
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module.name, alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            # Ruff's rules keep relative imports out; one would be misread here.
            assert node.level == 0, f"{module.name}:{node.lineno}: a relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                name = whole if whole in _names() else str(node.module)
                yield Import(module.name, name, node.lineno)
        elif isinstance(node, ast.Call) and _called(node) == "import_module" and node.args:
            yield Import(module.name, _literal(node.args[0]), node.lineno)


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _literal(node: ast.expr) -> str:
    """Return the text of an argument as far as it stands in the code: "quizapp.web." of an f""."""
    if isinstance(node, ast.JoinedStr):
        node = node.values[0]
    return str(node.value) if isinstance(node, ast.Constant) else ""
