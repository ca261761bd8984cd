"""ClaimReview against what search engines ask for, and as a part of a page that neither breaks nor shows."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from pypdf import PdfReader

from analysis import __version__
from analysis.claims import claim_review
from analysis.claims.judge import Verdict
from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.figures.figure import Figure
from analysis.publish import up_to_date
from analysis.publish.render import Engine, render
from analysis.settings import publication
from analysis.settings.verdict_cases import Case
from analysis.topics.methodology import tables
from tests.support.claims import asserted
from tests.support.sample_book import stage

SITE, DAY = "https://check.example/x/", "2026-11-23"


def _text(value: object) -> bool:
    return isinstance(value, str) and value.strip() == value != ""


def _url(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"https?://[^\s/]+/\S*", value) is not None


def _day(value: object) -> bool:
    """ISO 8601: a day, or the month where only that is known."""
    return isinstance(value, str) and bool(date.fromisoformat(value if len(value) == 10 else f"{value}-01"))


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _a(*kinds: str):
    return lambda value: isinstance(value, dict) and value.get("@type") in kinds


# type → property → (required?, what it must be), as Google's page "Fact check (ClaimReview) structured data" lists them
# (developers.google.com/search/docs/appearance/structured-data/factcheck, section "Structured data type definitions")
RULES = {
    "ClaimReview": {
        "claimReviewed": (True, _text),
        "reviewRating": (True, _a("Rating")),
        "url": (True, _url),
        "author": (False, _a("Organization")),
        "datePublished": (False, _day),
        "itemReviewed": (False, _a("Claim")),
    },
    "Claim": {
        "appearance": (False, _a("CreativeWork")),
        "author": (False, _a("Organization", "Person")),
        "datePublished": (False, _day),
        "firstAppearance": (False, _a("CreativeWork")),
    },
    "Rating": {
        "alternateName": (True, _text),
        "ratingValue": (False, _number),
        "bestRating": (False, _number),
        "worstRating": (False, _number),
    },
    "Organization": {"name": (True, _text)},
    "CreativeWork": {"headline": (True, _text)},
}
# a verdict that is no place on the scale goes without numbers
WITHOUT = {"uncheckable": {"ratingValue", "bestRating", "worstRating"}}


def breaches(node: dict, without: frozenset[str] | set[str] = frozenset()) -> list[str]:
    """Every property that is missing or of the wrong kind, recommended ones included, anywhere in the review."""
    kind = node.get("@type")
    found = [
        f"{kind}.{name}"
        for name, (_, fits) in RULES[kind].items()
        if name not in without and not (name in node and fits(node[name]))
    ]
    return found + [b for value in node.values() if isinstance(value, dict) for b in breaches(value, without)]


def verdict(claim: str, slug: str) -> Verdict:
    figure = Figure(
        id="x.us.share", measure="us.share", label="a share", unit="share", value=0.1, cohort="x", sources=()
    )
    return Verdict(claim, asserted(), slug, figure, Case("fail", "above", "outside"), (), 1)


@pytest.fixture
def review(settings):
    return lambda claim="last-year", slug="understated": claim_review.claim_review(
        verdict(claim, slug), settings, SITE, "1.0", DAY
    )


def test_every_claim_has_all_required_and_recommended_properties(settings, review):
    for claim in settings.claims:
        made = review(claim)
        assert made["@context"] == "https://schema.org"
        assert breaches(made) == []
        assert len(made["claimReviewed"]) <= 75  # the documentation's advice, lest it wraps on a phone
        assert made["url"] == f"{SITE}report/claims/{claim}.html"
        assert (made["datePublished"], made["version"]) == (DAY, "1.0")


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, rules in RULES.items() for name in rules])
def test_the_check_sees_what_is_missing(review, kind, name):
    def without(node):
        return {
            k: without(v) if isinstance(v, dict) else v
            for k, v in node.items()
            if not (node.get("@type") == kind and k == name)
        }

    assert f"{kind}.{name}" in breaches(without(review()))


def test_ratings_rise_with_the_truth(settings, review):
    scale = {slug: review(slug=slug)["reviewRating"] for slug in settings.verdicts.scale}
    for slug, rating in scale.items():
        assert breaches(rating, WITHOUT.get(slug, set())) == []
        assert rating["alternateName"] == settings.verdicts.scale[slug].name
        assert slug == "uncheckable" or rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    assert not WITHOUT["uncheckable"] & set(scale["uncheckable"])
    order = ["wrong", "overstated", "depends", "caveat", "accurate"]
    values = [scale[slug]["ratingValue"] for slug in order]
    assert values == sorted(set(values)) == [1, 2, 3, 4, 5]
    assert scale["understated"]["ratingValue"] == scale["overstated"]["ratingValue"]
    # what is literally true and misleads is rated above what is not even literally true
    assert {scale[f"true-{slug}"]["ratingValue"] for slug in ("understated", "overstated")} == {3}


def test_the_claimant_is_who_said_it(review):
    assert review("last-year")["itemReviewed"]["author"]["name"] == "circulating retelling"
    original = review("original-2024")["itemReviewed"]
    assert original["author"]["name"] == original["appearance"]["author"]["name"] == "WIRED"


def test_the_reviewer_has_an_address(review):
    # of an organisation that reviews the documentation also wants the address
    assert _url(review()["author"]["url"])


def test_script_is_a_raw_block_that_nothing_inside_can_end(review):
    made = {**review(), "claimReviewed": "</script><!-- {{< var x >}} ``` <script> – “é”"}
    block = claim_review.as_script(made)
    lines = block.splitlines()
    assert (lines[0], lines[1], lines[-2], lines[-1]) == (
        "```{=html}",
        '<script type="application/ld+json">',
        "</script>",
        "```",
    )
    assert block.count("<") == 2  # the element's own two tags
    assert not any(line.lstrip().startswith("```") for line in lines[1:-1])
    assert json.loads("\n".join(lines[2:-2])) == made


def test_the_page_holds_it_as_it_is_and_the_print_does_not(tmp_path, review):
    block = claim_review.as_script(review("transformer"))
    book = stage(tmp_path / "book")
    (book / "report" / "part.md").write_text(block, encoding="utf-8")
    with (book / "report" / "data.qmd").open("a", encoding="utf-8") as page:
        page.write("\nThe end of it.\n\n{{< include part.md >}}\n")
    site = render(book, Engine("fallback", "test"))
    assert "\n".join(block.splitlines()[1:-1]) in (site / "report" / "data.html").read_text(encoding="utf-8")
    printed = "".join(p.extract_text() for p in PdfReader(site / "fact-check.pdf").pages)
    assert "The end of it." in printed
    assert "schema.org" not in printed


def test_address_comes_from_config_and_yields_to_the_environment(settings, monkeypatch):
    monkeypatch.delenv("FACTCHECK_URL", raising=False)
    assert publication.site_address(settings) == settings.report.url.rstrip("/") + "/"
    monkeypatch.setenv("FACTCHECK_URL", "https://example.org/check")
    assert publication.site_address(settings) == "https://example.org/check/"
    made = claim_review.scripts(settings, [verdict("growing", "caveat")])
    assert '"url": "https://example.org/check/report/claims/growing.html"' in made["claimreview-growing"]


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "ftp://example.org/",
        "https://",
        "https://a b.org/",
        "https://example.org/?x=1",
        "https://e.org/#a",
    ],
)
def test_bad_address_is_a_users_error(settings, monkeypatch, address):
    monkeypatch.setenv("FACTCHECK_URL", address)
    with pytest.raises(FactCheckError, match=r"not a web address such as .*; give the address of the front page"):
        publication.site_address(settings)


def test_another_address_is_another_build(monkeypatch):
    key = lambda: up_to_date.inputs(Engine("fallback", "test"))
    monkeypatch.delenv("FACTCHECK_URL", raising=False)
    here = key()
    monkeypatch.setenv("FACTCHECK_URL", "https://example.org/")
    assert key() != here


def test_citation_states_this_version_and_its_day():
    release, day = publication.publication()
    assert release == __version__
    assert _day(day) and len(day) == 10


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read"),
        ("", "is empty; write"),
        ("version: 1.0\n", "states no version and day of release; write `version`"),
        ("version: '1.0'\ndate-released: soon\n", "states no version and day of release; write `version`"),
        ("a: [\n", "is not YAML"),
    ],
)
def test_citation_without_version_or_day(tmp_path, monkeypatch, text, said):
    monkeypatch.setattr(paths, "CITATION", tmp_path / "CITATION.cff")
    if text is not None:
        paths.CITATION.write_text(text, encoding="utf-8")
    with pytest.raises(FactCheckError, match=said):
        publication.publication()


def test_every_claims_page_includes_its_review(settings):
    for claim in settings.claims:
        page = (paths.CLAIM_PAGES / f"{claim}.qmd").read_text(encoding="utf-8")
        assert page.splitlines()[-1] == f"{{{{< include ../_generated/claimreview-{claim}.md >}}}}"


def test_the_scale_of_the_report_documents_the_ratings(settings):
    rows = [line for line in tables.scale(settings).splitlines() if ".verdict-" in line]
    for row, step in zip(rows, settings.verdicts.scale.values(), strict=True):
        assert row.rstrip(" |").endswith("–" if step.rating is None else str(step.rating))
