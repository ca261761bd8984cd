"""Which affiliations count by a rule of the reconstruction: every rule by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.topics.between_counts import reconstruction_affiliations


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
    ],
)
def test_countries_spelt_out(text, codes) -> None:
    assert reconstruction_affiliations.spelt_out(text) == codes


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
    ],
)
def test_what_a_mail_domain_shows(host, code) -> None:
    assert reconstruction_affiliations.of_host(host) == code


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
    columns=["paper_id", "author", "candidate", "affiliation", "stated", "institutions", "ror", "domain"],
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
    assert reconstruction_affiliations.counted(ROWS, affiliations, 5).tolist() == codes


def test_only_the_most_frequent_are_best_known() -> None:
    more = pd.concat(
        [ROWS, ROWS[:1].assign(paper_id="d"), ROWS[:1].assign(paper_id="e", affiliation="Elm", institutions="Elm")],
        ignore_index=True,
    )
    assert reconstruction_affiliations.best_known(more, 1).tolist() == ["US", "CN", "", "", "", "US", ""]
