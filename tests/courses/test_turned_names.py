"""Lists in which some names stand with the surname first: “Müller, Jörg” is Jörg Müller."""

import pytest

from quizapp.courses.roster_plan import Fate
from tests.courses.test_rosters import fates, imported, names, planned, sent
from tests.databases import both_databases

__all__ = ["sent"]

pytestmark = both_databases
# So many names without a comma that the list as a whole is not turned around.
OTHERS = "Bo Li\nCem Ak\n"
NEW = [("Bo Li", Fate.NEW), ("Cem Ak", Fate.NEW)]


def test_a_name_with_the_surname_first_is_the_person_who_is_in_the_course(biology, sent):
    imported(biology, sent("Jörg Müller\n"))
    list_id = sent(f'name\n"Müller, Jörg"\n{OTHERS}')
    assert fates(planned(list_id)) == [("Jörg Müller", Fate.SAME), *NEW]
    imported(biology, list_id)
    assert names(biology) == {"Jörg Müller", "Bo Li", "Cem Ak"}


def test_whose_account_has_the_surname_first_is_found_by_the_name_as_it_is_said(biology, sent):
    imported(biology, sent(f'name\n"Müller, Jörg"\n{OTHERS}'))
    assert fates(planned(sent("jörg müller\n"))) == [("Müller, Jörg", Fate.SAME)]


@pytest.mark.parametrize(
    "name", ["Müller, Jörg Karl", "Müller-Lüdenscheidt, Jörg", "Müller, Jörg, Dr.", "Müller,"]
)
def test_a_name_that_is_not_the_very_same_turned_around_is_somebody_new(biology, sent, name):
    imported(biology, sent("Jörg Müller\n"))
    assert fates(planned(sent(f'name\n"{name}"\n{OTHERS}'))) == [(name, Fate.NEW), *NEW]


def test_one_list_that_writes_a_name_both_ways_makes_one_account(sent):
    plan = planned(sent(f'name\nJörg Müller\n"Müller, Jörg"\n{OTHERS}'))
    assert fates(plan) == [("Jörg Müller", Fate.NEW), *NEW]
    (fault,) = plan.faults
    assert (fault.line, "stands on line 2 already" in fault.message) == (3, True)


@pytest.mark.parametrize("name", ["Jörg Müller", "Müller, Jörg"])
def test_whoever_has_the_very_name_goes_before_somebody_who_has_it_turned(
    biology, sent, make_user, name
):
    for each in ("Jörg Müller", "Müller, Jörg"):
        biology.enrol(make_user(each))
    assert fates(planned(sent(f'name\n"{name}"\n{OTHERS}'))) == [(name, Fate.SAME), *NEW]


def test_two_numbers_say_that_a_turned_name_is_somebody_else(biology, sent):
    imported(biology, sent("name,number\nJörg Müller,7\n"))
    (fault,) = planned(sent(f'name,number\n"Müller, Jörg",8\n{OTHERS}')).faults
    assert "Jörg Müller is in this course with the number 7" in fault.message


def test_a_turned_name_opens_the_account_of_nobody_whom_the_teacher_does_not_know(sent, make_user):
    make_user("Jörg Müller")
    assert fates(planned(sent(f'name\n"Müller, Jörg"\n{OTHERS}')))[0] == ("Müller, Jörg", Fate.NEW)
