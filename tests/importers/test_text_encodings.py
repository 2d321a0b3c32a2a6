"""Texts that say nowhere how they were saved: in the encoding that makes words of them."""

import pytest

from quizapp.importers.plain import decoded
from quizapp.importers.text_encodings import likeliest_encoding

WEST = (
    "The café of Zoë Müller in Besançon sold 1,200 crêpes on Sunday – a record – for €3 each.\n"
    "“I didn’t expect that,” she said. The town gave her £500."
)


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp1250"])
@pytest.mark.parametrize(
    "words",
    [
        "She won’t say “no” – not to him.",
        "It weighed 3 kg… or more, it’s said.",
        "The ’90s were dull; the Smiths’ house stood empty.",
    ],
)
def test_quotes_and_dashes_tell_the_encoding(words, encoding):
    assert decoded(words.encode(encoding))[0] == words


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
def test_accents_tell_the_encoding(encoding):
    assert decoded(WEST.encode(encoding))[0] == WEST


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("The film Солярис was shown in Moscow in 1972.", "koi8-r"),
        ("The film Солярис was shown in Moscow in 1972.", "cp1251"),
        ("Lech Wałęsa met Dvořák’s grandson in Kraków.", "cp1250"),
        ("The café in Besançon is très old.", "cp850"),
        ("ÉCOLE stood above the door of the café.", "cp1252"),
        ("It costs £20 at 5° and ½ of that at 10°.", "cp1252"),
        ("À bientôt, she wrote, à Paris.", "cp1252"),
    ],
)
def test_the_encoding_that_makes_words_is_taken(words, encoding):
    assert decoded(words.encode(encoding))[0] == words


def test_where_several_make_words_it_is_that_of_western_windows():
    assert likeliest_encoding("The café is old.".encode("cp1252")) == "cp1252"


def test_lines_in_utf_8_stay_so_beside_others():
    data = "The naïve café.\n".encode() + "The café of Besançon.".encode("mac-roman")
    assert decoded(data)[0] == "The naïve café.\nThe café of Besançon."
