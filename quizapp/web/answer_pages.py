"""An answered question as a page shows it: what was given, what is right, and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from quizapp.answering.essay_marking import MARKED
from quizapp.banks import queries as banks
from quizapp.banks.queries import AskedQuestion, Proof
from quizapp.domain.answers import Blank, Chosen, Outcome, Written
from quizapp.domain.certainty import Certainty
from quizapp.domain.grading import grade
from quizapp.domain.kinds.essay import word_count
from quizapp.domain.questions import (
    Level,
    MultipleChoice,
    MultipleResponse,
    Question,
    QuestionKind,
)
from quizapp.quizzes.marking_models import EssayMarking
from quizapp.quizzes.markings import markings_of
from quizapp.quizzes.results import KeyedResult, Result
from quizapp.web.banks.lookup import is_there, look_at
from quizapp.web.evidence import Citation, Excerpt, citation, excerpt_citing, paragraph_around
from quizapp.web.formatting import spoken_points, spoken_worth


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """One part of an answer, in words for people.

    ``true_of`` is what a chosen wrong option would be right for, ``note`` what else is to be said:
    how a word is spelt, which options were ticked wrongly.
    """

    label: str
    given: str
    expected: str
    right: bool
    answered: bool
    true_of: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One of the options that were offered."""

    text: str
    chosen: bool
    right: bool


