"""The models of the ranking that are shipped with the app, read once."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from quizapp.domain.generation.ranking import Models


@cache
def load_weights() -> Models:
    """Return the models of quizapp/data/ranking.json."""
    return Models.of(json.loads(files("quizapp").joinpath("data/ranking.json").read_text("utf-8")))
