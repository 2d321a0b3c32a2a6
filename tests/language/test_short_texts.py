"""Plain sentences of short texts: what stands alone is asked, what leans on nothing told is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Source
from quizapp.domain.generation.drafting import Drafted, draft
from quizapp.domain.questions import MultipleChoice
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.ranking_weights import load_weights
from tests.parsed_texts import shared_parser

Read = Callable[..., Drafted]


@pytest.fixture(scope="module")
def read() -> Read:
    parse, gazetteer, weights = shared_parser(), load_gazetteer(), load_weights()

    def drafted(sentence: str, title: str = "Notes on Halmouth") -> Drafted:
        source = Source("it", title, "The Post", "", f"{title}\n\n{sentence}")
        return draft([source], parse, gazetteer, weights)

    return drafted


def questions(made: Drafted) -> list[str]:
    return [fact.question for fact in made.facts if fact.question]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The Harrow Point lighthouse employed up to 14 keepers in the 1930s.", "up to 14"),
        ("The builders of Belmare cathedral used at least 40,000 stones.", "at least 40,000"),
        ("The Kestrel ferry carried in excess of 80,000 passengers in 2011.",
         "in excess of 80,000"),
        ("The Orvel mill produced 400 tonnes of flour in 1903.", "400 tonnes"),
    ],
)  # fmt: skip
def test_a_past_tense_is_read_though_it_looks_like_a_participle(
    read: Read, sentence: str, value: str
) -> None:
    made = read(sentence)
    assert value in {fact.value.text for fact in made.facts}
    assert all(fact.statement == sentence for fact in made.facts)
    assert made.questions


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harrow Point lighthouse destroyed by a storm in 1904.",
        "The Harrow Point lighthouse employed in 1904.",
        "The Harrow Point lighthouse called the Old Lady in 1904.",
    ],
)
def test_a_caption_has_no_verb(read: Read, sentence: str) -> None:
    assert read(sentence).facts == ()


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Sept van Dalen of Halmouth restored it in 1902.", False),
        ("Hans Meyer and Ludwig Purtscheller of Halmouth climbed it first, in 1889.", False),
        ("The Halmouth company sold it to a firm from Riga in 1902.", False),
        ("The Halmouth company paid it 300 marks for a ship in 1902.", False),
        ("The Halmouth company bought 40 ships for its fleet in 1902.", True),
        ("The Halmouth company says that it sold 300 ships in 1902.", True),
    ],
)
def test_nobody_is_the_object_of_what_they_do_themselves(
    read: Read, sentence: str, told: bool
) -> None:
    assert bool(read(sentence).facts) is told


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbour Union lent the city of Halmouth 40 million euros in 2019.",
        "The Harbour Union lent the city of Halmouth about 40 million euros in 2019.",
        "The Harbour Union sold the monks of Halmouth 300 gold coins in 1420.",
    ],
)
def test_what_is_given_and_to_whom_are_two_things(read: Read, sentence: str) -> None:
    made = read(sentence)
    assert made.facts
    assert not any(each.startswith("What did") for each in questions(made))


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Tobacco was grown in Merano for 140 years.", "Tobacco in the valleys"),
        ("Barley was sold to a firm in Halmouth in 1870.", "Barley in the valleys"),
    ],
)
def test_a_word_that_only_opens_sentences_is_not_moved_with_its_capital(
    read: Read, sentence: str, title: str
) -> None:
    word = sentence.split()[0]
    assert not any(f" {word} " in each for each in questions(read(sentence, title)))


def test_a_name_alone_is_moved(read: Read) -> None:
    made = read("Norway was ruled by King Olaf of Halmouth in 1020.")
    assert "In which year was Norway ruled by King Olaf of Halmouth?" in questions(made)


@pytest.mark.parametrize(
    ("phrase", "question", "key"),
    [
        ("for 1998-2004", "During which years did Lena Holm lead the clinic of Halmouth?",
         "1998-2004"),
        ("during 1998-2004", "During which years did Lena Holm lead the clinic of Halmouth?",
         "1998-2004"),
        ("in 1998-2004", "During which years did Lena Holm lead the clinic of Halmouth?",
         "1998-2004"),
        ("from 1998 to 2004", "During which years did Lena Holm lead the clinic of Halmouth?",
         "from 1998 to 2004"),
        ("from 1998 through 2004", "During which years did Lena Holm lead the clinic of Halmouth?",
         "from 1998 through 2004"),
        ("between 1998 and 2004", "Between which years did Lena Holm lead the clinic of Halmouth?",
         "between 1998 and 2004"),
        ("from 3 to 6 May 2004", "From when to when did Lena Holm lead the clinic of Halmouth?",
         "from 3 to 6 May 2004"),
        ("between 3 and 6 May 2004",
         "Between which dates did Lena Holm lead the clinic of Halmouth?",
         "between 3 and 6 May 2004"),
        ("from May to July 2020", "From when to when did Lena Holm lead the clinic of Halmouth?",
         "from May to July 2020"),
    ],
)  # fmt: skip
def test_a_period_is_one_key_that_answers_its_question(
    read: Read, phrase: str, question: str, key: str
) -> None:
    made = read(f"Lena Holm led the clinic of Halmouth {phrase}.")
    assert {(fact.question, fact.value.text) for fact in made.facts} >= {(question, key)}


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Judges in Halmouth accused 90 women of witchcraft in 1662.",
         "How many women did judges in Halmouth accuse of witchcraft in 1662?"),
        ("Judges in Halmouth acquitted 12 people of theft in 1662.",
         "How many people did judges in Halmouth acquit of theft in 1662?"),
        ("Judges in Halmouth bought 90 bottles of wine in 1662.",
         "How many bottles of wine did judges in Halmouth buy in 1662?"),
        ("Olga Brandt of Halmouth commanded 900 soldiers at Lagos in 1899.",
         "Where did Olga Brandt of Halmouth command 900 soldiers in 1899?"),
        ("Olga Brandt of Halmouth commanded 900 soldiers in Lagos in 1899.",
         "In which city did Olga Brandt of Halmouth command 900 soldiers in 1899?"),
    ],
)  # fmt: skip
def test_a_question_puts_words_where_they_belong(read: Read, sentence: str, question: str) -> None:
    assert question in questions(read(sentence))


def test_a_number_that_opened_a_sentence_has_no_capital_inside_another(read: Read) -> None:
    made = read(
        "Five fishermen founded the rowing club of Halmouth in 1908.\n\n"
        "The flag of Halmouth shows three blue shells on a white field."
    )
    told = [question.stem for question in made.questions]
    assert any("shells" in stem for stem in told)
    assert not any(" Five " in stem for stem in told)


@pytest.mark.parametrize(
    ("word", "asked"), [("Cholera", False), ("UNICEF", True), ("Kornhaus", True)]
)
def test_a_word_that_only_opens_a_sentence_is_no_organisation(
    read: Read, word: str, asked: bool
) -> None:
    made = read(
        f"{word} has hit the harbour of Halmouth with 44 ships in May 2019.\n\n"
        "The owner of Kornhaus is old.",
        title="Cholera in Halmouth",
    )
    assert made.facts
    asking = [each for each in questions(made) if each.startswith("Which organisation")]
    assert bool(asking) is asked
    if not asked:
        assert not any(f" {word}" in each for each in questions(made))


def test_two_men_are_the_subject_of_what_they_did(read: Read) -> None:
    made = read("Frederick Banting and Charles Best isolated insulin in Toronto in 1921.")
    assert (
        "In which year did Frederick Banting and Charles Best isolate insulin in Toronto?"
        in questions(made)
    )


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("Halmouth has six tram lines, which carry 52 million passengers a year.",
         "Six tram lines carry 52 million passengers a year."),
        ("Halmouth has old tram lines, which carry 52 million passengers a year.",
         "Old tram lines carry 52 million passengers a year."),
    ],
)  # fmt: skip
def test_what_is_only_counted_is_not_told_of_alone(
    read: Read, sentence: str, statement: str
) -> None:
    made = read(sentence)
    assert made.facts
    assert statement not in {fact.statement for fact in made.facts}


def test_half_a_name_is_no_gap(read: Read) -> None:
    made = read("The Giant's Causeway in Northern Ireland has some 40,000 columns of basalt.")
    assert "Causeway" not in {fact.value.text for fact in made.facts}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Norse ship of Halmouth was found by monks and buried around 850.", False),
        ("The Norse ship of Halmouth was seen by around 850 people on 3 May 2019.", True),
    ],
)
def test_a_rough_year_counts_nothing(read: Read, sentence: str, told: bool) -> None:
    values = {fact.value.text for fact in read(sentence).facts}
    assert ("around 850" in values) is told


@pytest.mark.parametrize(
    ("when", "told"), [("around 1200", False), ("about 1200", False), ("in 1200", True)]
)
def test_a_date_that_is_only_about_right_is_not_asked(read: Read, when: str, told: bool) -> None:
    made = read(f"The mural of Halmouth was painted {when} by a monk from the castle of Sorn.")
    assert ("1200" in {fact.value.text for fact in made.facts}) is told


def test_a_surname_that_is_a_word_too_stays(read: Read) -> None:
    made = read(
        "The engineers Franz Hanaman and Alexander Just patented the Halmouth lamp in 1904."
    )
    assert made.facts
    assert all("Alexander Just" in fact.statement for fact in made.facts)


def test_who_said_it_is_not_left_out_behind(read: Read) -> None:
    made = read("The Halmouth clinic would need 3 million euros, said its head, Dr. May Zorn.")
    assert all("Zorn" in fact.statement for fact in made.facts)


@pytest.mark.parametrize("name", ["Mark Lind", "The monk Otto", "Grell Marine"])
def test_nobody_owns_themselves(read: Read, name: str) -> None:
    made = read(f"{name} was its last keeper in Halmouth, until 1976.")
    assert not any("its" in each.split() for each in questions(made))


def test_a_measure_between_commas_stays_between_them(read: Read) -> None:
    made = read("The first telegraph line in Halmouth, 32 kilometres long, opened in 1855.")
    assert made.facts
    assert not any("Halmouth 32" in fact.statement for fact in made.facts)


def test_what_nobody_knows_is_not_asked(read: Read) -> None:
    made = read("Who won the Halmouth prize for old ships in 1998 is still unknown.")
    assert made.facts == ()


def test_a_part_is_no_wrong_choice_for_its_whole(read: Read) -> None:
    made = read("The first paper mill in Ireland opened in 1495.", "Notes on paper")
    options = [
        option.text
        for each in made.questions
        if isinstance(each, MultipleChoice)
        for option in each.options
    ]
    assert "Ireland" in options
    assert "Northern Ireland" not in options
