"""Write requirements.lock: everything pinned and hashed, the runtime part first.

One file serves both commands. Above the marker line stands what `make run` installs (the
dependencies of the project and of its build backend); below it what only the tests need.
Versions that still satisfy pyproject.toml are kept; `--upgrade` takes the newest of all.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
MARKER = "# ======== Below this line: only what the tests need. ========"
HEADER = """\
# Made by `make lock` from pyproject.toml; do not edit by hand.
# For every supported Python and platform; every file is checked against its hash.
"""
# The newest release that still has a wheel for Intel Macs; install is from wheels only.
CONSTRAINTS = "argon2-cffi-bindings<26\n"
INPUTS = ["pyproject.toml", "build-system.in"]
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--only-binary=:all:",
    "--constraints=constraints.in",
    "--quiet",
]


def compile_lock(folder: Path, output: str, *options: str) -> list[str]:
    """Resolve the project in `folder` with uv; return one block of text per pinned package."""
    uv = Path(sys.executable).with_name("uv")
    command = [uv, "pip", "compile", *INPUTS, *OPTIONS, *options, f"--output-file={output}"]
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603 - every word is ours
    text = (folder / output).read_text("utf-8")
    return [block for block in re.split(r"(?m)^(?=[a-z0-9])", text) if "==" in block]


def name_of(block: str) -> str:
    """Return the name of the package that a block pins."""
    return block.partition("==")[0]


def main() -> None:
    """Resolve once with the test extras and once without, and write both parts."""
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "pyproject.toml", folder)
        backend = "\n".join(project["build-system"]["requires"])
        (folder / "build-system.in").write_text(backend, "utf-8")
        (folder / "constraints.in").write_text(CONSTRAINTS, "utf-8")
        if LOCK.exists():  # uv prefers the versions that its output file names already.
            shutil.copy(LOCK, folder / "full.txt")
        full = compile_lock(folder, "full.txt", "--extra=dev", "--extra=postgres", *upgrade)
        runtime = {
            name_of(block) for block in compile_lock(folder, "runtime.txt", "-c", "full.txt")
        }
    # Blocks come from the full resolution only, so that the two parts can never disagree.
    head = [block for block in full if name_of(block) in runtime]
    tail = [block for block in full if name_of(block) not in runtime]
    LOCK.write_text(HEADER + "".join(head) + MARKER + "\n" + "".join(tail), "utf-8")


if __name__ == "__main__":
    main()
