"""Verdicts → what a claim's page shows of the grid: the readings nearby, and all of them, to be filtered."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis.claims.judge import Verdict
from analysis.claims.readings import Reading, reaches
from analysis.core import paths
from analysis.counting.workbook import Workbook
from analysis.looks.numbers import as_text, between, found_of
from analysis.looks.tables import number, table, text
from analysis.settings.config import AXES, Config
from analysis.settings.verdict_cases import LOWER, UPPER
from analysis.topics.claims.words import definition_words, title_of


def nearest(config: Config, verdict: Verdict, printed: str = "") -> str:
    """The deciding measure under the readings that the words allow.

    Those of the deciding record, and the same definition on the other records; `printed` says of which papers title
    blocks are at hand, where these are a part.
    """
    allowed = verdict.allowed
    basis, flips = allowed[0].definition.basis, verdict.otherwise(allowed)
    shown = [r for n, r in enumerate(allowed) if n == 0 or r.steps == 0 or r.definition.basis == basis or r in flips]
    columns = (
        text("Reading", 42),
        number("Value", 14),
        number("In range", 8),
        number("Papers", 17, found_of),
        number(f"{config.level} interval", 19),
    )
    rows = [
        (
            f"**{definition_words(r.figure, config)}**" if n == 0 else definition_words(r.figure, config),
            as_text(r.figure, r.figure.value),
            _lies(verdict, r),
            r.figure,
            between(r.figure, r.figure.interval).replace(" points", ""),
        )
        for n, r in enumerate(shown)
    ]
    caption = (
        f"Readings that the words allow: the deciding figure (in bold), the same on other records, and with "
        f"{config.verdicts.near} changed that the words leave open; and whether each lies in the asserted range: “reaches” "
        "marks an estimate whose interval touches it, which counts for the deciding figure only"
    )
    if printed:
        caption += f". Print is known for {printed} only; other records hold all tracks unless the row says otherwise"
    return table(columns, rows, caption, f"tbl-{verdict.claim}")


def _lies(verdict: Verdict, reading: Reading) -> str:
    """Where a definition lies, in a word."""
    if verdict.asserted.rises:
        return {"inside": "yes", "contrary": "falls"}.get(reading.place or "", "no")
    side = "below" if reading.place in LOWER else "above" if reading.place in UPPER else "no"
    return "yes" if reading.fits else f"{side}, reaches" if reaches(reading.figure, verdict.asserted) else side


def _heard(verdict: Verdict, reading: Reading) -> str:
    """Whether a definition is a reading that the words allow, in a word or two."""
    if not reading.heard:
        return "not heard"
    return "allowed" if reading.steps <= verdict.near_steps else "more choices"


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
    header = [*(["year"] if several else []), *axes, "reading"]
    head = "".join(f'<th scope="col" data-filter="{a}">{escape(title_of(config, a))}</th>' for a in header)
    head += "".join(f'<th scope="col">{name}</th>' for name in ("value", "in range", "papers", "interval"))
    body = "\n".join(_grid_row(config, verdict, r, header) for n, r in enumerate(verdict.readings))
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


def _grid_row(config: Config, verdict: Verdict, reading: Reading, header: Sequence[str]) -> str:
    figure, definition = reading.figure, reading.definition
    known = {"year": str(config.cohorts[figure.cohort].year), "reading": _heard(verdict, reading)}
    axes = config.axes()
    cells = (known.get(axis) or axes[axis][getattr(definition, axis)].name for axis in header)
    values = (
        as_text(figure, figure.value),
        _lies(verdict, reading),
        found_of(figure),
        between(figure, figure.interval),
    )
    row = "".join(f"<td>{escape(cell)}</td>" for cell in (*cells, *values))
    mark = ' class="deciding"' if reading is verdict.readings[0] else ""
    return f'<tr{mark} title="{escape(figure.id)}">{row}</tr>'
