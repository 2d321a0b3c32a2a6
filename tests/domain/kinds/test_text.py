from fractions import Fraction

import pytest

from quizapp.domain.answers import TYPED_LIMIT, Filled, Outcome, Typed, Verdict
from quizapp.domain.questions import Cloze, Gap, ShortAnswer
from tests.grading import grade

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


def test_a_gap_at_the_end_is_shown_apart_from_the_full_stop():
    gaps = (Gap("1", ("Oslo",), "f"), Gap("2", ("1905",), "g"))
    both = Cloze(
        id="q", topic="t", stem="Fill the gaps.", text="He left {{1}} (Norway) in {{2}}.", gaps=gaps
    )
    one = Cloze(id="q", topic="t", stem="Fill the gap.", text="He left in {{2}}.", gaps=gaps[1:])
    assert both.wording == "Fill the gaps.\nHe left (1) _____ (Norway) in (2) _____."
    assert one.wording == "Fill the gap.\nHe left in _____."
