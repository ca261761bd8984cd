"""The bridge from the article's number to ours and on to the independent ones: each step one change of definition or data, in papers.

It starts at the original's count and goes over our reconstruction (first and last author) to all authors by profile. From there one branch goes down to what papers
print, or to what the program says, and one up to each independent analysis. The steps of a branch add up to its end exactly.

The papers on which profile and print disagree were read by hand (tests/gold/DISCORDANT.md). Their reasons are carried to the whole track by scaling, and shared out
by largest remainders.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.counting import gold
from analysis.counting.workbook import Workbook
from analysis.figures.factory import Maker
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.definitions import Definition, parse
from analysis.topics.between_counts import peers
from analysis.topics.uncertainty.calibration import printed_share
from analysis.topics.uncertainty.frame import frame

TOTAL, DEFINITION, DATA, HAND, UNEXPLAINED = "total", "definition", "data", "read one by one", "unexplained"
REASONS = {
    "moved-since": "moved after the work",
    "moved-before": "older place still in the profile",
    "internship": "internship or visit",
    "second-affiliation": "second affiliation left out",
    "company-headquarters": "company not at its head office",
    "namesake": "namesakes or no profile",
    "wrong-country": "wrong country or misread name",
    "block-lost": "title block read badly",
    "other": "other",
}
DIRECTIONS = {"profile-only": "joint by profile, not by print", "print-only": "joint by print, not by profile"}
BRANCHES = ("print", "program", "neurips-us-vs-china", "ceps")


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a waterfall: `papers` is a running total where `kind` is total, else what the step adds (or takes)."""

    slug: str
    words: str
    kind: str
    papers: int


def apportioned(total: int, parts: Mapping[str, int]) -> dict[str, int]:
    """`total` shared out in proportion to `parts` in whole numbers that add up to it: largest remainders, ties by name.

    Examples
    --------
    >>> apportioned(10, {"a": 1, "b": 1, "c": 1})
    {'a': 4, 'b': 3, 'c': 3}
    """
    whole = sum(parts.values())
    if not whole:
        return dict.fromkeys(parts, 0)
    shares = {key: divmod(total * n, whole) for key, n in parts.items()}
    left = total - sum(q for q, _ in shares.values())
    first = sorted(parts, key=lambda key: (-shares[key][1], key))[:left]
    return {key: q + (key in first) for key, (q, _) in shares.items()}


@dataclass(frozen=True, slots=True)
class Discordant:
    """Papers read in full that have a profile as well: joint by both, by one only, and the reasons read by hand for those (`read`: direction → reason → papers)."""

    papers: int
    both: int
    only: Mapping[str, frozenset[str]]
    read: Mapping[str, Counter[str]]


def discordant(book: Workbook, name: str) -> Discordant:
    """Where print and profile disagree on the main track, and why."""
    config, cohort = book.config, book.config.cohorts[name]
    printed = book.classified(name, parse("paper+main", config, cohort))
    profile = book.classified(name, parse("profile+main", config, cohort))
    inside = printed.readable & profile.readable
    only = {"profile-only": inside & profile.both - printed.both, "print-only": inside & printed.both - profile.both}
    read = {direction: Counter() for direction in DIRECTIONS}
    for row in gold.rows("discordant.csv"):
        if (
            row["paper_id"] in only[row["direction"]]
        ):  # a paper that attribution has since made agree is no disagreement any more
            read[row["direction"]][row["reason"]] += 1
    return Discordant(len(inside), len(inside & printed.both & profile.both), only, read)


def agreement(pairs: Sequence[tuple[str, str]]) -> tuple[int, float | None]:
    """How often two readers agree, and Cohen's kappa: the agreement beyond what their habits alone would give (Cohen 1960).

    Examples
    --------
    >>> agreement([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")])
    (3, 0.5)
    """
    n, same = len(pairs), sum(a == b for a, b in pairs)
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[reason] * other[reason] for reason in sorted(one)) / n**2 if n else 1.0
    return same, (same / n - chance) / (1 - chance) if chance < 1 else None


