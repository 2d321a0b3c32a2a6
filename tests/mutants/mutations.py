"""Guard clauses deleted and conditions flipped, one at a time, as edits of a module's text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_OPPOSITES: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Lt: ">=",
    ast.GtE: "<",
    ast.Gt: "<=",
    ast.LtE: ">",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
_LEAVING = (ast.Return, ast.Continue, ast.Break, ast.Raise)
_Tested = ast.If | ast.IfExp | ast.While


@dataclass(frozen=True, slots=True)
class Mutation:
    """One edit: ``start`` and ``end`` are bytes of the module, ``lines`` those it stands on.

    ``function`` is the qualified name of the outermost function around it.
    """

    module: str
    function: str
    lines: tuple[int, int]
    start: int
    end: int
    becomes: str
    what: str

    def applied(self, text: bytes) -> bytes:
        """Return the text of the module with the edit in it."""
        return text[: self.start] + self.becomes.encode() + text[self.end :]


def mutations(module: str, text: bytes) -> Iterator[Mutation]:
    """Yield every mutation of the functions of a module, in the order of its text."""
    found = _Found(module, text)
    found.visit(ast.parse(text))
    yield from sorted(found.mutations, key=lambda each: (each.start, each.end, each.what))


class _Found(ast.NodeVisitor):
    def __init__(self, module: str, text: bytes) -> None:
        self.module = module
        self.text = text
        self.mutations: list[Mutation] = []
        self._begins = [0]
        for line in text.splitlines(keepends=True):
            self._begins.append(self._begins[-1] + len(line))
        self._within: list[str] = []
        self._function = ""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._within.append(node.name)
        self.generic_visit(node)
        self._within.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if self._function:
            self.generic_visit(node)
            return
        self._function = ".".join((*self._within, node.name))
        for statement in node.body:
            self.visit(statement)
        self._function = ""

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.body[-1], _LEAVING) and not node.orelse and not self._is_elif(node):
            self._edit(node, "pass", "deleted", (node.lineno, node.test.end_lineno))
        self._negate(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._negate(node)

    def visit_While(self, node: ast.While) -> None:
        self._negate(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._edit(test, "True", "filter deleted")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        if len(node.ops) == 1:
            left, right = map(self._words, (node.left, node.comparators[0]))
            self._edit(node, f"({left} {_OPPOSITES[type(node.ops[0])]} {right})", "negated")
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        joint = " or " if isinstance(node.op, ast.And) else " and "
        parts = (f"({self._words(value)})" for value in node.values)
        self._edit(node, f"({joint.join(parts)})", "and for or")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._edit(node, f"({self._words(node.operand)})", "not removed")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, bool):
            self._edit(node, f"return {not node.value.value}", "other answer")
        self.generic_visit(node)

    def _negate(self, node: _Tested) -> None:
        """Flip a condition; a comparison or a “not” is flipped where it is visited itself."""
        test = node.test
        single = isinstance(test, ast.Compare) and len(test.ops) == 1
        if not single and not (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)):
            self._edit(test, f"(not ({self._words(test)}))", "negated")
        self.generic_visit(node)

    def _is_elif(self, node: ast.If) -> bool:
        return self.text[self._place(node.lineno, node.col_offset) :].startswith(b"elif")

    def _edit(
        self,
        node: ast.expr | ast.stmt,
        becomes: str,
        what: str,
        lines: tuple[int, int] | None = None,
    ) -> None:
        if not self._function:
            return
        start, end = self._span(node)
        at = lines or (node.lineno, node.end_lineno or node.lineno)
        self.mutations.append(Mutation(self.module, self._function, at, start, end, becomes, what))

    def _words(self, node: ast.expr) -> str:
        start, end = self._span(node)
        return self.text[start:end].decode()

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        last = node.end_lineno or node.lineno
        return self._place(node.lineno, node.col_offset), self._place(
            last, node.end_col_offset or 0
        )

    def _place(self, line: int, column: int) -> int:
        return self._begins[line - 1] + column
