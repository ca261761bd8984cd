"""Figures → charts, as SVG text written without a browser.

Every chart is made of the figures of the registry alone. Text stays text; its width is measured with the bundled font, so that a chart is the same on every
machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import altair as alt
import pandas as pd
import vl_convert

from analysis import paths
from analysis.claims import Verdict
from analysis.config import Config
from analysis.figure import Figure, FigureSet
from analysis.variables import is_change

FONT = "Source Sans 3"
INK, MUTED, RULE, ACCENT, CLAIM = "#1f2933", "#5b6773", "#d5dbe1", "#0b6e99", "#b3261e"
BASES = {"program": "#0b6e99", "profile": "#c2571a", "paper": "#2e7d4f"}
WIDTH = 620


@lru_cache(maxsize=1)
def _fonts() -> None:
    vl_convert.register_font_directory(str(paths.FONTS))


def to_svg(chart: alt.TopLevelMixin) -> str:
    """A chart as SVG, with a stable text whatever ran before."""
    _fonts()
    themed = chart.configure(
        font=FONT,
        background="white",
        padding={"left": 6, "right": 12, "top": 8, "bottom": 6},
        axis=alt.AxisConfig(
            labelColor=MUTED,
            titleColor=MUTED,
            labelFontSize=12.5,
            titleFontSize=12.5,
            titleFontWeight="normal",
            gridColor=RULE,
            domain=False,
            ticks=False,
            labelPadding=6,
        ),
        view=alt.ViewConfig(stroke=None),
        legend=alt.LegendConfig(
            labelFontSize=12.5,
            titleFontSize=12.5,
            labelColor=INK,
            titleColor=MUTED,
            orient="top",
            titleLimit=0,
            labelLimit=0,
            titleFontWeight="normal",
        ),
        text=alt.MarkConfig(fontSize=12.5, color=INK),
        header=alt.HeaderConfig(labelFontSize=13.5, labelColor=INK, title=None, labelFontWeight=600),
    )
    svg = vl_convert.vegalite_to_svg(themed.to_json(), vl_version="6.4")
    # Vega numbers its clip paths and gradients by a counter that outlives a chart
    found: dict[str, str] = {}
    svg = re.sub(r"\b(clip|gradient_)(\d+)\b", lambda m: found.setdefault(m[0], f"{m[1]}{len(found)}"), svg)
    # a family whose name holds a digit must be quoted, or browsers drop the whole value
    return svg.replace(f'font-family="{FONT}"', f"font-family=\"'{FONT}', 'Source Sans Pro', system-ui, sans-serif\"") + "\n"


def share_over_time(config: Config, figures: FigureSet) -> alt.LayerChart:
    """The US-China share by year, one line a basis, with the article's figure and the independent ones marked."""
    rows = []
    for name, cohort in config.cohorts.items():
        for basis in cohort.bases:
            suffix = "" if basis == cohort.headline_basis else f"@{basis}"
            figure = figures.use(f"{name}.us-china.share{suffix}")
            if figure.value is not None:
                rows.append(
                    {
                        "year": cohort.year,
                        "basis": basis,
                        "line": f"{basis} {config.kind_of_source(cohort, basis)}",
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
    y = alt.Y(
        "share:Q",
        axis=alt.Axis(format=".0%", title="share of papers with a US and a Chinese institution", values=[0, 0.05, 0.1, 0.15, 0.2]),
        scale=alt.Scale(domain=[0, 0.21]),
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
    for who, ink, shape in (("the article", CLAIM, "diamond"), *((o.name, MUTED, "cross") for k, o in config.independent.items() if k != "article")):
        mine, end = others[others["who"] == who], last[last["who"] == who]
        layers += [
            alt.Chart(mine).mark_line(color=ink, strokeWidth=1, opacity=0.6).encode(x=x, y=y),
            alt.Chart(mine).mark_point(shape=shape, size=70, filled=shape == "diamond", color=ink, strokeWidth=2).encode(x=x, y=y),
            alt.Chart(end).mark_text(align="left", dx=11, color=ink, fontWeight=600).encode(x=x, y=y, text="text:N"),
        ]
    low, high = config.claims[config.report.headline_claim].rule.range
    if 0 < low < high < 1:
        said = alt.Chart(pd.DataFrame([{"share": low, "to": high, "text": f"the retelling: {config.claims[config.report.headline_claim].asserted}"}]))
        layers.insert(0, said.mark_rect(color=CLAIM, opacity=0.14).encode(y="share:Q", y2="to:Q"))
        layers.append(said.mark_text(align="left", x=6, dy=11, color=CLAIM).encode(y=y, text="text:N"))
    return alt.layer(*layers).properties(width=WIDTH - 130, height=340)


def claim_range(config: Config, verdict: Verdict) -> alt.LayerChart:
    """One mark per definition of a claim's deciding measure, the headline one filled, the asserted range as a band."""
    figures = [f for f in (verdict.decisive, *verdict.others) if f.value is not None]
    share = verdict.decisive.unit == "share"
    one_year = len({f.cohort for f in figures}) == 1
    rows = pd.DataFrame(
        [
            {
                "definition": _short(f, config, one_year),
                "value": f.value,
                "low": f.interval[0],
                "high": f.interval[1],
                "decides": f.id == verdict.decisive.id,
                "order": n,
            }
            for n, f in enumerate(sorted(figures, key=lambda f: (f.id != verdict.decisive.id, f.value)))
        ]
    )
    low, high = config.claims[verdict.claim].rule.range if not config.claims[verdict.claim].rule.rises else (0.0, float("inf"))
    top = max(rows["high"].max(), high if high != float("inf") else 0) * 1.06
    bottom = min(0.0, rows["low"].min())
    axis = alt.Axis(
        format="+.0%" if is_change(verdict.decisive) else ".0%" if share else ",.0f", title=verdict.decisive.unit if not share else None, tickCount=6
    )
    x = alt.X("value:Q", axis=axis, scale=alt.Scale(domain=[bottom, top], nice=False))
    y = alt.Y("definition:N", sort=alt.EncodingSortField("order"), axis=alt.Axis(title=None, labelLimit=0, labelColor=INK))
    band = alt.Chart(pd.DataFrame([{"value": low, "to": min(high, top), "text": "asserted"}]))
    layers = [
        band.mark_rect(color=CLAIM, opacity=0.16).encode(x=x, x2="to:Q"),
        alt.Chart(rows).mark_rule(strokeWidth=2, color=ACCENT, opacity=0.45).encode(x=alt.X("low:Q"), x2="high:Q", y=y),
        alt.Chart(rows).mark_circle(size=95, opacity=1).encode(x=x, y=y, color=alt.condition("datum.decides", alt.value(INK), alt.value(ACCENT))),
    ]
    return alt.layer(*layers).properties(width=WIDTH - 290, height=alt.Step(24))


def _short(figure: Figure, config: Config, one_year: bool) -> str:
    cohort = config.cohorts[figure.cohort]
    words = config.words_of(figure.definition, cohort)
    return words if one_year else f"{cohort.year}, {words}"


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
        {"year": c.year, "kind": label, "share": figures.use(f"{name}.{slug}.share").value, "basis": c.headline_basis}
        for name, c in config.cohorts.items()
        for slug, (label, _) in kinds.items()
        if figures.use(f"{name}.{slug}.share").value is not None
    ]
    table = pd.DataFrame(rows)
    table["cohort"] = table["year"].astype(str) + " " + table["basis"]
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


def drawers(config: Config, figures: FigureSet, verdicts: list[Verdict]) -> dict[str, Callable[[], alt.TopLevelMixin]]:
    """Name → what makes the chart, for every chart of the report."""
    found: dict[str, Callable[[], alt.TopLevelMixin]] = {
        "share-over-time": lambda: share_over_time(config, figures),
        "one-country": lambda: one_country(config, figures),
    }
    newest = [name for name in config.cohorts if any(f.id.startswith(f"{name}.adoption.") and f.definition.endswith("body") for f in figures)]
    if newest:
        found["adoption"] = lambda: adoption(config, figures, newest[-1])
    return found | {f"claim-{v.claim}": lambda v=v: claim_range(config, v) for v in verdicts}


def all_charts(config: Config, figures: FigureSet, verdicts: list[Verdict]) -> dict[str, alt.TopLevelMixin]:
    """File name → chart, for every chart of the report; `to_svg` draws one."""
    return {f"{name}.svg": draw() for name, draw in drawers(config, figures, verdicts).items()}
