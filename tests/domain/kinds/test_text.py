from fractions import Fraction
from itertools import permutations

import pytest

from quizapp.domain.answers import TYPED_LIMIT, Filled, Outcome, Typed, Verdict
from quizapp.domain.grading import grade
from quizapp.domain.questions import Cloze, Gap, ShortAnswer

SHORT = ShortAnswer(
    id="q", topic="t", stem="Who?", fact="f", accepted=("Yasukazu Hamada", "Hamada Yasukazu")
)
CLOZE = Cloze(
    id="q",
    topic="t",
    stem="Fill in.",
    text="{{post}} of {{land}} was {{name}}.",
    gaps=(
        Gap("name", ("Nobuo Kishi", "Kishi"), "f-name"),
        Gap("land", ("Japan",), "f-land"),
        Gap("post", ("Minister",), "f-post"),
    ),
)


def test_any_accepted_answer_is_right_and_the_first_is_shown():
    part = grade(SHORT, Typed(" hamada yasukazu ")).parts[0]
    assert part.right
    assert (part.given, part.expected, part.note) == ("hamada yasukazu", "Yasukazu Hamada", "")


def test_a_forgiven_slip_shows_the_spelling():
    mark = grade(SHORT, Typed("Yasukasu Hamada"))
    assert mark.points == 1
    assert mark.parts[0].note == "It is spelt “Yasukazu Hamada”."


def test_a_question_can_refuse_slips():
    strict = ShortAnswer(id="q", topic="t", stem="?", fact="f", accepted=("Okinawa",), typos=False)
    assert grade(strict, Typed("Okinava")).outcome is Outcome.WRONG
    assert grade(strict, Typed("okinawa")).outcome is Outcome.RIGHT


def test_gaps_are_marked_in_the_order_of_the_text():
    mark = grade(CLOZE, Filled((("name", "kishi"), ("post", "Minister"), ("land", "Korea"))))
    assert [(part.part, part.right) for part in mark.parts] == [
        ("post", True),
        ("land", False),
        ("name", True),
    ]
    assert (mark.points, mark.outcome) == (Fraction(2, 3), Outcome.PARTLY)


def test_a_gap_left_empty_was_not_answered():
    mark = grade(CLOZE, Filled((("name", "Kishi"), ("land", " "))))
    assert [part.answered for part in mark.parts] == [False, False, True]
    assert mark.points == Fraction(1, 3)


def test_words_of_another_gap_are_a_confusion():
    parts = grade(CLOZE, Filled((("post", "japan"), ("land", "Peru")))).parts
    assert [part.confused_with for part in parts] == ["f-land", "", ""]


@pytest.mark.parametrize("gaps", [(("name", "Kishi"), ("name", "Kishi")), (("other", "Kishi"),)])
def test_unknown_or_doubled_gaps_are_malformed(gaps):
    assert grade(CLOZE, Filled(gaps)).outcome is Outcome.MALFORMED


def test_all_gaps_empty_is_blank():
    assert grade(CLOZE, Filled((("name", "  "),))).outcome is Outcome.BLANK
    assert grade(CLOZE, Filled(())).outcome is Outcome.BLANK


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (SHORT, Typed("x" * (TYPED_LIMIT + 1))),
        (CLOZE, Filled((("name", "x" * (TYPED_LIMIT + 1)),))),
    ],
)
def test_a_text_over_the_limit_is_oversized(question, answer):
    mark = grade(question, answer)
    assert mark.outcome is Outcome.OVERSIZED
    assert str(TYPED_LIMIT) in mark.parts[0].note


def test_an_answer_of_another_kind_is_malformed():
    mark = grade(SHORT, Verdict(True))
    assert mark.outcome is Outcome.MALFORMED
    assert mark.parts[0].note == "This answer does not belong to the question."


def treaty(text, one=("Japan",), other=("France",), **more):
    gaps = (Gap("a", one, "f-a"), Gap("b", other, "f-b"))
    return Cloze(id="q", topic="t", stem="Fill in.", text=text, gaps=gaps, **more)


EXCHANGEABLE = [
    treaty("{{a}} and {{b}} signed the treaty."),
    treaty("The treaty was signed by {{a}} and {{b}} in 1951."),
    treaty("After the war, {{a}} & {{b}} met."),
    treaty("The treaty between {{a}} and {{b}} holds."),
    treaty("Its colours are {{a}}, {{b}}.", ("red",), ("blue",)),
    treaty("It was {{a}} or {{b}}."),
    treaty("It fell in {{a}} and {{b}}.", ("1914",), ("1918",)),
]


@pytest.mark.parametrize("question", EXCHANGEABLE)
def test_gaps_of_which_the_text_reads_the_same_may_be_exchanged(question):
    one, other = question.expected
    mark = grade(question, Filled((("a", other), ("b", one))))
    assert mark.outcome is Outcome.RIGHT
    assert [(part.fact, part.right) for part in mark.parts] == [("f-a", True), ("f-b", True)]
    assert "another gap" in mark.parts[0].note
    straight = grade(question, Filled((("a", one), ("b", other))))
    assert straight.outcome is Outcome.RIGHT
    assert straight.parts[0].note == ""


def test_of_exchanged_gaps_the_one_that_is_known_is_right_and_a_name_counts_once():
    question = EXCHANGEABLE[0]
    mark = grade(question, Filled((("a", "France"), ("b", "Peru"))))
    assert [(part.fact, part.right, part.given) for part in mark.parts] == [
        ("f-a", False, "Peru"),
        ("f-b", True, "France"),
    ]
    twice = grade(question, Filled((("a", "France"), ("b", "France"))))
    assert [part.right for part in twice.parts] == [False, True]
    alone = grade(question, Filled((("a", "France"),)))
    assert [(part.right, part.answered) for part in alone.parts] == [(False, False), (True, True)]


@pytest.mark.parametrize(
    "question",
    [
        treaty("{{a}} invaded {{b}}."),
        treaty("{{a}} and then {{b}} signed."),
        treaty("{{a}} and {{b}} won gold and silver, respectively."),
        treaty("{{a}} and {{b}} are ruled from Tokyo and Paris."),
        treaty("First came {{a}} and {{b}}."),
        treaty("Between {{a}} and {{b}} there was war.", ("1914",), ("1918",)),
        treaty("Men and women numbered {{a}} and {{b}}.", ("3",), ("5",)),
        treaty("{{a}} and {{b}} belong together.", ("Japan",), ("1951",)),
        treaty("{{a}} and {{b}} belong together.", ("Japan",), ("coal",)),
    ],
)
def test_gaps_with_a_place_of_their_own_are_not_exchanged(question):
    one, other = question.expected
    assert grade(question, Filled((("a", other), ("b", one)))).points == 0


def test_three_gaps_in_a_list_may_stand_in_any_order():
    gaps = tuple(Gap(each, (name,), f"f-{each}") for each, name in zip("abc", SIGNERS, strict=True))
    text = "{{a}}, {{b}} and {{c}} signed."
    question = Cloze(id="q", topic="t", stem="Fill in.", text=text, gaps=gaps)
    for order in permutations(SIGNERS):
        assert grade(question, Filled(tuple(zip("abc", order, strict=True)))).points == 1


SIGNERS = ("Japan", "France", "Peru")
