"""The search for the way to count that gives an original's number: a reconstruction, never a finding about how it was made.

A rule of config.yaml (`reconstructions`) says which affiliations count and which papers are joint by them. Each is counted in the records it names for the years
of the original, and held against its counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import fsum

import pandas as pd

from analysis import paths
from analysis.collaboration import link_weight
from analysis.config import Config
from analysis.definitions import Definition, parse
from analysis.figure import Figure
from analysis.maker import maker
from analysis.peers import agreed, people, that_could_be_joint
from analysis.registry import rows_of
from analysis.workbook import Workbook

Countries = frozenset[str]
Authors = Sequence[Countries]  # countries of each author, in order; those of whom nothing counts are empty

US_SPELT = re.compile(r"\b(?:USA|U\.S\.A\.|U\.S\.|US|United States(?: of America)?)(?![\w.])")
CHINA_SPELT = re.compile(r"\b(?:P\.?\s?R\.?\s+)?China\b(?!\s+(?:University|Agricultural|Academy|Mobile|Telecom))")
US_HOST = re.compile(r"(?:^|\.)(?:edu|gov|mil)$")


# --- which papers are joint --------------------------------------------------------------------------------------------


def any_author(authors: Authors, us: Countries, china: Countries) -> float:
    known = frozenset().union(*authors)
    return bool(known & us and known & china)


def first_author(authors: Authors, us: Countries, china: Countries) -> float:
    return any_author(authors[:1], us, china)


def last_author(authors: Authors, us: Countries, china: Countries) -> float:
    return any_author(authors[-1:], us, china)


def first_last(authors: Authors, us: Countries, china: Countries) -> float:
    return any_author([*authors[:1], *authors[-1:]], us, china)


def opposite_ends(authors: Authors, us: Countries, china: Countries) -> float:
    if len(authors) < 2:
        return False
    one, other = authors[0], authors[-1]
    return bool((one & us and other & china) or (one & china and other & us))


def single_country(authors: Authors, us: Countries, china: Countries) -> float:
    return any(c and c <= us for c in authors) and any(c and c <= china for c in authors)


def two_each(authors: Authors, us: Countries, china: Countries) -> float:
    return sum(bool(c & us) for c in authors) >= 2 and sum(bool(c & china) for c in authors) >= 2


def third_each(authors: Authors, us: Countries, china: Countries) -> float:
    return 3 * min(sum(bool(c & us) for c in authors), sum(bool(c & china) for c in authors)) >= len(authors) > 0


def only_two(authors: Authors, us: Countries, china: Countries) -> float:
    return any_author(authors, us, china) and frozenset().union(*authors) <= us | china


def fractional(authors: Authors, us: Countries, china: Countries) -> float:
    return link_weight(frozenset().union(*authors), us, china) if any_author(authors, us, china) else 0.0


PAPERS: Mapping[str, Callable[[Authors, Countries, Countries], float]] = {
    "any": any_author, "first-author": first_author, "last-author": last_author, "first-last": first_last, "opposite-ends": opposite_ends,
    "single-country": single_country, "two-each": two_each, "third-each": third_each, "only-two": only_two, "fractional": fractional,
}  # fmt: skip


# --- which affiliations count: rows → their countries, joined by | -----------------------------------------------------


def spelt_out(text: str) -> str:
    """Countries that an affiliation spells out."""
    return "|".join(code for code, pattern in (("CN", CHINA_SPELT), ("US", US_SPELT)) if pattern.search(text))


def of_host(host: str) -> str:
    """Country that a mail domain shows by itself: ``.edu``, ``.gov`` and ``.mil`` are US, ``.cn`` is Chinese."""
    return "CN" if host.endswith(".cn") else "US" if US_HOST.search(host) else ""


@lru_cache(maxsize=1)
def _institutions() -> dict[str, tuple[str, str]]:
    """ROR id → country and kind."""
    return {r["ror"]: (r["country"], r["kind"]) for _, r in rows_of(paths.REFERENCE / "institutions.csv", ("ror", "country", "kind"))}


def first_affiliation(rows: pd.DataFrame) -> pd.Series:
    """Countries of the first affiliation of each person, empty for the others; of one that lies in several countries, that of the first institution it names."""
    known = _institutions()
    first = {
        (codes, ror): _first(codes, known.get(ror.partition("|")[0], ("", ""))[0])
        for codes, ror in set(zip(rows["stated"], rows["ror"], strict=True))
    }
    later = rows.duplicated(["paper_id", "author", "candidate"])
    codes = [first[key] for key in zip(rows["stated"].tolist(), rows["ror"].tolist(), strict=True)]
    return pd.Series(codes, index=rows.index).where(~later, "")


def _first(codes: str, country: str) -> str:
    return country if country in codes.split("|") else codes


def universities(rows: pd.DataFrame) -> pd.Series:
    """Countries of the affiliations that name nothing but institutions of education."""
    taught = {ror for ror, (_, kind) in _institutions().items() if kind == "education"}
    fits = {text for text in rows["ror"].unique() if text and set(text.split("|")) <= taught}
    return rows["stated"].where(rows["ror"].isin(fits), "")


def best_known(rows: pd.DataFrame, most: int) -> pd.Series:
    """Countries of the affiliations that are exactly the name of one of the `most` frequent institutions of the US, or of mainland China."""
    exact = rows[(rows["affiliation"] == rows["institutions"]) & rows["stated"].isin(["US", "CN"])]
    counts = exact.groupby(["stated", "affiliation"])["paper_id"].nunique().reset_index(name="papers")
    counts = counts.sort_values(["stated", "papers", "affiliation"], ascending=[True, False, True]).groupby("stated").head(most)
    return rows["stated"].where(rows["affiliation"].isin(set(counts["affiliation"])), "")


def counted(rows: pd.DataFrame, affiliations: str, most: int) -> pd.Series:
    """The countries of each row under a rule's choice of affiliations."""
    if affiliations == "mail":
        return rows["domain"].map(lambda hosts: "|".join(sorted({of_host(h) for h in hosts.split("|")} - {""})))
    if affiliations == "spelt-out":
        return rows["affiliation"].map({text: spelt_out(text) for text in rows["affiliation"].unique()})
    if affiliations == "first-affiliation":
        return first_affiliation(rows)
    if affiliations == "universities":
        return universities(rows)
    if affiliations == "best-known":
        return best_known(rows, most)
    return rows["stated"]


