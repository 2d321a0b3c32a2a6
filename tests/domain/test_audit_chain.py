"""A chain of entries: whole as it was made, and broken at the first that is not as it was."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.domain.audit_chain import (
    BEGINNING,
    Checked,
    Link,
    canonical,
    check,
    hash_of,
    moment,
    words_hash,
)

_VALUES = st.none() | st.integers(-(2**53), 2**53) | st.text(max_size=12)
_BODIES = st.dictionaries(st.sampled_from("abcdef"), _VALUES, max_size=4)


def chained(bodies):
    """Return the chain of what entries say."""
    links, last = [], BEGINNING
    for number, said in enumerate(bodies, start=1):
        body = {**said, "number": number}
        last = hash_of(last, body)
        links.append(Link(number, body, last))
    return links


chains = st.lists(_BODIES, min_size=1, max_size=8).map(chained)


@given(chains)
def test_a_chain_holds_as_it_was_made(links):
    assert check(links) == Checked(len(links), links[-1].hash)


@given(chains, st.integers(0, 8))
def test_a_chain_is_checked_in_parts_as_at_once(links, cut):
    assert check(links[cut:], check(links[:cut])) == check(links)


@given(chains, st.data())
def test_what_an_entry_says_cannot_be_changed(links, data):
    at = data.draw(st.integers(0, len(links) - 1))
    other = data.draw(_BODIES)
    body = {**other, "number": links[at].number}
    assume(body != links[at].body)
    links[at] = replace(links[at], body=body)
    assert check(links).broken_at == at + 1


@given(chains, st.data())
def test_an_entry_changed_with_its_own_hash_breaks_the_next(links, data):
    at = data.draw(st.integers(0, len(links) - 1))
    body = {**links[at].body, "z": "changed"}
    previous = links[at - 1].hash if at else BEGINNING
    links[at] = replace(links[at], body=body, hash=hash_of(previous, body))
    found = check(links)
    if at + 1 < len(links):
        assert found.broken_at == at + 2
    else:
        assert found.last_hash != chained([each.body for each in links[:-1]] + [{}])[-1].hash


@given(chains, st.data())
def test_an_entry_cannot_be_taken_out(links, data):
    at = data.draw(st.integers(0, len(links) - 1))
    before = check(links)
    del links[at]
    found = check(links)
    # Without the last it is a shorter chain, which the kept number and hash of its end tell.
    assert found.broken_at == at + 1 if at < len(links) else found != before


@given(chains, st.data())
def test_two_entries_cannot_change_places(links, data):
    assume(len(links) > 1)
    one, other = sorted(data.draw(st.sets(st.integers(0, len(links) - 1), min_size=2, max_size=2)))
    links[one], links[other] = links[other], links[one]
    assert check(links).broken_at == one + 1


@given(chains, st.data())
def test_swapped_entries_with_each_others_numbers_are_found(links, data):
    assume(len(links) > 1)
    at = data.draw(st.integers(0, len(links) - 2))
    first, second = links[at], links[at + 1]
    links[at] = Link(first.number, {**second.body, "number": first.number}, first.hash)
    links[at + 1] = Link(second.number, {**first.body, "number": second.number}, second.hash)
    assume(links[at].body != first.body)
    assert check(links).broken_at == at + 1


@given(chains, _BODIES, st.data())
def test_an_entry_cannot_be_put_between(links, said, data):
    at = data.draw(st.integers(0, len(links) - 1))
    body = {**said, "number": at + 1}
    previous = links[at - 1].hash if at else BEGINNING
    links.insert(at, Link(at + 1, body, hash_of(previous, body)))
    assert check(links).broken_at in {at + 1, at + 2}


def test_an_entry_is_hashed_as_the_document_says():
    body = {"number": 1, "what": "gradebook", "reason": None, "to": "0.8 ä"}
    text = '{"number":1,"reason":null,"to":"0.8 \\u00e4","what":"gradebook"}'
    assert canonical(body) == text
    assert hash_of(BEGINNING, body) == sha256(f"{'0' * 64}\n{text}".encode()).hexdigest()


@given(_BODIES)
def test_what_an_entry_says_is_read_back_from_its_json(body):
    assert json.loads(canonical(body)) == body


def test_a_moment_is_the_same_in_every_zone():
    at = datetime(2026, 3, 2, 9, 5, 7, 42, UTC)
    east = at.astimezone(timezone(timedelta(hours=9)))
    assert moment(at) == moment(east) == "2026-03-02T09:05:07.000042Z"


@pytest.mark.parametrize(("salt", "words"), [("a", "Was ill."), ("b", "Was well.")])
def test_the_hash_of_words_tells_both_salt_and_words(salt, words):
    assert words_hash(salt, words) != words_hash("b", "Was ill.")
