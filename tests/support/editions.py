"""Editions made by hand."""

from __future__ import annotations

from analysis.editions.edition import Edition, by_id


def figure(figure_id: str, value, low=None, high=None, **more) -> dict:
    unit = "share" if figure_id.partition("@")[0].endswith("share") else "papers"
    interval = None if low is None else {"method": "wilson", "level": 0.95, "low": low, "high": high}
    return {
        "id": figure_id,
        "label": f"label of {figure_id}",
        "unit": unit,
        "value": value,
        "interval": interval,
        "bounds": None,
        **more,
    }


def edition(*figures: dict, name: str = "x", verdicts=None, papers=None) -> Edition:
    claims = (
        None
        if verdicts is None
        else by_id(
            [{"id": c, "verdict": v, "name": v.title(), "decisive": "a.share"} for c, v in verdicts.items()],
            "claim",
            name,
        )
    )
    return Edition(name, by_id(list(figures), "figure", name), claims, papers)
