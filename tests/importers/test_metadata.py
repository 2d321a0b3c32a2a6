import pytest

from quizapp.importers.metadata import (
    given_title,
    guess_published,
    guess_publisher,
    guess_title,
    iso_date,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 January 2023", "2023-01-12"),
        ("Jan. 12, 2023", "2023-01-12"),
        ("on Sept 3rd, 2021 at noon", "2021-09-03"),
        ("2023-01-12T07:30:00Z", "2023-01-12"),
        ("the 5th of May 2025", "2025-05-05"),
        ("5-May-2025", "2025-05-05"),
        ("2025/05/03", "2025-05-03"),
        ("2025/05-03", ""),
        ("31 February 2023", ""),
        ("2023-13-40", ""),
        ("January 2023", ""),
        ("May I have 2 of 2023", ""),
    ],
)
def test_only_whole_dates_that_exist_are_dates(text, expected):
    assert iso_date(text) == expected


def test_the_day_of_publication_comes_before_that_of_a_change():
    text = "The bridge opens\n\nUpdated 5 May 2024\nPublished 3 May 2024, 6:00 AM\n\nBody."
    assert guess_published(text) == "2024-05-03"


@pytest.mark.parametrize(
    "line",
    [
        "Updated May 7, 2025 | First published May 5, 2025, 10:15 a.m. ET",
        "Published 5 May 2025, updated 7 May 2025",
        "By Ann Lee · Posted: 5 May 2025 · Updated: 7 May 2025",
    ],
)
def test_two_dates_in_a_line_each_have_their_word(line):
    assert guess_published(f"The bridge opens\n\n{line}\n\nBody.") == "2025-05-05"


def test_an_agency_may_stand_in_a_dateline():
    line = "MARN, Oct. 14, 2026 (Reuters) - The mayor said on Monday that it was built of stone."
    assert guess_published(f"The bridge opens\n\n{line}") == "2026-10-14"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee opened the bridge on 3 May 2024. The bridge is long.",
        "Mayor Ann Lee opened the bridge of Kessin on 3 May 2024. All were glad that it is long.",
    ],
)
def test_a_sentence_that_ends_in_a_date_is_no_dateline(sentence):
    assert guess_published(f"The bridge opens\n\n{sentence}") == ""


def test_a_date_in_a_sentence_is_not_the_day_of_publication():
    text = "The bridge opens\n\nIt was the worst flood in the whole valley since July 20, 1998."
    assert guess_published(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WASHINGTON, Jan. 11 (UPI) -- The ministers met.", "UPI"),
        ("Title here now\nThe Herald, 3 May 2024\nBody.", "The Herald"),
        ("Title here now\nThe Herald | May 3, 2024\nBody.", "The Herald"),
        ("Body.\n© 2024 Westborough Herald. All rights reserved.", "Westborough Herald"),
        ("Title here now\nMonday, 3 May 2024\nBody.", ""),
        ("The bridge opened in Bonn on 3 May 2024, and all were glad.", ""),
        ("Body only.", ""),
    ],
)
def test_a_publisher_is_taken_from_a_line_that_names_one(text, expected):
    assert guess_publisher(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge opens in May\n\nBody.", "The bridge opens in May"),
        ("1. Skip to content\n  2. Skip to main menu\n\nThe bridge opens\n", "The bridge opens"),
        ("NEWS\nBy Ann Lee\nThe bridge opens\n", "The bridge opens"),
        ("The bridge opened on Monday. It is long.\nMore.", ""),
        ("", ""),
    ],
)
def test_a_title_is_the_first_line_that_can_be_one(text, expected):
    assert guess_title(text) == expected


