"""Whether each reviewed override is still needed: what the registry would say without it, and what would change.

The column `expect` of overrides.csv holds the countries that the registry gives for the line's string alone. Where a
newer registry or rule gives others the line must be looked at again, and where nothing would change it goes.
"""

from __future__ import annotations

import re
from collections import defaultdict

import pandas as pd

from analysis.attribution import registry, resolve, table
from analysis.attribution.answer import Answer, answer
from analysis.attribution.registry import Registry, without_override
from analysis.attribution.resolution import Resolution
from analysis.core import multivalued
from analysis.facts.store import shared_rows

LINE = re.compile(r"overrides\.csv:(\d+)")
Uses = dict[int, list[tuple[str, ...]]]  # line → what was asked where it decided, with the answer


def uses(decided: pd.DataFrame) -> Uses:
    """Where in the data each override decides.

    Parameters
    ----------
    decided : DataFrame
        Columns of `table.ASKED` and `table.ANSWERED`.
    """
    rows = decided[[*table.ASKED, *table.ANSWERED]]
    rows = rows[rows["evidence"].str.contains("overrides.csv:", regex=False)].drop_duplicates()
    found: Uses = defaultdict(list)
    for row in rows.itertuples(index=False, name=None):
        for line in dict.fromkeys(LINE.findall(row[-1])):
            found[int(line)].append(row)
    return found


def problems(used: Uses) -> list[str]:
    """The lines that are not needed any more, and those whose `expect` is not what the registry says; a sentence each.

    Raises
    ------
    FactCheckError
        overrides.csv is damaged.
    """
    known = registry.load()
    bare = registry.without_overrides(known)
    rows = shared_rows("overrides")
    found = []
    for line, row in rows:
        text, where = row["affiliation"], f"data/overrides.csv:{line}"
        alone = resolve.resolve_with(text, "", "", "", bare)
        given = multivalued.join(alone.countries)
        if _says_all(alone, text, known) and _is_idle(text, used.get(line, []), without_override(known, line, rows)):
            found.append(f"{where}: the registry gives {given} for {text!r} without it, as it does; remove the line")
        elif given != row["expect"]:
            found.append(
                f"{where}: without it the registry gives {given or 'no country'} for {text!r}, and `expect` says "
                f"{row['expect'] or 'none'}; if the line is still right, make `expect` {given or 'empty'}, or remove it"
            )
    return found


def _says_all(alone: Resolution, text: str, known: Registry) -> bool:
    """Whether an answer has all that the override of a string says: countries by both policies, the ROR id if any.

    A string that is to stay open is not told by itself: what stands around it must not give it a country either.
    """
    said = resolve.resolve_with(text, "", "", "", known)
    by_both = (alone.countries, alone.headquarters) == (said.countries, said.headquarters)
    return bool(alone.countries) and by_both and (not said.ror or alone.ror == said.ror)


def _is_idle(text: str, rows: list[tuple[str, ...]], others: Registry) -> bool:
    """Whether a registry without one override gives all that it says, and the same answers where it decides."""
    asked = len(table.ASKED)
    return _says_all(resolve.resolve_with(text, "", "", "", others), text, registry.load()) and all(
        _decision(answer(resolve.resolve_with(*_four(row), others))) == _decision(Answer(*row[asked:])) for row in rows
    )


def _four(row: tuple[str, ...]) -> tuple[str, str, str, str]:
    affiliation, city, country, domain = row[: len(table.ASKED)]
    return affiliation, city, country, domain


def _decision(given: Answer) -> Answer:
    """An answer without what it rests on, and without the ids that a registry may have where a line has none."""
    return given._replace(method="", evidence="", ror="", units="", weak="")
