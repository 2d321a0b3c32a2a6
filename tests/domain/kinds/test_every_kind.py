"""What holds for every kind of question, whatever is answered."""

import json
from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.answer_codec import decode_answer, encode_answer
from quizapp.domain.answer_forms import read_answer
from quizapp.domain.answers import (
    Blank,
    Chosen,
    Filled,
    Malformed,
    Mark,
    Matched,
    Ordered,
    Outcome,
    Oversized,
    Recalled,
    Typed,
    Verdict,
    Written,
)
from quizapp.domain.presentation import Choice, Piece, Prompt, present
from quizapp.domain.questions import (
    KINDS,
    Cloze,
    Criterion,
    Essay,
    Flashcard,
    Gap,
    Item,
    Level,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    Pair,
    QuestionKind,
    ShortAnswer,
    TrueFalse,
)
from tests.grading import grade

ABOUT = {"id": "q-secret", "topic": "topic-secret", "stem": "A stem?"}
words = st.text("abcdefghijklmnop", min_size=3, max_size=12)
seeds = st.text(max_size=8)


def texts(least, most):
    return st.lists(words, min_size=least, max_size=most, unique=True)


def named(texts):
    return tuple(Option(f"option-{n}", text, f"fact-secret-{n}") for n, text in enumerate(texts, 1))


@st.composite
def choices(draw):
    options = named(draw(texts(2, 6)))
    key = draw(st.sampled_from(options)).id
    return MultipleChoice(**ABOUT, fact="fact-secret", options=options, key=key)


@st.composite
def responses(draw):
    options = named(draw(texts(3, 6)))
    ids = [option.id for option in options]
    keys = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=len(ids) - 1, unique=True))
    return MultipleResponse(**ABOUT, options=options, keys=tuple(keys))


@st.composite
def clozes(draw):
    answers = draw(texts(1, 4))
    gaps = tuple(Gap(f"gap-{n}", (word,), f"fact-secret-{n}") for n, word in enumerate(answers))
    text = " and ".join("{{" + gap.id + "}}" for gap in draw(st.permutations(gaps)))
    return Cloze(**ABOUT, text=text, gaps=gaps)


@st.composite
def matchings(draw):
    rights = draw(texts(2, 8))
    count = draw(st.integers(2, len(rights)))
    pairs = tuple(
        Pair(f"pair-{n}", f"left {n}", right, f"fact-secret-{n}")
        for n, right in enumerate(rights[:count])
    )
    return Matching(**ABOUT, pairs=pairs, extra=tuple(rights[count:]))


@st.composite
def orderings(draw):
    items = tuple(Item(f"item-{n}", t, f"fact-secret-{n}") for n, t in enumerate(draw(texts(2, 7))))
    return Ordering(**ABOUT, items=items)


@st.composite
def essays(draw):
    criteria = tuple(
        Criterion(f"item-{n}", title, (Level("secret best", Decimal(2)), Level("none", Decimal(0))))
        for n, title in enumerate(draw(texts(1, 4)))
    )
    return Essay(**ABOUT, criteria=criteria)


BY_KIND = {
    QuestionKind.MULTIPLE_CHOICE: choices(),
    QuestionKind.MULTIPLE_RESPONSE: responses(),
    QuestionKind.TRUE_FALSE: st.builds(
        lambda key: TrueFalse(**ABOUT, fact="fact-secret", key=key), st.booleans()
    ),
    QuestionKind.SHORT_ANSWER: st.builds(
        lambda accepted: ShortAnswer(**ABOUT, fact="fact-secret", accepted=tuple(accepted)),
        texts(1, 3),
    ),
    QuestionKind.NUMERIC: st.builds(
        lambda value: Numeric(**ABOUT, fact="fact-secret", value=value, units=("km",)),
        st.decimals(-(10**9), 10**9, places=3),
    ),
    QuestionKind.CLOZE: clozes(),
    QuestionKind.MATCHING: matchings(),
    QuestionKind.ORDERING: orderings(),
    QuestionKind.ESSAY: essays(),
    QuestionKind.FLASHCARD: st.builds(
        lambda back: Flashcard(**ABOUT, fact="fact-secret", back=f"back-secret {back}"), words
    ),
}
questions = st.one_of(*BY_KIND.values())


