# mypy: ignore-errors
# The modules that it imports are those of older trees: what is checked is that the releases verify (a long test).
"""The data files of trees that are older than `analysis.editions.data_files`: those of the releases 2026.1 and 2026.2.

`analysis.editions.recompute` runs this text inside such a tree, with that tree's modules; nothing here imports it. It
names what those trees have and is not to follow later changes.
"""

from __future__ import annotations

import json
import sys


def work(name: str) -> dict[str, str]:
    """The data files of the tree, file name → text, as `analysis.editions.data_files.work` gives them."""
    from analysis import build, chart_data, charts, claims, config, edition, figures, questions, workbook
    from analysis.figure import to_json, to_table

    settings = config.load()
    book = workbook.Workbook(settings)
    computed = figures.compute(book)
    verdicts = claims.verdicts(settings, computed)
    return {
        "figures.json": to_json(computed, name),
        "figures.csv": to_table(computed).to_csv(index=False, lineterminator="\n"),
        "claims.json": build.claims_json(settings, verdicts, name),
        "audit.csv": build.audit_csv(book),
        "pairs.csv": questions.pairs_table(book).to_csv(index=False, lineterminator="\n"),
        **{f"papers/{v.claim}.csv": edition.papers_behind(book, v) for v in verdicts},
        **chart_data.files(charts.all_charts(settings, computed, verdicts, book), name),
    }


if __name__ == "__main__":
    json.dump(work(sys.argv[1]), sys.stdout, ensure_ascii=True)
