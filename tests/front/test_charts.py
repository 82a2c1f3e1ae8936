"""A chart shows the data of its table."""

from itertools import pairwise

import pytest

from base.drawing.charts import chart, figure, read, ticks
from base.drawing.positions import positions

HOURS = [["Hours", "Repeat visits"], ["Daytime", 18], ["Evenings", 31], ["Both", 44]]
GAINS = [["Type", "2023", "2024"], ["Zoo", -12.5, 4], ["Planetarium", 8, 15], ["Museum", -3, None]]


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


def test_bars_are_as_long_as_their_numbers_say():
    drawn = chart("bar", HOURS, "%")
    widths = [percent(bar.width) for bar in drawn.bars]
    assert widths[1] / widths[0] == pytest.approx(31 / 18, abs=0.01)
    assert [label.text for label in drawn.labels if label.role == "value"] == ["18%", "31%", "44%"]


def test_negative_bars_end_where_positive_ones_begin():
    drawn = chart("bar", GAINS)
    zoo_2023, zoo_2024 = drawn.bars[:2]
    assert percent(zoo_2023.x) + percent(zoo_2023.width) == pytest.approx(percent(zoo_2024.x), abs=0.02)
    assert drawn.labels[1].text == "−12.5"


def test_a_missing_number_has_no_bar():
    assert len(chart("bar", GAINS).bars) == 5


def test_several_series_have_a_legend_and_one_has_none():
    assert chart("column", GAINS).legend == ["2023", "2024"]
    assert chart("column", HOURS).legend == []


def test_columns_stand_on_zero():
    drawn = chart("column", GAINS)
    zero = next(rule for rule in drawn.rules if rule.role == "zero")
    planetarium = next(bar for bar in drawn.bars if bar.series == 1)
    assert float(planetarium.y) + float(planetarium.height) == pytest.approx(float(zero.y1), abs=0.2)


def test_columns_with_long_names_lie_down_so_that_every_name_can_be_read():
    rows = [
        ["Department", "Result"],
        *([f"Exhibitions, loans and {name}", 5] for name in ("art", "shop", "fun")),
    ]
    drawn = chart("column", rows)
    assert drawn.kind == "bar"
    assert "Exhibitions, loans and shop" in [label.text for label in drawn.labels]


def test_many_names_are_thinned_out():
    rows = [["Year", "Visitors"], *([str(year), year] for year in range(1990, 2024))]
    drawn = chart("column", rows)
    assert len([label for label in drawn.labels if label.role == "name"]) <= 8


def reach_of(label) -> tuple[float, float]:
    """Return where a name begins and ends on a phone, in percent."""
    width = len(label.text) * 2.2
    start = percent(label.x) - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
    return start, start + width


@pytest.mark.parametrize("kind", ["line", "column"])
@pytest.mark.parametrize("number", range(2, 30))
def test_no_two_years_overlap_on_a_phone(kind, number):
    drawn = chart(kind, [["Year", "Pieces"], *([str(2027 - number + row), row] for row in range(number))])
    names = [reach_of(label) for label in drawn.labels if label.role == "name"]
    if drawn.kind == kind:
        assert all(first[1] <= second[0] for first, second in pairwise(names))


def test_a_line_is_broken_where_a_number_is_missing():
    drawn = chart("line", [["Year", "Trust"], ["2018", 60], ["2019", None], ["2020", 62], ["2021", 61]])
    assert drawn.lines[0].path.count("M") == 2
    assert len(drawn.dots) == 3


def test_a_chart_says_what_it_shows():
    assert chart("line", HOURS, "%").summary == "Repeat visits: from 18% (Daytime) to 44% (Both)."
    assert chart("bar", HOURS, "visitors").summary.endswith("to 44 (Both) visitors.")


@pytest.mark.parametrize(
    "rows", [[["Hours", "Note"], ["Day", "few"]], [["Hours", "Visits"]], [["Hours", "Visits"], ["Day", None]]]
)
def test_without_numbers_there_is_no_chart(rows):
    assert chart("bar", rows) is None


def test_a_table_only_has_no_chart():
    assert chart("none", HOURS) is None


@pytest.mark.parametrize("kind", ["bar", "column", "line"])
@pytest.mark.parametrize("values", [[0], [0, 0], [5], [-5], [1e9, 1e-9]])
def test_odd_numbers_can_be_drawn(kind, values):
    assert chart(kind, [["Row", "Value"], *(["x", value] for value in values)])


def test_years_in_the_first_column_stay_years():
    assert read([["Year", "Visitors"], [2019.0, 1200]]).labels == ["2019"]


def test_scale_has_round_numbers_around_the_data():
    assert ticks(0, 44) == [0, 10, 20, 30, 40, 50]
    assert ticks(0, 2, least=1) == [0, 1, 2]
    assert ticks(94.2, 97.9)[0] <= 94.2 < 97.9 <= ticks(94.2, 97.9)[-1]


@pytest.mark.parametrize(
    ("values", "marks"), [([0, 2], ["0", "1", "2"]), ([0, 0.4], ["0", "0.1", "0.2", "0.3", "0.4"])]
)
def test_what_is_counted_has_no_halves(values, marks):
    drawn = chart("line", [["Year", "Pieces"], *([str(2024 + row), value] for row, value in enumerate(values))])
    assert [label.text for label in drawn.labels if label.role == "tick"] == marks


def test_numbers_are_written_as_people_read_them():
    assert figure(1204.0, grouped=True) == "1,204"
    assert figure(-0.5) == "−0.5"
    assert figure(None) == ""


def across(labels):
    return [round(place, 3) for place in positions(labels)]


@pytest.mark.parametrize(
    ("labels", "places"),
    [
        (["15", "30", "60", "120"], [0, 0.143, 0.429, 1]),
        (["0 min", "5 min", "10 min", "20 min"], [0, 0.25, 0.5, 1]),
        (["Week 1", "Week 2", "Week 4"], [0, 0.333, 1]),
        (["1,000", "2,000", "5,000"], [0, 0.25, 1]),
        (["−10", "0", "30"], [0, 0.25, 1]),
        (["2002", "2003", "2012"], [0, 0.1, 1]),
        (["2024-01", "2024-02", "2024-12"], [0, 0.093, 1]),
        (["2024-01-01", "2024-01-02", "2024-01-11"], [0, 0.1, 1]),
    ],
)
def test_numbers_and_dates_stand_true_to_scale(labels, places):
    assert across(labels) == places


@pytest.mark.parametrize(
    "labels",
    [
        ["Mon", "Tue", "Sun"],
        ["60", "30", "15"],
        ["5 min", "1 hour", "2 hours"],
        ["2024-13", "2024-14", "2024-20"],
        ["1", "", "9"],
        ["1", "1", "9"],
    ],
)
def test_names_stand_at_even_steps(labels):
    assert across(labels) == [0, 0.5, 1]


def test_axis_says_what_its_numbers_are():
    rows = [["Minutes after arrival", "Share"], ["15", 98], ["30", 95], ["210", 10]]
    assert [label.text for label in chart("line", rows).labels if label.role == "axis"] == ["Minutes after arrival"]
    xs = [float(dot.x.removesuffix("%")) for dot in chart("line", rows).dots]
    assert (xs[2] - xs[0]) == pytest.approx((xs[1] - xs[0]) * 13, rel=0.01)


def test_names_of_close_points_do_not_overlap():
    rows = [["Year", "Visitors"], *([str(year), 1] for year in (1900, 1901, 1902, 1950, 2000))]
    names = [label.text for label in chart("line", rows).labels if label.role == "name"]
    assert names == ["1900", "1950", "2000"]
