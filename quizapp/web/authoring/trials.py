"""Whose answers in a bank are trials, and taking them out before what they were about goes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from quizapp.answering.trials import remove_trials, remove_tried_quizzes
from quizapp.authoring.deletion import questions_of_bank
from quizapp.banks.models import Bank
from quizapp.banks.sharing import editors
from quizapp.quizzes.traces import bank_was_asked, was_asked
from quizapp.web.auth import visitor


def testers(session: Session, bank: Bank) -> set[int]:
    """Return the ids of those whose answers in a bank are trials: who may change it."""
    return editors(session, bank.id) | {visitor().id}


def clear_trials(session: Session, bank: Bank, questions: Sequence[int]) -> bool:
    """Remove the trials of questions that are to go; True, and nothing, if learners were asked."""
    who = testers(session, bank)
    if was_asked(session, questions, besides=who):
        return True
    remove_trials(session, questions, who)
    return False


def clear_bank_of_trials(session: Session, bank: Bank) -> bool:
    """Remove all trials in a bank that is to go; True, and nothing, if learners were asked."""
    who = testers(session, bank)
    if bank_was_asked(session, bank.id, besides=who):
        return True
    remove_trials(session, questions_of_bank(session, bank), who)
    remove_tried_quizzes(session, bank.id, who)
    return False
