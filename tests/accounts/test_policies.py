import pytest

from quizapp.accounts.models import Role
from quizapp.accounts.policies import is_learner, is_member, may_administer, may_teach
from quizapp.accounts.visitors import Visitor


def visitor(role=Role.STUDENT, *, guest=False):
    return Visitor(1, None if guest else "Ana", role, guest, "UTC", 4, 10, 1, None)


PEOPLE = {
    "nobody": None,
    "guest": visitor(guest=True),
    "student": visitor(),
    "teacher": visitor(Role.TEACHER),
    "admin": visitor(Role.ADMIN),
}


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (is_learner, {"guest", "student", "teacher", "admin"}),
        (is_member, {"student", "teacher", "admin"}),
        (may_teach, {"teacher", "admin"}),
        (may_administer, {"admin"}),
    ],
)
def test_rule_lets_in_exactly(rule, allowed):
    assert {name for name, person in PEOPLE.items() if rule(person)} == allowed
