"""A real server on loopback, and browsers that watch every page they show."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
)

from quizapp.accounts.models import Role
from tests.journeys import beside, steps
from tests.journeys.axe import axe_faults
from tests.journeys.beside import Site

ROOT = Path(__file__).parents[2]
BANKS = Path(__file__).parent / "banks"
SHIPPED = ROOT / "questions" / "us-japan-alliance"
PROGRAM = "from quizapp.cli import main; main()"
# Milliseconds: a page that is there is never waited for, and a busy machine is no fault.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


@dataclass
class Watch:
    """What pages did that no page of ours may do."""

    address: str
    story: str = ""
    faults: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    @property
    def unexpected(self) -> list[str]:
        """The faults that are not what the story is about."""
        return [each for each in self.faults if not self.story or self.story not in each]

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context, also those it opens later."""
        context.on("request", self._requested)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def _requested(self, request: Request) -> None:
        self.requests.append(request)
        target = urlsplit(request.url)
        if target.scheme != "data" and f"{target.scheme}://{target.netloc}" != self.address:
            self.faults.append(f"left the machine: {request.url}")

    def _answered(self, response: Response) -> None:
        broken = response.status >= 500
        missing = response.status >= 400 and not response.request.is_navigation_request()
        if broken or missing:
            self.faults.append(f"{response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        # A page that answers with 404 or 422 on purpose is logged by Chromium as a failed load;
        # those that are none on purpose are found by their status above.
        expected = message.text.startswith("Failed to load resource: the server responded")
        if message.type in {"error", "warning"} and not expected:
            self.faults.append(f"console: {message.text}")


@pytest.fixture(scope="session")
def banks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bank that has one question of each kind, and the shipped one."""
    folder = tmp_path_factory.mktemp("banks")
    shutil.copytree(BANKS, folder, dirs_exist_ok=True)
    shutil.copytree(SHIPPED, folder / SHIPPED.name)
    return folder


@pytest.fixture(scope="session")
def site(banks: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app as `make run` starts it, on a free port with a database of its own."""
    folder = tmp_path_factory.mktemp("site")
    arguments = ["serve", "--upgrade", "--load", str(banks), "--port", str(_free_port())]
    with (
        (folder / "log").open("w+") as log,
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *arguments],
            env=_environment(folder / "instance"),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as server,
    ):
        assert server.stdout
        said = ""
        for line in server.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        address = re.search(r"quizapp is at (\S+)", said)
        link = re.search(r"(\S+/setup/\S+)", said)
        try:
            assert address, said + (folder / "log").read_text()
            assert link, said
            yield Site(address.group(1), link.group(1), folder / "instance")
        finally:
            server.terminate()
    assert server.returncode == 0, (folder / "log").read_text()


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own: open_page(script=False, width=390, scheme="dark").

    ``touch`` makes it a telephone, whose screen is tapped.
    ``state`` is a file with the cookies it begins with, as a fixture such as `teacher` keeps it;
    ``story`` is the fault that the test is about, such as "409".
    At the end of the test no page may have logged an error, broken the content policy, missed a
    file or asked another machine for anything.
    """
    watches: list[Watch] = []
    contexts: list[BrowserContext] = []

    def start(
        *,
        script: bool = True,
        width: int = 1280,
        scheme: str = "light",
        state: Path | None = None,
        story: str = "",
        touch: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": 844},
            color_scheme=scheme,
            java_script_enabled=script,
            storage_state=state,
            reduced_motion="reduce",
            timezone_id="Europe/Berlin",
            has_touch=touch,
            is_mobile=touch,
        )
        context.set_default_timeout(PATIENCE)
        watches.append(Watch(site.address, story))
        watches[-1].over(context)
        contexts.append(context)
        return context.new_page()

    yield start
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.unexpected] == []


@pytest.fixture(scope="session")
def teacher(browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cookies of whoever set the server up, who came through the link that the server printed.

    The page behind the link works once only, so axe looks at it here.
    """
    page = browser.new_page(base_url=site.address, reduced_motion="reduce")
    page.goto(site.setup_link)
    faults = axe_faults(page)
    page.get_by_label("Name").fill("Clara")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_text("You can teach here now")).to_be_visible()
    page.goto(site.setup_link)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link is over")
    state = tmp_path_factory.mktemp("teacher") / "cookies.json"
    page.context.storage_state(path=state)
    page.close()
    assert faults == []
    return state


@pytest.fixture(scope="session")
def administrator(
    browser: Browser, site: Site, teacher: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The cookies of an administrator, on a site with a pupil to look after.

    Made after the one who keeps the server, whose link is over then.
    """
    assert teacher.exists()
    beside.add_person(site, "Dora", Role.ADMIN)
    beside.add_person(site, "Pupil")
    page = browser.new_page(base_url=site.address)
    page.goto("/login")
    page.get_by_label("Name").fill("Dora")
    page.get_by_label("Password").fill(steps.PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("banner").get_by_role("button", name="Dora")).to_be_visible()
    state = tmp_path_factory.mktemp("administrator") / "cookies.json"
    page.context.storage_state(path=state)
    page.close()
    return state


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def script(request: pytest.FixtureRequest) -> bool:
    """Whether scripts run: every journey must work either way."""
    return bool(request.param)


def _environment(instance: Path) -> dict[str, str]:
    environment = {
        **os.environ,
        "QUIZAPP_INSTANCE": str(instance),
        "QUIZAPP_WORKERS": "1",
        "PYTHONUNBUFFERED": "1",
    }
    environment.pop("DATABASE_URL", None)
    return environment


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
