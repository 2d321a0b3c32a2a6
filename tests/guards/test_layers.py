"""Imports go down only. The layers stand in quizapp/README.md, drawn."""

import ast
import re
import sys

from tests.guards.source import ROOT, Import, Module, imports_of, modules

# Lowest first. Names on one line never import each other.
LAYERS = (
    ("domain",),
    ("subprocesses", "patience"),
    (
        "config",
        "clock",
        "concurrent_edits",
        "security",
        "shipped",
        "sqlite",
        "write_guard",
        "whole_files",
        "database_use",
        "importers",
        "language",
    ),
    ("logging", "mail", "db", "paging", "sqlite_copy"),
    ("queue", "audit", "mark_trail"),
    ("schema",),
    ("backups",),
    ("accounts",),
    ("courses",),
    ("assignments",),
    ("banks",),
    ("quizzes", "authoring"),
    ("memory",),
    ("gradebook",),
    ("answering",),
    ("notices",),
    ("privacy",),
    ("web", "jobs"),
    ("app",),
    ("cli",),
    ("__main__",),
)
"""The factory knows the interfaces it offers; the command line is what starts the factory."""

LABEL = 13
"""How wide the headings of the picture are."""

LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

INSIDE_A_FEATURE = (("errors",), ("models",), ("queries", "policies"), ("services",))
RANK = {name: rank for rank, names in enumerate(INSIDE_A_FEATURE) for name in names}
FEATURES = (
    *(
        "queue",
        "audit",
        "mark_trail",
        "accounts",
        "courses",
        "assignments",
        "banks",
        "quizzes",
        "authoring",
        "memory",
        "gradebook",
        "answering",
        "notices",
        "privacy",
    ),
)

# What the domain may use of the standard library and of others: nothing that reads the world.
PURE = frozenset(
    {
        "quizapp",
        "__future__",
        "abc",
        "bisect",
        "calendar",
        "collections",
        # It reads lines that it is given, from wherever they come.
        "csv",
        "dataclasses",
        "datetime",
        "decimal",
        "difflib",
    }
    | {
        "enum",
        "fractions",
        "functools",
        "hashlib",
        "heapq",
        "itertools",
        "json",
        "math",
        "operator",
    }
    | {"random", "re", "statistics", "string", "types", "typing", "unicodedata", "uuid", "zoneinfo"}
    # Values in, values out: none of these opens a file by itself.
    | {"pydantic", "pydantic_core", "rapidfuzz", "yaml"}
)
IMPURE_CALLS = frozenset({"open", "print", "input", "exec", "eval", "breakpoint"})
CLOCKS = re.compile(
    r"\b(?:datetime\.now|datetime\.utcnow|datetime\.today|date\.today|time\.time)\b"
)


def own_imports() -> list[tuple[Module, Import]]:
    return [
        (module, each)
        for module in modules()
        for each in imports_of(module)
        if each.imported.split(".")[0] == "quizapp"
    ]


def below(name: str) -> str:
    """Return the layer of a module: what stands right below ``quizapp`` in its name."""
    return name.split(".")[1] if "." in name else ""


def test_every_package_has_a_layer_and_every_layer_a_package():
    there = {below(module.name) for module in modules()} - {""}
    unknown = there - set(LEVEL)
    assert not unknown, f"say in tests/guards/test_layers.py where these belong: {unknown}"
    assert set(LEVEL) - there == set()


def test_the_picture_shows_these_layers():
    picture = (ROOT / "quizapp" / "README.md").read_text("utf-8").split("```")[1]
    # A row is a heading, names, and what they are; one that ends in a bar goes on in the next.
    names = [re.split(r" {2,}", line[LABEL:])[0] for line in picture.splitlines()]
    rows = re.sub(r"\|\n", "| ", "\n".join(filter(None, names))).splitlines()
    drawn = [set(row.split(" | ")) for row in reversed(rows)]
    assert drawn == [set(layer) for layer in LAYERS]


def test_imports_go_down_only():
    upward = [
        str(each)
        for module, each in own_imports()
        if below(each.imported)
        and below(module.name)
        and below(each.imported) != below(module.name)
        and LEVEL[below(each.imported)] >= LEVEL[below(module.name)]
    ]
    assert upward == []


