"""What was made of an article, without reading one: the small bank's facts as drafts."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from quizapp.authoring.articles import keep_drafts
from quizapp.authoring.models import Draft
from quizapp.banks.models import Question as QuestionRow
from quizapp.banks.queries import bank_by_slug
from quizapp.db import db, transaction
from quizapp.domain.facts import FactStatus, Source
from quizapp.domain.generation.pipeline import Filtered
from quizapp.domain.generation.reasons import Reason
from quizapp.domain.questions import QuestionKind, QuestionStatus
from quizapp.language.article_drafts import ArticleDrafts
from tests import teaching

KINDS = (QuestionKind.SHORT_ANSWER, QuestionKind.MULTIPLE_CHOICE, QuestionKind.NUMERIC)
HELD = "The fact has 3 better questions already."
FEATURES = {"form:short_answer": 1.0, "stem-words": 0.3}
BANK = "an-atlas"


def made(**changed: Any) -> ArticleDrafts:
    """Return three drafts about three rivers, and one that was held back."""
    content = teaching.bank()
    known = teaching.questions()
    drafts = [replace(known[kind], status=QuestionStatus.DRAFT) for kind in KINDS]
    held = replace(known[QuestionKind.FLASHCARD], status=QuestionStatus.DRAFT)
    found = ArticleDrafts(
        source=Source("atlas", "An atlas", "A publisher", "2020", teaching.TEXT),
        facts=tuple(replace(fact, status=FactStatus.DRAFT) for fact in content.facts),
        questions=tuple(drafts),
        features={drafts[0].id: FEATURES},
        held=(Filtered(held, (Reason("enough", HELD),)),),
    )
    return replace(found, **changed)


def keep(author_id: int, now: Any, drafts: ArticleDrafts | None = None, **given: Any) -> int:
    """Store the drafts and return the id of what they are drafts of; needs an app context."""
    given = {"new_title": "An atlas"} | given
    given_name = given.pop("slug", BANK)
    with transaction() as session:
        bank = None if given["new_title"] else bank_by_slug(session, given_name)
        kept = keep_drafts(session, bank, drafts or made(), author_id=author_id, now=now, **given)
        if bank is None:
            # What is new has an address by chance; tests spell it.
            kept.source.bank.slug = given_name
        return kept.id


def decided() -> dict[str, str | None]:
    """Return what was decided on each draft, by the question's name; needs an app context."""
    statement = (
        select(QuestionRow.slug, Draft.decision)
        .join(Draft, Draft.question_id == QuestionRow.id)
        .order_by(Draft.place)
    )
    return dict(db.session.execute(statement).all())
