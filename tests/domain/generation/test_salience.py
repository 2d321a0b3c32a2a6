"""How much a sentence matters is told by signals of the text alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from quizapp.domain.facts import Source
from quizapp.domain.generation.ranking import probability
from quizapp.domain.generation.salience import SIGNALS, sentences_of, signals_at, stems
from quizapp.domain.generation.salience_markers import MARKERS
from quizapp.language.ranking_weights import load_weights

JUDGED = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "data" / "judgements" / "salience.yaml").read_text(
        "utf-8"
    )
)
TEXT = """How rivers shape the land

Come with us to the river near Halmouth. It is a lovely day, and we have brought our lunch.

Erosion and deposition

Erosion is the wearing away of rock by a river. A river erodes its bed because the water carries
sand, and sand wears away rock. Fast rivers carry more sand than slow rivers. Bella has a hat.

Where a river slows down, it drops its sand, which is called deposition.

Photo: the mouth of the river

Goodbye, and come again! It was nice. Write to Joan Archer, 12 Mill Lane.
"""
SOURCE = Source("rivers", "How rivers shape the land", "A school book", "2025-08-01", TEXT)


def words(start: int, end: int) -> str:
    return " ".join(TEXT[start:end].split())


def signals(beginning: str) -> dict[str, float]:
    return dict(
        next(
            each.signals
            for each in sentences_of(SOURCE)
            if words(each.start, each.end).startswith(beginning)
        )
    )


def test_only_sentences_of_the_running_text_have_signals() -> None:
    said = [words(each.start, each.end) for each in sentences_of(SOURCE)]
    assert "Bella has a hat." in said
    assert not any("Photo" in each or each.startswith("Erosion and") for each in said)
    at = TEXT.index("Photo")
    assert signals_at(SOURCE, at, at + 8) == {}
    assert sentences_of(Source("empty", "Empty", "", "2025-08-01", "")) == ()


def test_signals_are_small_numbers_without_noughts_and_each_has_a_known_name() -> None:
    for each in sentences_of(SOURCE):
        assert set(each.signals) <= SIGNALS
        assert all(0 < value <= 2 for value in each.signals.values())


def test_words_inside_a_sentence_have_its_signals() -> None:
    at = TEXT.index("the water carries")
    assert signals_at(SOURCE, at, at + 10) == signals("A river erodes")


def test_places_in_the_paragraph_and_in_the_text_are_told() -> None:
    first = signals("Erosion is")
    assert {"first-of-paragraph", "opens-section"} <= set(first)
    assert {"last-of-paragraph", "deep-in-paragraph"} <= set(signals("Bella has"))
    assert "first-of-paragraph" not in signals("Bella has")
    assert "paragraph-first" in signals("Come with")
    assert "paragraph-last" in signals("It was nice")
    assert {"paragraph-alone", "first-of-paragraph"} <= set(signals("Where a river"))
    assert "opens-section" not in signals("Where a river")


def test_words_of_title_heading_and_lead_are_found_in_any_form() -> None:
    assert stems("Rivers, a river") == ["river", "river"]
    assert signals("Fast rivers")["shares-title"] == pytest.approx(1 / 3, abs=0.001)
    assert signals("Erosion is")["shares-heading"] == 0.5
    assert "shares-title" not in signals("Bella has")
    assert signals("Fast rivers")["shares-lead"] > 0
    assert "shares-lead" not in signals("Come with")


def test_what_shares_rare_words_with_many_sentences_is_central() -> None:
    central = {words(each.start, each.end)[:12]: each.signals.get("centrality", 0.0)
               for each in sentences_of(SOURCE)}  # fmt: skip
    assert max(central, key=central.__getitem__) == "Fast rivers "
    assert central["A river erod"] > central["Erosion is t"] > central["Bella has a "]
    assert central["Bella has a "] < 0.4
    assert max(central.values()) == 1.0


def test_chains_of_mentions_are_told_from_words_that_stand_once() -> None:
    assert signals("Fast rivers")["chain-spread"] > signals("Bella has")["chain-spread"]
    assert signals("Bella has")["new-words"] == 1.0


def test_figures_are_told_and_whether_they_are_compared_or_repeated() -> None:
    text = (
        "Halmouth grew fast in those years of trade.\n\nIt had 340 people, more than 120 years ago."
        "\n\nBy now 340 of them are old."
    )
    found = [
        dict(each.signals)
        for each in sentences_of(Source("town", "A town", "", "2025-08-01", text))
    ]
    assert "figures" not in found[0]
    assert {"figures", "figures-compared", "figure-repeated"} <= set(found[1])
    assert "figures-compared" not in found[2]


@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule["marker"])
def test_a_marker_is_found_in_what_it_marks_and_not_in_the_rest(rule: dict) -> None:
    mark = MARKERS[rule["marker"]]
    assert [each for each in rule["accept"] if not mark.search(each)] == []
    assert [each for each in rule["refuse"] if mark.search(each)] == []


def test_every_marker_is_judged() -> None:
    assert {rule["marker"] for rule in JUDGED} == set(MARKERS)


@pytest.mark.parametrize(
    ("first", "after"),
    [
        ("Erosion is", "Bella has"),
        ("A river erodes", "Come with"),
        ("A river erodes", "It is a lovely day"),
        ("Where a river", "Goodbye"),
        ("Fast rivers", "Write to"),
    ],
)
def test_the_shipped_weights_put_what_matters_before_what_does_not(first: str, after: str) -> None:
    worth = load_weights().worth
    assert probability(signals(first), worth) > probability(signals(after), worth)
