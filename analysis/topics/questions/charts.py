"""Charts of the readers' questions: who takes no part, which institutions meet, one person with two affiliations."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd
from pydantic import Field

from analysis.figures.figure import FigureSet
from analysis.looks.theme import ACCENT, BASES, CLAIM, INK
from analysis.settings.config import Config
from analysis.settings.models import Model
from analysis.topics import own_settings
from analysis.topics.findings import Findings
from analysis.topics.questions.apart import FREQUENT
from analysis.topics.questions.institutions import Unit
from analysis.topics.questions.pairs import Pairs, newest, pairs_of

WIDTH = 250  # narrow, so that the words stay readable where a telephone makes the chart small
SIDE = 8  # institutions on each side of the map


class Settings(Model):
    """report/topics/questions.yaml."""

    shorter: dict[str, str] = Field(default={}, description="Words in names of institutions → what stands for them.")


def _apart_words(config: Config) -> dict[str, str]:
    """What is asked of those who take no part, by the measure's second word, in the order of the chart."""
    adjectives = {group: config.groups[group].adjective for group in config.pair}
    return {
        "authorships": "authorships, all",
        **{f"authorships-{group}": f"authorships, {word}" for group, word in adjectives.items()},
        "institutions-anywhere": "institutions, all",
        **{f"institutions-{group}": f"institutions, {word}" for group, word in adjectives.items()},
        "institutions-frequent": f"{' or '.join(adjectives.values())}, {FREQUENT} papers or more",
    }


def apart(config: Config, figures: FigureSet) -> alt.TopLevelMixin:
    """Share of authorships and of institutions on no joint paper, by the newest schedule and the newest profiles."""
    rows, asked = [], _apart_words(config)
    for name, basis in newest(config):
        for slug, words in asked.items():
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
            y=alt.Y("what:N", sort=list(asked.values()), axis=axis),
            color=alt.Color("who:N", scale=alt.Scale(domain=sources, range=inks), legend=legend),
            shape=alt.Shape("who:N", scale=alt.Scale(domain=sources, range=["circle", "diamond"]), legend=legend),
        )
        .properties(width=WIDTH, height=alt.Step(30))
    )
    return chart


def short(unit: Unit, shorter: Mapping[str, str]) -> str:
    """A name that fits beside a cell."""
    name = unit.name
    for long, brief in shorter.items():
        name = name.replace(long, brief)
    return name


def _busiest(found: Pairs, side: int) -> list[Unit]:
    """The institutions of one side of the pair (0 or 1) with most joint papers."""
    papers: dict[Unit, set[str]] = {}
    for pair, ids in found.items():
        papers.setdefault(pair[side], set()).update(ids)
    return sorted(papers, key=lambda unit: (-len(papers[unit]), unit))[:SIDE]


def meetings(config: Config, found: Pairs) -> alt.TopLevelMixin:
    """Papers shared by the institutions of either group with most joint papers, a cell a pair."""
    (first, second), sides = config.pair, (_busiest(found, 0), _busiest(found, 1))
    shorter = own_settings.read("questions", Settings).shorter
    names = [[short(unit, shorter) for unit in units] for units in sides]
    titles = [f"{config.groups[group].adjective} institution" for group in config.pair]
    data = pd.DataFrame(
        [
            {first: name, second: other, "papers": len(found.get((a, b), ()))}
            for name, a in zip(names[0], sides[0], strict=True)
            for other, b in zip(names[1], sides[1], strict=True)
        ]
    )
    across = alt.Axis(title=titles[1], labelAngle=-40, labelColor=INK, labelLimit=0)
    x = alt.X(f"{second}:N", sort=names[1], axis=across)
    y = alt.Y(f"{first}:N", sort=names[0], axis=alt.Axis(title=titles[0], labelColor=INK, labelLimit=0))
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
    for name, cohort, basis in config.records_of_years:
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
            made[f"pairs-{basis}"] = meetings(config, pairs)
    if made:
        made["apart"] = apart(config, figures)
    if figures.of("dual.any"):
        made["dual"] = dual(config, figures)
    return made
