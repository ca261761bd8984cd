"""What a resolution says of itself: countries under both policies, once each."""

from __future__ import annotations

from analysis.attribution.resolution import NOWHERE, WEAK, Attribution, Resolution

OAK = Attribution("Oak University", "01", ("DE",), ("DE",), "registry", "ROR 01")
ACME = Attribution("Acme", "", ("GB",), ("JP",), "company", "companies.csv", company=NOWHERE)
BOTH = Resolution("Oak; Acme; Oak", "resolved", (OAK, ACME, OAK), ("a note",))


def test_countries_are_sorted_and_said_once_under_each_policy():
    assert (BOTH.countries, BOTH.headquarters, BOTH.placed) == (("DE", "GB"), ("DE", "JP"), ("DE",))
    assert BOTH.under("headquarters") == ("DE", "JP")
    assert BOTH.under("stated-location") == ("DE", "GB")


def test_institutions_ids_and_methods_are_said_once():
    assert (BOTH.institutions, BOTH.ror, BOTH.method) == (("Oak University", "Acme"), ("01",), "registry+company")
    assert Resolution("x", "unresolved").method == "unresolved"


def test_the_explanation_has_each_rule_and_record():
    said = BOTH.explain().splitlines()
    assert said[0] == "'Oak; Acme; Oak': DE|GB (headquarters: DE|JP)"
    assert said[1] == "  Oak University: DE, by registry; ROR 01"
    assert said[-1] == "  a note"


def test_a_place_counts_alike_under_both_policies():
    place = Attribution.to_place({"FR"}, "place", "names Lyon")
    assert (place.name, place.countries, place.headquarters) == ("", ("FR",), ("FR",))


def test_a_country_rests_on_weak_evidence_unless_better_gives_it_too():
    head_office = Attribution("Acme", "", ("US",), ("US",), "company", "x", company=NOWHERE)
    acronym = Attribution("Oak", "01", ("SA",), ("SA",), "acronym", "ROR 01")
    beside = acronym._replace(evidence="ROR 01; the place named agrees")
    sure = Attribution("Elm", "02", ("US",), ("US",), "registry", "ROR 02")
    spelt = sure._replace(method="spelling")
    code = Attribution.to_place({"FR"}, "place", "x", "code")

    def weak(*given):
        return Resolution("x", "resolved", given).weak

    assert weak(head_office, acronym) == ("head office", "acronym")
    assert weak(head_office, sure) == weak(sure, beside) == weak() == ()
    assert weak(spelt, code, code) == ("spelling", "code")
    assert {*weak(spelt, code, acronym, head_office)} <= WEAK.keys()
