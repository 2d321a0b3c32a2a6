"""The application: what it is made of, in the order in which it is put together."""

from __future__ import annotations

from importlib import import_module

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_compress import Compress
from flask_wtf import CSRFProtect
from sqlalchemy import MetaData
from sqlalchemy.orm import configure_mappers
from werkzeug.middleware.proxy_fix import ProxyFix

from quizapp import db as database
from quizapp import logging
from quizapp.clock import set_clock, system_clock
from quizapp.config import Settings, cache_folder, flask_settings, load_settings
from quizapp.db import Model
from quizapp.web import (
    addresses,
    auditing,
    auth,
    browser_token,
    content_language,
    errors,
    headers,
    local_time,
    navigation,
    policies,
    reading_turns,
    static_files,
    uploads,
)
from quizapp.web.template_cache import TemplateCache

# Packages of quizapp/web that offer a blueprint each; a new feature's pages need a line here.
PAGES = (
    *(
        "home",
        "courses",
        "live",
        "assignments",
        "gradebook",
        "banks",
        "quizzes",
        "memory",
        "answering",
        "notices",
        "authoring",
        "accounts",
        "admin",
        "privacy",
    ),
)
# Features that bring tables.
TABLES = (
    *("queue", "audit", "mark_trail", "accounts", "courses", "assignments", "banks", "authoring"),
    *("quizzes", "memory", "answering", "notices"),
)


def create_app(settings: Settings | None = None) -> Flask:
    """Put the app together. Nothing is migrated here, and no connection is opened.

    Raises SettingsError for unusable settings and MissingPolicy for an unguarded route.
    """
    settings = settings or load_settings()
    assets = static_files.collect()
    app = Flask("quizapp.web", static_url_path=assets.url, instance_path=str(settings.folder))
    app.config.from_mapping(flask_settings(settings))
    app.extensions["quizapp.settings"] = settings
    set_clock(app, system_clock)

    all_tables()
    database.init_app(app, settings.database, settings.busy_seconds)

    logging.init_app(app)
    headers.init_app(app)
    addresses.init_app(app)
    content_language.init_app(app)
    uploads.init_app(app)
    reading_turns.init_app(app)
    CSRFProtect(app)
    # Its cookie is set last, because to note that a login is in use may make a token.
    browser_token.init_app(app)
    auth.init_app(app)
    auditing.init_app(app)
    app.before_request(policies.enforce)
    errors.init_app(app)

    # Templates are compiled once, not at every start.
    app.jinja_env.bytecode_cache = TemplateCache(cache_folder(settings, "templates"))
    navigation.init_app(app)
    local_time.init_app(app)
    Bootstrap5(app)
    Compress(app)
    for name in PAGES:
        app.register_blueprint(import_module(f"quizapp.web.{name}").blueprint)
    for endpoint in ("static", "bootstrap.static"):
        policies.give(app, endpoint, policies.anyone)
    policies.require_policies(app)

    static_files.serve(app, assets)
    if settings.proxies:
        hops = settings.proxies
        # Most proxies pass Host on, and leave alone what a client says of another.
        named = hops if settings.proxy_host else 0
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=named
        )
    return app


def all_tables() -> MetaData:
    """Return every table of the app, as the models describe them."""
    for feature in TABLES:
        import_module(f"quizapp.{feature}.models")
    for more in ("accommodation", "analysis", "marking", "progress", "ruling"):
        import_module(f"quizapp.quizzes.{more}_models")
    # Otherwise the first request of every worker would pay for it.
    configure_mappers()
    return Model.metadata
