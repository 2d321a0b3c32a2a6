"""What was read of a file as one line of JSON: an article, or why there is none."""

from __future__ import annotations

import json
from dataclasses import asdict

from quizapp.importers.article import RawArticle
from quizapp.importers.errors import UnreadableArticle, UnsupportedLanguage
from quizapp.importers.file_types import FileKind


def written(found: RawArticle | UnreadableArticle) -> bytes:
    """Return the record of an article, or of the reason why it cannot be read."""
    if isinstance(found, RawArticle):
        record: dict[str, object] = {"article": asdict(found)}
    else:
        language = isinstance(found, UnsupportedLanguage)
        record = {"refused": str(found), "language": language}
    return json.dumps(record).encode("ascii")


def read_back(record: bytes) -> RawArticle:
    """Return the article of a record; raises the reason where it says one."""
    found = json.loads(record)
    if "refused" in found:
        kind = UnsupportedLanguage if found["language"] else UnreadableArticle
        raise kind(found["refused"])
    article = found["article"]
    article["kind"] = FileKind(article["kind"])
    article["notes"] = tuple(article["notes"])
    return RawArticle(**article)
