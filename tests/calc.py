"""What LibreOffice Calc reads in a workbook, where it is installed."""

import csv
import shutil
import subprocess
from pathlib import Path

CALC = shutil.which("soffice") or shutil.which("localc")
"""The program; None where it is missing, and such tests are skipped."""


def opened_in_calc(workbook: bytes, folder: Path) -> list[list[str]]:
    """Return the rows of a workbook's first sheet as Calc shows them; ``folder`` is empty."""
    assert CALC
    (folder / "book.xlsx").write_bytes(workbook)
    # Text (44 is the comma, 34 the quotation mark) in UTF-8 (76), cells as they are shown.
    subprocess.run(
        [
            CALC,
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "book.xlsx",
        ],
        cwd=folder,
        check=True,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
        timeout=120,
    )
    with (folder / "book.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
