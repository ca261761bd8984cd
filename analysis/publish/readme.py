"""The parts of README.md that hold numbers, made from the figures; a test keeps them true.

The words around the first numbers stand in docs/finding.md.

``python -m analysis.publish.readme`` (`make readme`) writes them anew.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from analysis.claims import judge
from analysis.core import paths
from analysis.core.files import write_text
from analysis.counting import workbook
from analysis.figures.figure import FigureSet
from analysis.looks import theme
from analysis.looks.numbers import as_text, between, found_of
from analysis.looks.tables import number, table, text
from analysis.looks.verdicts import HOLD
from analysis.publish import variables
from analysis.publish.render.shortcodes import variable
from analysis.settings import config
from analysis.topics import kept
from analysis.topics.summary import charts

FINDING = Path("docs") / "finding.md"
PICTURE = Path("docs") / "share-over-time.svg"
VERDICTS = (text("claim"), number("we find"), text("verdict"), text("the words"), text("if a rule were a little other"))
COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
MARK = re.compile(r"(<!-- (\w+): made by `make readme` -->\n).*?(<!-- end -->)", re.DOTALL)


def parts(settings: config.Config, computed: FigureSet, verdicts: list[judge.Verdict]) -> dict[str, str]:
    """Marked part of README.md → its text."""
    columns = (text("measure (test half)"), number("value"), number("count"), number(f"{settings.level} interval"))
    accuracy = [
        (f.words, as_text(f, f.value), found_of(f), between(f, f.interval))
        for f in computed
        if f.cohort == "gold" and f.kind == "test"
    ]
    names = settings.verdicts.scale
    judged = [
        (
            settings.claims[v.claim].title,
            as_text(v.decisive, v.decisive.value),
            names[v.verdict].name,
            HOLD[v.case.words],
            "the same" if v.robust else "it turns",
        )
        for v in verdicts
    ]
    return {
        "finding": finding(settings, computed, verdicts),
        "verdicts": table(VERDICTS, judged),
        "accuracy": table(columns, accuracy),
        "awaited": settings.awaiting + "\n" if settings.awaiting else "",
    }


def finding(settings: config.Config, computed: FigureSet, verdicts: list[judge.Verdict]) -> str:
    """The first words, from docs/finding.md; nothing where there is no such file.

    Raises
    ------
    FactCheckError
        It names a variable that there is not.
    """
    file = paths.ROOT / FINDING
    if not file.is_file():
        return ""
    tree = variables.variables(settings, computed, verdicts, {})
    written = " ".join(COMMENT.sub("", file.read_text(encoding="utf-8")).split())
    return variables.SHORTCODE.sub(lambda found: variable(tree, found[1], FINDING.as_posix()), written) + "\n"


def filled(readme: str, made: dict[str, str]) -> str:
    """README text with its marked parts replaced."""
    return MARK.sub(lambda m: f"{m[1]}{made[m[2]]}{m[3]}", readme)


def problems(settings: config.Config, computed: FigureSet, verdicts: list[judge.Verdict]) -> list[str]:
    """One sentence where a marked part is not what the figures give."""
    file = paths.ROOT / "README.md"
    there = file.read_text(encoding="utf-8") if file.is_file() else ""
    stale = bool(MARK.search(there)) and filled(there, parts(settings, computed, verdicts)) != there
    return ["README.md: its numbers are not those that the tree gives; run `make readme`"] if stale else []


def main() -> None:
    """Write README.md and its picture anew."""
    settings = config.load()
    computed = kept.figures(lambda: workbook.Workbook(settings))
    verdicts = judge.verdicts(settings, computed)
    file = paths.ROOT / "README.md"
    write_text(file, filled(file.read_text(encoding="utf-8"), parts(settings, computed, verdicts)))
    write_text(paths.ROOT / PICTURE, theme.to_svg(charts.share_over_time(settings, computed)))


if __name__ == "__main__":
    from analysis.core.terminal import told

    sys.exit(told(main))
