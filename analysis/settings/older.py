"""Keys that config.yaml had in older versions, and what to do with them now.

A key that is dropped or renamed gets a line in `KEYS`, so that a config of an older version says how to change it.
"""

from __future__ import annotations

# where it stood (`*`: any name) → the mend
KEYS = {
    "report.site": "rename it to `url`",
    "report.subtitle": "remove it; what follows the title stands in index.qmd",
    "definitions.china": "name the axis `extent`; a choice gives the countries of a group as `countries: {china: [CN, HK]}`",
    "reconstructions.records.*.*": "write the basis of each year under `bases`, beside the record's `name`",
    "claims.*.rule": "write what the words assert as `asserts`, such as `asserts: over 0.03`",
    "claims.*.asserted": "remove it; the words follow from `asserts` and `assertions`",
    "article.note": "remove it; who wrote and who published the article stand in `author` and `original`",
}


def mend(keys: list[str]) -> str | None:
    """What to do with a key of an older version, as a clause; None where no version had it.

    >>> mend(["report", "site"])
    'rename it to `url`'
    """
    return next((how for key, how in KEYS.items() if _fits(key.split("."), keys)), None)


def _fits(parts: list[str], keys: list[str]) -> bool:
    return len(parts) == len(keys) and all(part in ("*", key) for part, key in zip(parts, keys, strict=True))
