"""Figures → the charts of the summary and of the claims, and all charts of the report together.

A chart is made of the registry's figures alone, but the maps of pairs of institutions, which have too many cells to be figures. `analysis.chart_style` draws them.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis import charts_bridge, charts_growth, charts_questions, charts_sure
from analysis.chart_style import ACCENT, BASES, CLAIM, INK, MUTED, WIDTH
from analysis.claims import Reading, Verdict
from analysis.config import Config
from analysis.figure import FigureSet
from analysis.measures import cohort_with_bodies
from analysis.variables import is_change
from analysis.workbook import Workbook


def share_over_time(config: Config, figures: FigureSet) -> alt.LayerChart:
    """The US-China share by year, one line a basis, with the article's figure and the independent ones marked."""
    rows = []
    for name, cohort, basis in config.records:
        if cohort.venue != config.main.venue:
            continue
        figure = figures.use(f"{name}.us-china.share{cohort.at(basis)}")
        if figure.value is not None:
            rows.append(
                {
                    "year": cohort.year,
                    "basis": basis.removesuffix("-by-name"),
                    "line": config.kind_of_source(cohort, basis),
                    "share": figure.value,
                    "low": figure.interval[0],
                    "high": figure.interval[1],
                }
            )
    ours = pd.DataFrame(rows)
    others = pd.DataFrame(
        [
            {"year": y, "who": o.name, "share": x / n, "text": f"{o.name}, {100 * x / n:.1f}%"}
            for key, o in config.independent.items()
            for y, (x, n) in o.counts.items()
        ]
    )
    years = sorted({*ours["year"], *others["year"]})
    x = alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, grid=False), scale=alt.Scale(domain=years))
    top = max(0.21, ours["high"].max(), others["share"].max())
    marks = [n / 20 for n in range(int(20 * top) + 1)]
    y = alt.Y(
        "share:Q",
        axis=alt.Axis(format=".0%", title="share of papers with a US and a Chinese institution", values=marks),
        scale=alt.Scale(domain=[0, top]),
    )
    colour = alt.Color(
        "basis:N",
        scale=alt.Scale(domain=list(BASES), range=list(BASES.values())),
        legend=alt.Legend(title="our count, by where the affiliation was recorded", symbolType="circle", symbolOpacity=1),
    )
    base = alt.Chart(ours)
    layers = [
        base.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, detail="line:N"),
        base.mark_rule(strokeWidth=2, opacity=0.55).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        base.mark_circle(size=70, opacity=1).encode(x=x, y=y, color=colour),
    ]
    last = others.loc[others.groupby("who")["year"].idxmax()]
    for who, ink, shape in (("the original", CLAIM, "diamond"), *((o.name, MUTED, "cross") for k, o in config.independent.items() if k != "article")):
        mine, end = others[others["who"] == who], last[last["who"] == who]
        layers += [
            alt.Chart(mine).mark_line(color=ink, strokeWidth=1, opacity=0.6).encode(x=x, y=y),
            alt.Chart(mine).mark_point(shape=shape, size=70, filled=shape == "diamond", color=ink, strokeWidth=2).encode(x=x, y=y),
            alt.Chart(end).mark_text(align="left", dx=11, color=ink, fontWeight=600).encode(x=x, y=y, text="text:N"),
        ]
    claim = config.claims[config.report.headline_claim]
    low, high = claim.rule.range
    if 0 < low < high < 1:
        year = config.cohorts[claim.figures[0].partition(".")[0]].year
        said = alt.Chart(pd.DataFrame([{"share": low, "to": high, "text": f"the retelling, of {year}: {claim.asserted}"}]))
        layers.insert(0, said.mark_rect(color=CLAIM, opacity=0.14).encode(y="share:Q", y2="to:Q"))
        layers.append(said.mark_text(align="left", x=6, dy=11, color=CLAIM).encode(y=y, text="text:N"))
    return alt.layer(*layers).properties(width=WIDTH - 130, height=340)


