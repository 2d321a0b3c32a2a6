"""Who gets through to a bank: every address that names one, for everybody there is."""

import pytest

from quizapp.accounts.models import Role
from quizapp.banks.models import MemberRole, Visibility
from quizapp.banks.policies import Action
from quizapp.clock import new_id
from quizapp.db import transaction
from tests import builders, teaching
from tests.articles import BANK, keep

# What each address asks for. One that is new needs a line here.
NEEDS = {
    Action.LEARN: {
        "banks.bank",
        "banks.source",
        "banks.fact",
        "quizzes.choose",
        "quizzes.start",
        "memory.card",
        "memory.answer",
    },
    Action.INSPECT: {
        "authoring.facts",
        "authoring.fact",
        "authoring.questions",
        "authoring.question",
        "authoring.review",
    },
    Action.EDIT: {
        "authoring.accept_draft",
        "authoring.add_terms",
        "authoring.approve_fact",
        "authoring.ask_article",
        "authoring.change_terms",
        "authoring.choose_kind",
        "authoring.end_fact",
        "authoring.fact_wording",
        "authoring.keep_terms",
        "authoring.members",
        "authoring.new_question",
        "authoring.new_terms",
        "authoring.publish_question",
        "authoring.reject_draft",
        "authoring.remove_article",
        "authoring.reopen_question",
        "authoring.retire_question",
        "authoring.save_fact_wording",
        "authoring.take_back_draft",
        "authoring.take_back_ending",
        "authoring.take_back_terms",
        "authoring.terms",
    },
    Action.MANAGE: {
        "authoring.add_member",
        "authoring.ask_bank",
        "authoring.bank_settings",
        "authoring.change_role",
        "authoring.change_visibility",
        "authoring.remove_bank",
        "authoring.remove_member",
        "authoring.renew_link",
        "authoring.save_bank_settings",
    },
}
# Whose answers they are decides, and who is no member has nothing to leave.
OWN = {"memory.feedback", "memory.undo", "banks.leave"}
# A bank that is hidden is told apart from one that is gone by nothing.
AS_IF_GONE = {"authoring.remove_bank"}
# Where looking asks for less than the button.
ON_POST = {"authoring.question": Action.EDIT}

NAMES = {"slug": BANK, "source_slug": "atlas", "fact_slug": "rhine-mouth", "question_slug": "typed"}
SENT = {"visibility": "link", "role": "viewer", "name": "Nobody", "length": "5", "layout": "page"}
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


def addresses(app):
    """Yield (endpoint, method, path) of every route that names a bank."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "slug" not in rule.arguments:
            continue
        values = {name: NAMES[name] for name in rule.arguments & NAMES.keys()}
        values |= {name: new_id() for name in rule.arguments & {"list_id", "answer_id"}}
        values |= {"user_id": 1} if "user_id" in rule.arguments else {}
        values |= {"kind": "cloze"} if "kind" in rule.arguments else {}
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield rule.endpoint, method, adapter.build(rule.endpoint, values, method=method)


def needed(endpoint, method):
    if method == "POST" and endpoint in ON_POST:
        return ON_POST[endpoint]
    return next(action for action, names in NEEDS.items() if endpoint in names)


def test_every_address_that_names_a_bank_says_what_it_asks_for(app):
    named = {endpoint for endpoint, _, _ in addresses(app)}
    assert named == OWN.union(*NEEDS.values())


@pytest.mark.parametrize("visibility", [Visibility.PRIVATE, Visibility.EVERYONE])
def test_nobody_gets_further_than_they_may(app, browsers, visibility):
    with app.app_context(), transaction() as session:
        if visibility is Visibility.EVERYONE:
            builders.share_with_everyone(session, BANK)
    # Something can be learnt in it: else it would be hidden from learners for that.
    browsers["owner"].post(f"/teach/banks/{BANK}/questions/typed/accept")
    wrong = []
    for endpoint, method, path in addresses(app):
        if endpoint in OWN:
            continue
        needs = needed(endpoint, method)
        for name, most in MOST.items():
            may = most[visibility is Visibility.EVERYONE]
            if may >= needs:
                continue
            answer = browsers[name].open(path, method=method, data=SENT)
            expected = 404 if may == 0 else 403
            if endpoint.startswith("authoring.") and name in {"nobody", "guest"}:
                expected = 303  # to the login page
            elif endpoint.startswith("authoring.") and "student" in name:
                expected = 403
            elif endpoint in AS_IF_GONE and may == 0:
                expected = 303
            if answer.status_code != expected:
                wrong.append((name, method, path, answer.status_code, expected))
    assert wrong == []


@pytest.mark.parametrize("visibility", [Visibility.PRIVATE, Visibility.EVERYONE])
def test_everybody_gets_as_far_as_they_may(app, browsers, visibility):
    with app.app_context(), transaction() as session:
        if visibility is Visibility.EVERYONE:
            builders.share_with_everyone(session, BANK)
    browsers["owner"].post(f"/teach/banks/{BANK}/questions/typed/accept")
    wrong = []
    for endpoint, method, path in addresses(app):
        if endpoint in OWN | {"authoring.terms"} or method == "POST":
            continue
        for name, most in MOST.items():
            if most[visibility is Visibility.EVERYONE] >= needed(endpoint, method):
                code = browsers[name].get(path).status_code
                if code != 200:
                    wrong.append((name, path, code))
    assert wrong == []


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
