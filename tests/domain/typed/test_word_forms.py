"""Forms of one word: second spellings, plurals, endings of verbs; and what only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answers import Typed
from quizapp.domain.questions import ShortAnswer
from quizapp.domain.typed.word_forms import SPELLINGS, is_form_of
from tests.grading import grade, matching_answer

MORE_SPELLINGS = [
    *(("behaviour", "behavior"), ("neighbourhood", "neighborhood"), ("honourable", "honorable")),
    *(("theatre", "theater"), ("kilometres", "kilometers"), ("sombre", "somber")),
    *(("manoeuvre", "maneuver"), ("offence", "offense"), ("licence", "license")),
    *(("practice", "practise"), ("device", "devise"), ("colonisation", "colonization")),
    *(("paralyse", "paralyze"), ("labelling", "labeling"), ("marvellous", "marvelous")),
    *(("fuelled", "fueled"), ("instalment", "installment"), ("haemoglobin", "hemoglobin")),
    *(("caesium", "cesium"), ("encyclopaedia", "encyclopedia"), ("oestrogen", "estrogen")),
    *(("diarrhoea", "diarrhea"), ("amoeba", "ameba"), ("dialogue", "dialog")),
    *(("kilogramme", "kilogram"), ("sulphuric", "sulfuric"), ("acknowledgement", "acknowledgment")),
]


@pytest.mark.parametrize(("one", "other"), [*SPELLINGS, *MORE_SPELLINGS])
def test_a_second_spelling_is_right_and_nothing_is_said_of_it(one, other):
    assert matching_answer(other, [one], typos=True) == one
    assert matching_answer(one, [other], typos=True) == other
    question = ShortAnswer(id="q", topic="t", stem="What?", fact="f", accepted=(f"the {one} 5",))
    part = grade(question, Typed(f"{other} 5")).parts[0]
    assert (part.right, part.note) == (True, "")


def test_a_slip_in_a_second_spelling_is_forgiven_as_in_the_first():
    assert matching_answer("organizatoin", ["organisation"], typos=True) == "organisation"
    assert matching_answer("organizations", ["organisation"], typos=True) == "organisation"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("price", "prise"),
        ("timbre", "timber"),
        ("refilling", "refiling"),
        ("miller", "miler"),
        ("filling", "filing"),
        ("polled", "poled"),
        ("poets", "pets"),
        ("shoes", "shes"),
        ("paella", "pella"),
        ("aerie", "eerie"),
        ("should", "shold"),
        ("tour", "tor"),
        ("flour", "flor"),
        ("prize", "prise"),
        ("livre", "liver"),
        ("Michael", "Michel"),
    ],
)
def test_what_only_looks_like_a_second_spelling_is_another_word(one, other):
    assert not is_form_of(one.casefold(), other.casefold())
    assert not is_form_of(other.casefold(), one.casefold())


FORMS = [
    ("bombing", "bombings"),
    ("invade", "invades"),
    ("invade", "invaded"),
    ("invades", "invaded"),
    ("surrenders", "surrendered"),
    ("statesman", "statesmen"),
    ("crisis", "crises"),
    ("Senator", "Senator's"),
    ("colour", "colors"),
]


@pytest.mark.parametrize(("one", "other"), FORMS)
def test_a_plural_and_an_ending_of_a_verb_are_forgiven_as_before(one, other):
    assert matching_answer(one, [other], typos=True) == other
    assert matching_answer(other, [one], typos=True) == one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("princes", "princess"),
        ("invade", "invader"),
        ("farming", "framing"),
        ("bacterium", "bacteria"),
        ("referendum", "referenda"),
        ("economist", "economics"),
    ],
)
def test_other_endings_make_another_word(one, other):
    assert matching_answer(one, [other], typos=True) is None
    assert matching_answer(other, [one], typos=True) is None


WORDS = st.text("abcdeimnorsuyz", min_size=1, max_size=9)


@given(WORDS, WORDS | st.sampled_from(["s", "ed", "our", "or", "ise", "ize", "man", "men"]))
def test_to_be_a_form_of_a_word_goes_both_ways(word, end):
    assert is_form_of(word, word)
    assert is_form_of(word, word + end) is is_form_of(word + end, word)
