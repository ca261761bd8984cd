"""The data files of a state: what a release and its site hold beside the pages, file name → text.

Run as a module with the name of a release, it writes those of the tree it stands in as JSON to standard output:
`factcheck verify` compares a release with them. It will ask the trees of later releases for theirs under this name,
`analysis.editions.data_files`, so it stays.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence

from analysis.claims import judge
from analysis.claims.papers import papers_behind
from analysis.core.strict_json import canonical_json
from analysis.counting import workbook
from analysis.figures.figure import FigureSet, to_json
from analysis.figures.figure_table import to_table
from analysis.settings import config
from analysis.topics import catalogue, chart_data
from analysis.topics.attribution.audit import audit_csv
from analysis.topics.findings import Findings
from analysis.topics.questions.pairs import pairs_table

OF_A_RELEASE = ("figures.json", "figures.csv", "claims.json", "papers/")  # the others stand in its site only


def files(
    settings: config.Config,
    book: workbook.Workbook,
    computed: FigureSet,
    verdicts: Sequence[judge.Verdict],
    lists: Mapping[str, str],
    name: str,
) -> dict[str, str]:
    """All but those of the charts.

    Parameters
    ----------
    lists : mapping
        Claim → the papers behind it, as `analysis.claims.papers.papers_behind` gives them.
    name : str
        What the state is called.
    """
    return {
        "figures.json": to_json(computed, name),
        "figures.csv": to_table(computed).to_csv(index=False, lineterminator="\n"),
        "claims.json": claims_json(settings, verdicts, name),
        "audit.csv": audit_csv(book),
        "pairs.csv": pairs_table(book).to_csv(index=False, lineterminator="\n"),
        **{f"papers/{claim}.csv": text for claim, text in lists.items()},
    }


def work(name: str, progress: Callable[[str], None] = lambda _: None) -> dict[str, str]:
    """All of the working tree, computed in this process; those of the charts lie in ``charts/``."""
    settings = config.load()
    book = workbook.Workbook(settings, progress)
    progress("computing the figures")
    computed = catalogue.compute(book)
    verdicts = judge.verdicts(settings, computed)
    drawn = catalogue.charts(Findings(settings, computed, verdicts, book))
    lists = {v.claim: papers_behind(book, v.decisive) for v in verdicts}
    return {**files(settings, book, computed, verdicts, lists, name), **chart_data.files(drawn, name)}


def claims_json(settings: config.Config, verdicts: Sequence[judge.Verdict], release: str) -> str:
    """All verdicts, as canonical JSON."""
    return canonical_json({"schema": 1, "release": release, "claims": [v.as_json(settings) for v in verdicts]})


if __name__ == "__main__":
    json.dump(work(sys.argv[1]), sys.stdout, ensure_ascii=True)
