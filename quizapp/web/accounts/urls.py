"""Addresses of the account pages."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.accounts import guest_pages, recovery, second_factor, second_step, views

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
    "/account/logins/<id:login_id>/end", "end_login", views.end_login, methods=["POST"]
)
blueprint.add_url_rule(
    "/account/logins/end-others", "end_other_logins", views.end_other_logins, methods=["POST"]
)

blueprint.add_url_rule("/login/code", "second_step", second_step.step, methods=["GET", "POST"])
_SECOND = "/account/second-factor"
blueprint.add_url_rule(_SECOND, "second_factor", second_factor.page)
blueprint.add_url_rule(
    f"{_SECOND}/begin", "begin_second_factor", second_factor.begin, methods=["POST"]
)
blueprint.add_url_rule(
    f"{_SECOND}/confirm", "confirm_second_factor", second_factor.confirm, methods=["POST"]
)
blueprint.add_url_rule(f"{_SECOND}/codes", "recovery_codes", second_factor.recovery_codes)
blueprint.add_url_rule(
    f"{_SECOND}/renew", "renew_recovery_codes", second_factor.renew_codes, methods=["POST"]
)
blueprint.add_url_rule(f"{_SECOND}/off", "end_second_factor", second_factor.end, methods=["POST"])
