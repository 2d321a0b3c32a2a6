"""An installed quizapp is whole: in an empty folder it serves, and a quiz can be taken."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import httpx
import lxml.html
import pytest

from tests.wheel.conftest import ROOT, build

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends the server by a signal")


def surroundings() -> dict[str, str]:
    """Return the environment of somebody who has set nothing."""
    ours = re.compile(r"QUIZAPP_|PYTHON|DATABASE_URL$|SECRET_KEY$|HOST$|PORT$")
    return {name: value for name, value in os.environ.items() if not ours.match(name)}


@pytest.fixture
def served(installed: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of a server that was started in an empty folder, and what it said before."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [installed / "quizapp", "serve", "--port", str(port)],
        cwd=tmp_path,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said = ""
        while "Ctrl-C" not in said:
            line = server.stdout.readline()
            assert line, said
            said += line
        yield f"http://127.0.0.1:{port}/", said
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.communicate(timeout=30)


def form_with(page: httpx.Response, button: str) -> lxml.html.FormElement | None:
    """Return the form that has a button with these words."""
    for form in lxml.html.fromstring(page.text).forms:
        if any(button in each.text_content() for each in form.iter("button")):
            return form
    return None


def press(
    client: httpx.Client, page: httpx.Response, form: lxml.html.FormElement
) -> httpx.Response:
    """Send a form as it is filled in, with the value of its first button that has one."""
    fields = dict(form.form_values())
    named = [each for each in form.iter("button") if each.get("name")]
    fields |= {each.get("name"): each.get("value", "") for each in named[:1]}
    answer = client.post(urljoin(str(page.url), form.action or ""), data=fields)
    assert answer.status_code in {200, 422}, answer.text
    return answer


def test_a_quiz_is_taken_from_an_empty_folder(served: tuple[str, str], tmp_path: Path) -> None:
    address, said = served
    assert "us-japan-alliance: " in said
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as client:
        page = client.get("")
        start = form_with(page, "Try ten questions")
        assert start is not None, page.text
        page = press(client, page, start)
        # A page with empty answers asks once before it is handed in.
        for _ in range(2):
            hand_in = form_with(page, "Hand in")
            if hand_in is not None:
                page = press(client, page, hand_in)
    assert form_with(page, "Hand in") is None
    assert lxml.html.fromstring(page.text).xpath("//mark"), "no result shows the proving words"
    assert (tmp_path / "instance" / "quizapp.db").exists()


def test_nothing_of_the_checkout_is_used(installed: Path, tmp_path: Path) -> None:
    program = (
        "import quizapp, quizapp.shipped as s; print(quizapp.__file__, s.MIGRATIONS, s.QUESTIONS)"
    )
    paths = subprocess.run(
        [installed / "python", "-c", program],
        cwd=tmp_path,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert len(paths) == 3
    assert all(Path(each).is_relative_to(installed.parent) for each in paths)


def test_the_version_is_said(installed: Path, wheel: Path, tmp_path: Path) -> None:
    said = subprocess.run(
        [installed / "quizapp", "--version"],
        cwd=tmp_path,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said == f"quizapp {wheel.name.split('-')[1]}\n"


def test_a_wheel_of_the_source_archive_is_the_same(wheel: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (archive,) = tmp_path.glob("quizapp-*.tar.gz")
    other = build(str(archive), tmp_path)
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(other) as two:
        assert sorted(one.namelist()) == sorted(two.namelist())
    with tarfile.open(archive) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    left_out = {".gitattributes", ""}
    assert {name for name in tracked if (ROOT / name).exists()} - names <= left_out
