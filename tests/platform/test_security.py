import argon2
import pytest

from quizapp.domain.identifiers import is_identifier
from quizapp.security import (
    derived_code,
    hash_password,
    is_password,
    needs_rehash,
    new_suffix,
    new_token,
    token_hash,
    typed_code,
)


@pytest.fixture(scope="module")
def stored():
    return hash_password("Grüße aus Zürich")


def test_right_password_is_known_and_others_are_not(stored):
    assert is_password("Grüße aus Zürich", stored)
    assert not is_password("Grüsse aus Zürich", stored)


def test_password_typed_with_other_accents_keys_is_the_same(stored):
    assert is_password("Gru\u0308ße aus Zu\u0308rich", stored)


def test_nobody_has_no_password_and_damage_is_no_way_in(stored):
    assert not is_password("anything", None)
    assert not is_password("anything", "not a hash")
    assert not is_password("Grüße aus Zürich", stored[:-4])


def test_hash_follows_owasp_minimum(stored):
    parameters = argon2.extract_parameters(stored)
    assert parameters.type is argon2.Type.ID
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (19456, 2, 1)
    assert not needs_rehash(stored)


def test_weaker_hash_asks_to_be_renewed():
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("password")
    assert needs_rehash(weak)


def test_tokens_have_256_bits_and_are_stored_as_hashes():
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}
    token = tokens.pop()
    assert len(token_hash(token)) == 64
    assert token not in token_hash(token)


def test_suffixes_differ_and_fit_an_address():
    suffixes = {new_suffix() for _ in range(100)}
    assert len(suffixes) > 90
    assert all(len(each) == 5 and is_identifier(each) for each in suffixes)


def test_codes_follow_from_their_seed_and_differ_for_each_student():
    codes = {derived_code("a seed", str(number)) for number in range(200)}
    assert len(codes) == 200
    assert derived_code("a seed", "1") in codes
    assert derived_code("another seed", "1") not in codes
    assert all(typed_code(code.lower().replace("-", " ")) == code for code in codes)
