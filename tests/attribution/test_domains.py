"""A domain tells its owner, its list, or its ending; free mail and sold endings tell nothing."""

from __future__ import annotations

import pytest

from analysis.attribution.domains import by_domain


@pytest.mark.parametrize(
    ("domain", "owner", "country"),
    [
        ("foo.de", "University of Foo", "DE"),
        ("Mail.CS.foo.de.", "University of Foo", "DE"),
        ("foo.org", "", "DE"),  # of the list of universities
        ("acme.com", "", ""),  # a company sits in many countries
        ("oak.edu", "", "US"),
        ("oak.ac.uk", "", "GB"),
        ("oak.fr", "", "FR"),
        ("oak.io", "", ""),
        ("gmail.com", "", ""),
        ("", "", ""),
    ],
)
def test_a_domain_tells_its_owner_and_country(small, domain, owner, country):
    entries, told = by_domain(domain, small())
    assert ("".join(entry.name for entry in entries), told) == (owner, country)
