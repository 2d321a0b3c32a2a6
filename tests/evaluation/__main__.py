"""Print the figures of generation quality: `python -m tests.evaluation [--held-out] [--write]`.

With --points only the recall of points that matter is measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from quizapp.domain.generation.checks import CHECKS, CheckContext, check_question
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.spacy_parser import load_parser
from tests.evaluation import conflict_sets
from tests.evaluation.articles import article_sets
from tests.evaluation.points import pointed_sets
from tests.evaluation.quality import Quality, measure
from tests.evaluation.recall import measure_recall, recall_table
from tests.evaluation.seeding.faults import FAULTS, missed, seed_faults
from tests.evaluation.seeding.good import frozen_bank, good

REPORT = Path(__file__).resolve().parents[2] / "docs" / "generation-quality.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
FAULTS_OF_EACH = 240


def main() -> None:
    """Measure, print, and with --write put the tables into the report between its two marks."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="also the frozen articles: totals")
    parser.add_argument("--write", action="store_true", help=f"into docs/{REPORT.name}")
    parser.add_argument("--points", action="store_true", help="only the recall of points")
    asked = parser.parse_args()
    if asked.points and asked.write:
        parser.error("--write puts all tables into the report; leave --points away")
    parse, gazetteer = load_parser(), load_gazetteer()
    pointed = pointed_sets(held_out=asked.held_out)
    recall = {name: measure_recall(texts, parse, gazetteer) for name, texts in pointed.items()}
    points = "\n".join(recall_table(recall))
    if asked.points:
        sys.stdout.write(f"{points}\n")
        return
    sets = article_sets(held_out=asked.held_out)
    figures = {name: measure(sources, parse, gazetteer) for name, sources in sets.items()}
    command = "make evaluate" + (" ARGS=--held-out" if asked.held_out else "")
    lines = [
        f"Measured on {datetime.now(UTC).date().isoformat()} with `{command}`, Python "
        f"{platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.",
        "",
        *quality_table(figures),
        "",
        *fault_table(),
        "",
        conflict_sets.table(conflict_sets.evaluate_conflicts()),
        "",
        points,
    ]
    text = "\n".join(lines)
    sys.stdout.write(f"{text}\n")
    if asked.write:
        write_report(text)


def quality_table(figures: dict[str, Quality]) -> Iterator[str]:
    """Yield a Markdown table with a column for each set of articles."""
    yield "| measure | " + " | ".join(figures) + " | goal |"
    yield "| --- |" + " --- |" * (len(figures) + 1)
    for name, show, goal in (
        ("articles, words", lambda q: f"{q.articles}, {q.words:,}", ""),
        ("facts", lambda q: f"{q.facts}", ""),
        ("passing drafts (held back)", lambda q: f"{q.drafts} ({q.filtered})", ""),
        ("passing drafts per 1,000 words", lambda q: f"{q.per_thousand:.1f}", "25"),
        ("fewest drafts of an article", lambda q: f"{min(q.drafts_of_article.values())}", ""),
        ("violations among them", lambda q: _named(q.violations), "0"),
        ("doubles", lambda q: f"{q.doubles}", "0"),
        ("evidence located", lambda q: f"{q.located:.1%}", "100 %"),
        ("body sentences asked about", lambda q: f"{q.coverage:.0%}", ""),
        ("telling words of the key in the stem", lambda q: f"{q.leakage:.1%}", ""),
        ("linked options of the key's level", lambda q: f"{q.same_level:.1%}", "100 %"),
        ("choices", lambda q: f"{q.choices}", ""),
        ("right by dice", lambda q: f"{q.chance:.0%}", ""),
        ("right by taking the longest", lambda q: f"{q.longest:.0%}", "near dice"),
        ("right by the blind reader", lambda q: f"{q.blind:.0%}", "near dice"),
        ("forms", lambda q: _named(q.forms), ""),
        ("seconds per 1,000 words", lambda q: f"{q.seconds_per_thousand:.2f}", "1.5"),
        ("times the bare parse", lambda q: f"{q.ratio:.2f}", "4"),
        ("peak megabytes", lambda q: f"{q.megabytes:.0f}", "350"),
        ("parts that failed", lambda q: f"{q.problems}", "0"),
    ):
        yield f"| {name} | " + " | ".join(show(each) for each in figures.values()) + f" | {goal} |"


def fault_table() -> Iterator[str]:
    """Yield what the checks catch of the seeded faults, and their false alarms."""
    questions = good()
    yield "| check | seeded faults | ways | found |"
    yield "| --- | --- | --- | --- |"
    for check in FAULTS:
        faults = seed_faults(check, questions, count=FAULTS_OF_EACH, seed=1)
        found = 1 - len(missed(check, faults)) / len(faults)
        ways = len({each.way for each in faults})
        yield f"| {check} | {len(faults)} | {ways} | {found:.1%} |"
    bank = frozen_bank()
    context = CheckContext.of(bank)
    alarms = sum(bool(check_question(each, context)) for each in bank.questions)
    yield ""
    yield f"False alarms: {alarms} of {len(bank.questions)} good questions, {len(CHECKS)} checks."


def write_report(text: str) -> None:
    """Put the tables between the two marks of the report; raises ValueError without marks."""
    report = REPORT.read_text("utf-8")
    before, begin, rest = report.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{REPORT} has lost its marks “{BEGIN}” and “{END}”")
    REPORT.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")


def _named(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "0"


if __name__ == "__main__":
    main()
