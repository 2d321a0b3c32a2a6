import re

import pytest


def policy_of(answer):
    parts = (
        part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";")
    )
    return {part[0]: part[1] for part in parts}


def test_page_may_load_only_what_is_ours(client):
    found = policy_of(client.get("/login"))
    nonce = re.search(r"'nonce-([^']+)'", found.pop("script-src"))
    assert nonce
    assert len(nonce[1]) >= 20
    assert found == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_nonce_is_new_for_every_answer(client):
    one, other = (policy_of(client.get("/login"))["script-src"] for _ in range(2))
    assert one != other


def test_page_carries_no_inline_script_or_style(client, as_student):
    for page in (client.get("/login"), client.get("/signup"), as_student.get("/account")):
        assert " style=" not in page.text
        assert "<style" not in page.text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page.text)
        assert not re.search(r"\son[a-z]+=", page.text)


@pytest.mark.parametrize("path", ["/login", "/no-such-page", "/account"])
def test_every_answer_is_private_and_guarded(client, path):
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_https_is_remembered_for_a_year(client):
    answer = client.get("/login", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_form_of_another_site_is_refused_whatever_token_it_brings(client, site):
    answer = client.post("/logout", headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert "another site" in answer.text


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_form_of_ours_is_taken(client, site):
    assert client.post("/logout", headers={"Sec-Fetch-Site": site}).status_code == 303


def test_link_from_another_site_is_followed(client):
    assert client.get("/login", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_session_cookie_stays_small(client):
    client.get("/login")
    assert len(client.get_cookie("quizapp_session").value) < 200
