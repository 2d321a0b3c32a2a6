"""Mail: a message of plain text, and handing it to the server that sends it on."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from enum import StrEnum
from typing import Any

from quizapp.config import Settings

SECONDS = 20
"""So long the server may take for each answer."""

_TEMPORARY = range(400, 500)
# RFC 5322 lets a line have 998 signs. A shorter bound breaks the link of List-Unsubscribe, which
# mail programs then cannot read; nothing else that is written here comes near either.
_POLICY = SMTP.clone(max_line_length=998)


class NotSent(Exception):
    """The server did not take a message; says why. ``may_help`` where trying again may help."""

    def __init__(self, why: str, *, may_help: bool) -> None:
        self.may_help = may_help
        super().__init__(why)


class Unknown(NotSent):
    """The server was silent once it had the whole message: it may have been sent, or not."""


class Tls(StrEnum):
    """How the way to the server is kept secret."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Server:
    """The server that takes mail, and who sends it."""

    host: str
    port: int
    tls: Tls
    user: str
    password: str
    sender: str

    @classmethod
    def of(cls, settings: Settings) -> Server | None:
        """Return the server that is set; None where mail is not set up."""
        if not settings.mail_server:
            return None
        password = settings.mail_password
        return cls(
            settings.mail_server,
            settings.mail_port,
            Tls(settings.mail_tls),
            settings.mail_user,
            "" if password is None else password.get_secret_value(),
            settings.mail_sender,
        )


def message(
    sender: str, to: str, subject: str, text: str, headers: Mapping[str, str] | None = None
) -> EmailMessage:
    """Return a message. Whatever would begin another header raises ValueError."""
    made = EmailMessage(policy=_POLICY)
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = formatdate(usegmt=True)
    made["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))
    # Nobody's holiday is to answer.
    made["Auto-Submitted"] = "auto-generated"
    for name, value in (headers or {}).items():
        made[name] = value
    made.set_content(text)
    return made


def send(server: Server, made: EmailMessage) -> None:
    """Hand a message to the server. Raises NotSent, and Unknown where nobody can tell."""
    try:
        connection = _connected(server)
    except (OSError, smtplib.SMTPException) as error:
        raise _not_sent("The mail server could not be used", error) from error
    try:
        _hand_over(connection, made)
    finally:
        # Whatever it says now changes nothing any more.
        connection.close()


def try_out(server: Server) -> None:
    """Connect to the server and log in, and send nothing. Raises NotSent."""
    try:
        _connected(server).close()
    except (OSError, smtplib.SMTPException) as error:
        raise _not_sent("The mail server could not be used", error) from error


def _connected(server: Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.tls is Tls.TLS:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SECONDS, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        if server.tls is Tls.STARTTLS:
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password)
        connection.ehlo_or_helo_if_needed()
    except BaseException:
        connection.close()
        raise
    return connection


def _hand_over(connection: smtplib.SMTP, made: EmailMessage) -> None:
    sender, to = made["From"].addresses[0].addr_spec, made["To"].addresses[0].addr_spec
    try:
        for code, said in (connection.mail(sender), connection.rcpt(to)):
            if code not in {250, 251}:
                raise NotSent(_words(code, said), may_help=code in _TEMPORARY)
    except (OSError, smtplib.SMTPException) as error:
        raise _not_sent("The mail server ended the talk", error) from error
    try:
        code, said = connection.data(made.as_bytes())
    except smtplib.SMTPDataError as error:
        raise _not_sent("The message was not taken", error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unknown(
            "The mail server did not say whether it took the message.", may_help=False
        ) from error
    if code != 250:
        raise NotSent(_words(code, said), may_help=code in _TEMPORARY)


def _not_sent(what: str, error: Exception) -> NotSent:
    if isinstance(error, smtplib.SMTPResponseException):
        said: Any = error.smtp_error
        # Who may not log in now may not in an hour either.
        may_help = error.smtp_code in _TEMPORARY
        return NotSent(f"{what}: {_words(error.smtp_code, said)}", may_help=may_help)
    # What the server cannot do, or is not, it will not be in an hour.
    for_good = smtplib.SMTPNotSupportedError, ssl.SSLCertVerificationError
    return NotSent(f"{what}: {type(error).__name__}", may_help=not isinstance(error, for_good))


def _words(code: int, said: bytes | str) -> str:
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(text.split())[:200]}"
