"""Whether parts of config.yaml that name choices of the definitions name some that there are.

Each check raises ValueError, which `analysis.settings.mistakes` tells with file, line and key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analysis.core.errors import did_you_mean
from analysis.settings.groups import Choice, Group
from analysis.settings.models import Level, Term
from analysis.settings.others import Independent, definitions_of
from analysis.settings.verdict_rules import Claim, LeftOpen

Definitions = Mapping[str, Mapping[str, Choice]]


def pair_fits(pair: tuple[str, str] | None, groups: Mapping[str, Group]) -> None:
    """Check the main pair of `report`."""
    if pair and len(set(pair)) < 2:
        raise ValueError("report.pair: needs two different groups")
    if unknown := [key for key in pair or () if key not in groups]:
        raise ValueError(f"report.pair: {unknown[0]!r} is no group{did_you_mean(unknown[0], groups)}")


def terms_fit(terms: Mapping[str, Term], definitions: Definitions) -> None:
    """Check that what a term has besides its word is of a further choice of the axis naming."""
    wider = list(definitions["naming"])[1:]
    for name, term in terms.items():
        if unknown := [naming for naming in term.also if naming not in wider]:
            raise ValueError(
                f"terms.{name}.also: {unknown[0]!r} is no further choice of the axis naming"
                f"{did_you_mean(unknown[0], wider)}; name it under definitions.naming"
            )


def definitions_exist(also: Iterable[str], independent: Mapping[str, Independent], definitions: Definitions) -> None:
    """Check the definitions that `also` and the independent analyses name."""
    axes = {choice: axis for axis, choices in definitions.items() for choice in choices}
    for where, text in [*(("also", text) for text in also), *definitions_of(independent)]:
        chosen: dict[str, str] = {}
        for choice in text.split("+"):
            if choice not in axes:
                raise ValueError(f"{where}: {choice!r} is no choice of any axis{did_you_mean(choice, axes)}")
            if before := chosen.get(axes[choice]):
                raise ValueError(
                    f"{where}: {before!r} and {choice!r} are both a choice of {axes[choice]}; give one of them"
                )
            chosen[axes[choice]] = choice
        if "basis" in chosen and where != "also":
            raise ValueError(f"{where}: {chosen['basis']!r} is a basis, and each cohort chooses that; remove it")


def open_choices_exist(
    left_open: Mapping[str, LeftOpen], claims: Mapping[str, Claim], axes: Mapping[str, Mapping[str, Choice | Level]]
) -> None:
    """Check the axes and choices that sentences leave open."""
    kinds = {f"claims.{name}.left-open": c.left_open for name, c in claims.items()}
    for where, left in {"left-open": left_open, **kinds}.items():
        for axis, said in left.items():
            if axis not in axes:
                raise ValueError(f"{where}: {axis!r} is no axis{did_you_mean(axis, axes)}")
            for choice in said.choices or ():
                if choice not in axes[axis]:
                    known = did_you_mean(choice, axes[axis])
                    raise ValueError(f"{where}.{axis}: {choice!r} is no choice of it{known}")
