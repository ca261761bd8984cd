"""Verdict → schema.org ClaimReview: what search engines and fact-check collections read on a claim's page.

The properties, and which of them are required or recommended, are those of Google's documentation of fact-check
structured data (developers.google.com/search/docs/appearance/structured-data/factcheck); their meaning is that of
schema.org/ClaimReview. A claim's page holds one review, which is valid for the page's own address only: so the
address of the site stands in config.yaml (`report.url`), and ``FACTCHECK_URL`` takes its place where a copy is
published elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from analysis.claims.judge import Verdict
from analysis.settings.config import Config
from analysis.settings.models import Party
from analysis.settings.publication import publication, site_address

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def claim_review(verdict: Verdict, config: Config, site: str, release: str, published: str) -> dict[str, Any]:
    """The review of one claim as JSON-LD.

    Parameters
    ----------
    site : str
        Address of the site's front page, with the slash at its end (:func:`site_address`).
    release : str
        Version of the fact-check that the verdict belongs to.
    published : str
        Day on which that version was published, ``2026-11-23``.
    """
    claim, article, step = config.claims[verdict.claim], config.article, config.verdicts.scale[verdict.verdict]
    claimant = _organization(article.original if claim.source == "original" else article.author)
    work = {"@type": "CreativeWork", "headline": article.title, "author": claimant, "datePublished": article.published}
    numbers = [s.rating for s in config.verdicts.scale.values() if s.rating is not None]
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": step.name,
        "ratingExplanation": config.verdicts.about(verdict.verdict),
    }
    if step.rating is not None:
        rating |= {"ratingValue": step.rating, "bestRating": max(numbers), "worstRating": min(numbers)}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{site}report/claims/{verdict.claim}.html",
        "claimReviewed": claim.title,
        "reviewRating": rating,
        "itemReviewed": {
            "@type": "Claim",
            "name": claim.words,
            "author": claimant,
            "datePublished": article.published,
            "appearance": work,
            "firstAppearance": work,
        },
        "author": _organization(config.report.publisher),
        "datePublished": published,
        "version": release,
        "inLanguage": "en",
        "license": LICENCE,
    }


def as_script(review: dict[str, Any]) -> str:
    """A review as a Pandoc block that appears in HTML only, and in it as it is.

    No ``<`` is left in the text, so that nothing in a claim's words can end the script element or be taken for a
    shortcode.
    """
    text = json.dumps(review, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return f'```{{=html}}\n<script type="application/ld+json">\n{text}\n</script>\n```\n'


def scripts(config: Config, verdicts: Iterable[Verdict]) -> dict[str, str]:
    """Part name → script block of every claim."""
    site, (release, published) = site_address(config), publication()
    return {f"claimreview-{v.claim}": as_script(claim_review(v, config, site, release, published)) for v in verdicts}


def _organization(party: Party) -> dict[str, str]:
    # The documentation knows persons and organisations only; a text of unknown origin is nobody's person.
    return {"@type": "Organization", "name": party.name} | ({"url": party.url} if party.url else {})
