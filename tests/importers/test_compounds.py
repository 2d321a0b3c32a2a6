"""Words broken at the end of a line: compounds keep their hyphen, all others lose it."""

import pytest

from quizapp.importers.compounds import is_compound
from quizapp.importers.files import read_article
from quizapp.importers.hyphens import Spelling, joined_lines, spelling_of, whole_words

# What printers break most often, at the places where they break it.
ONE_WORD = """
    ex-perience mid-dle ex-ecutive high-est ex-change pro-file ex-tremely ex-cellent un-like
    pro-mote ex-pert world-wide so-viet so-lar pro-tein ex-ternal high-way pro-cedure low-est
    post-ing life-time be-long cross-ing mid-night life-style high-lights any-time re-minded
    self-ish pro-portion nation-wide half-way mean-time thresh-old ar-range re-called over-time
    dis-like mid-fielder low-ered proto-type home-made un-related mid-west new-born stub-born
    empha-sized life-long mid-way every-time cross-over up-held well-ness bed-time re-bound
    ultra-sound cor-related cross-roads post-card stereo-type with-held semi-conductor re-born
    tack-led mis-led night-time mid-wife en-large back-fired child-like post-master all-owed
    war-like seven-teen nine-ties one-rous second-ary misunder-standing right-eous left-over
    pre-vent pre-sent pro-liferate re-port co-operate by-gone coun-cil gover-nor mi-nor de-but
    pro-perty
""".split()  # noqa: SIM905 - reads as a list of words
COMPOUND = """
    left-wing right-wing ex-minister ex-wife pre-war pre-election third-largest second-hand
    best-known little-known one-day one-third three-day first-class co-founder co-author
    by-election far-right free-kick off-peak great-uncle re-election mid-season mid-air pro-war
    so-called all-time non-profit counter-terrorism long-term week-long year-old state-run
    long-necked hard-line open-ended much-loved cost-cutting slow-growing part-time full-time
    self-defence semi-official cross-party high-speed low-cost well-being half-brother
    twenty-five party-led sixth-century quarter-final short-lived late-night coal-fired anti-ship
""".split()  # noqa: SIM905 - reads as a list of words


@pytest.mark.parametrize("word", ONE_WORD)
def test_a_word_that_a_printer_broke_is_one(word):
    first, rest = word.split("-")
    assert joined_lines(f"{first}-", rest, Spelling()) == first + rest


@pytest.mark.parametrize("word", COMPOUND)
def test_a_compound_keeps_its_hyphen(word):
    first, rest = word.split("-")
    assert is_compound(first, rest)
    assert joined_lines(f"{first}-", rest, Spelling()) == word


# Two words that are none together were joined by a hyphen; what is a word together was broken.
TWO_WORDS = """
    drain-cover self-taught well-known salt-covered eye-catching ten-year
    nineteenth-century eleventh-hour hundred-year user-defined read-only
    policy-driven
""".split()  # noqa: SIM905 - reads as a list of words
SOLID = """
    rail-way news-papers break-water hand-books out-standing under-stand fish-hooks car-pets
    boat-houses gate-keepers toll-houses reed-like micro-plastic over-turning cyber-attack
    inn-keeper fort-night god-fathers for-tresses tan-ker bar-gains cot-tages work-shops
    read-ership king-fishers ice-berg
""".split()  # noqa: SIM905 - reads as a list of words


@pytest.mark.parametrize("word", TWO_WORDS)
def test_two_words_that_are_none_together_keep_their_hyphen(word):
    first, rest = word.split("-", 1)
    assert joined_lines(f"the {first}-", f"{rest} of Marn", Spelling()) == f"the {word} of Marn"


@pytest.mark.parametrize("word", SOLID)
def test_a_word_of_two_words_that_a_printer_broke_is_one(word):
    first, rest = word.split("-", 1)
    assert (
        joined_lines(f"the {first}-", f"{rest} of Marn", Spelling()) == f"the {first}{rest} of Marn"
    )


@pytest.mark.parametrize("word", ["inter-national", "super-market", "over-whelming", "trans-port"])
def test_a_word_that_a_printer_broke_tells_of_the_others(word):
    first, rest = word.split("-")
    lines = ["It is a well-", f"known house of {first}-", f"{rest} fame."]
    assert spelling_of(lines).breaks_words
    assert not spelling_of([*lines[:1], "known house of an anti-", "war poet."]).breaks_words


@pytest.mark.parametrize("name", ["Rich-mond", "Wood-stock", "Hart-field", "Har-rowmere"])
def test_a_name_that_a_printer_broke_is_one(name):
    first, rest = name.split("-")
    assert joined_lines(f"in {first}-", rest, Spelling()) == f"in {first}{rest}"


def test_how_a_word_is_written_elsewhere_goes_before_which_words_there_are():
    assert joined_lines("a drain-", "cover", Spelling({"draincover"})) == "a draincover"
    assert joined_lines("a rail-", "way", Spelling({"rail-way"})) == "a rail-way"


