import re

import pytest
from sqlalchemy import func, select

from quizapp.accounts import services
from quizapp.accounts.models import Login, User
from quizapp.accounts.queries import user_by_name
from quizapp.db import db, transaction
from quizapp.web.accounts.browsers import browser_name

SENTENCE = "a short sentence"


@pytest.fixture
def setup_path(app, clock):
    with app.app_context(), transaction() as session:
        return f"/setup/{services.renew_setup_link(session, clock())}"


def role_of(app, name):
    with app.app_context():
        user = user_by_name(db.session(), name)
        return user.role if user else None


@pytest.mark.parametrize("path", ["/login", "/signup"])
def test_page_opens_for_anybody(client, path):
    assert client.get(path).status_code == 200


def test_person_logs_in_and_sees_their_account(client, make_user, password):
    make_user("Ana")
    answer = client.post("/login", data={"name": "ANA", "password": password})
    assert (answer.status_code, answer.location) == (303, "/")
    assert b"<h1>Ana</h1>" in client.get("/account").data


def test_wrong_password_and_unknown_name_get_the_same_answer(client, make_user):
    make_user("Ana")

    def words(name):
        page = client.post("/login", data={"name": name, "password": "not the one"})
        assert page.status_code == 422
        return re.sub(r'value="[^"]*"|[0-9a-f]{32,}', "", page.text)

    assert words("Ana") == words("Nobody")
    assert "Name or password is wrong." in words("Ana")


def test_password_is_never_shown_again(client):
    page = client.post("/login", data={"name": "Ana", "password": "my secret words"})
    assert "my secret words" not in page.text


def test_too_many_tries_are_told_how_long_to_wait(client, make_user, password):
    make_user("Ana")
    for _ in range(5):
        client.post("/login", data={"name": "Ana", "password": "not the one"})
    page = client.post("/login", data={"name": "Ana", "password": password})
    assert (page.status_code, page.headers["Retry-After"]) == (429, "1")
    assert "Wait 1 second" in page.text


@pytest.mark.parametrize("hashing", ["as on a site"])
def test_old_hash_is_renewed_at_login(app, client, clock):
    import argon2

    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(SENTENCE)
    with app.app_context(), transaction() as session:
        services.create_user(session, "Ana", weak, clock())
    client.post("/login", data={"name": "Ana", "password": SENTENCE})
    with app.app_context():
        renewed = user_by_name(db.session(), "Ana").password_hash
    assert renewed != weak
    assert "m=19456" in renewed


def test_sign_up_makes_a_student_and_ignores_what_nobody_asked_for(app, client):
    answer = client.post(
        "/signup",
        data={"name": "Eva", "password": SENTENCE, "role": "admin", "is_guest": "1", "id": "7"},
    )
    assert answer.status_code == 303
    assert role_of(app, "eva") == "student"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"name": "Ana", "password": SENTENCE}, "This name is taken"),
        ({"name": "E", "password": SENTENCE}, "2 to 64 characters"),
        ({"name": "Eva", "password": "short"}, "at least 8"),
        ({"name": "Eva Maria", "password": "eva maria"}, "other than your name"),
        ({"password": SENTENCE}, "Choose a name"),
        ({"name": "Eva"}, "Choose a password"),
        ({}, "Choose a name"),
    ],
)
def test_sign_up_says_what_to_mend_and_keeps_what_was_typed(app, client, make_user, data, said):
    make_user("Ana")
    page = client.post("/signup", data=data)
    assert page.status_code == 422
    assert said in page.text
    if "name" in data:
        assert f'value="{data["name"]}"' in page.text
    assert role_of(app, "Eva") is None


def test_doubled_and_oversized_fields_are_refused_kindly(client):
    doubled = client.post("/signup", data={"name": ["Eva", "Eve"], "password": SENTENCE})
    assert doubled.status_code == 303
    huge = client.post("/login", data={"name": "x" * 100_000, "password": "y" * 100_000})
    assert huge.status_code == 422


def test_guest_who_signs_up_keeps_their_row(app, as_guest, cast):
    as_guest.post("/signup", data={"name": "Eva", "password": SENTENCE})
    with app.app_context():
        assert user_by_name(db.session(), "Eva").id == cast.guest.id
    assert b"<h1>Eva</h1>" in as_guest.get("/account").data


def test_sign_up_form_sent_twice_makes_one_account(app, as_guest):
    for _ in range(2):
        answer = as_guest.post("/signup", data={"name": "Eva", "password": SENTENCE})
        assert answer.status_code == 303
    with app.app_context():
        count = select(func.count()).select_from(User).where(User.name == "Eva")
        assert db.session.scalar(count) == 1


def test_setup_link_makes_who_keeps_the_server(app, client, setup_path):
    assert client.get(setup_path).status_code == 200
    answer = client.post(setup_path, data={"name": "Clara", "password": SENTENCE})
    assert answer.status_code == 303
    assert role_of(app, "Clara") == "admin"
    assert b"Administrator" in client.get("/account").data


def test_used_setup_link_is_over(app, client, setup_path):
    client.post(setup_path, data={"name": "Clara", "password": SENTENCE})
    again = client.post(setup_path, data={"name": "Eve", "password": SENTENCE})
    assert again.status_code == 410
    assert "This link is over" in again.text
    assert role_of(app, "Eve") is None


def test_invented_setup_link_is_over(client):
    assert client.get("/setup/invented").status_code == 410


def test_setup_link_says_what_to_mend(client, setup_path):
    page = client.post(setup_path, data={"name": "Clara", "password": "short"})
    assert page.status_code == 422
    assert client.get(setup_path).status_code == 200


