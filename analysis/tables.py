"""Figures, verdicts and snapshots → Markdown tables that the report includes."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.claims import Verdict
from analysis.config import Config
from analysis.figures import Figure, FigureSet
from analysis.variables import as_text, between, is_change, percent, whole
from analysis.workbook import Workbook


def markdown(header: Iterable[str], rows: Iterable[Iterable[str]], align: str, caption: str = "", label: str = "", widths: str = "") -> str:
    """A pipe table; `align` has one letter a column, ``l`` or ``r``."""
    marks = {"l": ":---", "r": "---:"}
    lines = ["| " + " | ".join(header) + " |", "|" + "|".join(marks[a] for a in align) + "|"]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    if caption:
        attributes = " ".join(filter(None, [f"#{label}" if label else "", f'tbl-colwidths="{widths}"' if widths else ""]))
        lines += ["", f": {caption} {{{attributes}}}"]
    return "\n".join(lines) + "\n"


def chip(verdict: Verdict, config: Config) -> str:
    """A verdict as a coloured chip."""
    return f"[{config.verdicts.scale[verdict.verdict].name}]{{.verdict .verdict-{verdict.verdict}}}"


def glance(config: Config, verdicts: list[Verdict], source: str) -> str:
    """The verdicts at a glance: what was said, what we find, the verdict."""
    rows = [
        (
            f"[{config.claims[v.claim].title}](report/claims/{v.claim}.qmd)",
            as_text(v.decisive, v.decisive.value),
            between(v.decisive, v.decisive.interval),
            chip(v, config),
        )
        for v in verdicts
        if config.claims[v.claim].source == source
    ]
    who = {"retelling": "The retelling's sentences", "original": "The original's counts"}[source]
    return markdown(("Claim", "We find", "95% interval", "Verdict"), rows, "lrll", f"{who} and our verdicts", f"tbl-glance-{source}", "[44,15,20,21]")


def verdict_line(config: Config, verdict: Verdict) -> str:
    """The verdict of a claim with its rule, in one sentence."""
    return f"{chip(verdict, config)} {config.verdicts.scale[verdict.verdict].about[0].upper()}{config.verdicts.scale[verdict.verdict].about[1:]}.\n"


def behind(verdict: Verdict) -> str:
    """How to get the list of papers behind a claim's deciding figure."""
    figure = verdict.decisive
    command = " ".join(["factcheck papers", *(f"--{name} {value}" for name, value in papers_query(figure).items() if value)])
    what = "papers counted in the later year" if is_change(figure) else "papers counted"
    return f"""The figure's id is `{figure.id}`. `{command}` lists the {what}, each with its address, countries and institutions.

::: {{.content-visible when-format="html"}}
[Download the list of papers](../../papers/{verdict.claim}.csv)
:::
"""


def papers_query(figure: Figure) -> dict[str, str]:
    """Arguments of `factcheck papers` that list the papers counted in a figure's numerator."""
    keys = figure.id.partition("@")[0].split(".")
    term, group = (keys[2], keys[3]) if keys[1] == "adoption" else ("", keys[1])
    countries = {"us": "US", "china": "CN", "us-china": "US,CN", "all": ""}[group]
    return {"cohort": figure.cohort, "countries": countries, "term": term, "definition": "" if figure.definition == "headline" else figure.definition}


def definitions_of_claim(config: Config, verdict: Verdict) -> str:
    """The deciding measure under every definition, the deciding one first."""
    rows = [
        (f"**{_words(f, config)}**" if f.id == verdict.decisive.id else _words(f, config), as_text(f, f.value), f"{whole(f.numerator)} of {whole(f.denominator)}" if f.denominator else "–",
         between(f, f.interval), between(f, f.bounds))
        for f in (verdict.decisive, *verdict.others)
    ]  # fmt: skip
    caption = "The deciding figure (in bold) and the same measure under other definitions; bounds say what the unresolved and the missing could add"
    return markdown(("Definition", "Value", "Papers", "95% interval", "Bounds"), rows, "lrrrr", caption, f"tbl-{verdict.claim}", "[34,12,18,18,18]")


def _words(figure: Figure, config: Config) -> str:
    cohort = config.cohorts[figure.cohort]
    return f"{cohort.year}, {config.words_of(figure.definition, cohort)}"


