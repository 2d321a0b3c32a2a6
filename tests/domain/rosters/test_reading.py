"""Lists of students, as spreadsheets, school programs and people write them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.rosters import (
    GROUPS_LIMIT,
    LETTERS_LIMIT,
    ROWS_LIMIT,
    Roster,
    UnreadableRoster,
    headings_for,
    read_roster,
)
from quizapp.domain.rosters.columns import Column, column_of


def names(roster: Roster) -> list[str]:
    return [student.name for student in roster.students]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana\nBo Li\n", ["Ana", "Bo Li"]),
        ("Name\nAna\nBo Li\n", ["Ana", "Bo Li"]),
        ("name,e-mail\nAna Silva,a@example.org\nBo,\n", ["Ana Silva", "Bo"]),
        ("name;e-mail\r\nAna Silva;a@example.org\r\nBo;\r\n", ["Ana Silva", "Bo"]),
        ("name\tgroup\nAna\t7a\n", ["Ana"]),
        ("name|group\nAna|7a\n", ["Ana"]),
        ("sep=;\nname;group\nAna;7a\n", ["Ana"]),
        ("\ufeffName;Klasse\nÄnne;7a\n", ["Änne"]),
        ("First name,Surname\nAna,Silva\n", ["Ana Silva"]),
        ("Surname,First name\nSilva,Ana\n", ["Ana Silva"]),
        ("Vorname;Name\nÄnne;Müller\n", ["Änne Müller"]),
        ("Nom;Prénom\nDupont;Élise\n", ["Élise Dupont"]),
        ("Nom\nÉlise Dupont\n", ["Élise Dupont"]),
        ("Nombre;Grupo\nAna Silva;1\n", ["Ana Silva"]),
        ("Nombre;Apellidos\nAna;Silva Ruiz\n", ["Ana Silva Ruiz"]),
        ("氏名,クラス\n山田 太郎,1\n", ["山田 太郎"]),
        ('Student,ID,SIS User ID\n"Silva, Ana",1,77\n"Li, Bo",2,78\n', ["Ana Silva", "Bo Li"]),
        ('name\n"Silva, Ana"\nBo Li\nCem Ak\n', ["Silva, Ana", "Bo Li", "Cem Ak"]),
        ("  Name ;E-MAIL\n  Ana   Silva ; a@example.org\n", ["Ana Silva"]),
        ("name;group\nAna;\n;;\n\nBo;\n", ["Ana", "Bo"]),
        ('name,group\n"Ana\nSilva",7a\nBo,7b\n', ["Ana Silva", "Bo"]),
        ("name\nA\u200bna\n", ["Ana"]),
        ("Vor- und Nachname;Klasse\nÄnne Müller;7a\n", ["Änne Müller"]),
        ("Schüler/in;Klasse\nÄnne Müller;7a\n", ["Änne Müller"]),
        ('"Nachname, Vorname",Klasse\n"Müller, Änne",7a\n', ["Änne Müller"]),
        ("Prénom et nom;Classe\nÉlise Dupont;6e\n", ["Élise Dupont"]),
        ("Nom de l’élève;Prénom de l’élève\nDupont;Élise\n", ["Élise Dupont"]),
        ('"Apellidos, nombre";Grupo\n"Silva Ruiz, Ana";1\n', ["Ana Silva Ruiz"]),
        ("Forename(s),Legal surname\nAna,Silva\n", ["Ana Silva"]),
        ("FirstName,LastName\nAna,Silva\n", ["Ana Silva"]),
    ],
)
def test_a_list_is_read_as_it_is_meant(text: str, expected: list[str]) -> None:
    roster = read_roster(text)
    assert names(roster) == expected
    assert not roster.faults


def test_what_stands_beside_a_name_belongs_to_it() -> None:
    (ana,) = read_roster(
        "Name,Student number,Email address,Section\nAna,0077,ana@example.org,7a/Choir\n"
    ).students
    assert (ana.number, ana.email, ana.groups) == ("0077", "ana@example.org", ("7a", "Choir"))


def test_two_columns_of_groups_are_both_taken() -> None:
    (ana,) = read_roster("name,class,team\nAna,7a,Blue\n").students
    assert ana.groups == ("7a", "Blue")


def test_a_column_that_says_nothing_to_us_is_named() -> None:
    assert read_roster("name,shoe size\nAna,38\n").unused == ("shoe size",)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        *((each, Column.NUMBER) for each in ("Nummer", "Schüler-ID", "Schülernr", "Schüler-Nr.")),
        *((each, Column.NUMBER) for each in ("Kennung", "Student nr", "Pupil ID", "Roll no.")),
        *((each, Column.NUMBER) for each in ("N° élève", "Numéro d’élève", "Identifiant", "N.º")),
        *((each, Column.NUMBER) for each in ("Número de alumno", "Código", "N.º de alumno")),
        *((each, Column.EMAIL) for each in ("Mail-Adresse", "E-Mails", "Adresse e-mail", "Mél")),
        *((each, Column.EMAIL) for each in ("School email", "Dirección de correo")),
        *((each, Column.GROUP) for each in ("Klassen", "Lerngruppe", "Groupes", "Curso", "Grupos")),
        *((each, Column.GROUP) for each in ("Class name", "Registration group", "Klasse/Gruppe")),
    ],
)
def test_a_heading_of_a_school_is_understood(heading: str, column: Column) -> None:
    assert read_roster(f'name;"{heading}"\nAna;7a\n').columns == {Column.NAME, column}


@pytest.mark.parametrize("heading", ["Shoe size", "Geburtsdatum", "Note", "Remarque", "Lfd. Nr."])
def test_a_heading_of_something_else_is_taken_for_nothing(heading: str) -> None:
    assert read_roster(f'name;"{heading}"\nAna;7a\n').unused == (heading,)


def test_a_login_is_taken_for_the_number_only_where_no_other_column_is() -> None:
    (ana,) = read_roster("Name;Kennung;Schülernummer\nAna;ana.s;77\n").students
    assert ana.number == "77"
    (ana,) = read_roster("Name;Kennung\nAna;ana.s\n").students
    assert ana.number == "ana.s"


@pytest.mark.parametrize(
    ("known", "lacking"),
    [
        ({Column.NAME}, [Column.NUMBER, Column.EMAIL, Column.GROUP]),
        ({Column.GIVEN, Column.NUMBER, Column.EMAIL}, [Column.FAMILY, Column.GROUP]),
        ({Column.FAMILY, Column.NUMBER, Column.GROUP}, [Column.GIVEN, Column.EMAIL]),
        ({Column.NAME, Column.NUMBER, Column.EMAIL, Column.GROUP}, []),
    ],
)
def test_headings_are_offered_for_what_a_list_lacks(
    known: set[Column], lacking: list[Column]
) -> None:
    assert [column for column, _ in headings_for(known)] == lacking


def test_every_heading_that_is_offered_is_understood() -> None:
    for known in (set[Column](), {Column.NAME}):
        for column, words in headings_for(known):
            assert {column_of(word) for word in words} == {column}


def test_a_program_s_own_row_id_is_not_taken_for_the_number_of_a_student() -> None:
    (ana,) = read_roster("Student,ID,SIS User ID\nAna,1,77\n").students
    assert ana.number == "77"
    (ana,) = read_roster("Student,ID\nAna,1\n").students
    assert ana.number == "1"


def test_names_that_are_turned_around_are_said_to_be() -> None:
    assert read_roster('name\n"Silva, Ana"\n').turned
    assert not read_roster("name\nAna Silva\n").turned


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("name,group\n,7a\n", 2, "There is no name"),
        ("name,group\nAna,7a,x\n", 2, "more cells than the first"),
        ("name,group\nSilva, Ana,7a\n", 2, "quotation marks"),
        ("name\n=HYPERLINK(1)\n", 2, "looks like a formula"),
        ("name,number\nAna,+1\n", 2, "The number looks like a formula"),
        ("name,e-mail\nAna,@SUM(1)\n", 2, "The e-mail looks like a formula"),
        ("name\n＝1+1\n", 2, "looks like a formula"),
        ("name\nAna\nana\n", 3, "stands on line 2 already"),
        ("name,number\nAna,7\nAna,8\n", 3, "another name here, such as “Ana 2”"),
        ("name,number\nAna,7a\nBo,7A\n", 3, "The number 7A stands on line 2"),
        ('name,group\n"Ana\nSilva",7a\n,7b\n', 4, "There is no name"),
        ("sep=;\nname;group\n;7b\n", 3, "There is no name"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_with_its_reason(
    text: str, line: int, message: str
) -> None:
    (fault,) = read_roster(text).faults
    assert fault.line == line
    assert message in fault.message


def test_lines_beside_a_faulty_one_are_taken() -> None:
    roster = read_roster("name\nAna\n=1\nBo\n")
    assert names(roster) == ["Ana", "Bo"]
    assert [fault.line for fault in roster.faults] == [3]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "nobody in this list"),
        (" \n\t\n", "nobody in this list"),
        ("name,group\n", "nobody below the line"),
        ("a,b\n1,2\n", "must name the columns"),
        ("Ana;7a\nBo;7b\n", "must name the columns"),
        ("student number,group\n7,a\n", "No column holds names"),
        ("e-mail\nana@example.org\n", "No column holds names"),
        (
            "name,full name\nAna,Ana\n",
            "column holds the name: “name” and “full name”",
        ),
        ("name,e-mail,email\nAna,a,b\n", "More than one column holds the e-mail"),
        ("first name,forename,last name\nA,B,C\n", "More than one column holds the given name"),
        ("name\n" + "\n".join(f"Ana {n}" for n in range(ROWS_LIMIT + 1)), "lines; up to 1,000"),
        ("name\n" + "\n".join(f"Ana {n}" for n in range(50_000)), "letters; up to"),
        ("name,group\nAna," + "/".join(map(str, range(GROUPS_LIMIT + 1))), "names 201 groups"),
        ("x" * (LETTERS_LIMIT + 1), "letters; up to"),
        ('name,group\n"Ana,7a\n' + "x" * 140_000, "quotation mark is missing"),
    ],
)
def test_a_list_that_cannot_be_used_says_what_to_do(text: str, message: str) -> None:
    with pytest.raises(UnreadableRoster, match=message):
        read_roster(text)


def test_as_many_students_as_are_allowed_are_taken_at_once() -> None:
    roster = read_roster("name\n" + "\n".join(f"Ana {n}" for n in range(ROWS_LIMIT)))
    assert len(roster.students) == ROWS_LIMIT
    several = read_roster("name,group\nAna," + "/".join(map(str, range(GROUPS_LIMIT))))
    assert len(several.students[0].groups) == GROUPS_LIMIT


NAMES = st.lists(
    st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=1, max_size=12).map(str.strip),
    min_size=1,
    max_size=8,
    unique_by=lambda name: name.casefold(),
)


@given(NAMES, st.sampled_from(",;\t|"))
def test_what_a_spreadsheet_writes_is_read_as_it_was_whatever_divides_it(
    given_names: list[str], separator: str
) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator)
    writer.writerow(["name", "number"])
    writer.writerows([name, place] for place, name in enumerate(given_names))
    roster = read_roster(buffer.getvalue())
    assert not roster.faults
    assert len(roster.students) == len(given_names)
    assert [student.number for student in roster.students] == [
        str(place) for place in range(len(given_names))
    ]
    assert roster.columns == {Column.NAME, Column.NUMBER}
