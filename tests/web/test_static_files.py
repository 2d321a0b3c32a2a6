import gzip
import itertools
import re
from urllib.parse import urlsplit

import brotli
import pytest

from quizapp.web import static_files
from quizapp.web.static_files import Assets


def addresses(page):
    found = re.findall(r'<(?:link|script)[^>]*(?:href|src)="([^"]+)"', page)
    assert found
    return found


def test_page_asks_only_this_server_and_only_versioned_files(client):
    for address in addresses(client.get("/login").text):
        assert not urlsplit(address).netloc
        assert re.match(r"/(bootstrap/)?static/[0-9a-f]{12}/", address)


def test_every_file_of_a_page_is_served_for_good(client):
    for address in addresses(client.get("/login").text):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("coding", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_stylesheet_is_sent_compressed(client, coding, unpack):
    address = next(each for each in addresses(client.get("/login").text) if "bootstrap" in each)
    plain = client.get(address).data
    packed = client.get(address, headers={"Accept-Encoding": coding})
    assert packed.headers["Content-Encoding"] == coding
    assert unpack(packed.data) == plain
    assert len(packed.data) < 33_000


def test_file_that_the_browser_has_is_not_sent_again(client):
    address = addresses(client.get("/login").text)[0]
    stamp = client.get(address).headers["Last-Modified"]
    again = client.get(address, headers={"If-Modified-Since": stamp})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["css/font/bootstrap-icons.min.css", "js/bootstrap.min.js"])
def test_rest_of_bootstrap_is_not_on_any_page(client, name):
    assert name not in client.get("/login").text


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py"])
def test_nothing_outside_the_folder_is_served(client, name):
    base = addresses(client.get("/login").text)[0].rpartition("/")[0]
    assert client.get(f"{base}/{name}").status_code == 404


def test_address_changes_with_any_file():
    one = static_files.collect()
    assert static_files.collect().digest == one.digest
    digests = {
        static_files.digest_of(files)
        for files in (
            dict(one.files),
            dict(one.files) | {"static/new.css": b""},
            dict(one.files) | {next(iter(one.files)): b"changed"},
        )
    }
    assert len(digests) == 3


def test_files_are_compressed_once(tmp_path):
    assets = Assets("0123456789ab", {"static/a.css": b"a{color:red}" * 99, "static/tiny.css": b"x"})
    folder = static_files.compressed(assets, tmp_path)
    names = {path.name for path in (folder / "static").iterdir()}
    assert names == {"a.css", "a.css.gz", "a.css.br", "tiny.css"}
    before = (folder / "static" / "a.css.gz").stat().st_mtime_ns
    assert static_files.compressed(assets, tmp_path) == folder
    assert (folder / "static" / "a.css.gz").stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir()] == ["0123456789ab"]


def test_two_workers_may_compress_at_once(tmp_path, monkeypatch):
    assets = Assets("0123456789ab", {"static/a.css": b"a{color:red}" * 99})
    first = static_files.compressed(assets, tmp_path)
    # The second looked before the first was done.
    seen = itertools.chain([False], itertools.repeat(True))
    monkeypatch.setattr(type(tmp_path), "is_dir", lambda _path: next(seen))
    assert static_files.compressed(assets, tmp_path) == first
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["0123456789ab"]


def test_pages_are_compressed_for_a_browser_that_knows_gzip_only(client):
    answer = client.get("/login", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert b"<h1>Log in</h1>" in gzip.decompress(answer.data)
    assert len(answer.data) < 2_500


def test_page_is_sent_plain_to_whoever_asks_for_that(client):
    assert "Content-Encoding" not in client.get("/login").headers
