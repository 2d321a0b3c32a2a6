"""Mail as programs save it, in parts that are encoded, and web pages that are saved as one file."""

import pytest

from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.files import read_article
from quizapp.importers.mail_heads import is_mail_file

WORDS = (
    "The museum of Marn has bought 1,300 glass eyes that were made by a single family of craftsmen "
    "in the years from 1890 to 1952."
)
MORE = "It cost €48,000 – “a bargain”, said the curator, Zoë Berg, who is 97 years old."
HEAD = (
    "From: Museum <news@example.org>\r\nTo: class@example.org\r\n"
    "Subject: {subject}\r\nDate: Wed, 11 Feb 2026 09:12:00 +0000\r\nMIME-Version: 1.0\r\n"
)
PLAIN = "Content-Type: text/plain; charset={}{}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
PAGE = f"<html><body><div><p>{WORDS}</p><p>{MORE}</p></div></body></html>"


def mail(rest, subject="Fwd: Glass eyes"):
    return HEAD.format(subject=subject).encode() + rest


def of_parts(*parts, kind="alternative"):
    head = f'Content-Type: multipart/{kind}; boundary="=_1"\r\n\r\n'.encode()
    return mail(head + b"".join(b"--=_1\r\n" + each + b"\r\n" for each in parts) + b"--=_1--\r\n")


def plain(text, label="utf-8", more="", encoding="utf-8"):
    return PLAIN.format(label, more).encode() + text.replace("\n", "\r\n").encode(encoding)


QUOTED = (
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    f"{WORDS[:70]}=\r\n{WORDS[70:]}\r\n\r\n"
    "It cost =E2=82=AC48,000 =E2=80=93 =E2=80=9Ca bargain=E2=80=9D, said the curator, "
    "Zo=C3=AB Berg, who is 97 years old.\r\n"
).encode()
AS_PAGE = b"Content-Type: text/html; charset=windows-1252\r\n\r\n" + PAGE.encode("cp1252")
ATTACHED = (
    b"Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n"
    b"The price list of the museum's shop is attached to this mail.\r\n"
)
FILES = {
    "plain": mail(plain(f"{WORDS}\n\n{MORE}")),
    "quoted printable": mail(QUOTED),
    "another encoding": mail(plain(f"{WORDS}\n\n{MORE}", "iso-8859-1", encoding="cp1252")),
    "a page": mail(AS_PAGE),
    "both": of_parts(QUOTED, AS_PAGE),
    "an attachment": of_parts(ATTACHED, QUOTED, kind="mixed"),
    "a label that is not true": mail(plain(f"{WORDS}\n\n{MORE}", "us-ascii8", encoding="utf-8")),
}


@pytest.mark.parametrize("file", FILES)
def test_the_words_of_a_mail_are_read_and_nothing_of_its_coding(file):
    article = read_article(FILES[file])
    assert article.text == f"{WORDS}\n\n{MORE}"
    assert (article.title, article.published) == ("Glass eyes", "2026-02-11")


def test_lines_that_flow_are_paragraphs_and_a_signature_is_none():
    flowing = WORDS.replace("that ", "that \n").replace("the ", "the \n ")
    text = f"{flowing}\n\n{MORE}\n-- \nThe museum of Marn\n"
    article = read_article(mail(plain(text, more="; format=flowed")))
    assert article.text == f"{WORDS}\n\n{MORE}"


def test_lines_may_flow_without_their_blanks():
    text = WORDS.replace("craftsmen", "craft \nsmen")
    read = read_article(mail(plain(text, more="; format=flowed; delsp=yes"))).text
    assert read == WORDS


