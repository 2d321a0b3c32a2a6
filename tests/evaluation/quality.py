"""What can be measured of the drafts of some articles without a person."""

from __future__ import annotations

import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.facts import Fact, Quantity, Source
from quizapp.domain.generation.checks import CheckContext, check_question
from quizapp.domain.generation.draft_features import key_of, prompt_of
from quizapp.domain.generation.drafting import Drafted, draft
from quizapp.domain.generation.parsing import Parser
from quizapp.domain.generation.reading.article import read_article
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.text import content_words, sentences
from quizapp.domain.questions import MultipleChoice, Question
from quizapp.language.ranking_weights import load_weights
from tests.evaluation.guessing import blind_rate, chance_rate, longest_rate


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures of one set of articles; rates are shares from 0 to 1."""

    articles: int
    words: int
    facts: int
    drafts: int
    filtered: int
    drafts_of_article: Mapping[str, int]
    violations: Mapping[str, int]
    doubles: int
    leakage: float
    same_level: float
    choices: int
    chance: float
    longest: float
    blind: float
    located: float
    coverage: float
    forms: Mapping[str, int]
    seconds: float
    bare_seconds: float
    megabytes: float
    problems: int

    @property
    def per_thousand(self) -> float:
        """Passing drafts for each 1,000 words."""
        return 1000 * self.drafts / max(1, self.words)

    @property
    def seconds_per_thousand(self) -> float:
        """Seconds for each 1,000 words, everything included."""
        return 1000 * self.seconds / max(1, self.words)

    @property
    def ratio(self) -> float:
        """Seconds of everything to seconds of parsing the body lines alone."""
        return self.seconds / max(1e-9, self.bare_seconds)


def measure(
    sources: Sequence[Source], parse: Parser, gazetteer: Gazetteer, *, rounds: int = 3
) -> Quality:
    """Draft from each article alone and return the figures of all.

    Times are the best of some rounds, in CPU seconds of this process; the memory is its peak.
    """
    bodies = [[(each.start, s.text[each.start : each.end]) for each in read_article(s).paragraphs]
              for s in sources]  # fmt: skip
    bare = _best(lambda: [parse(body) for body in bodies], rounds)
    made: list[Drafted] = []
    weights = load_weights()

    def everything() -> None:
        made[:] = [draft([source], parse, gazetteer, weights) for source in sources]

    seconds = _best(everything, rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kept = [question for each in made for question in each.questions]
    facts = {fact.id: fact for each in made for fact in each.facts}
    choices = [question for question in kept if isinstance(question, MultipleChoice)]
    found = _violations(made)
    return Quality(
        articles=len(sources),
        words=sum(len(source.text.split()) for source in sources),
        facts=sum(len(each.facts) for each in made),
        drafts=len(kept),
        filtered=sum(len(each.filtered) for each in made),
        drafts_of_article={d.sources[0].id: len(d.questions) for d in made},
        violations=found,
        doubles=found["duplicate"],
        leakage=_mean(_leaked(question, facts) for question in kept),
        same_level=_mean(_levels_agree(choice, facts) for choice in choices),
        choices=len(choices),
        chance=chance_rate(choices),
        longest=longest_rate(choices),
        blind=blind_rate(choices),
        located=_mean(_located(each) for each in made for _ in each.facts),
        coverage=_coverage(made),
        forms=Counter(str(question.kind) for question in kept),
        seconds=seconds,
        bare_seconds=bare,
        megabytes=peak,
        problems=sum(len(each.problems) for each in made),
    )


def _best(run: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.process_time()
        run()
        times.append(time.process_time() - began)
    return min(times)


def _violations(made: Iterable[Drafted]) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in made:
        context = CheckContext.around(each.facts, each.sources, each.questions)
        for question in each.questions:
            found.update({finding.check for finding in check_question(question, context)})
    return found


def _leaked(question: Question, facts: Mapping[str, Fact]) -> float:
    """Return the share of the key's telling words that stand in the prompt."""
    fact = facts.get(question.facts[0])
    key = set(content_words(key_of(question, fact)))
    if fact is not None and isinstance(fact.value, Quantity):
        # “How many days ...? 96 days”: a unit tells nothing of the number.
        key -= set(content_words(fact.value.unit))
        key -= {"per", "cent", "percent"}
    # The sentence of a true/false question is its key.
    if question.kind == "true_false" or not key:
        return 0.0
    return len(key & set(content_words(prompt_of(question)))) / len(key)


def _levels_agree(choice: MultipleChoice, facts: Mapping[str, Fact]) -> float:
    level = facts[choice.fact].value.level
    linked = [facts[each.fact] for each in choice.options if each.fact in facts]
    return _mean(float(fact.value.level == level) for fact in linked)


def _located(made: Drafted) -> float:
    texts = {source.id: source.text for source in made.sources}
    spots = [(each, texts[each.source]) for fact in made.facts for each in fact.evidence]
    exact = [text.count(each.quote) == 1 and each.value in each.quote for each, text in spots]
    return _mean(map(float, exact))


def _coverage(made: Iterable[Drafted]) -> float:
    """Return the share of body sentences that the evidence of a kept draft stands in."""
    told = total = 0
    for each in made:
        facts = {fact.id: fact for fact in each.facts}
        asked = {name for question in each.questions for name in question.facts}
        for source in each.sources:
            proving = [each for name in asked if name in facts for each in facts[name].evidence]
            spans = [source.locate(each.quote) for each in proving if each.source == source.id]
            for paragraph in read_article(source).paragraphs:
                for start, end in sentences(source.text[paragraph.start : paragraph.end]):
                    first, last = paragraph.start + start, paragraph.start + end
                    total += 1
                    told += any(a < last and first < b for a, b in spans)
    return told / max(1, total)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 1.0