def claim_range(config: Config, verdict: Verdict) -> alt.LayerChart:
    """One mark per point of the grid, in rows by record and by who or where counts; the deciding one dark, those one choice away blue, the asserted range as a band."""
    near = config.verdicts.near_steps
    kinds = {
        "the deciding definition": INK,
        "one choice changed" if near == 1 else f"up to {near} choices changed": ACCENT,
        "more choices changed": "#a9bcc8",
    }
    names = list(kinds)
    one_year = len({r.figure.cohort for r in verdict.readings}) == 1
    rows = pd.DataFrame(
        [
            {"row": _row(r, config, one_year), "value": r.figure.value, "kind": names[0 if n == 0 else 1 if r.steps <= near else 2], "order": -n}
            for n, r in enumerate(verdict.readings)
            if r.figure.value is not None
        ]
    )
    share = verdict.decisive.unit == "share"
    low, high = config.claims[verdict.claim].rule.range if not config.claims[verdict.claim].rule.rises else (0.0, float("inf"))
    interval = verdict.decisive.interval or (verdict.decisive.value, verdict.decisive.value)
    top = max(rows["value"].max(), interval[1], high if high != float("inf") else 0) * 1.06
    bottom = min(0.0, rows["value"].min(), interval[0]) * 1.06
    axis = alt.Axis(
        format="+.0%" if is_change(verdict.decisive) else ".0%" if share else ",.0f", title=verdict.decisive.unit if not share else None, tickCount=6
    )
    x = alt.X("value:Q", axis=axis, scale=alt.Scale(domain=[bottom, top], nice=False))
    order = [rows.loc[0, "row"], *sorted(set(rows["row"]) - {rows.loc[0, "row"]})]
    y = alt.Y("row:N", sort=order, axis=alt.Axis(title=None, labelLimit=0, labelColor=INK, grid=True))
    colour = alt.Color("kind:N", scale=alt.Scale(domain=names, range=list(kinds.values())), legend=alt.Legend(title=None, symbolOpacity=1, columns=3))
    band = alt.Chart(pd.DataFrame([{"value": low, "to": min(high, top)}]))
    decisive = alt.Chart(pd.DataFrame([{"row": order[0], "low": interval[0], "high": interval[1]}]))
    layers = [
        band.mark_rect(color=CLAIM, opacity=0.16).encode(x=x, x2="to:Q"),
        decisive.mark_rule(strokeWidth=2, color=INK, opacity=0.6).encode(x=alt.X("low:Q"), x2="high:Q", y=y),
        # the farthest first, so that the near ones lie on top
        *(
            alt.Chart(part).mark_circle(size=size, opacity=opacity).encode(x=x, y=y, color=colour)
            for part, size, opacity in (
                (rows[rows["kind"] == kind], *look) for kind, look in reversed(list(zip(names, ((110, 1), (60, 0.9), (34, 0.6)), strict=True)))
            )
            if len(part)
        ),
    ]
    return alt.layer(*layers).properties(width=WIDTH - 250, height=alt.Step(26))


def _row(reading: Reading, config: Config, one_year: bool) -> str:
    """Record, and the choice that moves the measure most: who must collaborate, or where a term must be named."""
    d, figure = reading.definition, reading.figure
    choice = config.levels[d.level].name if ".adoption." in figure.id else config.definitions["collaboration"][d.collaboration].name
    words = f"{config.definitions['basis'][d.basis].name}: {choice}"
    return words if one_year else f"{config.cohorts[figure.cohort].year} {words}"


