import pytest

from quizapp.accounts.errors import BadPassword
from quizapp.accounts.guessing import is_easily_guessed
from quizapp.accounts.names import checked_password

GUESSED_FIRST = [
    *("12345678", "123456789", "1234567890", "87654321", "11111111", "00000000", "12341234"),
    *("password", "Password1", "password123", "P@ssw0rd!", "passw0rd", "PASSWORD"),
    *("qwertyui", "qwertyuiop", "asdfghjkl", "1q2w3e4r", "zaq12wsx", "qwerty123"),
    *("iloveyou", "iloveyou2", "sunshine", "football", "football1", "liverpool", "Liverpool1"),
    *("princess", "superman", "trustno1", "letmein1", "abcd1234", "abcdefgh", "whatever"),
    *("passwort", "schalke04", "sonnenschein", "motdepasse", "azerty123", "geheim123"),
    *("24.12.2012", "2012-12-24", "19991231", "aaaaaaaaaaaa", "abababab", "x" * 128),
]
FINE = [
    *("a short sentence", "another sentence", "correct horse battery", "my own words"),
    *("the cat eats at noon", "nobody expects rain", "Wir essen um zwölf.", "le chat dort ici"),
    *("x7Kd92mQ", "9vT!rmWz2", "日本語のパスワード", "контрольная завтра", "مفتاح البيت الكبير"),
    "password123 is what my brother types",
    "my brother types the word password123",
    "correct horse battery staple " * 4,
]


@pytest.mark.parametrize("password", GUESSED_FIRST)
def test_what_is_guessed_first_is_no_password(password):
    with pytest.raises(BadPassword, match="guessed first"):
        checked_password(password)


@pytest.mark.parametrize("password", FINE)
def test_what_takes_more_guesses_is_one(password):
    assert checked_password(password) == password


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Wilhelmina", "Wilhelmina1"),
        ("Wilhelmina Ostrander", "ostrander99"),
        ("Wilhelmina", "w1lh3lm1na"),
        ("Wilhelmina", "animlehliw"),
        ("", "quizapp123"),
    ],
)
def test_what_others_know_is_guessed_first(name, password):
    assert is_easily_guessed(password, name)
    assert not is_easily_guessed("nobody expects rain", name)


@pytest.mark.parametrize("password", ["\x00" * 8, "\ud800" * 8, "💥" * 8, "4@8(3960$5+7%2!|" * 8])
def test_odd_signs_are_judged_like_any(password):
    assert isinstance(is_easily_guessed(password), bool)
