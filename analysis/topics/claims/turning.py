"""Under which change of a constant a verdict turns, with the curve over the number of mentions, as Markdown."""

from __future__ import annotations

from analysis.claims.fragility import Curve
from analysis.claims.judge import Verdict
from analysis.looks.numbers import as_text
from analysis.looks.tables import capital
from analysis.settings.config import Config
from analysis.topics.claims.judgement import constants_moved, turnings


def fragility(config: Config, verdict: Verdict) -> str:
    """A sentence or a list, and a chart for each level that asks for several mentions."""
    turns = list(turnings(config, verdict))
    if turns:
        said = "The verdict is **fragile**. It turns:\n\n" + "\n".join(f"- {turn};" for turn in turns[:-1])
        said = f"{said}\n- {turns[-1]}." if len(turns) > 1 else f"The verdict is **fragile**. It turns {turns[0]}."
    else:
        said = f"The verdict is **robust**: it stays the same {constants_moved(config, verdict)}."
    return "\n\n".join([said, *(_drawn(config, verdict, curve) for curve in verdict.curves)]) + "\n"


def _drawn(config: Config, verdict: Verdict, curve: Curve) -> str:
    name = f"mentions-{verdict.claim}-{curve.level}"
    first, last = curve.points[0], curve.points[-1]
    level = config.levels[curve.level].name
    values = ", ".join(f"{point.mentions}: {as_text(point.figure, point.figure.value)}" for point in curve.points)
    caption = (
        f"{capital(level)}: what a count gives if it asks for {first.mentions} to {last.mentions} mentions, with"
        f" {config.level} intervals; our rule asks for {curve.at_least} (dark). The band is what the sentence asserts; a"
        " diamond marks a number of mentions under which the verdict is another one."
    )
    alt = f"Line chart by number of mentions. Asserted: {verdict.asserted.words}. Found: {values}."
    return f'![{caption}](../_generated/charts/{name}.svg){{#fig-{name} width=480 fig-alt="{alt}"}}'
