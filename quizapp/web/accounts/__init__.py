"""Pages about people: logging in, signing up, the account."""

from quizapp.web.accounts.urls import blueprint

__all__ = ["blueprint"]
