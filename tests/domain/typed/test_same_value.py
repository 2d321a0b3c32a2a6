import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answers import Typed
from quizapp.domain.questions import ShortAnswer
from quizapp.domain.typed.other_words import OFTEN_CONFUSED
from tests.grading import grade, matching_answer

SAME = [
    ("Article 5", "5"),
    ("Article 5", "Article V"),
    ("Article 5", "Article Five"),
    ("Article 5", "article five."),
    ("Article 5", "V"),
    ("Article 5", "Five"),
    ("Article 5", "Art. 5"),
    ("Article 5", "Fifth Article"),
    ("Article V", "5"),
    ("Chapter 12", "chapter twelve"),
    ("Fifth Amendment", "5th Amendment"),
    ("Fifth Amendment", "Amendment V"),
    ("7th Fleet", "Seventh Fleet"),
    ("12th Marine Regiment", "Twelfth Marine Regiment"),
    ("Twelfth Marine Regiment", "12th Marine Regiment"),
    ("101st Airborne", "101st airborne"),
    ("21st century", "twenty-first century"),
    ("World War II", "World War Two"),
    ("World War II", "World War 2"),
    ("World War II", "Second World War"),
    ("Henry VIII", "Henry the Eighth"),
    ("Henry VIII", "Henry 8"),
    ("Louis XIV", "Louis the 14th"),
    ("Saint Petersburg", "St. Petersburg"),
    ("St Andrews", "Saint Andrews"),
    ("10 Downing Street", "10 Downing St."),
    ("Gulf of the Saint Lawrence", "Gulf of the St Lawrence"),
    ("Mount Everest", "Mt Everest"),
    ("Fifth Avenue", "5th Ave."),
    ("Henry the Eighth", "Henry the 8th"),
    ("Tuesday", "Tues."),
    ("Tuesday", "on tue"),
    ("Sunday", "Sun"),
    ("Saturdays", "Saturday"),
    ("3", "3 (three)"),
    ("three", "three (3)"),
    ("3 days", "three (3) days"),
    ("Elizabeth II", "Elizabeth the Second"),
    ("G7", "G seven"),
    ("Apollo 11", "Apollo Eleven"),
    ("Group of Seven", "group of 7"),
    ("12", "twelve"),
    ("twelve", "12"),
    ("2.5", "2,5"),
    ("2 million", "2,000,000"),
    ("2 million", "two million"),
    ("1/2", "½"),
    ("½", "half"),
    ("1/2", "one half"),
    ("1984", "Nineteen Eighty-Four"),
    ("25", "twenty-five"),
    ("1800-2000", "1,800 to 2,000"),
    ("50 km", "50 kilometres"),
    ("$5", "5 dollars"),
    ("2%", "two per cent"),
    ("10²", "10^2"),
    ("10²", "100"),
    ("km²", "km2"),
    ("E = mc²", "E=mc2"),
    ("H₂O", "h2o"),
    ("CO₂", "CO2"),
    ("more than half", "over half"),
]


@pytest.mark.parametrize(("accepted", "typed"), SAME)
def test_a_value_in_other_words_is_the_same_value(accepted, typed):
    assert matching_answer(typed, [accepted], typos=False) == accepted


DIFFERENT = [
    ("Article 5", "6"),
    ("Article 5", "Article VI"),
    ("Louis XIV", "Louis the 15th"),
    ("Saint Petersburg", "Street Petersburg"),
    ("Mount Everest", "Mr Everest"),
    ("Tuesday", "Thu"),
    ("Tuesday", "t"),
    ("Sun", "Sunday"),
    ("3", "3 (four)"),
    ("3", "4 (three)"),
    ("Article 5", "Article"),
    ("Article 5", "Article 5th"),
    ("Article 5", "Chapter 5"),
    ("7th Fleet", "7 Fleet"),
    ("7th Fleet", "7"),
    ("7th Fleet", "Sixth Fleet"),
    ("7th Fleet", "Fleet"),
    ("World War II", "World War III"),
    ("World War II", "First World War"),
    ("Henry VIII", "Henry VII"),
    ("vitamin C", "vitamin 100"),
    ("10²", "102"),
    ("10²", "10"),
    ("10₂", "102"),
    ("102", "10²"),
    ("5½", "51/2"),
    ("½", "12"),
    ("1/2", "12"),
    ("53", "5 3"),
    ("5 3", "53"),
    ("2 million", "2"),
    ("2 million", "2 billion"),
    ("12", "twenty"),
    ("12", "12th"),
    ("50 km", "50 miles"),
    ("50 km", "50"),
    ("$5", "C$5"),
    ("more than half", "half"),
    ("half", "more than half"),
    ("at least 5", "at most 5"),
    ("third", "1/3"),
    ("1914-1918", "1914"),
    ("2%", "2 percentage points"),
]


@pytest.mark.parametrize(("accepted", "typed"), DIFFERENT)
def test_another_value_is_wrong_with_and_without_slips(accepted, typed):
    assert matching_answer(typed, [accepted], typos=True) is None
    assert matching_answer(typed, [accepted], typos=False) is None


