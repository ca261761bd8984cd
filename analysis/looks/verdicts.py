"""How a verdict is said."""

from __future__ import annotations

from analysis.looks.tables import capital
from analysis.settings.config import Config
from analysis.settings.verdict_cases import Words
from analysis.settings.verdict_rules import Step

HOLD: dict[Words, str] = {"hold": "hold", "fail": "do not hold", "open": "left open"}
WORDS: dict[Words, str] = {
    "hold": "they hold",
    "fail": "they do not hold",
    "open": "whether they hold is left open",
}


def chip(config: Config, step: Step) -> str:
    """The name of a step of the scale as a coloured chip, in Markdown."""
    return f"[{config.verdicts.scale[step].name}]{{.verdict .verdict-{step}}}"


def sentence(config: Config, step: Step) -> str:
    """The chip with the rule of its step, in one sentence."""
    return f"{chip(config, step)} {capital(config.verdicts.about(step))}."
