"""Whatever an address, a form or a header holds, the answer is a page and never a fault."""

import re

import pytest

from tests import teaching
from tests.databases import both_databases

ANSWER = "0195a000-0000-7000-8000-000000000001"
# Percent-encoded: bytes that are no UTF-8, NUL, astral, long, turned and invisible, climbing.
TEXTS = ("%ED%A0%80%FF", "a%00b", "%F0%9F%92%A9", "x" * 3_000, "%E2%80%AE%E2%80%8B", "..%2Fsecret")
SAMPLES = {
    "IntegerConverter": ("1", "0", str(2**31), str(2**63), "9" * 60),
    "IdConverter": ("1", "0", str(2**31), str(2**63), "9" * 60),
    "UUIDConverter": (ANSWER,),
    "UnicodeConverter": (teaching.SLUG, *TEXTS),
    "PathConverter": TEXTS,
}
FIELDS = (
    "name password email time_zone day_starts_at new_per_day current next theme attempt_id fact "
    "length topics layout answer_id version choice text gap-1 match-1 rating order forgot q1-text "
    "q1-choice action stem accepted based_on topic topics key statement options-0-text status page "
    "kind source origin failing conflict show undo value tolerance unit units token csrf "
    "title publisher published url bank bank_title file done form_id"
)
NUMBERS = frozenset(
    ["page", "length", "version", "order", "rating", "new_per_day", "day_starts_at"]
)
VALUES = {
    "nul": "a\x00b",
    "huge number": "9" * 5_000,
    "negative and turned": "-1\u202e",
    "long": "x" * 9_000,
    "sound id": ANSWER,
}


@pytest.fixture
def bank(app, clock):
    with app.app_context():
        teaching.load(app, clock())


@pytest.fixture
def browsers(as_guest, as_teacher):
    """A browser with little behind it and one that every page opens for."""
    return as_guest, as_teacher


def addresses(app):
    """Yield (rule, path) for every route, with each hostile value in each place of its address."""
    for rule in app.url_map.iter_rules():
        kinds = {name: type(each).__name__ for name, each in rule._converters.items()}
        plain = {name: SAMPLES[kind][0] for name, kind in kinds.items()}
        changed = [{name: value} for name, kind in kinds.items() for value in SAMPLES[kind]]
        for change in changed or [{}]:
            yield rule, _filled(rule.rule, plain | change)


def _filled(rule, values):
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: values[part[1]], rule)


def opened(browser, path, method, **sent):
    """Return the status of the answer, or the fault that came instead of one."""
    try:
        return browser.open(path, method=method, **sent).status_code
    except Exception as fault:
        return repr(fault)[:200]


def is_broken(status):
    return not isinstance(status, int) or status >= 500


@both_databases
@pytest.mark.usefixtures("bank")
def test_no_address_breaks_a_page(app, browsers):
    statuses = {
        (method, path[:120]): opened(browser, path, method)
        for browser in browsers
        for rule, path in addresses(app)
        for method in rule.methods - {"OPTIONS", "HEAD"}
    }
    assert {place: status for place, status in statuses.items() if is_broken(status)} == {}


@both_databases
@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_field_breaks_a_page(app, browsers, value):
    fields = dict.fromkeys(FIELDS.split(), value)
    # No server lets a longer address through; what is read as a number may be as long here.
    asked = {name: value if name in NUMBERS and value.isdigit() else value[:100] for name in fields}
    statuses = {}
    for person, browser in enumerate(browsers):
        for rule in app.url_map.iter_rules():
            kinds = {name: type(each).__name__ for name, each in rule._converters.items()}
            path = _filled(rule.rule, {name: SAMPLES[kind][0] for name, kind in kinds.items()})
            for method in rule.methods - {"OPTIONS", "HEAD"}:
                sent = {"query_string": asked} if method == "GET" else {"data": fields}
                statuses[person, method, path] = opened(browser, path, method, **sent)
    assert {place: status for place, status in statuses.items() if is_broken(status)} == {}
