"""Texts that say nowhere how they were saved: in the encoding that makes words of them."""

import pytest

from quizapp.importers.eastern_encodings import eastern_encoding
from quizapp.importers.errors import UnreadableArticle, UnsupportedLanguage
from quizapp.importers.files import read_article
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


JAPANESE = (
    "羅生門は1950年に公開された黒澤明監督の日本映画である。東京で撮影され、世界で評価された。"
)
BANK = "日本銀行は金融政策決定会合で政策金利の引き上げを決定した。"
SIMPLIFIED = (
    "中国人民银行今天宣布下调存款准备金率，这是今年以来第三次。经济学家认为此举将刺激增长。"
)
TRADITIONAL = "中央銀行今天宣布調降利率，這是今年以來第三次。經濟學家認為這個決定會刺激經濟成長。"
KOREAN = (
    "한국은행은 오늘 기준금리를 인하한다고 발표했다. 경제학자들은 성장을 자극할 것이라고 말했다."
)


@pytest.mark.parametrize(
    ("words", "encoding", "language"),
    [
        (JAPANESE, "shift_jis", "Japanese"),
        (JAPANESE, "euc_jp", "Japanese"),
        (JAPANESE, "iso2022_jp", "Japanese"),
        (JAPANESE, "utf-8", "Japanese"),
        (BANK, "cp932", "Japanese"),
        (BANK, "euc_jp", "Japanese"),
        (f"# 映画\n\n{JAPANESE}", "shift_jis", "Japanese"),
        (SIMPLIFIED, "gb18030", "Chinese or Japanese"),
        (SIMPLIFIED, "utf-8", "Chinese or Japanese"),
        (TRADITIONAL, "big5", "Chinese or Japanese"),
        (KOREAN, "euc_kr", "Korean"),
    ],
)
def test_a_text_of_two_bytes_a_letter_is_told_by_its_language(words, encoding, language):
    with pytest.raises(UnsupportedLanguage, match=f"seems to be in {language}, which is not"):
        read_article(words.encode(encoding))


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp"])
def test_a_few_japanese_words_are_read_in_an_english_text(encoding):
    words = "The film 羅生門 (らしょうもん) was shown in Tokyo in 1950."
    assert decoded(words.encode(encoding))[0] == words


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (WEST, "cp1252"),
        (WEST, "mac-roman"),
        ("Lech Wałęsa met Dvořák’s grandson in Kraków.", "cp1250"),
        ("The film Солярис was shown in Moscow in 1972.", "koi8-r"),
        ("Война и мир это роман Льва Толстого о русском обществе.", "cp1251"),
        ("Ελλάδα είναι μια χώρα στην Ευρώπη και έχει πολλά νησιά.", "cp1253"),
        ("ÉCOLE, ÀÉÎÕÜ, ÇÉÈ: the letters ÄÖÜ äöü ß.", "cp1252"),
        ("£", "cp1252"),
    ],
)
def test_no_western_text_is_taken_for_an_eastern_one(words, encoding):
    assert eastern_encoding(words.encode(encoding)) == ""


def test_an_escape_alone_makes_no_japanese():
    assert eastern_encoding(b"The \x1b$B is an escape that leads to \xff.") == ""


@pytest.mark.parametrize("words", ["Hello", "Three words here"])
def test_a_short_english_text_is_told_to_be_short(words):
    with pytest.raises(UnreadableArticle, match="too few to make a fact of"):
        read_article(words.encode())