def adoption(config: Config, figures: FigureSet, cohort: str) -> alt.FacetChart:
    """Share of each group's papers that name a term, by level, for one cohort's headline basis."""
    rows = []
    for f in figures:
        _, _, rest = f.id.partition(f"{cohort}.adoption.")
        term, _, tail = rest.partition(".")
        group, _, measure = tail.partition(".")
        if measure in ("share", "share@body") and group in ("us", "china") and f.value is not None:
            figures.use(f.id)
            level = "title or abstract" if measure == "share" else "anywhere in the text"
            rows.append(
                {
                    "term": config.terms[term].name,
                    "group": config.groups[group].name,
                    "level": level,
                    "share": f.value,
                    "low": f.interval[0],
                    "high": f.interval[1],
                }
            )
    table = pd.DataFrame(rows)
    y = alt.Y("group:N", axis=alt.Axis(title=None, labels=False), sort=["United States", "China"])
    colour = alt.Color(
        "group:N", scale=alt.Scale(domain=["United States", "China"], range=[ACCENT, CLAIM]), legend=alt.Legend(title="papers with an institution in")
    )
    base = alt.Chart(table)
    x = alt.X("share:Q", axis=alt.Axis(format=".0%", title=None, tickCount=4), scale=alt.Scale(domain=[0, max(0.1, table["high"].max())]))
    layers = alt.layer(
        base.mark_rule(strokeWidth=2, opacity=0.5).encode(x="low:Q", x2="high:Q", y=y, color=colour),
        base.mark_circle(size=70, opacity=1).encode(x=x, y=y, color=colour),
    )
    order = [t.name for t in config.terms.values()]
    return layers.properties(width=225, height=30).facet(
        row=alt.Row("term:N", sort=order, header=alt.Header(labelAngle=0, labelAlign="left", labelOrient="left", title=None)),
        column=alt.Column("level:N", sort=["title or abstract", "anywhere in the text"], header=alt.Header(title=None)),
        spacing=8,
    )


def one_country(config: Config, figures: FigureSet) -> alt.LayerChart:
    """Papers of US institutions only, of Chinese institutions only, and of both, by year."""
    kinds = {"us-only": ("US only", ACCENT), "china-only": ("China only", CLAIM), "us-china": ("both", INK)}
    rows = [
        {
            "year": c.year,
            "kind": label,
            "share": figures.use(f"{name}.{slug}.share").value,
            "basis": c.headline_basis,
            "cohort": f"{config.label(c)} {c.headline_basis}",
        }
        for name, c in config.cohorts.items()
        for slug, (label, _) in kinds.items()
        if figures.use(f"{name}.{slug}.share").value is not None
    ]
    table = pd.DataFrame(rows)
    order = list(dict.fromkeys(table.sort_values("year")["cohort"]))
    return (
        alt.Chart(table)
        .mark_circle(size=110, opacity=1)
        .encode(
            x=alt.X(
                "share:Q", axis=alt.Axis(format=".0%", title="share of papers"), scale=alt.Scale(domain=[0, max(0.1, table["share"].max() * 1.08)])
            ),
            y=alt.Y("cohort:N", sort=order, axis=alt.Axis(title=None, labelColor=INK, grid=True)),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=[k for k, _ in kinds.values()], range=[c for _, c in kinds.values()]),
                legend=alt.Legend(title="institutions on the paper"),
            ),
        )
        .properties(width=WIDTH - 130, height=alt.Step(30))
    )


def all_charts(config: Config, figures: FigureSet, verdicts: list[Verdict], book: Workbook) -> dict[str, alt.TopLevelMixin]:
    """File name → chart, for every chart of the report; `to_svg` draws one."""
    charts = {"share-over-time": share_over_time(config, figures), "one-country": one_country(config, figures)}
    if named := cohort_with_bodies(config, figures):
        charts["adoption"] = adoption(config, figures, named)
    charts |= {f"claim-{v.claim}": claim_range(config, v) for v in verdicts}
    charts |= charts_sure.all_charts(config, figures) | charts_bridge.all_charts(config, figures) | charts_growth.all_charts(config, figures)
    charts |= charts_questions.all_charts(config, figures, book)
    return {f"{name}.svg": chart for name, chart in charts.items()}
