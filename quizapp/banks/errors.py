"""What banks refuse; each message of sharing is fit to be shown beside its field."""

from __future__ import annotations


class SharingError(ValueError):
    """Something about sharing a bank was refused."""


class UnknownPerson(SharingError):
    """Nobody who could be a member has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Nobody here is called “{name}”.")


class AlreadyYourself(SharingError):
    """Somebody wants to share a bank with themself."""

    def __init__(self) -> None:
        super().__init__("That is you. Name somebody else.")


class OnlyTeachersEdit(SharingError):
    """A student was to become an editor or an owner."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is a student here: students can view a bank, not change it. "
            "An administrator can make them a teacher."
        )


class LastOwner(SharingError):
    """The last owner was to leave, to be removed or to become something less."""

    def __init__(self) -> None:
        super().__init__("A bank keeps at least one owner. Make somebody else an owner first.")


class QuestionGone(KeyError):
    """A version of a question is not there, or was removed since it was found."""


class UnknownMember(LookupError):
    """That person is no member of that bank."""


class BankOfSomebody(RuntimeError):
    """Files have the name of a bank that somebody made in the app."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"there is a bank “{slug}” that somebody made in the app. Nothing was loaded: give "
            "the folder another name."
        )
