import subprocess
import sys

import pytest

from quizapp.app import all_tables, create_app
from quizapp.config import Settings


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
            from flask import request

            return f"{request.remote_addr} {request.scheme}"

        return (
            app.test_client()
            .get("/", headers={"X-Forwarded-For": "192.0.2.9", "X-Forwarded-Proto": "https"})
            .text
        )

    assert address(create_app(settings)) == "127.0.0.1 http"
    behind = settings.model_copy(update={"proxies": 1})
    assert address(create_app(behind)) == "192.0.2.9 https"


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
