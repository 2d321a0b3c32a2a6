"""The field in which a teacher says something of a whole attempt, by bands of per cent."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, zip_longest
from typing import Any, NamedTuple

from wtforms import Field

from quizapp.domain.feedback_bands import MOST_BANDS, Band, band_faults, in_order
from quizapp.importers.plain import visible

_SPARE = 3
_MOST_DIGITS = 3
_NO_NUMBER = -1
"""What stands for anything that is no number of per cent: no band may begin or end there."""


class BandRow(NamedTuple):
    """A band as it was typed."""

    lowest: str = ""
    highest: str = ""
    text: str = ""


class BandsField(Field):
    """Rows of three inputs each, whose names end in -from, -to and -text; an empty row is none."""

    data: tuple[Band, ...]

    def process(
        self, formdata: Any, data: Any = (), extra_filters: Sequence[Any] | None = None
    ) -> None:
        """Read what was sent, or take bands that are set."""
        super().process(None, data if isinstance(data, tuple) else (), extra_filters)
        self.process_errors: list[str] = []
        self.typed: list[BandRow] = []
        if formdata is None:
            return
        columns = (formdata.getlist(f"{self.name}-{part}") for part in ("from", "to", "text"))
        sent = (BandRow(*map(_plain, row)) for row in zip_longest(*columns, fillvalue=""))
        # No page of ours has more rows: one too many is enough to say so.
        self.typed = list(islice((row for row in sent if any(row)), MOST_BANDS + 1))
        bands = [Band(_percent(row.lowest), _percent(row.highest), row.text) for row in self.typed]
        self.process_errors = [
            f"Band {place + 1}: {fault}." for place, fault in sorted(band_faults(bands).items())
        ]
        self.data = () if self.process_errors else in_order(bands)

    @property
    def rows(self) -> list[BandRow]:
        """What the page shows: the bands that there are, or as they were typed, and empty ones."""
        set_now = [BandRow(str(each.lowest), str(each.highest), each.text) for each in self.data]
        shown = self.typed if self.process_errors else set_now
        spare = min(1, max(0, MOST_BANDS - len(shown))) if shown else _SPARE
        return shown + [BandRow()] * spare


def _plain(typed: str) -> str:
    return visible(typed)[0].replace("\r\n", "\n").strip()


def _percent(typed: str) -> int:
    digits = typed.removesuffix("%").strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    return int(digits) if is_number else _NO_NUMBER
