"""The entries of the log in words: what was done, who did it, and about whom or what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from quizapp.accounts.people import Known, known_people
from quizapp.audit.models import FAILURES, AuditEntry, Event

KINDS: Mapping[str, tuple[str, frozenset[Event]]] = {
    "log-ins": (
        "Log-ins",
        frozenset(
            {
                Event.LOG_IN,
                Event.LOG_IN_FAILED,
                Event.LOG_OUT,
                Event.LOGINS_ENDED,
                Event.UNLOCKED,
            }
        ),
    ),
    "failures": ("Failed log-ins", FAILURES),
    "passwords": (
        "Passwords and codes",
        frozenset({Event.PASSWORD_CHANGED, Event.CODE_MADE, Event.CODE_USED, Event.CODE_FAILED}),
    ),
    "second-factor": (
        "Second factor",
        frozenset(
            {
                Event.SECOND_FACTOR_ON,
                Event.SECOND_FACTOR_OFF,
                Event.SECOND_FACTOR_FAILED,
                Event.RECOVERY_CODES_MADE,
                Event.RECOVERY_CODE_USED,
            }
        ),
    ),
    "accounts": (
        "Accounts and roles",
        frozenset(
            {
                Event.ACCOUNT_MADE,
                Event.ROLE_CHANGED,
                Event.DEACTIVATED,
                Event.REACTIVATED,
                Event.DELETION_ASKED,
                Event.DELETION_UNDONE,
                Event.ACCOUNT_ERASED,
                Event.PERSONAL_DATA_TAKEN,
            }
        ),
    ),
    "sharing": (
        "Sharing of banks",
        frozenset(
            {
                Event.MEMBER_ADDED,
                Event.MEMBER_CHANGED,
                Event.MEMBER_REMOVED,
                Event.VISIBILITY_CHANGED,
                Event.LINK_RENEWED,
            }
        ),
    ),
    "courses": (
        "Courses",
        frozenset(
            {
                Event.COURSE_MADE,
                Event.COURSE_JOINED,
                Event.COURSE_LEFT,
                Event.COURSE_PERSON_ADDED,
                Event.COURSE_PERSON_INVITED,
                Event.COURSE_PLACE_DECLINED,
                Event.COURSE_PERSON_REMOVED,
                Event.COURSE_ROLE_CHANGED,
                Event.COURSE_CODE_MADE,
                Event.COURSE_CODE_CLOSED,
                Event.COURSE_ARCHIVED,
                Event.COURSE_RESTORED,
                Event.COURSE_DROPS_CHANGED,
                Event.COURSE_RETENTION_CHANGED,
                Event.COURSE_KEPT,
                Event.COURSE_FORGOTTEN,
                Event.ASSIGNMENT_MADE,
                Event.ASSIGNMENT_CHANGED,
                Event.ASSIGNMENT_REMOVED,
                Event.ASSIGNMENT_RESTORED,
                Event.ASSIGNMENT_EXEMPTED,
                Event.MARK_CHANGED,
                Event.ATTEMPT_HANDED_IN,
            }
        ),
    ),
    "removals": (
        "Removals",
        frozenset({Event.ARTICLE_REMOVED, Event.BANK_REMOVED, Event.ACCOUNT_ERASED}),
    ),
    "server": (
        "Jobs and this log",
        frozenset(
            {Event.JOB_CANCELLED, Event.JOB_RETRIED, Event.LOG_EXPORTED, Event.LOG_SHORTENED}
        ),
    ),
}
"""What the log can be narrowed to: a key for addresses, a label, and the events it shows."""

_FAILED = {
    "wrong": "wrong password",
    "deactivated": "the account is deactivated",
    "changed": "the password was changed at that moment",
}
_SEEN_BY = {"private": "its members", "link": "whoever has the link", "everyone": "everyone here"}

_Told = str | Callable[[AuditEntry], str]


def _failed(entry: AuditEntry) -> str:
    if entry.subject_id is None:
        return "Log-in failed: nobody has this name"
    return f"Log-in failed: {_FAILED.get(str(entry.details.get('reason')), 'not let in')}"


def _ended(entry: AuditEntry) -> str:
    count = entry.details.get("logins", 1)
    return f"Ended {count} log-in{'' if count == 1 else 's'}"


def _added(entry: AuditEntry) -> str:
    role = entry.details.get("role", "")
    return "Joined the bank by its link" if "by_link" in entry.details else f"Made a member: {role}"


def _removed(entry: AuditEntry) -> str:
    return "Left the bank" if entry.actor_id == entry.subject_id else "Removed a member"


def _changed(words: str) -> _Told:
    return lambda entry: f"{words}: {entry.details.get('before')} to {entry.details.get('after')}"


def _made(entry: AuditEntry) -> str:
    by_themself = entry.actor_id in {None, entry.subject_id}
    return f"{'Account made' if by_themself else 'Made an account'}: {entry.details.get('role')}"


def _visibility(entry: AuditEntry) -> str:
    return f"Showed the bank to {_SEEN_BY.get(str(entry.details.get('after')), 'others')}"


def _shortened(entry: AuditEntry) -> str:
    return f"Removed {entry.details.get('entries')} old entries of this log"


def _in_course(words: str) -> _Told:
    return lambda entry: f"{words}: {_role(entry.details.get('role'))}"


def _joined(entry: AuditEntry) -> str:
    waits = "waits" in entry.details
    return "Asked by a code to join the course" if waits else "Joined the course by a code"


def _assigned(entry: AuditEntry) -> str:
    what = "a bank to study" if entry.details.get("what") == "study" else "a quiz"
    return f"Assigned {what} to the course"


_OF_ASSIGNMENTS = {
    "title": "title",
    "opens_at": "opening",
    "due_at": "due date",
    "closes_at": "closing",
    "late_rule": "late rule",
    "late_percent": "late rule",
    "weight": "weight",
    "goal": "goal",
    "per_day": "goal",
    "days": "goal",
}


def _changed_assignment(entry: AuditEntry) -> str:
    names = str(entry.details.get("changed", "")).split(", ")
    words = dict.fromkeys(_OF_ASSIGNMENTS.get(each, each) for each in names)
    return f"Changed an assignment of the course: {', '.join(words)}"


def _exempted(entry: AuditEntry) -> str:
    whom = "a group" if "group" in entry.details else "somebody"
    match entry.details.get("what"):
        case "excused":
            return f"Excused {whom} from an assignment"
        case "back":
            return f"Took back other dates of {whom} for an assignment"
    return f"Gave {whom} other dates for an assignment"


def _marked(entry: AuditEntry) -> str:
    mark = entry.details.get("percent")
    if mark is None:
        return "Took back a mark that was set by hand"
    return f"Set a mark by hand: {mark} per cent"


def _handed_in(entry: AuditEntry) -> str:
    why = {
        "asked": "asked by the student",
        "left": "the student had left",
        "device": "their device failed",
        "rules": "they broke the rules",
    }
    said = why.get(str(entry.details.get("why")), "for another reason")
    return f"Handed a quiz in for somebody: {said}"


def _role_in_course(entry: AuditEntry) -> str:
    before, after = (_role(entry.details.get(each)) for each in ("before", "after"))
    return f"Changed the role in a course: {before} to {after}"


def _role(name: object) -> str:
    return str(name).replace("_", "-")


WORDS: Mapping[Event, _Told] = {
    Event.LOG_IN: "Logged in",
    Event.LOG_IN_FAILED: _failed,
    Event.LOG_OUT: "Logged out",
    Event.LOGINS_ENDED: _ended,
    Event.UNLOCKED: "Ended the wait after wrong passwords",
    Event.PASSWORD_CHANGED: "Changed the password",
    Event.CODE_MADE: "Made a code for a new password",
    Event.CODE_USED: "Set a new password with a code",
    Event.CODE_FAILED: "Wrong code for a new password",
    Event.SECOND_FACTOR_ON: "Turned the second factor on",
    Event.SECOND_FACTOR_OFF: "Turned the second factor off",
    Event.SECOND_FACTOR_FAILED: "Log-in failed: wrong code of the second factor",
    Event.RECOVERY_CODES_MADE: "Made new recovery codes",
    Event.RECOVERY_CODE_USED: "Used a recovery code",
    Event.ACCOUNT_MADE: _made,
    Event.ROLE_CHANGED: _changed("Changed the role"),
    Event.DEACTIVATED: "Deactivated the account",
    Event.REACTIVATED: "Reactivated the account",
    Event.DELETION_ASKED: "Asked to delete the account",
    Event.DELETION_UNDONE: "Kept the account after all",
    Event.ACCOUNT_ERASED: "Erased the account",
    Event.MEMBER_ADDED: _added,
    Event.MEMBER_CHANGED: _changed("Changed a member"),
    Event.MEMBER_REMOVED: _removed,
    Event.VISIBILITY_CHANGED: _visibility,
    Event.LINK_RENEWED: "Made a new link to the bank",
    Event.ARTICLE_REMOVED: "Removed an article",
    Event.BANK_REMOVED: "Removed a bank",
    Event.COURSE_MADE: "Made a course",
    Event.COURSE_JOINED: _joined,
    Event.COURSE_LEFT: "Left the course",
    Event.COURSE_PERSON_ADDED: _in_course("Let into the course"),
    Event.COURSE_PERSON_INVITED: _in_course("Invited into the course"),
    Event.COURSE_PLACE_DECLINED: "Declined to come into the course",
    Event.COURSE_PERSON_REMOVED: _in_course("Removed from the course"),
    Event.COURSE_ROLE_CHANGED: _role_in_course,
    Event.COURSE_CODE_MADE: "Made a code for the course",
    Event.COURSE_CODE_CLOSED: "Closed the code of the course",
    Event.COURSE_ARCHIVED: "Archived the course",
    Event.COURSE_RESTORED: "Restored the course",
    Event.COURSE_DROPS_CHANGED: _changed("Changed how many of the lowest marks do not count"),
    Event.COURSE_RETENTION_CHANGED: _changed("Changed how many months the course is kept"),
    Event.COURSE_KEPT: "Kept the course for another year",
    Event.COURSE_FORGOTTEN: "Forgot who learned in the course",
    Event.ASSIGNMENT_MADE: _assigned,
    Event.ASSIGNMENT_CHANGED: _changed_assignment,
    Event.ASSIGNMENT_REMOVED: "Removed an assignment from the course",
    Event.ASSIGNMENT_RESTORED: "Put an assignment back into the course",
    Event.ASSIGNMENT_EXEMPTED: _exempted,
    Event.MARK_CHANGED: _marked,
    Event.ATTEMPT_HANDED_IN: _handed_in,
    Event.JOB_CANCELLED: "Cancelled a job",
    Event.JOB_RETRIED: "Put a job in line again",
    Event.LOG_EXPORTED: "Downloaded this log",
    Event.PERSONAL_DATA_TAKEN: "Took what is kept about the person",
    Event.LOG_SHORTENED: _shortened,
}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as people read it; ``more`` says that others like it were left out after it."""

    entry: AuditEntry
    who: str
    who_id: int | None
    what: str
    whom: str
    whom_id: int | None
    more: bool


