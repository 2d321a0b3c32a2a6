"""Whatever two do with one account at once, one waits for the other: no two wait for each other."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from sqlalchemy import update

from quizapp.accounts import administration, pending_logins, second_factor, services
from quizapp.accounts.logins import start_login
from quizapp.accounts.models import User
from quizapp.db import transaction
from quizapp.privacy import deletion
from quizapp.web.accounts.second_step import COOKIE as PENDING_COOKIE
from tests.clients import Client
from tests.second_factors import Telephone, turn_on
from tests.taking_turns import meet

pytestmark = [pytest.mark.postgres, pytest.mark.parametrize("database_kind", ["postgresql"])]


@dataclass
class Account:
    """An account with a second factor, and browsers that come in or were in use long ago."""

    clock: Any
    user_id: int
    telephone: Telephone
    waiting: list[Client]
    browser: Client

    def give(self, code: str, which: int = 0):
        """Give a code, or a recovery code, where the password was given before."""
        return self.waiting[which].post("/login/code", data={"code": code, "recovery": ""})

    def change(self, act: Callable[..., Any], *more: Any) -> Any:
        """Call a service for this account, in a transaction."""
        with transaction() as rows:
            return act(rows, self.user_id, *more, self.clock())


@pytest.fixture
def make_account(app, clock, make_user):
    """Make accounts, each like the one before."""
    numbers, long_ago = count(), clock()
    clock.advance(hours=5)

    def make() -> Account:
        user = make_user(f"Ana {next(numbers)}")
        telephone = turn_on(app, user, clock)
        clock.advance(seconds=30)
        browser, *waiting = (app.test_client() for _ in range(3))
        with app.app_context(), transaction() as rows:
            browser.log_in_with(start_login(rows, user.id, "", long_ago))
            for each in waiting:
                token = pending_logins.begin(rows, user.id, user.password_hash, clock())
                each.set_cookie(PENDING_COOKIE, token)
        return Account(clock, user.id, telephone, waiting, browser)

    return make


def give_code(account):
    return account.give(account.telephone.code())


def give_code_elsewhere(account):
    return account.give(account.telephone.code(), which=1)


def give_wrong_code(account):
    return account.give("no code")


def give_recovery_code(account):
    return account.give(account.telephone.recovery_codes[0])


def open_page(account):
    return account.browser.get("/account")


def turn_off(account):
    return account.change(second_factor.turn_off)


def renew_codes(account):
    return account.change(second_factor.renew_recovery_codes)


def change_password(account):
    return account.change(services.change_password, "another", 0)


def deactivate(account):
    return account.change(administration.deactivate, None)


def erase(account):
    with transaction() as rows:
        due = update(User).where(User.id == account.user_id)
        rows.execute(due.values(leaves_at=account.clock()))
        return deletion.erase_due(rows, account.clock())


@pytest.mark.parametrize(
    ("first", "second"),
    [(give_wrong_code, turn_off), (give_recovery_code, renew_codes), (erase, give_code)]
    + [(give_code, other) for other in (give_code_elsewhere, turn_off, change_password)]
    + [(open_page, other) for other in (change_password, deactivate)],
)
def test_two_who_use_one_account_take_turns(app, make_account, first, second):
    for step in count(1):
        account = make_account()
        found = meet(app, first, second, account, step)
        if found is None:
            break
        assert max(getattr(each, "status_code", 200) for each in found) < 500, step
    assert step > 1
