"""Forms: drafts of one article that ask for exactly the same facts, each in a way of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnExpressionArgument, select
from sqlalchemy.orm import Session

from quizapp.authoring.draft_decisions import WAITS, Decision
from quizapp.authoring.models import Draft
from quizapp.banks.models import Question, QuestionPart, QuestionVersion


@dataclass(frozen=True, slots=True)
class Form:
    """A wording of a draft, by the slug of its question, and the ids of the facts it asks for."""

    slug: str
    version: UUID
    facts: frozenset[int]


def waiting_forms(session: Session, run_id: int) -> list[Form]:
    """Return the drafts of an article that wait, as they are worded now, best first."""
    return _forms(session, Draft.generation_run_id == run_id, QuestionVersion.is_current, *WAITS)


def rejected_forms(session: Session, draft: Draft) -> list[Form]:
    """Return the drafts that were rejected in one go with this one and as forms of it, and itself.

    What goes together has one moment, one person and one article. What was reworded since is
    counted by the wording that was rejected. There is none of a draft that was not rejected.
    """
    if draft.decision != Decision.REJECTED:
        return []
    at_once = _forms(
        session,
        Draft.generation_run_id == draft.generation_run_id,
        Draft.decision == Decision.REJECTED.value,
        Draft.decided_at == draft.decided_at,
        Draft.decided_by == draft.decided_by,
        QuestionVersion.id == Draft.version_id,
    )
    return forms_of(draft.question.slug, at_once)


def forms_of(slug: str, among: Collection[Form]) -> list[Form]:
    """Return those that ask for the same facts as the draft of that name, which is one of them."""
    facts = next((each.facts for each in among if each.slug == slug), None)
    return [each for each in among if each.facts == facts]


def _forms(session: Session, *conditions: ColumnExpressionArgument[bool]) -> list[Form]:
    rows = session.execute(
        select(Question.slug, QuestionVersion.public_id, QuestionPart.fact_id)
        .select_from(Draft)
        .join(Question, Question.id == Draft.question_id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(QuestionPart, QuestionPart.question_version_id == QuestionVersion.id)
        .where(*conditions)
        .order_by(Draft.place)
    )
    facts: dict[tuple[str, UUID], set[int]] = defaultdict(set)
    for slug, version, fact_id in rows:
        facts[slug, version].add(fact_id)
    return [Form(*named, frozenset(asked)) for named, asked in facts.items()]
