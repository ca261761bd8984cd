"""A registry of a few invented institutions and companies."""

from __future__ import annotations

import pytest

from analysis.attribution.registry import Registry, build
from analysis.facts.columns import SHARED

INSTITUTIONS = """ror,name,other_names,acronyms,country,city,kind,domains
0aaaaaa01,University of Foo,Foo Universität,UFOO,DE,Footown,education,foo.de
0aaaaaa02,Foo,,,FR,Foix,education,
0aaaaaa03,University of Foo Bar,,,GB,Bar,education,
0aaaaaa04,Acme (United States),Acme Labs,,US,Barville,company,acme.com
0aaaaaa05,Acme (Japan),,,JP,Tokyo,company,
"""


COMPANIES = """name,headquarters,site,reason,date
Acme,JP,,head office in Tokyo,2026-01-02
Acme Cambridge,JP,GB,laboratory,2026-01-02
"""
HEADER = ",".join(SHARED["overrides"].names) + "\n"


@pytest.fixture
def small(tmp_path):
    """Build a registry of a few invented institutions: `small(overrides=…, companies=…)`."""

    def make(overrides: str = HEADER, companies: str = COMPANIES, institutions: str = INSTITUTIONS) -> Registry:
        for name, text in {
            "institutions.csv": institutions,
            "companies.csv": companies,
            "domains.csv": "domain,country,university\nfoo.org,DE,\n",
            "overrides.csv": overrides,
        }.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return build(tmp_path, tmp_path / "overrides.csv")

    make.folder = tmp_path
    return make
