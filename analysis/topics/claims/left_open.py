"""What the words of a claim leave open, and what nobody hears in them, as Markdown."""

from __future__ import annotations

from analysis.claims.judge import Verdict
from analysis.settings.config import Config
from analysis.topics.claims.words import title_of


def left_open(config: Config, verdict: Verdict) -> str:
    """A list with one point for each axis on which the definitions of the claim differ.

    The choices that the words leave open, those that they do not, and the reason.
    """
    claim, start = config.claims[verdict.claim], verdict.readings[0].definition
    said, lines = config.open_to(claim), []
    for axis, choices in config.axes().items():
        there = {getattr(r.definition, axis) for r in verdict.readings}
        if len(there) < 2 or (axis == "level" and not verdict.decisive.term):
            continue
        left = set(said[axis].choices or ()) if axis in said else set()
        names: dict[bool, list[str]] = {True: [], False: []}
        for choice, about in choices.items():
            if choice in there:
                names[choice in left or choice == getattr(start, axis)].append(about.name)
        closed = f"; not heard: {', '.join(names[False])}" if names[False] else ""
        why = f" ({said[axis].because})" if axis in said else ""
        lines.append(f"- **{title_of(config, axis)}:** {', '.join(names[True])}{closed}{why}")
    return "\n".join(lines) + "\n" if lines else "No other definition can be counted here.\n"