@pytest.mark.parametrize(
    ("first", "rest", "joined"),
    [
        ("its 19th-", "century walls", "its 19th-century walls"),
        ("a 2.5-", "fold rise", "a 2.5-fold rise"),
        ("Stoke-", "on-Trent", "Stoke-on-Trent"),
        ("an up-", "to-date list", "an up-to-date list"),
        ("in Aix-", "en-Provence", "in Aix-en-Provence"),
        ("in Toron-", "to, he", "in Toronto, he"),
        ("two-", "to threefold", "two- to threefold"),
        ("10-", "to 12-year-olds", "10- to 12-year-olds"),
        ("the pre-", "and post-war", "the pre- and post-war"),
    ],
)
def test_what_follows_tells_what_a_hyphen_is(first, rest, joined):
    assert joined_lines(first, rest, Spelling()) == joined


# Whether a program broke the words of a document at all, its other line ends tell.
WHOLE_DOCUMENTS = [
    ("on a table-\ncloth of ice-\ncream by the rail-\nway", "table-cloth ice-cream rail-way"),
    (
        "on a table-\ncloth by the rail-\nway, the govern-\nment said",
        "tablecloth railway government",
    ),
    ("by the rail-\nway of Har-\nrowmere", "railway Harrowmere"),
    ("it was read-\nable in Rich-\nmond", "readable Richmond"),
]


@pytest.mark.parametrize(("text", "words"), WHOLE_DOCUMENTS)
def test_hyphens_are_the_words_own_where_no_word_is_broken(text, words):
    found = whole_words(text).replace(",", "").split()
    assert [word for word in words.split() if word not in found] == []


TEXTS = [
    ("an anti-\nAmerican crowd\nof ten", "an anti-American\ncrowd\nof ten"),
    ("the govern-\n  ment of Marn", "the government\nof Marn"),
    ("in Stoke-\non-\nTrent today", "in Stoke-on-Trent\ntoday"),
    ("in a B-\n52", "in a B-52"),
    ("pre-\nand post-war", "pre-\nand post-war"),
    ("a list -\n- of items -\n- and more", "a list -\n- of items -\n- and more"),
    ("ends in a-\n\nNext", "ends in a-\n\nNext"),
    ("no hyphen\nhere", "no hyphen\nhere"),
]


@pytest.mark.parametrize(("text", "whole"), TEXTS)
def test_words_of_a_text_with_broken_lines_are_whole(text, whole):
    assert whole_words(text) == whole


FILES = ["{}", "# The crowd of Marn\n\n{}"]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("end", ["-\n", "-\r\n", "\u00ad\n", "\u2010\n"])
def test_files_of_broken_lines_are_read_with_whole_words(file, end):
    words = f"The govern{end}ment of Marn met a crowd of about a hundred people in the market."
    assert "The government" in read_article(file.format(words).encode()).text


def test_a_text_of_nothing_but_broken_lines_is_read_in_time():
    assert whole_words("ab-\n" * 40_000).startswith("ab-ab")


LINE_ENDS = [
    ("an e-", "mail", "an e-mail"),
    ("an x-", "ray", "an x-ray"),
    ("the U.S.-", "led force", "the U.S.-led force"),
    ("from 1914–", "1918", "from 1914–1918"),
    ("the London–", "Paris train", "the London–Paris train"),
    ("the war—", "long as it was", "the war—long as it was"),
    ("the war", "—long as it was", "the war—long as it was"),
    ("the war —", "long as it was", "the war — long as it was"),
    ("cats and/", "or dogs", "cats and/or dogs"),
    ("in 2024/", "25", "in 2024/25"),
    ("25 km/", "h", "25 km/h"),
    ("he said /", "she said", "he said / she said"),
    ("an air-", "conditioned room", "an air-conditioned room"),
    ("a check-", "in desk", "a check-in desk"),
    ("pre-", "and post-war", "pre- and post-war"),
]


@pytest.mark.parametrize(("text", "line", "joined"), LINE_ENDS)
def test_a_line_that_ends_at_a_dash_or_a_slash_adds_no_blank(text, line, joined):
    assert joined_lines(text, line, Spelling()) == joined


@pytest.mark.parametrize(
    ("before", "after", "british", "american"),
    [
        ("the south-", "eastern harbour", "the south-eastern harbour", "the southeastern harbour"),
        ("a north-", "west wind", "a north-west wind", "a northwest wind"),
        ("their co-", "operation", "their co-operation", "their cooperation"),
    ],
)
def test_british_texts_keep_hyphens_that_american_ones_do_not_have(
    before, after, british, american
):
    assert joined_lines(before, after, Spelling({"kilometres", "the"})) == british
    assert joined_lines(before, after, Spelling({"kilometers", "the"})) == american


@pytest.mark.parametrize(
    ("before", "after"),
    [("at 51.2/", "51.4 metres"), ("in 2024/", "25 it was"), ("the and/", "or of it")],
)
def test_a_slash_at_the_end_of_a_line_is_followed_by_no_blank(before, after):
    assert joined_lines(before, after, Spelling()) == before + after
