"""In which order the people of a course stand, by their names and by their family names."""

import pytest

from quizapp.accounts.models import User
from quizapp.courses import enrolling
from quizapp.courses.rosters import RosterFilter, beside, find_people
from quizapp.db import db, transaction
from quizapp.gradebook.book import course_grades
from quizapp.privacy.personal_data import personal_data
from tests.courses.test_rosters import imported, sent
from tests.databases import both_databases

__all__ = ["sent"]

pytestmark = both_databases


@pytest.fixture
def listed(biology):
    """Names of the students of the course in its list, page by page, and in its gradebook."""

    def listed(*, by_family=False):
        wanted = RosterFilter(role="student", by_family=by_family)
        page = find_people(db.session(), biology.id, wanted, 1)
        book = course_grades(db.session(), biology.id, biology.clock(), by_family=by_family)
        names = [each.name for each in page.rows]
        assert [row.name for row in book.rows] == names
        return names

    return listed


def test_accents_do_not_send_anybody_behind_z(biology, make_user, listed):
    people = {name: make_user(name) for name in ("Zoe Abel", "Ägnes Ott", "Łukasz Zak", "Adam Øre")}
    for person in people.values():
        biology.enrol(person)
    assert listed() == ["Adam Øre", "Ägnes Ott", "Łukasz Zak", "Zoe Abel"]
    before, after = beside(db.session(), biology.id, people["Ägnes Ott"].id)
    assert (before[1], after[1]) == ("Adam Øre", "Łukasz Zak")
    assert listed(by_family=True) == ["Zoe Abel", "Adam Øre", "Ägnes Ott", "Łukasz Zak"]


@pytest.mark.parametrize(
    "text",
    [
        'name\n"García Márquez, Zoe"\n"Abel, Yan"\n"Öz, Can"\n',
        "first name,surname\nZoe,García Márquez\nYan,Abel\nCan,Öz\n",
    ],
    ids=["surname first", "in columns of their own"],
)
def test_a_list_that_says_which_is_the_family_name_sorts_by_it(biology, sent, listed, text):
    imported(biology, sent(text))
    assert listed() == ["Can Öz", "Yan Abel", "Zoe García Márquez"]
    assert listed(by_family=True) == ["Yan Abel", "Zoe García Márquez", "Can Öz"]
    # A list of names alone takes nothing of that back.
    imported(biology, sent("Zoe García Márquez\nAna Maus\n"))
    assert listed(by_family=True)[1:3] == ["Zoe García Márquez", "Ana Maus"]


def test_a_list_tells_it_of_those_who_are_in_the_course_already(biology, sent, make_user, listed):
    for name in ("Ana Maria Costa Silva", "Bo Dahl"):
        biology.enrol(make_user(name))
    assert listed(by_family=True) == ["Bo Dahl", "Ana Maria Costa Silva"]
    imported(biology, sent("given name;family name\nAna Maria;Costa Silva\n"))
    assert listed(by_family=True) == ["Ana Maria Costa Silva", "Bo Dahl"]


def test_what_a_list_said_goes_with_the_person(biology, sent):
    imported(biology, sent('name\n"Costa, Ana"\n"Dahl, Bo"\n'))
    session = db.session()
    ana = session.query(User).filter_by(name="Ana Costa").one()
    (place,) = personal_data(session, ana.id, biology.clock())["courses"]
    assert place["family_name_sorted_as"] == "costa"
    with transaction() as session:
        enrolling.forget_person(session, ana.id, biology.clock())
    assert biology.row(ana).family_key == ""
