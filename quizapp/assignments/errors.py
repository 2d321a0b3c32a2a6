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


class BadFacts(AssignmentError):
    """Facts that cannot be given to study together."""

    field = "facts"


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


class BadMark(AssignmentError):
    """A mark set by hand that is out of range."""

    field = "percent"

    def __init__(self) -> None:
        super().__init__("Give a number from 0 to 100.")


class NoReason(AssignmentError):
    """A mark was to be set, or taken back, and nobody said why."""

    field = "reason"

    def __init__(self) -> None:
        super().__init__("Say why: the student sees it, and so do those who teach with you.")


class TooLong(AssignmentError):
    """A reason or a note with more letters than there is room for."""

    field = "text"

    def __init__(self, most: int) -> None:
        super().__init__(f"Stay within {most} letters.")


class TooMuchTime(AssignmentError):
    """Somebody was to have more beyond the time limit than is given while a quiz runs."""

    field = "minutes"

    def __init__(self, hours: int) -> None:
        super().__init__(
            f"Nothing was given: altogether they would have more than {hours} hours beyond the "
            "time limit. Whoever made the quiz gives more than that, on the page of its attempts."
        )


class NotTheirs(LookupError):
    """An assignment that this person does not have, or not any more."""
