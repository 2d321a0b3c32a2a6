"""What can go wrong when somebody leaves."""

from __future__ import annotations

from quizapp.accounts.errors import AccountError


class WrongPassword(AccountError):
    """A password that is needed for what cannot be taken back is not the account's, or no more."""

    field = "password"

    def __init__(self) -> None:
        super().__init__("This is not your password.")
