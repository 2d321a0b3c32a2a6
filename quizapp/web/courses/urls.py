"""Addresses of the pages of courses."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.courses import (
    cards,
    codes,
    glance,
    grouping,
    joining,
    memory,
    memory_pictures,
    pages,
    people,
    retention,
    roster,
    settings,
)

blueprint = Blueprint("courses", __name__)

_COURSES = "/courses"
_COURSE = f"{_COURSES}/<uuid:course_id>"
_PEOPLE = f"{_COURSE}/people"
_PERSON = f"{_PEOPLE}/<id:user_id>"
_ROSTER = f"{_COURSE}/roster"
_LIST = f"{_ROSTER}/<uuid:roster_id>"
_CARDS = f"{_COURSE}/cards"
_GROUPS = f"{_COURSE}/groups"
_GROUP = f"{_GROUPS}/<uuid:group_id>"
_MEMORY = f"{_COURSE}/memory"
_JOIN = "/join"
_CODE = f"{_JOIN}/<code>"

for rule, view, method in (
    (_COURSES, pages.own, "GET"),
    (f"{_COURSES}/new", pages.new, "GET"),
    (f"{_COURSES}/new", pages.add, "POST"),
    (_COURSE, pages.course, "GET"),
    (f"{_COURSE}/glance", glance.glance, "GET"),
    (f"{_COURSE}/leave", pages.ask_leave, "GET"),
    (f"{_COURSE}/leave", pages.leave, "POST"),
    (f"{_COURSE}/accept", pages.accept_place, "POST"),
    (f"{_COURSE}/decline", pages.decline_place, "POST"),
    (f"{_COURSE}/code", codes.show_code, "GET"),
    (f"{_COURSE}/code", codes.make_code, "POST"),
    (f"{_COURSE}/code/close", codes.close_code, "POST"),
    (_PEOPLE, people.people, "GET"),
    (_PEOPLE, people.add_person, "POST"),
    (f"{_PEOPLE}/approve", people.approve, "POST"),
    (f"{_PEOPLE}/grouping", grouping.put_into_group, "POST"),
    (f"{_PERSON}/decline", people.decline, "POST"),
    (f"{_PERSON}/role", people.change_role, "POST"),
    (f"{_PERSON}/remove", people.remove_person, "POST"),
    (f"{_PERSON}/back", people.put_back, "POST"),
    (_ROSTER, roster.new_roster, "GET"),
    (_ROSTER, roster.keep_roster, "POST"),
    (_LIST, roster.roster, "GET"),
    (_LIST, roster.change_roster, "POST"),
    (f"{_LIST}/import", roster.import_roster, "POST"),
    (f"{_LIST}/undo", roster.undo_roster, "POST"),
    (_CARDS, cards.choose_cards, "GET"),
    (_CARDS, cards.make_cards, "POST"),
    (f"{_CARDS}/sheet", cards.card_sheet, "GET"),
    (f"{_CARDS}/away", cards.put_cards_away, "POST"),
    (_GROUPS, grouping.groups, "GET"),
    (_GROUPS, grouping.add_group, "POST"),
    (f"{_GROUP}/name", grouping.rename_group, "POST"),
    (f"{_GROUP}/remove", grouping.remove_group, "POST"),
    (f"{_COURSE}/settings", settings.settings, "GET"),
    (f"{_COURSE}/settings", settings.save_settings, "POST"),
    (f"{_COURSE}/hand-over", settings.hand_over, "POST"),
    (f"{_COURSE}/archive", settings.ask_archive, "GET"),
    (f"{_COURSE}/archive", settings.archive, "POST"),
    (f"{_COURSE}/restore", settings.restore, "POST"),
    (f"{_COURSE}/keep", retention.keep_longer, "POST"),
    (f"{_COURSE}/months", retention.set_months, "POST"),
    (f"{_COURSE}/copy", settings.ask_copy, "GET"),
    (f"{_COURSE}/copy", settings.copy, "POST"),
    (_MEMORY, memory.memory, "GET"),
    (f"{_MEMORY}/students", memory_pictures.memory_students, "GET"),
    (f"{_MEMORY}/weeks", memory_pictures.memory_weeks, "GET"),
    (f"{_MEMORY}/quiz", memory.quiz_of_memory, "POST"),
    (f"{_MEMORY}/articles/<slug>/<source_slug>", memory.painted, "GET"),
    (_JOIN, joining.enter_code, "GET"),
    (_JOIN, joining.find_course, "POST"),
    (_CODE, joining.invited, "GET"),
    (_CODE, joining.join, "POST"),
):
    blueprint.add_url_rule(rule, view_func=view, methods=[method])
