"""Snapshots and attribution → Markdown tables: what is known, where it comes from, how strings became countries, how often that is right."""

from __future__ import annotations

from analysis.counting.workbook import Workbook
from analysis.looks.markdown import markdown, plain
from analysis.looks.numbers import percent, whole
from analysis.settings.config import Config
from analysis.topics.findings import Findings


def coverage(book: Workbook) -> str:
    """What each snapshot holds."""
    rows = []
    for name, shot in book.snapshots.items():
        known = shot.coverage
        for basis in book.config.cohorts[name].bases:
            if basis == "paper":
                blocks = known["title-blocks"]
                total = blocks["complete"] + blocks["incomplete"]
                rows.append(
                    (
                        name,
                        basis,
                        whole(len(shot.papers)),
                        whole(total),
                        f"{percent(blocks['complete'] / total)} of title blocks complete",
                        whole(known["papers-with-abstract"]),
                        whole(known["papers-with-body"]),
                    )
                )
            else:
                part = known[f"affiliations-{basis}"]
                rows.append(
                    (
                        name,
                        basis,
                        whole(len(shot.papers)),
                        whole(part["papers"]),
                        f"{percent(part['with-affiliation'] / part['authorships'])} of {whole(part['authorships'])} authorships",
                        whole(known["papers-with-abstract"]),
                        whole(known["papers-with-body"]),
                    )
                )
    header = ("Cohort", "Basis", "Papers", "Papers with basis", "Affiliation known", "Abstracts", "Bodies")
    return markdown(header, rows, "llrrlrr", "What is known of each cohort", "tbl-coverage", "[15,10,10,13,28,12,12]")


def files(config: Config) -> str:
    """What the site offers to take, as data for programs and as a spreadsheet."""
    rows = [
        ("Every figure", "figures.csv"),
        ("Every verdict", "claims.json"),
        ("Every affiliation with its decision", "audit.csv"),
        ("Every pair of institutions with its papers", "pairs.csv"),
        *(
            (f"Papers behind the verdict on “{plain(claim.title)}”", f"papers/{name}.csv")
            for name, claim in config.claims.items()
        ),
    ]
    link = lambda name, kind: f"[{kind.upper() if kind != 'xlsx' else '.xlsx'}](../{name}.{kind})"
    cells = [
        (what, link(name, kind), link(name, "xlsx")) for what, file in rows for name, _, kind in [file.rpartition(".")]
    ]
    return markdown(("What", "For a program", "For a spreadsheet"), cells, "lll")


def sources(book: Workbook) -> str:
    """Every raw source with its origin, date, licence, and rows in and used."""
    rows = []
    for name, shot in book.snapshots.items():
        for source in shot.sources:
            dropped = "; ".join(f"{whole(n)}: {reason}" for reason, n in source["dropped"].items()) or "none"
            rows.append(
                (name, source["origin"], str(source["recorded"]), source["licence"], whole(source["rows-in"]), dropped)
            )
    return markdown(
        ("Cohort", "Origin", "Recorded", "Licence", "Rows", "Rows left out"),
        rows,
        "llllrl",
        "Sources",
        "tbl-sources",
        "[14,28,12,10,9,27]",
    )


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    return {"coverage": coverage(found.book), "sources": sources(found.book), "files": files(found.config)}
