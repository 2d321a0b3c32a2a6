"""A server on this machine that speaks the protocol of chat completions, well or badly."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What the server sends: whole, or piece by piece; ``None`` as a piece drops the line."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    pieces: Callable[[], Iterator[bytes]] | None = None


def says(content: object, **more: Any) -> Reply:
    """Return a well-formed completion whose words are ``content`` (text, or written as JSON)."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"choices": [{"message": {"role": "assistant", "content": text}}], **more}
    return Reply(json.dumps(message).encode())


@dataclass
class ModelServer:
    """A running server: its address, the requests it got, and what it will say."""

    url: str
    answer: Callable[[dict[str, Any]], Reply]
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def model_server(answer: Callable[[dict[str, Any]], Reply]) -> Iterator[ModelServer]:
    """Serve on a free port of this machine until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            known.requests.append(json.loads(body))
            known.headers.append({key.lower(): value for key, value in self.headers.items()})
            known.paths.append(self.path)
            reply = known.answer(known.requests[-1])
            try:
                self._send(reply)
            except OSError:
                self.close_connection = True

        def do_GET(self) -> None:
            known.paths.append(f"GET {self.path}")
            self.send_error(404)

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for key, value in reply.headers.items():
                self.send_header(key, value)
            if reply.pieces is None:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if reply.pieces is None:
                self.wfile.write(reply.body)
                return
            for piece in reply.pieces():
                self.wfile.write(piece)
                self.wfile.flush()
            self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    known = ModelServer(f"http://127.0.0.1:{server.server_port}/v1", answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
