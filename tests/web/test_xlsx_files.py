"""Workbooks that spreadsheets open: what was a number, a text or nothing is that again."""

from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.web.xlsx_files import workbook


def read(data):
    return openpyxl.load_workbook(BytesIO(data)).active


@pytest.mark.parametrize(
    "value",
    [0, 12, -3, 0.5, -7.25, "Ana", "", "7", "山田", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", None],
)
def test_a_value_is_what_it_was_and_no_text_becomes_a_formula(value):
    (cell,) = read(workbook("Marks", ["Mark"], [[value]]))[2]
    assert cell.value == (value or None if isinstance(value, str) else value)
    assert cell.data_type != "f"


def test_what_begins_like_a_formula_is_text_in_the_file_itself():
    (cell,) = read(workbook("Marks", ["Name"], [["=HYPERLINK(1)"]]))[2]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_first_row_and_column_stay_in_sight():
    assert read(workbook("Marks", ["Name", "Quiz"], [["Ana", 1]])).freeze_panes == "B2"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Biology 7b", "Biology 7b"),
        ("7a/7b: [marks]?", "7a 7b   marks"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
        ("///", "Sheet"),
        ("", "Sheet"),
        ("a\x00b", "ab"),
    ],
)
def test_a_sheet_has_a_title_that_spreadsheets_take(title, expected):
    assert read(workbook(title, ["Name"], [])).title == expected


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=4))
def test_whatever_people_are_called_it_can_be_opened(rows):
    sheet = read(workbook("Marks", ["Name", "Group"], rows))
    assert sheet.max_row == len(rows) + 1
