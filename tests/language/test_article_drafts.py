"""Reading an article: compared with the bank, always with the same end."""

import json
import re
from dataclasses import replace
from threading import Thread

from quizapp.domain.banks import Bank
from quizapp.domain.facts import Source
from quizapp.language.article_drafting import draft_article, draft_articles, known_bank
from quizapp.language.draft_records import (
    drafts_from_record,
    drafts_to_record,
    known_from_record,
    known_to_record,
)
from tests.evaluation.articles import ARTICLES
from tests.parsed_texts import shared_parser

TUNNEL = ARTICLES / "conflicts" / "tunnel-opening"


def article(name: str, published: str) -> Source:
    text = (TUNNEL / f"{name}.txt").read_text("utf-8")
    return Source(f"tunnel-{name}", text.partition("\n")[0], "", published, text)


FIRST, SECOND = article("a", "2024-03-03"), article("b", "2024-03-20")


def test_the_same_article_gives_the_same_drafts_with_the_features_of_each():
    made, again = (draft_article(FIRST, (), shared_parser()) for _ in range(2))
    assert made == again
    assert made.facts
    assert made.questions
    assert made.conflicts == ()
    assert made.problems == ()
    assert set(made.features) == {question.id for question in made.questions}
    assert all(made.features.values())


def test_an_article_is_compared_with_those_of_its_bank():
    known = (FIRST, draft_article(FIRST, (), shared_parser()).facts)
    made = draft_article(SECOND, [known], shared_parser())
    assert made.conflicts
    for conflict in made.conflicts:
        for side, source in ((conflict.a, FIRST), (conflict.b, SECOND)):
            assert (side.source, source.text[side.start : side.end]) == (source.id, side.words)
    blocked = {
        side.fact for each in made.conflicts if each.kind.blocks for side in (each.a, each.b)
    }
    assert {fact.id for fact in made.facts if fact.conflicts_with} <= blocked


def test_what_was_made_crosses_to_another_process_as_it_is():
    known = (FIRST, draft_article(FIRST, (), shared_parser()).facts)
    made = draft_article(SECOND, [known], shared_parser())
    assert made.held
    assert made.conflicts
    assert drafts_from_record(json.loads(json.dumps(drafts_to_record(made)))) == made
    assert known_from_record(json.loads(json.dumps(known_to_record((known,))))) == (known,)


def dated(name: str, published: str, text: str) -> Source:
    return Source(name, f"Report {name}", "", published, text)


OLD = dated(
    "old",
    "2022-03-10",
    "The 12th Coastal Regiment has 2,000 soldiers on the island of Arnholm.\n"
    "The 12th Coastal Regiment was founded in 1952 in Halmouth.\n",
)
NEW = dated(
    "new",
    "2024-06-02",
    "The 12th Coastal Regiment has 3,400 soldiers on the island of Arnholm.\n",
)


def test_the_page_and_the_command_make_the_same_of_the_same_articles():
    first = draft_articles([OLD], shared_parser())
    bank = known_bank([(OLD, first.facts)])
    page = draft_article(NEW, [(OLD, first.facts)], shared_parser())
    command = draft_articles([*bank.sources, NEW], shared_parser(), bank)
    assert page.questions == command.questions
    assert page.facts == command.new_facts
    assert page.held == command.filtered
    ended = {fact.id: fact for fact in command.changes.facts if fact.id in bank.fact_by_id}
    assert ended
    assert {each.fact: (each.until, each.by) for each in page.changes} == {
        name: (fact.until, fact.superseded_by) for name, fact in ended.items()
    }


def test_what_is_known_is_a_bank_whatever_it_points_to():
    (fact, *_) = draft_articles([OLD], shared_parser()).facts
    elsewhere = replace(fact, id="elsewhere", evidence=(replace(fact.evidence[0], source="gone"),))
    pointing = replace(fact, conflicts_with=("gone",), superseded_by="gone")
    bank = known_bank([(OLD, (pointing, elsewhere)), (NEW, ())])
    assert isinstance(bank, Bank)
    assert [each.id for each in bank.sources] == ["old"]
    assert [(each.id, each.conflicts_with, each.superseded_by) for each in bank.facts] == [
        (fact.id, (), "")
    ]


def test_the_parser_is_loaded_once_and_serves_several_threads():
    parsers, parsed = [], []

    def work() -> None:
        parser = shared_parser()
        parsers.append(parser)
        parsed.append(parser([(0, "The tunnel opened in May.")]))

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, parsers))) == 1
    assert all(each == parsed[0] for each in parsed)


def test_a_sentence_whose_subject_the_parser_takes_for_a_mark_costs_no_other():
    text = (
        "The ribosomes make proteins. tRNA brings the amino acids. "
        "The Kessin Institute of Biology was founded by Anna Berg in 1974."
    )
    made = draft_article(Source("cells", "Cells", "", "2026-01-05", text), (), shared_parser())
    assert "Anna Berg" in " ".join(fact.statement for fact in made.facts)


def test_an_explanation_says_no_statement_twice():
    repeated = [
        question.id
        for article in (FIRST, SECOND)
        for made in [draft_article(article, (), shared_parser())]
        for question in made.questions
        if (said := re.findall(r"[^.]+\.", question.explanation)) and len(said) > len(set(said))
    ]
    assert repeated == []
