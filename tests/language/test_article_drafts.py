"""Reading an article for a page: alone, compared with the bank, always with the same end."""

from threading import Thread

import pytest

from quizapp.domain.facts import Source
from quizapp.language import article_drafts
from quizapp.language.article_drafts import ReaderBusy, draft_article
from quizapp.language.spacy_parser import DEFAULT_MODEL, load_parser
from tests.evaluation.articles import ARTICLES

TUNNEL = ARTICLES / "conflicts" / "tunnel-opening"


def article(name: str, published: str) -> Source:
    text = (TUNNEL / f"{name}.txt").read_text("utf-8")
    return Source(f"tunnel-{name}", text.partition("\n")[0], "", published, text)


FIRST, SECOND = article("a", "2024-03-03"), article("b", "2024-03-20")


def test_the_same_article_gives_the_same_drafts_with_the_features_of_each():
    made, again = (draft_article(FIRST, (), DEFAULT_MODEL) for _ in range(2))
    assert made == again
    assert made.facts
    assert made.questions
    assert made.conflicts == ()
    assert made.problems == ()
    assert set(made.features) == {question.id for question in made.questions}
    assert all(made.features.values())


def test_an_article_is_compared_with_those_of_its_bank():
    known = (FIRST, draft_article(FIRST, (), DEFAULT_MODEL).facts)
    made = draft_article(SECOND, [known], DEFAULT_MODEL)
    assert made.conflicts
    for conflict in made.conflicts:
        for side, source in ((conflict.a, FIRST), (conflict.b, SECOND)):
            assert (side.source, source.text[side.start : side.end]) == (source.id, side.words)
    alone = draft_article(SECOND, (), DEFAULT_MODEL)
    assert [question.id for question in made.questions] == [
        question.id for question in alone.questions
    ]
    blocked = {
        side.fact for each in made.conflicts if each.kind.blocks for side in (each.a, each.b)
    }
    assert {fact.id for fact in made.facts if fact.conflicts_with} <= blocked


def test_an_article_waits_for_the_one_before_it_and_not_for_ever(monkeypatch):
    monkeypatch.setattr(article_drafts, "PATIENCE_SECONDS", 0.01)
    with article_drafts._one, pytest.raises(ReaderBusy):
        draft_article(FIRST, (), DEFAULT_MODEL)


def test_the_parser_is_loaded_once_and_serves_several_threads():
    parsers, parsed = [], []

    def work() -> None:
        parser = load_parser()
        parsers.append(parser)
        parsed.append(parser([(0, "The tunnel opened in May.")]))

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, parsers))) == 1
    assert all(each == parsed[0] for each in parsed)
