"""Pictures of numbers: what is drawn lies where its number says, and the table says the same."""

import re
from itertools import pairwise

import pytest
from flask import get_template_attribute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from quizapp.domain.statistics.distribution import distribution_of

SHARES = st.lists(st.integers(0, 60).map(lambda points: points / 60), min_size=1, max_size=40)
CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=12)
often = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def drawn(app):
    """Draw one of the charts, and return it as a tree."""

    def drawn(name, *given_, **more):
        with app.test_request_context("/"):
            made = get_template_attribute("components/charts.html", name)(*given_, **more)
        return html.fromstring(str(made))

    return drawn


def number(written):
    return float(written.rstrip("%"))


def table(figure):
    return [[" ".join(cell.itertext()) for cell in row] for row in figure.iterfind(".//tbody/tr")]


def words_over(figure):
    return [each.text for each in figure.findall(".//text")]


@often
@given(shares=SHARES, mark=st.none() | st.integers(1, 100))
def test_a_histogram_shows_marks_where_they_lie(drawn, shares, mark):
    found = distribution_of(shares, mark)
    figure = drawn("histogram", found)
    bars = figure.findall(".//rect")
    most = max(each.count for each in found.bands)
    tallest = max(number(bar.get("height")) for bar in bars)
    for bar, band in zip(bars, found.bands, strict=True):
        # In its tenth of the width, and as tall as there are marks in it.
        assert band.lowest <= number(bar.get("x")) <= band.lowest + 10 - number(bar.get("width"))
        assert number(bar.get("height")) == pytest.approx(band.count / most * tallest, abs=0.06)
    lines = [each for each in figure.findall(".//line") if each.get("x1") == each.get("x2")]
    places = [100 * found.mean, 100 * found.median, *([] if mark is None else [mark])]
    assert [number(each.get("x1")) for each in lines] == pytest.approx(places, abs=0.006)
    assert [int(count) for _, count in table(figure)] == [each.count for each in found.bands]


def test_a_histogram_names_its_lines_and_does_not_tell_them_by_colour_alone(drawn):
    figure = drawn("histogram", distribution_of([0.25, 0.75, 0.75], 50))
    assert {"mean 58 %", "median 75 %", "pass mark 50 %"} <= set(words_over(figure))
    dashes = {line.get("stroke-dasharray") for line in figure.findall(".//line")} - {None}
    assert len(dashes) == 3
    assert "2 of 3 reach the pass mark of 50 %" in figure.text_content()


@pytest.mark.parametrize(("count", "is_said"), [(29, True), (30, False)])
def test_a_histogram_of_few_marks_says_so(drawn, count, is_said):
    figure = drawn("histogram", distribution_of([0.5] * count), 30)
    assert ("So few say little" in figure.text_content()) == is_said


def test_a_histogram_of_a_gradebook_rounds_down_as_the_gradebook_does(drawn):
    found = distribution_of([0.696])
    assert "mean 70 %" in words_over(drawn("histogram", found))
    assert "mean 69 %" in words_over(drawn("histogram", found, rounded_down=True))


@often
@given(chances=CHANCES)
def test_a_line_goes_through_its_numbers(drawn, chances):
    points = [
        {"label": n, "long": f"Week {n}", "value": chance} for n, chance in enumerate(chances)
    ]
    figure = drawn("line_chart", "How it fades.", points)
    dots = figure.findall(".//circle")
    axis = sorted({number(e.get("y1")) for e in figure.findall(".//line[@class='axis']")})
    top, bottom = axis[0], axis[-1]
    for n, (dot, chance) in enumerate(zip(dots, chances, strict=True)):
        assert number(dot.get("cx")) == pytest.approx((n + 0.5) * 100 / len(chances), abs=0.006)
        height = (bottom - number(dot.get("cy"))) / (bottom - top)
        assert height == pytest.approx(chance, abs=0.005)
    between = [e for e in figure.findall(".//line") if e.get("x1") != "0"]
    ends = [(e.get("x1"), e.get("y1"), e.get("x2"), e.get("y2")) for e in between]
    places = [(dot.get("cx"), dot.get("cy")) for dot in dots]
    assert ends == [(*one, *other) for one, other in pairwise(places)]
    assert [words for _, words in table(figure)] == [f"{round(100 * each)} %" for each in chances]


