"""`quizapp bank`: faults by file and line, loading that can be repeated, counts."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from quizapp.accounts.models import Role
from quizapp.accounts.services import create_user
from quizapp.authoring import draft_review, services
from quizapp.cli import main
from quizapp.cli.application import opened_app, read_settings
from quizapp.db import transaction
from tests.articles import BANK, FEATURES, keep
from tests.evaluation import train_ranking
from tests.evaluation.grading import read_records
from tests.teaching import question_row

FILES = {
    "bank.yaml": """\
id: alliance
title: The alliance
topics:
- id: forces
  title: Forces
sources: [upi]
""",
    "facts.yaml": """\
facts:
- id: regiment-size
  topic: forces
  kind: quantity
  subject: the 12th Marine Regiment
  relation: has
  statement: The 12th Marine Regiment has 2,000 marines.
  value: {type: quantity, number: 2000, unit: marines, counts: people, text: "2,000"}
  evidence:
  - {source: upi, quote: "has 2,000 marines", value: "2,000"}
  status: approved
""",
    "questions.yaml": """\
questions:
- id: regiment-size-true
  topic: forces
  kind: true_false
  stem: The 12th Marine Regiment has 2,000 marines.
  fact: regiment-size
  key: true
  status: published
""",
    "sources/upi.md": """\
---
title: Marines reorganise
publisher: UPI
published: 2023-01-11
---

The 12th Marine Regiment has 2,000 marines. It stays in Okinawa.
""",
}


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "banks" / "alliance"
    for name, text in FILES.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, "utf-8")
    return path


@pytest.fixture
def database(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path / "instance"))
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0


@pytest.fixture
def cast_of_one(request):
    """A teacher who has accepted one draft of an article and rejected another."""
    request.getfixturevalue("database")
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with opened_app(read_settings()):
        with transaction() as session:
            user_id = create_user(session, "Clara", "", moment, role=Role.TEACHER).id
        keep(user_id, moment)
        for slug, act in (("typed", draft_review.accept), ("choice", services.retire)):
            with transaction() as session:
                act(session, question_row(slug), user_id=user_id, now=moment)


def bank(*arguments):
    return CliRunner().invoke(main, ["bank", *map(str, arguments)])


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def line_of(path, words):
    return next(
        number
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if words in line
    )


def test_a_sound_bank_has_no_faults(folder):
    result = bank("check", folder)
    assert (result.exit_code, result.output) == (0, f"{folder}: no faults\n")


def test_a_folder_of_banks_is_checked_bank_by_bank(folder):
    assert f"{folder}: no faults" in bank("check", folder.parent).output


def test_a_fault_of_a_file_has_its_line_and_a_way_on(folder):
    edit(folder / "facts.yaml", 'has 2,000 marines"', 'had 2,000 marines"')
    result = bank("check", folder)
    assert result.exit_code == 1
    line = line_of(folder / "facts.yaml", "had 2,000")
    assert f"{folder}/facts.yaml:{line}: " in result.output
    assert "Copy the words from the source" in result.output


def test_a_published_question_that_fails_a_check_has_its_line(folder):
    edit(
        folder / "questions.yaml",
        "stem: The 12th Marine Regiment has 2,000",
        "stem: They have 2,000",
    )
    result = bank("check", folder)
    assert result.exit_code == 1
    line = line_of(folder / "questions.yaml", "stem:")
    assert f"{folder}/questions.yaml:{line}: regiment-size-true: " in result.output


def test_a_draft_may_still_fail_its_checks(folder):
    edit(
        folder / "questions.yaml",
        "stem: The 12th Marine Regiment has 2,000",
        "stem: They have 2,000",
    )
    edit(folder / "questions.yaml", "status: published", "status: draft")
    assert bank("check", folder).exit_code == 0


def test_a_published_question_needs_an_approved_fact(folder):
    edit(folder / "facts.yaml", "status: approved", "status: draft")
    result = bank("check", folder)
    assert result.exit_code == 1
    assert "regiment-size” is not approved" in result.output


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_wrong_option_that_names_an_unapproved_fact_has_its_line(folder, status):
    (folder / "sources" / "upi.md").write_text(
        FILES["sources/upi.md"].replace("Okinawa.", "Okinawa. The 3rd Regiment has 900 sailors."),
        "utf-8",
    )
    with (folder / "facts.yaml").open("a", encoding="utf-8") as file:
        file.write(f"""\
