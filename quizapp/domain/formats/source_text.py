"""A source as a file: a few lines about it between ``---``, then its text, word for word."""

from __future__ import annotations

from quizapp.domain.facts import Source
from quizapp.domain.formats.faults import FileFault
from quizapp.domain.formats.plain_text import decode
from quizapp.domain.formats.schema import SourceHead
from quizapp.domain.formats.shapes import fit
from quizapp.domain.formats.yaml_layout import lay_out
from quizapp.domain.formats.yaml_text import Node, read_yaml

MARK = "---"


def read_source(
    path: str, source_id: str, data: bytes
) -> tuple[Source | None, Node | None, list[FileFault]]:
    """Return the source, the node of its head, and everything wrong with the file.

    The text is what follows the head, without one empty line before it and the last line break.
    """
    text, faults = decode(path, data)
    if text is None:
        return None, None, faults
    head, mark, body = text.partition(f"\n{MARK}\n")
    if not head.startswith(f"{MARK}\n") or not mark:
        remedy = "Start the file with a line ---, then title: and so on, then another line ---."
        faults.append(FileFault(path, 1, "The lines about the source are missing.", remedy))
        return None, None, faults
    node, head_faults = read_yaml(path, head.removeprefix(f"{MARK}\n"), first_line=2)
    faults += head_faults
    if node is None:
        return None, None, faults
    entry, shape_faults = fit(SourceHead, node, path)
    faults += shape_faults
    if entry is None:
        return None, node, faults
    source = Source(
        id=source_id,
        title=entry.title,
        publisher=entry.publisher,
        published=entry.published,
        text=body.removeprefix("\n").removesuffix("\n"),
        url=entry.url,
        note=entry.based_on,
    )
    return source, node, faults


def write_source(source: Source) -> str:
    """Return the text of the file of a source."""
    head = {"title": source.title, "publisher": source.publisher, "published": source.published}
    head |= {"url": source.url} if source.url else {}
    head |= {"based_on": source.note} if source.note else {}
    return f"{MARK}\n{lay_out(head)}{MARK}\n\n{source.text}\n"