# --- figures ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trial:
    """One way to count: a rule in a record, with a choice of track (`original`: as the original's, or `main`) and China group."""

    rule: str
    record: str
    track: str
    china: str

    @property
    def key(self) -> str:
        return f"{self.rule}-by-{self.record}"


def trials(config: Config) -> list[Trial]:
    """All ways to count that are tried, in the order of config.yaml."""
    groups = [g for g in config.definitions["china"] if g in ("cn", "cn-hk-mo")]
    return [
        Trial(key, record, track, group)
        for key, rule in config.reconstructions.rules.items()
        for record in rule.records
        for track in ("original", "main")
        for group in groups
    ]


def cohort_of(config: Config, year: int) -> str | None:
    """The cohort of a year of the original."""
    return next((name for name, c in config.cohorts.items() if c.year == year), None)


def definition_of(config: Config, trial: Trial, year: int) -> tuple[str, Definition] | None:
    """Cohort and definition of a trial in a year; nothing where the cohort lacks the record."""
    name, basis = cohort_of(config, year), config.reconstructions.records[trial.record].get(year)
    if name is None or basis not in config.cohorts[name].bases:
        return None
    track = config.reconstructions.tracks[year] if trial.track == "original" else "main"
    return name, replace(parse(basis, config, config.cohorts[name]), track=track, china=trial.china)


