"""Passwords and tokens: what is stored of them, and how they are compared."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's minimum for argon2id: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
TOKEN_BYTES = 32
# No two of these look or sound alike, and without vowels no code spells a word.
_CODE_SYMBOLS = "CDFGHJKMNPQRTVWX34679"
_CODE_GROUPS, _CODE_GROUP = 3, 4
_SUFFIX = 5


def hash_password(password: str) -> str:
    """Hash a password with argon2id; takes about 20 ms, so never inside a transaction."""
    return _HASHER.hash(_typed(password))


def is_password(password: str, stored: str | None) -> bool:
    """Whether the password is the stored one; as slow as ever when there is none stored."""
    try:
        _HASHER.verify(stored or _decoy(), _typed(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether a stored hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def unknown_password() -> str:
    """Return the hash of a password that nobody knows, for an account that is entered by a code."""
    return hash_password(new_token())


def new_token() -> str:
    """Return 256 random bits as text that fits a cookie or an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_code(groups: int = _CODE_GROUPS) -> str:
    """Return random bits to be read out, such as ``K7PD-3MXR-9HCT``: 52, or 17.5 for each group."""
    found = (
        "".join(secrets.choice(_CODE_SYMBOLS) for _ in range(_CODE_GROUP)) for _ in range(groups)
    )
    return "-".join(found)


def derived_code(seed: str, name: str) -> str:
    """Return a code such as ``new_code`` makes, the same whenever seed and name are.

    Whoever knows the seed knows the codes of all names: it has as many random bits as a token.
    """
    digest = hmac.new(seed.encode(), name.encode(), hashlib.sha256).digest()
    rest, symbols = int.from_bytes(digest), ""
    for _ in range(_CODE_GROUPS * _CODE_GROUP):
        rest, symbol = divmod(rest, len(_CODE_SYMBOLS))
        symbols += _CODE_SYMBOLS[symbol]
    return typed_code(symbols)


def new_suffix() -> str:
    """Return 22 random bits as five small letters that tell one address from the next."""
    return "".join(secrets.choice(_CODE_SYMBOLS) for _ in range(_SUFFIX)).lower()


def typed_code(text: str) -> str:
    """Return a code as it was made, however it was typed: case, spaces and dashes do not count."""
    letters = unicodedata.normalize("NFKC", text).upper()
    symbols = "".join(letter for letter in letters if letter.isalnum())
    return "-".join(symbols[at : at + _CODE_GROUP] for at in range(0, len(symbols), _CODE_GROUP))


def token_hash(token: str) -> str:
    """Return what is stored of a token. Its 256 bits need no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _typed(password: str) -> bytes:
    # Keyboards write the same accents in different ways.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


@cache
def _decoy() -> str:
    return _HASHER.hash(secrets.token_urlsafe(16))
