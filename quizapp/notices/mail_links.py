"""Links in mail that name a person and their address, signed: nobody makes one of another's."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from itsdangerous import BadData, URLSafeSerializer


class Purpose(StrEnum):
    """What a link is for; one for another purpose is none."""

    CONFIRM = "confirm-mail"
    STOP = "stop-mail"


def token_for(secret: str, purpose: Purpose, user_id: int, nonce: UUID) -> str:
    """Return the end of a link."""
    return _signer(secret, purpose).dumps([user_id, nonce.hex])


def named_by(secret: str, purpose: Purpose, token: str) -> tuple[int, UUID] | None:
    """Return whom the end of a link names, and which address; None for any that is not ours."""
    try:
        user_id, nonce = _signer(secret, purpose).loads(token)
        return int(user_id), UUID(nonce)
    except (BadData, ValueError, TypeError):
        return None


def _signer(secret: str, purpose: Purpose) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=purpose.value)
