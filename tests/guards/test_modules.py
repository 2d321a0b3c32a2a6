"""How modules are written: short, with a subject, nothing left for later."""

import ast
import re

from tests.guards.source import ROOT, Module, modules

LONGEST = 400
# Spelt in pieces, or this file would be the first to be found.
LEFT_OPEN = re.compile(r"\b(?:TO" + "DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
VAGUE = {"utils", "util", "helpers", "helper", "manager", "core", "misc", "common", "base"}


def test_no_module_has_grown_two_subjects():
    found = {
        module.name: length for module in modules() if (length := module.text.count("\n")) > LONGEST
    }
    assert found == {}


def test_every_module_says_its_subject_in_one_line():
    found = [
        module.name
        for module in modules()
        if not (ast.get_docstring(module.tree) or "").partition("\n")[0].endswith((".", ".”"))
    ]
    assert found == []


def test_every_public_function_and_class_says_what_it_does():
    found = [
        f"{module.name}.{name}"
        for module in modules()
        for name, node in public_definitions(module)
        if not ast.get_docstring(node)
    ]
    assert found == []


def public_definitions(module: Module) -> list[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    """Return the public functions and classes of a module, and the public methods of those."""
    found: list[tuple[str, ast.FunctionDef | ast.ClassDef]] = []

    def walk(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                found.append((prefix + node.name, node))
                if isinstance(node, ast.ClassDef):
                    walk(node.body, f"{prefix}{node.name}.")

    walk(module.tree.body, "")
    return found


def test_a_missing_docstring_is_found():
    tree = ast.parse(
        "class A:\n    'x'\n    def b(self): ...\n    def _c(self): ...\ndef _d(): ...\n"
    )
    found = public_definitions(Module("m", ROOT, "", tree))
    assert [(name, bool(ast.get_docstring(node))) for name, node in found] == [
        ("A", True),
        ("A.b", False),
    ]


def test_nothing_is_left_for_later():
    kinds = ("*.py", "*.html", "*.css", "*.js")
    paths = [
        path
        for folder in ("quizapp", "tests", "migrations")
        for kind in kinds
        for path in (ROOT / folder).rglob(kind)
    ]
    assert len(paths) > len(modules())
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if LEFT_OPEN.search(line)
    ]
    assert found == []


def test_names_of_modules_carry_their_meaning():
    found = [module.name for module in modules() if VAGUE & set(module.parts)]
    assert found == []


def test_no_exception_is_swallowed_in_silence():
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or all(isinstance(each, ast.Pass) for each in node.body))
    ]
    assert found == []
