"""Every page that shows marks of others says so, and whoever opens it is noted."""

import pytest

from quizapp.db import db
from quizapp.mark_trail.models import What
from quizapp.mark_trail.queries import every_entry, people_named, verify
from quizapp.web.looks import what_is_seen
from tests.web.matrix import places as filled_places
from tests.web.matrix.rules import rules_by_route

# Pages of teachers that show what students did, by what is noted of a look at them.
LOOKS = {
    "gradebook.grades": What.GRADEBOOK,
    "courses.glance": What.GRADEBOOK,
    "gradebook.as_csv": What.EXPORT,
    "gradebook.as_xlsx": What.EXPORT,
    "gradebook.student": What.STUDENT,
    "gradebook.former": What.STUDENT,
    "gradebook.cell": What.CELL,
    "assignments.result": What.ATTEMPT,
    "live.watch": What.LIVE,
    "live.look": What.LIVE,
    "courses.memory_students": What.MEMORY,
    "quizzes.attempts": What.ATTEMPTS,
    "quizzes.attempts_as_csv": What.EXPORT,
    "quizzes.result": What.ATTEMPT,
    "quizzes.learner": What.STUDENT,
    "quizzes.marking": What.ESSAYS,
    "quizzes.mark": What.ESSAY,
    "authoring.ask_remark": What.REMARK_PREVIEW,
    "answering.objections": What.REMARK_PREVIEW,
    "gradebook.trail": What.TRAIL,
    "gradebook.trail_as_csv": What.TRAIL,
    "gradebook.trail_as_json": What.TRAIL,
    "admin.read_data": What.PERSONAL_DATA,
    "admin.data_as_json": What.PERSONAL_DATA,
    "admin.data_as_page": What.PERSONAL_DATA,
    "admin.data_as_tables": What.PERSONAL_DATA,
    "admin.trail": What.TRAIL,
    "admin.trail_as_csv": What.TRAIL,
    "admin.trail_as_json": What.TRAIL,
}
# Pages around the same people and quizzes that show no mark and no answer of anybody by name.
SHOW_NO_MARKS = {
    "assignments.assignment",
    "assignments.choose_course",
    "assignments.dates",
    "assignments.listed",
    "assignments.new",
    "assignments.terms",
    "authoring.draft",
    "authoring.pending",
    "authoring.progress",
    "authoring.progress_data",
    "courses.add_person",
    "courses.archive",
    "courses.ask_archive",
    "courses.ask_copy",
    "courses.card_sheet",
    "courses.choose_cards",
    "courses.groups",
    "courses.hand_over",
    "courses.memory",
    "courses.memory_weeks",
    "courses.new_roster",
    "courses.painted",
    "courses.people",
    "courses.restore",
    "courses.roster",
    "courses.settings",
    "courses.show_code",
    "gradebook.column",
    "live.ask_hand_in",
    "quizzes.analysis",
    "quizzes.analysis_as_csv",
    "quizzes.find_learner",
}


def pages_of_others(app):
    """Yield the pages for which one must teach the course or have given the quiz."""
    rules = rules_by_route()
    for route in app.url_map.iter_rules():
        if "GET" not in route.methods:
            continue
        rule = rules.get(route.endpoint) or rules.get(f"GET:{route.endpoint}")
        teaches = rule.course is not None and rule.course.name != "SEE"
        gave = rule.policy == "teacher" and rule.whose == "owner" and not rule.admins
        if teaches or (gave and rule.action is None):
            yield route.endpoint


def test_every_page_of_a_teacher_is_known_to_show_marks_or_not(app):
    unknown = sorted(set(pages_of_others(app)) - set(LOOKS) - SHOW_NO_MARKS)
    assert unknown == [], "say in this file whether they show marks; looks_at marks those that do"


def test_every_page_that_shows_marks_says_what_is_seen(app):
    said = {
        endpoint: what_is_seen(view)
        for endpoint, view in app.view_functions.items()
        if what_is_seen(view) is not None
    }
    assert {name: what for name, what in said.items() if name in LOOKS} == LOOKS
    reading = {
        route.endpoint for route in app.url_map.iter_rules() if "GET" in route.methods
    } & set(said)
    assert reading <= set(LOOKS)


@pytest.fixture
def places(app, clock):
    return filled_places.fill(app, clock)


@pytest.fixture
def noted(app):
    """Return how many entries there are, and what the last is about and whose."""

    def last():
        with app.app_context():
            rows = [each for some in every_entry(db.session()) for each in some]
            if not rows:
                return 0, None, None
            named = people_named(db.session(), rows[-1:])
            student = rows[-1].student_id
            return len(rows), rows[-1].what, None if student is None else named[student]

    return last


# What keeps the live page up to date, the gradebook as another file, and a course at a glance after
# its gradebook, was noted just now.
SAME_LOOK = {
    "courses.glance",
    *("live.look", "gradebook.as_xlsx", "gradebook.trail_as_csv", "gradebook.trail_as_json"),
    *("admin.trail_as_csv", "admin.trail_as_json"),
    *("admin.data_as_json", "admin.data_as_page", "admin.data_as_tables"),
}
# What is about one student; all else is about a course or a quiz.
OF_ONE = {What.STUDENT, What.CELL, What.ATTEMPT, What.ESSAY, What.PERSONAL_DATA}


def test_a_look_at_each_of_these_pages_is_noted_once(app, places, noted):
    rules = app.url_map.bind("localhost")
    arguments = {each.endpoint: set(each.arguments) for each in app.url_map.iter_rules()}
    for endpoint, what in LOOKS.items():
        if what is What.REMARK_PREVIEW or endpoint == "gradebook.former":
            # These show nobody here: no mark would change, and whoever is there has another page.
            continue
        path = rules.build(endpoint, places.of(endpoint, arguments[endpoint]))
        before = noted()[0]
        browser = places.browser(app, "admin" if endpoint.startswith("admin") else "owner")
        for _ in range(2):
            answer = browser.get(path)
            assert answer.status_code == 200, (endpoint, answer.status_code)
        expected = before if endpoint in SAME_LOOK else before + 1
        count, last, student = noted()
        assert (count, last) == (expected, what), endpoint
        assert (student is not None) == (what in OF_ONE), endpoint
    with app.app_context():
        assert verify(db.session()).broken_at is None


def test_whoever_may_not_look_is_not_noted(app, places, noted):
    rules = app.url_map.bind("localhost")
    arguments = {each.endpoint: set(each.arguments) for each in app.url_map.iter_rules()}
    for person in ("student", "other teacher", "nobody"):
        for endpoint in LOOKS:
            path = rules.build(endpoint, places.of(endpoint, arguments[endpoint]))
            assert places.browser(app, person).get(path).status_code in {303, 403, 404}
    assert noted()[0] == 0
