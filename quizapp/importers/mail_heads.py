"""Whether bytes are a mail as programs save it: its head says how its parts are written."""

from __future__ import annotations

import re

HEAD_LIMIT = 64_000
"""The most bytes of a mail's head that are looked at; those of long ways have some 10,000."""

_FIELD = re.compile(rb"([!-9;-~]{2,60}):(?=[ \t\r]|\Z)")
_TELLING = frozenset({b"mime-version", b"content-type", b"content-transfer-encoding", b"received"})
_USUAL = frozenset({b"from", b"to", b"date", b"subject", b"message-id", b"received"})
_FEWEST_USUAL = 2


def is_mail_file(data: bytes) -> bool:
    """Whether bytes begin with the head of a mail or of a web page that is saved as one."""
    names: set[bytes] = set()
    for line in data[:HEAD_LIMIT].lstrip(b"\xef\xbb\xbf").split(b"\n"):
        if not line.strip():
            break
        if field := _FIELD.match(line):
            names.add(field.group(1).lower())
        elif not names and line.startswith(b"From "):
            # Files of whole mailboxes begin so.
            continue
        elif not (names and line[:1] in b" \t"):
            return False
    return bool(names & _TELLING) and len(names & _USUAL) >= _FEWEST_USUAL