def test_a_line_has_a_gap_where_nothing_is_known(drawn):
    values = [0.5, None, 0.25, 0.75]
    points = [
        {"label": at, "long": f"Week {at}", "value": value, "said": f"{value} of 9"}
        for at, value in enumerate(values)
    ]
    figure = drawn("line_chart", "How it was.", points)
    svg = figure.find(".//svg")
    assert len(svg.findall(".//circle")) == 3
    assert len(svg.xpath(".//line[@stroke-width='2']")) == 1
    words = [each.text for each in svg.findall(".//text")]
    assert [each for each in words if each in {"50", "25", "75"}] == ["50", "25", "75"]
    assert "None of 9" in figure.text_content()


@pytest.mark.parametrize("name", ["histogram", "line_chart"])
def test_a_picture_has_its_sentence_for_whoever_does_not_see_it(drawn, name):
    given_ = {
        "histogram": (distribution_of([0.5]),),
        "line_chart": ("It fades.", [{"label": 1, "long": "Week 1", "value": 0.5}]),
    }[name]
    figure = drawn(name, *given_)
    (picture,) = figure.findall(".//svg")
    assert picture.get("role") == "img"
    said = " ".join(figure.find(".//figcaption").text_content().split())
    assert picture.get("aria-label").strip() == said
    assert not re.search(r"style=", html.tostring(figure).decode())


TALL, LETTER = 12, 9
"""No letter of a label is taller or wider, in pixels."""


def boxes(figure, width):
    """Where each number or label stands at a width in pixels: left, top, right, bottom."""
    for each in figure.findall(".//text"):
        if "over" not in (each.get("class") or ""):
            continue
        wide = LETTER * len(each.text)
        x = number(each.get("x")) * width / 100 + float(each.get("dx") or 0)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[each.get("text-anchor")]
        bottom = number(each.get("y"))
        yield each, (left, bottom - TALL, left + wide, bottom)


def height_at(line, x, width):
    """How far down a line runs at a place, and None where it does not pass there."""
    x1, x2 = (number(line.get(each)) * width / 100 for each in ("x1", "x2"))
    y1, y2 = (number(line.get(each)) for each in ("y1", "y2"))
    return None if not x1 <= x <= x2 else y1 + (y2 - y1) * (x - x1) / (x2 - x1)


@often
@given(chances=CHANCES, width=st.integers(288, 900))
def test_no_number_stands_on_the_line(drawn, chances, width):
    points = [{"label": n, "long": f"Week {n}", "value": each} for n, each in enumerate(chances)]
    figure = drawn("line_chart", "How it fades.", points)
    step = width / len(chances)
    lines = [e for e in figure.findall(".//line") if e.get("x1") != "0"]
    for _, (left, top, right, bottom) in boxes(figure, width):
        # Where points lie nearer than a number is wide, the next one has a number of its own.
        places = [left + (right - left) * part / 8 for part in range(9)]
        within = [x for x in places if abs(x - (left + right) / 2) < min(step, right - left) / 2]
        heights = [height_at(line, x, width) for line in lines for x in within]
        assert not [y for y in heights if y is not None and top < y < bottom]


@often
@given(shares=SHARES, mark=st.none() | st.integers(1, 100))
def test_no_line_runs_through_a_label_of_its_half_and_no_label_through_another(drawn, shares, mark):
    figure = drawn("histogram", distribution_of(shares, mark))
    lines = [e for e in figure.findall(".//line") if e.get("x1") == e.get("x2")]
    found = [each for each in boxes(figure, 358) if "apart" in each[0].get("class")]
    assert len({number(label.get("y")) for label, _ in found}) == len(found) == len(lines)
    for label, (left, _, right, bottom) in found:
        for line in lines:
            x = number(line.get("x1")) * 358 / 100
            is_same_half = (x > 179) == (label.get("text-anchor") == "end")
            passes = left < x < right and number(line.get("y1")) < bottom
            # The ground of a label hides what comes from the other half.
            assert not (passes and is_same_half)


def test_a_line_hides_no_number_of_marks(drawn):
    figure = drawn("histogram", distribution_of([0.55, 0.55, 0.56]))
    drawn_in_order = list(figure.find(".//svg"))
    last_line = max(n for n, each in enumerate(drawn_in_order) if each.tag == "line")
    (count,) = [each for each in figure.findall(".//text") if each.text == "3"]
    assert drawn_in_order.index(count) > last_line
    assert "over" in count.get("class")
