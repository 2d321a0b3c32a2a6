"""A table that hangs from people is removed with a guest, or is none that a guest can have."""

from quizapp.app import all_tables
from tests.web.privacy.test_guests import THEIRS

# What only somebody with an account can have, so that no guest leaves any of it.
OF_ACCOUNTS = {
    "assignment",
    "assignment_override",
    "course",
    "draft",
    "enrolment",
    "fact_version",
    "generation_run",
    "grade_change",
    "grade_note",
    "group_member",
    "invitation",
    "password_code",
    "pending_article",
    "question_version",
    "quiz_analysis",
    "quiz_design",
    "quiz_item",
    "quiz_marker",
    "quiz_marking",
    "roster_addition",
    "roster_list",
    "ruling",
    "term_list",
}


def test_no_table_that_hangs_from_people_is_forgotten():
    """A new one belongs to what a guest leaves, or to what a guest cannot have."""
    theirs = set(THEIRS)
    for table in all_tables().sorted_tables:
        for key in table.foreign_keys:
            goes_along = key.ondelete in {"CASCADE", "SET NULL"}
            if key.column.table.name in theirs and not goes_along:
                assert table.name in THEIRS | OF_ACCOUNTS, table.name
