"""A throw-away PostgreSQL for one test run, made from the system's own programs."""

import os
import shutil
import subprocess
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
# Nothing here outlives the run, so nothing needs to survive a power cut.
SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"


def find_programs() -> Path | None:
    """Return the folder of initdb and pg_ctl: the newest of Debian's, else the one on PATH."""
    debian = sorted(
        (path.parent for path in DEBIAN.glob("*/bin/initdb")),
        key=lambda folder: float(folder.parent.name),
    )
    if debian:
        return debian[-1]
    found = shutil.which("initdb")
    return Path(found).parent if found else None


class Cluster:
    """A PostgreSQL cluster inside `folder`, reached through a socket there: no port to collide."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._data = folder / "data"

    @property
    def url(self) -> str:
        """The address of its first database."""
        return f"postgresql+psycopg://postgres@/postgres?host={self._folder}"

    def start(self) -> None:
        """Start it, unless another worker of the same run has done so.

        Raises CalledProcessError, with what the program said, when that fails.
        """
        if (self._data / "postmaster.pid").exists():
            return
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
        self._run(
            "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C",
            "--no-sync",
        )  # fmt: skip
        options = f"-k {self._folder} {SETTINGS}"
        self._run("pg_ctl", "start", "-w", "-o", options, "-l", str(self._folder / "log"))

    def stop(self) -> None:
        """Stop it at once, if it was started."""
        if (self._data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-m", "immediate")

    def _run(self, program: str, *arguments: str) -> None:
        # PostgreSQL refuses to run as root; Debian's package brings a user for it.
        as_root = os.geteuid() == 0
        subprocess.run(
            [self._programs / program, "-D", self._data, *arguments],
            cwd=self._folder,
            user="postgres" if as_root else None,
            group="postgres" if as_root else None,
            extra_groups=[] if as_root else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )
