"""What a claim's page says of its verdict."""

from __future__ import annotations

from analysis.claims import claim_review
from analysis.claims.judge import Verdict
from analysis.claims.papers_query import papers_command
from analysis.looks.numbers import is_change
from analysis.settings.config import Config
from analysis.topics.claims import companies
from analysis.topics.claims.change_of_mind import what_would_change_it
from analysis.topics.claims.grid_tables import nearest, tracks_printed, whole_grid
from analysis.topics.claims.judgement import judgement
from analysis.topics.claims.left_open import left_open
from analysis.topics.claims.turning import fragility
from analysis.topics.findings import Findings


def behind(config: Config, verdict: Verdict) -> str:
    """How to get the list of papers behind a claim's deciding figure."""
    figure = verdict.decisive
    command = papers_command(figure, config)
    what = "papers counted in the later year" if is_change(figure) else "papers counted"
    file = f"../../papers/{verdict.claim}"
    return (
        f"The figure's id is `{figure.id}`. The command `{command}` lists the {what}, each with its address, countries "
        "and institutions.\n\n"
        '::: {.content-visible when-format="html"}\n'
        f"[Download the list of papers]({file}.csv), or [the same for a spreadsheet]({file}.xlsx).\n"
        ":::\n"
    )


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown of every claim, and what machines read of it."""
    config = found.config
    made = claim_review.scripts(config, found.verdicts)
    for v in found.verdicts:
        rest = companies.resting(found.book, v.decisive)
        made |= {
            f"claim-{v.claim}": nearest(config, v, tracks_printed(found.book, v.decisive.cohort)),
            f"grid-{v.claim}": whole_grid(config, v),
            f"flip-{v.claim}": what_would_change_it(config, v, found.figures),
            # a mark where the number changed since the last release
            f"verdict-{v.claim}": judgement(config, v, found.marks.get(v.claim, "")) + companies.on_card(rest),
            f"companies-{v.claim}": companies.in_full(config, found.figures, v.decisive, rest),
            f"readings-{v.claim}": left_open(config, v),
            f"fragile-{v.claim}": fragility(config, v),
            f"behind-{v.claim}": behind(config, v),
        }
    return made
