"""One claim made by hand, with its figures, and the verdict on it."""

from __future__ import annotations

from typing import Any

from analysis.claims.judge import Verdict, judge
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.config import Config
from analysis.settings.verdict_rules import Claim

SHARE = "neurips-2024.us-china.share"
IN, OUT = 0.035, 0.05  # of the range that the claim asserts


def figure(value: float | None, at: str = "", *, measure: str = SHARE, **more: Any) -> Figure:
    """A share of a cohort's papers, named by both, under the definition `at`; `more` are fields of `Figure`."""
    cohort, _, what = measure.partition(".")
    group = next((group for group in ("us-china", "us", "china") if f".{group}." in f".{what}"), "")
    return Figure(
        id=f"{measure}@{at}" if at else measure,
        label="a label",
        value=value,
        definition=at or "headline",
        cohort=cohort,
        sources=(),
        **{"unit": "share", "measure": what, "group": group, **more},
    )


def claim(*figures: str, **rule: Any) -> Claim:
    """A claim on some figures; without a rule it asserts 3% to 4%."""
    return Claim.model_validate(
        {
            "title": "t",
            "words": "w",
            "source": "retelling",
            "figures": list(figures) or [SHARE],
            "rule": rule or {"above": 0.03, "below": 0.04},
            "asserted": "3% to 4%",
            "reading": "r",
        }
    )


def judged(settings: Config, decisive: Figure, others: dict[str, float], **rule: Any) -> tuple[Config, Verdict]:
    """A config with one claim, and the verdict on it; `others`: definition → share of 1,000 papers."""
    one = claim(decisive.id, **rule)
    config = settings.model_copy(update={"claims": {"a-claim": one}})
    measure = decisive.id.partition("@")[0]
    made = [
        figure(value, at, measure=measure, numerator=value * 1000, denominator=1000) for at, value in others.items()
    ]
    return config, judge("a-claim", one, FigureSet([decisive, *made]), config)
