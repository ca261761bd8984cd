"""How strings became countries, and how often that is right, as Markdown tables."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.counting.workbook import Workbook
from analysis.figures.figure import FigureSet
from analysis.looks.markdown import markdown, plain
from analysis.looks.numbers import as_text, between, found_of, percent, whole
from analysis.topics.findings import Findings


def resolution(book: Workbook) -> str:
    """How the affiliations of each cohort and basis were resolved, by authorship row."""
    rows = []
    for name, table in book.attributed.items():
        for basis in book.config.cohorts[name].bases:
            part = table[(table["basis"] == basis) & (table["affiliation"] != "")]
            n = len(part)
            share = part["status"].value_counts()
            rows.append(
                (
                    name,
                    basis,
                    whole(n),
                    *(percent(share.get(s, 0) / n, 2) for s in ("resolved", "unaffiliated", "unresolved")),
                )
            )
    return markdown(
        ("Cohort", "Basis", "Affiliations", "Resolved", "No institution", "Unresolved"),
        rows,
        "llrrrr",
        "Resolution of the non-empty affiliations, each as often as it occurs",
        "tbl-resolution",
    )


def methods(book: Workbook) -> str:
    """How often each rule decided."""
    about = {
        "registry": "a name in the registry",
        "company": "a company of our reviewed list, at the place named or at its headquarters",
        "override": "a name corrected by hand",
        "acronym": "an acronym of the registry, where a place agrees or only one country bears it",
        "place": "a place named, where no institution is known or the name is followed by another country",
        "spelling": "a name in the registry after one spelling mistake is undone",
        "domain": "a mail or web domain",
        "profile-country": "the country the profile gives",
    }
    counts: Counter[str] = Counter()
    for joined, n in (
        pd.concat([t.loc[t["status"] == "resolved", "method"] for t in book.attributed.values()]).value_counts().items()
    ):
        counts.update(dict.fromkeys(joined.split("+"), int(n)))
    rows = [
        (m, about.get(m, ""), whole(n), percent(n / counts.total()))
        for m, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return markdown(
        ("Rule", "What decides", "Findings", "Share"),
        rows,
        "llrr",
        "Rules by which countries were found",
        "tbl-methods",
        "[18,54,14,14]",
    )


def accuracy(figures: FigureSet) -> str:
    """Measured accuracy on the test half of the gold sets, with intervals."""
    rows = []
    for figure in [f for f in figures if f.cohort == "gold" and not f.id.endswith(".development")]:
        used, seen = figures.use(figure.id), figures.use(f"{figure.id}.development")
        label = used.label.partition(", test half")[0]
        rows.append(
            (
                label[0].upper() + label[1:],
                as_text(used, used.value),
                found_of(used),
                between(used, used.interval),
                as_text(seen, seen.value),
            )
        )
    caption = "Accuracy of attribution on the test half of the gold sets, labelled one by one; the development half, which may be looked at, beside it"
    return markdown(
        ("Measure", "Test half", "Count", "95% interval", "Development"),
        rows,
        "lrrrr",
        caption,
        "tbl-accuracy",
        "[46,12,14,16,12]",
    )


def unresolved(book: Workbook, most: int = 25) -> str:
    """The most frequent affiliations that stay unresolved."""
    rows = pd.concat(book.attributed.values())
    rows = rows[(rows["status"] == "unresolved") & (rows["affiliation"] != "")]
    top = rows["affiliation"].value_counts().sort_index().sort_values(ascending=False, kind="stable").head(most)
    return markdown(
        ("Affiliation", "Rows"),
        [(plain(a), whole(int(n))) for a, n in top.items()],
        "lr",
        "The most frequent affiliations that stay unresolved",
        "tbl-unresolved",
        "[80,20]",
    )


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    book = found.book
    return {
        "resolution": resolution(book),
        "methods": methods(book),
        "accuracy": accuracy(found.figures),
        "unresolved": unresolved(book),
    }
