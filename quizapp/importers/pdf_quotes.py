"""Pull quotes of a PDF: paragraphs in larger letters that say again what the text says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from quizapp.importers.pdf_lines import Line, usual_size
from quizapp.importers.pull_quotes import FEWEST_QUOTED, bare_words, is_said

_LARGER = 1.1
_MOST_QUOTES = 50


def without_pull_quotes(
    paragraphs: Sequence[tuple[str, str]], pages: Sequence[Sequence[Line]], headline: str
) -> list[tuple[str, str]]:
    """Return the paragraphs but for those in large letters that others say, too.

    The headline stays, whoever says it again.
    """
    quotes = {bare_words(words) for words in _in_large_letters(pages)} - {bare_words(headline)}
    bare = [bare_words(text) for text, _ in paragraphs]
    beside = " / ".join(words for words in bare if quotes and words not in quotes)
    gone = [
        place
        for place, words in enumerate(bare)
        if words in quotes and len(words.split()) >= FEWEST_QUOTED
    ][:_MOST_QUOTES]
    said = {place for place in gone if is_said(paragraphs[place][0], beside)}
    return [each for place, each in enumerate(paragraphs) if place not in said]


def _in_large_letters(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """Yield what is set larger than most of the text, lines of one size together."""
    usual = usual_size(chain(*pages))
    for page in pages:
        run: list[Line] = []
        for line in page:
            if run and (line.size != run[-1].size or line.size < _LARGER * usual):
                yield " ".join(each.text for each in run)
                run = []
            if line.size >= _LARGER * usual:
                run.append(line)
        yield " ".join(each.text for each in run)
