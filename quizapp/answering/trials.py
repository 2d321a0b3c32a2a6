"""Trials: what those who may change a bank answered in it themselves, to see how it is.

A trial keeps nothing from being removed, and goes with what it was about; so does the preview of a
quiz, whoever began it. What anybody else
answered is never touched: the database itself refuses, because everything an answer rests on is
held by RESTRICT.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Delete, and_, delete, exists, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.answering.models import Challenge
from quizapp.banks.models import QuestionVersion
from quizapp.memory.log import Learner, replay
from quizapp.memory.models import Review, ReviewUndo
from quizapp.quizzes.accommodation_models import AttemptPause, QuizAccommodation
from quizapp.quizzes.analysis_models import ItemAnalysis
from quizapp.quizzes.design_models import QuizDesign, QuizItem
from quizapp.quizzes.item_analysis import answers_removed, forget
from quizapp.quizzes.locking import lock_learners
from quizapp.quizzes.models import (
    Attempt,
    AttemptQuestion,
    Mark,
    Quiz,
    QuizBank,
    QuizSettingsVersion,
    Response,
    Score,
)
from quizapp.quizzes.progress_models import AttemptProgress


def remove_trials(
    session: Session, question_ids: Collection[int], testers: Collection[int]
) -> None:
    """Remove what testers answered to these questions, in quizzes and in study.

    A quiz in which one of them was asked goes as a whole, and the testers' memories of the other
    facts in it are computed anew. Call it before anything else is locked, and remove the questions
    in the same transaction.
    """
    versions = select(QuestionVersion.id).where(QuestionVersion.question_id.in_(question_ids))
    tried = (
        Attempt.user_id.in_(testers) | Attempt.is_preview,
        exists().where(
            AttemptQuestion.attempt_id == Attempt.id,
            AttemptQuestion.question_version_id.in_(versions),
        ),
    )
    lock_learners(session, {*testers, *session.scalars(select(Attempt.user_id).where(*tried))})
    attempts = session.scalars(select(Attempt.id).where(*tried)).all()
    in_study = and_(
        Response.user_id.in_(testers),
        Response.attempt_id.is_(None),
        Response.question_version_id.in_(versions),
    )
    responses = select(Response.id).where(Response.attempt_id.in_(attempts) | in_study)
    scores = select(Score.id).where(Score.response_id.in_(responses))
    answers_removed(session, testers)
    learnt: dict[int, set[int]] = defaultdict(set)
    for user_id, fact_id in session.execute(
        select(Review.user_id, Review.fact_id).where(Review.score_id.in_(scores)).distinct()
    ):
        learnt[user_id].add(fact_id)
    for statement in (
        delete(ItemAnalysis).where(ItemAnalysis.question_version_id.in_(versions)),
        delete(Challenge).where(Challenge.response_id.in_(responses)),
        delete(Review).where(Review.score_id.in_(scores)),
        delete(ReviewUndo).where(ReviewUndo.response_id.in_(responses)),
        delete(Mark).where(Mark.score_id.in_(scores)),
        delete(Score).where(Score.response_id.in_(responses)),
        delete(Response).where(Response.attempt_id.in_(attempts) | in_study),
        delete(AttemptPause).where(AttemptPause.attempt_id.in_(attempts)),
        delete(AttemptProgress).where(AttemptProgress.attempt_id.in_(attempts)),
        delete(AttemptQuestion).where(AttemptQuestion.attempt_id.in_(attempts)),
        delete(Attempt).where(Attempt.id.in_(attempts)),
    ):
        _do(session, statement)
    for user_id, facts in learnt.items():
        replay(session, Learner.of(session.get_one(User, user_id)), facts)


def remove_tried_quizzes(session: Session, bank_id: int, testers: Collection[int]) -> None:
    """Remove the testers' quizzes that draw from a bank, which nothing was answered in any more."""
    quizzes = session.scalars(
        select(Quiz.id)
        .join(QuizBank, QuizBank.quiz_id == Quiz.id)
        .where(QuizBank.bank_id == bank_id, Quiz.owner_id.in_(testers))
    ).all()
    forget(session, quizzes)
    for statement in (
        delete(QuizAccommodation).where(QuizAccommodation.quiz_id.in_(quizzes)),
        delete(QuizItem).where(QuizItem.quiz_id.in_(quizzes)),
        delete(QuizDesign).where(QuizDesign.quiz_id.in_(quizzes)),
        delete(QuizSettingsVersion).where(QuizSettingsVersion.quiz_id.in_(quizzes)),
        delete(QuizBank).where(QuizBank.quiz_id.in_(quizzes)),
        delete(Quiz).where(Quiz.id.in_(quizzes)),
    ):
        _do(session, statement)


def _do(session: Session, statement: Delete) -> None:
    session.execute(statement, execution_options={"synchronize_session": False})
