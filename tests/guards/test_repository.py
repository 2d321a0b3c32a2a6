"""What is committed says nothing of the machine or the registry that it was made with."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Spelt in pieces, or this file would be the first to be found.
REGISTRIES = ("py" + "pi.org", "pythonhosted" + ".org", "npm" + "js.org", "--extra-" + "index-url")
MACHINE = re.compile(
    r"(?<![\w./-])/(?:" + "home" + r"/\w+|" + "root" + r"/|Users/\w+|" + r"work/\w+)"
)


def tracked_texts() -> list[tuple[str, str]]:
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a checkout of git")
    texts = []
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            texts.append((name, content.decode("utf-8")))
    return texts


def test_no_tracked_file_names_a_package_registry():
    found = [
        f"{name}: {host}"
        for name, text in tracked_texts()
        for host in REGISTRIES
        if host in text.lower()
    ]
    assert found == []


def test_no_tracked_file_holds_a_path_of_somebodys_machine():
    found = [
        f"{name}: {match[0]}" for name, text in tracked_texts() for match in MACHINE.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize("path", ["/ho" + "me/ann/x", "(/ro" + "ot/x", "'/wo" + "rk/main'"])
def test_a_path_of_a_machine_is_recognised(path):
    assert MACHINE.search(path)


@pytest.mark.parametrize("text", ["quizapp/wo" + "rk/x", "/usr/lib/postgresql", "a.b/ho" + "me/x"])
def test_other_paths_are_not(text):
    assert not MACHINE.search(text)
