"""The form of every kind: there and back, and what is said about bad input."""

from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict

from quizapp.domain.errors import InvalidQuestion
from quizapp.domain.questions import Level, Origin, QuestionKind, QuestionStatus
from quizapp.web.authoring.form_values import number_of
from quizapp.web.authoring.kind_forms import FORMS
from tests import teaching

FACTS = {fact.id: fact.statement for fact in teaching.bank().facts}
TOPICS = {topic.id: topic.title for topic in teaching.bank().topics}
QUESTIONS = teaching.questions()


def typed_of(question):
    """Return what a browser sends for a question whose form is left as it was."""
    form = FORMS[question.kind].of(question, 1, FACTS, TOPICS)
    sent = MultiDict()
    for field in form:
        if field.short_name in form.LISTS:
            for entry in form.entries(field.short_name):
                for inner in entry.form:
                    if inner.type != "BooleanField":
                        sent.add(inner.name, inner.data or "")
                    elif inner.data:
                        sent.add(inner.name, "y")
        elif field.type == "BooleanField":
            if field.data:
                sent.add(field.name, "y")
        else:
            sent.add(field.name, field.data or "")
    return sent


def read(kind, sent):
    form = FORMS[kind].sent(sent, FACTS, TOPICS)
    question = QUESTIONS[kind]
    form.edits(question)
    return form, lambda: form.question(question.id, question.status, question.origin)


def refused(kind, **changed):
    """Return the form after it refused what was typed into it."""
    sent = typed_of(QUESTIONS[kind])
    for name, value in changed.items():
        key = name.replace("__", "-")
        if value is None:
            sent.poplist(key)
        elif isinstance(value, list):
            sent.setlist(key, value)
        else:
            sent[key] = value
    form, question = read(kind, sent)
    with pytest.raises(InvalidQuestion) as caught:
        question()
    form.mark(caught.value.faults)
    return form


def test_every_kind_has_a_form_of_its_own():
    assert set(FORMS) == set(QuestionKind)
    assert {form.kind for form in FORMS.values()} == set(QuestionKind)


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_form_sent_back_untouched_is_the_same_question(kind):
    _, question = read(kind, typed_of(QUESTIONS[kind]))
    assert question() == QUESTIONS[kind]


@pytest.mark.parametrize("kind", QuestionKind)
def test_an_empty_form_is_refused_with_a_word_beside_the_question(kind):
    form = FORMS[kind].sent(MultiDict(), FACTS, TOPICS)
    with pytest.raises(InvalidQuestion) as caught:
        form.question("new", QuestionStatus.DRAFT, Origin.HAND)
    form.mark(caught.value.faults)
    assert any("empty" in text for text in form.at("stem"))
    assert any("no such topic" in text for text in form.at("topic"))


CHOICE, RESPONSE = QuestionKind.MULTIPLE_CHOICE, QuestionKind.MULTIPLE_RESPONSE
VERDICT, TYPED, NUMBER = QuestionKind.TRUE_FALSE, QuestionKind.SHORT_ANSWER, QuestionKind.NUMERIC
GAPS, PAIRS, ORDER = QuestionKind.CLOZE, QuestionKind.MATCHING, QuestionKind.ORDERING
CARD, ESSAY = QuestionKind.FLASHCARD, QuestionKind.ESSAY

