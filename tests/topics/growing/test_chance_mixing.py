"""Chance mixing: closed form against every permutation there is."""

from __future__ import annotations

from itertools import permutations
from math import log

import pytest

from analysis.topics.growing.chance_mixing import expected_joint, met

US, CN = frozenset({"US"}), frozenset({"CN"})
BOTH, OTHER = US | CN, frozenset({"FR"})


def shuffled(papers: list[list[frozenset[str]]]) -> float:
    """Mean number of joint papers over all orders of the labels."""
    labels = [codes for authors in papers for codes in authors]
    total = orders = 0
    for order in permutations(labels):
        at = iter(order)
        for authors in papers:
            seen = frozenset().union(*(next(at) for _ in authors))
            total += bool(seen & US and seen & CN)
        orders += 1
    return total / orders


@pytest.mark.parametrize(
    "papers",
    [
        [[US], [CN], [US, CN, OTHER]],
        [[US, US], [CN, CN], [OTHER, BOTH]],
        [[US, US, US], [OTHER, OTHER]],
        [[BOTH], [OTHER], [US, CN]],
        [[US, CN], [], [OTHER]],
    ],
)
def test_the_closed_form_is_the_mean_over_all_permutations(papers):
    assert expected_joint(papers, US, CN) == pytest.approx(shuffled(papers))


def test_papers_of_one_author_are_joint_by_double_affiliation_only():
    assert expected_joint([[US], [CN], [OTHER]], US, CN) == pytest.approx(0, abs=1e-12)
    assert expected_joint([[BOTH], [CN], [OTHER]], US, CN) == pytest.approx(1)
    assert expected_joint([], US, CN) == 0


def test_met_is_the_ratio_to_independent_papers():
    ratio, error = met(10, 50, 40, 100)
    assert ratio == pytest.approx(log(0.5))
    assert error > 0
    assert met(10, 50, 40, 100)[1] == pytest.approx(2 * met(40, 200, 160, 400)[1]), (
        "four times the papers, half the error"
    )
    assert met(0, 50, 40, 100) is None


def test_all_papers_in_both_countries_meet_as_chance_has_it():
    assert met(7, 7, 7, 7) == (0.0, 0.0)


def test_observed_over_expected_is_what_the_figures_say(computed):
    for figure in [f for f in computed if ".us-china.affinity" in f.id and f.cohort != "trend"]:
        share = computed.use(figure.id.replace("affinity-papers", "share").replace("affinity", "share"))
        expected = computed.use(figure.id.replace("affinity", "expected"))
        assert figure.value == pytest.approx(share.value / expected.value)
        assert figure.interval[0] < figure.value < figure.interval[1]


def test_print_is_not_aligned_with_authors(computed):
    assert "neurips-2025.us-china.affinity-papers" in computed
    assert "neurips-2025.us-china.affinity" not in computed


def test_the_last_year_stands_against_the_first(computed, settings):
    schedules = [
        n
        for n in settings.having("program")
        if (c := settings.cohorts[n]).headline_basis == "program" and c.venue == settings.main.venue
    ]
    old, new = (computed.use(f"{name}.us-china.affinity-papers").value for name in (schedules[0], schedules[-1]))
    assert computed.use("trend.us-china.affinity.program").value == pytest.approx(new / old)