@dataclass(frozen=True, slots=True)
class EssayAnswer:
    """What was written, how many words it has, and what it was given once it is marked.

    ``levels`` are titles of criteria with the levels that markers chose, and ``comments`` theirs.
    """

    text: str
    words: int
    levels: tuple[tuple[str, tuple[Level, ...]], ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question with its answer, its mark, and its proofs.

    ``reason`` says why it was marked again, and is empty where it was not; ``marked_at`` says when
    it was marked. Of what was struck out nothing is shown but that. ``options`` are what
    could be chosen from, in the order that was shown, where the question had options. What is right
    ``is_withheld`` where nothing was answered and the bank is closed to the learner by now, and
    left out where the teacher ``hides_key``: then nothing of it is here, and parts expect nothing.
    ``certainty`` is how sure they said to be of what they answered. An ``essay`` has neither
    parts nor options.
    """

    position: int
    stem: str
    kind: str
    outcome: str
    points: float
    score: str
    rule: str
    reason: str
    parts: tuple[AnsweredPart, ...]
    options: tuple[ShownOption, ...]
    explanation: str
    proofs: tuple[Excerpt, ...]
    marked_at: datetime | None = None
    response_id: UUID | None = None
    gave_up: bool = False
    is_withheld: bool = False
    hides_key: bool = False
    worth: float = 1.0
    certainty: Certainty | None = None
    essay: EssayAnswer | None = None
    context: str = ""


def answered_questions(
    session: Session,
    shown: Sequence[Result],
    article: str = "",
    *,
    withholds: bool = True,
    sparing: bool = False,
) -> list[AnsweredQuestion]:
    """Return questions with their answers, ready to be shown.

    Of several proofs of a fact the one in the ``article`` is shown, a slug, where there is one.

    Each is shown in the wording that was answered, with the key and the proofs of the wording that
    it was marked by. Nothing of the key is in what is withheld. A quiz that a teacher gave to
    people who need not see its bank ``withholds`` nothing on account of that. Beside a question
    whose key is not shown the others are ``sparing``: only the very sentences prove them, and what
    a wrong option would be right for is not said, because either may be the answer to that one.
    """
    keyed = [result for result in shown if isinstance(result, KeyedResult)]
    proofs = banks.proofs_of_versions(
        session, {version_id for result in keyed for version_id in result.key.fact_versions}
    )
    slugs = _slugs({result.bank_id for result in shown})
    statements = {} if sparing else _statements(session, shown)
    given = _given(session, shown)
    cited: dict[tuple[int, str], Citation] = {}
    found = []
    for result in shown:
        slug = slugs[result.bank_id]
        withheld = withholds and result.score is None and not slug
        hidden = withheld or result.outcome == Outcome.STRUCK
        key = None if hidden or not isinstance(result, KeyedResult) else result
        found.append(
            AnsweredQuestion(
                result.position,
                result.wording,
                result.kind.value,
                result.outcome,
                result.points,
                "" if hidden and not withheld else _score_of(result),
                result.score.rule if result.score else "",
                _reason(result),
                tuple(_parts(key, statements.get(result.bank_id, {})))
                if key
                else ()
                if hidden
                else tuple(_own_parts(result)),
                _options(key) if key else (),
                key.key.question.explanation if key else "",
                tuple(
                    each.brief if sparing else each
                    for each in _excerpts(
                        key.key.fact_versions if key else (), proofs, slug, cited, article
                    )
                ),
                marked_at=result.score.scored_at if result.score else None,
                response_id=result.score.response_id if result.score else None,
                gave_up=(
                    result.score is not None
                    and result.score.was_given
                    and result.outcome == Outcome.BLANK
                ),
                is_withheld=withheld,
                hides_key=not isinstance(result, KeyedResult)
                and result.kind is not QuestionKind.ESSAY,
                worth=result.worth,
                certainty=result.score.certainty if result.score else None,
                essay=None if hidden else _essay(result, given),
                context=result.context,
            )
        )
    return found


def _reason(result: Result) -> str:
    """Return why there is another score; that an essay was marked at all needs no reason."""
    reason = result.score.reason if result.score else ""
    return "" if reason == MARKED and result.kind is QuestionKind.ESSAY else reason


def _given(session: Session, shown: Sequence[Result]) -> Mapping[UUID, Sequence[EssayMarking]]:
    """Return what people gave the essays among these that are marked."""
    return markings_of(
        session,
        [
            each.score.response_id
            for each in shown
            if each.kind is QuestionKind.ESSAY and each.score and each.outcome != Outcome.WAITING
        ],
    )


def _essay(result: Result, given: Mapping[UUID, Sequence[EssayMarking]]) -> EssayAnswer | None:
    if result.kind is not QuestionKind.ESSAY:
        return None
    text = result.answer.text if isinstance(result.answer, Written) else ""
    rows = given.get(result.score.response_id, ()) if result.score else ()
    # Where somebody decided, what others gave counts no more.
    counting = [each for each in rows if each.decides] or rows
    levels = tuple(
        (
            criterion.title,
            tuple(dict.fromkeys(criterion.levels[each.levels[criterion.id]] for each in counting)),
        )
        for criterion in (result.criteria if counting else ())
    )
    comments = tuple(each.comment for each in counting if each.comment)
    return EssayAnswer(text, word_count(text), levels, comments)


def _score_of(result: Result) -> str:
    if result.outcome == Outcome.WAITING:
        return f"up to {spoken_worth(result.worth)}"
    return f"{spoken_points(result.points)} of {spoken_points(result.worth)}"


def proofs_of(session: Session, asked: AskedQuestion) -> tuple[Excerpt, ...]:
    """Return the words that prove the answer to a question."""
    return proofs_of_each(session, [asked])[0]


def proofs_of_each(
    session: Session, asked: Sequence[AskedQuestion]
) -> Sequence[tuple[Excerpt, ...]]:
    """Return the words that prove the answer to each of these questions, in their order."""
    proofs = banks.proofs_of_versions(
        session, {version_id for each in asked for version_id in each.fact_versions}
    )
    slugs = _slugs({each.bank_id for each in asked})
    cited: dict[tuple[int, str], Citation] = {}
    return [
        tuple(_excerpts(each.fact_versions, proofs, slugs[each.bank_id], cited)) for each in asked
    ]


def _slugs(bank_ids: Collection[int]) -> dict[int, str]:
    """Return what leads to banks; empty for one that is closed to the visitor by now.

    Somebody's own answers stay theirs to see, with the proofs, but not the articles' own pages.
    """
    return {bank.id: bank.slug if is_there(bank) else "" for bank in look_at(bank_ids)}


def _statements(session: Session, shown: Iterable[Result]) -> dict[int, Mapping[str, str]]:
    """Return what the wrong options that were chosen are true of, by bank and slug."""
    confused: dict[int, set[str]] = defaultdict(set)
    for result in shown:
        for mark in result.marks:
            if mark.confused_with:
                confused[result.bank_id].add(mark.confused_with)
    return {
        bank_id: banks.fact_statements(session, bank_id, slugs)
        for bank_id, slugs in confused.items()
    }


def _own_parts(result: Result) -> Iterable[AnsweredPart]:
    """Return what was given, and whether it was right: nothing of what is expected."""
    for mark in result.marks:
        label = result.labels.get(mark.part, "")
        yield AnsweredPart(label, mark.given, "", mark.is_right, mark.is_answered)


def _parts(result: KeyedResult, statements: Mapping[str, str]) -> Iterable[AnsweredPart]:
    question = result.key.question
    if isinstance(question, MultipleResponse):
        yield _ticks(question, result)
        return
    labels = {part.name: part.label for part in question.parts}
    if result.score is None:
        for part in grade(question, Blank(), result.key.lookalikes).parts:
            label = labels.get(part.part, "")
            yield AnsweredPart(label, "", part.expected, right=False, answered=False)
        return
    for mark in result.marks:
        yield AnsweredPart(
            labels.get(mark.part, ""),
            mark.given,
            mark.expected,
            mark.is_right,
            mark.is_answered,
            statements.get(mark.confused_with, ""),
            mark.note,
        )


def _options(result: KeyedResult) -> tuple[ShownOption, ...]:
    """Return what was offered, with what is right by the key that counts.

    Nothing where that key names an option that was not there: a list would hide the right answer.
    """
    question = result.asked
    if not isinstance(question, MultipleChoice | MultipleResponse):
        return ()
    chosen = result.answer.options if isinstance(result.answer, Chosen) else ()
    shown, right = question.shown(result.seed), _keys(result.key.question)
    if not right or not right <= {option.id for option in shown}:
        return ()
    return tuple(ShownOption(each.text, each.id in chosen, each.id in right) for each in shown)


def _keys(question: Question) -> frozenset[str]:
    if isinstance(question, MultipleChoice):
        return frozenset((question.key,))
    return frozenset(question.keys) if isinstance(question, MultipleResponse) else frozenset()


def _excerpts(
    fact_versions: Sequence[int],
    proofs: Mapping[int, list[Proof]],
    bank_slug: str,
    cited: dict[tuple[int, str], Citation],
    article: str = "",
) -> Iterable[Excerpt]:
    """Give the first proof of each fact; proofs of one paragraph share an excerpt.

    Each source is ``cited`` once: twenty questions are made from five articles.
    """
    together: dict[tuple[int, int], list[Proof]] = {}
    for version_id in fact_versions:
        found = proofs.get(version_id, [])
        for proof in sorted(found, key=lambda each: each.source.slug != article)[:1]:
            start, _ = paragraph_around(proof.source.text, proof.start, proof.end)
            together.setdefault((proof.source.id, start), []).append(proof)
    for group in together.values():
        source = group[0].source
        if (source.id, bank_slug) not in cited:
            cited[source.id, bank_slug] = citation(source, bank_slug)
        yield excerpt_citing(group, cited[source.id, bank_slug])


def _ticks(question: MultipleResponse, result: KeyedResult) -> AnsweredPart:
    """Return all ticks as one part: a row for each right option would hide the wrong ones."""
    ticked = result.answer.options if isinstance(result.answer, Chosen) else ()
    return AnsweredPart(
        "",
        _listed(option.text for option in question.options if option.id in ticked),
        _listed(question.option(key).text for key in question.keys),
        result.outcome == Outcome.RIGHT,
        bool(ticked),
        note=" ".join(mark.note for mark in result.marks if mark.note),
    )


def _listed(texts: Iterable[str]) -> str:
    return " · ".join(sorted(texts))
