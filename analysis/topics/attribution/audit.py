"""Every distinct affiliation with its decision, first those that a reader should look at, by what hangs on them.

Those are the unresolved, and those whose country rests on one weak piece of evidence. A paper is at stake for a pair of
groups where all its other affiliations hold exactly one of the two: this one decides whether it is joint.
"""

from __future__ import annotations

import csv
import io
from urllib.parse import urlencode

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.core import multivalued
from analysis.counting.workbook import Workbook
from analysis.settings.groups import Pair

DECISION = ["status", "stated", "headquarters", "institutions", "ror", "method", "weak", "evidence"]
SAID = {"status": "decision", "stated": "countries"}  # column → what the file calls it
OPEN = "unresolved"
LONGEST = 300  # characters of a text in an address

Flags = npt.NDArray[np.bool_]


def at_stake(pair: Pair) -> str:
    """The column of papers that an affiliation decides."""
    return f"at-stake-{pair.key}"


def audit(book: Workbook) -> pd.DataFrame:
    """Every distinct affiliation with its decision.

    Returns
    -------
    DataFrame
        ``affiliation``, ``rows`` and ``papers`` in which it stands, the papers at stake for each pair, ``decision`` and
        the rest of `DECISION`. First what is open or weak, by papers at stake for the main pair, for all pairs, then by
        papers and rows.
    """
    rows = pd.concat([table.assign(cohort=name) for name, table in book.attributed.items()], ignore_index=True)
    kinds = ["affiliation", *DECISION]
    rows["kind"] = rows.groupby(kinds, sort=True).ngroup()
    rows["paper"] = rows.groupby(["cohort", "paper_id"], sort=True).ngroup()
    rows["list"] = rows.groupby(["paper", "basis"], sort=True).ngroup()
    met = rows.drop_duplicates(["kind", "list"])
    found = rows.drop_duplicates("kind").sort_values("kind")[kinds].reset_index(drop=True)
    found.insert(1, "rows", np.bincount(rows["kind"]))
    found.insert(2, "papers", _papers(met, len(found)))
    others = {group: _others(met, frozenset(of.countries)) for group, of in book.config.groups.items()}
    pairs = book.config.pairs
    for at, pair in enumerate(pairs, 3):
        found.insert(at, at_stake(pair), _papers(met[others[pair.first] ^ others[pair.second]], len(found)))
    found = found[found["affiliation"] != ""].rename(columns=SAID)
    stake = found[[at_stake(pair) for pair in pairs]]
    order = {
        "first": kind_of(found) != "",
        "main": stake.iloc[:, 0],
        "all": stake.sum(axis=1),
        "papers": found["papers"],
    }
    ranks = pd.DataFrame({**order, "rows": found["rows"]})
    return found.loc[ranks.sort_values([*order, "rows"], ascending=False, kind="stable").index].reset_index(drop=True)


def kind_of(found: pd.DataFrame) -> pd.Series[str]:
    """Why each affiliation is to be looked at: it is `OPEN`, or the first kind of its weak evidence; else empty."""
    weak = found["weak"].str.split(multivalued.BAR, n=1).str[0]
    return weak.where(weak != "", found["decision"].where(found["decision"] == OPEN, ""))


def _others(met: pd.DataFrame, countries: frozenset[str]) -> Flags:
    """Whether the other affiliations of a list hold a country of a group, for each affiliation of each list."""
    codes, texts = pd.factorize(met["stated"])
    held = np.array([not countries.isdisjoint(multivalued.split(text)) for text in texts], bool)[codes]
    lists = met["list"].to_numpy()
    others: Flags = np.bincount(lists, weights=held)[lists] > held
    return others


def _papers(met: pd.DataFrame, kinds: int) -> npt.NDArray[np.int64]:
    """Papers in which each affiliation stands, on whichever basis."""
    return np.bincount(met.drop_duplicates(["kind", "paper"])["kind"], minlength=kinds)


def audit_csv(book: Workbook) -> str:
    """The same as CSV."""
    stream = io.StringIO()
    found = audit(book)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(found.columns)
    writer.writerows(found.itertuples(index=False, name=None))
    return stream.getvalue()


def address(errors: str, affiliation: str, countries: str, evidence: str) -> str:
    """Where a form opens that reports a wrong country, its fields filled.

    Parameters
    ----------
    errors : str
        ``report.errors`` of config.yaml. The names of the fields are those of ``.github/ISSUE_TEMPLATE/wrong-country.yml``.

    Examples
    --------
    >>> address("https://example.org/issues/new", "Elm & Oak", "", "")
    'https://example.org/issues/new?template=wrong-country.yml&affiliation=Elm+%26+Oak&explained=unresolved'
    """
    said = "; ".join(filter(None, [countries or OPEN, evidence]))
    fields = {"template": "wrong-country.yml", "affiliation": affiliation[:LONGEST], "explained": said[:LONGEST]}
    return f"{errors}{'&' if '?' in errors else '?'}{urlencode(fields, errors='replace')}"
