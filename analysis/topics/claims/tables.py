"""What a claim's page says of its verdict."""

from __future__ import annotations

from analysis.claims import claim_review
from analysis.claims.judge import Verdict
from analysis.claims.papers import papers_query
from analysis.looks.numbers import is_change
from analysis.settings.config import Config
from analysis.topics.claims import grid_tables
from analysis.topics.findings import Findings


def chip(verdict: Verdict, config: Config) -> str:
    """A verdict as a coloured chip."""
    return f"[{config.verdicts.scale[verdict.verdict].name}]{{.verdict .verdict-{verdict.verdict}}}"


def verdict_line(config: Config, verdict: Verdict, mark: str = "") -> str:
    """The verdict of a claim with its rule, in one sentence, and a mark where the number changed since the last release."""
    about = config.verdicts.scale[verdict.verdict].about
    return f"{chip(verdict, config)} {about[0].upper()}{about[1:]}. {mark}".rstrip() + "\n"


def behind(verdict: Verdict) -> str:
    """How to get the list of papers behind a claim's deciding figure."""
    figure = verdict.decisive
    command = " ".join(
        ["factcheck papers", *(f"--{name} {value}" for name, value in papers_query(figure).items() if value)]
    )
    what = "papers counted in the later year" if is_change(figure) else "papers counted"
    return f"""The figure's id is `{figure.id}`. The command `{command}` lists the {what}, each with its address, countries and institutions.

::: {{.content-visible when-format="html"}}
[Download the list of papers](../../papers/{verdict.claim}.csv), or [the same for a spreadsheet](../../papers/{verdict.claim}.xlsx).
:::
"""


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown of every claim, and what machines read of it."""
    config = found.config
    made = {}
    for v in found.verdicts:
        made |= {
            f"claim-{v.claim}": grid_tables.nearest(config, v),
            f"grid-{v.claim}": grid_tables.whole_grid(config, v),
            f"flip-{v.claim}": grid_tables.flip(config, v, found.figures),
            f"verdict-{v.claim}": verdict_line(config, v, found.marks.get(v.claim, "")),
            f"behind-{v.claim}": behind(v),
        }
    return made | claim_review.scripts(config, found.verdicts)