def by_cohort(config: Config, figures: FigureSet) -> str:
    """Papers and collaboration of every cohort under every basis it has."""
    rows = []
    for name, cohort in config.cohorts.items():
        for basis in cohort.bases:
            at = "" if basis == cohort.headline_basis else f"@{basis}"
            share = figures.use(f"{name}.us-china.share{at}")
            classified = figures.use(f"{name}.classified{at}")
            change = f"{name}.us-china.change{at}"
            since = figures.use(change) if change in figures else None
            rows.append(
                (f"{cohort.year} **{basis}**" if not at else f"{cohort.year} {basis}", whole(figures.use(f"{name}.papers{at}").value), as_text(classified, classified.value), percent(figures.use(f"{name}.all-known{at}").value),
                 whole(share.numerator), as_text(share, share.value), between(share, share.interval), between(share, share.bounds),
                 f"{as_text(since, since.value)} ({between(since, since.interval).replace(' points', '')})" if since else "–")
            )  # fmt: skip
    header = ("Year, basis", "Papers", "One country", "All", "Joint", "Share", "Interval", "Bounds", "Change since the year before with this source")
    caption = "Papers with a US and a Chinese institution (joint), by year and basis, the headline basis of each year in bold; one country: papers with at least one country known; all: papers with every author's country known"
    return markdown(header, rows, "lrrrrrrrr", caption, "tbl-by-cohort", "[14,9,10,9,8,8,13,13,16]")


def one_country(config: Config, figures: FigureSet) -> str:
    """Papers of one country only, by cohort's headline basis."""
    rows = []
    for name, cohort in config.cohorts.items():
        cells = [
            (figures.use(f"{name}.{slug}.share"), figures.use(f"{name}.{slug}.papers"))
            for slug in ("us", "china", "us-only", "china-only", "one-country")
        ]
        rows.append(
            (
                f"{cohort.year}, {cohort.headline_basis}",
                *(f"{as_text(s, s.value)} ({'≈ ' if n.estimate else ''}{as_text(n, n.value)})" for s, n in cells),
            )
        )
    header = ("Year, basis", "Any US", "Any Chinese", "US only", "China only", "One country")
    caption = "Share and number of papers by the countries of their institutions; ≈ marks a number estimated from a sample"
    return markdown(header, rows, "lrrrrr", caption, "tbl-one-country", "[18,17,17,16,16,16]")


def adoption(config: Config, figures: FigureSet, cohort: str, level: str) -> str:
    """Share of papers of each group that name each term."""
    at = "" if level == next(iter(config.levels)) else f"@{level}"
    rows = []
    for term, about in config.terms.items():
        cells = [
            (figures.use(i) if (i := f"{cohort}.adoption.{term}.{group}.share{at}") in figures else None)
            for group in ("us", "china", "us-china", "all")
        ]
        if any(c is None for c in cells):
            continue
        rows.append((about.name[0].upper() + about.name[1:], *(f"{as_text(f, f.value)} ({whole(f.numerator)})" for f in cells)))
    sizes = [figures.use(f"{cohort}.adoption.{next(iter(config.terms))}.{g}.share{at}").denominator for g in ("us", "china", "us-china", "all")]
    header = ("Model", *(f"{who} ({whole(n)})" for who, n in zip(("US", "Chinese", "Both", "All"), sizes, strict=True)))
    year = config.cohorts[cohort].year
    return markdown(
        header,
        rows,
        "lrrrr",
        f"Papers of {year} that name a model {config.levels[level].name}; numbers of papers in brackets",
        f"tbl-adoption-{level}",
        "[24,19,19,19,19]",
    )


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


def sources(book: Workbook) -> str:
    """Every raw source with its origin, date, licence, and rows in and used."""
    rows = []
    for name, shot in book.snapshots.items():
        for source in shot.sources:
            dropped = "; ".join(f"{whole(n)}: {reason}" for reason, n in source["dropped"].items()) or "none"
            rows.append((name, source["origin"], str(source["recorded"]), source["licence"], whole(source["rows-in"]), dropped))
    return markdown(
        ("Cohort", "Origin", "Recorded", "Licence", "Rows", "Rows left out"), rows, "llllrl", "Sources", "tbl-sources", "[14,28,12,10,9,27]"
    )


def resolution(book: Workbook) -> str:
    """How the affiliations of each cohort and basis were resolved, by authorship row."""
    rows = []
    for name, table in book.attributed.items():
        for basis in book.config.cohorts[name].bases:
            part = table[(table["basis"] == basis) & (table["affiliation"] != "")]
            n = len(part)
            share = part["status"].value_counts()
            rows.append((name, basis, whole(n), *(percent(share.get(s, 0) / n, 2) for s in ("resolved", "unaffiliated", "unresolved"))))
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
        "registry": "a name in the registry", "company": "a company of our reviewed list, at the place named or at its headquarters", "override": "a name corrected by hand",
        "acronym": "an acronym of the registry, where a place agrees or only one country bears it", "place": "a place named, where no institution is known or the name is followed by another country",
        "spelling": "a name in the registry after one spelling mistake is undone", "domain": "a mail or web domain", "profile-country": "the country the profile gives",
    }  # fmt: skip
    counts = pd.concat([t.loc[t["status"] == "resolved", "method"] for t in book.attributed.values()]).str.split("+").explode().value_counts()
    total = counts.sum()
    rows = [(method, about.get(method, ""), whole(int(n)), percent(n / total)) for method, n in counts.items()]
    return markdown(
        ("Rule", "What decides", "Findings", "Share"), rows, "llrr", "Rules by which countries were found", "tbl-methods", "[18,54,14,14]"
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
                f"{whole(used.numerator)} of {whole(used.denominator)}",
                between(used, used.interval),
                as_text(seen, seen.value),
            )
        )
    caption = "Accuracy of attribution on the test half of the hand-labelled gold sets; the development half, which may be looked at, beside it"
    return markdown(("Measure", "Test half", "Count", "95% interval", "Development"), rows, "lrrrr", caption, "tbl-accuracy", "[46,12,14,16,12]")


