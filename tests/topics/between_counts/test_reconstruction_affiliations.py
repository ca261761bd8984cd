"""Which affiliations count by a rule of the reconstruction: every rule by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.topics.between_counts import reconstruction_affiliations
from analysis.topics.between_counts.words import Traces
from tests.support.papers import SETTINGS

GROUPS = reconstruction_affiliations.groups_of(SETTINGS)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Stanford University, USA", "US"),
        ("Peking University, Beijing, P.R. China", "CN"),
        ("Oak Lab, U.S., and Elm Lab, China", "CN|US"),
        ("University of the United States of America", "US"),
        ("Stanford University", ""),
        ("East China Normal University", "CN"),  # a plain search for the word finds it too
        ("China University of Mining", ""),
        ("AUSTRIA", ""),
        ("contact us", ""),
        ("Oak Lab, Beijing, China.", "CN"),
        ("Chinatown", ""),
        ("", ""),
    ],
)
def test_countries_spelt_out(text, codes) -> None:
    assert reconstruction_affiliations.spelt_out(text, GROUPS) == codes


def test_a_group_without_traces_is_never_shown() -> None:
    group = reconstruction_affiliations.shown("FR", frozenset({"FR"}), Traces())
    assert reconstruction_affiliations.spelt_out("Oak Lab, France", [group]) == ""
    assert reconstruction_affiliations.of_hosts("oak.fr", [group]) == ""


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("cs.oak.edu", "US"),
        ("nih.gov", "US"),
        ("oak.edu.cn", "CN"),
        ("baidu.com", ""),
        ("oak.edu.au", ""),
        ("", ""),
        ("oakedu", ""),
        ("cs.oak.edu|baidu.com|oak.edu.cn", "CN|US"),
    ],
)
def test_what_mail_domains_show(host, code) -> None:
    assert reconstruction_affiliations.of_hosts(host, GROUPS) == code


ROWS = pd.DataFrame(
    [
        ("a", 1, 0, "Stanford University", "US", "Stanford University", "00f54p054", "stanford.edu|"),
        ("a", 1, 0, "Tsinghua University", "CN", "Tsinghua University", "03cve4549", "tsinghua.edu.cn|baidu.com"),
        ("b", 1, 1, "stanford", "US", "Stanford University", "00f54p054", ""),
        ("b", 1, 2, "Oak Lab; Tsinghua University", "CN|US", "Oak Lab|Tsinghua University", "0oak|03cve4549", ""),
        (
            "c",
            1,
            0,
            "Tsinghua University, Stanford University",
            "CN|US",
            "Tsinghua University|Stanford University",
            "03cve4549|00f54p054",
            "",
        ),
    ],
    columns=["paper", "author", "candidate", "affiliation", "stated", "institutions", "ror", "domain"],
)


@pytest.mark.parametrize(
    ("affiliations", "codes"),
    [
        ("all", ["US", "CN", "US", "CN|US", "CN|US"]),
        (
            "first-affiliation",
            ["US", "", "US", "CN|US", "CN"],
        ),  # an institution that the registry lacks leaves the whole
        ("universities", ["US", "CN", "US", "", "CN|US"]),
        ("best-known", ["US", "CN", "", "", ""]),
        ("mail", ["US", "CN", "", "", ""]),
        ("spelt-out", ["", "", "", "", ""]),
    ],
)
def test_which_affiliations(affiliations, codes) -> None:
    assert reconstruction_affiliations.counted(ROWS, affiliations, GROUPS, 5).tolist() == codes


def test_only_the_most_frequent_are_best_known() -> None:
    more = pd.concat(
        [ROWS, ROWS[:1].assign(paper="d"), ROWS[:1].assign(paper="e", affiliation="Elm", institutions="Elm")],
        ignore_index=True,
    )
    assert reconstruction_affiliations.best_known(more, GROUPS, 1).tolist() == ["US", "CN", "", "", "", "US", ""]


def test_each_group_has_its_own_best_known() -> None:
    wide = reconstruction_affiliations.shown("CN", frozenset({"CN", "HK"}), Traces())
    rows = ROWS[:2].assign(stated=["HK", "CN"])
    assert reconstruction_affiliations.best_known(rows, [wide], 1).tolist() == ["HK", ""]  # as often, the first by name
    assert reconstruction_affiliations.best_known(rows, [wide], 2).tolist() == ["HK", "CN"]
