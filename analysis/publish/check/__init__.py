"""What is wrong with the project before anyone reads it, gathered from all that is looked at.

Each problem is one sentence that says where it is and asks for one thing; each module here looks at one kind of thing.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.core import paths
from analysis.editions import release_history, since_last_release
from analysis.publish import build, contents, readme, variables
from analysis.publish.check import data, figures, held, pages, pins, references, releases, typed_numbers
from analysis.publish.check.notes import overrides, summary
from analysis.publish.contents import Computed
from analysis.topics import catalogue
from analysis.topics.findings import Findings

__all__ = ["Found", "look", "overrides", "problems", "summary"]


@dataclass(frozen=True)
class Found:
    """What is wrong, and what is worth a look but wrong nowhere, one sentence each."""

    problems: list[str]
    notes: list[str]


def problems(computed: Computed | None = None) -> list[str]:
    """All problems of what was computed, or else of the working tree, one sentence each; see `look`."""
    return look(computed or contents.compute()).problems


def look(computed: Computed) -> Found:
    """All problems of the project, and how its numbers differ from those of the last release where inputs explain it.

    Where releases or corrections are damaged nothing else is looked at, since the report is made of them too.
    """
    settings, numbers, verdicts = computed.settings, computed.figures, computed.verdicts
    if damaged := releases.damages() or releases.corrections_amiss():
        return Found(damaged, [])
    made = contents.report_parts(computed, release_history.past())
    unexplained, explained = since_last_release.compare(computed.edition)
    found = Findings(settings, numbers, verdicts, computed.book)
    drawn = catalogue.charts(found)
    tree = variables.variables(settings, numbers, verdicts, dict.fromkeys(contents.ABOUT, ""))
    texts = {page.relative_to(paths.ROOT).as_posix(): page.read_text(encoding="utf-8") for page in build.sources()}
    first = [file for file in (paths.ROOT / "README.md",) if file.is_file()]
    written = {**texts, **{file.name: file.read_text(encoding="utf-8") for file in first}}
    wrong = [
        *pages.problems(settings, verdicts),
        *figures.idle_tolerances(settings, numbers),
        *data.problems(settings),
        *data.overrides(computed.book),
        *(problem for name, text in texts.items() for problem in typed_numbers.problems(name, text)),
        *(problem for name, text in written.items() for problem in held.problems(name, text, numbers)),
        *references.problems(texts, tree, made, set(drawn)),
        *catalogue.problems(found, references.shown(texts, made)),
        *figures.unused_measures(numbers, texts.values()),
        *unexplained,
        *pins.problems(numbers, verdicts, settings),
        *readme.problems(settings, numbers, verdicts),
    ]
    return Found(wrong, explained)