BODY = "The mayor of Kessin opened a new bridge on Tuesday, which cost 4,500 euros and took a year."
TITLE = "Bridge opens in Kessin"
BEGINNINGS = [
    ("Photosynthesis\n14 October 2026", "Photosynthesis", "2026-10-14"),
    ("Why cells divide", "Why cells divide", ""),
    ("14 October 2026\nBridge opens in Kessin", "Bridge opens in Kessin", "2026-10-14"),
    ("Wednesday, 14 October 2026\nBridge opens", "Bridge opens", "2026-10-14"),
    ("New bridge opens in Kessin.\n14 October 2026", "New bridge opens in Kessin", "2026-10-14"),
    ("Bridge opens in Kessin\n14.10.2026", "Bridge opens in Kessin", "2026-10-14"),
    ("Bridge opens in Kessin\n14/10/2026", "Bridge opens in Kessin", "2026-10-14"),
    ("Bridge opens in Kessin\n10/14/2026", "Bridge opens in Kessin", "2026-10-14"),
    ("Bridge opens in Kessin\n4/10/2026", "Bridge opens in Kessin", ""),
    ("The Herald\nBridge opens in Kessin", "Bridge opens in Kessin", ""),
    ("Title: Bridge opens\nDate: 14 October 2026", "Bridge opens", "2026-10-14"),
    ("Headline: Bridge opens in Kessin", "Bridge opens in Kessin", ""),
    ("Kessin takes the title: a short story", "Kessin takes the title: a short story", ""),
    ("Bridge opens in Kessin | The Herald\n14 October 2026", TITLE, "2026-10-14"),
    ("Bridge opens in Kessin (14 October 2026)", TITLE, "2026-10-14"),
    ("Bridge opens in Kessin - 14 October 2026", TITLE, "2026-10-14"),
    ("Last modified: 14 October 2026\nBridge opens in Kessin", TITLE, "2026-10-14"),
    ("Bridge opens in Kessin\nBy Ann Holt\nOctober 14, 2026 10:32 am", TITLE, "2026-10-14"),
    ("Bridge opens in Kessin\nPublished 14 Oct 2026 at 9.15am", TITLE, "2026-10-14"),
    ("Kessin: the bridge of 2026", "Kessin: the bridge of 2026", ""),
    ("News | World | Europe\nBridge opens in Kessin", TITLE, ""),
    ("and then", "", ""),
]


@pytest.mark.parametrize(("beginning", "title", "published"), BEGINNINGS)
def test_the_lines_above_an_article_tell_its_title_and_date(beginning, title, published):
    text = f"{beginning}\n\n{BODY}"
    assert (guess_title(text), guess_published(text)) == (title, published)


DATELINES = [
    "KESSIN, 14 October 2026 — ",
    "Kessin (14 October 2026) - ",
    "KESSIN, Oct. 14, 2026: ",
    "Kessin, 14 October 2026. ",
    "KESSIN, Oct. 14, 2026 /Newswire/ -- ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_tells_the_date(dateline):
    text = f"Bridge opens in Kessin\n\n{dateline}{BODY}"
    assert (guess_title(text), guess_published(text)) == ("Bridge opens in Kessin", "2026-10-14")


@pytest.mark.parametrize("text", [BODY, f"It opened on 14 October 2026 after a year. {BODY}"])
def test_an_article_that_begins_with_its_body_has_neither(text):
    assert (guess_title(text), guess_published(text)) == ("", "")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The bridges  of\nMarn", "The bridges of Marn"),
        ("A document of 1874", "A document of 1874"),
        ("Untitled", ""),
        ("Untitled document", ""),
        ("Microsoft Word - draft_3.docx", ""),
        ("draft_3.doc", ""),
        ("Document1", ""),
        ("Word Document", ""),
        ("", ""),
    ],
)
def test_the_name_that_a_program_gave_is_no_title(text, title):
    assert given_title(text) == title


