"""Limits on tries: what is counted for whom, and how much of it is free.

Whoever counts for a whole place or account can be kept out by strangers who try wrong on purpose.
So a browser from which somebody has logged in to the account before has tries of its own besides
those of everybody, whoever is logged in has some for the password, and a place as a whole is never
shut. What follows for people is in ``docs/reliability.md``.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from quizapp.accounts import counters
from quizapp.accounts.counters import Limit, digest
from quizapp.accounts.errors import HourIsFull, TooManyTries
from quizapp.accounts.names import mailbox, name_key

LOGIN, CODE, TAKEN, SECOND = KINDS = ("login", "code", "taken", "second")

_LONGEST = timedelta(minutes=15)
# Guessing one account from one place is slowed most, and so is guessing it from a browser that
# knows it. Guessing it from many places slows everybody by a minute at worst who comes from a
# browser that does not know it.
ACCOUNT_AT_ADDRESS = Limit(free=5, longest=_LONGEST)
ACCOUNT_AT_BROWSER = Limit(free=5, longest=_LONGEST)
ACCOUNT = Limit(free=50, longest=timedelta(minutes=1))
# A name that is taken is tried again because a form was sent again. Whoever guesses in that way
# shall not have the tries of the log-in once more.
NAME_TAKEN = Limit(free=5, longest=_LONGEST, shortest=timedelta(minutes=1))
# A place is never shut. After so many tries in an hour each name has one free try there, not five,
# and a minute to wait for the next.
BUSY_ADDRESS = 600
ACCOUNT_AT_BUSY_ADDRESS = Limit(free=1, longest=_LONGEST, shortest=timedelta(minutes=1))
# For whoever is logged in, and is asked for the password again.
PASSWORD = Limit(free=5, longest=_LONGEST)
# Tries, not accounts: in a class, many a name is taken at first.
SIGN_UPS = Limit(free=400, longest=_LONGEST)
# More than a big school, each pupil once, within an hour.
GUESTS = Limit(free=3000, longest=_LONGEST)
# What a browser has for itself that was here before; after that it is one of its place.
OWN_SIGN_UPS = 10
OWN_GUESTS = 5
# Wrong codes of courses. Whoever has an account is counted alone, so that nobody who guesses keeps
# the class beside them out; everybody else is counted with all of their place. A code has 40 bits:
# at this pace one of a thousand open ones is found in millennia.
JOINING_PERSON = Limit(free=10, longest=_LONGEST, shortest=timedelta(seconds=5))
JOINING_PLACE = Limit(free=200, longest=timedelta(minutes=5), shortest=timedelta(seconds=5))
# Links that confirm an address: for whoever asks, and for the address, whoever asks. Never more
# within a day: whoever gets them may be a stranger.
_DAY = timedelta(days=1)
MAILS = Limit(free=5, longest=_DAY, shortest=_DAY, window=_DAY, rolls=True)
# What takes the server seconds, for each person; a teacher who prepares a year is slower.
UPLOADS = Limit(free=60, longest=_LONGEST, shortest=timedelta(minutes=1))
DRAFTINGS = Limit(free=60, longest=_LONGEST, shortest=timedelta(minutes=1))
# Names to which a teacher invites nobody: with more of them, accounts could be listed.
WRONG_NAMES = Limit(free=30, longest=_LONGEST, shortest=timedelta(minutes=1))
# Each stands on somebody's first page. A class comes by a code or a list.
INVITATIONS = Limit(free=60, longest=_DAY, shortest=_DAY, window=_DAY)
# More than a class whose pupils have all forgotten their passwords.
CODES_MADE = Limit(free=60, longest=_LONGEST)
# Each card is a code, too. So many are ten sheets: more than one teacher has new pupils.
CARDS_MADE = Limit(free=400, longest=_LONGEST, shortest=timedelta(minutes=1))

_UNLIMITED = Limit(free=2**31, longest=timedelta(0))


def count_login_try(
    session: Session,
    name: str,
    address: str,
    now: datetime,
    kind: str = LOGIN,
    browser: str | None = None,
) -> str | None:
    """Count a try to log in, or raise TooManyTries without counting it.

    ``browser`` stands for one that the account knows; see ``known_browsers``. It is returned where
    the try is one of its own, for ``forget_login_tries``. While those are spent, the browser has
    the tries of everybody: its cookie may have been copied, and whoever guesses with it could send
    none as well. Tries with a code, and sign-ups with a name that is taken, are another ``kind``:
    they keep nobody from logging in.
    """
    if browser is None:
        _count_strangers_try(session, name, address, now, kind)
        return None
    limit = NAME_TAKEN if kind == TAKEN else ACCOUNT_AT_BROWSER
    try:
        _count_one(session, _at_browser(name, browser, kind), limit, now)
    except TooManyTries as own:
        try:
            _count_strangers_try(session, name, address, now, kind)
        except TooManyTries as strangers:
            raise TooManyTries(min(own.seconds, strangers.seconds)) from strangers
        return None
    return browser


def _count_strangers_try(
    session: Session, name: str, address: str, now: datetime, kind: str
) -> None:
    pair, account, place = _login_keys(name, address, kind)
    is_busy = counters.tries(session, place, now) >= BUSY_ADDRESS
    usual = NAME_TAKEN if kind == TAKEN else ACCOUNT_AT_ADDRESS
    at_place = ACCOUNT_AT_BUSY_ADDRESS if is_busy else usual
    counters.refuse_waiting(session, pair, at_place, now)
    counters.refuse_waiting(session, account, ACCOUNT, now)
    tries = counters.count(session, pair, at_place, now)
    counters.count(session, account, ACCOUNT, now)
    # One account adds only its free tries to its place.
    if tries <= ACCOUNT_AT_ADDRESS.free:
        counters.count(session, place, _UNLIMITED, now)


def forget_login_tries(
    session: Session, name: str, address: str, kind: str = LOGIN, browser: str | None = None
) -> None:
    """Take back the tries that led to a login: typing a password wrong once is no attack.

    ``browser`` is what ``count_login_try`` has returned for the last of them.
    """
    if browser is not None:
        counters.forget(session, _at_browser(name, browser, kind))
        return
    pair, account, place = _login_keys(name, address, kind)
    counted = counters.forget(session, pair)
    counters.take_back(session, account, counted)
    counters.take_back(session, place, min(counted, ACCOUNT_AT_ADDRESS.free))


def forget_all_tries(session: Session, name: str, kinds: Collection[str] = KINDS) -> None:
    """Let somebody try again at once, wherever they are: somebody vouches for them."""
    for kind in kinds:
        # In the order in which they are counted.
        for where in ("known", "both"):
            counters.forget_all(session, f"{kind}:{where}:{_short(name_key(name))}:")
        _, account, _ = _login_keys(name, "", kind)
        counters.forget(session, account)


def count_password_try(session: Session, user_id: int, login_id: int, now: datetime) -> None:
    """Count a password that somebody gives who is logged in, or raise TooManyTries.

    Somebody at an unlocked screen must not be able to guess on; strangers who guess elsewhere keep
    nobody from it.
    """
    _count_one(session, _of_login(user_id, login_id), PASSWORD, now)


def forget_password_tries(session: Session, user_id: int, login_id: int) -> None:
    """Take those tries back: the password was right."""
    counters.forget(session, _of_login(user_id, login_id))


def count_code_made(session: Session, maker_id: int, now: datetime) -> None:
    """Count a code that a teacher makes for a student, or raise TooManyTries."""
    _count_one(session, f"made:{maker_id}", CODES_MADE, now)


def count_cards(session: Session, maker_id: int, cards: int, now: datetime) -> None:
    """Count each of the sign-in cards that a teacher makes at once, or raise HourIsFull."""
    what = "sign-in cards were made"
    _count_work(session, f"cards:{maker_id}", CARDS_MADE, now, what, cards)


def count_mail(session: Session, user_id: int, address: str, now: datetime) -> None:
    """Count a link sent to an address that somebody gives, or raise TooManyTries."""
    _count_one(session, f"mail:{user_id}", MAILS, now)
    _count_one(session, f"mail-to:{digest(mailbox(address))}", MAILS, now)


def count_upload(session: Session, user_id: int, now: datetime) -> None:
    """Count an article or a list that somebody sends in, or raise HourIsFull."""
    _count_work(session, f"upload:{user_id}", UPLOADS, now, "articles and lists were sent in")


def count_drafting(session: Session, user_id: int, now: datetime) -> None:
    """Count an article that somebody has read for its drafts, or raise HourIsFull."""
    _count_work(session, f"drafting:{user_id}", DRAFTINGS, now, "articles were given to be read")


def count_invitation(session: Session, by: int, now: datetime) -> None:
    """Count somebody whom a teacher invites by name, or raise HourIsFull."""
    _count_work(session, f"inviting:{by}", INVITATIONS, now, "people were invited")


def refuse_names(session: Session, by: int, now: datetime) -> None:
    """Raise TooManyTries where a teacher has to wait before inviting another. Only reads."""
    counters.refuse_blocked(session, _naming(by), WRONG_NAMES, now)


def count_wrong_name(session: Session, by: int, now: datetime) -> None:
    """Count a name to which nobody was invited, or raise TooManyTries."""
    _count_one(session, _naming(by), WRONG_NAMES, now)


def _naming(by: int) -> str:
    return f"naming:{by}"


def refuse_join_codes(session: Session, address: str, user_id: int | None, now: datetime) -> None:
    """Raise TooManyTries where somebody has to wait before they try another code of a course.

    ``user_id`` is None for whoever has no account. Nothing is written.
    """
    counters.refuse_blocked(session, *_joining(address, user_id), now)


def count_wrong_join_code(
    session: Session, address: str, user_id: int | None, now: datetime
) -> None:
    """Count a code that opens no course, or raise TooManyTries; ``user_id`` as above."""
    _count_one(session, *_joining(address, user_id), now)


def _joining(address: str, user_id: int | None) -> tuple[str, Limit]:
    if user_id is None:
        return f"joining:place:{digest(_place(address))}", JOINING_PLACE
    return f"joining:person:{user_id}", JOINING_PERSON


def _count_work(
    session: Session, key: str, limit: Limit, now: datetime, what: str, times: int = 1
) -> None:
    try:
        _count_one(session, key, limit, now, times)
    except TooManyTries as error:
        said = (
            f"{limit.free} {what} by you within {'a day' if limit.window >= _DAY else 'an hour'}."
        )
        raise HourIsFull(said, error.seconds) from error


def count_sign_up(session: Session, address: str, browser: str | None, now: datetime) -> None:
    """Count a try to make an account, or raise TooManyTries.

    ``browser`` is the token of one that was here before, None for a new one.
    """
    if not _count_own(session, "signup", browser, OWN_SIGN_UPS, now):
        _count_one(session, f"signup:{digest(_place(address))}", SIGN_UPS, now)


def count_guest(session: Session, address: str, browser: str | None, now: datetime) -> None:
    """Count a new guest, or raise TooManyTries; ``browser`` as in ``count_sign_up``."""
    if not _count_own(session, "guest", browser, OWN_GUESTS, now):
        _count_one(session, f"guest:{digest(_place(address))}", GUESTS, now)


def _count_own(session: Session, what: str, browser: str | None, free: int, now: datetime) -> bool:
    if browser is None:
        return False
    key = f"{what}:browser:{digest(browser)}"
    if counters.tries(session, key, now) >= free:
        return False
    counters.count(session, key, _UNLIMITED, now)
    return True


def _count_one(session: Session, key: str, limit: Limit, now: datetime, times: int = 1) -> None:
    counters.refuse_waiting(session, key, limit, now)
    counters.count(session, key, limit, now, times)


def _login_keys(name: str, address: str, kind: str) -> tuple[str, str, str]:
    account, place = name_key(name), _place(address)
    return (
        # The account first, so that all its rows are found by how their keys begin.
        f"{kind}:both:{_short(account)}:{_short(place)}",
        f"{kind}:name:{digest(account)}",
        f"{kind}:place:{digest(place)}",
    )


def _at_browser(name: str, browser: str, kind: str) -> str:
    return f"{kind}:known:{_short(name_key(name))}:{_short(browser)}"


def _of_login(user_id: int, login_id: int) -> str:
    return f"password:{user_id}:{login_id}"


def _short(text: str) -> str:
    # Two of them fit into one key.
    return digest(text, 28)


def _place(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    # A household or attacker has a whole /64 of IPv6, so it counts as one place.
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
