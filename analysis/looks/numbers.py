"""How a number is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol


class Said(Protocol):
    """What must be known of a figure to say it."""

    @property
    def unit(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def numerator(self) -> float | None: ...
    @property
    def denominator(self) -> float | None: ...


def percent(share: float | None, digits: int = 1) -> str:
    """A share as text: ``12.1%``; an en dash where there is none.

    Examples
    --------
    >>> percent(0.1213), percent(None)
    ('12.1%', '–')
    """
    return "–" if share is None else f"{100 * share:.{digits}f}%"


def points(change: float | None) -> str:
    """A difference of shares in percentage points, with its sign."""
    return "–" if change is None else f"{100 * change:+.1f} points".replace("-", "−")


def whole(count: float | int | None) -> str:
    """A count with separators; fractions keep one decimal, and less than nothing has a minus sign."""
    if count is None:
        return "–"
    text = f"{count:,}" if isinstance(count, int) else f"{count:,.0f}" if float(count).is_integer() else f"{count:,.1f}"
    return text.replace("-", "−")


def years_in_words(years: Iterable[int]) -> str:
    """Years as a sentence has them: runs by their ends.

    >>> years_in_words([2015, 2016, 2017, 2020, 2022])
    '2015 to 2017, 2020 and 2022'
    """
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    said = [f"{run[0]}{f' to {run[-1]}' if len(run) > 1 else ''}" for run in runs]
    return " and ".join(part for part in (", ".join(said[:-1]), said[-1]) if part) if said else ""


def signed(count: float | int) -> str:
    """A whole count that is added or taken: ``+387``, ``−67``, ``0``."""
    return f"{count:+,.0f}".replace("-", "−") if count else "0"


PLAIN: dict[str, Callable[[float], str]] = {
    "share a year": points,
    "ratio": lambda ratio: f"{ratio:.2f}",
    "odds ratio": lambda ratio: f"{ratio:.2f}",
    "p-value": lambda p: "under 0.001" if p < 0.001 else f"{p:.3f}",
}


def as_text(figure: Said, value: float | int | None) -> str:
    """A value in the figure's unit."""
    if figure.unit == "share":
        return points(value) if is_change(figure) else percent(value)
    if figure.unit in PLAIN:
        return PLAIN[figure.unit](value) if value is not None else "–"
    return whole(value if value is None or isinstance(value, int) else round(value))


def found_of(figure: Said) -> str:
    """``482 of 4,541``; an en dash where the figure is of no such kind."""
    return f"{whole(figure.numerator)} of {whole(figure.denominator)}" if figure.denominator else "–"


def is_change(figure: Said) -> bool:
    """Whether a share is a difference of shares."""
    return figure.method == "newcombe"


def between(figure: Said, pair: tuple[float, float] | None) -> str:
    """``11.2% to 13.1%``; an en dash where there is none."""
    return "–" if pair is None else f"{as_text(figure, pair[0])} to {as_text(figure, pair[1])}"
