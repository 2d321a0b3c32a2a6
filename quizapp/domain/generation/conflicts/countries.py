"""The countries that words speak of, in the form that the comparison of sources takes."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.generation.conflicts.lexicon import folded


def country_words(
    levels: Mapping[str, str], demonyms: Mapping[str, str], aliases: Mapping[str, str]
) -> dict[str, str]:
    """Return the country, in small letters, of every name, adjective and short form of one.

    ``levels`` says which names are countries; ``demonyms`` and ``aliases`` give a country's name.
    """
    found = {_key(name): _key(name) for name, level in levels.items() if level == "country"}
    found |= {_key(word): _key(country) for word, country in demonyms.items()}
    short = {_key(word): _key(usual) for word, usual in aliases.items()}
    return found | {word: usual for word, usual in short.items() if usual in found}


def _key(name: str) -> str:
    return folded(name).replace(".", "")
