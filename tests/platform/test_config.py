import stat

import pytest
from pydantic import SecretStr

from quizapp.config import Settings, SettingsError, load_settings, secret_key

STRONG = "k9-Vq2_xLr7-mB4tZ8-wQ1eR5-yU3iO6pA0sD"


def test_defaults_keep_everything_in_the_instance_folder(monkeypatch, tmp_path):
    for name in ("SECRET_KEY", "DATABASE_URL", "PORT", "QUIZAPP_INSTANCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    assert settings.database.render_as_string() == f"sqlite:///{tmp_path}/instance/quizapp.db"
    assert settings.backups == tmp_path / "instance" / "backups"
    assert settings.port == 8000


def test_a_folder_without_a_name_is_the_one_that_nobody_named(monkeypatch):
    named = load_settings().folder
    monkeypatch.setenv("QUIZAPP_INSTANCE", "")
    assert load_settings().folder == named


def test_environment_is_read(monkeypatch, tmp_path):
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("PORT", "9001")
    settings = load_settings()
    assert (settings.port, settings.folder) == (9001, tmp_path)


@pytest.mark.parametrize(
    "address", ["postgresql://ana@db/quiz", "postgres://ana@db/quiz", "postgresql+psycopg2://a@b/c"]
)
def test_postgresql_is_reached_with_psycopg(address):
    assert Settings(database_url=address).database.drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "secret", "too easy to guess"),
        ("SECRET_KEY", "a" * 64, "too easy to guess"),
        ("PORT", "eighty", "PORT must be a whole number"),
        ("PORT", "70000", "PORT must be at most 65535"),
        ("QUIZAPP_WORKERS", "0", "must be at least 1"),
        ("QUIZAPP_HTTPS", "perhaps", "QUIZAPP_HTTPS must be true or false"),
        ("DATABASE_URL", "mysql://a@b/c", "postgresql://"),
        ("DATABASE_URL", "quiz.db", "DATABASE_URL"),
        ("DATABASE_URL", "sqlite://", "names no file"),
        ("DATABASE_URL", "sqlite:///", "names no file"),
        ("DATABASE_URL", "sqlite:///:memory:", "names no file"),
        ("QUIZAPP_LOG_FORMAT", "xml", "must be 'plain' or 'json'"),
        ("QUIZAPP_ADDRESS", "quiz.example.org", "is not an address"),
        ("QUIZAPP_MAIL_SERVER", "mail.example.org", "needs QUIZAPP_MAIL_SENDER"),
        ("QUIZAPP_MAIL_SENDER", "Quiz <a@example.org>", "is not an address"),
        ("QUIZAPP_MAIL_SENDER", "a@example.org\nBcc: b@example.org", "is not an address"),
        ("QUIZAPP_MAIL_SENDER", "a@localhost", "is not an address"),
        ("QUIZAPP_MAIL_PORT", "0", "must be at least 1"),
        ("QUIZAPP_MAIL_TLS", "ssl", "must be 'starttls', 'tls' or 'none'"),
    ],
)
def test_unusable_setting_is_refused_with_its_name(monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings()
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, ""),
        ({"USER": "me", "PASSWORD": "hunter2"}, ""),
        ({"USER": "me"}, "QUIZAPP_MAIL_PASSWORD go together"),
        ({"PASSWORD": "hunter2"}, "QUIZAPP_MAIL_PASSWORD go together"),
        ({"USER": "me", "PASSWORD": "hunter2", "TLS": "none"}, "QUIZAPP_MAIL_TLS=none"),
    ],
)
def test_mail_is_set_up_as_a_whole_or_not_at_all(monkeypatch, more, said):
    monkeypatch.setenv("QUIZAPP_ADDRESS", "https://quiz.example.org/")
    given = {"SERVER": "mail.example.org", "SENDER": "quizapp@example.org", **more}
    for name, value in given.items():
        monkeypatch.setenv(f"QUIZAPP_MAIL_{name}", value)
    if not said:
        assert load_settings().address == "https://quiz.example.org"
        return
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)


def test_refused_secret_is_not_shown(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hunter2hunter2")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(Settings(secret_key=SecretStr(STRONG + "hunter2")))


def test_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    settings = Settings(instance=tmp_path / "new", secret_key=None)
    first = secret_key(settings)
    assert secret_key(settings) == first
    assert len(first) >= 64
    kept = settings.folder / "secret"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in settings.folder.iterdir()] == ["secret"]


def test_given_secret_is_used_and_none_is_written(tmp_path):
    settings = Settings(instance=tmp_path, secret_key=SecretStr(STRONG))
    assert secret_key(settings) == STRONG
    assert not list(tmp_path.iterdir())


def test_damaged_secret_is_named(tmp_path):
    (tmp_path / "secret").write_text("short")
    with pytest.raises(SettingsError, match="damaged"):
        secret_key(Settings(instance=tmp_path, secret_key=None))


def test_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(SettingsError, match="QUIZAPP_INSTANCE"):
        secret_key(Settings(instance=tmp_path / "taken", secret_key=None))