def test_settings_are_saved(app, as_student, cast):
    answer = as_student.post(
        "/account", data={"time_zone": "Asia/Tokyo", "day_starts_at": "3", "new_per_day": "25"}
    )
    assert answer.status_code == 303
    with app.app_context():
        user = db.session.get(User, cast.student.id)
        assert (user.time_zone, user.day_starts_at, user.new_per_day) == ("Asia/Tokyo", 3, 25)
    page = as_student.get("/account").text
    assert '<option selected value="Asia/Tokyo">' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Mars/Olympus"},
        {"day_starts_at": "24"},
        {"day_starts_at": "three"},
        {"new_per_day": "-1"},
        {"new_per_day": ""},
        {"new_per_day": "9" * 50},
    ],
)
def test_wrong_setting_is_refused_beside_its_field(app, as_student, cast, wrong):
    right = {"time_zone": "Asia/Tokyo", "day_starts_at": "3", "new_per_day": "25"}
    page = as_student.post("/account", data=right | wrong)
    assert page.status_code == 422
    assert f'id="{next(iter(wrong))}-error"' in page.text
    with app.app_context():
        assert db.session.get(User, cast.student.id).time_zone == "UTC"


def test_zone_that_was_set_before_it_left_the_list_stays_chosen(app, as_student, cast):
    with app.app_context(), transaction() as session:
        session.get_one(User, cast.student.id).time_zone = "GMT"
    assert '<option selected value="GMT">' in as_student.get("/account").text


def test_password_is_changed_and_other_logins_end(as_student, log_in, cast, client, password):
    elsewhere = log_in(cast.student)
    answer = as_student.post(
        "/account/password", data={"current": password, "password": "another sentence"}
    )
    assert answer.status_code == 303
    assert elsewhere.get("/account").status_code == 303
    assert as_student.get("/account").status_code == 200
    client.post("/login", data={"name": "Ana", "password": "another sentence"})
    assert client.get("/account").status_code == 200


def test_password_is_not_changed_without_the_old_one(as_student, client, password):
    page = as_student.post(
        "/account/password", data={"current": "not the one", "password": "another sentence"}
    )
    assert page.status_code == 422
    assert "This is not your password" in page.text
    assert client.post("/login", data={"name": "Ana", "password": password}).status_code == 303


def test_old_password_cannot_be_guessed_at_an_unlocked_screen(as_student):
    guess = {"current": "not the one", "password": "another sentence"}
    for _ in range(5):
        as_student.post("/account/password", data=guess)
    assert as_student.post("/account/password", data=guess).status_code == 429


def test_new_password_follows_the_rules(as_student, password):
    page = as_student.post("/account/password", data={"current": password, "password": "short"})
    assert page.status_code == 422
    assert "at least 8" in page.text


def login_ids(app, user):
    with app.app_context():
        rows = db.session.scalars(select(Login.id).where(Login.user_id == user.id))
        return sorted(rows)


def test_login_elsewhere_is_ended_from_the_list(app, as_student, log_in, cast):
    elsewhere = log_in(cast.student)
    _, other = login_ids(app, cast.student)
    assert as_student.post(f"/account/logins/{other}/end").status_code == 303
    assert elsewhere.get("/account").status_code == 303
    assert as_student.get("/account").status_code == 200


def test_login_of_another_person_is_not_there(app, as_student, log_in, cast):
    elsewhere = log_in(cast.stranger)
    (theirs,) = login_ids(app, cast.stranger)
    assert as_student.post(f"/account/logins/{theirs}/end").status_code == 404
    assert elsewhere.get("/account").status_code == 200


def test_ending_this_login_logs_out(app, as_student, cast):
    (mine,) = login_ids(app, cast.student)
    assert as_student.post(f"/account/logins/{mine}/end").location == "/"
    assert as_student.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("browser", "way"),
    [
        ("as_student", "/logout"),
        ("as_student", "/account/logins/{}/end"),
        ("as_guest", "/logout"),
        ("as_guest", "/account/logins/{}/end"),
        ("as_guest", "/account/end-guest"),
    ],
)
def test_whoever_leaves_leaves_nothing_in_the_browser(app, request, cast, browser, way):
    client = request.getfixturevalue(browser)
    (mine,) = login_ids(app, cast.student if browser == "as_student" else cast.guest)
    answer = client.post(way.format(mine))
    assert answer.headers["Clear-Site-Data"] == '"storage"'


def test_whoever_ends_another_login_keeps_what_this_browser_holds(app, as_student, log_in, cast):
    log_in(cast.student)
    _, other = login_ids(app, cast.student)
    for way in (f"/account/logins/{other}/end", "/account/logins/end-others"):
        assert "Clear-Site-Data" not in as_student.post(way).headers


def test_all_other_logins_end_at_once(as_student, log_in, cast):
    others = [log_in(cast.student), log_in(cast.student)]
    assert "Log out everywhere else" in as_student.get("/account").text
    as_student.post("/account/logins/end-others")
    assert [each.get("/account").status_code for each in others] == [303, 303]
    assert "Log out everywhere else" not in as_student.get("/account").text


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0", "Firefox on Windows"),
        ("Mozilla/5.0 (X11; Linux) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Linux"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/17 Safari/604.1", "Safari on iPhone"),
        ("curl/8", "Unknown browser"),
    ],
)
def test_browser_is_named_so_that_people_know_it(agent, name):
    assert browser_name(agent) == name


def test_no_address_is_asked_for_that_nothing_would_be_sent_to(client):
    page = client.get("/signup").text
    assert "mail" not in page.casefold()
