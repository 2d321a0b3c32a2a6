import pytest

from quizapp.domain.typed.spelling import folded, slips_allowed
from tests.grading import matching_answer

SAME = [
    ("Antony Blinken", "ANTONY  blinken."),
    ("Élysée", "elysee"),
    ("Łódź", "lodz"),
    ("Straße", "strasse"),
    ("Encyclopædia", "encyclopaedia"),
    ("the Nansei Islands", "Nansei islands"),
    ("Nansei Islands", "The Nansei Islands"),
    ("U.S.", "US"),
    ("Washington, D.C.", "washington dc"),
    ("self-defence", "self defence"),
    ("self-defence", "selfdefence"),
    ("F-35B", "f35b"),
    ("F‑35B", "F 35B"),
    ("Japan's", "Japan’s"),
    ("“Article V”", "article v"),
    ("1,800", "1800"),
    ("1,800–2,000", "1800 - 2000"),
    ("2 percent", "2 %"),
    ("2%", "2 per cent"),
    ("research & development", "research and development"),
    ("2+2", "2 + 2"),
    ("がん", "がん"),
    ("?", " ? "),
    # Letters of other scripts that look the same: Cyrillic, Greek.
    ("Cairo", "\u0421\u0430iro"),
    ("Cairo", "\u0421airo"),
    ("A", "\u0410"),
    ("vitamin C", "vitamin \u0421"),
    ("vitamin \u0421", "vitamin c"),
    ("TOMATO", "\u03a4\u039f\u039c\u0391\u03a4\u039f"),
    ("Москва", "МОСКВА"),
    ("сор", "СОР"),
    ("pH meter", "\u0440H meter"),
]


@pytest.mark.parametrize(("accepted", "typed"), SAME)
def test_what_only_looks_different_is_read_as_the_same(accepted, typed):
    assert matching_answer(typed, [accepted], typos=False) == accepted


DIFFERENT = [
    ("1.65", "165"),
    ("1800-2000", "18002000"),
    ("12th", "11th"),
    ("か", "が"),
    ("C", "C+"),
    ("-5", "5"),
    ("?", "!"),
    ("the", "a"),
    # “МИР” begins as an M, and the rest is seen to be no Latin word.
    ("MNP", "МИР"),
    ("p", "\u03c1"),
    ("B", "\u0432"),
]


@pytest.mark.parametrize(("accepted", "typed"), DIFFERENT)
def test_what_is_different_stays_different(accepted, typed):
    assert matching_answer(typed, [accepted], typos=True) is None


@pytest.mark.parametrize(
    ("word", "slips"),
    [("guam", 0), ("japan", 1), ("alliance", 1), ("artillery", 2), ("f35bbbb", 0)],
)
def test_longer_words_forgive_more_slips(word, slips):
    assert slips_allowed(word) == slips


FORGIVEN = [
    ("Okinawa", "Okinwaa"),
    ("Okinawa", "Okinava"),
    ("Yasukazu Hamada", "Yasukasu Hamada"),
    ("Philippines", "Phillipines"),
    ("deterrence", "deterence"),
    ("defence", "defense"),
]


@pytest.mark.parametrize(("accepted", "typed"), FORGIVEN)
def test_a_slip_of_the_fingers_is_forgiven(accepted, typed):
    assert matching_answer(typed, [accepted], typos=True) == accepted
    assert matching_answer(typed, [accepted], typos=False) is None


NOT_FORGIVEN = [
    ("North Korea", "South Korea"),
    ("East Germany", "West Germany"),
    ("Foreign Minister", "Foreign Ministry"),
    ("Australia", "Austria"),
    ("Iran", "Iraq"),
    ("Kishi", "Rishi"),
    ("symmetric", "asymmetric"),
    ("increase", "decrease"),
    ("12th Marine Regiment", "11th Marine Regiment"),
    ("12th Marine Regiment", "12th Marine Regimant"),
    ("Hayashi Yoshimasa Minister", "Hayashy Yoshimaso Ministes"),
    ("Okinawa", "Okinaw4"),
    ("Okinawa", ""),
    ("Okinawa island", "Okinawa"),
]


@pytest.mark.parametrize(("accepted", "typed"), NOT_FORGIVEN)
def test_another_word_is_not_a_slip(accepted, typed):
    assert matching_answer(typed, [accepted], typos=True) is None


def test_a_slip_nearer_to_another_answer_is_not_forgiven():
    assert matching_answer("Hamata", ["Hamada"], typos=True) == "Hamada"
    assert matching_answer("Hamata", ["Hamada"], typos=True, others=["Hamata"]) is None
    assert matching_answer("Hamata", ["Hamada"], typos=True, others=["Kyoto"]) == "Hamada"


def test_an_exact_answer_wins_over_a_near_one():
    assert matching_answer("Senkakus", ["Senkaku", "Senkakus"], typos=True) == "Senkakus"


def test_an_article_alone_is_kept():
    assert folded("The") == "the"
