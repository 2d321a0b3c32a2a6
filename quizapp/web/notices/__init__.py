"""Notices: what is new, that it was read, and which kinds there are."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.notices import counting, mail, pages

blueprint = Blueprint("notices", __name__)

# The frame of every page has the number, and asks for it where it is drawn.
blueprint.app_context_processor(lambda: {"new_notices": counting.new_notices})
blueprint.after_app_request(counting.note_read)

blueprint.add_url_rule("/notices", view_func=pages.listed)
blueprint.add_url_rule("/notices/read", view_func=pages.read, methods=["POST"])
blueprint.add_url_rule("/notices/settings", view_func=pages.settings)
blueprint.add_url_rule("/notices/settings", view_func=pages.save_settings, methods=["POST"])

blueprint.add_url_rule("/notices/mail", "ask_mail", mail.ask, methods=["POST"])
blueprint.add_url_rule("/notices/mail/stop", "stop_mail", mail.stop, methods=["POST"])
blueprint.add_url_rule("/mail/confirm/<token>", view_func=mail.confirm, methods=["GET", "POST"])
blueprint.add_url_rule("/mail/confirmed", view_func=mail.confirmed)
blueprint.add_url_rule("/mail/stop/<token>", view_func=mail.stop_by_link, methods=["GET", "POST"])
blueprint.add_url_rule("/mail/stopped", view_func=mail.stopped)
# A mail program has no token of a form; the link itself is what nobody else can know.
blueprint.record(lambda state: state.app.extensions["csrf"].exempt(mail.stop_by_link))