UNSEEN = ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2060"]
UNSEEN += ["\u2066", "\u2069", "\ufeff", "\u00ad", "\ufe0f", "\u034f", "\u061c", "\U000e0041"]
KEYS = ["New York", "12 January 2023", "1,800", "Article 5", "Élysée", "がん", "שָׁלוֹם", "F-35B"]


@given(st.sampled_from(KEYS), st.lists(st.tuples(st.integers(0, 20), st.sampled_from(UNSEEN))))
def test_a_mark_never_depends_on_letters_that_nobody_sees(key, inserted):
    def strewn(text):
        for at, letter in inserted:
            text = text[:at] + letter + text[at:]
        return text

    assert matching_answer(strewn(key), [key], typos=False) == key
    assert matching_answer(key, [strewn(key)], typos=False) == strewn(key)
    wrong = f"x{key}x"
    assert matching_answer(strewn(wrong), [key], typos=False) is None


@pytest.mark.parametrize(
    ("pointed", "plain"),
    [
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("ἄνθρωπος", "ανθρωπος"),
        ("Việt Nam", "Viet Nam"),
        ("Кишинёв", "Кишинев"),
        ("محـمد", "محمد"),
        ("São Tomé", "Sao Tome"),
    ],
)
def test_marks_that_a_script_can_do_without_do_not_matter(pointed, plain):
    assert matching_answer(plain, [pointed], typos=False) == pointed
    assert matching_answer(pointed, [plain], typos=False) == plain


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("कि", "कु"), ("กิ", "กุ"), ("は", "ぱ")])
def test_marks_that_make_another_letter_do_matter(one, other):
    assert matching_answer(one, [other], typos=False) is None


REAL_THINGS = [
    ("northeast", "northwest"),
    ("northeastern", "northwestern"),
    ("southward", "northward"),
    ("Ireland", "Iceland"),
    ("Grenada", "Granada"),
    ("Austria", "Australia"),
    ("Slovakia", "Slovenia"),
    ("Niger", "Nigeria"),
    ("Mauritius", "Mauritania"),
    ("Gambia", "Zambia"),
    ("sixty", "sixth"),
    ("sixteen", "sixty"),
    ("seventeen", "seventy"),
    ("million", "billion"),
    ("trillion", "million"),
    ("hypertension", "hypotension"),
    ("hyperthermia", "hypothermia"),
    ("interstate", "intrastate"),
    ("prenatal", "postnatal"),
    ("macroeconomics", "microeconomics"),
    ("endothermic", "exothermic"),
    ("abduction", "adduction"),
    ("mitosis", "meiosis"),
    ("persecute", "prosecute"),
    ("nitrate", "nitrite"),
    ("stalactite", "stalagmite"),
    ("proton", "photon"),
    ("sulphate", "sulphite"),
    ("causal", "casual"),
    ("socialism", "socialist"),
    ("personal", "personnel"),
    ("statue", "stature"),
    ("Georgia", "Georgian"),
    ("Georgian", "Georgia"),
    ("Japan", "Japanese"),
    ("Iraqi", "Iraq"),
    ("Tuesday", "Thursday"),
    ("Mercury", "Mercurial"),
    ("magnesium", "manganese"),
]


@pytest.mark.parametrize("pair", sorted(map(sorted, OFTEN_CONFUSED)))
def test_words_that_are_often_confused_are_two_words_and_neither_is_the_other(pair):
    one, other = pair
    assert matching_answer(one, [other], typos=True) is None
    assert matching_answer(other, [one], typos=True) is None


@pytest.mark.parametrize(("accepted", "typed"), REAL_THINGS)
def test_a_forgiven_slip_never_turns_one_real_thing_into_another(accepted, typed):
    assert matching_answer(typed, [accepted], typos=True) is None
    assert matching_answer(accepted, [typed], typos=True) is None


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("hypertension", "hypertnsion"),
        ("Iceland", "Icelnad"),
        ("northeast", "northaest"),
        ("Grenada", "Grenanda"),
        ("Georgian", "Georgain"),
        ("seventeen", "seventen"),
        ("Australia", "Austrailia"),
        ("Japan", "Japann"),
    ],
)
def test_a_slip_that_is_nothing_else_is_still_forgiven(accepted, typed):
    assert matching_answer(typed, [accepted], typos=True) == accepted


def test_a_word_of_the_question_is_no_slip_of_the_answer():
    stem = "Who, unlike Hamata, was the minister?"
    question = ShortAnswer(id="q", topic="t", stem=stem, fact="f", accepted=("Hamada",))
    assert grade(question, Typed("Hamata")).points == 0
    assert grade(question, Typed("Hamasa")).points == 1


@pytest.mark.parametrize("typed", ["Iran", "Iraq", "oman", "Mars", "cart"])
def test_short_words_forgive_nothing(typed):
    for accepted in ("Iraq", "Iran", "Oman", "Mali", "Mars", "card"):
        if accepted.casefold() != typed.casefold():
            assert matching_answer(typed, [accepted], typos=True) is None
