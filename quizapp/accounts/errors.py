"""What can go wrong with accounts; each message is fit to be shown beside its field."""

from __future__ import annotations


class AccountError(ValueError):
    """Something about an account was refused. ``field`` names the form field it belongs to."""

    field = "name"


class BadName(AccountError):
    """A name breaks the rules for names."""


class NameTaken(AccountError):
    """Somebody else has this name."""

    def __init__(self) -> None:
        super().__init__("This name is taken. Choose another.")


class BadPassword(AccountError):
    """A password breaks the rules for passwords."""

    field = "password"


class BadEmail(AccountError):
    """An e-mail address that cannot be one."""

    field = "email"


class NotAGuest(AccountError):
    """A guest was expected, but this person has an account already."""

    def __init__(self) -> None:
        super().__init__("You have an account already. Log out to make another.")


class BadSetupLink(AccountError):
    """A set-up link that was used, has expired or never existed."""

    def __init__(self) -> None:
        super().__init__("This link was used or has expired.")


class TooManyTries(AccountError):
    """Too many tries; ``seconds`` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = max(1, seconds)
        super().__init__(f"Too many tries. Wait {_spoken(self.seconds)}, then try again.")


def _spoken(seconds: int) -> str:
    if seconds <= 90:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{-(-seconds // 60)} minutes"
