"""Mail that was saved as text, and text with quoted lines."""

import pytest

from quizapp.importers.files import read_article

BODY = "The footbridge has begun to sing. The council says that it was built in 1996."
HEAD = """From: Greta Lund <greta@example.org>
To: walkers-list@example.org,
  others@example.org
Date: Tue, 12 Apr 2022 07:41:03 +0200
Subject: Re: The footbridge is singing again
"""


def test_the_subject_is_the_title_and_the_fields_are_no_text():
    article = read_article(f"{HEAD}\n{BODY}\n\n-- \nGreta Lund, footpaths\n".encode())
    assert (article.title, article.published) == ("The footbridge is singing again", "2022-04-12")
    assert article.text == BODY


def test_quoted_lines_lose_their_marks():
    quoted = "> Somebody took the caps off the tubes in\n>> 1996 and left them off."
    text = read_article(f"{BODY}\n\n{quoted}\n\n{BODY}".encode()).text
    assert "off the tubes in\n1996 and left" in text


def test_a_line_that_begins_with_a_sign_stays():
    text = read_article(f"{BODY}\n\n> 1,996 tubes were counted.\n\n{BODY}".encode()).text
    assert "> 1,996 tubes" in text


@pytest.mark.parametrize(
    "head",
    [
        "Subject: a word of grammar\n",
        "Date: 12 April 2022\nSubject: a word of grammar\nThe council said no more.\n",
        "Places: Hern\nWhen: in May\n",
    ],
)
def test_what_only_begins_like_mail_is_none(head):
    assert read_article(f"{head}\n{BODY}".encode()).text.startswith(head)


def test_a_mail_of_fields_alone_is_left_as_it_is():
    assert read_article(HEAD.strip().encode()).text.startswith("From: Greta")
