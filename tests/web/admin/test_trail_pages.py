"""The audit of marks for those who answer for it: pages, files, and a check for anybody."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from quizapp.db import transaction
from quizapp.mark_trail.models import TrailEntry
from tests.gradebook.conftest import bank, biology, colleague, giving, marking

__all__ = ["bank", "biology", "colleague", "giving", "marking"]

DOCUMENT = Path(__file__).parents[3] / "docs" / "audit-of-marks.md"


@pytest.fixture
def changed(marking, giving, cast, as_teacher):
    """A course in which marks were looked at and changed."""
    row = marking.quiz(0, 2, title="=1+1")
    as_teacher.get(f"/courses/{giving.course.id}/grades")
    marking.set_mark(cast.student, row, 0.8, reason="=HYPERLINK(1)")
    return giving.course.id


def checked(tmp_path, lines):
    """Run the program of the document on an export, and return what it says."""
    program = DOCUMENT.read_text("utf-8").partition("```python\n")[2].partition("```")[0]
    (tmp_path / "trail.jsonl").write_text(lines, "utf-8")
    (tmp_path / "check.py").write_text(program, "utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "check.py", tmp_path / "trail.jsonl"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.mark.usefixtures("changed")
def test_the_trail_is_read_and_checked(as_admin):
    page = as_admin.get("/admin/audit").text
    assert "Set the mark of “=1+1” by hand" in page
    assert "Intact" not in page
    assert "Intact: 3 entries." in as_admin.get("/admin/audit?check=1").text


def test_a_broken_trail_is_said_to_be_broken(app, changed, as_admin):
    assert changed
    with app.app_context(), transaction() as session:
        session.execute(text("DROP TRIGGER mark_trail_entry_stays_as_it_is"))
        session.get_one(TrailEntry, 2).after = "1"
    assert "Broken at entry 2." in as_admin.get("/admin/audit?check=1").text


def test_an_empty_trail_says_what_will_be_there(as_admin):
    assert "Nothing noted yet" in as_admin.get("/admin/audit").text


@pytest.mark.parametrize("whose", ["admin", "course"])
def test_files_hold_every_entry_and_run_nothing(whose, changed, as_admin, as_teacher):
    browser, address = {
        "admin": (as_admin, "/admin/audit"),
        "course": (as_teacher, f"/courses/{changed}/grades/audit"),
    }[whose]
    table = browser.get(f"{address}.csv")
    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert [row["what"] for row in rows] == ["gradebook", "mark_set", "trail"]
    assert rows[1]["who"] == "Clara"
    assert rows[1]["whom"] == "Ana"
    assert rows[1]["assignment"] == "'=1+1"
    assert rows[1]["reason"] == "'=HYPERLINK(1)"
    assert rows[1]["previous_hash"] == rows[0]["hash"]
    lines = browser.get(f"{address}.jsonl").text.splitlines()
    assert [json.loads(line)["number"] for line in lines] == [1, 2, 3]


def test_anybody_can_check_a_file_by_the_program_of_the_document(tmp_path, changed, as_admin):
    assert changed
    text_ = as_admin.get("/admin/audit.jsonl").text
    assert checked(tmp_path, text_).startswith("intact: 3 entries")
    rows = [json.loads(line) for line in text_.splitlines()]

    def said(changed_rows):
        return checked(tmp_path, "".join(json.dumps(row) + "\n" for row in changed_rows))

    assert said([rows[0], rows[1] | {"to": "1"}, rows[2]]) == "broken at entry 2"
    assert said([rows[0], rows[1] | {"reason_words": "Other."}, rows[2]]) == "broken at entry 2"
    assert said([rows[0], rows[2]]) == "broken at entry 3"
    assert said([rows[1], rows[2]]) == "broken at entry 2"


def test_only_the_owner_of_a_course_reads_its_trail(changed, as_student, as_stranger):
    for browser, status in ((as_student, 403), (as_stranger, 404)):
        assert browser.get(f"/courses/{changed}/grades/audit").status_code == status


def test_the_owner_sees_the_course_alone(changed, as_teacher, as_admin):
    as_admin.get("/admin/audit")
    page = as_teacher.get(f"/courses/{changed}/grades/audit").text
    assert "on this site" not in page
    assert "Looked at the gradebook of" in page
