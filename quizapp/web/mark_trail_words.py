"""What the audit trail of marks says, in words for students and for those who answer for it."""

from __future__ import annotations

from quizapp.mark_trail.models import What
from quizapp.privacy.mark_trail import TrailLine
from quizapp.web.formatting import spoken_points

NOBODY_NOW = "Somebody who left"
SERVER = "This site"


def who_did(line: TrailLine) -> str:
    """Return the name of whoever did it."""
    return SERVER if line.by_server else line.who or NOBODY_NOW


def whose(line: TrailLine) -> str:
    """Return the name of the student it is about; nothing where it is about several."""
    return (line.whom or NOBODY_NOW) if line.is_of_one else ""


def what_was_done(line: TrailLine, *, own: bool = False) -> str:
    """Return what was looked at or changed; ``own`` says it to the student whose marks they are."""
    your, you = ("your", "you") if own else ("the", "a student")
    work = _named(line.assignment or line.quiz, "a quiz that is gone")
    course = _named(line.course, "a course that is gone")
    where = course if line.entry.course_id else work
    match line.what:
        case What.GRADEBOOK:
            return f"Looked at the gradebook of {course}"
        case What.STUDENT:
            return f"Looked at all {'your marks' if own else 'marks of a student'} in {where}"
        case What.CELL:
            return f"Looked at {your} mark of {work} in {course}"
        case What.ATTEMPTS:
            return f"Looked at the list of who took {work}"
        case What.ATTEMPT:
            return f"Looked at {your} answers of {work}"
        case What.ESSAYS:
            return f"Looked at the list of essays of {work}"
        case What.ESSAY:
            return f"Looked at {your} essay in {work}"
        case What.LIVE:
            return f"Watched {work} while it ran"
        case What.MEMORY:
            return f"Looked at what each student of {course} remembers"
        case What.REMARK_PREVIEW:
            return f"Looked whose marks would change in {work}"
        case What.EXPORT:
            return f"Downloaded the marks of {where}"
        case What.PERSONAL_DATA:
            return f"Downloaded what is kept about {you}"
        case What.TRAIL:
            whole = line.entry.course_id is None
            return f"Read who looked at marks {'on this site' if whole else f'in {course}'}"
        case What.MARK_SET:
            said = f"Set {your} mark of {work} by hand"
            return f"Took back {your} mark of {work}" if line.entry.after is None else said
        case What.EXCUSED:
            taken_back = line.entry.before == "excused"
            who = "you" if own else whose(line) or "a group"
            said = f"Took back that {who} {'are' if own else 'is'} excused from {work}"
            return said if taken_back else f"Excused {who} from {work}"
        case What.DATES_GIVEN:
            if line.entry.after == "as for all":
                return f"Took back other dates for {work}"
            return f"Gave other dates for {work}"
        case What.TIME_GIVEN:
            if line.entry.after == "as for all":
                return f"Took back what {'you were' if own else 'a student was'} given for {work}"
            return f"Gave {you} more time or attempts for {work}"
        case What.HANDED_IN_FOR:
            return f"Handed in {work} for {you}"
        case What.DROPS_CHANGED:
            return f"Changed how many of the lowest marks do not count in {course}"
        case What.ESSAY_MARKED:
            return f"Marked {your} essay in {work}"
        case What.MARKED_AGAIN:
            return f"Marked {your} answer to a question of {work} again"
        case What.FORGOTTEN:
            return f"Forgot whose marks were looked at in {course}"


def from_and_to(line: TrailLine) -> str:
    """Return what a mark was and is, as in “50 % → 80 %”; nothing where it may not be told yet."""
    if not line.is_told:
        return "shown with the results"
    before, after = line.entry.before, line.entry.after
    if line.what in {What.EXCUSED, What.DATES_GIVEN} or before is after is None:
        return ""
    shares = line.what is not What.DROPS_CHANGED
    return f"{_value(before, shares=shares)} → {_value(after, shares=shares)}"


def reason_told(line: TrailLine, *, own: bool = False) -> str:
    """Return why; a reason for a whole question may tell what is right, which results decide."""
    if own and (not line.is_told or line.what is What.MARKED_AGAIN):
        return ""
    return line.entry.reason or ""


def _named(title: str | None, gone: str) -> str:
    return f"“{title}”" if title else gone


def _value(text: str | None, *, shares: bool) -> str:
    if text is None:
        return "what was handed in"
    try:
        share = float(text)
    except ValueError:
        return text
    return f"{spoken_points(round(100 * share, 1))} %" if shares else text
