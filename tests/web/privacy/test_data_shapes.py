"""One record in three shapes: whatever stands in the JSON stands on the page and in the tables."""

import csv
import html
import io
import json
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.privacy.data_shapes import TITLES, sections_of, spoken, tables_of
from tests import builders
from tests.web.conftest import Walk

_LEAVES = st.none() | st.booleans() | st.integers(0, 99) | st.sampled_from(["", "a", "b\nc", "=d"])
_FLAT = st.dictionaries(st.sampled_from("klm"), _LEAVES, min_size=1)
_NESTED = st.dictionaries(
    st.sampled_from("pqr"), _LEAVES | _FLAT | st.lists(_FLAT, min_size=1, max_size=2)
)
_RECORDS = st.dictionaries(
    st.sampled_from("stu"), _LEAVES | _NESTED | st.lists(_NESTED, min_size=1, max_size=2)
)


def leaves(value):
    """Yield all values of a record that hold no others."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from leaves(each)
    else:
        yield value


def read(entries):
    """Yield all that entries say."""
    for entry in entries:
        yield from (value for _, value in entry.lines)
        for _, parts in entry.parts:
            yield from read(parts)


@given(st.dictionaries(st.sampled_from("wxyz"), _RECORDS | st.lists(_RECORDS, max_size=3)))
def test_every_leaf_of_any_record_is_read_and_tabled(record):
    said = sorted(each for section in sections_of(record) for each in read(section.entries))
    assert said == sorted(map(spoken, leaves(record)))
    cells = [
        cell
        for table in tables_of(record)
        for row in table.rows
        for key, cell in row.items()
        if key != "row"
    ]
    assert sorted(map(repr, cells)) == sorted(map(repr, leaves(record)))


def test_a_row_that_hangs_from_another_says_from_which():
    record = {"attempts": [{"id": "a", "questions": [{"n": 1}, {"n": 2}]}, {"id": "b"}]}
    tables = {table.name: list(table.lines()) for table in tables_of(record)}
    assert tables["attempts"] == [["row", "id"], ["1", "a"], ["2", "b"]]
    assert tables["attempts.questions"] == [["row", "n"], ["1.1", 1], ["1.2", 2]]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "–"),
        ("", "–"),
        (True, "yes"),
        (0, "0"),
        ("2026-03-02T09:00:00+00:00", "2026-03-02 09:00:00"),
        ("2026-03-02T09:00:00.123456+00:00", "2026-03-02 09:00:00"),
        ("About 2026-03-02T09:00:00+00:00", "About 2026-03-02T09:00:00+00:00"),
    ],
)
def test_values_are_said_in_words(value, said):
    assert spoken(value) == said


@pytest.fixture
def ana(app, as_student, as_teacher, load_bank):
    """A student with something in most sections."""
    load_bank(builders.every_kind())
    as_teacher.post("/teach/reset-code", data={"name": "Ana"})
    walk = Walk(app, as_student)
    attempt = walk.start()
    walk.hand_in(attempt, walk.answers(attempt, builders.wrong_fields))
    walk.start(layout="single")
    walk.study(walk.card_of("place-short"), text="=1+1\nHamburg")
    return walk.client


def packed(browser):
    """Return the tables of a zip by name, as rows of cells."""
    with zipfile.ZipFile(io.BytesIO(browser.get("/account/data/quizapp-csv.zip").data)) as archive:
        return {
            name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist()
        }


def test_all_that_the_json_has_is_on_the_page_and_in_the_tables(ana):
    data = json.loads(ana.get("/account/data/quizapp.json").text)
    page = html.unescape(re.sub(r"<[^>]+>", "\n", ana.get("/account/data/quizapp.html").text))
    lines = {line.strip() for line in page.splitlines()}
    cells = {
        line.strip().removeprefix("'")
        for rows in packed(ana).values()
        for row in rows
        for cell in row
        for line in (cell.splitlines() or [""])
    }
    found = list(leaves(data))
    assert len(found) > 500
    for leaf in found:
        for line in spoken(leaf).splitlines():
            assert line.strip() in lines, leaf
        for line in ("" if leaf is None else str(leaf)).splitlines():
            assert line.strip().removeprefix("'") in cells, leaf


def test_no_cell_is_run_as_a_formula(ana):
    answers = {cell for rows in packed(ana).values() for row in rows for cell in row}
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in answers)
    assert any(cell.startswith("'=1+1") for cell in answers)


def test_every_section_is_read_here_with_how_much_there_is(ana):
    data = json.loads(ana.get("/account/data/quizapp.json").text)
    for key, title in TITLES.items():
        page = ana.get(f"/account/data/read?section={key}")
        assert page.status_code == 200
        assert f"<h1>{title}</h1>" in page.text
        if isinstance(data.get(key), list):
            assert f"{len(data[key])} in all." in page.text
    assert set(data) - {"format", "version", "made_at"} == set(TITLES) - {"about"}


def test_a_long_section_has_pages(ana):
    walk = Walk(ana.application, ana)
    for _ in range(20):
        walk.start(length="5")
    assert "Page 1 of 2, 22 in all" in ana.get("/account/data/read?section=attempts").text
    last = ana.get("/account/data/read?section=attempts&page=99").text
    assert "Page 2 of 2, 22 in all" in last


@pytest.mark.parametrize("path", ["quizapp.json", "quizapp.html", "quizapp-csv.zip"])
def test_an_administrator_takes_what_a_person_would_and_it_is_noted(ana, cast, as_admin, path):
    theirs = ana.get(f"/account/data/{path}")
    taken = as_admin.get(f"/admin/people/{cast.student.id}/data/{path}")
    assert taken.status_code == 200
    assert taken.mimetype == theirs.mimetype
    assert "attachment" in taken.headers["Content-Disposition"]
    assert "Took what is kept about the person" in as_admin.get("/admin/log").text
    assert "Downloaded what is kept about you" in ana.get("/account/looks").text
    log = json.loads(ana.get("/account/data/quizapp.json").text)["log"]
    assert [each["event"] for each in log if each["to_you"]][-1] == "personal_data_taken"


def test_an_administrator_reads_it_a_section_at_a_time(ana, cast, as_admin):
    assert ana
    page = as_admin.get(f"/admin/people/{cast.student.id}/data?section=study").text
    assert "Hamburg" in page
    assert "Downloaded what is kept about you" in ana.get("/account/looks").text


def test_nobody_else_takes_data_of_a_person(as_teacher, as_stranger, cast):
    for path in ("", "/quizapp.json", "/quizapp.html", "/quizapp-csv.zip"):
        for browser in (as_teacher, as_stranger):
            there = f"/admin/people/{cast.student.id}/data{path}"
            assert browser.get(there).status_code == 403
