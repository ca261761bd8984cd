"""The trend of invented years, worked by hand, and what must hold of the committed ones."""

from __future__ import annotations

from math import exp, log, sqrt

import pytest

from analysis.topics.growing import trend
from tests.support.invented_book import Book, by_id, papers, with_groups


def found(settings, *years: tuple[int, int, int]) -> dict:
    """Figures of schedules given as (year, joint papers, papers)."""
    cohorts = {f"elm-{year}": {"program": papers(joint, of)} for year, joint, of in years}
    return by_id(trend.figures(Book(settings, cohorts)))


def test_two_years_give_the_odds_ratio_of_their_shares(settings):
    figures = found(settings, (2020, 30, 100), (2021, 50, 100))
    slope = figures["trend.us-china.slope"]
    assert slope.value == pytest.approx((50 / 50) / (30 / 70))
    half = 1.959964 * sqrt(1 / 30 + 1 / 70 + 1 / 50 + 1 / 50)
    assert slope.interval == pytest.approx((slope.value * exp(-half), slope.value * exp(half)), rel=1e-6)
    assert (slope.numerator, slope.denominator) == (80, 200)
    assert figures["trend.us-china.slope.program"].value == pytest.approx(slope.value)


def test_the_rise_in_points_is_the_slope_at_the_mean_variance(settings):
    figures = found(settings, (2020, 30, 100), (2021, 50, 100))
    points = figures["trend.us-china.points"]
    assert points.value == pytest.approx(log(7 / 3) * (0.3 * 0.7 + 0.5 * 0.5) / 2)
    assert points.interval[0] < points.value < points.interval[1]


def test_the_test_of_one_kind_is_cochran_and_armitages(settings):
    # 2, 5 and 8 of ten: z is 2.6833
    figures = found(settings, (2020, 2, 10), (2021, 5, 10), (2022, 8, 10))
    assert figures["trend.us-china.p.program"].value == pytest.approx(0.00729, abs=1e-5)
    assert "2020 to 2022, by registrations alone" in figures["trend.us-china.p.program"].label


def test_each_year_has_the_share_that_the_trend_gives_it(settings):
    figures = found(settings, (2020, 30, 100), (2021, 50, 100))
    assert [figures[f"elm-{year}.us-china.fitted"].value for year in (2020, 2021)] == pytest.approx([0.3, 0.5])
    assert figures["trend.us-china.dispersion"].value == 1.0


def test_a_paper_with_an_open_author_moves_the_trend_of_all_papers_alone(settings):
    plain = {f"elm-{year}": {"program": papers(joint, 100)} for year, joint in ((2020, 30), (2021, 50))}
    opened = {**plain, "elm-2021": {"program": papers(50, 100) | {"open": ("US", "CN", "")}}}
    before, after = (by_id(trend.figures(Book(settings, cohorts))) for cohorts in (plain, opened))
    assert after["trend.us-china.all-known.slope"] == before["trend.us-china.all-known.slope"]
    assert after["trend.us-china.slope"].value > before["trend.us-china.slope"].value
    assert "trend.us-china.all-known.dispersion" not in after


@pytest.mark.parametrize(
    "years",
    [
        ((2020, 30, 100),),  # one year
        ((2020, 0, 100), (2021, 0, 100)),  # no joint paper
        ((2020, 100, 100), (2021, 100, 100)),  # no other
    ],
)
def test_without_years_that_vary_there_is_no_trend(settings, years):
    assert found(settings, *years) == {}


def test_a_kind_that_does_not_vary_has_no_slope_of_its_own(settings):
    cohorts = {
        f"elm-{year}": {"program": papers(joint, 100), "profile": papers(0, 50)}
        for year, joint in ((2020, 3), (2021, 5))
    }
    figures = by_id(trend.figures(Book(settings, cohorts)))
    assert "trend.us-china.slope.program" in figures
    assert "trend.us-china.slope.openreview" not in figures


def test_every_pair_of_three_groups_has_a_trend_that_names_it(settings):
    three = with_groups(settings, eu={"name": "Europe", "short": "EU", "adjective": "European", "countries": ["FR"]})
    years = {
        f"elm-{year}": {
            "program": papers(joint, 100) | {f"q{n}": ("US", "FR") if n < joint else ("FR",) for n in range(90)}
        }
        for year, joint in ((2020, 30), (2021, 50))
    }
    figures = by_id(trend.figures(Book(three, years)))
    assert {f.measure for f in figures.values() if f.slice == "program"} == {
        f"{pair}.{slug}{what}"
        for pair in ("us-china", "us-eu")
        for slug in ("", "all-known.")
        for what in ("slope", "p")
    }, "China and France have no joint paper"
    assert figures["trend.us-eu.slope"].label.startswith("odds of a joint US-EU paper, ")
    assert figures["trend.us-eu.p"].label.startswith("p-value of the trend of US-EU papers, ")
    assert figures["elm-2021.us-eu.fitted"].value == pytest.approx(50 / 190)


def test_the_joint_interval_and_its_p_value_agree(computed):
    slope, points, p = (computed.use(f"trend.us-china.{m}") for m in ("slope", "points", "p"))
    assert (slope.interval[0] > 1) == (p.value < 0.05) == (points.interval[0] > 0)
    assert computed.use("trend.us-china.dispersion").value >= 1
