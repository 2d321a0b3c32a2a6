"""What pages show of a bank to those who may see it, and hide from others.

Who gets through to which address is in tests/web/matrix.
"""

import pytest

from quizapp.accounts.models import Role
from quizapp.banks.models import MemberRole
from quizapp.db import transaction
from tests import builders, teaching
from tests.articles import BANK, keep

# The most that each may do with the bank, where it is private and where it is everyone's.
MOST = {
    "nobody": (0, 1),
    "guest": (0, 1),
    "student": (0, 1),
    "viewing student": (1, 1),
    "viewing teacher": (2, 2),
    "editor": (3, 3),
    "owner": (4, 4),
    "other teacher": (0, 2),
    "admin": (4, 4),
}


@pytest.fixture
def browsers(app, cast, clock, make_user, log_in, client):
    """Everybody's browser, and a bank of an article that they are something to."""
    names = ("viewing teacher", "editor", "other teacher")
    teachers = {name: make_user(name.title(), Role.TEACHER) for name in names}
    with app.app_context():
        keep(cast.teacher.id, clock())
        with transaction() as session:
            builders.join(session, BANK, cast.stranger, clock(), MemberRole.VIEWER)
            viewing = teachers["viewing teacher"]
            builders.join(session, BANK, viewing, clock(), MemberRole.VIEWER)
            builders.join(session, BANK, teachers["editor"], clock(), MemberRole.EDITOR)
    people = {
        "guest": cast.guest,
        "student": cast.student,
        "viewing student": cast.stranger,
        "owner": cast.teacher,
        "admin": cast.admin,
    } | teachers
    return {name: log_in(person) for name, person in people.items()} | {"nobody": client}


def test_a_hidden_bank_is_in_no_list(browsers):
    browsers["owner"].post(f"/teach/banks/{BANK}/questions/typed/accept")
    for name, (private, everyone) in MOST.items():
        shown = [
            "An atlas" in browsers[name].get(path, follow_redirects=True).text
            for path in ("/", "/study", "/progress")
        ]
        assert shown == ([private > 0] * 3 if name != "nobody" else [False] * 3), name
        if everyone > 1:
            assert ("An atlas" in browsers[name].get("/teach").text) is (private > 1), name
            chosen = browsers[name].get("/teach/new-article").text
            assert (f'value="{BANK}"' in chosen) is (private > 2), name


def test_who_may_only_look_is_shown_no_button_that_changes_anything(browsers):
    owner, looking = browsers["owner"], browsers["viewing teacher"]
    pages = {
        f"/teach/banks/{BANK}/questions": '/retire"',
        f"/teach/banks/{BANK}/questions/number": 'value="save"',
        f"/teach/banks/{BANK}/articles/atlas": "btn-accept",
        f"/teach/banks/{BANK}/facts/rhine-mouth": "/approve",
    }
    for path, button in pages.items():
        assert button in owner.get(path).text, path
        assert button not in looking.get(path).text, path
    assert "Changing it is for editors" in looking.get(f"/teach/banks/{BANK}/questions/number").text


def test_the_first_page_of_teaching_says_whose_each_bank_is(app, browsers, clock):
    teaching.load(app, clock())
    other = browsers["other teacher"]
    assert "No bank of yours yet" in other.get("/teach").text
    texts = {name: browsers[name].get("/teach").text for name in ("owner", "editor", "admin")}
    for name, groups in {
        "owner": ("Yours", "Everyone’s"),
        "editor": ("Shared with you", "Everyone’s"),
        "admin": ("Everyone’s", "Other people’s"),
    }.items():
        for group in ("Yours", "Shared with you", "Everyone’s", "Other people’s"):
            assert (f">{group}</h2>" in texts[name]) is (group in groups), (name, group)
