"""Taking the port before anything else, so that a taken one is known at once."""

from __future__ import annotations

import errno
import socket
import sys

import click

# As many connections wait for the app to start as gunicorn's own default.
BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on host and port.

    Raises ClickException, in one line that names a way on, when the port is taken, needs more
    rights, or the host is not one of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror:
        raise click.ClickException(
            f"The host {host} is unknown here. Use --host 127.0.0.1 for this machine only."
        ) from None
    listener = socket.socket(family, kind, protocol)
    try:
        if sys.platform == "win32":
            # There SO_REUSEADDR would let two servers share one port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise click.ClickException(_reason(error, host, port)) from None
    return listener


def address_of(listener: socket.socket) -> str:
    """Return the address that a browser on this machine opens."""
    host, port = listener.getsockname()[:2]
    return written(host, port)


def written(host: str, port: int) -> str:
    """Return a host and a port as the address that a browser on this machine opens."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _reason(error: OSError, host: str, port: int) -> str:
    other = port + 1 if 1024 <= port < 65535 else 8000
    another = f"Choose another: make run PORT={other}, or quizapp serve --port {other}"
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. {another}"
    if error.errno == errno.EACCES:
        return f"You may not listen on port {port}. {another}"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this machine. Use --host 127.0.0.1"
    return f"Cannot listen on {host} port {port}: {error.strerror}. {another}"
