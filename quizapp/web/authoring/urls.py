"""Addresses of the teacher's pages."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.authoring import (
    articles,
    bank_settings,
    changes,
    chosen,
    deciding,
    deleting,
    drafting,
    editing,
    fact_wording,
    lists,
    publishing,
    remarking,
    reviewing,
    sentences,
    sharing,
    terms,
    writing,
)

blueprint = Blueprint("authoring", __name__)

_BANK = "/teach/banks/<slug>"
_QUESTION = f"{_BANK}/questions/<question_slug>"
_NEW = f"{_BANK}/new-question"
_TERMS = f"{_BANK}/terms"
_TERM_LIST = f"{_TERMS}/<uuid:list_id>"
_SHARING = f"{_BANK}/sharing"
_MEMBER = f"{_SHARING}/members/<id:user_id>"
_ARTICLE = "/teach/new-article"
_PENDING = f"{_ARTICLE}/<uuid:article_id>"

blueprint.add_url_rule("/teach", view_func=lists.overview, strict_slashes=False)
blueprint.add_url_rule(f"{_BANK}/facts", view_func=lists.facts)
blueprint.add_url_rule(f"{_BANK}/facts/<fact_slug>", view_func=lists.fact)
blueprint.add_url_rule(
    f"{_BANK}/facts/<fact_slug>/approve", view_func=publishing.approve_fact, methods=["POST"]
)
blueprint.add_url_rule(f"{_BANK}/facts/<fact_slug>/wording", view_func=fact_wording.fact_wording)
blueprint.add_url_rule(
    f"{_BANK}/facts/<fact_slug>/wording",
    view_func=fact_wording.save_fact_wording,
    methods=["POST"],
)
blueprint.add_url_rule(f"{_BANK}/questions", view_func=lists.questions)
blueprint.add_url_rule(f"{_BANK}/questions", view_func=chosen.change_chosen, methods=["POST"])
blueprint.add_url_rule(_QUESTION, view_func=editing.question, methods=["GET", "POST"])
blueprint.add_url_rule(
    f"{_QUESTION}/publish", view_func=publishing.publish_question, methods=["POST"]
)
blueprint.add_url_rule(
    f"{_QUESTION}/retire", view_func=publishing.retire_question, methods=["POST"]
)
blueprint.add_url_rule(
    f"{_QUESTION}/reopen", view_func=publishing.reopen_question, methods=["POST"]
)
blueprint.add_url_rule(f"{_QUESTION}/marks", view_func=remarking.ask_remark)
blueprint.add_url_rule(f"{_QUESTION}/marks", view_func=remarking.remark, methods=["POST"])
blueprint.add_url_rule(_NEW, view_func=writing.choose_kind)
blueprint.add_url_rule(f"{_NEW}/<kind>", view_func=writing.new_question, methods=["GET", "POST"])
blueprint.add_url_rule(_ARTICLE, view_func=articles.new_article)
blueprint.add_url_rule(_ARTICLE, view_func=articles.read_article, methods=["POST"])
blueprint.add_url_rule(_PENDING, view_func=articles.pending)
blueprint.add_url_rule(_PENDING, view_func=drafting.draft, methods=["POST"])
blueprint.add_url_rule(f"{_PENDING}/progress", view_func=drafting.progress)
blueprint.add_url_rule(f"{_PENDING}/progress.json", view_func=drafting.progress_data)
blueprint.add_url_rule(f"{_PENDING}/cancel", view_func=drafting.cancel_reading, methods=["POST"])
blueprint.add_url_rule(f"{_PENDING}/again", view_func=drafting.read_again, methods=["POST"])
blueprint.add_url_rule(f"{_BANK}/articles/<source_slug>", view_func=reviewing.review)
blueprint.add_url_rule(f"{_BANK}/articles/<source_slug>/remove", view_func=deleting.ask_article)
blueprint.add_url_rule(
    f"{_BANK}/articles/<source_slug>/remove", view_func=deleting.remove_article, methods=["POST"]
)
blueprint.add_url_rule(f"{_BANK}/remove", view_func=deleting.ask_bank)
blueprint.add_url_rule(f"{_BANK}/remove", view_func=deleting.remove_bank, methods=["POST"])
blueprint.add_url_rule(f"{_QUESTION}/accept", view_func=deciding.accept_draft, methods=["POST"])
blueprint.add_url_rule(f"{_QUESTION}/reject", view_func=deciding.reject_draft, methods=["POST"])
blueprint.add_url_rule(
    f"{_QUESTION}/take-back", view_func=deciding.take_back_draft, methods=["POST"]
)
blueprint.add_url_rule("/teach/new-bank", view_func=bank_settings.new_bank)
blueprint.add_url_rule("/teach/new-bank", view_func=bank_settings.add_bank, methods=["POST"])
blueprint.add_url_rule(f"{_BANK}/settings", view_func=bank_settings.bank_settings)
blueprint.add_url_rule(
    f"{_BANK}/settings", view_func=bank_settings.save_bank_settings, methods=["POST"]
)
blueprint.add_url_rule(_TERMS, view_func=terms.new_terms)
blueprint.add_url_rule(_TERMS, view_func=terms.keep_terms, methods=["POST"])
blueprint.add_url_rule(_TERM_LIST, view_func=terms.terms)
blueprint.add_url_rule(_TERM_LIST, view_func=terms.change_terms, methods=["POST"])
blueprint.add_url_rule(f"{_TERM_LIST}/add", view_func=terms.add_terms, methods=["POST"])
blueprint.add_url_rule(f"{_TERM_LIST}/take-back", view_func=terms.take_back_terms, methods=["POST"])
blueprint.add_url_rule(_SHARING, view_func=sharing.members)
blueprint.add_url_rule(f"{_SHARING}/members", view_func=sharing.add_member, methods=["POST"])
blueprint.add_url_rule(f"{_MEMBER}/role", view_func=sharing.change_role, methods=["POST"])
blueprint.add_url_rule(f"{_MEMBER}/remove", view_func=sharing.remove_member, methods=["POST"])
blueprint.add_url_rule(
    f"{_SHARING}/visibility", view_func=sharing.change_visibility, methods=["POST"]
)
blueprint.add_url_rule(f"{_SHARING}/link", view_func=sharing.renew_link, methods=["POST"])
_CHANGE = f"{_BANK}/articles/<source_slug>/changes/<fact_slug>"
blueprint.add_url_rule(f"{_CHANGE}/end", view_func=changes.end_fact, methods=["POST"])
blueprint.add_url_rule(f"{_CHANGE}/take-back", view_func=changes.take_back_ending, methods=["POST"])
_SENTENCE = f"{_BANK}/articles/<source_slug>/sentences/<int:number>"
blueprint.add_url_rule(_SENTENCE, view_func=sentences.sentence)
blueprint.add_url_rule(_SENTENCE, view_func=sentences.draft_sentence, methods=["POST"])
blueprint.add_url_rule(f"{_SENTENCE}/progress", view_func=sentences.sentence_progress)
blueprint.add_url_rule(f"{_SENTENCE}/progress.json", view_func=sentences.sentence_progress_data)
