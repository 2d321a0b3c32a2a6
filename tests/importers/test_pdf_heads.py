"""What stands at the edges of the pages of a PDF, and what only looks like it."""

from quizapp.importers.pdf import read_pdf
from tests.importers.pdf_files import made, operators

LINES = (
    "The harbour of Kolby was dug between 1841 and 1846 by 600 men, most of them from the",
    "island of Snarre, and the King came with eleven ships for its opening in the spring.",
    "In 1902 a storm broke the northern wall, which took the men of the town two years.",
)


def text(*edges):
    pages = []
    for number, (words, y) in enumerate(edges):
        # Each page has other words, as pages do.
        lines = [
            (line.replace("the", "the one", number), 60, 700 - 15 * place, 11)
            for place, line in enumerate(LINES)
        ]
        pages.append(
            operators(*lines, (f"Page {number} ends here, the keeper wrote.", 60, 600, 11))
        )
        pages[-1] += "\n" + operators((words, 60, y, 9))
    return read_pdf(made(*pages)).text


def test_a_head_that_changes_its_side_and_place_with_each_page_is_left_out():
    found = text(("4 Kolby Yearbook", 770), ("Kolby Yearbook 5", 40))
    assert "Yearbook" not in found
    assert found.count("The harbour of Kolby") == 2


def test_a_line_at_an_edge_that_stands_there_once_stays():
    found = text(("4 ships of the King", 770), ("The keeper had 5", 40))
    assert "4 ships of the King" in found
    assert "The keeper had 5" in found


def test_words_without_a_number_are_no_head_in_another_place():
    found = text(("The keeper", 770), ("The keeper", 40))
    assert found.count("The keeper") == 2
