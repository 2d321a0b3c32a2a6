"""Codes that change every half minute (RFC 6238): which one is right, and what an app is told."""

from __future__ import annotations

import hmac
import unicodedata
from datetime import datetime

import pyotp

STEP_SECONDS = 30
# Clocks differ, and people type slowly: the code before and the one after count, too.
_STEPS = (0, -1, 1)


def new_secret() -> str:
    """Return 160 random bits in base 32, as apps take them."""
    return pyotp.random_base32()


def matching_step(secret: str, typed: str, now: datetime, after: int) -> int | None:
    """Return the time step whose code this is, if it is near now and later than ``after``."""
    code = digits_of(typed)
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP_SECONDS
    for step in (current + offset for offset in _STEPS):
        if hmac.compare_digest(totp.at(step * STEP_SECONDS), code) and step > after:
            return step
    return None


def setup_uri(secret: str, name: str, site: str) -> str:
    """Return the address that an app reads from a picture: whose account it is, and where."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=site)


def digits_of(typed: str) -> str:
    """Return what was typed without spaces; digits of other scripts are digits."""
    normal = unicodedata.normalize("NFKC", typed)
    found = (str(unicodedata.digit(each, each)) for each in normal if not each.isspace())
    # What is no code at all must still be comparable.
    return "".join(found).encode("ascii", "replace").decode("ascii")
