import pytest

from quizapp.domain.answer_codec import decode_answer, encode_answer
from quizapp.domain.answer_forms import answer_fields, read_answer
from quizapp.domain.answers import (
    TYPED_LIMIT,
    Blank,
    Chosen,
    Filled,
    Malformed,
    Matched,
    Ordered,
    Oversized,
    Recalled,
    Typed,
    Verdict,
)
from quizapp.domain.presentation import present
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Gap,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Option,
    Ordering,
    Pair,
    ShortAnswer,
    TrueFalse,
)
from tests import builders

ABOUT = {"id": "q", "topic": "t", "stem": "Stem"}
OPTIONS = tuple(Option(each, each.upper(), f"f-{each}") for each in "abcd")
CHOICE = MultipleChoice(**ABOUT, fact="f", options=OPTIONS, key="a")
RESPONSE = MultipleResponse(**ABOUT, options=OPTIONS, keys=("a", "b"))
VERDICT = TrueFalse(**ABOUT, fact="f", key=True)
SHORT = ShortAnswer(**ABOUT, fact="f", accepted=("Guam",))
CLOZE = Cloze(
    **ABOUT,
    text="{{late}} {{early}}",
    gaps=(Gap("early", ("x",), "f"), Gap("late", ("y",), "f")),
)
MATCHING = Matching(**ABOUT, pairs=(Pair("a", "A", "1", "f"), Pair("b", "B", "2", "f")))
ORDERING = Ordering(**ABOUT, items=tuple(Item(each, each.upper(), "f") for each in "abc"))
CARD = Flashcard(**ABOUT, fact="f", back="Back")


def token(question, text):
    return next(each.token for each in present(question, "s").choices if each.text == text)


def read(question, **fields):
    return read_answer(question, "s", {k.replace("_", "-"): v for k, v in fields.items()})


def test_tokens_become_ids():
    assert read(CHOICE, choice=[token(CHOICE, "B")]) == Chosen(("b",))
    ticks = [token(RESPONSE, "D"), token(RESPONSE, "A")]
    assert read(RESPONSE, choices=ticks) == Chosen(("d", "a"))
    assert read(MATCHING, match_2=[token(MATCHING, "1")], match_1=[""]) == Matched((("b", "1"),))


def test_words_are_read_without_outer_spaces():
    assert read(SHORT, text=[" Guam\n"]) == Typed("Guam")
    assert read(CLOZE, gap_1=[" y "], gap_2=["  "]) == Filled((("late", "y"),))


def test_verdicts_and_ratings_are_read():
    assert read(VERDICT, verdict=["false"]) == Verdict(False)
    assert read(CARD, rating=["4"]) == Recalled(4)


