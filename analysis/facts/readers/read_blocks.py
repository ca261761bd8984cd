"""Title blocks that somebody has read already: a CSV with paper_id, affiliations, domains, complete.

Several affiliations are joined by `` | ``, several mail domains by ``|``; `complete` is ``yes`` or ``no``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.core.csv_table import rows_of
from analysis.core.errors import FactCheckError
from analysis.core.text import clean
from analysis.facts.records import Paper
from analysis.facts.title_block.block import PrintedBlock
from analysis.facts.title_block.mail import registered_domain

COLUMNS = ("paper_id", "affiliations", "domains", "complete")
LOST = "lost-in-the-text"  # why a block is incomplete


def read(path: Path) -> Iterator[Paper]:
    """Papers with what their title blocks print.

    Raises
    ------
    FactCheckError
        The file is no such CSV, or says of a block something else than whether it is complete.
    """
    for line, row in rows_of(path, COLUMNS):
        if row["complete"] not in ("yes", "no"):
            what = f"`complete` is {row['complete']!r}"
            raise FactCheckError(what, where=f"{path}:{line}", mend="write yes or no")
        complete = row["complete"] == "yes"
        affiliations = dict.fromkeys(filter(None, map(clean, row["affiliations"].split(" | "))))
        domains = {domain for host in row["domains"].split("|") if (domain := registered_domain(host.strip()))}
        yield Paper(
            id=row["paper_id"].strip(),
            block=PrintedBlock(tuple(affiliations), tuple(sorted(domains)), complete, "" if complete else LOST, False),
        )
