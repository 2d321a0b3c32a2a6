"""What the columns of a list of students are called, in the words of schools and their programs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
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
        "name, names, full name, fullname, student, students, student name, student full name,"
        " student's name, name of student, pupil, pupils, pupil name, pupil full name, learner,"
        " learner name, candidate, candidate name, participant, participant name, display name,"
        " child, first and last name, first name and surname, last name first name,"
        " surname first name, schüler, schülerin, schüler in, schülername, name des schülers,"
        " name der schülerin, lernende, lernender, teilnehmer, teilnehmerin, teilnehmende, kind,"
        " vor und nachname, vor und zuname, vorname und nachname, vorname nachname, vorname name,"
        " nachname und vorname, nachname vorname, name und vorname, name vorname,"
        " vollständiger name, voller name, anzeigename, élève, élèves, étudiant, étudiante,"
        " apprenant, nom complet, nom et prénom, nom et prénoms, nom prénom, nom prénoms,"
        " prénom et nom, prénom nom, nom de l'élève, nom élève, nom de l'étudiant, alumno, alumna,"
        " alumno a, alumnos, estudiante, estudiantes, participante, nombre completo,"
        " nombre y apellido, nombre y apellidos, apellido y nombre, apellidos y nombre,"
        " apellidos nombre, nombre del alumno, nombre del estudiante,"
        " aluno, aluna, nome completo, alunno, studente, leerling, naam, imię i nazwisko, uczeń,"
        " ім'я, ученик, фио, 氏名, 名前, 姓名, 이름, الاسم"
    ),
    Column.GIVEN: (
        "first name, first names, firstname, first, given name, given names, given, forename,"
        " forenames, forename s, christian name, preferred name, preferred first name,"
        " legal first name, student first name, pupil first name, vorname, vornamen, vorname n,"
        " vorname des schülers, rufname, prénom, prénoms, prénom s, prénom usuel,"
        " prénom de l'élève, prénom élève, nombre, nombres, nombre s, nombre de pila,"
        " primer nombre, primeiro nome, nome próprio,"
        " voornaam, roepnaam, imię, förnamn, fornavn, etunimi, имя, 名"
    ),
    Column.FAMILY: (
        "last name, last names, lastname, last, surname, surnames, family name, second name,"
        " legal last name, legal surname, student last name, student surname, pupil surname,"
        " nachname, nachnamen, nachname des schülers, familienname, zuname, nom, noms,"
        " nom de famille, nom d'usage, nom usuel, apellido, apellidos, apellido s,"
        " primer apellido, sobrenome, apelido, cognome, achternaam,"
        " nazwisko, efternamn, etternavn, efternavn, sukunimi, фамилия, 姓"
    ),
    Column.NUMBER: (
        "number, no, nr, num, student number, student no, student nr, student id, studentid,"
        " student code, id, id number, id no, school id, sis user id, sis id, pupil number,"
        " pupil no, pupil id, learner number, learner id, candidate number, candidate no, upn,"
        " admission number, admission no, roll number, roll no, registration number, local id,"
        " identifier, nummer, schülernummer, schülernr, schüler nr, schüler nummer, schüler id,"
        " schülerid, schülerkennung, kennung, kennnummer, kenn nr, identnummer, ident nr,"
        " ausweisnummer, matrikelnummer, matrikelnr, matrikel nr, matrikel, numéro, n,"
        " numéro élève, numéro d'élève, numéro de l'élève, n élève, numéro étudiant,"
        " numéro d'étudiant, n étudiant, id élève, code élève, identifiant, identifiant élève,"
        " ine, matricule, número, núm, n o, número de alumno, número de estudiante, n o de alumno,"
        " no de alumno, id alumno, id de alumno, id del alumno, código, código de alumno,"
        " código de estudiante, identificador, matrícula, número de matrícula, expediente,"
        " número de expediente, nie, numer, leerlingnummer, 学号, 学籍番号"
    ),
    Column.EMAIL: (
        "email, emails, e mail, e mails, email address, e mail address, mail, mail address,"
        " student email, student e mail, school email, school e mail, e mail adresse,"
        " email adresse, emailadresse, mail adresse, mailadresse, schul e mail, courriel,"
        " adresse mail, adresse e mail, adresse email, adresse électronique, adresse courriel,"
        " courrier électronique, mél, correo, correo e, correo electrónico, dirección de correo,"
        " dirección de correo electrónico, dirección de email, e mail del alumno,"
        " endereço de email, posta elettronica, e mailadres, почта, メール"
    ),
    Column.GROUP: (
        "group, groups, class, classes, class name, class group, section, sections, form,"
        " form group, tutor group, registration group, reg group, teaching group, set, team,"
        " homeroom, klasse, klassen, klassenname, gruppe, gruppen, lerngruppe, lerngruppen, kurs,"
        " kurse, klasse gruppe, classe, groupe, groupes, groupe classe, division, grupo, grupos,"
        " clase, clases, sección, curso, curso y grupo, turma, gruppo, klas, groep, klasa,"
        " grupa, grupp, ryhmä, класс, группа, 班, クラス, 組"
    ),
}
_TOLD: Mapping[Column, tuple[str, ...]] = {
    Column.GIVEN: ("First name", "Vorname", "Prénom", "Nombre"),
    Column.FAMILY: ("Surname", "Last name", "Nachname", "Apellidos"),
    Column.NUMBER: ("Number", "Nr", "Nummer", "ID"),
    Column.EMAIL: ("E-mail", "Mail", "Courriel", "Correo"),
    Column.GROUP: ("Group", "Class", "Klasse", "Groupe"),
}
# In these lists “nombre”, “nome” and “nom” stand for the whole name where nothing else does.
_WHOLE_WHERE_ALONE = ("nombre", "nombres", "nome", "nom", "имя")
# What a program calls its own row or a login is no number where that stands in another column.
_LOOSELY_NUMBERS = frozenset(
    ("id", "n", "identifier", "kennung", "identifiant", "identificador", "código")
)
_LOOSE = re.compile(r"[^\w']+")


def _folded(label: str) -> str:
    plain = unicodedata.normalize("NFKC", label).casefold().replace("’", "'")
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
    loose = [
        column is Column.NUMBER and _folded(label) in _LOOSELY_NUMBERS
        for label, column in zip(labels, found, strict=True)
    ]
    if found.count(Column.NUMBER) > sum(loose):
        found = [
            None if is_loose else column for column, is_loose in zip(found, loose, strict=True)
        ]
    if Column.GIVEN in found and Column.FAMILY not in found and Column.NAME in found:
        found[found.index(Column.NAME)] = Column.FAMILY
    if Column.NAME not in found and not {Column.GIVEN, Column.FAMILY} <= set(found):
        for place, label in enumerate(labels):
            if _folded(label) in _WHOLE_WHERE_ALONE:
                found[place] = Column.NAME
    return found


def headings_for(known: Collection[Column]) -> list[tuple[Column, tuple[str, ...]]]:
    """Return the columns that a list with these lacks, each with some headings for it.

    A column of whole names lacks neither first nor family names.
    """
    needless = {Column.GIVEN, Column.FAMILY} if Column.NAME in known else set()
    return [
        (column, words)
        for column, words in _TOLD.items()
        if column not in known and column not in needless
    ]
