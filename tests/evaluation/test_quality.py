"""What is promised of every draft is measured on the development articles."""

from __future__ import annotations

import pytest

from quizapp.domain.questions import MultipleChoice, Option
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.spacy_parser import load_parser
from tests.evaluation import __main__ as report
from tests.evaluation.articles import DEVELOPMENT, article_sets, read_articles
from tests.evaluation.grading_sheet import sheet_of
from tests.evaluation.guessing import blind_rate, chance_rate, longest_rate
from tests.evaluation.quality import Quality, measure


@pytest.fixture(scope="module")
def quality() -> Quality:
    return measure(list(read_articles(DEVELOPMENT))[:2], load_parser(), load_gazetteer(), rounds=1)


def test_every_evidence_is_located_and_no_kept_draft_violates_a_check(quality: Quality) -> None:
    assert quality.drafts > 0
    assert quality.located == 1
    assert quality.violations == {}
    assert quality.problems == 0


def test_options_are_of_one_level_and_stems_do_not_tell(quality: Quality) -> None:
    assert quality.same_level == 1
    assert quality.leakage < 0.05


def test_the_table_has_a_column_for_each_set(quality: Quality) -> None:
    lines = list(report.quality_table({"one": quality, "two": quality}))
    assert all(line.count("|") == 5 for line in lines)


def test_held_out_articles_are_run_only_when_asked_for() -> None:
    assert "held-out" not in article_sets(held_out=False)
    assert "held-out" in article_sets(held_out=True)


def test_tables_replace_those_between_the_marks(monkeypatch, tmp_path) -> None:
    file = tmp_path / "report.md"
    file.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", "utf-8")
    monkeypatch.setattr(report, "REPORT", file)
    report.write_report("new")
    assert file.read_text("utf-8") == (f"before\n{report.BEGIN}\n\nnew\n\n{report.END}\nafter\n")
    file.write_text("no marks", "utf-8")
    with pytest.raises(ValueError, match="lost its marks"):
        report.write_report("new")


def test_the_report_in_the_repository_has_its_marks() -> None:
    text = report.REPORT.read_text("utf-8")
    assert text.index(report.BEGIN) < text.index(report.END)


def choice(stem: str, key: str, *wrong: str) -> MultipleChoice:
    options = tuple(Option(f"o{n}", text) for n, text in enumerate((key, *wrong)))
    return MultipleChoice(id="q", topic="t", stem=stem, fact="f", options=options, key="o0")


def test_guesses_are_counted() -> None:
    telling = choice("Which harbour town was it?", "Harbour town of Arden", "Oslo", "Bergen", "Vik")
    silent = choice("Which was it?", "Rome", "Viks", "Elms", "Bono")
    assert longest_rate([telling, silent]) == pytest.approx((1 + 0.25) / 2)
    assert blind_rate([telling, silent]) == pytest.approx((1 + 0.25) / 2)
    assert chance_rate([telling, silent]) == 0.25
    assert blind_rate([]) == 0


def test_the_sheet_hides_the_rank_and_the_key_keeps_it() -> None:
    sources = list(read_articles(DEVELOPMENT))[:1]
    sheet, key = sheet_of(sources, seed=1, most=5)
    assert [each["rank"] for each in key] == [1, 2, 3, 4, 5]
    assert {each["question"] for each in sheet} == {each["question"] for each in key}
    assert [each["question"] for each in sheet] != [each["question"] for each in key]
    assert all({"rank", "features"}.isdisjoint(each) and each["evidence"] for each in sheet)
    assert sheet_of(sources, seed=1, most=5) == (sheet, key)