# --- the steps ----------------------------------------------------------------------------------------------------------


def steps(book: Workbook, name: str, branch: str, peer: Mapping[str, Figure]) -> list[Step]:
    """The steps of one branch for one cohort; nothing where the cohort lacks a record for it. `peer`: figures of `analysis.topics.between_counts.peers` by id."""
    config, cohort = book.config, book.config.cohorts[name]
    basis, original = peers.basis_of(cohort), config.published(config.reconstructions.original, cohort)
    if basis is None or original is None:
        return []
    start = replace(parse(basis, config, cohort), track=config.reconstructions.tracks[cohort.year])
    if branch == "print":
        rest = _to_print(book, name, start) if {"paper", "profile"} <= set(cohort.bases) else []
    elif branch == "program":
        rest = _to_program(book, name, start) if "program" in cohort.bases else []
    else:
        rest = _to_peer(book, name, start, branch, peer)
    return [*_start(book, name, start, original[0]), *rest] if rest else []


def _joint(book: Workbook, name: str, definition: Definition) -> int:
    return len(book.classified(name, definition).both)


def _start(book: Workbook, name: str, profile: Definition, original: int) -> list[Step]:
    ends, every = _joint(book, name, replace(profile, collaboration="first-last")), _joint(book, name, profile)
    return [
        Step("original", "The original's count", TOTAL, original),
        Step("ends", "our first and last authors instead", UNEXPLAINED, ends - original),
        Step("others", "all other authors counted too", DEFINITION, every - ends),
        Step("profile", "Any author, by profile", TOTAL, every),
    ]


def _to_print(book: Workbook, name: str, profile: Definition) -> list[Step]:
    """Down to print as calibrated by profile for the whole track: what profiles have too much is carried from the papers read to all, the rest is what print adds."""
    found, every = discordant(book, name), _joint(book, name, profile)
    sample = frame(book, name, "profile", "paper")
    end = round(printed_share(book, name, sample).value * len(sample.ids))
    lost = len(found.only["profile-only"])
    minus = round(every * lost / (found.both + lost))
    made = []
    for direction, sign, total in (("profile-only", -1, minus), ("print-only", 1, end - every + minus)):
        unread = len(found.only[direction]) - sum(found.read[direction].values())
        shares = apportioned(total, {r: found.read[direction][r] for r in REASONS} | {"unread": unread})
        ordered = sorted(shares, key=lambda r: (r in ("other", "unread"), -shares[r], r))
        made += [
            Step(f"{direction}-{r}", _why(direction, r), HAND if r != "unread" else UNEXPLAINED, sign * shares[r])
            for r in ordered
            if shares[r]
        ]
    return [*made, Step("print", "Any author, as printed (estimate)", TOTAL, end)]


def _why(direction: str, reason: str) -> str:
    words = REASONS.get(reason, "not read")
    return f"{'not printed' if direction == 'profile-only' else 'printed only'}: {words}"


def _to_program(book: Workbook, name: str, profile: Definition) -> list[Step]:
    one, other = book.classified(name, profile), book.classified(name, replace(profile, basis="program"))
    return [
        Step("profile-only", "joint by profile only", DATA, -len(one.both - other.both)),
        Step("program-only", "joint by the program only", DATA, len(other.both - one.both)),
        Step("program", "Any author, by the program", TOTAL, len(other.both)),
    ]


