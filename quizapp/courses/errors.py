"""What courses refuse; each message is fit to be shown to whoever asked."""

from __future__ import annotations


class CourseError(ValueError):
    """Something about a course was refused. ``field`` names the form field it belongs to."""

    field = "title"


class BadDrops(CourseError):
    """More of the lowest marks were to be left out than can be, or fewer than none."""

    field = "drops"

    def __init__(self, most: int) -> None:
        super().__init__(f"Give a whole number from 0 to {most}.")


class BadMonths(CourseError):
    """A course was to be kept for no time, or for longer than the site allows."""

    field = "months"

    def __init__(self, most: int) -> None:
        super().__init__(f"Give a whole number from 1 to {most}, or leave it empty.")


class BadTitle(CourseError):
    """A title, or the name of a group, breaks the rules for it."""


class BadTimeZone(CourseError):
    """A time zone that nobody lives in."""

    field = "time_zone"

    def __init__(self) -> None:
        super().__init__("Choose a time zone of the list.")


class UnknownCourse(LookupError):
    """There is no such course, or it is somebody else's who made it under this id."""


class CourseArchived(CourseError):
    """Somebody wanted to change a course that is over."""

    def __init__(self) -> None:
        super().__init__("This course is archived. Restore it first.")


class NotEnrolled(LookupError):
    """That person is not in that course."""


class UnknownPerson(CourseError):
    """Nobody who could be in a course has this id or name: no account, or one that is closed."""

    field = "name"

    def __init__(self) -> None:
        super().__init__("No account here has this name, or it is closed.")


class NeedsName(CourseError):
    """A guest wanted to join: whoever teaches has to know who is in their course."""

    field = "name"

    def __init__(self) -> None:
        super().__init__("Choose a name first: your teacher sees it.")


class DeclinedLately(CourseError):
    """Somebody who has declined a place was to be offered it again too soon."""

    field = "name"

    def __init__(self, name: str | None, days: int) -> None:
        super().__init__(
            f"{name or 'This person'} declined a place in this course. You can invite them again "
            f"in {days} day{'' if days == 1 else 's'}. They can join by the code at any time."
        )


class OnlyTeachersTeach(CourseError):
    """Somebody was to teach a course who is no teacher here."""

    field = "role"

    def __init__(self, name: str | None) -> None:
        super().__init__(
            f"{name or 'This person'} has the account of a student, and those cannot teach. "
            "An administrator can make it the account of a teacher."
        )


class TeacherStays(CourseError):
    """Whoever a course belongs to was to leave, to be removed or to become something less."""

    field = "role"

    def __init__(self) -> None:
        super().__init__(
            "A course keeps one teacher whom it belongs to. Hand it over to somebody else first."
        )


class NoSuchCode(CourseError):
    """A code that opens nothing, whatever the reason: nobody learns by guessing which it was."""

    field = "code"

    def __init__(self) -> None:
        super().__init__(
            "This code opens no course. Compare each sign. If all are right, the code has expired "
            "or was replaced: ask your teacher for the new one."
        )


class InvitationFull(CourseError):
    """As many have come by a code as its teacher wanted."""

    field = "code"

    def __init__(self) -> None:
        super().__init__(
            "As many have joined by this code as your teacher allowed. Ask your teacher for "
            "another."
        )


class GroupNameTaken(CourseError):
    """Another group of the course has this name."""

    field = "name"

    def __init__(self) -> None:
        super().__init__("Another group has this name. Choose another.")


class GroupInUse(CourseError):
    """Something was given to a group alone, so it is not removed."""

    field = "name"

    def __init__(self) -> None:
        super().__init__(
            "This group was given something of its own, or other dates, so it stays. You can "
            "rename it, or take everybody out of it."
        )


class UnknownGroup(LookupError):
    """There is no such group in that course."""