def unresolved(book: Workbook, most: int = 25) -> str:
    """The most frequent affiliations that stay unresolved."""
    rows = pd.concat(book.attributed.values())
    rows = rows[(rows["status"] == "unresolved") & (rows["affiliation"] != "")]
    top = rows["affiliation"].value_counts().sort_index().sort_values(ascending=False, kind="stable").head(most)
    return markdown(
        ("Affiliation", "Rows"),
        [(_plain(a), whole(int(n))) for a, n in top.items()],
        "lr",
        "The most frequent affiliations that stay unresolved",
        "tbl-unresolved",
        "[80,20]",
    )


def _plain(text: str) -> str:
    """Text with Markdown's marks taken literally."""
    return "".join("\\" + c if c in "\\`*_{}[]<>()#+-.!|$@^~'\"" else c for c in text[:120])


def not_checkable(config: Config) -> str:
    """Statements that the data cannot decide, with the reason."""
    return markdown(
        ("The article's words", "Why not"),
        [(f"“{n.words}”", n.reason) for n in config.not_checkable.values()],
        "ll",
        "Statements that are not checkable",
        "tbl-not-checkable",
        "[50,50]",
    )


def scale(config: Config) -> str:
    """The published scale of verdicts."""
    rows = [(f"[{v.name}]{{.verdict .verdict-{slug}}}", v.about[0].upper() + v.about[1:] + ".") for slug, v in config.verdicts.scale.items()]
    return markdown(("Verdict", "Rule"), rows, "ll", "The scale of verdicts", "tbl-scale", "[30,70]")


def definitions(config: Config) -> str:
    """The axes of the definitions grid and their choices."""
    rows = [
        (axis if n == 0 else "", f"`{name}`", choice.about)
        for axis, choices in config.definitions.items()
        for n, (name, choice) in enumerate(choices.items())
    ]
    return markdown(
        ("Axis", "Choice", "What it counts"),
        rows,
        "lll",
        "Definitions; the first choice of each axis is the headline one, and each cohort has its own headline basis",
        "tbl-definitions",
        "[18,24,58]",
    )


def terms(config: Config) -> str:
    """Model families, with what counts as naming them."""
    rows = [
        (t.name[0].upper() + t.name[1:], t.about, ", ".join(_plain(m) for m in t.matches[:4]), ", ".join(_plain(m) for m in t.misses[:3]))
        for t in config.terms.values()
    ]
    return markdown(
        ("Model", "What counts", "Matches", "Does not"), rows, "llll", "Terms, with examples that the tests run", "tbl-terms", "[13,37,28,22]"
    )


def limits(config: Config) -> str:
    """Known limits of each cohort, as a list."""
    return "\n".join(f"- **{name}.** {' '.join(cohort.limits)}" for name, cohort in config.cohorts.items() if cohort.limits) + "\n"


def all_tables(config: Config, book: Workbook, figures: FigureSet, verdicts: list[Verdict]) -> dict[str, str]:
    """File name → Markdown of every table of the report."""
    found = {
        "glance-retelling": glance(config, verdicts, "retelling"), "glance-original": glance(config, verdicts, "original"), "by-cohort": by_cohort(config, figures),
        "one-country": one_country(config, figures), "coverage": coverage(book), "sources": sources(book), "resolution": resolution(book), "methods": methods(book), "accuracy": accuracy(figures),
        "unresolved": unresolved(book), "not-checkable": not_checkable(config), "scale": scale(config), "definitions": definitions(config), "terms": terms(config), "limits": limits(config),
    }  # fmt: skip
    newest = [n for n in config.cohorts if any(f.id.startswith(f"{n}.adoption.") and f.definition == "body" for f in figures)]
    for level in config.levels if newest else ():
        found[f"adoption-{level}"] = adoption(config, figures, newest[-1], level)
    for v in verdicts:
        found |= {f"claim-{v.claim}": definitions_of_claim(config, v), f"verdict-{v.claim}": verdict_line(config, v), f"behind-{v.claim}": behind(v)}
    return {f"{name}.md": text for name, text in found.items()}
