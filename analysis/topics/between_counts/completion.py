"""What the unknown authorships would add: joint papers, completed by hiding as much again.

A joint paper is only found where the country of an author on either side is known. How many are missed can be seen on those that were found: hide as large a
share of the known authorships as is open already, and see which share of the joint papers stays joint. The method rests on the hidden being like the open. Where a
second record of the same conference says what the open ones are, `checked` puts that to the test.

Hiding is not simulated: if authorships are hidden independently, the chance that a paper stays joint follows from its authors, and the expectation is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from math import prod, sqrt

from analysis.counting.collaboration import Classified, Countries, PaperCountries, joint
from analysis.counting.workbook import Workbook
from analysis.figures.factory import maker
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.definitions import Definition, parse
from analysis.statistics.intervals import wilson

Chance = Callable[[Countries], float]  # countries of an authorship → chance that it is hidden


@dataclass(frozen=True, slots=True)
class Completed:
    """Joint papers found, the share of them that stays joint when as much again is hidden, and their quotient.

    `interval`: Wilson limits of the found, divided by the share kept; `spread`: standard deviation of the completed number from one hiding to the next.
    """

    found: int
    kept: float | None
    papers: float | None
    interval: tuple[float, float] | None
    spread: float


def stays(paper: PaperCountries, us: Countries, china: Countries, chance: Chance) -> float:
    """Chance that a paper that is joint by any author stays joint when each authorship is hidden with its `chance`."""
    authors = [codes for codes in paper.by_author.values() if codes & (us | china)]
    all_hidden = lambda group: prod(chance(codes) for codes in authors if codes & group)
    return 1 - all_hidden(us) - all_hidden(china) + all_hidden(us | china)


def kept_share(joint_papers: Iterable[PaperCountries], us: Countries, china: Countries, chance: Chance) -> float | None:
    """Expected share of the joint papers that stays joint; nothing where there is none.

    Examples
    --------
    One author on each side, each hidden with a chance of one half: a quarter stays.

    >>> paper = PaperCountries(frozenset({"US", "CN"}), {1: frozenset({"US"}), 2: frozenset({"CN"})}, 0, True, ())
    >>> kept_share([paper], frozenset({"US"}), frozenset({"CN"}), lambda _: 0.5)
    0.25
    """
    chances = [stays(p, us, china, chance) for p in joint_papers]
    return sum(sorted(chances)) / len(chances) if chances else None


def open_share(papers: Classified) -> tuple[int, int]:
    """Authorships whose country is open, and all authorships, of the papers at hand."""
    of_paper = [papers.countries[p] for p in papers.at_hand]
    return sum(p.unknown for p in of_paper), sum(len(p.by_author) for p in of_paper)


def completed(
    papers: Classified, us: Countries, china: Countries, level: float, chance: Chance | None = None
) -> Completed:
    """Joint papers, completed; without a `chance` every authorship is hidden with the share that is open."""
    unknown, total = open_share(papers)
    share = unknown / total if total else 0.0
    chance = chance or (lambda _: share)
    found = [papers.countries[p] for p in sorted(papers.both)]
    kept = kept_share(found, us, china, chance)
    if not kept:
        return Completed(len(found), kept, None, None, 0.0)
    low, high = wilson(len(found), len(papers.at_hand), level)
    scale = len(papers.at_hand) / kept
    variance = sum(sorted(c * (1 - c) for c in (stays(p, us, china, chance) for p in found)))
    return Completed(len(found), kept, len(found) / kept, (low * scale, high * scale), sqrt(variance) / kept**2)


def figures(book: Workbook) -> Iterator[Figure]:
    """Completed counts of every cohort whose profiles are joined by name, under the definitions of the independent analyses; and the test of the method."""
    config = book.config
    for name, cohort in config.cohorts.items():
        basis = next((s.basis for s in cohort.sources if s.format == "profiles"), None)
        if basis is None:
            continue
        for text in dict.fromkeys(["", "main", *(o.definition for o in config.independent.values() if o.definition)]):
            definition = replace(parse(text or None, config, cohort), basis=basis)
            yield from _completed(book, name, definition)
        if "program" in cohort.bases:
            yield from _checked(book, name, basis)


def _completed(book: Workbook, name: str, definition: Definition) -> Iterator[Figure]:
    config = book.config
    papers = book.classified(name, definition)
    done = completed(papers, *definition.groups(config), config.interval_level)
    make = maker(config, name, definition)
    unknown, total = open_share(papers)
    yield make(
        "knockout.open.share",
        "authorships whose country is open",
        "share",
        unknown / total if total else None,
        numerator=unknown,
        denominator=total,
    )
    label = "US-China papers that stay joint when as many authorships again are hidden"
    yield make(
        "knockout.kept.share",
        label,
        "share",
        done.kept,
        numerator=None if done.kept is None else done.kept * done.found,
        denominator=done.found,
        estimate=True,
    )
    value = None if done.papers is None else round(done.papers)
    label = "US-China papers, completed for open authorships"
    yield make(
        "knockout.completed.papers",
        label,
        "papers",
        value,
        numerator=done.found,
        denominator=len(papers.at_hand),
        interval=done.interval,
        estimate=True,
    )
    yield make(
        "knockout.spread.papers",
        "standard deviation of the completed count from one hiding to the next",
        "papers",
        round(done.spread),
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """The test of the method: authorships by class and whether they are open (`counts`), joint papers found, filled in from the other record, and completed.

    `even`: every authorship hidden with the same chance; `by_country`: with the chance that its country has in the other record.
    """

    counts: Counter[tuple[str, str]]
    found: int
    filled: int
    even: float | None
    by_country: float | None


def checked(
    by_name: Classified, other: dict[str, PaperCountries], us: Countries, china: Countries, level: float
) -> Checked:
    """Fill the open authorships from another record of the same papers, and compare with what the knock-out says.

    Papers whose authors the two records number differently are left as they are.
    """
    counts: Counter[tuple[str, str]] = Counter()
    filled = 0
    for paper_id in by_name.at_hand:
        paper, more = by_name.countries[paper_id], other[paper_id].by_author
        codes = dict(paper.by_author)
        if set(codes) == set(more):
            for author, told in more.items():
                counts["known" if codes[author] else "open", _class(told, us, china)] += bool(told)
            codes = {a: c or more[a] for a, c in codes.items()}
        known = frozenset().union(*codes.values()) if codes else frozenset()
        filled += joint(replace(paper, known=known, by_author=codes), us, china, "any")
    even = counts_share(counts)
    rates = {
        k: counts["open", k] / n if (n := counts["open", k] + counts["known", k]) else even
        for k in ("us", "china", "other")
    }
    chance = lambda codes: rates.get(
        _class(codes, us, china), even
    )  # too few authors have both for a rate of their own
    return Checked(
        counts,
        len(by_name.both),
        filled,
        completed(by_name, us, china, level, lambda _: even).papers,
        completed(by_name, us, china, level, chance).papers,
    )


def counts_share(counts: Counter[tuple[str, str]]) -> float:
    """Share of open ones among the authorships that the other record knows."""
    total = sum(counts.values())
    return sum(n for (state, _), n in counts.items() if state == "open") / total if total else 0.0


def _class(codes: Countries, us: Countries, china: Countries) -> str:
    return "both" if codes & us and codes & china else "us" if codes & us else "china" if codes & china else "other"


def _checked(book: Workbook, name: str, basis: str) -> Iterator[Figure]:
    config: Config = book.config
    definition = parse(basis, config, config.cohorts[name])
    us, china = definition.groups(config)
    by_name = book.classified(name, definition)
    found = checked(by_name, book.countries(name, "program", "stated-location"), us, china, config.interval_level)
    make = maker(config, name, definition)
    for state in ("open", "known"):
        total = sum(n for (s, _), n in found.counts.items() if s == state)
        for group, words in (("us", "US"), ("china", "Chinese")):
            x = found.counts[state, group] + found.counts[state, "both"]
            yield make.share(
                f"knockout-test.{state}-{group}.share",
                f"{words} by the program, of authorships {state} by profile",
                x,
                total,
            )
    for slug, label, value in (
        ("found", "US-China papers found", found.found),
        ("filled", "US-China papers with open authorships filled in from the program", found.filled),
        ("even", "US-China papers completed with an equal chance for every authorship", found.even),
        ("by-country", "US-China papers completed with a chance that differs by country", found.by_country),
    ):
        estimate = slug in ("even", "by-country")
        yield make(
            f"knockout-test.{slug}.papers", label, "papers", None if value is None else round(value), estimate=estimate
        )
