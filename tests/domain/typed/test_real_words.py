"""No forgiven slip is another real word, whatever the word is."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.domain.answers import Filled, Typed
from quizapp.domain.kinds.marks import Lookalikes
from quizapp.domain.questions import Cloze, Gap, ShortAnswer
from quizapp.domain.typed.other_words import is_one_place
from quizapp.domain.typed.vocabulary import COMMON, NO_WORDS, Vocabulary
from quizapp.domain.typed.word_forms import is_form_of
from quizapp.language.english_words import load_english, words_of
from tests.grading import grade, matching_answer

FILE = Path(find_spec("symspellpy").origin).with_name("frequency_dictionary_en_82_765.txt")
WORDS = [line.split()[0] for line in FILE.read_text("utf-8-sig").splitlines()]
LONG = sorted(word for word in WORDS if len(word) > 4 and word.isalpha())

TWO_WORDS = [
    ("alkane", "alkene"),
    ("conduction", "convection"),
    ("Monet", "Manet"),
    ("Claude Monet", "Claude Manet"),
    ("Lloyd Austin", "Lloyd Austen"),
    ("Ben Johnson", "Ben Jonson"),
    ("Isaac Stern", "Isaac Sterne"),
    ("mitosis", "meiosis"),
    ("capital", "capitol"),
    ("iodine", "iodide"),
    ("principal", "principle"),
    ("stationary", "stationery"),
    ("statue", "statute"),
    ("neutron", "neuron"),
    ("desert", "dessert"),
    ("united nations", "untied nations"),
    ("nitrate", "nitrite"),
    ("trial", "trail"),
]


@pytest.mark.parametrize(("one", "other"), TWO_WORDS)
def test_another_real_word_is_wrong_both_ways(one, other):
    assert matching_answer(one, [other], typos=True) is None
    assert matching_answer(other, [one], typos=True) is None


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("alkane", "alkaen"),
        ("convection", "convecton"),
        ("Monet", "Monett"),
        ("Fumio Kishida", "Fumio Kishada"),
        ("Yasukazu Hamada", "Yasukazu Hamata"),
        ("Lloyd Austin", "Lloyd Autsin"),
        # A letter once or twice is how a name of several words is spelt.
        ("Lloyd Austin", "Loyd Austin"),
        ("Bertrand Russell", "Bertrand Russel"),
        ("Scott Morrison", "Scott Morison"),
        # Rare words, of which nobody thinks who has slipped in a name of several words.
        ("Ronald Reagan", "Ronal Reagan"),
        ("Otto von Bismarck", "Otto von Bismark"),
        ("Christopher Columbus", "Christoper Columbus"),
        ("Joseph Stalin", "Joesph Stalin"),
    ],
)
def test_what_is_no_other_word_is_still_a_slip(accepted, typed):
    assert matching_answer(typed, [accepted], typos=True) == accepted


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        # One word, and words that are no name, are marked by every word that there is.
        ("Ronald", "Ronal"),
        ("saturated alkane", "saturated alkene"),
    ],
)
def test_a_rare_word_is_another_word_where_it_is_in_no_long_name(accepted, typed):
    assert matching_answer(typed, [accepted], typos=True) is None


@st.composite
def slips(draw, words):
    """Draw a word and what one slip makes of it."""
    word = draw(words)
    at = draw(st.integers(1, len(word) - 1))
    letter = draw(st.sampled_from(ascii_lowercase))
    made = draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
            ]
        )
    )
    return word, made


@given(slips(st.sampled_from(LONG)))
def test_a_slip_is_never_forgiven_that_makes_a_real_word_of_another_kind(slip):
    word, made = slip
    assume(made != word)
    is_same = is_form_of(word, made) or is_one_place(word, made)
    if load_english().knows(made) and not is_same:
        assert matching_answer(made, [word], typos=True) is None
        assert matching_answer(word, [made], typos=True) is None


def test_every_kind_of_typed_words_heeds_real_words():
    short = ShortAnswer(id="q", topic="t", stem="What?", fact="f", accepted=("alkane",))
    cloze = Cloze(
        id="q", topic="t", stem="Fill.", text="It is {{a}}.", gaps=(Gap("a", ("alkane",), "f"),)
    )
    for question, answer in (
        (short, Typed("alkene")),
        (cloze, Filled((("a", "alkene"),))),
    ):
        assert grade(question, answer).points == 0
        assert grade(question, answer, Lookalikes(NO_WORDS)).points == 1


def test_a_vocabulary_knows_its_words_and_no_parts_of_them():
    known = Vocabulary([("manet", COMMON), ("alkene", COMMON - 1), ("can't", COMMON)])
    words = ["manet", "alkene", "mane", "anet", "alkenes", "manet\nalkene", "", "mozart"]
    assert [known.knows(word) for word in words] == [True, True, *[False] * 6]
    assert known.knows("manet", common=True)
    assert not known.knows("alkene", common=True)
    assert not NO_WORDS.knows("manet")


@pytest.mark.parametrize(
    ("language", "knows"),
    [("en", True), ("en-GB", True), ("EN", True), ("de", False), ("enm", False)],
)
def test_only_banks_in_english_are_marked_by_words_of_english(language, knows):
    assert words_of(language).knows("convection") is knows