def key_answer(question):
    match question:
        case MultipleChoice():
            return Chosen((question.key,))
        case MultipleResponse():
            return Chosen(question.keys)
        case TrueFalse():
            return Verdict(question.key)
        case ShortAnswer():
            return Typed(question.accepted[-1])
        case Numeric():
            return Typed(f"{question.value} km")
        case Cloze():
            return Filled(tuple((gap.id, gap.accepted[0]) for gap in question.gaps))
        case Matching():
            return Matched(tuple((pair.id, pair.right) for pair in question.pairs))
        case Ordering():
            return Ordered.in_order(item.id for item in question.items)
        case Essay():
            return Written("A text.\nOf two lines.")
        case Flashcard():
            return Recalled(3)


def form_of(prompt, question, answer):
    """Fill in the form of a prompt so that it says what the answer says."""
    tokens = {choice.text: choice.token for choice in prompt.choices}
    match answer:
        case Chosen(options):
            shown = [tokens[question.option(each).text] for each in options]
            return {"choice": shown, "choices": shown}
        case Verdict(value):
            return {"verdict": [str(value).lower()]}
        case Typed(text) | Written(text):
            return {"text": [text]}
        case Filled(gaps):
            order = [gap.id for _, gap in question.pieces() if gap]
            return {f"gap-{order.index(gap) + 1}": [text] for gap, text in gaps}
        case Matched(pairs):
            rows = [pair.id for pair in question.pairs]
            return {f"match-{rows.index(pair) + 1}": [tokens[right]] for pair, right in pairs}
        case Ordered(places):
            texts = {item.id: item.text for item in question.items}
            return {f"place-{tokens[texts[item]]}": [str(place)] for item, place in places}
        case Recalled(rating):
            return {"rating": [str(rating)]}


ids = st.sampled_from(["option-1", "option-2", "pair-0", "item-0", "item-1", "gap-0", "x"])
loose_pairs = st.lists(st.tuples(ids, st.text(max_size=4) | words), max_size=4).map(tuple)
answers = st.one_of(
    st.builds(Chosen, st.lists(ids, max_size=4).map(tuple)),
    st.builds(Verdict, st.booleans()),
    st.builds(Typed, st.text(max_size=20) | st.just("x" * 501)),
    st.builds(Written, st.text(max_size=20) | st.just("x" * 20_001)),
    st.builds(Filled, loose_pairs),
    st.builds(Matched, loose_pairs),
    st.builds(Ordered, st.lists(st.tuples(ids, st.integers(-1, 8)), max_size=4).map(tuple)),
    st.builds(Recalled, st.integers(-1, 6)),
    st.just(Blank()),
    st.builds(Malformed, words),
    st.builds(Oversized, st.integers(501, 10**9)),
)
whole_fields = ["choice", "choices", "verdict", "text", "order", "rating"]
numbered_fields = ["gap-1", "gap-2", "gap-x", "match-1", "match-2", "match-", "place-1", "place-99"]
field_names = st.sampled_from([*whole_fields, *numbered_fields])
values = st.sampled_from(["", "1", "2", "3", "0", "-1", "true", "True", "1,2", "2,1,3", "9" * 600])
garbage = st.dictionaries(
    field_names,
    st.lists(values | st.text(max_size=6), max_size=3)
    | st.sampled_from(["1", None, 7, [None], [1], {"a": 1}, ("1",), b"1"]),
    max_size=5,
)


def assert_sound(mark, question):
    assert isinstance(mark, Mark)
    assert 0 <= mark.points <= 1
    assert [(part.part, part.fact) for part in mark.parts] == [
        (part.name, part.fact) for part in question.parts
    ]
    assert all(0 <= part.guess <= 1 for part in mark.parts)
    assert not any(part.right and not part.answered for part in mark.parts)
    assert all(part.expected and part.confused_with != part.fact for part in mark.parts)
    if mark.outcome in (Outcome.BLANK, Outcome.MALFORMED, Outcome.OVERSIZED):
        assert mark.points == 0
        assert not any(part.answered for part in mark.parts)


