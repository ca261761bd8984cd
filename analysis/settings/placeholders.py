"""Texts of config.yaml that hold a number of config.yaml: ``{wrong-factor}`` stands for it, so that it is said once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from analysis.core.errors import did_you_mean
from analysis.core.number_words import spelt

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each placeholder replaced by its value.

    Raises
    ------
    ValueError
        A placeholder has no value, or a brace stands alone.

    Examples
    --------
    >>> filled("off by more than {wrong-factor}", {"wrong-factor": "three"})
    'off by more than three'
    """
    for name in PLACEHOLDER.findall(text):
        if name not in values:
            known = ", ".join(f"{{{key}}}" for key in values)
            raise ValueError(f"{{{name}}} stands for nothing; known are {known}{did_you_mean(name, values)}")
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        raise ValueError("a brace stands alone; a placeholder reads {name}")
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def in_words(number: float | Fraction) -> str:
    """A number as prose says it: a whole one in words, another as a decimal.

    >>> in_words(3.0), in_words(2.5)
    ('three', '2.5')
    """
    return spelt(int(number)) if number == int(number) else f"{float(number):g}"
