"""The parts of README.md that hold numbers, made from the figures; a test keeps them true.

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
from analysis.looks.numbers import as_text, between, found_of, percent, whole
from analysis.looks.tables import number, table, text
from analysis.settings import config
from analysis.settings.others import Independent
from analysis.topics import catalogue
from analysis.topics.summary import charts

PICTURE = Path("docs") / "share-over-time.svg"
VERDICTS = (text("claim"), number("we find"), text("verdict"))
ACCURACY = (text("measure (test half)"), number("value"), number("count"), number("95% interval"))
MARK = re.compile(r"(<!-- (\w+): made by `make readme` -->\n).*?(<!-- end -->)", re.DOTALL)


def parts(settings: config.Config, computed: FigureSet, verdicts: list[judge.Verdict]) -> dict[str, str]:
    """Marked part of README.md → its text."""
    paper, profile, program = (
        computed.use(f"neurips-{slug}")
        for slug in ("2025.us-china.share", "2025.us-china.share@profile", "2024.us-china.share")
    )
    other = settings.independent
    finding = (
        f"**Of the {whole(paper.denominator)} main-track papers of NeurIPS 2025 whose title block we can read in full, "
        f"{as_text(paper, paper.value)} ({between(paper, paper.interval)}) print a US and a Chinese institution, "
        f"not 3%; the conference's schedule of 2024 gives {as_text(program, program.value)}, author profiles of 2025 "
        f"{as_text(profile, profile.value)}, and only a count of first and last authors comes near 3%.** "
        f"The two independent analyses that find {percent(_share(other['ceps']))} and "
        f"{percent(_share(other['neurips-us-vs-china']))} read profiles.\n"
    )
    accuracy = [
        (f.words, as_text(f, f.value), found_of(f), between(f, f.interval))
        for f in computed
        if f.cohort == "gold" and f.kind == "test"
    ]
    names = settings.verdicts.scale
    judged = [
        (settings.claims[v.claim].title, as_text(v.decisive, v.decisive.value), names[v.verdict].name) for v in verdicts
    ]
    return {"finding": finding, "verdicts": table(VERDICTS, judged), "accuracy": table(ACCURACY, accuracy)}


def _share(other: Independent) -> float:
    x, n = other.counts[max(other.counts)]
    return x / n


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
    computed = catalogue.compute(workbook.Workbook(settings))
    verdicts = judge.verdicts(settings, computed)
    file = paths.ROOT / "README.md"
    write_text(file, filled(file.read_text(encoding="utf-8"), parts(settings, computed, verdicts)))
    write_text(paths.ROOT / PICTURE, theme.to_svg(charts.share_over_time(settings, computed)))


if __name__ == "__main__":
    from analysis.core.terminal import told

    sys.exit(told(main))
