from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.formats.term_lists import (
    Separator,
    TermList,
    guess_separator,
    line_count,
    read_terms,
)


def pairs(read: TermList) -> list[tuple[str, str]]:
    return [(pair.term, pair.definition) for pair in read.pairs]


def faults(read: TermList) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in read.faults]


@pytest.mark.parametrize(
    ("text", "separator", "read"),
    [
        ("cell\tunit of life\nDNA\tmolecule", Separator.TAB, [("cell", "unit of life")]),
        ("\ufeffcell\tunit\r\n\r\nDNA\tmolecule\r\n", Separator.TAB, [("cell", "unit")]),
        ("cell\tunit\rDNA\tmolecule", Separator.TAB, [("cell", "unit")]),
        ("cell, unit, of life\nDNA, molecule", Separator.COMMA, [("cell", "unit, of life")]),
        ("cell;unit\nDNA ; molecule", Separator.SEMICOLON, [("cell", "unit")]),
        ("well-known - famous\nDNA – molecule", Separator.DASH, [("well-known", "famous")]),
        ("cell: unit\nDNA: molecule", Separator.COLON, [("cell", "unit")]),
        (
            "10:30 o'clock: half past ten\nDNA: x",
            Separator.COLON,
            [("10:30 o'clock", "half past ten")],
        ),
        ("شمس - sun\nقمر - moon", Separator.DASH, [("شمس", "sun")]),
        ("شمس، sun\nقمر، moon", Separator.COMMA, [("شمس", "sun")]),
        ("細胞：生命の単位\n核：中心", Separator.COLON, [("細胞", "生命の単位")]),
        ('"a, b","c ""d"""\nx,y', Separator.COMMA, [("a, b", 'c "d"')]),
        ('"a\nb",c\nx,y', Separator.COMMA, [("a b", "c")]),
        ('"open, c\nx,y', Separator.COMMA, [('"open', "c")]),
        ('5" disk,storage\nx,y', Separator.COMMA, [('5" disk', "storage")]),
        ("cell\tunit\t\t\nDNA\tmolecule", Separator.TAB, [("cell", "unit")]),
    ],
)
def test_list_is_read_by_what_divides_most_of_its_lines(
    text: str, separator: Separator, read: list[tuple[str, str]]
) -> None:
    assert guess_separator(text) is separator
    found = read_terms(text, separator)
    assert pairs(found)[:1] == read
    assert len(found.pairs) == 2
    assert not found.faults


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("alone", "There is no definition: no dash with words after it."),
        ("alone - ", "There is no definition: no dash with words after it."),
        (" - nothing", "There is no term before the dash."),
        ("– nothing before", "There is no term before the dash."),
        ("–", "There is neither a term nor a definition."),
        (" - \t", "There is neither a term nor a definition."),
        ("x" * 401 + " - y", "The term has 401 letters; a card takes up to 400."),
        ("x - " + "y" * 10_000, "The definition has 10,000 letters; a card takes up to 400."),
        ("CELL - Unit", "It stands on line 1 already."),
        ("cell - prison", "Line 1 gives this term another meaning. Put both meanings on one line."),
        ("moon - luna", "The bank has this card already."),
        ("hot dog - dog", "The definition stands in the term, so the card would answer itself."),
    ],
)
def test_line_that_makes_no_card_is_named_with_the_reason(line: str, message: str) -> None:
    read = read_terms(f"cell - unit\n\n{line}", Separator.DASH, [("moon", "luna")])
    assert pairs(read) == [("cell", "unit")]
    assert faults(read) == [(3, message)]
    assert len(read.faults[0].text) < 100


def test_quoted_field_that_never_ends_does_not_swallow_the_list() -> None:
    text = '"open,x\n' + "\n".join(f"t{number},d{number}" for number in range(500))
    assert len(read_terms(text, Separator.COMMA).pairs) == 501


def test_blank_lines_are_not_counted() -> None:
    assert line_count("a\n\n \r\nb\r") == 2


@given(st.text(), st.sampled_from(Separator))
def test_any_text_is_read_to_pairs_and_faults(text: str, separator: Separator) -> None:
    guess_separator(text)
    read = read_terms(text, separator)
    assert len(read.pairs) + len(read.faults) <= line_count(text)
    assert len({pair.term.casefold() for pair in read.pairs}) == len(read.pairs)
    assert all(pair.term and pair.definition for pair in read.pairs)