BAD = [
    (CHOICE, {"stem": " "}, "stem", "empty"),
    (CHOICE, {"stem": None}, "stem", "empty"),
    (CHOICE, {"stem": ["one", "two"]}, "stem", "sent twice"),
    (CHOICE, {"stem": "x" * 10_000}, "stem", "letters long"),
    (CHOICE, {"stem": "bell \x07"}, "stem", "control character"),
    (CHOICE, {"topic": "mountains"}, "topic", "no such topic"),
    (CHOICE, {"fact": "no-such-fact"}, "fact", "no such fact"),
    (CHOICE, {"fact": ""}, "fact", "names no fact"),
    (CHOICE, {"explanation": "x" * 2000}, "explanation", "too long"),
    (CHOICE, {"key": None}, "options", "No option is marked"),
    (CHOICE, {"key": "z"}, "options", "is empty"),
    (CHOICE, {"options__0__text": "x" * 500}, "options", "letters long"),
    (CHOICE, {"options__1__text": "Cuxhaven"}, "options", "there twice"),
    (CHOICE, {"options__1__fact": "nowhere"}, "options-1-fact", "no such fact"),
    (CHOICE, {"options__1__text": ""}, "options-1-text", "no text"),
    (CHOICE, {"options__1__id": "a"}, "options", "doubled"),
    (CHOICE, {"options__1__text": ["x", "y"]}, "options-1-text", "sent twice"),
    (RESPONSE, {"options__0__right": None, "options__1__right": None}, "options", "missing"),
    (RESPONSE, {"options__0__fact": ""}, "options-0-fact", "names no fact"),
    (RESPONSE, {"options__3__right": "y"}, "options-3-text", "marked as right, but empty"),
    (ESSAY, {"criteria__0__title": ""}, "criteria-0-title", "is empty"),
    (
        ESSAY,
        {"criteria__0__levels": "Two: good"},
        "criteria-0-levels",
        "not begin with points",
    ),
    (ESSAY, {"criteria__0__levels": "4\n0 None"}, "criteria-0-levels", "the name of a level"),
    (ESSAY, {"criteria__0__levels": "4 Two"}, "criteria-0-levels", "2 to 8"),
    (ESSAY, {"criteria__0__levels": "4 Two\n4 One"}, "criteria-0-levels", "do not fall"),
    (ESSAY, {"criteria__0__levels": "4.2 Two\n0 None"}, "criteria-0-levels", "in halves"),
    (ESSAY, {"criteria__0__levels": "4 Two\x07\n0 None"}, "criteria-0-levels", "control character"),
    (ESSAY, {"least_words": "many"}, "least_words", "not a whole number"),
    (ESSAY, {"most_words": "0.5"}, "most_words", "not a whole number"),
    (ESSAY, {"most_words": "10"}, "most_words", "less than the least"),
    (VERDICT, {"key": "perhaps"}, "key", "true or false"),
    (VERDICT, {"key": None}, "key", "not marked"),
    (VERDICT, {"correction": "at Cuxhaven"}, "correction", "needs none"),
    (TYPED, {"accepted": "\n \n"}, "accepted", "No answer"),
    (TYPED, {"accepted": "Rotterdam\nrotterdam"}, "accepted", "there twice"),
    (TYPED, {"accepted": "\n".join(map(str, range(60)))}, "accepted", "60 lines"),
    (NUMBER, {"value": "a lot"}, "value", "not a number"),
    (NUMBER, {"value": ""}, "value", "empty"),
    (NUMBER, {"value": "9" * 400}, "value", "not a number"),
    (NUMBER, {"value": "NaN"}, "value", "not a number"),
    (NUMBER, {"value": "1e999999999"}, "value", "not a number"),
    (NUMBER, {"value": "٣"}, "value", "not a number"),
    (NUMBER, {"tolerance": "-1"}, "tolerance", "below zero"),
    (NUMBER, {"upper": "5"}, "upper", "not above"),
    (NUMBER, {"upper": "many"}, "upper", "not a number"),
    (NUMBER, {"units": "km\nkm"}, "units", "there twice"),
    (GAPS, {"text": "No gap at all."}, "text", "gaps"),
    (GAPS, {"text": "{{1}} and {{1}}."}, "text", "gaps"),
    (GAPS, {"gaps__0__accepted": ""}, "gaps-0-accepted", "No answer"),
    (GAPS, {"gaps__0__fact": ""}, "gaps-0-fact", "names no fact"),
    (PAIRS, {"pairs__0__right": ""}, "pairs-0-right", "empty"),
    (PAIRS, {"pairs__1__left": "the Elbe"}, "pairs", "there twice"),
    (PAIRS, {"extra": "Cuxhaven"}, "pairs", "there twice"),
    (PAIRS, {"pairs__1__fact": "nowhere"}, "pairs-1-fact", "no such fact"),
    (ORDER, {"items__0__text": ""}, "items-0-text", "empty"),
    (ORDER, {"items__0__place": "first"}, "items-0-place", "no number"),
    (ORDER, {"items__0__place": ""}, "items-0-place", "no place"),
    (ORDER, {"items__1__place": "1"}, "items-1-place", "Another item"),
    (CARD, {"back": " "}, "back", "empty"),
]


@pytest.mark.parametrize(("kind", "changed", "anchor", "words"), BAD)
def test_bad_input_is_named_beside_its_field_and_nothing_typed_is_lost(
    kind, changed, anchor, words
):
    form = refused(kind, **changed)
    assert any(words in text for text in form.at(anchor)), form.problems
    for name, value in changed.items():
        kept, *row = name.split("__")
        if isinstance(value, str) and not row and kept not in ("key", "topic"):
            assert form[kept].data == value


@pytest.mark.parametrize(
    ("kind", "name"),
    [(CHOICE, "options__1__text"), (PAIRS, "pairs__0__left"), (ORDER, "items__0__text")],
)
def test_what_is_missing_is_said_once(kind, name):
    form = refused(kind, **{name: ""})
    assert [problem.anchor for problem in form.problems] == [name.replace("__", "-")]


def test_fields_that_no_form_sends_are_passed_over():
    sent = typed_of(QUESTIONS[CHOICE])
    for name in ("options-²-text", "options-" + "9" * 5000 + "-text", "options-5000-text", "\x00"):
        sent.add(name, "x")
    _, question = read(CHOICE, sent)
    assert question() == QUESTIONS[CHOICE]


