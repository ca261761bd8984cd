"""Charts of the readers' questions: who takes no part, which institutions meet, one person with two affiliations."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.figures.figure import FigureSet
from analysis.looks.theme import ACCENT, BASES, CLAIM, INK
from analysis.settings.config import Config
from analysis.topics.findings import Findings
from analysis.topics.questions.apart import FREQUENT
from analysis.topics.questions.institutions import Unit
from analysis.topics.questions.pairs import Pairs, newest, pairs_of

WIDTH = 250  # narrow, so that the words stay readable where a telephone makes the chart small
SIDE = 8  # institutions on each side of the map
APART = {
    "authorships": "authorships, all",
    "authorships-us": "authorships, US",
    "authorships-china": "authorships, Chinese",
    "institutions-anywhere": "institutions, all",
    "institutions-us": "institutions, US",
    "institutions-china": "institutions, Chinese",
    "institutions-frequent": f"US or Chinese, {FREQUENT} papers or more",
}
SHORTER = {
    "University of California": "UC",
    "Massachusetts Institute of Technology": "MIT",
    "University of Science and Technology of China": "USTC",
    "Chinese Academy of Sciences": "Academy of Sciences",
    "Georgia Institute of Technology": "Georgia Tech",
    "University of Illinois Urbana-Champaign": "U. Illinois",
    "University of": "U.",
    " University": "",
    " Technologies": "",
    " Inc": "",
}


def apart(config: Config, figures: FigureSet) -> alt.TopLevelMixin:
    """Share of authorships and of institutions on no joint paper, by the newest schedule and the newest profiles."""
    rows = []
    for name, basis in newest(config):
        for slug, words in APART.items():
            figure = figures.find(f"{name}.apart.{slug}{config.cohorts[name].at(basis)}")
            if figure and figure.value is not None:
                who = f"{config.cohorts[name].year}, {basis}"
                rows.append({"what": words, "share": figure.value, "who": who, "basis": basis})
    data = pd.DataFrame(rows)
    sources = list(dict.fromkeys(data["who"]))
    inks = [BASES[basis] for basis in dict.fromkeys(data["basis"])]
    legend = alt.Legend(title=None, symbolOpacity=1)
    x = alt.X(
        "share:Q",
        axis=alt.Axis(format=".0%", title="on no joint paper", tickCount=5),
        scale=alt.Scale(domain=[0, 1]),
    )
    axis = alt.Axis(title=None, labelColor=INK, labelLimit=0, grid=True)
    chart: alt.Chart = (
        alt.Chart(data)
        .mark_point(size=95, filled=True, opacity=0.9)
        .encode(
            x=x,
            y=alt.Y("what:N", sort=list(APART.values()), axis=axis),
            color=alt.Color("who:N", scale=alt.Scale(domain=sources, range=inks), legend=legend),
            shape=alt.Shape("who:N", scale=alt.Scale(domain=sources, range=["circle", "diamond"]), legend=legend),
        )
        .properties(width=WIDTH, height=alt.Step(30))
    )
    return chart


def short(unit: Unit) -> str:
    """A name that fits beside a cell."""
    name = unit.name
    for long, brief in SHORTER.items():
        name = name.replace(long, brief)
    return name


def _busiest(found: Pairs, side: int) -> list[Unit]:
    """The institutions of one side (0: US, 1: Chinese) with most joint papers."""
    papers: dict[Unit, set[str]] = {}
    for pair, ids in found.items():
        papers.setdefault(pair[side], set()).update(ids)
    return sorted(papers, key=lambda unit: (-len(papers[unit]), unit))[:SIDE]


def meetings(found: Pairs) -> alt.TopLevelMixin:
    """Papers shared by the US and the Chinese institutions with most joint papers, a cell a pair."""
    us, china = _busiest(found, 0), _busiest(found, 1)
    rows = [{"us": short(a), "china": short(b), "papers": len(found.get((a, b), ()))} for a in us for b in china]
    data = pd.DataFrame(rows)
    x = alt.X(
        "china:N",
        sort=[short(unit) for unit in china],
        axis=alt.Axis(title="Chinese institution", labelAngle=-40, labelColor=INK, labelLimit=0),
    )
    y = alt.Y(
        "us:N", sort=[short(unit) for unit in us], axis=alt.Axis(title="US institution", labelColor=INK, labelLimit=0)
    )
    top = int(data["papers"].max())
    base = alt.Chart(data)
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(
        x=x, y=y, color=alt.Color("papers:Q", scale=alt.Scale(domain=[0, top], range=["#f1f4f7", ACCENT]), legend=None)
    )
    numbers = base.mark_text(fontSize=12.5).encode(
        x=x, y=y, text="papers:Q", color=alt.condition(f"datum.papers > {top / 2}", alt.value("white"), alt.value(INK))
    )
    return alt.layer(cells, numbers).properties(width=alt.Step(36), height=alt.Step(30))


def dual(config: Config, figures: FigureSet) -> alt.TopLevelMixin:
    """Share of joint papers with an author who holds both affiliations, and of those joint by such authors alone."""
    kinds = {"any": ("has such an author", ACCENT), "only": ("not joint without", CLAIM)}
    rows = []
    for name, cohort, basis in config.records:
        label = f"{config.label(cohort)}, {config.definitions['basis'][basis].name}"
        for slug, (kind, _) in kinds.items():
            figure = figures.find(f"{name}.dual.{slug}{cohort.at(basis)}")
            if figure and figure.interval:
                low, high = figure.interval
                rows.append({"label": label, "kind": kind, "share": figure.value, "low": low, "high": high})
    data = pd.DataFrame(rows)
    words = [w for w, _ in kinds.values()]
    y = alt.Y(
        "label:N", sort=list(dict.fromkeys(data["label"])), axis=alt.Axis(title=None, labelColor=INK, labelLimit=0)
    )
    offset = alt.YOffset("kind:N", sort=words)
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=words, range=[c for _, c in kinds.values()]),
        legend=alt.Legend(title=None, symbolOpacity=1),
    )
    x = alt.X(
        "share:Q",
        axis=alt.Axis(format=".0%", title="of joint papers", tickCount=5),
        scale=alt.Scale(domain=[0, max(0.1, data["high"].max())]),
    )
    base = alt.Chart(data)
    return alt.layer(
        base.mark_rule(strokeWidth=2, opacity=0.5).encode(
            x=alt.X("low:Q"), x2="high:Q", y=y, yOffset=offset, color=colour
        ),
        base.mark_circle(size=85, opacity=1).encode(x=x, y=y, yOffset=offset, color=colour),
    ).properties(width=WIDTH, height=alt.Step(16))


def charts(found: Findings) -> dict[str, alt.TopLevelMixin]:
    """Name → chart; only those that have something to show."""
    config, figures = found.config, found.figures
    made = {}
    for name, basis in newest(config):
        if pairs := pairs_of(found.book, name, basis):
            made[f"pairs-{basis}"] = meetings(pairs)
    if made:
        made["apart"] = apart(config, figures)
    if any(".dual." in f.id for f in figures):
        made["dual"] = dual(config, figures)
    return made
