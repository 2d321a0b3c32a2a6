"""Taking a port: one clear line where that fails."""

import socket

import click
import pytest

from quizapp.cli.sockets import address_of, listen


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_free_port_is_taken_at_once():
    port = free_port()
    with listen("127.0.0.1", port) as listener:
        assert address_of(listener) == f"http://127.0.0.1:{port}"
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            pass


def test_a_taken_port_is_one_line_that_names_it_and_a_way_on():
    port = free_port()
    with listen("127.0.0.1", port), pytest.raises(click.ClickException) as caught:
        listen("127.0.0.1", port)
    said = caught.value.message
    assert "\n" not in said
    assert f"Port {port} is taken" in said
    assert f"--port {port + 1}" in said


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_a_host_elsewhere_is_refused_in_one_line(host):
    with pytest.raises(click.ClickException, match=r"--host 127\.0\.0\.1"):
        listen(host, 8000)


def test_listening_everywhere_shows_an_address_that_opens():
    with listen("0.0.0.0", 0) as listener:  # noqa: S104 - that is the test
        assert address_of(listener).startswith("http://localhost:")
