"""`quizapp generate --bank`: what a later article has changed is end-dated, held and told."""

import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from quizapp.cli import main
from quizapp.cli.bank_checking import bank_faults, read_folder
from quizapp.cli.bank_files import write_files
from quizapp.domain.banks import Bank
from quizapp.domain.facts import FactStatus
from quizapp.domain.formats.native import write_bank
from quizapp.domain.questions import QuestionStatus

OLD = """---
title: Regiment settles on Arnholm
publisher: The Harbour Post
{published}: 2022-03-10
---

The 12th Coastal Regiment has 2,000 soldiers on the island of Arnholm.

The 12th Coastal Regiment was founded in 1952 in Halmouth.
"""
NEW = """---
title: Coastal regiment grows
publisher: The Coast Gazette
{published}: 2024-06-02
---

The 12th Coastal Regiment has 3,400 soldiers on the island of Arnholm.
"""
REASON = (
    "“2,000” held until 2024-06-02: since then it is “3,400”, "
    "according to “Coastal regiment grows” (The Coast Gazette)."
)


def generate(*words):
    result = CliRunner().invoke(main, ["generate", "--bank", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result


def output(*words):
    return json.loads(generate(*words, "--json").stdout)


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    (folder / "old.md").write_text(OLD.format(published="date"), "utf-8")
    (folder / "new.md").write_text(NEW.format(published="date"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def written(articles, tmp_path_factory):
    out = tmp_path_factory.mktemp("banks") / "regiment"
    return output(articles, "--out", out), out


def of(made, quantity):
    (fact,) = [each for each in made["facts"] if each["value"]["text"] == quantity]
    return fact


def test_the_older_fact_is_end_dated_with_the_reason(written):
    made, _ = written
    old, new = of(made, "2,000"), of(made, "3,400")
    assert (old["status"], old["until"]) == ("superseded", "2024-06-02")
    assert (old["superseded_by"], old["reason"]) == (new["id"], REASON)
    assert (new["status"], new["until"]) == ("draft", "")
    assert (new["superseded_by"], new["reason"]) == ("", "")
    assert {each["kind"] for each in made["conflicts"]} == {"change_over_time"}


def test_its_questions_stand_among_the_filtered_and_the_newer_ones_among_the_drafts(written):
    made, _ = written
    by_fact = {
        name: [each for each in made["questions"] if of(made, name)["id"] in each["facts"]]
        for name in ("2,000", "3,400")
    }
    assert len(by_fact["2,000"]) >= 3
    for each in by_fact["2,000"]:
        assert (each["status"], each["reasons"][0]) == ("filtered", REASON)
    assert "draft" in {each["status"] for each in by_fact["3,400"]}
    ids = [each["id"] for each in made["questions"]]
    assert len(set(ids)) == len(ids)


def test_the_bank_that_is_written_keeps_it_and_passes_its_check(written):
    made, out = written
    assert bank_faults(out) == []
    bank = read_folder(out)
    old = bank.fact_by_id[of(made, "2,000")["id"]]
    assert (old.status, old.until) == (FactStatus.SUPERSEDED, "2024-06-02")
    assert (old.superseded_by, old.note) == (of(made, "3,400")["id"], REASON)
    assert not any(old.id in question.facts for question in bank.questions)


def test_the_listing_says_what_has_changed(articles):
    listing = generate(articles).stdout
    assert "1 fact that a later article changed" in listing
    assert REASON in listing


@pytest.fixture
def reviewed(tmp_path, monkeypatch):
    """A bank of the older article that people have reviewed, with the newer one put beside it."""
    monkeypatch.chdir(tmp_path)
    old = tmp_path / "articles"
    old.mkdir()
    (old / "old.md").write_text(OLD.format(published="date"), "utf-8")
    folder = tmp_path / "regiment"
    generate(old, "--out", folder)
    publish(folder)
    text = re.sub(r"(\n *- )old\n", r"\1old\1new\n", (folder / "bank.yaml").read_text("utf-8"))
    (folder / "bank.yaml").write_text(text.replace("[old]", "[old, new]"), "utf-8")
    (folder / "sources" / "new.md").write_text(NEW.format(published="published"), "utf-8")
    return folder


def publish(folder):
    bank = read_folder(folder)
    facts = tuple(replace(each, status=FactStatus.APPROVED, note="Seen.") for each in bank.facts)
    questions = tuple(replace(each, status=QuestionStatus.PUBLISHED) for each in bank.questions)
    write_files(folder, write_bank(replace(bank, facts=facts, questions=questions)))


def number(bank: Bank, text: str):
    (fact,) = [each for each in bank.facts if each.value.text == text]
    return fact


def test_a_new_article_ends_an_approved_fact_of_a_bank_and_holds_its_published_questions(reviewed):
    before = read_folder(reviewed)
    made = output(reviewed, "--out", reviewed)
    after = read_folder(reviewed)
    assert bank_faults(reviewed) == []
    old, new = number(after, "2,000"), number(after, "3,400")
    assert (old.status, old.superseded_by) == (FactStatus.SUPERSEDED, new.id)
    assert (old.note, new.status) == (f"Seen. {REASON}", FactStatus.DRAFT)
    for question in before.questions:
        held = old.id in question.facts
        now = QuestionStatus.DRAFT if held else QuestionStatus.PUBLISHED
        assert after.question_by_id[question.id] == replace(question, status=now)
        listed = [each for each in made["questions"] if each["id"] == question.id]
        assert [each["reasons"] for each in listed] == ([[REASON]] if held else [])
    untouched = [fact for fact in before.facts if fact.id != old.id]
    assert [after.fact_by_id[fact.id] for fact in untouched] == untouched
    drafts = [each for each in made["questions"] if each["status"] == "draft"]
    assert drafts
    assert all(new.id in each["facts"] for each in drafts)
    assert {each["id"] for each in drafts} <= set(after.question_by_id)


def test_facts_of_a_bank_that_no_article_proves_are_kept_and_shown_without_a_place(reviewed):
    bank = read_folder(reviewed)
    bare = replace(bank.facts[0], id="bare", evidence=())
    write_files(reviewed, write_bank(replace(bank, facts=(*bank.facts, bare))))
    (shown,) = [each for each in output(reviewed)["facts"] if each["id"] == "bare"]
    assert shown["evidence"] is None


def test_drafts_never_take_the_place_of_a_bank_that_people_have_reviewed(reviewed, articles):
    before = {path: path.read_bytes() for path in reviewed.rglob("*.*")}
    words = ["generate", "--bank", str(articles), "--out", str(reviewed)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "people have reviewed" in result.stderr
    assert {path: path.read_bytes() for path in reviewed.rglob("*.*")} == before
