"""What a cold page of twenty questions costs to fetch."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys import steps

pytestmark = pytest.mark.browser

MOST_REQUESTS = 6
MOST_BYTES = 60_000


def test_a_cold_quiz_of_twenty_questions_is_light(open_page: Callable[..., Page]) -> None:
    page = open_page()
    steps.start_quiz(page, layout="All on one page", bank="/banks/us-japan-alliance", length=20)
    assert len(steps.cards(page)) == 20
    quiz = page.url

    protocol = page.context.new_cdp_session(page)
    received: dict[str, float] = {}
    addresses: dict[str, str] = {}
    page.goto("about:blank")
    protocol.on(
        "Network.requestWillBeSent",
        lambda event: addresses.update({event["requestId"]: event["request"]["url"]}),
    )
    protocol.on(
        "Network.loadingFinished",
        lambda event: received.update({event["requestId"]: event["encodedDataLength"]}),
    )
    protocol.send("Network.enable")
    protocol.send("Network.setCacheDisabled", {"cacheDisabled": True})
    # Only gzip is offered, as the least that every browser and proxy of a school understands.
    page.set_extra_http_headers({"Accept-Encoding": "gzip"})
    page.goto(quiz)
    page.wait_for_load_state("networkidle")
    icon = page.locator("link[rel=icon]").get_attribute("href")
    if not any("favicon" in address for address in addresses.values()):
        # A browser without a window has nowhere to show it.
        with page.expect_event("requestfinished"):
            page.evaluate("(icon) => fetch(icon).then((found) => found.blob())", icon)

    told = {addresses[each]: int(length) for each, length in received.items()}
    assert len(told) == len(addresses), addresses
    assert any("favicon" in address for address in told), "the icon must be counted too"
    assert len(told) <= MOST_REQUESTS, told
    assert sum(told.values()) <= MOST_BYTES, told
