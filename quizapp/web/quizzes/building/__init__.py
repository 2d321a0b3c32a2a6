"""Making quizzes for others, and the page on which others begin one."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.quizzes.building import (
    front,
    items,
    pages,
    paper,
    picking,
    preview,
    replacing,
    sections,
)

_OWN = "/teach/quizzes"
_QUIZ = f"{_OWN}/<uuid:quiz_id>"
_FRONT = "/quizzes/<uuid:quiz_id>"


def add_addresses(blueprint: Blueprint) -> None:
    """Give the pages their addresses."""
    blueprint.add_url_rule(_FRONT, view_func=front.front, methods=["GET"])
    blueprint.add_url_rule(_FRONT, view_func=front.begin, methods=["POST"])
    blueprint.add_url_rule(_OWN, view_func=pages.own)
    blueprint.add_url_rule(f"{_OWN}/new", view_func=pages.new, methods=["GET"])
    blueprint.add_url_rule(f"{_OWN}/new", view_func=pages.add, methods=["POST"])
    blueprint.add_url_rule(_QUIZ, view_func=items.edit)
    blueprint.add_url_rule(f"{_QUIZ}/items", view_func=items.change_items, methods=["POST"])
    blueprint.add_url_rule(
        f"{_QUIZ}/items/another", view_func=replacing.replace_item, methods=["POST"]
    )
    blueprint.add_url_rule(f"{_QUIZ}/sections", view_func=sections.add_section, methods=["POST"])
    blueprint.add_url_rule(
        f"{_QUIZ}/sections/remove", view_func=sections.remove_section, methods=["POST"]
    )
    blueprint.add_url_rule(
        f"{_QUIZ}/sections/restore", view_func=sections.restore_section, methods=["POST"]
    )
    blueprint.add_url_rule(f"{_QUIZ}/draws", view_func=items.add_draw, methods=["POST"])
    blueprint.add_url_rule(f"{_QUIZ}/questions", view_func=picking.pick, methods=["GET"])
    blueprint.add_url_rule(f"{_QUIZ}/questions", view_func=picking.add_picked, methods=["POST"])
    blueprint.add_url_rule(f"{_QUIZ}/settings", view_func=pages.settings, methods=["GET"])
    blueprint.add_url_rule(f"{_QUIZ}/settings", view_func=pages.save_settings, methods=["POST"])
    blueprint.add_url_rule(f"{_QUIZ}/publish", view_func=pages.publish, methods=["POST"])
    blueprint.add_url_rule(f"{_QUIZ}/withdraw", view_func=pages.withdraw, methods=["POST"])
    blueprint.add_url_rule(f"{_QUIZ}/preview", view_func=preview.begin_preview, methods=["POST"])
    blueprint.add_url_rule(
        f"{_QUIZ}/preview/remove", view_func=preview.remove_preview, methods=["POST"]
    )
    blueprint.add_url_rule(f"{_QUIZ}/paper", view_func=paper.paper)
    blueprint.add_url_rule(f"{_QUIZ}/remove", view_func=pages.ask_remove, methods=["GET"])
    blueprint.add_url_rule(f"{_QUIZ}/remove", view_func=pages.remove, methods=["POST"])
