"""Count the mutations that the fast tests notice: `python -m tests.mutants [--sample N]`."""

from __future__ import annotations

import argparse
import os
import random
import sys

import pytest
import yaml

from tests.mutants.mutations import Mutation, mutations
from tests.mutants.trying import ROOT, Trial

ENGINE = "quizapp/domain/generation"
FAST = (
    "tests/domain",
    "tests/language",
    # What measures, waits for a server or looks at whole sets of articles.
    "--ignore=tests/language/test_work.py",
    "--ignore=tests/language/test_endless_text.py",
    "--ignore=tests/language/test_licensed_drafts.py",
    "--ignore=tests/language/test_model_endpoint.py",
)
SAME = ROOT / "tests" / "data" / "judgements" / "same-after-mutation.yaml"


def main() -> None:
    """Draw a sample, try each mutation of it, and print those that nothing notices."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=200, help="how many (0: all)")
    parser.add_argument("--seed", type=int, default=1, help="which of them are drawn")
    parser.add_argument("--module", default="", help="of paths that hold these letters only")
    parser.add_argument("--workers", type=int, default=2, help="how many at once")
    parser.add_argument("tests", nargs="*", default=FAST, help="what pytest is to run")
    parser.add_argument("--noticed", action="store_true", help="print what is noticed, too")
    asked = parser.parse_args()
    chosen = sample(asked.module, asked.sample, asked.seed)
    told: list[bool] = []

    def tell(mutation: Mutation, noticed: bool) -> None:
        told.append(noticed)
        if asked.noticed or not noticed:
            show(f"{'  noticed' if noticed else 'UNNOTICED'} {described(mutation)}")

    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    sys.stdout.flush()
    ended = pytest.main(
        ["-q", "-p", "no:cacheprovider", "--capture=sys", "--no-header", *asked.tests],
        plugins=[Trial(chosen, asked.workers, tell)],
    )
    if ended or len(told) != len(chosen):
        sys.exit(ended or 1)
    show(f"{sum(told)} of {len(told)} mutations are noticed: {sum(told) / len(told):.0%}")


def sample(within: str, size: int, seed: int) -> list[Mutation]:
    """Return a seeded sample of the mutations, without those that change nothing."""
    same = {(each["module"], each["line"], each["what"]) for each in known_same()}
    everything = [
        mutation
        for path in sorted((ROOT / ENGINE).rglob("*.py"))
        for module in (path.relative_to(ROOT).as_posix(),)
        if within in module
        for mutation in mutations(module, path.read_bytes())
        if (module, source(mutation), mutation.what) not in same
    ]
    if not size or size >= len(everything):
        return everything
    return sorted(
        random.Random(seed).sample(everything, size), key=lambda each: (each.module, each.start)
    )


def known_same() -> list[dict[str, str]]:
    """Return the mutations that change nothing that can be seen: module, line, what and why."""
    return yaml.safe_load(SAME.read_text("utf-8")) if SAME.exists() else []


def source(mutation: Mutation) -> str:
    """Return the words that a mutation changes, on one line."""
    text = (ROOT / mutation.module).read_bytes()
    return " ".join(text[mutation.start : mutation.end].decode().split())


def described(mutation: Mutation) -> str:
    """Return where a mutation stands, what it does and to what."""
    return f"{mutation.module}:{mutation.lines[0]} {mutation.what}: {source(mutation)[:160]}"


def show(line: str) -> None:
    """Print a line at once."""
    sys.__stdout__.write(f"{line}\n")
    sys.__stdout__.flush()


if __name__ == "__main__":
    main()
