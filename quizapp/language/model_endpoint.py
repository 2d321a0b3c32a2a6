"""A language model behind an OpenAI-compatible address; what it answers is data, never trusted."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from quizapp.domain.generation.model_prompts import Request

REPLY_LIMIT = 1_000_000
"""The most bytes of an answer that are read; the drafts of one article have some ten thousand."""
TRIES = 3
BACK_OFF = (1.0, 3.0)
"""Seconds before the second and the third try."""
LONGEST_WAIT = 20.0
"""The most seconds that a server may ask to be waited for."""
CONNECT_SECONDS = 10.0

_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_REFUSED_SHAPE = frozenset({400, 404, 415, 422, 501})
_SHAPES = ("json_schema", "json_object", "text")


class ModelUnavailable(RuntimeError):
    """The endpoint gave nothing that can be used; the message says why and what to do."""


class ModelCancelled(ModelUnavailable):
    """Somebody stopped it."""


class _Again(Exception):
    """A failure that may pass: the reason, and the seconds that the server asks to be waited."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class _OtherShape(Exception):
    """The endpoint does not take a request of this shape."""


@dataclass
class ModelEndpoint:
    """Asks one model. ``seconds`` bounds each try from connecting to the last byte.

    ``key`` goes to this address alone: redirects are not followed and no settings of the machine
    for proxies are read. ``used_tokens`` counts what the endpoint says it has used.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 120.0
    cancelled: Callable[[], bool] = lambda: False
    sleep: Callable[[float], None] = time.sleep
    used_tokens: int = field(default=0, init=False)
    _shape: int = field(default=0, init=False, repr=False)

    def __call__(self, request: Request, /) -> object:
        """Return the JSON value of the model's answer.

        Raises ModelUnavailable after TRIES failures or at once for one that cannot pass, and
        ModelCancelled when ``cancelled`` says so.
        """
        while True:
            try:
                return self._tried(request, _SHAPES[self._shape])
            except _OtherShape as error:
                if self._shape == len(_SHAPES) - 1:
                    raise ModelUnavailable(str(error)) from None
                # What one request was refused for, the next would be too.
                self._shape += 1

    def _tried(self, request: Request, shape: str) -> object:
        reason = ""
        for number in range(TRIES):
            self._stop_if_cancelled()
            try:
                return self._asked(request, shape)
            except _Again as error:
                reason = str(error)
                if number < TRIES - 1:
                    self._wait(BACK_OFF[number] if error.wait is None else error.wait)
        raise ModelUnavailable(f"{reason} It was tried {TRIES} times.")

    def _asked(self, request: Request, shape: str) -> object:
        content = self._content(self._sent(_body(self.model, request, shape)))
        value = value_in(content)
        if value is None:
            raise _Again("The model's answer is not JSON.")
        return value

    def _sent(self, body: Mapping[str, Any]) -> bytes:
        address = f"{self.url.rstrip('/')}/chat/completions"
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        headers |= {"Authorization": f"Bearer {self.key}"} if self.key else {}
        timeout = httpx.Timeout(self.seconds, connect=min(CONNECT_SECONDS, self.seconds))
        end = time.monotonic() + self.seconds
        try:
            with (
                httpx.Client(follow_redirects=False, trust_env=False, timeout=timeout) as client,
                client.stream("POST", address, json=body, headers=headers) as response,
            ):
                self._check(response)
                return b"".join(self._pieces(response, end))
        except httpx.TimeoutException:
            raise _Again(f"The model did not answer within {self.seconds:.0f} seconds.") from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
            raise ModelUnavailable(
                "QUIZAPP_MODEL_URL is not an address such as http://127.0.0.1:11434/v1."
            ) from None
        except httpx.TransportError as error:
            name = type(error).__name__
            raise _Again(f"The model's server cannot be reached or broke off ({name}).") from None

    def _check(self, response: httpx.Response) -> None:
        status = response.status_code
        if 300 <= status < 400:
            raise ModelUnavailable(
                "The model's server sends the request elsewhere, which is not followed. "
                "Set QUIZAPP_MODEL_URL to its final address."
            )
        if status in (401, 403):
            raise ModelUnavailable("The model's server refuses the key. Check QUIZAPP_MODEL_KEY.")
        if status in _BUSY:
            what = "is asked too often" if status == 429 else "has a fault of its own"
            raise _Again(f"The model's server {what} (status {status}).", _wait_asked(response))
        if status in _REFUSED_SHAPE:
            raise _OtherShape(
                f"The model's server refuses the request (status {status}). "
                "Check QUIZAPP_MODEL_URL and QUIZAPP_MODEL_NAME."
            )
        if status != 200:
            raise ModelUnavailable(f"The model's server answers with status {status}.")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().casefold()
        if kind != "application/json":
            raise ModelUnavailable(
                f"The model's server answers with “{kind[:40] or 'nothing'}” and not with JSON. "
                "Check QUIZAPP_MODEL_URL: most end with /v1."
            )
        if response.headers.get("content-encoding", "identity") != "identity":
            raise ModelUnavailable("The model's server packs its answer, which was not asked for.")

    def _pieces(self, response: httpx.Response, end: float) -> Iterator[bytes]:
        """Yield the answer piece by piece; a slow or an endless one is broken off."""
        size = 0
        for piece in response.iter_raw():
            self._stop_if_cancelled()
            size += len(piece)
            if size > REPLY_LIMIT:
                raise ModelUnavailable(
                    f"The model's answer is longer than {REPLY_LIMIT // 1_000_000} MB."
                )
            if time.monotonic() > end:
                raise _Again(f"The model did not finish within {self.seconds:.0f} seconds.")
            yield piece

    def _content(self, data: bytes) -> str:
        """Return the words of the answer."""
        reply = _json(data.decode("utf-8", errors="replace"))
        try:
            choice = reply["choices"][0]  # type: ignore[index]  # Any shape may come.
            content = choice["message"]["content"]
        except (KeyError, IndexError, TypeError):
            raise _Again("The model's server answers in another shape than was agreed.") from None
        usage = reply.get("usage") if isinstance(reply, dict) else None
        total = usage.get("total_tokens") if isinstance(usage, dict) else None
        if isinstance(total, int) and not isinstance(total, bool) and 0 <= total < 10**9:
            self.used_tokens += total
        if not isinstance(content, str) or not content.strip():
            raise _Again("The model's answer is empty.")
        return content

    def _wait(self, seconds: float) -> None:
        # In small steps, so that stopping it is felt at once.
        while seconds > 0:
            self._stop_if_cancelled()
            self.sleep(min(0.5, seconds))
            seconds -= 0.5

    def _stop_if_cancelled(self) -> None:
        if self.cancelled():
            raise ModelCancelled("Stopped.")


def value_in(content: str) -> object | None:
    """Return the JSON value in a model's words, whatever stands around it; None where none is."""
    value = _json(content)
    if isinstance(value, dict | list):
        return value
    decoder = json.JSONDecoder(parse_constant=_refuse)
    # A few beginnings are enough: text before the value may hold a bracket or two.
    places = [at for at, char in enumerate(content) if char in "{["][:20]
    for at in places:
        try:
            value, _ = decoder.raw_decode(content, at)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict | list) and value:
            return value
    return None


def _body(model: str, request: Request, shape: str) -> dict[str, Any]:
    body: dict[str, Any] = {"model": model, "messages": list(request.messages), "stream": False}
    if shape == "text":
        # Some servers refuse settings that they do not know: the last try has none.
        return body
    body |= {"temperature": 0, "max_tokens": request.reply_tokens}
    if shape == "json_object":
        return body | {"response_format": {"type": "json_object"}}
    schema = {"name": request.name, "strict": True, "schema": request.schema}
    return body | {"response_format": {"type": "json_schema", "json_schema": schema}}


def _json(text: str) -> object | None:
    try:
        value: object = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return value


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _wait_asked(response: httpx.Response) -> float | None:
    """Return the seconds that a server asks to be left alone, within reason."""
    asked = response.headers.get("retry-after", "")
    return min(float(asked), LONGEST_WAIT) if asked.isascii() and asked.isdigit() else None
