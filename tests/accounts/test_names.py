import pytest

from quizapp.accounts.errors import BadEmail, BadName, BadPassword
from quizapp.accounts.names import (
    checked_email,
    checked_name,
    checked_password,
    family_key,
    mailbox,
    name_key,
    sort_key,
)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Ana", "Ana"),
        ("  Ana   Maria ", "Ana Maria"),
        ("Ａｎａ", "Ana"),
        ("李明", "李明"),
        ("O’Neill-Søren 2", "O’Neill-Søren 2"),
    ],
)
def test_name_is_kept_in_one_form(raw, name):
    assert checked_name(raw) == name


@pytest.mark.parametrize(
    "raw",
    ["", "A", "   ", "x" * 65, "Ana\nBen", "Ana\tBen", "Ana\u200bBen", "Ana\u202eneB", "ﷺ" * 60],
)
def test_name_that_could_mislead_is_refused(raw):
    with pytest.raises(BadName):
        checked_name(raw)


@pytest.mark.parametrize(
    ("one", "other"), [("Ana", "aNA"), ("Straße", "STRASSE"), ("Ana", "Ａna"), ("A  B", "a b")]
)
def test_names_that_look_alike_are_one(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    "names",
    [
        ["Abel", "Ägir", "Ahmed", "Zoe"],
        ["Čapek", "Cem", "Ćosić", "Curie"],
        ["Lem", "Łukasz", "Lynn"],
        ["Øre", "Ostrom", "Oz Peter", "Özil"],
        ["Ada", "Ægir", "Agnes"],
        ["Ida", "Işık", "Ito"],
        ["Strand", "Straße", "Straton"],
        ["Obama", "O’Brien", "O'Casey", "Odell"],
        ["Anna-Lena", "Anna Zorn", "Annabel"],
        ["Zoe", "Анна", "Борис"],
        ["さくら", "ざくろ", "しの"],
    ],
)
def test_names_are_sorted_as_people_look_for_them(names):
    keys = [sort_key(name) for name in names]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ana Silva Ruiz", "ruiz"),
        ("Ana Silva 2", "silva"),
        ("Ana", "ana"),
        ("李明", "李明"),
        ("42 7", "42 7"),
    ],
)
def test_without_other_word_the_last_part_of_a_name_is_the_family_s(name, key):
    assert family_key(name) == key


@pytest.mark.parametrize("password", ["zvkqhdwm", "a short sentence " * 7, "只要足够长就可以"])
def test_password_needs_no_digits_and_no_signs(password):
    assert checked_password(password, "Ana") == password


@pytest.mark.parametrize("password", ["", "x" * 7, "x" * 129, "Ana Maria", "ANA MARIA"])
def test_password_that_is_short_huge_or_the_name_is_refused(password):
    with pytest.raises(BadPassword):
        checked_password(password, "Ana Maria")


def test_email_is_optional_and_checked():
    assert checked_email("  ") is None
    assert checked_email(" ana@example.com ") == "ana@example.com"
    with pytest.raises(BadEmail):
        checked_email("ana at example")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ana@example.org", "Ana@Example.ORG", True),
        ("ana@example.org", "ana+school@example.org", True),
        ("ana+1@example.org", "ANA+2+3@example.org", True),
        ("ana@example.org", "anna@example.org", False),
        ("ana@example.org", "ana@example.com", False),
        ("+1@example.org", "+2@example.org", True),
        ("+1@example.org", "ana@example.org", False),
    ],
)
def test_capitals_and_tags_make_no_other_mailbox(one, other, same):
    assert (mailbox(one) == mailbox(other)) is same
