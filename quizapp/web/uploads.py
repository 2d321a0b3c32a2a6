"""Routes that take more than others, such as a file, from those who may call them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request

from quizapp.web.auth import current_visitor
from quizapp.web.policies import policy_of

View = TypeVar("View", bound=Callable[..., Any])


def takes(megabytes: int) -> Callable[[View], View]:
    """Let a view be sent so much; without it a request has LARGEST_REQUEST at most."""

    def mark(view: View) -> View:
        view.megabytes = megabytes  # type: ignore[attr-defined]
        return view

    return mark


def init_app(app: Flask) -> None:
    """Raise the limits before anything reads the form; the protection of forms does."""
    app.before_request(_allow)


def _allow() -> None:
    endpoint = request.endpoint
    if endpoint is None or request.method != "POST":
        return
    megabytes = getattr(current_app.view_functions.get(endpoint), "megabytes", 0)
    if not megabytes:
        return
    rule = policy_of(current_app, endpoint)
    if rule is None or not rule.allows(current_visitor()):
        return
    if (request.content_length or 0) > megabytes * 1_000_000:
        abort(
            413,
            f"Files of up to {megabytes} MB are taken. Nothing was changed. "
            "Save the article alone, without pictures, or paste its text.",
        )
    request.max_content_length = megabytes * 1_000_000
    # Text that is typed or pasted is held in memory; a file is not.
    request.max_form_memory_size = 4_000_000