def test_many_rows_are_refused_and_the_form_stays_small():
    sent = typed_of(QUESTIONS[CHOICE])
    for number in range(3, 900):
        sent.add(f"options-{number}-text", f"Town {number}")
    form, question = read(CHOICE, sent)
    with pytest.raises(InvalidQuestion, match="Give 2 to 12"):
        question()
    assert len(form.entries("options")) == 24


def test_the_order_of_items_is_that_of_their_places():
    sent = typed_of(QUESTIONS[ORDER])
    sent["items-0-place"], sent["items-1-place"] = "7", "2"
    _, question = read(ORDER, sent)
    assert [item.id for item in question().items] == ["b", "a"]


def test_a_row_left_empty_is_dropped_and_a_new_one_gets_a_free_name():
    sent = typed_of(QUESTIONS[CHOICE])
    sent["options-1-text"], sent["options-1-fact"] = "", ""
    sent["options-4-text"] = "Hamburg"
    _, question = read(CHOICE, sent)
    assert [option.id for option in question().options] == ["a", "c", "e"]


def test_another_row_keeps_all_that_was_typed():
    sent = typed_of(QUESTIONS[PAIRS])
    sent["pairs-0-left"] = "half a wo"
    form = FORMS[PAIRS].sent(sent, FACTS, TOPICS)
    rows = len(form.entries("pairs"))
    form.add_row("pairs")
    assert len(form.entries("pairs")) == rows + 1
    assert form.entries("pairs")[0].form["left"].data == "half a wo"


def test_rows_end_where_a_question_ends():
    form = FORMS[PAIRS].of(QUESTIONS[PAIRS], 1, FACTS, TOPICS)
    for _ in range(20):
        form.add_row("pairs")
    assert len(form.entries("pairs")) == 12
    assert any("12 is the most" in text for text in form.at("pairs"))


def test_rows_are_added_to_lists_only():
    form = FORMS[PAIRS].of(QUESTIONS[PAIRS], 1, FACTS, TOPICS)
    form.add_row("stem")
    form.add_row("__class__")
    assert len(form.entries("pairs")) == 3


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,094", "1094"), ("1 094", "1094"), ("0.5", "0.5"), ("−3", "-3"), ("2000", "2000")],
)
def test_numbers_are_read_as_people_write_them(typed, value):
    assert str(number_of(typed)) == value


@pytest.mark.parametrize("typed", ["", "1,09", "1.2.3", "1094km", "½", "--1", "Infinity"])
def test_what_is_no_number_is_none(typed):
    assert number_of(typed) is None


@pytest.mark.parametrize("text", ["", "x", "-1", "²", "9" * 5000])
def test_a_version_number_that_was_tampered_with_is_none_at_all(text):
    sent = MultiDict({"based_on": text})
    assert FORMS[CARD].sent(sent, FACTS, TOPICS).based_on_number == 0


def test_a_fact_is_called_by_what_it_says_and_found_by_that():
    question = QUESTIONS[QuestionKind.SHORT_ANSWER]
    form = FORMS[question.kind].of(question, 1, FACTS, TOPICS)
    words = form.fact_words(form.fact.data)
    assert words == FACTS[question.fact]
    sent = typed_of(question)
    for typed in (words, f"  {words} ", question.fact):
        sent["fact"] = typed
        assert read(question.kind, sent)[1]().fact == question.fact


def test_two_facts_that_say_the_same_are_told_apart():
    facts = {"one": "It was built in 1874.", "other": "It was built in 1874."}
    form = FORMS[QuestionKind.SHORT_ANSWER].blank(facts, TOPICS)
    names = [form.fact_words(name) for name in facts]
    assert names == ["It was built in 1874. (one)", "It was built in 1874. (other)"]
    assert [form.known_fact("fact", name)[0] for name in names] == list(facts)
    assert form.known_fact("fact", "It was built in 1874.")[1]


def test_gaps_look_as_on_paper_and_keep_their_names():
    question = QUESTIONS[QuestionKind.CLOZE]
    sent = typed_of(question)
    assert "{{" not in sent["text"]
    assert read(question.kind, sent)[1]() == question


def test_levels_are_typed_a_line_each_in_any_order():
    sent = typed_of(QUESTIONS[ESSAY])
    assert sent["criteria-0-levels"] == "4 Two: both follow from the atlas\n2 One\n0 Missing"
    sent["criteria-0-levels"] = " 0  Missing\r\n\r\n4,5 – Two: with: colons \n2: One"
    _, question = read(ESSAY, sent)
    assert question().criteria[0].levels == (
        Level("Two", Decimal("4.5"), "with: colons"),
        Level("One", Decimal(2)),
        Level("Missing", Decimal(0)),
    )
