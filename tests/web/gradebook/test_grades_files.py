"""The gradebook as a file: numbers that stay numbers, and nothing that a program would run."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from tests.calc import CALC, opened_in_calc


def test_files_hold_numbers_and_no_formulas(
    marking, giving, cast, as_teacher, book, make_user, clock
):
    cell = "=HYPERLINK(1)"
    giving.course.enrol(make_user("-2+3"))
    row = marking.quiz(0, 2, title=cell)
    marking.quiz(0, 30, 31)
    marking.took(cast.student, row, 1, possible=3)
    clock.advance(days=3)
    lines = list(
        csv.reader(io.StringIO(as_teacher.get(f"{book}/export.csv").text.lstrip("\ufeff")))
    )
    assert lines[0] == ["Student", "Number", "State", "Total (%)", f"'{cell} (%)", "A quiz (%)"]
    assert lines[1] == ["'-2+3", "", "in the course", "0.0", "0.0", "not due"]
    assert lines[2] == ["Ana", "", "in the course", "33.33", "33.33", "not due"]
    openpyxl = pytest.importorskip("openpyxl")
    sent = as_teacher.get(f"{book}/export.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(sent)).active
    found = [[each.value for each in line] for line in sheet.iter_rows()]
    assert found[2][3:] == [33.33, 33.33, "not due"]
    assert found[0][4] == f"{cell} (%)"
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(sent)).read("xl/worksheets/sheet1.xml")


@pytest.mark.skipif(CALC is None, reason="LibreOffice Calc is not installed")
def test_calc_opens_the_workbook(marking, cast, as_teacher, book, tmp_path):
    marking.took(cast.student, marking.quiz(0, 2), 1, possible=3)
    sent = as_teacher.get(f"{book}/export.xlsx").data
    assert opened_in_calc(sent, tmp_path)[1][3:] == ["33.33"] * 2


def test_many_students_are_paged_and_all_are_in_the_file(
    marking, giving, as_teacher, book, make_user
):
    row = marking.quiz(0, 2)
    for number in range(51):
        who = make_user(f"Person {number:02}")
        giving.course.enrol(who)
        marking.took(who, row, 10)
    assert "Person 50" not in as_teacher.get(book).text
    last = as_teacher.get(f"{book}?page=9").text
    assert "Person 50" in last
    assert "Person 01" not in last
    assert len(list(csv.reader(io.StringIO(as_teacher.get(f"{book}/export.csv").text)))) == 53
