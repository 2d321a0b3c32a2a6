"""What assignments refuse; each message is fit to be shown to whoever asked."""

from __future__ import annotations


class AssignmentError(ValueError):
    """Something about an assignment was refused. ``field`` names the form field it belongs to."""

    field = "due_at"


class BadDates(AssignmentError):
    """Dates that are not in order."""


class BadTerms(AssignmentError):
    """A late rule, a weight or a goal out of its range."""

    field = "weight"


class AssignedAlready(AssignmentError):
    """The same quiz was given to the same course, or the same group of it, and still is."""

    field = "what"

    def __init__(self) -> None:
        super().__init__(
            "This quiz is assigned here already, to the same people. Change that assignment, or "
            "remove it first."
        )


class UnknownAssignment(LookupError):
    """There is no such assignment in that course, or it is another one under this id."""


class NobodyThere(AssignmentError):
    """Other dates were to be given to somebody who is no student of the course, or no group."""

    field = "whom"

    def __init__(self) -> None:
        super().__init__("Choose a student or a group of this course.")


class GivenMeanwhile(AssignmentError):
    """Somebody else has given the same person or group other dates meanwhile."""

    def __init__(self) -> None:
        super().__init__("Something else was given meanwhile. Save again to give what stands here.")
