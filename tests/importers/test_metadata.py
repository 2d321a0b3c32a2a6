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
    ("and then", "", ""),
]


@pytest.mark.parametrize(("beginning", "title", "published"), BEGINNINGS)
def test_the_lines_above_an_article_tell_its_title_and_date(beginning, title, published):
    text = f"{beginning}\n\n{BODY}"
    assert (guess_title(text), guess_published(text)) == (title, published)


DATELINES = ["KESSIN, 14 October 2026 — ", "Kessin (14 October 2026) - ", "KESSIN, Oct. 14, 2026: "]


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
