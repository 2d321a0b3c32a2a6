"""A mail server on loopback that keeps what it is handed, and refuses what a test wants refused."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from threading import Thread
from typing import Any

from pydantic import SecretStr

from quizapp.config import Settings

ADDRESS = "http://quiz.example.org"


class MailServer(socketserver.ThreadingTCPServer):
    """Answers by ``says`` where a command is named there; ``mute`` ends the talk after the data."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.says: dict[str, str] = {}
        self.mute = False
        self.got: list[Message[str, str]] = []
        self.raw: list[bytes] = []
        self.envelopes: list[tuple[str, str]] = []

    @property
    def port(self) -> int:
        """The port that it listens on."""
        port: int = self.server_address[1]
        return port


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 here")
        sender = to = ""
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            word, _, rest = line.partition(" ")
            word = word.upper()
            if word == "MAIL":
                sender = rest
            elif word == "RCPT":
                to = rest
            if word in self.server.says:
                self._say(self.server.says[word])
            elif word == "DATA":
                self._say("354 go on")
                if not self._take((sender, to)):
                    return
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 yes")

    def _take(self, envelope: tuple[str, str]) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.raw.append(b"".join(lines))
        self.server.got.append(message_from_bytes(self.server.raw[-1], policy=default))
        self.server.envelopes.append(envelope)
        if not self.server.mute:
            self._say(self.server.says.get("END", "250 taken"))
        return not self.server.mute

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Let a server run on loopback."""
    with MailServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def with_mail(settings: Settings, port: int, **more: Any) -> Settings:
    """Return settings with a mail server on loopback."""
    given: Mapping[str, Any] = {
        "address": ADDRESS,
        "mail_server": "127.0.0.1",
        "mail_port": port,
        "mail_tls": "none",
        "mail_sender": "quizapp@example.org",
        # The process of a job knows nothing of the app that began it.
        "secret_key": SecretStr("0123456789abcdefghijklmnopqrstuvwxyz"),
    }
    return settings.model_copy(update={**given, **more})
