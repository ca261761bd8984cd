"""The pages of the report and what they are about: claims, chapters, and words that were written for a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from analysis.claims.judge import Verdict
from analysis.core import paths
from analysis.publish import build
from analysis.settings.config import Config

WRITTEN_FOR = re.compile(r"<!-- written for the verdict: ([\w-]+) -->")


def problems(settings: Config, verdicts: Sequence[Verdict]) -> list[str]:
    """One sentence each."""
    return [*_claims_and_pages(settings), *_chapters(), *_stale_words(verdicts)]


def _claims_and_pages(settings: Config) -> Iterator[str]:
    pages = {p.stem for p in paths.CLAIM_PAGES.glob("*.qmd")} - {"not-checkable"}
    for name in settings.claims:
        if name not in pages:
            yield f"config.yaml: claims.{name} has no page; write report/claims/{name}.qmd"
    for name in sorted(pages - set(settings.claims)):
        yield f"report/claims/{name}.qmd: no claim of this name in config.yaml; add the claim or remove the page"


def _chapters() -> list[str]:
    """Pages that the book does not list."""
    book = yaml.safe_load((paths.ROOT / "_quarto.yml").read_text(encoding="utf-8"))["book"]["chapters"]
    listed = {chapter for part in book for chapter in (part["chapters"] if isinstance(part, dict) else [part])}
    pages = {page.relative_to(paths.ROOT).as_posix() for page in build.sources()}
    return [f"{page}: is not listed in _quarto.yml; add it to the chapters" for page in sorted(pages - listed)]


def _stale_words(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Pages whose words were written for another verdict than the one now computed."""
    for verdict in verdicts:
        page = paths.CLAIM_PAGES / f"{verdict.claim}.qmd"
        if not page.is_file():
            continue
        written = WRITTEN_FOR.search(page.read_text(encoding="utf-8"))
        if written is None or written[1] != verdict.verdict:
            was = f"for {written[1]!r}" if written else "for no verdict"
            yield (
                f"report/claims/{page.name}: its words were written {was} and the verdict now is {verdict.verdict!r}; "
                f"read them again and set the line '<!-- written for the verdict: {verdict.verdict} -->'"
            )
