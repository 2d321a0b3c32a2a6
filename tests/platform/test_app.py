import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import request, url_for

from quizapp.app import all_tables, create_app
from quizapp.config import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(tmp_path):
    return Settings(instance=tmp_path / "instance", database_url="")


def test_making_the_app_touches_no_database(settings):
    create_app(settings)
    assert not (settings.folder / "quizapp.db").exists()


def test_making_the_app_twice_uses_what_the_first_made(settings):
    first, second = create_app(settings), create_app(settings)
    assert first.secret_key == second.secret_key
    assert first.static_url_path == second.static_url_path


def test_all_tables_of_all_features_are_known():
    assert {"user_account", "bank", "attempt", "review"} <= set(all_tables().tables)


def test_address_behind_a_proxy_is_believed_only_when_told(settings):
    def address(app):
        @app.before_request
        def show():
            return f"{request.remote_addr} {request.scheme}"

        return (
            app.test_client()
            .get("/", headers={"X-Forwarded-For": "192.0.2.9", "X-Forwarded-Proto": "https"})
            .text
        )

    assert address(create_app(settings)) == "127.0.0.1 http"
    behind = settings.model_copy(update={"proxies": 1})
    assert address(create_app(behind)) == "192.0.2.9 https"


@pytest.mark.parametrize("headers", [{}, {"Host": "quiz.example"}])
@pytest.mark.parametrize(
    ("proxies", "proxy_host", "believed"),
    [(0, False, False), (0, True, False), (1, False, False), (1, True, True)],
)
def test_other_name_of_the_site_is_believed_only_where_the_proxy_sets_it(
    settings, headers, proxies, proxy_host, believed
):
    changed = {"proxies": proxies, "proxy_host": proxy_host}
    app = create_app(settings.model_copy(update=changed))

    @app.before_request
    def show():
        return f"{request.host} {url_for('home.index', _external=True)}"

    sent = headers | {"X-Forwarded-Host": "evil.example"}
    shown = app.test_client().get("/", headers=sent).text
    name = "evil.example" if believed else headers.get("Host", "localhost")
    assert shown == f"{name} http://{name}/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Forwarded": "host=evil.example;for=192.0.2.9"},
        {"X-Forwarded-Port": "666"},
        {"X-Forwarded-Prefix": "/evil"},
        {"X-Forwarded-Server": "evil.example"},
        {"X-Host": "evil.example"},
        {"X-Original-URL": "/evil", "X-Rewrite-URL": "/evil"},
        {"X-Real-IP": "192.0.2.9", "Client-IP": "192.0.2.9"},
    ],
)
@pytest.mark.parametrize("proxy_host", [False, True])
def test_headers_that_no_proxy_has_to_set_change_nothing(settings, headers, proxy_host):
    app = create_app(settings.model_copy(update={"proxies": 1, "proxy_host": proxy_host}))

    @app.before_request
    def show():
        return f"{request.url} {request.remote_addr}"

    assert app.test_client().get("/", headers=headers).text == "http://localhost/ 127.0.0.1"


def test_what_a_visitor_writes_before_the_address_the_proxy_adds_does_not_matter(settings):
    app = create_app(settings.model_copy(update={"proxies": 1}))

    @app.before_request
    def show():
        return request.remote_addr

    forged = {"X-Forwarded-For": "10.0.0.1, 203.0.113.5, 192.0.2.9"}
    assert app.test_client().get("/", headers=forged).text == "192.0.2.9"


def test_other_host_names_are_refused_when_ours_are_listed(settings):
    app = create_app(settings.model_copy(update={"hosts": "quiz.example, localhost"}))
    client = app.test_client()
    assert client.get("/static/none", base_url="http://quiz.example").status_code == 404
    assert client.get("/static/none", base_url="http://evil.example").status_code == 400


def test_https_makes_every_cookie_secure(settings):
    app = create_app(settings.model_copy(update={"https": True}))
    assert app.config["SESSION_COOKIE_SECURE"] is True


def test_app_is_imported_without_what_only_some_need():
    code = (
        "import sys, quizapp.app; rare = {'psycopg', 'alembic', 'ruamel.yaml', 'hypothesis'}; "
        "print(sorted(rare & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_no_table_is_forgotten_in_a_process_that_has_read_nothing_else():
    code = "from quizapp.app import all_tables; print(*all_tables().tables)"
    known = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    written = {
        name
        for path in (ROOT / "quizapp").rglob("*.py")
        for name in re.findall(r'(?m)^    __tablename__ = "(\w+)"', path.read_text("utf-8"))
    }
    assert set(known.stdout.split()) == written
