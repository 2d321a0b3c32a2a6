"""A wheel of this checkout, installed beside nothing but what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def build(what: str, folder: Path) -> Path:
    """Build a wheel of the checkout, or of an archive of its source, without a network."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    subprocess.run(
        [*command, "--no-build-isolation", "--wheel-dir", folder, what], cwd=folder, check=True
    )
    (wheel,) = folder.glob("quizapp-*.whl")
    return wheel


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    return build(str(ROOT), tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of the programs of an environment that has the wheel, and not this checkout.

    What quizapp needs is borrowed from the environment of the tests: installing it takes a minute.
    With CLEAN_INSTALL=1 that is done, as by somebody who has nothing but the wheel and the lock.
    """
    home = tmp_path_factory.mktemp("installed") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "--quiet"]
    if os.environ.get("CLEAN_INSTALL"):
        locked, _, _ = (ROOT / "requirements.lock").read_text("utf-8").partition("# ========")
        needed = home / "runtime.lock"
        needed.write_text(locked, "utf-8")
        hashed = ["--only-binary", ":all:", "--no-deps", "--require-hashes", "--requirement"]
        subprocess.run([*pip, *hashed, needed], check=True)
    else:
        borrow(home)
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    return programs


def borrow(home: Path) -> None:
    """Let an environment see the packages of this one, after its own."""
    variables = {"base": str(home), "platbase": str(home)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=variables))
    # A path in a .pth file is searched last, and its own .pth files, such as the one that leads
    # to this checkout, are not read.
    borrowed = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (packages / "borrowed.pth").write_text("\n".join(borrowed) + "\n", "utf-8")