def id_of(config: Config, trial: Trial, year: int, measure: str = "papers") -> str | None:
    """Id of a trial's figure in a year."""
    found = definition_of(config, trial, year)
    if found is None:
        return None
    text = found[1].text(config, config.cohorts[found[0]])
    return f"{found[0]}.reconstruction.{trial.key}.{measure}" + (f"@{text}" if text else "")


def figures(book: Workbook) -> Iterator[Figure]:
    """Count and share of every trial in every year of the original, the number of ways tried, and of those near in all years."""
    config = book.config
    years = sorted(config.independent[config.reconstructions.original].counts)
    made: dict[str, Figure] = {}
    known: dict[tuple[str, str, str], dict[str, Authors]] = {}
    for trial in trials(config):
        rule = config.reconstructions.rules[trial.rule]
        for year in years:
            found = definition_of(config, trial, year)
            if found is None or id_of(config, trial, year) in made:
                continue
            name, definition = found
            view = (name, definition.basis, rule.affiliations)
            if view not in known:
                known[view] = _authors(book, *view)
            made |= {f.id: f for f in _trial(book, name, definition, trial, known[view])}
    yield from made.values()
    near = [t for t in trials(config) if is_near(config, made, t)]
    rules = {(t.rule, t.record) for t in near}
    for slug, label, value in (
        ("tried", "ways to count that were tried", len({t.rule for t in trials(config)})),
        ("near", "ways to count that come near the original in all years", len({rule for rule, _ in rules})),
    ):
        yield Figure(f"{config.reconstructions.original}.reconstruction.{slug}", label, "ways", value, None, None, None, None, "headline", config.reconstructions.original, ("config.yaml",))  # fmt: skip


def is_near(config: Config, made: Mapping[str, Figure], trial: Trial) -> bool:
    """Whether a trial comes near the original's count in each of its years."""
    return all(
        (i := id_of(config, trial, year)) is not None and made[i].value is not None and abs(made[i].value - x) <= config.reconstructions.near * x
        for year, (x, _) in config.independent[config.reconstructions.original].counts.items()
    )


def _authors(book: Workbook, name: str, basis: str, affiliations: str) -> dict[str, Authors]:
    rows = book.attributed[name]
    rows = rows[rows["basis"] == basis]
    if basis == "paper":  # mail domains stand below zero
        rows = rows[(rows["author"] < 0) == (affiliations == "mail")]
    rows = rows.assign(codes=counted(rows, affiliations, book.config.reconstructions.best_known))
    widest = frozenset(c for choice in book.config.definitions["china"].values() for c in choice.countries)
    found = people(that_could_be_joint(rows, "codes", frozenset(book.config.groups["us"].countries), widest), "codes")
    return {paper: [agreed(authors[a]) for a in sorted(authors)] for paper, authors in found.items()}


def _trial(book: Workbook, name: str, definition: Definition, trial: Trial, authors: Mapping[str, Authors]) -> Iterator[Figure]:
    config = book.config
    rule = config.reconstructions.rules[trial.rule]
    us, china = definition.groups(config)
    papers = book.classified(name, definition)
    judge = PAPERS[rule.papers]
    weights = [judge(authors.get(p, ()), us, china) for p in sorted(papers.readable)]
    x = fsum(weights) if rule.papers == "fractional" else int(sum(weights))
    # the original has its papers without exception under the line, so a record of all papers is held against all of them
    n = len(papers.readable) if papers.is_sample else len(papers.at_hand)
    make = maker(config, name, definition)
    measure, label = f"reconstruction.{trial.key}", f"US-China papers by {rule.name}"
    if papers.is_sample or rule.papers != "fractional":
        yield make.count(f"{measure}.papers", label, x, n, papers.population, papers.is_sample)
    else:
        yield replace(make.count(f"{measure}.papers", label, x, n, papers.population, False), value=round(x))
    yield make.share(f"{measure}.share", f"share of {label}", x, n, estimate=papers.is_sample)
