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


class WrongPassword(AccountError):
    """A password that is not the account's, or no more, before what its owner alone may do."""

    field = "password"

    def __init__(self) -> None:
        super().__init__("This is not your password.")


class BadEmail(AccountError):
    """An e-mail address that cannot be one."""

    field = "email"


class NotAGuest(AccountError):
    """A guest was expected, but this person has an account already."""

    def __init__(self) -> None:
        super().__init__("You have an account already. Log out to make another.")


class GuestIsGone(AccountError):
    """The guest whose form this was has an account by now, or was removed."""

    def __init__(self) -> None:
        super().__init__(
            "The guest of this browser is gone. Have you just made an account? Then log in. "
            "If not, send this again: your account then begins without earlier answers."
        )


class LastAdministrator(AccountError):
    """Nobody could look after people any more."""

    def __init__(self) -> None:
        super().__init__(
            "This is the only administrator. Make somebody else one first, then try again."
        )


class OwnAccount(AccountError):
    """Somebody was about to shut themselves out."""

    def __init__(self) -> None:
        super().__init__("This is your own account. Another administrator can deactivate it.")


class AccountDeactivated(AccountError):
    """Said only to somebody who knows the password."""

    def __init__(self) -> None:
        super().__init__("This account is deactivated. Ask whoever keeps this site.")


class NoSuchStudent(AccountError):
    """A teacher asked for a code for somebody who is no student here, or whose account is off."""

    def __init__(self) -> None:
        super().__init__(
            "No student here has this name. Look the name up below; for a teacher, "
            "or an account that is deactivated, ask an administrator."
        )


class NoCodeFor(AccountError):
    """Nobody can log in with this account, so a code would be of no use."""

    def __init__(self) -> None:
        super().__init__("This account is deactivated. Reactivate it first.")


class BadCode(AccountError):
    """A code for a new password that does not work; never says why, nor whether the name exists."""

    field = "code"

    def __init__(self) -> None:
        super().__init__(
            "Name or code is wrong, or the code was used, replaced or is older than two days."
        )


class BadSetupLink(AccountError):
    """A set-up link that was used, has expired or never existed."""

    def __init__(self) -> None:
        super().__init__("This link was used or has expired.")


class BadSecondCode(AccountError):
    """A code of the app, or a recovery code, that does not fit or was used before."""

    field = "code"

    def __init__(self) -> None:
        super().__init__(
            "This code does not fit, or was used already. Wait until the app shows the next one "
            "and type that. If it goes on, check that the clock of your telephone is right."
        )


class BadRecoveryCode(AccountError):
    """A recovery code that does not fit or was used before."""

    field = "recovery"

    def __init__(self) -> None:
        super().__init__(
            "This recovery code does not fit, or was used already. Try another of your list."
        )


class LogInAgain(AccountError):
    """The password was given too long ago, too many codes were wrong, or it was changed since.

    Or the new login was ended as soon as it had begun.
    """

    def __init__(self) -> None:
        super().__init__("Give your name and password again: that was too long ago.")


class TooManyTries(AccountError):
    """Too many tries; ``seconds`` says how long to wait."""

    title = "Too many tries"

    def __init__(self, seconds: int) -> None:
        self.seconds = max(1, seconds)
        super().__init__(f"Too many tries. Wait {_spoken(self.seconds)}, then try again.")


class HourIsFull(TooManyTries):
    """More of one kind of work than a person is given in a while; ``what`` says what there was."""

    title = "That is enough for now"

    def __init__(self, what: str, seconds: int) -> None:
        super().__init__(seconds)
        self.args = (
            f"{what} Wait {_spoken(self.seconds)}, then go on. What you did before is safe.",
        )


def _spoken(seconds: int) -> str:
    if seconds <= 90:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    minutes = -(-seconds // 60)
    return f"{minutes} minutes" if minutes <= 90 else f"{-(-minutes // 60)} hours"