- id: third-size
  topic: forces
  kind: quantity
  subject: the 3rd Regiment
  relation: has
  statement: The 3rd Regiment has 900 sailors.
  value: {{type: quantity, number: 900, unit: sailors, counts: people, text: "900"}}
  evidence:
  - {{source: upi, quote: "has 900 sailors", value: "900"}}
  status: {status}
""")
    with (folder / "questions.yaml").open("a", encoding="utf-8") as file:
        file.write("""\
- id: regiment-size-choice
  topic: forces
  kind: multiple_choice
  stem: How many marines does the 12th Marine Regiment have?
  fact: regiment-size
  options:
  - {id: right, text: "2,000"}
  - {id: other, text: "900", fact: third-size}
  - {id: more, text: "3,000"}
  key: right
  status: published
""")
    said = bank("check", folder).output
    line = line_of(folder / "questions.yaml", "fact: third-size")
    assert (
        f"questions.yaml:{line}: regiment-size-choice: A wrong option names the fact “third-size”"
        in said
    )


def test_a_folder_without_a_bank_is_named(tmp_path):
    result = bank("check", tmp_path)
    assert result.exit_code == 1
    assert "bank.yaml" in result.output


@pytest.mark.usefixtures("database")
def test_loading_twice_changes_nothing(folder):
    first = bank("load", folder)
    assert first.exit_code == 0, first.output
    assert "alliance: sources 1 added; facts 1 added; questions 1 added." in first.output
    second = bank("load", folder)
    assert (second.exit_code, second.output) == (0, f"{folder}: unchanged since it was loaded.\n")


@pytest.mark.usefixtures("database")
def test_a_new_bank_without_contents_is_said_to_be_added(tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "bank.yaml").write_text("id: empty\ntitle: Empty\n", "utf-8")
    (folder / "facts.yaml").write_text("facts: []\n", "utf-8")
    (folder / "questions.yaml").write_text("questions: []\n", "utf-8")
    assert bank("load", folder).output == "empty: added, with nothing in it yet.\n"
    edit(folder / "bank.yaml", "Empty", "Still empty")
    said = bank("load", folder).output
    assert said == "empty: its title, description or topics changed.\n"


@pytest.mark.usefixtures("database")
def test_an_edited_file_makes_a_new_version(folder):
    bank("load", folder)
    edit(folder / "questions.yaml", "key: true", "key: true\n  explanation: The report says so.")
    assert bank("load", folder).output == "alliance: questions 1 changed.\n"


@pytest.mark.usefixtures("database")
def test_a_broken_bank_loads_nothing_and_says_where(folder):
    edit(folder / "facts.yaml", "topic: forces", "topic: farces")
    result = bank("load", folder)
    assert result.exit_code == 1
    assert f"{folder}/facts.yaml:{line_of(folder / 'facts.yaml', 'farces')}: " in result.output


def test_statistics_can_be_read_by_programs(folder):
    figures = json.loads(bank("stats", folder, "--json").output)[str(folder)]
    assert figures["facts"] == 1
    assert figures["published by kind"] == {"true_false": 1}
    assert figures["approved facts never asked"] == 0


def test_statistics_can_be_read_by_people(folder):
    lines = bank("stats", folder).output.splitlines()
    assert ["published", "by", "kind", "true_false", "1"] in [line.split() for line in lines]


@pytest.mark.usefixtures("cast_of_one")
def test_decisions_on_drafts_are_written_in_the_format_that_the_ranking_learns_from(tmp_path):
    file = tmp_path / "decided.jsonl"
    result = bank("decisions", BANK, "--out", file)
    assert (result.exit_code, result.stderr) == (0, "2 decisions.\n")
    records = read_records(file)
    assert [(each["question"], each["grade"]) for each in records] == [
        ("typed", "A"),
        ("choice", "R"),
    ]
    assert train_ranking.example(records[0]).features == FEATURES
    assert bank("decisions", BANK).stdout == file.read_text("utf-8")


@pytest.mark.usefixtures("database")
def test_decisions_of_a_bank_that_is_not_there_are_an_error():
    result = bank("decisions", "nothing")
    assert result.exit_code == 1
    assert "There is no bank “nothing”" in result.output
