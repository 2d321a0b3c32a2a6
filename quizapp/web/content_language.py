"""The language of a bank's words, on pages whose own words are English."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, g
from markupsafe import Markup

PAGE = "en"


def init_app(app: Flask) -> None:
    """Let every template mark the words of a bank with ``said()``, and fields with ``speech()``."""
    app.add_template_global(said)
    app.add_template_global(speech)


def speak(*languages: str) -> None:
    """Say in which languages the banks of this page are; of several, none is everybody's."""
    if len(set(languages)) == 1:
        g.content_language = languages[0]


def said(language: str = "") -> Markup:
    """Return the attributes of an element that holds a bank's words.

    The language is that of the page's bank, or the one given where a page shows several banks.
    The direction is left to the words: a list of terms mixes scripts within one bank.
    """
    return _attributes(language or g.get("content_language", PAGE))


def speech(language: str = "") -> dict[str, str]:
    """Return what ``said()`` does, for a field of a form with a bank's words in it."""
    language = language or g.get("content_language", PAGE)
    return {"dir": "auto"} if language == PAGE else {"lang": language, "dir": "auto"}


@lru_cache
def _attributes(language: str) -> Markup:
    # A page of results asks a hundred times, and a server knows few languages.
    direction = Markup(' dir="auto"')
    return direction if language == PAGE else Markup(' lang="{}"').format(language) + direction
