"""Articles to drafts, compared with what a bank knows: the one way for the command and the page.

Imported only by what reads articles: the engine takes a third of a second to import.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quizapp.domain.banks import Bank, Topic
from quizapp.domain.errors import EvidenceNotFound
from quizapp.domain.facts import Evidence, Fact, Source
from quizapp.domain.generation.draft_features import draft_features
from quizapp.domain.generation.drafting import Drafted, FindMore, draft
from quizapp.domain.generation.parsing import Parser
from quizapp.language.article_drafts import ArticleDrafts, Change, Known
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.ranking_weights import load_weights


def draft_articles(
    sources: Iterable[Source],
    parse: Parser,
    bank: Bank | None = None,
    find_more: FindMore | None = None,
) -> Drafted:
    """Return what can be made of those sources that no fact of the bank is from.

    Facts that a newer source ends stand in the result as they are then, with the reasons.
    """
    return draft(sources, parse, load_gazetteer(), load_weights(), bank=bank, find_more=find_more)


def draft_article(source: Source, known: Iterable[Known], parse: Parser) -> ArticleDrafts:
    """Return what can be made of an article that is new to a bank, of which some is ``known``.

    The same article always gives the same. Takes about a second for each 1,000 words.
    """
    bank = known_bank(known)
    drafted = draft_articles((*bank.sources, source), parse, bank)
    by_id = {fact.id: fact for fact in drafted.facts}
    texts = {each.id: each for each in drafted.sources}
    reasons = drafted.changes.reasons
    return ArticleDrafts(
        source,
        drafted.new_facts,
        drafted.questions,
        {question.id: draft_features(question, by_id, texts) for question in drafted.questions},
        drafted.filtered,
        # What the bank's own articles say of each other was there before.
        tuple(each for each in drafted.conflicts if source.id in {each.a.source, each.b.source}),
        tuple(f"{problem.part}: {problem.message}" for _, problem in drafted.problems),
        tuple(
            Change(fact.id, fact.until, fact.superseded_by, reasons[fact.id])
            for fact in drafted.changes.facts
            if fact.id in bank.fact_by_id
        ),
        drafted.central,
    )


def known_bank(known: Iterable[Known]) -> Bank:
    """Return what is known as a bank of its own, whose references all resolve.

    Articles without a fact are left out: they would be read as if they were new. So is what points
    to a fact or a source that is not known, such as evidence in an earlier revision of a text.
    """
    facts: dict[str, Fact] = {}
    told = [(source, fact) for source, said in known for fact in said]
    texts = {source.id: source for source, _ in told}
    for _, fact in told:
        evidence = tuple(each for each in fact.evidence if _stands(each, texts))
        if evidence:
            facts[fact.id] = replace(fact, evidence=evidence)
    kept = {each.source for fact in facts.values() for each in fact.evidence}
    return Bank(
        "known",
        "What is known",
        topics=tuple(Topic(name, name) for name in {fact.topic: 0 for fact in facts.values()}),
        sources=tuple(each for each in texts.values() if each.id in kept),
        facts=tuple(
            replace(
                fact,
                conflicts_with=tuple(name for name in fact.conflicts_with if name in facts),
                superseded_by=fact.superseded_by if fact.superseded_by in facts else "",
            )
            for fact in facts.values()
        ),
    )


def _stands(evidence: Evidence, sources: dict[str, Source]) -> bool:
    source = sources.get(evidence.source)
    if source is None:
        return False
    try:
        source.locate(evidence.quote)
    except EvidenceNotFound:
        return False
    return True
