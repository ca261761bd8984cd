"""Verdicts → what a claim's page shows of the grid: the readings nearby, and all of them, to be filtered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from analysis.claims.judge import Reading, Verdict
from analysis.core import paths
from analysis.counting.workbook import Workbook
from analysis.looks.numbers import as_text, between, found_of
from analysis.looks.tables import number, table, text
from analysis.settings.config import AXES, Config
from analysis.settings.groups import Choice
from analysis.settings.models import Level
from analysis.settings.verdict_rules import State
from analysis.topics.claims.words import definition_words

FIT: dict[State, str] = {
    "inside": "yes",
    "reached": "reaches",
    "above": "no",
    "below": "no",
    "far": "no",
    "contrary": "no",
    "missing": "no",
}
TITLES = {
    "basis": "record",
    "policy": "companies",
    "collaboration": "who",
    "naming": "how named",
    "level": "where named",
}


def nearest(config: Config, verdict: Verdict, printed: str = "") -> str:
    """The deciding measure under the definitions near the deciding one.

    Those of the deciding record, and the same definition on the other records; `printed` says of which papers title
    blocks are at hand, where these are a part.
    """
    near = [r for r in verdict.readings if r.steps <= config.verdicts.near_steps]
    basis = near[0].definition.basis
    flips = verdict.flips
    shown = [r for n, r in enumerate(near) if n == 0 or r.steps == 0 or r.definition.basis == basis or r in flips]
    columns = (
        text("Definition", 42),
        number("Value", 14),
        number("Fits", 8, FIT.__getitem__),
        number("Papers", 17, found_of),
        number(f"{config.level} interval", 19),
    )
    rows = [
        (
            f"**{definition_words(r.figure, config)}**" if n == 0 else definition_words(r.figure, config),
            as_text(r.figure, r.figure.value),
            r.state,
            r.figure,
            between(r.figure, r.figure.interval).replace(" points", ""),
        )
        for n, r in enumerate(shown)
    ]
    caption = (
        f"The deciding figure (in bold), the same on other records, and with {config.verdicts.near} changed; whether the "
        "sentence fits: “reaches” marks an estimate whose interval reaches the asserted range, which counts for the deciding "
        "figure only"
    )
    if printed:
        caption += f". Print is known for {printed} only; other records hold all tracks unless the row says otherwise"
    return table(columns, rows, caption, f"tbl-{verdict.claim}")


def tracks_printed(book: Workbook, name: str) -> str:
    """The tracks of a cohort of which title blocks are at hand, in words; nothing where these are all or none."""
    if "paper" not in book.config.cohorts[name].bases:
        return ""
    tracks, held = book.config.definitions["track"], book.ledger(name).tracks("paper")
    if held == set(book.snapshots[name].papers["track"]):
        return ""
    return " and ".join(f"the {tracks[track].name if track in tracks else f'{track} track'}" for track in sorted(held))


def whole_grid(config: Config, verdict: Verdict) -> str:
    """Every point of the grid as an HTML table with a filter for each choice; a PDF has no room for it."""
    several = len({r.figure.cohort for r in verdict.readings}) > 1
    axes = [
        a
        for a in (*AXES, "level")
        if len({getattr(r.definition, a) for r in verdict.readings}) > 1
        and (a not in ("naming", "level") or verdict.decisive.term)
    ]
    titles = {**TITLES, "extent": _widened(config)}
    header = [*(["year"] if several else []), *axes]
    head = "".join(f'<th scope="col" data-filter="{a}">{escape(titles.get(a, a))}</th>' for a in header)
    head += "".join(f'<th scope="col">{name}</th>' for name in ("value", "fits", "papers", "interval"))
    body = "\n".join(_grid_row(config, r, header, n == 0) for n, r in enumerate(verdict.readings))
    script = (paths.THEME / "filter.js").read_text(encoding="utf-8").strip()
    return f"""::: {{.content-visible when-format="html"}}
```{{=html}}
<details class="definitions">
<summary>All {len(verdict.readings)} definitions, with filters</summary>
<div class="table-scroll">
<table class="grid-table">
<thead><tr>{head}</tr></thead>
<tbody>
{body}
</tbody>
</table>
</div>
</details>
<script>
{script}
</script>
```
:::
"""


def _widened(config: Config) -> str:
    """The groups whose countries the choices of extent change: ``China``."""
    changed = {group for choice in config.definitions["extent"].values() for group in choice.countries}
    return ", ".join(group.short for key, group in config.groups.items() if key in changed)


def _grid_row(config: Config, reading: Reading, header: Sequence[str], deciding: bool) -> str:
    figure, definition = reading.figure, reading.definition
    names: Mapping[str, Mapping[str, Choice | Level]] = {**config.definitions, "level": config.levels}
    year = str(config.cohorts[figure.cohort].year)
    cells = (year if axis == "year" else names[axis][getattr(definition, axis)].name for axis in header)
    values = (as_text(figure, figure.value), FIT[reading.state], found_of(figure), between(figure, figure.interval))
    row = "".join(f"<td>{escape(cell)}</td>" for cell in (*cells, *values))
    mark = ' class="deciding"' if deciding else ""
    return f'<tr{mark} title="{escape(figure.id)}">{row}</tr>'
