"""The gazetteer that is shipped with the app, read once."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from quizapp.domain.generation.reading.gazetteer import Gazetteer


@cache
def load_gazetteer() -> Gazetteer:
    """Return the places and demonyms of quizapp/data/gazetteer.json."""
    data = json.loads(files("quizapp").joinpath("data/gazetteer.json").read_text("utf-8"))
    names = ("levels", "countries", "demonyms", "aliases", "regions", "peoples")
    return Gazetteer(*(data[name] for name in names))