def test_features_know_nothing_of_requests():
    found = [
        str(each)
        for module in modules()
        if below(module.name) in {*FEATURES, "domain"}
        for each in imports_of(module)
        if each.imported.split(".")[0] in {"flask", "flask_wtf", "werkzeug", "wtforms"}
    ]
    assert found == []


def test_inside_a_feature_services_stand_on_queries_on_models_on_errors():
    upward = []
    for module, each in own_imports():
        here, there = module.parts, tuple(each.imported.split(".")[1:])
        if len(here) < 2 or here[0] not in FEATURES or here[0] != there[0] or len(there) < 2:
            continue
        if here[1] in RANK and there[1] in RANK and RANK[there[1]] >= RANK[here[1]]:
            upward.append(str(each))
    assert upward == []


def test_nobody_imports_in_a_circle():
    graph: dict[str, set[str]] = {module.name: set() for module in modules()}
    for module, each in own_imports():
        if each.imported in graph and not module.name.startswith(f"{each.imported}."):
            graph[module.name].add(each.imported)
    assert circle_in(graph) is None


def circle_in(graph: dict[str, set[str]]) -> list[str] | None:
    """Return modules that import each other in a circle, if there are any."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str] | None:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return None
        for following in sorted(graph[name]):
            if circle := walk(following, [*path, name]):
                return circle
        done.add(name)
        return None

    return next(filter(None, (walk(name, []) for name in sorted(graph))), None)


def test_a_circle_is_found():
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert circle_in({"a": {"b", "c"}, "b": {"c"}, "c": set()}) is None


def test_the_domain_imports_nothing_that_reads_the_world():
    found = [
        str(each)
        for module in modules()
        if below(module.name) == "domain"
        for each in imports_of(module)
        if each.imported.split(".")[0] not in PURE
        or (each.imported.startswith("quizapp") and below(each.imported) != "domain")
    ]
    assert found == []


def test_the_domain_reads_no_file_no_clock_and_rolls_no_dice_of_its_own():
    found = []
    for module in modules():
        if below(module.name) != "domain":
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                # random.Random(seed) is a value; random.random() is the world's.
                dice = called.startswith("random.") and called != "random.Random"
                unseeded = called in {"Random", "random.Random"} and not node.args
                ids = called in {"uuid.uuid1", "uuid.uuid4", "uuid1", "uuid4"}
                if called in IMPURE_CALLS or CLOCKS.search(called) or dice or unseeded or ids:
                    found.append(f"{module.name}:{node.lineno} calls {called}")
            elif isinstance(node, ast.ImportFrom) and node.module == "random":
                found += [
                    f"{module.name}:{node.lineno} imports random.{alias.name}"
                    for alias in node.names
                    if alias.name != "Random"
                ]
    assert found == []


def test_only_the_transaction_commits():
    # Migrating, and putting another database in place, are transactions of the whole database.
    allowed = {
        "quizapp.db",
        "quizapp.schema",
        "quizapp.backups.postgres",
        "quizapp.backups.sqlite_restore",
    }
    found = [
        f"{module.name}:{number}"
        for module in modules()
        if module.name not in allowed
        for number, line in enumerate(module.text.splitlines(), 1)
        if re.search(r"\.commit\(", line)
    ]
    assert found == []


def test_only_the_transaction_and_the_migrations_open_a_connection_for_writing():
    allowed = {"quizapp.db", "quizapp.schema"}
    imported = [
        str(each)
        for module, each in own_imports()
        if module.name not in allowed and each.imported == "quizapp.write_guard"
    ]
    options = [
        module.name
        for module in modules()
        if re.search(r"query_only|postgresql_readonly", module.text)
    ]
    assert imported == []
    assert options == ["quizapp.write_guard"]


def test_only_commands_and_readers_import_late():
    """A function-level import hides a dependency; a command has one to start fast.

    Reading knows four heavy libraries, of which an article needs one at most.
    """
    found = [
        f"{module.name}:{node.lineno} in {function.name}()"
        for module in modules()
        if below(module.name) not in {"cli", "importers"}
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_the_names_of_the_standard_library_are_spelt_right():
    others = {"pydantic", "pydantic_core", "rapidfuzz", "yaml", "quizapp"}
    assert PURE - others <= set(sys.stdlib_module_names)
