"""What the columns of a list of students are called, in the words of schools and their programs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum


class Column(StrEnum):
    """What a column of a list of students holds."""

    NAME = "name"
    GIVEN = "given name"
    FAMILY = "family name"
    NUMBER = "number"
    EMAIL = "e-mail"
    GROUP = "group"


_CALLED: Mapping[Column, str] = {
    Column.NAME: (
        "name, names, full name, student, students, student name, pupil, pupil name, learner,"
        " learner name, participant, display name, child, schüler, schülerin, schülername,"
        " élève, nom complet, nom et prénom, alumno, alumna, nombre completo, nombre y apellidos,"
        " aluno, aluna, nome completo, alunno, studente, leerling, naam, imię i nazwisko, uczeń,"
        " ім'я, ученик, фио, 氏名, 名前, 姓名, 이름, الاسم"
    ),
    Column.GIVEN: (
        "first name, first, given name, given names, forename, forenames, preferred name, vorname,"
        " vornamen, rufname, prénom, prénoms, nombre, nombres, primeiro nome, nome próprio,"
        " voornaam, roepnaam, imię, förnamn, fornavn, etunimi, имя, 名"
    ),
    Column.FAMILY: (
        "last name, last, surname, family name, second name, nachname, familienname, zuname,"
        " nom, nom de famille, apellido, apellidos, sobrenome, apelido, cognome, achternaam,"
        " nazwisko, efternamn, etternavn, efternavn, sukunimi, фамилия, 姓"
    ),
    Column.NUMBER: (
        "number, no, nr, student number, student no, student id, id, id number, sis user id,"
        " sis id, pupil number, upn, admission number, admission no, local id, matrikelnummer,"
        " schülernummer, numéro, ine, matricule, matrícula, numer, leerlingnummer, 学号, 学籍番号"
    ),
    Column.EMAIL: (
        "email, e mail, email address, e mail address, mail, student email, e mail adresse,"
        " mailadresse, courriel, adresse mail, adresse électronique, correo, correo electrónico,"
        " endereço de email, posta elettronica, e mailadres, почта, メール"
    ),
    Column.GROUP: (
        "group, groups, class, section, sections, form, tutor group, set, team, homeroom, klasse,"
        " gruppe, kurs, classe, groupe, division, grupo, clase, turma, gruppo, klas, groep, klasa,"
        " grupa, grupp, ryhmä, класс, группа, 班, クラス, 組"
    ),
}
# In these lists “nombre”, “nome” and “nom” stand for the whole name where nothing else does.
_WHOLE_WHERE_ALONE = ("nombre", "nombres", "nome", "nom", "имя")
# What a program calls its own row is no student's number where that stands in another column.
_ROW_ID = "id"
_LOOSE = re.compile(r"[^\w']+")


def _folded(label: str) -> str:
    plain = unicodedata.normalize("NFKC", label).casefold()
    return " ".join(_LOOSE.sub(" ", plain).replace("_", " ").split())


_KNOWN: Mapping[str, Column] = {
    _folded(word): column for column, words in _CALLED.items() for word in words.split(",")
} | {"nome": Column.GIVEN}


def column_of(label: str) -> Column | None:
    """Return what a column with this heading holds, or None for one that says nothing to us."""
    return _KNOWN.get(_folded(label))


def columns_of(labels: list[str]) -> list[Column | None]:
    """Return what each column holds, by its heading and by those beside it.

    “Name” beside a first name is the family name; “Nom” with no first name is the whole name.
    """
    found = [column_of(label) for label in labels]
    if found.count(Column.NUMBER) > 1:
        found = [
            None if column is Column.NUMBER and _folded(label) == _ROW_ID else column
            for label, column in zip(labels, found, strict=True)
        ]
    if Column.GIVEN in found and Column.FAMILY not in found and Column.NAME in found:
        found[found.index(Column.NAME)] = Column.FAMILY
    if Column.NAME not in found and not {Column.GIVEN, Column.FAMILY} <= set(found):
        for place, label in enumerate(labels):
            if _folded(label) in _WHOLE_WHERE_ALONE:
                found[place] = Column.NAME
    return found