def test_every_kind_is_tried_here():
    assert set(BY_KIND) == set(KINDS) == set(QuestionKind)


@given(questions, seeds)
def test_the_key_typed_into_the_form_earns_everything(question, seed):
    answer = read_answer(
        question, seed, form_of(present(question, seed), question, key_answer(question))
    )
    mark = grade(question, answer)
    assert_sound(mark, question)
    if isinstance(question, Essay):
        assert (mark.points, mark.outcome) == (0, Outcome.WAITING)
        return
    assert mark.points == 1
    assert mark.outcome is Outcome.RIGHT
    assert all(part.right and part.answered for part in mark.parts)


@given(questions, answers)
def test_any_answer_gets_a_sound_mark(question, answer):
    assert_sound(grade(question, answer), question)


@given(questions, seeds, garbage)
def test_any_form_is_read_without_an_exception(question, seed, raw):
    answer = read_answer(question, seed, raw)
    assert_sound(grade(question, answer), question)
    assert decode_answer(json.loads(json.dumps(encode_answer(answer)))) == answer


@given(questions)
def test_nothing_given_is_blank(question):
    assert read_answer(question, "seed", {}) == Blank()
    mark = grade(question, Blank())
    assert_sound(mark, question)
    assert mark.outcome is Outcome.BLANK


@given(questions, seeds)
def test_a_prompt_is_the_same_each_time_and_holds_no_key(question, seed):
    prompt = present(question, seed)
    assert prompt == present(question, seed)
    assert type(prompt) is Prompt
    shown = repr(prompt)
    for hidden in ("secret", "option-", "pair-", "item-", "gap-"):
        assert hidden not in shown
    assert all(type(each) is Choice for each in prompt.choices + prompt.rows)
    assert all(type(each) is Piece for each in prompt.pieces)


@given(st.one_of(choices(), responses(), matchings(), orderings()), seeds)
def test_shuffling_keeps_every_text_once(question, seed):
    match question:
        case Matching():
            all_texts = question.rights
        case Ordering():
            all_texts = [item.text for item in question.items]
        case _:
            all_texts = [option.text for option in question.options]
    prompt = present(question, seed)
    assert Counter(choice.text for choice in prompt.choices) == Counter(all_texts)
    tokens = [choice.token for choice in prompt.choices]
    assert tokens == [str(number) for number in range(1, len(all_texts) + 1)]


@given(answers)
def test_an_answer_survives_storage_unless_it_could_not_be_given(answer):
    back = decode_answer(json.loads(json.dumps(encode_answer(answer))))
    assert back == answer or isinstance(back, Malformed | Oversized)


stored = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "options", "value", "text", "gaps", "pairs", "places", "rating", "length"]
            ),
            inner
            | st.sampled_from(["chosen", "typed", "filled", "ordered", "recalled", "verdict"]),
            max_size=4,
        )
    ),
    max_leaves=6,
)


@given(stored, st.sampled_from(sorted(BY_KIND)).flatmap(BY_KIND.__getitem__))
def test_stored_rubbish_is_decoded_without_an_exception(rubbish, question):
    assert_sound(grade(question, decode_answer(rubbish)), question)


@given(st.decimals(0, 10**12, places=2))
def test_a_number_is_right_in_every_notation(value):
    question = Numeric(**ABOUT, fact="fact-secret", value=value)
    english = f"{value:,}"
    notations = [english, english.replace(",", " "), english.replace(",", "’")]
    notations.append(english.replace(",", "_").replace(".", ",").replace("_", "."))
    assert [grade(question, Typed(text)).points for text in notations] == [1, 1, 1, 1]
    assert grade(question, Typed(str(value + Decimal("0.01")))).points == 0
