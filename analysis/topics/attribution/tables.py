"""How strings became countries, and how often that is right, as Markdown tables."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.attribution.resolution import WEAK
from analysis.core import multivalued
from analysis.counting import gold
from analysis.counting.workbook import Workbook
from analysis.figures.figure import FigureSet
from analysis.looks.markdown import plain
from analysis.looks.numbers import as_text, between, found_of, percent, whole
from analysis.looks.tables import capital, number, table, text
from analysis.settings.config import Config
from analysis.settings.figure_ids import figure_id
from analysis.topics.attribution import audit, companies
from analysis.topics.findings import Findings

ABOUT = {
    "registry": "a name in the registry",
    "company": "a company of our reviewed list, at the place named or at its headquarters",
    "override": "a name corrected by hand",
    "acronym": "an acronym of the registry, where a place agrees or only one country bears it",
    "place": "a place named, where no institution is known or the name is followed by another country",
    "spelling": "a name in the registry after one spelling mistake is undone",
    "domain": "a mail or web domain",
    "profile-country": "the country the profile gives",
}


def resolution(book: Workbook) -> str:
    """How the affiliations of each cohort and basis were resolved, by authorship row."""
    statuses = {"resolved": "Resolved", "unaffiliated": "No institution", "unresolved": "Unresolved"}
    columns = (
        text("Cohort"),
        text("Basis"),
        number("Affiliations", format=whole),
        *(number(name, format=lambda share: percent(share, 2)) for name in statuses.values()),
    )
    rows = []
    for name, decided in book.attributed.items():
        for basis in book.config.cohorts[name].bases:
            status = decided.loc[(decided["basis"] == basis) & (decided["affiliation"] != ""), "status"]
            counts, n = status.value_counts(), len(status)
            rows.append((name, basis, n, *(counts.get(s, 0) / n for s in statuses)))
    caption = "Resolution of the non-empty affiliations, each as often as it occurs"
    return table(columns, rows, caption, "tbl-resolution")


def methods(book: Workbook) -> str:
    """How often each rule decided."""
    counts: Counter[str] = Counter()
    resolved = pd.concat([t.loc[t["status"] == "resolved", "method"] for t in book.attributed.values()])
    for joined, n in Counter(resolved).items():
        counts.update(dict.fromkeys(joined.split("+"), n))
    columns = (text("Rule", 18), text("What decides", 54), number("Findings", 14, whole), number("Share", 14, percent))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [(method, ABOUT.get(method, ""), n, n / counts.total()) for method, n in ordered]
    return table(columns, rows, "Rules by which countries were found", "tbl-methods")


def accuracy(config: Config, figures: FigureSet) -> str:
    """Measured accuracy on the test half of the gold sets, with intervals; nothing where they hold nothing."""
    columns = (
        text("Measure", 46, capital),
        number("Test half", 12),
        number("Count", 14, found_of),
        number(f"{config.level} interval", 16),
        number("Development", 12),
    )
    rows = []
    for figure in figures:
        if figure.cohort == "gold" and figure.kind == "test" and figure.value is not None:
            used, seen = figures.use(figure.id), figures.use(figure.beside(f"{figure.measure}.development"))
            values = (as_text(used, used.value), used, between(used, used.interval), as_text(seen, seen.value))
            rows.append((used.words, *values))
    caption = (
        "Accuracy of attribution on the test half of the gold sets, labelled one by one; the development half, "
        "which may be looked at, beside it"
    )
    return table(columns, rows, caption, "tbl-accuracy") if rows else ""


def elsewhere(figures: FigureSet) -> str:
    """The score on affiliations from elsewhere by what makes them hard; nothing where there are none."""
    heads = ("Exactly right", "Wrong country", "Left open")
    columns = (text("Affiliations from elsewhere", 40), number("Strings", 12), *(number(head, 16) for head in heads))
    rows = []
    for kind, words in {"": "**all**", **gold.KINDS}.items():
        about = [f"elsewhere.{what}" + (f".{kind}" if kind else "") for what in ("right", "wrong", "open")]
        found = [f for measure in about if (f := figures.find(figure_id("gold", measure))) and f.value is not None]
        if len(found) == len(about):
            rows.append((words, whole(found[0].denominator), *(as_text(f, f.value) for f in found)))
    caption = "Attribution on affiliations that nothing here was made on, by what makes them hard; test half of the set"
    return table(columns, rows, caption, "tbl-elsewhere") if rows else ""


def to_check(config: Config, found: pd.DataFrame) -> str:
    """What is open and each kind of weak evidence: how much of it there is and how many papers hang on it."""
    rows = []
    for kind, words in {audit.OPEN: "nothing that we know: unresolved", **WEAK}.items():
        of = found[audit.kind_of(found) == kind]
        stakes = (of[audit.at_stake(pair)].sum() for pair in config.pairs)
        if len(of):
            rows.append((words, len(of), of["rows"].sum(), *stakes))
    named = (number(f"Decides {config.name_of(pair)}", 16, whole) for pair in config.pairs)
    columns = (text("Rests on", 46, capital), number("Affiliations", 19, whole), number("Rows", 19, whole), *named)
    caption = (
        "What is unresolved or rests on one weak piece of evidence; last, the papers that it decides, each once for every "
        "affiliation that does"
    )
    return table(columns, rows, caption, "tbl-weak")


def first_to_check(config: Config, found: pd.DataFrame, most: int = 20, of_a_kind: int = 4) -> str:
    """The affiliations that most joint papers hang on, a few of each kind, each with a link to report it if there is one."""
    kinds = audit.kind_of(found)
    top = found[(kinds != "") & (kinds.groupby(kinds).cumcount() < of_a_kind)].head(most)
    errors, pair = config.report.errors, config.pair
    columns = [
        text("Affiliation", 36, plain),
        text("Country", 14),
        text("Rests on", 16),
        number("Papers", 10, whole),
        number(f"Decides {config.name_of(pair)}", 12 if errors else 24, whole),
        *([text("Wrong?", 12)] if errors else []),
    ]
    rows = [
        (
            row["affiliation"],
            row["countries"].replace(multivalued.BAR, ", ") or "open",
            kind,
            row["papers"],
            row[audit.at_stake(pair)],
            *([f"[report]({audit.address(errors, *row[['affiliation', 'countries', 'evidence']])})"] if errors else []),
        )
        for (_, row), kind in zip(top.iterrows(), kinds[top.index], strict=True)
    ]
    caption = f"Where to look first: up to {of_a_kind} of each kind, by the papers that they decide"
    return table(columns, rows, caption, "tbl-to-check") if rows else ""


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    book, to_audit = found.book, audit.audit(found.book)
    made = {
        "resolution": resolution(book),
        "methods": methods(book),
        "elsewhere": elsewhere(found.figures),
        "accuracy": accuracy(found.config, found.figures),
        "companies": companies.companies_table(found.config, found.figures),
        "to_check": to_check(found.config, to_audit),
        "first_to_check": first_to_check(found.config, to_audit),
    }
    return {name: text for name, text in made.items() if text}