def _to_peer(book: Workbook, name: str, profile: Definition, key: str, peer: Mapping[str, Figure]) -> list[Step]:
    """Up to an independent analysis: one change of definition at a time, then its places, open authorships, and what is left."""
    config = book.config
    rules = peers.rules_of(book, name, key)
    if rules is None:
        return []
    at = f"{name}.peer-{key}."
    found = {i.removeprefix(at): f.value for i, f in peer.items() if i.startswith(at)}
    now, made = profile, []
    last = _joint(book, name, now)
    names = config.definitions
    for axis, words in (
        ("track", f"{names['track'][rules.track].name} instead of {names['track'][profile.track].name}"),
        ("china", f"China {names['china'][rules.china].name}"),
        ("policy", names["policy"][rules.policy].name),
    ):
        now = replace(now, **{axis: getattr(rules, axis)})
        value = _joint(book, name, now)
        if getattr(profile, axis) != getattr(rules, axis):
            made.append(Step(axis, words, DEFINITION, value - last))
        last = value
    who = config.independent[key].name
    if "places" in found:
        words = (
            "Microsoft's laboratories counted as US"
            if key == peers.WITH_MICROSOFT
            else "affiliations placed as their table has them"
        )
        made.append(Step("places", words, DATA, found["places"] - last))
        last = found["places"]
    made.append(Step("open", "completed for open authorships (estimate)", DATA, found["completed"] - last))
    made.append(Step("remaining", "not explained", UNEXPLAINED, found["remaining"]))
    return [*made, Step("published", f"{who}, as published", TOTAL, found["published"])]


# --- figures ------------------------------------------------------------------------------------------------------------


LABEL = re.compile(r"step (\d+) of the bridge to ([\w-]+), ([\w ]+): (.+)")


def figures(book: Workbook, reproduced: Iterable[Figure]) -> Iterator[Figure]:
    """Every step of every branch, signed; the reasons with their intervals; and how the two readers agree. `reproduced`: the figures of `analysis.topics.between_counts.peers`."""
    config, peer = book.config, {f.id: f for f in reproduced}
    for name, cohort in config.cohorts.items():
        basis = peers.basis_of(cohort)
        if basis is None or config.published(config.reconstructions.original, cohort) is None:
            continue
        make = Maker(
            name, "", replace(parse(basis, config, cohort), track=config.reconstructions.tracks[cohort.year]), config
        )
        for branch in BRANCHES:
            for at, step in enumerate(steps(book, name, branch, peer), 1):
                label = f"step {at} of the bridge to {branch}, {step.kind}: {step.words}"
                figure = make(
                    f"bridge.{branch}.{step.slug}",
                    label,
                    "papers",
                    step.papers,
                    estimate="estimate" in step.words or step.kind == HAND,
                )
                yield replace(figure, label=label)  # the definition changes from step to step
        if {"paper", "profile"} <= set(cohort.bases):
            yield from _reasons(book, name, make)


def read_steps(found: FigureSet, name: str, branch: str) -> list[Step]:
    """The steps of a branch from its figures, in their order, marked as used."""
    at = f"{name}.bridge.{branch}."
    read = [(LABEL.fullmatch(f.label), f) for f in found if f.id.startswith(at)]
    ordered = sorted(((int(m[1]), m, f) for m, f in read), key=lambda found: found[0])
    return [Step(f.id.removeprefix(at), m[4], m[3], found.use(f.id).value) for _, m, f in ordered]


def _reasons(book: Workbook, name: str, make: Maker) -> Iterator[Figure]:
    found = discordant(book, name)
    sources = ("tests/gold/discordant.csv", f"data/{name}/printed.csv", f"data/{name}/authorships.csv")
    for direction, words in DIRECTIONS.items():
        read = sum(found.read[direction].values())
        yield make(
            f"discordant.{direction}.papers",
            f"papers {words}",
            "papers",
            len(found.only[direction]),
            denominator=found.papers,
            sources=sources,
        )
        for reason, why in REASONS.items():
            yield make.share(
                f"discordant.{direction}.{reason}",
                f"of papers {words}: {why}",
                found.read[direction][reason],
                read,
                sources=sources,
            )
    rows = gold.rows("discordant.csv")
    same, kappa = agreement([(r["reader_a"], r["reader_b"]) for r in rows])
    yield make.share(
        "discordant.agreement", "papers on which both readers give one reason", same, len(rows), sources=sources
    )
    yield make(
        "discordant.kappa", "agreement of the readers beyond chance (Cohen's kappa)", "share", kappa, sources=sources
    )