def lines(session: Session, entries: Sequence[AuditEntry]) -> Iterable[Line]:
    """Return entries in words, in their order; people are named as they are called now."""
    ids = {each.actor_id for each in entries} | {each.subject_id for each in entries}
    people = known_people(session, {each for each in ids if each is not None})
    return [_line(entry, people) for entry in entries]


def _line(entry: AuditEntry, people: Mapping[int, Known]) -> Line:
    event = Event(entry.event)
    told = WORDS[event]
    nobody = "Somebody" if event in FAILURES else "The server"
    whom = entry.subject_id if entry.subject_id != entry.actor_id else None
    return Line(
        entry=entry,
        who=nobody if entry.actor_id is None else _called(people.get(entry.actor_id)),
        who_id=_page_of(entry.actor_id, people),
        what=told if isinstance(told, str) else told(entry),
        whom="" if whom is None else _called(people.get(whom)),
        whom_id=_page_of(whom, people),
        more="more" in entry.details,
    )


def _called(known: Known | None) -> str:
    """Say who somebody is; a guest who was removed has left, too."""
    if known is None:
        return "Somebody who left"
    return known.name or ("A guest" if known.is_guest else "Somebody who left")


def _page_of(user_id: int | None, people: Mapping[int, Known]) -> int | None:
    known = people.get(user_id) if user_id is not None else None
    return user_id if known is not None and known.name else None
