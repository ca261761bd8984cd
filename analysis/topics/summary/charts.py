"""The share over the years and the papers of one country, as charts of the registry's figures alone."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.figures.figure import FigureSet
from analysis.looks.group_colours import group_colours
from analysis.looks.theme import BASES, CLAIM, INK, MUTED, WIDTH, Layers
from analysis.settings.config import Config
from analysis.topics.findings import Findings

WORDS_AT = 150  # where the words of the band begin, to the right of the first years, whose shares are as low
TOP = 0.21  # the axis reaches here at least


def _ours(config: Config, figures: FigureSet) -> pd.DataFrame:
    """The main pair's share in every kind of record of the main conference, with its interval; none twice a year."""
    rows = []
    for name, cohort, basis in config.records_of_years:
        if basis.removesuffix("-by-name") not in BASES:
            continue
        figure = figures.find(f"{name}.{config.pair.key}.share{cohort.at(basis)}")
        if figure is not None and figure.interval is not None:
            row = {
                "year": cohort.year,
                "basis": basis.removesuffix("-by-name"),
                "line": config.kind_of_source(cohort, basis),
            }
            low, high = figure.interval
            rows.append({**row, "share": figure.value, "low": low, "high": high})
    return pd.DataFrame(rows)


def _others(config: Config) -> pd.DataFrame:
    """The share that the original and each independent analysis published."""
    return pd.DataFrame(
        [
            {"year": y, "who": o.name, "share": x / n, "text": f"{o.name}, {100 * x / n:.1f}%"}
            for o in config.independent.values()
            for y, (x, n) in o.counts.items()
        ],
        columns=["year", "who", "share", "text"],
    )


def share_over_time(config: Config, figures: FigureSet) -> Layers:
    """The main pair's share by year, one line a basis, with the original's figure and the independent ones marked."""
    ours, others = _ours(config, figures), _others(config)
    years = sorted({*ours["year"], *others["year"]})
    x = alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, grid=False), scale=alt.Scale(domain=years))
    top = max([TOP, *ours["high"], *others["share"]])
    marks = [n / 20 for n in range(int(20 * top) + 1)]
    title = f"share of papers with {config.one_of(config.pair)} institution"
    y = alt.Y(
        "share:Q",
        axis=alt.Axis(format=".0%", title=title, values=marks),
        scale=alt.Scale(domain=[0, top]),
    )
    legend = alt.Legend(title="our count, by where the affiliation was recorded", symbolType="circle", symbolOpacity=1)
    colour = alt.Color("basis:N", scale=alt.Scale(domain=list(BASES), range=list(BASES.values())), legend=legend)
    base = alt.Chart(ours)
    layers = [
        base.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, detail="line:N"),
        base.mark_rule(strokeWidth=2, opacity=0.55).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        base.mark_circle(size=70, opacity=1).encode(x=x, y=y, color=colour),
    ]
    last = others.loc[others.groupby("who")["year"].idxmax()]
    # the original's own counts stand out, and first
    for key in sorted(config.independent, key=lambda key: key != config.original):
        is_original, who = key == config.original, config.independent[key].name
        ink, shape = (CLAIM, "diamond") if is_original else (MUTED, "cross")
        mine, end = alt.Chart(others[others["who"] == who]), alt.Chart(last[last["who"] == who])
        mark = mine.mark_point(shape=shape, size=70, filled=is_original, color=ink, strokeWidth=2)
        layers += [
            mine.mark_line(color=ink, strokeWidth=1, opacity=0.6).encode(x=x, y=y),
            mark.encode(x=x, y=y),
            end.mark_text(align="left", dx=11, color=ink, fontWeight=600).encode(x=x, y=y, text="text:N"),
        ]
    if (said := _said(config, figures)) is not None:
        layers.insert(0, said.mark_rect(color=CLAIM, opacity=0.14).encode(y="share:Q", y2="to:Q"))
        layers.append(said.mark_text(align="left", x=WORDS_AT, dy=11, color=CLAIM).encode(y=y, text="text:N"))
    return alt.layer(*layers).properties(width=WIDTH - 130, height=340)


def _said(config: Config, figures: FigureSet) -> alt.Chart | None:
    """The range of shares that the headline claim asserts, if it asserts one."""
    claim = config.claims[config.report.headline_claim]
    asserted, decisive = config.asserted(claim), figures.find(claim.figures[0])
    if decisive is None or asserted.unit != "share":
        return None
    year = config.cohorts[decisive.cohort].year
    row = {"share": asserted.low, "to": asserted.high, "text": f"the {claim.source}, of {year}: {asserted.words}"}
    return alt.Chart(pd.DataFrame([row]))


def one_country(config: Config, figures: FigureSet) -> alt.Chart:
    """Papers of the institutions of one group only, of each in the main pair, and of both, by year."""
    inks = group_colours(config)
    kinds = {f"{key}-only": (f"{config.groups[key].short} only", inks[key]) for key in config.pair}
    kinds[config.pair.key] = ("both", INK)
    rows = [
        {
            "year": c.year,
            "kind": label,
            "share": figure.value,
            "basis": c.headline_basis,
            "cohort": f"{config.label(c)} {c.headline_basis}",
        }
        for name, c in config.years.items()
        for slug, (label, _) in kinds.items()
        if (figure := figures.find(f"{name}.{slug}.share")) is not None and figure.value is not None
    ]
    table = pd.DataFrame(rows)
    order = list(dict.fromkeys(table.sort_values("year")["cohort"]))
    x = alt.X(
        "share:Q",
        axis=alt.Axis(format=".0%", title="share of papers"),
        scale=alt.Scale(domain=[0, max(0.1, table["share"].max() * 1.08)]),
    )
    y = alt.Y("cohort:N", sort=order, axis=alt.Axis(title=None, labelColor=INK, grid=True))
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=[k for k, _ in kinds.values()], range=[c for _, c in kinds.values()]),
        legend=alt.Legend(title="institutions on the paper"),
    )
    marks: alt.Chart = alt.Chart(table).mark_circle(size=110, opacity=1).encode(x=x, y=y, color=colour)
    return marks.properties(width=WIDTH - 130, height=alt.Step(30))


def charts(found: Findings) -> dict[str, alt.TopLevelMixin]:
    """Name → chart; none without a share."""
    if _ours(found.config, found.figures).empty:
        return {}
    return {
        "share-over-time": share_over_time(found.config, found.figures),
        "one-country": one_country(found.config, found.figures),
    }
