"""The figures that each chart shows, as files to download beside it."""

from __future__ import annotations

from analysis import charts
from analysis.claims import Verdict
from analysis.config import Config
from analysis.figure import Figure, FigureSet, to_json, to_table


def shown(config: Config, figures: FigureSet, verdicts: list[Verdict]) -> dict[str, list[Figure]]:
    """Chart → the figures it shows, sorted by id: those it takes from the set while it is drawn, or those of the verdict it is drawn from."""
    by_claim = {f"claim-{v.claim}": {f.id for f in (v.decisive, *v.others)} for v in verdicts}
    kept, found = figures.used, {}
    for name, draw in charts.drawers(config, figures, verdicts).items():
        figures.used = set()
        draw()
        used = figures.used | by_claim.get(name, set())
        found[name] = [f for f in figures if f.id in used]
    figures.used = kept
    return found


def files(config: Config, figures: FigureSet, verdicts: list[Verdict], release: str) -> dict[str, str]:
    """File name → text: ``charts/<name>.csv`` and ``.json`` in the forms of figures.csv and figures.json."""
    made = {}
    for name, found in shown(config, figures, verdicts).items():
        made[f"charts/{name}.csv"] = to_table(found).to_csv(index=False, lineterminator="\n")
        made[f"charts/{name}.json"] = to_json(found, release)
    return made
