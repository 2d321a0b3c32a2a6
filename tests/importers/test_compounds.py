"""Words broken at the end of a line: compounds keep their hyphen, all others lose it."""

import pytest

from quizapp.importers.compounds import is_compound
from quizapp.importers.files import read_article
from quizapp.importers.hyphens import joined_lines, whole_words

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
    assert joined_lines(f"{first}-", rest, ()) == first + rest


@pytest.mark.parametrize("word", COMPOUND)
def test_a_compound_keeps_its_hyphen(word):
    first, rest = word.split("-")
    assert is_compound(first, rest)
    assert joined_lines(f"{first}-", rest, ()) == word


@pytest.mark.parametrize(
    ("first", "rest", "joined"),
    [
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
    assert joined_lines(first, rest, ()) == joined


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
    assert whole_words("ab-\n" * 40_000).startswith("abab")
