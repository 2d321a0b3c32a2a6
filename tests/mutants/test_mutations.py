"""What is mutated, and that a mutation is noticed where a test fails and only there."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.mutants.mutations import mutations
from tests.mutants.trying import ROOT


@pytest.mark.parametrize(
    ("body", "mutated"),
    [
        ("if a:\n  return 1", {"pass", "if (not (a)):\n  return 1"}),
        ("if a:\n  a = 1", {"if (not (a)):\n  a = 1"}),
        ("if a == 1:\n  raise b", {"pass", "if (a != 1):\n  raise b"}),
        ("if a:\n  return 1\n else:\n  b()", {"if (not (a)):\n  return 1\n else:\n  b()"}),
        ("return a in 'é' and b", {"return ((a in 'é') or (b))", "return (a not in 'é') and b"}),
        ("return not a", {"return (a)"}),
        ("return True", {"return False"}),
        ("return [b for b in a if b]", {"return [b for b in a if True]"}),
        ("return 1 if a else 2", {"return 1 if (not (a)) else 2"}),
        ("while a:\n  a = b(a)", {"while (not (a)):\n  a = b(a)"}),
        ("return a < b < 1", set()),
        ("return a", set()),
    ],
)
def test_guards_are_deleted_and_conditions_flipped(body: str, mutated: set[str]) -> None:
    before = "LIMIT = 1 if True else 2\n\n\ndef f(a, b):\n "
    text = f"{before}{body}\n".encode()
    found = [each.applied(text).decode() for each in mutations("some.py", text)]
    assert sorted(found) == sorted(f"{before}{each}\n" for each in mutated)


def test_a_mutation_is_noticed_where_a_test_fails_and_only_there() -> None:
    def noticed(tests: str) -> int:
        module = ("--module", "generation/values.py", "--sample", "4", "--seed", "3")
        command = (sys.executable, "-m", "tests.mutants", *module, tests)
        told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        last = re.search(r"(\d) of 4 mutations are noticed: \d+%\n$", told)
        assert last, told
        assert told.count("UNNOTICED quizapp/domain/generation/values.py:") == 4 - int(last[1])
        return int(last[1])

    assert noticed("tests/domain/generation/test_values.py") > 0
    assert noticed("tests/domain/test_join_codes.py") == 0