def test_an_order_can_be_given_by_places_or_at_once():
    a, b, c = (token(ORDERING, each) for each in "ABC")
    assert read(ORDERING, order=[f"{c},{a},{b}"]) == Ordered.in_order("cab")
    places = {f"place_{a}": ["2"], f"place_{b}": ["2"], f"place_{c}": [""]}
    assert set(read(ORDERING, **places).places) == {("a", 2), ("b", 2)}
    assert read(ORDERING, order=[""], **places) == read(ORDERING, **places)


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        (CHOICE, {"choice": ["1", "2"]}),
        (CHOICE, {"choice": ["1", "1"]}),
        (CHOICE, {"choice": ["5"]}),
        (CHOICE, {"choice": ["a"]}),
        (CHOICE, {"choice": ["01"]}),
        (CHOICE, {"choice": ["١"]}),
        (CHOICE, {"choice": "1"}),
        (CHOICE, {"choice": [1]}),
        (CHOICE, {"choice": None}),
        (RESPONSE, {"choices": ["1", "1"]}),
        (RESPONSE, {"choices": ["1", "9"]}),
        (VERDICT, {"verdict": ["True"]}),
        (SHORT, {"text": ["a", "b"]}),
        (SHORT, {"text": ["Gu\0am"]}),
        (SHORT, {"text": ["\x1b[1m"]}),
        (SHORT, {"text": ["\ud800"]}),
        (CLOZE, {"gap_3": ["x"]}),
        (CLOZE, {"gap_early": ["x"]}),
        (CLOZE, {"gap_1": ["x", "y"]}),
        (MATCHING, {"match_1": ["3"]}),
        (MATCHING, {"match_9": ["1"]}),
        (ORDERING, {"order": ["1,2"]}),
        (ORDERING, {"order": ["1,1,2"]}),
        (ORDERING, {"order": ["1,2,3,4"]}),
        (ORDERING, {"order": ["," * 10_000]}),
        (ORDERING, {"place_1": ["0"]}),
        (ORDERING, {"place_1": ["4"]}),
        (CARD, {"rating": ["5"]}),
    ],
)
def test_what_no_form_of_ours_sends_is_malformed(question, fields):
    assert isinstance(read(question, **fields), Malformed)


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        (CHOICE, {"choice": []}),
        (CHOICE, {"choice": [""]}),
        (CHOICE, {"csrf_token": ["x"]}),
        (RESPONSE, {"choices": [""]}),
        (SHORT, {"text": [" \t "]}),
        (CLOZE, {"gap_1": [""]}),
        (MATCHING, {"match_1": [""]}),
        (ORDERING, {"place_1": [""]}),
        (CARD, {"rating": [""]}),
    ],
)
def test_fields_left_empty_are_blank(question, fields):
    assert read(question, **fields) == Blank()


def test_too_many_letters_are_oversized():
    assert read(SHORT, text=["x" * TYPED_LIMIT]) == Typed("x" * TYPED_LIMIT)
    assert read(SHORT, text=["x" * (TYPED_LIMIT + 1)]) == Oversized(TYPED_LIMIT + 1)
    assert read(CLOZE, gap_1=["y"], gap_2=["x" * 900]) == Oversized(900)


def test_an_answer_is_stored_by_its_ids():
    assert encode_answer(Chosen(("a", "b"))) == {"type": "chosen", "options": ["a", "b"]}
    assert encode_answer(Ordered.in_order("ab")) == {
        "type": "ordered",
        "places": [["a", 1], ["b", 2]],
    }


@pytest.mark.parametrize(
    "stored",
    [
        None,
        [],
        {},
        {"type": ["chosen"]},
        {"type": "other"},
        {"type": "chosen"},
        {"type": "chosen", "options": "ab"},
        {"type": "chosen", "options": [1]},
        {"type": "verdict", "value": 1},
        {"type": "recalled", "rating": True},
        {"type": "filled", "gaps": [["a"]]},
        {"type": "filled", "gaps": [["a", "b", "c"]]},
        {"type": "filled", "gaps": [["a", "\0"]]},
        {"type": "ordered", "places": [["a", "1"]]},
        {"type": "typed", "text": "\0"},
    ],
)
def test_stored_rubbish_is_malformed(stored):
    assert isinstance(decode_answer(stored), Malformed)


def test_stored_words_over_the_limit_are_oversized():
    assert decode_answer({"type": "typed", "text": "x" * 501}) == Oversized(501)
    assert decode_answer({"type": "filled", "gaps": [["a", "x" * 501]]}) == Oversized(501)


@pytest.mark.parametrize("question", builders.QUESTIONS, ids=lambda question: question.id)
@pytest.mark.parametrize("fields", [builders.right_fields, builders.wrong_fields])
def test_answer_is_shown_again_by_the_fields_that_it_is_read_from(question, fields):
    for seed in ("s", "t"):
        answer = read_answer(question, seed, fields(question, seed))
        assert answer not in (Blank(), None)
        assert read_answer(question, seed, answer_fields(question, seed, answer)) == answer


@pytest.mark.parametrize("question", builders.QUESTIONS, ids=lambda question: question.id)
def test_answer_that_does_not_belong_to_a_question_fills_nothing_in(question):
    for answer in (Blank(), Malformed("odd"), Chosen(("gone",)), Matched((("gone", "x"),))):
        assert not any(answer_fields(question, "s", answer).values())
