"""Who may use which route: the one table that the matrix of tests is made from.

**A new route** needs a place in ``ROUTES``, below the rule that it follows. If its address has a
parameter that no other has, ``places.py`` needs a value for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quizapp.banks.models import Visibility
from quizapp.banks.policies import Action
from quizapp.courses.models import CourseRole, EnrolmentState
from quizapp.courses.policies import Action as CourseAction


class Outcome(StrEnum):
    """What becomes of a request, as far as it is about who sends it."""

    IN = "in"
    LOGIN = "sent to the login page"
    REFUSED = "403"
    HIDDEN = "404"
    DONE = "as if it had been done already"


# These are nobody to any bank, so that only what has to do with a course asks them. Of each state
# that somebody may have in a course there is one, and one who is in another.
AROUND_COURSE = ("invited", "waiting", "removed", "student elsewhere")
# Who passes each policy, said here again so that a slip in the code shows.
_TEACHERS = {"viewer", "editor", "owner", "other teacher", "admin"}
_MEMBERS = {"student", "other student", *_TEACHERS}
PASSES = {
    "anyone": {"nobody", "guest", *_MEMBERS, *AROUND_COURSE},
    "learner": {"guest", *_MEMBERS, *AROUND_COURSE},
    "member": {*_MEMBERS, *AROUND_COURSE},
    "teacher": _TEACHERS,
    "admin": {"admin"},
}
PEOPLE = ("nobody", "guest", *sorted(_MEMBERS))

# The student and the viewer, who teaches, are viewers of the bank of the matrix.
_MAY_IF_PRIVATE = {
    Action.LEARN: {"student", "viewer", "editor", "owner", "admin"},
    Action.INSPECT: {"viewer", "editor", "owner", "admin"},
    Action.EDIT: {"editor", "owner", "admin"},
    Action.MANAGE: {"owner", "admin"},
}
# What everybody of the matrix is in its course: a role and a state, or neither.
IN_COURSE: dict[str, tuple[CourseRole, EnrolmentState]] = {
    "owner": (CourseRole.TEACHER, EnrolmentState.ACTIVE),
    "editor": (CourseRole.CO_TEACHER, EnrolmentState.ACTIVE),
    "viewer": (CourseRole.ASSISTANT, EnrolmentState.ACTIVE),
    "student": (CourseRole.STUDENT, EnrolmentState.ACTIVE),
    "other student": (CourseRole.STUDENT, EnrolmentState.LEFT),
    "removed": (CourseRole.STUDENT, EnrolmentState.REMOVED),
    "waiting": (CourseRole.STUDENT, EnrolmentState.WAITING),
    "invited": (CourseRole.STUDENT, EnrolmentState.INVITED),
}
MAY_IN_COURSE = {
    CourseAction.SEE: {"student", "viewer", "editor", "owner", "admin"},
    CourseAction.MARK: {"viewer", "editor", "owner", "admin"},
    CourseAction.TEACH: {"editor", "owner", "admin"},
    CourseAction.OWN: {"owner", "admin"},
}
# Who has the link may join; until then the bank is closed to them like a private one.
MAY = {
    Visibility.PRIVATE: _MAY_IF_PRIVATE,
    Visibility.LINK: _MAY_IF_PRIVATE,
    Visibility.EVERYONE: _MAY_IF_PRIVATE
    | {Action.LEARN: PASSES["anyone"], Action.INSPECT: PASSES["teacher"]},
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A policy of the route; and what one must be able to do with the bank, or whose thing it is.

    ``course`` is what one must be able to do with the course; for ``answers`` of its students one
    must be in it, which administrators are not. ``enrolled``: it is there for all who ever were in
    the course, or were to be. ``around`` is what has to do with a course without being of one.

    ``whose`` is the one person for whom the thing is there: not even admins read answers of others,
    but for what ``admins`` look after, too.
    ``once``: taking away what is not there (any more, or for this person) is answered as done.
    ``begun`` is false for a step that nobody of the matrix has begun: it leads to its beginning.
    ``closed`` is what those meet who could log in: files are not there, pages lead to the login.
    """

    policy: str
    action: Action | None = None
    whose: str = ""
    once: bool = False
    closed: Outcome = Outcome.LOGIN
    begun: bool = True
    admins: bool = False
    course: CourseAction | None = None
    answers: bool = False
    enrolled: bool = False
    around: bool = False

    @property
    def people(self) -> tuple[str, ...]:
        """Who is asked about it."""
        is_course = self.course is not None or self.enrolled or self.around
        return (*PEOPLE, *AROUND_COURSE) if is_course else PEOPLE

    def outcome(self, person: str, visibility: Visibility) -> Outcome:
        """Return what becomes of a request of somebody around such a bank."""
        if not self.begun:
            return Outcome.LOGIN
        may = MAY[visibility]
        if person not in PASSES[self.policy]:
            return self.closed if person in {"nobody", "guest"} else Outcome.REFUSED
        hidden = Outcome.DONE if self.once else Outcome.HIDDEN
        if self.action is not None and person not in may[self.action]:
            return Outcome.REFUSED if person in may[Action.LEARN] else hidden
        if self.course is not None and person not in MAY_IN_COURSE[self.course]:
            sees = person in MAY_IN_COURSE[CourseAction.SEE]
            return Outcome.REFUSED if sees else Outcome.HIDDEN
        if self.answers and person == "admin":
            return Outcome.HIDDEN
        if self.enrolled and person not in IN_COURSE:
            return Outcome.HIDDEN
        if self.whose and person != self.whose and not (self.admins and person == "admin"):
            return hidden
        return Outcome.IN


