"""What is wrong with the project before anyone reads it, gathered from all that is looked at.

Each problem is one sentence that says where it is and asks for one thing; each module here looks at one kind of thing.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.claims import judge
from analysis.core import paths
from analysis.counting import workbook
from analysis.editions import since_last_release
from analysis.publish import build, readme, variables
from analysis.publish.check import data, figures, pages, pins, references, releases, typed_numbers
from analysis.publish.check.notes import overrides, summary
from analysis.settings import config
from analysis.topics import catalogue
from analysis.topics.findings import Findings

__all__ = ["Found", "look", "overrides", "problems", "summary"]


@dataclass(frozen=True)
class Found:
    """What is wrong, and what is worth a look but wrong nowhere, one sentence each."""

    problems: list[str]
    notes: list[str]


def problems() -> list[str]:
    """All problems, one sentence each; see `look`."""
    return look(workbook.Workbook(config.load())).problems


def look(book: workbook.Workbook) -> Found:
    """All problems of the project, and how its numbers differ from those of the last release where inputs explain it.

    Where releases or corrections are damaged nothing else is looked at, since the report is made of them too.

    Raises
    ------
    FactCheckError
        config.yaml or data/ cannot be read at all.
    """
    settings = book.config
    computed = catalogue.compute(book)
    verdicts = judge.verdicts(settings, computed)
    if damaged := releases.damages() or releases.corrections_amiss():
        return Found(damaged, [])
    now, _, made = build.report_parts(settings, book, computed, verdicts)
    unexplained, explained = since_last_release.compare(now)
    drawn = catalogue.charts(Findings(settings, computed, verdicts, book))
    tree = variables.variables(settings, computed, verdicts, dict.fromkeys(build.ABOUT, ""))
    texts = {page.relative_to(paths.ROOT).as_posix(): page.read_text(encoding="utf-8") for page in build.sources()}
    wrong = [
        *pages.problems(settings, verdicts),
        *figures.idle_tolerances(settings, computed),
        *data.problems(settings),
        *data.overrides(book),
        *(problem for name, text in texts.items() for problem in typed_numbers.problems(name, text)),
        *references.problems(texts, tree, made, set(drawn)),
        *figures.unused_measures(computed, texts.values()),
        *unexplained,
        *pins.problems(computed, verdicts, settings),
        *readme.problems(settings, computed, verdicts),
    ]
    return Found(wrong, explained)
