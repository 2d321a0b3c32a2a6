"""What a statement may say beside the words of its quote."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.domain.facts import Evidence, Fact, FactKind, Licence, Licensor, Source, Text
from quizapp.domain.generation.licences import lost_denial, may_be, unlicensed, unlicensed_asking
from tests.evaluation.articles import DEVELOPMENT, read_articles

ARTICLE = (
    "Bridge opened by Joan Archer\n"
    "Prime Minister Joan Archer opened the Belka bridge on Tuesday. Archer said she wasn't late.\n"
    "The bridge, built over 31 January to 1 February 1953, wasn't NATO's. It can't carry trams.\n"
    "In 1648 the Flemish doctor Jan Baptist van Helmont grew a willow. It opens in May.\n"
    "Zabrowiec, a coal town in Silesia, sent $5 and 140 pupils. RESEARCHERS met last month there.\n"
    "Algae such as Durusdinium, a hardier group, live there. Some researchers left in Jan. 2021.\n"
    "Trams ran three years ago, this spring and on Good Friday. The company met on 6 May.\n"
)
SOURCE = Source("bridge", "Bridge opened by Joan Archer", "", "2024-03-05", ARTICLE)
SOURCES = {SOURCE.id: SOURCE}


def fact(quote: str, statement: str, *licences: Licence, value: str = "") -> Fact:
    said = value or quote.split()[-1].rstrip(".")
    return Fact(
        id="a",
        topic="t",
        kind=FactKind.EVENT,
        subject="s",
        relation="r",
        statement=statement if said in statement else f"{statement} {said}",
        value=Text(said),
        evidence=(Evidence("bridge", quote, said),),
        licences=licences,
    )


OPENED = "Prime Minister Joan Archer opened the Belka bridge on Tuesday."
LATE = "Archer said she wasn't late."
TRAMS = "The bridge, built over 31 January to 1 February 1953, wasn't NATO's."


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        (OPENED, OPENED),
        (OPENED, "Joan Archer opened the Belka bridge on Tuesday."),
        (OPENED, "On Tuesday the Belka bridge opened."),
        (LATE, "Archer said she was not late."),
        (TRAMS, "Built over 31 January 1953, the bridge wasn't NATO's."),
        ("It can't carry trams.", "It can not carry trams."),
        ("It can't carry trams.", "It cannot carry trams."),
        ("RESEARCHERS met last month there.", "Researchers met there."),
    ],
)
def test_words_of_the_quote_may_be_said_in_any_order(quote: str, statement: str) -> None:
    assert unlicensed(fact(quote, statement), SOURCES) == ()


@pytest.mark.parametrize(
    ("quote", "statement", "missing"),
    [
        (OPENED, "Joan Archer never opened the Belka bridge on Tuesday.", ("never",)),
        (OPENED, "Joan Archer closed the Belka bridge on Tuesday.", ("closed",)),
        (OPENED, "Joan Archer opened the old Belka bridge on Tuesday.", ("old",)),
        (OPENED, "Ann Archer opened the Belka bridge on Tuesday.", ("Ann",)),
        (OPENED, "Joan Archer opened the Belka bridge in May on Tuesday.", ("in", "May")),
        (OPENED, "Joan Archer opened 2 bridge on Tuesday.", ("2",)),
        (OPENED, "Joan Archer opened the bridge the Belka bridge on Tuesday.", ("the", "bridge")),
        (LATE, "Archer said she was not not late.", ("not",)),
        (TRAMS, "The bridge wasn't Nato's.", ("Nato",)),
        (TRAMS, "The bridge wasn't NATO's after 1954.", ("after", "1954")),
        ("sent $5 and 140 pupils.", "sent £5 and 140 pupils.", ("£",)),
        ("sent $5 and 140 pupils.", "sent $5.5 and 140 pupils.", ("5.5",)),
        ("sent $5 and 140 pupils.", "sent $5% and 140 pupils.", ("%",)),
    ],
)
def test_other_words_signs_and_numbers_are_found(
    quote: str, statement: str, missing: tuple[str, ...]
) -> None:
    assert unlicensed(fact(quote, statement), SOURCES) == missing


def test_a_statement_that_a_person_worded_is_theirs() -> None:
    worded = replace(fact(OPENED, "A bridge was inaugurated on Tuesday."), licences=None)
    assert unlicensed(worded, SOURCES) == ()
    assert lost_denial(replace(fact(LATE, "Archer said she was late."), licences=None)) == ""


@pytest.mark.parametrize(
    ("quote", "statement", "lost"),
    [
        (LATE, "Archer said she was late.", "was not late"),
        ("It did not resign then.", "It did resign then.", "did not resign"),
        ("It was never built.", "It was built.", "was never built"),
        ("It no longer has 12 rooms.", "It has 12 rooms.", "It no longer has"),
        ("It can't carry trams.", "It can carry trams.", "can not carry"),
        ("It can't carry trams.", "It cannot carry trams.", ""),
        ("It cannot carry trams.", "It can carry trams.", "can not carry"),
        ("It did not resign then.", "It did not resign then.", ""),
        ("It did not resign, but it did resign then.", "It did resign then.", ""),
        ("It opened, and did not resign.", "It opened.", ""),
        ("Not one of them came.", "One of them came.", ""),
    ],
)
def test_a_denial_that_was_cut_out_is_found(quote: str, statement: str, lost: str) -> None:
    assert lost_denial(fact(quote, statement)) == lost


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("Tuesday", "on 5 March 2024"),
        ("last month", "in February 2024"),
        ("last month", "February 2024"),
        ("31 January", "31 January 1953"),
        ("Jan. 2021", "January 2021"),
        ("May", "May 2024"),
        ("6 May", "6 May 2024"),
        ("three years ago", "in 2021"),
        ("this spring", "in the spring of 2024"),
    ],
)
def test_a_time_may_be_written_out(words: str, means: str) -> None:
    whole = fact(" ".join(ARTICLE.split()), "x", value="bridge, built")
    assert may_be(Licence(words, means, Licensor.DATE), whole, SOURCES)


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("Jan", "in January 2026"),
        ("Jan", "in January 2024"),
        ("Jan", "January 1648"),
        ("Tuesday", "on 6 March 2024"),
        ("Tuesday", "on 5 March 2023"),
        ("Tuesday", "on Monday"),
        ("Tuesday", "in March 2024"),
        ("Friday", "on 1 March 2024"),
        ("last month", "in January 2024"),
        ("last month", "in 2023"),
        ("31 January", "31 January 1963"),
        ("31 January", "30 January 1953"),
        ("31 January", "31 July 1953"),
        ("Jan. 2021", "January 2022"),
        ("May", "June 2024"),
        ("May", "6 May 2024"),
        ("May", "May 2031"),
        ("6 May", "7 May 2024"),
        ("three years ago", "in 2020"),
        ("this spring", "in the summer of 2024"),
        ("this spring", "in the spring of 2027"),
        ("willow", "in 2024"),
        ("Monday", "on 4 March 2024"),
        ("Tuesday", ""),
    ],
)
def test_words_cannot_mean_another_time(words: str, means: str) -> None:
    whole = fact(" ".join(ARTICLE.split()), "x", value="bridge, built")
    assert not may_be(Licence(words, means, Licensor.DATE), whole, SOURCES)


@pytest.mark.parametrize(
    ("words", "means", "by", "borne_out"),
    [
        ("Archer", "Joan Archer", Licensor.NAME, True),
        ("Archer", "Ann Archer", Licensor.NAME, False),
        ("Deng", "Joan Archer", Licensor.NAME, False),
        ("Helmont", "Jan Baptist van Helmont", Licensor.NAME, True),
        ("Helmont", "Baptist van Helmont", Licensor.NAME, True),
        ("Helmont", "in January 2026 Baptist van Helmont", Licensor.NAME, False),
        ("she", "Joan Archer", Licensor.REFERENCE, True),
        ("her", "Joan Archer's", Licensor.REFERENCE, True),
        ("she", "Ann Archer", Licensor.REFERENCE, False),
        ("bridge", "the Belka bridge", Licensor.REFERENCE, True),
        ("bridge", "the Belka dam", Licensor.REFERENCE, False),
        ("doctor", "the Belka bridge", Licensor.REFERENCE, False),
        ("town", "Zabrowiec", Licensor.REFERENCE, True),
        ("doctor", "Zabrowiec", Licensor.REFERENCE, False),
        ("group", "Durusdinium", Licensor.REFERENCE, False),
        ("company", "Belka", Licensor.REFERENCE, False),
        ("", "According to", Licensor.FRAME, True),
        ("", "said that", Licensor.FRAME, True),
        ("", "is the", Licensor.FRAME, True),
        ("", "was years old in March 2024", Licensor.FRAME, True),
        ("", "was years old in May 2024", Licensor.FRAME, False),
        ("", "was", Licensor.FRAME, True),
        ("", "was never", Licensor.FRAME, False),
        ("", "not", Licensor.FRAME, False),
        ("", "in January 2026", Licensor.FRAME, False),
    ],
)
def test_a_licence_is_believed_only_as_far_as_the_article_bears_it_out(
    words: str, means: str, by: Licensor, *, borne_out: bool
) -> None:
    assert may_be(Licence(words, means, by), fact(OPENED, OPENED), SOURCES) is borne_out


def test_a_doctor_called_jan_is_no_month_whoever_says_so() -> None:
    quote = "In 1648 the Flemish doctor Jan Baptist van Helmont grew a willow."
    said = "In 1648 the Flemish doctor in January 2026 Baptist van Helmont grew a willow."
    claim = Licence("Jan", "in January 2026", Licensor.DATE)
    source = replace(SOURCE, published="2026-01-20")
    assert unlicensed(fact(quote, said, claim), {"bridge": source}) == ("in", "January", "2026")


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Who opened the Belka bridge?", ()),
        ("Which bridge did Joan Archer open on Tuesday?", ()),
        ("In which year did Joan Archer buy the bridge?", ("buy",)),
        ("Who never opened the Belka bridge?", ("never",)),
        ("Who opened the Danish bridge in 1953?", ("Danish", "1953")),
        ("Which IUPAC bridge did Joan Archer open?", ("IUPAC",)),
    ],
)
def test_a_question_may_bend_a_verb_and_ask_and_no_more(
    question: str, missing: tuple[str, ...]
) -> None:
    assert unlicensed_asking(question, [fact(OPENED, OPENED)], SOURCES) == missing


QUOTES = [
    sentence
    for source in list(read_articles(DEVELOPMENT))[:12]
    for sentence in re.findall(r"[A-Z][^.!?\n]{60,200}[.]", source.text)
]
CONTENT = st.sampled_from(
    [
        "nuclear",
        "never",
        "not",
        "no",
        "without",
        "cannot",
        "hardly",
        "Baptist",
        "Ottawa",
        "January",
        "July",
        "Sunday",
        "17",
        "1742",
        "3,000",
        "million",
        "per",
        "cent",
        "secret",
        "largest",
        "twice",
        "failed",
        "wins",
        "NATO",
        "€",
        "half",
        "seventh",
    ]
)


def quoted(sentence: str, statement: str) -> Fact:
    return replace(
        fact(OPENED, OPENED),
        statement=f"{statement} ∎",
        value=Text("∎"),
        evidence=(Evidence("bridge", f"{sentence} ∎", "∎"),),
    )


@given(st.sampled_from(QUOTES))
def test_a_sentence_as_it_stands_is_always_licensed(sentence: str) -> None:
    assert unlicensed(quoted(sentence, sentence), SOURCES) == ()


@given(st.sampled_from(QUOTES), CONTENT, st.integers(0, 10_000), st.booleans())
def test_a_word_put_in_anywhere_or_exchanged_is_always_found(
    sentence: str, word: str, place: int, exchanged: bool
) -> None:
    words = sentence.split()
    at = place % len(words)
    assume(word.casefold() not in sentence.casefold() and "n't" not in sentence)
    words[at : at + exchanged] = [word]
    assert word.rstrip(".") in unlicensed(quoted(sentence, " ".join(words)), SOURCES)


@given(st.sampled_from([each for each in QUOTES if re.search(r"\d", each)]), st.integers(2, 9))
def test_a_changed_number_is_always_found(sentence: str, digit: int) -> None:
    changed = re.sub(r"\d", str(digit), sentence)
    assume(not set(re.findall(r"[\d.,]*\d", changed)) <= set(re.findall(r"[\d.,]*\d", sentence)))
    assert unlicensed(quoted(sentence, changed), SOURCES)
