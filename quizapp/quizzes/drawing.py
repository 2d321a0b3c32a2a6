"""Which questions an attempt is made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.banks.access import banks_by_id
from quizapp.banks.candidates import Scope, draw_candidates, essay_candidates
from quizapp.banks.errors import QuestionGone
from quizapp.banks.models import Question as QuestionRow
from quizapp.banks.models import QuestionVersion
from quizapp.banks.policies import Action, can
from quizapp.banks.versions import questions_of
from quizapp.domain.cueing import gives_away
from quizapp.domain.questions import Question, QuestionKind
from quizapp.domain.sampling import Candidate, draw, draw_preferring
from quizapp.quizzes.design_models import Preference
from quizapp.quizzes.designs import Item
from quizapp.quizzes.preferring import Recall, preferring


@dataclass(frozen=True, slots=True)
class Drawing:
    """What came of the items of a quiz.

    ``gone`` are positions, from 1, of questions that cannot be asked any more; ``short`` are those
    of draws that found less than they ask for, each with how many it found. Those that are ``lost``
    among them are of banks that the quiz may not use. ``points`` are what the questions are worth,
    by their versions, and ``sections`` the numbers of their sections; of those that are ``keyless``
    learners do not see what is right. ``preferred`` says of each draw that prefers something how
    many it has of it.
    """

    questions: tuple[Candidate, ...]
    gone: tuple[int, ...]
    short: Mapping[int, int]
    lost: frozenset[int]
    points: Mapping[int, float]
    preferred: Mapping[int, int]
    sections: Mapping[int, int]
    keyless: frozenset[int]


def weighing(session: Session) -> Callable[[Candidate, Candidate], bool]:
    """Return what tells whether one candidate gives another's answer away."""
    texts: dict[int, Question] = {}

    def text(candidate: Candidate) -> Question:
        # Only those that are weighed are read, each once: a bank may have thousands.
        if candidate.version not in texts:
            texts.update(questions_of(session, {candidate.version: candidate.fingerprint}))
        return texts[candidate.version]

    return lambda one, other: gives_away(text(one), text(other))


def draw_items(
    session: Session,
    items: Sequence[Item],
    rng: Random,
    maker: Visitor | None,
    recall: Recall,
    *,
    shuffles: bool = False,
) -> Drawing:
    """Return the questions of a quiz in the order of its items, or ``shuffles`` those of a section.

    Chosen questions stand as they are. What is drawn asks for no fact twice, and gives no answer
    away where anything else is at hand. A bank whose keys the ``maker`` of the quiz may not see, or
    may not any more, gives it nothing. ``recall`` is asked where a draw prefers what is about to be
    forgotten.
    """
    usable = _usable(session, items, maker)
    state = rng.getstate()
    try:
        return _draw_items(session, items, rng, usable, recall, shuffles=shuffles)
    except QuestionGone:
        # An article was removed meanwhile; what is there now is drawn from.
        rng.setstate(state)
        return _draw_items(session, items, rng, usable, recall, shuffles=shuffles)


def _usable(session: Session, items: Sequence[Item], maker: Visitor | None) -> frozenset[int]:
    """Return the banks of items whose questions their maker may give to others."""
    seen = banks_by_id(session, {each.bank_id for each in items}, maker)
    return frozenset(
        bank_id for bank_id, bank in seen.items() if can(maker, Action.INSPECT, bank.access)
    )


def _draw_items(
    session: Session,
    items: Sequence[Item],
    rng: Random,
    usable: Collection[int],
    recall: Recall,
    *,
    shuffles: bool,
) -> Drawing:
    fixed = _fixed(session, [each for each in items if each.bank_id in usable])
    all_for, weighs = _pools(session), weighing(session)
    found: dict[int, list[Candidate]] = {}
    pools: dict[int, list[Candidate]] = {}
    for position, item in enumerate(items, start=1):
        if item.question is None:
            pools[position] = all_for(item) if item.bank_id in usable else []
        else:
            found[position] = [fixed[item.question]] if item.question in fixed else []
    gone = tuple(position for position, each in found.items() if not each)
    short: dict[int, int] = {}
    preferred: dict[int, int] = {}
    tiers_of = preferring(session, recall)
    # Whoever has less to choose from comes first, or a wider draw would leave nothing to it.
    for position in sorted(pools, key=lambda each: (len(pools[each]), each)):
        beside = [each for drawn in found.values() for each in drawn]
        item, pool = items[position - 1], pools[position]
        count = item.count
        if item.prefers is Preference.NONE:
            found[position] = draw(pool, count, rng, weighs, beside=beside)
        else:
            first, rest = tiers_of(item, pool)
            found[position] = draw_preferring([*first, *rest], count, rng, weighs, beside=beside)
            wanted = {each.version for tier in first for each in tier}
            preferred[position] = sum(each.version in wanted for each in found[position])
        if len(found[position]) < count:
            short[position] = len(found[position])
    questions = [each for position in sorted(found) for each in found[position]]
    item_of = {
        each.version: items[position - 1] for position, drawn in found.items() for each in drawn
    }
    sections = {version: item.section for version, item in item_of.items()}
    if shuffles:
        rng.shuffle(questions)
        # What is in no section stands first, as it is built.
        questions.sort(key=lambda each: sections[each.version])
    places = enumerate(items, start=1)
    lost = frozenset(place for place, item in places if item.bank_id not in usable)
    return Drawing(
        tuple(questions),
        gone,
        dict(sorted(short.items())),
        lost,
        {version: item.points for version, item in item_of.items()},
        preferred,
        sections,
        frozenset(version for version, item in item_of.items() if not item.shows_key),
    )


def _fixed(session: Session, items: Sequence[Item]) -> dict[UUID, Candidate]:
    """Return those chosen questions that can be asked, by their public ids."""
    wanted = {each.question for each in items if each.question is not None}
    if not wanted:
        return {}
    banks = sorted({each.bank_id for each in items if each.question is not None})
    askable = {each.version: each for each in draw_candidates(session, banks)}
    versions = session.execute(
        select(QuestionRow.public_id, QuestionVersion.id, QuestionRow.kind)
        .join(QuestionVersion, QuestionVersion.question_id == QuestionRow.id)
        .where(QuestionRow.public_id.in_(wanted), QuestionVersion.is_current)
    ).all()
    if any(kind == QuestionKind.ESSAY for _, _, kind in versions):
        askable |= {each.version: each for each in essay_candidates(session, banks)}
    return {public_id: askable[version] for public_id, version, _ in versions if version in askable}


def _pools(session: Session) -> Callable[[Item], list[Candidate]]:
    """Return what finds all that an item may draw from."""

    # Several draws are often from all of a bank, or differ in their kind only.
    @cache
    def within(bank_id: int, topic: str, source: str) -> list[Candidate]:
        return draw_candidates(session, [bank_id], Scope((topic,) if topic else (), source=source))

    def all_for(item: Item) -> list[Candidate]:
        found = within(item.bank_id, item.topic, item.source)
        return [each for each in found if item.kind in ("", each.kind)]

    return all_for
