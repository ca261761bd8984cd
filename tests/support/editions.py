"""Editions made by hand."""

from __future__ import annotations

from analysis.editions.diff import diff, with_causes
from analysis.editions.diff_formats import as_json
from analysis.editions.edition import Edition, by_id
from analysis.editions.release_history import Release


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


def state(value: float, verdict: str = "wrong") -> Edition:
    """An edition of one share and one claim that it decides."""
    return edition(figure("a.share", value, value - 0.01, value + 0.01), verdicts={"c": verdict})


def released(version: str, now: Edition, before: Edition | None = None) -> Release:
    """A release of an edition, with what it changed against the one before."""
    about = {"version": version, "date": "2026-07-01", "data-date": "2026-06-30", "commit": "0123456789abcdef"}
    found = before and with_causes(
        diff(Edition(f"before {version}", before.figures, before.verdicts), now), lambda *_: "data"
    )
    return Release(version, about, Edition(version, now.figures, now.verdicts, now.papers), found and as_json(found))