DATE_LINES = [
    "14 Oct 2026",
    "14th of October, 2026",
    "October 14th, 2026",
    "OCTOBER 14, 2026",
    "Wed. Oct. 14, 2026",
    "Wed 14 Oct 2026 09.30 BST",
    "Wednesday, October 14, 2026 at 9:30 a.m. EDT",
    "09:30, 14 October 2026",
    "9.30am on Wednesday 14 October 2026",
    "2026-10-14 09:30",
    "2026.10.14",
    "2026 October 14",
    "14-10-2026",
    "10-14-2026",
]
LABELLED_DATES = [
    "Published at 09:30 on 14 October 2026",
    "Date published: 14 October 2026",
    "Issued: 14 October 2026",
    "Last updated: October 14, 2026",
    "Posted on October 14, 2026 by Ann Lee",
    "October 14, 2026Updated October 15, 2026",
    "Published 14 October 2026, retrieved 3 May 2027",
    "Vol. 12, No. 3, 14 October 2026",
]


@pytest.mark.parametrize("line", DATE_LINES)
def test_a_line_that_is_a_date_is_no_title_but_the_day(line):
    text = f"{line}\nBridge opens in Kessin\n\n{BODY}"
    assert (guess_title(text), guess_published(text)) == ("Bridge opens in Kessin", "2026-10-14")


@pytest.mark.parametrize("line", LABELLED_DATES)
def test_a_date_beside_what_it_says_is_the_day(line):
    text = f"Bridge opens in Kessin\n{line}\n\n{BODY}"
    assert (guess_title(text), guess_published(text)) == ("Bridge opens in Kessin", "2026-10-14")


@pytest.mark.parametrize(
    "dateline",
    [
        "TOKYO, Oct. 14 (2026) — ",
        "[14 October 2026] ",
        "(14 October 2026) ",
        "14 October 2026, Kessin – ",
        "Oct. 14, 2026 (AP) — ",
    ],
)
def test_a_day_before_the_first_words_is_that_of_publication(dateline):
    assert guess_published(f"Bridge opens in Kessin\n\n{dateline}{BODY}") == "2026-10-14"


@pytest.mark.parametrize(
    "line",
    [
        "The bridge opened on 14 October 2026.",
        "On 14 October 2026 the council met",
        "On Wednesday, October 14, 2026, the council met",
        "It has been there since 14 October 1926.",
        "Ann Lee (14 October 1926 – 3 May 2001) was a singer.",
        "Retrieved 3 May 2027",
        "Accessed: 3 May 2027",
    ],
)
def test_the_day_of_something_else_is_not_that_of_publication(line):
    assert guess_published(f"Bridge opens in Kessin\n\n{line}\n\n{BODY}") == ""


TITLES = [
    ("THE DAILY HERALD\n\nBridge opens in Kessin", "Bridge opens in Kessin"),
    ("The Kessin Gazette\nBridge opens in Kessin", "Bridge opens in Kessin"),
    ("# Bridge opens in Kessin", "Bridge opens in Kessin"),
    ("*** Bridge opens in Kessin ***", "Bridge opens in Kessin"),
    ("Bridge opens in Kessin\n=========", "Bridge opens in Kessin"),
    ("Title – Bridge opens in Kessin", "Bridge opens in Kessin"),
    ("Bridge opens in Kessin\nafter a year of work", "Bridge opens in Kessin after a year of work"),
    ("Bridge opens in Kessin\nby Ann Lee", "Bridge opens in Kessin"),
    ("BRIDGE OPENS IN KESSIN\nMayor cuts the ribbon", "BRIDGE OPENS IN KESSIN"),
    ("Who opened the bridge?", "Who opened the bridge?"),
]


@pytest.mark.parametrize(("beginning", "title"), TITLES)
def test_a_title_is_told_from_what_stands_around_it(beginning, title):
    assert guess_title(f"{beginning}\n\n{BODY}") == title


@pytest.mark.parametrize(
    "beginning",
    [
        "On 14 October 2026 the town council met for an hour\nand a half to talk of money.",
        "The mayor of Kessin opened a new bridge on Tuesday, said Ann\n"
        "Lee of the council, who had asked for it ever since the old\n"
        "Kessin Bridge was closed.",
        "This was the first bridge that was built in the county, and",
    ],
)
def test_a_sentence_over_several_lines_is_no_title(beginning):
    assert guess_title(f"{beginning}\n\n{BODY}") == ""
