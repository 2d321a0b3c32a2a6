"""The small app of the components leaves nothing behind that a later test would be blamed for."""

import gc

import pytest
from werkzeug.test import EnvironBuilder

from tests.web.gallery import create_gallery


@pytest.mark.parametrize("path", ["/static/favicon.svg", "/bootstrap/static/css/bootstrap.min.css"])
@pytest.mark.parametrize("header", [{}, {"If-Modified-Since": "Tue, 01 Jan 2999 00:00:00 GMT"}])
def test_no_file_stays_open_whose_reader_went_away(path: str, header: dict[str, str]) -> None:
    environ = EnvironBuilder(path, headers=header).get_environ()
    sent = create_gallery()(environ, lambda *_: None)
    # A server that lost its reader closes nothing; a file that is open fails the test then.
    del sent
    gc.collect()
