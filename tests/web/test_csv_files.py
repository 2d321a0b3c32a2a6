"""A table that is opened in a spreadsheet runs nothing that people typed."""

import csv
import io

import pytest

from quizapp.web.csv_files import csv_cell, csv_lines


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+A1",
        "-A1",
        "@SUM(A1)",
        "  =1+1",
        "-1+1",
        "+1-1|cmd",
        "＝1+1",
        "＠SUM(A1)",
        '=HYPERLINK("http://x.example","a")',
        "-",
    ],
)
def test_a_formula_becomes_text(typed):
    assert csv_cell(typed) == f"'{typed}"


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("x;=1+1;", "x;'=1+1;"),
        ("x; =1+1", "x; '=1+1"),
        ('x";"=1+1', 'x";"\'=1+1'),
        ("x\t@SUM(A1)", "x\t'@SUM(A1)"),
        ("x\n=1", "x\n'=1"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\n=1", "'\n'=1"),
        (";-1;+2", ";'-1;'+2"),
        ("=1;=2", "'=1;'=2"),
        ("one; two", "one; two"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_nor_does_a_piece_begin_with_one_where_a_semicolon_ends_a_cell(typed, cell):
    assert csv_cell(typed) == cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Ana", "Ana"),
        ("a=b", "a=b"),
        ("-5", "-5"),
        ("+5", "+5"),
        (-5, "-5"),
        (-0.25, "-0.25"),
        ("-1,5", "-1,5"),
        ("", ""),
        (None, ""),
        ("'=1", "'=1"),
    ],
)
def test_anything_else_stays(value, cell):
    assert csv_cell(value) == cell


def test_cells_with_commas_quotes_and_lines_come_back_whole():
    rows = [["a,b", 'say "no"', "two\nlines"], ["ç", "日本", ""]]
    text = "".join(csv_lines(rows))
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]))) == rows


def test_texts_are_in_quotation_marks_and_numbers_are_not():
    assert "".join(csv_lines([["x;y", 7, -0.5, None]])) == '\ufeff"x;y",7,-0.5,""\r\n'
