"""A log in which each entry vouches for all before it: changed, lost and moved entries are found.

The hash of an entry is the SHA-256 of the hash before it, a line feed, and the entry as JSON: its
keys in order, without spaces, in ASCII (``docs/audit-of-marks.md`` has a program that checks it).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

BEGINNING = "0" * 64
"""What stands before the first entry."""

Body = Mapping[str, str | int | None]
"""What an entry says: plain values alone, so that each language writes the same JSON."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it was kept: its number, what it says, and its hash in hexadecimal digits."""

    number: int
    body: Body
    hash: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Up to where a chain holds: how many entries, the hash of the last, and where it breaks.

    ``broken_at`` is the number of the first entry that does not follow, None where all do.
    """

    entries: int
    last_hash: str
    broken_at: int | None = None


def canonical(body: Body) -> str:
    """Return what an entry says as the one JSON that there is of it."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def hash_of(previous: str, body: Body) -> str:
    """Return the hash of an entry that follows one with the hash ``previous``."""
    return sha256(f"{previous}\n{canonical(body)}".encode("ascii")).hexdigest()


def check(links: Iterable[Link], so_far: Checked = Checked(0, BEGINNING)) -> Checked:
    """Say how far entries in the order of their numbers make a chain that begins with number 1.

    ``so_far`` is what was found of the entries before them, so that long chains are read in parts.
    """
    for link in links:
        if so_far.broken_at is not None:
            break
        expected = so_far.entries + 1
        follows = link.number == expected and link.body.get("number") == expected
        if not follows or hash_of(so_far.last_hash, link.body) != link.hash:
            return Checked(so_far.entries, so_far.last_hash, expected)
        so_far = Checked(expected, link.hash)
    return so_far


def moment(at: datetime) -> str:
    """Return an aware moment as entries have it: in UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def words_hash(salt: str, words: str) -> str:
    """Return what an entry keeps of words that can be forgotten, such as why a mark was changed.

    Once words and salt are erased, nobody finds them by trying what they may have been.
    """
    return sha256(f"{salt}\n{words}".encode()).hexdigest()