ASKED = "Which text shall we read on Monday?"
TAILS = {
    "plain": f"\n\nOn Mon, 9 Feb 2026 at 10:00, Lund\n<lund@example.org> wrote:\n> {ASKED}\n>\n",
    "original": f"\n\n-----Original Message-----\n> {ASKED}\n",
    "two dashes": "\n\n--\nJane Berg\nHead of the house\n",
    "outlook": "\n\n-----Original Message-----\nFrom: Lund\nSent: Monday\nTo: Berg\n"
    f"Subject: Eyes\n\n{ASKED}\n",
    "outlook on the web": f"\n\n{'_' * 32}\nFrom: Lund\nSent: Monday\n\n{ASKED}\n",
    "cite": '<div class="moz-cite-prefix">On 9 February, Lund wrote:</div>'
    f'<blockquote type="cite"><p>{ASKED}</p></blockquote>',
    "gmail": '<div class="gmail_quote"><div class="gmail_attr">Lund wrote:</div><blockquote>'
    f'<blockquote type="cite">{ASKED}</blockquote></blockquote></div>',
    "newsletter": '<p>You get this because you signed up. <a href="#">Unsubscribe</a></p>'
    "<p>© 2026 Museum of Marn</p>",
    "signature": "<p>-- <br>Jane Berg<br>Head of the house</p><p>Marn</p>",
    "signed": '<div class="gmail_signature">Jane Berg<br>Head of the house</div>',
}


def with_tail(tail, own=f"{WORDS}\n\n{MORE}"):
    if not tail.startswith("<"):
        return mail(plain(own + tail))
    page = "".join(f"<p>{part}</p>" for part in own.split("\n\n"))
    head = b"Content-Type: text/html; charset=utf-8\r\n\r\n"
    return mail(head + f"<html><body><div>{page}{tail}</div></body></html>".encode())


@pytest.mark.parametrize("tail", TAILS)
def test_the_mail_that_is_answered_and_who_answers_are_no_text(tail):
    assert read_article(with_tail(TAILS[tail])).text == f"{WORDS}\n\n{MORE}"


@pytest.mark.parametrize("tail", ["plain", "outlook", "cite", "gmail"])
def test_what_a_mail_only_hands_on_is_its_text(tail):
    text = TAILS[tail].replace(ASKED, f"{WORDS} {MORE}")
    assert WORDS in read_article(with_tail(text, "Please read this for Monday.")).text


def test_a_long_text_below_two_dashes_is_no_signature():
    below = f"<p>--<br>{MORE}</p><p>{WORDS} {WORDS} {WORDS}</p>"
    assert MORE in read_article(with_tail(below)).text


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?Q?Glass_eyes_=E2=80=93_now?=", "Glass eyes – now"),
        ("=?utf-8?B?R2xhc3M=?=\r\n =?utf-8?B?IGV5ZXM=?=", "Glass eyes"),
        ("Re: Fwd: Glass eyes", "Glass eyes"),
        ("=?no-such?Q?Glass?=", ""),
    ],
)
def test_a_subject_is_read_however_it_is_written(subject, title):
    assert read_article(mail(plain(WORDS), subject)).title == title


def test_a_saved_page_has_the_title_of_its_own_and_not_the_day_on_which_it_was_saved():
    head = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/eyes\r\n"
        b"Subject: Glass eyes - a page\r\nDate: Wed, 11 Feb 2026 09:12:00 +0000\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; '
        b'boundary="=_1"\r\n\r\n--=_1\r\n'
    )
    page = PAGE.replace("<body>", "<head><title>Eyes of glass</title></head><body>")
    part = b"Content-Type: text/html\r\n\r\n" + page.encode() + b"\r\n--=_1--\r\n"
    article = read_article(head + part)
    assert (article.title, article.published) == ("Eyes of glass", "")
    assert article.text.endswith(f"{WORDS}\n\n{MORE}")


def test_a_mail_without_words_says_what_to_do():
    with pytest.raises(UnreadableArticle, match="attached"):
        read_article(of_parts(ATTACHED, kind="mixed"))


def test_parts_without_end_are_read_in_time():
    head = b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n'
    nested = b"".join(head % (number, number) for number in range(5_000))
    with pytest.raises(UnreadableArticle):
        read_article(mail(nested + b"Content-Type: text/plain\r\n\r\nToo deep."))


@pytest.mark.parametrize(
    "text",
    [
        "From: Berg\nTo: Lund\n\nHe wrote that the museum was open.",
        "Date: 12 May 2026\nContent-Type: a word of printers\n\nThe museum is open.",
        "Subject: Eyes\nThe museum said: From: and To: are words.\nMIME-Version: 1.0\n",
    ],
)
def test_text_that_only_looks_like_mail_is_no_mail_file(text):
    assert not is_mail_file(text.encode())
