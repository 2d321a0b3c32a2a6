"""Addresses of the account pages."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.accounts import guest_pages, recovery, views

blueprint = Blueprint("accounts", __name__)

blueprint.add_url_rule("/login", "login", views.login, methods=["GET", "POST"])
blueprint.add_url_rule("/forgot", view_func=recovery.forgot, methods=["GET", "POST"])
blueprint.add_url_rule("/teach/reset-code", view_func=recovery.reset_code, methods=["GET", "POST"])
blueprint.add_url_rule("/logout", "logout", views.logout, methods=["POST"])
blueprint.add_url_rule("/signup", "signup", views.signup, methods=["GET", "POST"])
blueprint.add_url_rule("/setup/<token>", "setup", views.setup, methods=["GET", "POST"])
blueprint.add_url_rule("/login/guest", view_func=guest_pages.guest_answers, methods=["GET", "POST"])
blueprint.add_url_rule(
    "/account/end-guest", view_func=guest_pages.end_guest, methods=["GET", "POST"]
)
blueprint.add_url_rule("/account", "account", views.account, methods=["GET", "POST"])
blueprint.add_url_rule(
    "/account/password", "change_password", views.change_password, methods=["GET", "POST"]
)
blueprint.add_url_rule(
    "/account/logins/<int:login_id>/end", "end_login", views.end_login, methods=["POST"]
)
blueprint.add_url_rule(
    "/account/logins/end-others", "end_other_logins", views.end_other_logins, methods=["POST"]
)