# By endpoint, or by method and endpoint where the methods differ.
ROUTES: dict[Rule, str] = {
    Rule("anyone"): """
        static bootstrap.static home.index home.theme memory.choose memory.overview
        accounts.login accounts.logout accounts.signup accounts.forgot accounts.setup
        accounts.end_guest
        privacy.leaving privacy.keep banks.invitation banks.join
        quizzes.front quizzes.begin
    """,
    Rule("anyone", around=True): """
        courses.enter_code courses.find_course courses.invited courses.join
        notices.confirm notices.confirmed notices.stop_by_link notices.stopped
    """,
    Rule("anyone", begun=False): "accounts.second_step",
    Rule("anyone", Action.LEARN): """
        banks.bank banks.fact banks.source quizzes.choose quizzes.start memory.card memory.answer
        memory.more
    """,
    # Whoever is about to leave may take their data with them, so these look for themselves.
    Rule("learner"): """
        accounts.account accounts.end_other_logins privacy.own_data privacy.own_looks
        privacy.read_data
        banks.ask_leave banks.leave answering.seen
    """,
    Rule("learner", closed=Outcome.HIDDEN): "privacy.as_json privacy.as_page privacy.as_tables",
    Rule("learner", whose="student"): """
        quizzes.attempt quizzes.save quizzes.hand_in quizzes.question quizzes.answer quizzes.results
        quizzes.summary quizzes.time
        memory.feedback memory.undo accounts.end_login
        answering.objection answering.send_objection
        answering.objection_to_unanswered answering.object_to_unanswered
    """,
    Rule("member"): """
        accounts.change_password accounts.guest_answers privacy.delete accounts.second_factor
        accounts.recovery_codes accounts.renew_recovery_codes accounts.end_second_factor
        notices.listed notices.read notices.settings notices.save_settings
        notices.ask_mail notices.stop_mail
    """,
    Rule("member", around=True): """
        courses.own courses.ask_leave courses.leave courses.decline_place
    """,
    Rule("member", enrolled=True): "courses.accept_place",
    Rule("member", course=CourseAction.SEE): "courses.course",
    Rule("member", course=CourseAction.SEE, whose="student"): "gradebook.mine",
    Rule("member", course=CourseAction.MARK): """
        courses.people courses.glance courses.memory courses.memory_weeks
        gradebook.column live.watch live.look
        assignments.listed assignments.assignment
        gradebook.grades gradebook.as_csv gradebook.as_xlsx gradebook.student gradebook.former
        gradebook.cell
    """,
    Rule("member", Action.LEARN, course=CourseAction.MARK): "courses.painted",
    Rule("teacher", Action.INSPECT, course=CourseAction.MARK): "courses.quiz_of_memory",
    Rule("member", course=CourseAction.TEACH): """
        courses.show_code courses.make_code courses.close_code
        courses.add_person courses.approve courses.decline courses.change_role
        courses.remove_person courses.put_back
        courses.groups courses.add_group courses.rename_group courses.remove_group
        courses.put_into_group courses.settings courses.save_settings
        gradebook.set_drops gradebook.mark gradebook.take_back gradebook.excuse gradebook.note
        courses.new_roster courses.keep_roster courses.roster courses.change_roster
        courses.import_roster courses.undo_roster
        live.pause_everybody live.resume_everybody live.give_time live.pause_one
        live.resume_one live.ask_hand_in live.hand_in
        courses.choose_cards courses.make_cards courses.card_sheet courses.put_cards_away
        assignments.new assignments.add assignments.terms assignments.change
        assignments.remove assignments.restore assignments.dates assignments.give
    """,
    Rule("member", course=CourseAction.TEACH, answers=True): """
        assignments.result courses.memory_students
    """,
    Rule("member", course=CourseAction.OWN): """
        courses.hand_over courses.ask_archive courses.archive courses.restore
        gradebook.trail gradebook.trail_as_csv gradebook.trail_as_json
        courses.set_months courses.keep_longer
    """,
    Rule("teacher", course=CourseAction.TEACH): "courses.ask_copy courses.copy",
    Rule("teacher"): """
        authoring.overview authoring.new_article authoring.read_article accounts.reset_code
        authoring.new_bank authoring.add_bank quizzes.own quizzes.new quizzes.add
        courses.new courses.add
        accounts.begin_second_factor accounts.confirm_second_factor
    """,
    Rule("teacher", Action.INSPECT): """
        authoring.facts authoring.fact authoring.questions authoring.review authoring.sentence
        GET:authoring.question
    """,
    Rule("teacher", Action.EDIT): """
        POST:authoring.question authoring.choose_kind authoring.new_question
        authoring.publish_question authoring.reopen_question authoring.retire_question
        authoring.ask_remark authoring.remark
        answering.objections answering.accept answering.decline
        authoring.accept_draft authoring.reject_draft authoring.take_back_draft
        authoring.draft_sentence authoring.sentence_progress authoring.sentence_progress_data
        authoring.approve_fact authoring.ask_article authoring.remove_article
        authoring.new_terms authoring.keep_terms
        authoring.fact_wording authoring.save_fact_wording authoring.members
        authoring.end_fact authoring.take_back_ending authoring.change_chosen
    """,
    Rule("teacher", Action.EDIT, whose="owner"): """
        authoring.terms authoring.change_terms authoring.add_terms authoring.take_back_terms
    """,
    Rule("teacher", Action.MANAGE): """
        authoring.ask_bank authoring.bank_settings authoring.save_bank_settings
        authoring.add_member authoring.change_role authoring.remove_member
        authoring.change_visibility authoring.renew_link
    """,
    Rule("teacher", Action.MANAGE, once=True): "authoring.remove_bank",
    Rule("teacher", whose="owner"): """
        authoring.pending authoring.draft authoring.progress authoring.progress_data
        authoring.cancel_reading authoring.read_again
        quizzes.attempts quizzes.attempts_as_csv quizzes.result
        quizzes.analysis quizzes.analysis_as_csv
        assignments.choose_course
        quizzes.find_learner quizzes.learner quizzes.give
        quizzes.pause_attempt quizzes.resume_attempt
        quizzes.pause_everybody quizzes.resume_everybody
        quizzes.marking quizzes.set_marking quizzes.name_marker quizzes.drop_marker
        quizzes.mark quizzes.save_marking quizzes.take_back_marking
    """,
    Rule("teacher", whose="owner", admins=True): """
        quizzes.edit quizzes.change_items quizzes.replace_item
        quizzes.add_section quizzes.remove_section quizzes.restore_section
        quizzes.add_draw quizzes.pick quizzes.add_picked
        quizzes.settings quizzes.save_settings quizzes.publish quizzes.withdraw
        quizzes.ask_remove quizzes.remove quizzes.begin_preview quizzes.remove_preview
        quizzes.paper
    """,
    Rule("admin"): """
        admin.start admin.people admin.person admin.make_code admin.deactivate admin.end_logins
        admin.reactivate admin.change_role admin.unlock admin.banks
        admin.jobs admin.cancel_job admin.retry_job admin.log admin.log_as_csv
        admin.add_person admin.end_second_factor admin.end_login
        admin.trail admin.trail_as_csv admin.trail_as_json
        admin.retention admin.read_data admin.data_as_json admin.data_as_page admin.data_as_tables
        admin.test_mail
    """,
}


def rules_by_route() -> dict[str, Rule]:
    """Return the rule of each entry of the table."""
    found: dict[str, Rule] = {}
    for rule, names in ROUTES.items():
        for name in names.split():
            assert name not in found, f"{name} stands twice in tests/web/matrix/rules.py"
            found[name] = rule
    return found
