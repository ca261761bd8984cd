"""One claim made by hand, with its figures, and the verdict on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.claims.judge import Verdict, judge
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.assertions import Asserted
from analysis.settings.config import Config
from analysis.settings.verdict_rules import Claim, LeftOpen

SHARE = "neurips-2024.us-china.share"
IN, OUT = 0.035, 0.05  # of the range that the claim asserts


def figure(value: float | None, at: str = "", *, measure: str = SHARE, **more: Any) -> Figure:
    """A share under the definition `at`; `measure` begins with the cohort, `more` are fields of `Figure`."""
    cohort, _, measured = measure.partition(".")
    known = {"unit": "share", "measure": measured, "group": "us-china"}
    if measured.startswith("calibrated."):
        known["plain"] = measured.removeprefix("calibrated.")
    return Figure(
        id=f"{measure}@{at}" if at else measure,
        label="a label",
        value=value,
        definition=at or "headline",
        cohort=cohort,
        sources=(),
        **{**known, **more},
    )


def claim(*figures: str, asserts: str = "over 0.03", left_open: Mapping[str, LeftOpen] | None = None) -> Claim:
    """A claim on some figures; it asserts more than 3% and less than 4% where nothing else is given."""
    made = Claim.model_validate(
        {
            "title": "t",
            "words": "w",  # what the sentence must say is asked of the whole config
            "source": "retelling",
            "figures": list(figures) or [SHARE],
            "asserts": asserts,
            "reading": "r",
        }
    )
    return made.model_copy(update={"left_open": dict(left_open or {})})


def asserted(low: float = 0.03, high: float = 0.04) -> Asserted:
    """A range of shares, whatever words would assert it."""
    return Asserted(low, high, "words", "span", "share")


def judged(
    settings: Config, decisive: Figure, others: dict[str, float], asserts: str = "over 0.03", **more: Any
) -> tuple[Config, Verdict]:
    """A config with one claim, and the verdict on it; `others`: definition → share of 1,000 papers; `more`: of the claim."""
    one = claim(decisive.id, asserts=asserts, **more)
    config = settings.model_copy(update={"claims": {"a-claim": one}})
    measure = decisive.id.partition("@")[0]
    made = [
        figure(value, at, measure=measure, numerator=value * 1000, denominator=1000) for at, value in others.items()
    ]
    return config, judge("a-claim", one, FigureSet([decisive, *made]), config)
