"""Stylesheets, scripts and pictures: compressed once, addressed by content, kept for good.

The address holds a hash of all files together, so that stylesheets and modules can name each
other by plain relative paths, and an upgrade never mixes old files with new.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import flask_bootstrap
from flask import Flask
from whitenoise import WhiteNoise

OURS = Path(__file__).parent / "static"
# Of Bootstrap only its stylesheet: no script, no icon font, no themes.
STYLESHEET = "css/bootstrap.min.css"
_BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5"
_WORTH_COMPRESSING = {".css", ".js", ".mjs", ".svg", ".json", ".txt", ".ico", ".webmanifest"}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    # A picture opened by itself is a document, and may run nothing either.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of one version of the app, by their path below the root."""

    digest: str
    files: Mapping[str, bytes]

    @property
    def url(self) -> str:
        """Where our files are served."""
        return f"/static/{self.digest}"


def collect() -> Assets:
    """Read all files and name their version; they are few and small."""
    ours = {
        f"static/{path.relative_to(OURS).as_posix()}": path.read_bytes()
        for path in sorted(OURS.rglob("*"))
        if path.is_file()
    }
    theirs = {f"bootstrap/{STYLESHEET}": (_BOOTSTRAP / STYLESHEET).read_bytes()}
    found = ours | theirs
    return Assets(digest_of(found), found)


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the name of a version: it changes with any file's name or content."""
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def serve(app: Flask, assets: Assets) -> None:
    """Let WhiteNoise answer for the files, so that none of them costs a request of the app."""
    folder = compressed(assets, Path(app.instance_path) / "cache" / "static")
    white = WhiteNoise(
        app.wsgi_app,
        # Every address changes with its content, so browsers never ask twice.
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
        mimetypes={".mjs": "text/javascript", ".js": "text/javascript"},
        add_headers_function=lambda headers, _path, _url: _add_headers(headers),
    )
    white.add_files(str(folder / "static"), prefix=assets.url)
    white.add_files(str(folder / "bootstrap"), prefix=f"/bootstrap{assets.url}")
    app.wsgi_app = white  # type: ignore[method-assign]


def _add_headers(headers: object) -> None:
    for name, value in _HEADERS.items():
        headers[name] = value  # type: ignore[index]


def compressed(assets: Assets, cache: Path) -> Path:
    """Return the folder of this version's files and their compressed forms, making it once."""
    folder = cache / assets.digest
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="draft-", dir=cache))
    draft.chmod(0o755)
    for name, content in assets.files.items():
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if path.suffix in _WORTH_COMPRESSING:
            for suffix, smaller in (
                (".gz", gzip.compress(content, 9, mtime=0)),
                (".br", brotli.compress(content, quality=9)),
            ):
                if len(smaller) < len(content):
                    path.with_name(path.name + suffix).write_bytes(smaller)
    try:
        draft.rename(folder)
    except OSError:
        # Another worker made the same folder first; what is in it is the same.
        shutil.rmtree(draft)
        if not folder.is_dir():
            raise
    return folder
