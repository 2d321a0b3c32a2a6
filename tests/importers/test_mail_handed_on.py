"""Mail that is handed on, and newsletters: without fields and without how to leave them."""

import pytest

from quizapp.importers.files import read_article

FIELDS = (
    "---------- Forwarded message ---------\nFrom: Marn Weekly <n@marn.example>\n"
    "Date: Tue, 13 Oct 2026\nSubject: The bridge\nTo: <jo@marn.example>\n",
    "Begin forwarded message:\n\nFrom: Marn Weekly <n@marn.example>\nSubject: The bridge\n"
    "Date: 13 October 2026\nTo: Jo\n",
    "From: Marn Weekly\nSent: Tuesday, 13 October 2026 08:00\nTo: Jo\nSubject: The bridge\n",
)
BODY = "The council of Marn said on Tuesday that the new bridge over the river would open in May."


def plain_mail(body):
    head = "From: a@marn.example\nTo: b@marn.example\nSubject: Fwd: The bridge\nMIME-Version: 1.0\n"
    return read_article(f"{head}Content-Type: text/plain; charset=utf-8\n\n{body}".encode()).text


@pytest.mark.parametrize("fields", FIELDS)
def test_the_fields_of_a_mail_that_is_handed_on_are_left_out(fields):
    text = plain_mail(f"Dear Mia, this is for the class.\n\n{fields}\n{BODY}\n")
    assert text.split("\n\n") == ["Dear Mia, this is for the class.", BODY]


def test_a_sentence_that_begins_like_a_field_stays():
    sentence = "From: that is what the sign said.\nIt hung above the door."
    assert sentence in plain_mail(f"{BODY}\n\n{sentence}\n")


@pytest.mark.parametrize(
    "fields",
    [
        '<div class="gmail_attr">---------- Forwarded message ---------<br>From: <b>Marn Weekly</b>'
        "<br>Date: Tue, 13 Oct 2026<br>Subject: The bridge<br>To: Jo<br></div>",
        "<div><p><b>From:</b> Marn Weekly<br><b>Sent:</b> Tuesday<br><b>To:</b> Jo<br>"
        "<b>Subject:</b> The bridge</p></div>",
    ],
)
def test_the_fields_of_a_page_that_is_handed_on_are_left_out(fields):
    head = "From: a@marn.example\nTo: b@marn.example\nSubject: Fwd: The bridge\nMIME-Version: 1.0\n"
    below = f"<p>{BODY[::-1]}.</p><p>{BODY} Ann came.</p>"
    page = f"<html><body><p>{BODY}</p>{fields}{below}</body></html>"
    mail = f"{head}Content-Type: text/html; charset=utf-8\n\n{page}"
    text = read_article(mail.encode()).text
    assert "Weekly" not in text
    assert text.count(BODY) == 2


def test_how_to_see_and_to_leave_a_newsletter_is_left_out_of_plain_text():
    text = plain_mail(
        f"View this email in your browser: https://marn.example/1\n\n{BODY}\n\n"
        "You are receiving this email because you signed up at marn.example.\n"
        "Unsubscribe: https://marn.example/u\n"
    )
    assert text == BODY
