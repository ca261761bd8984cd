"""One point of the definitions grid, and its text in an id.

A definition takes one choice on each axis of config.yaml. Its text names only what differs from the headline (the first
choice of each axis, and the cohort's headline basis), joined by ``+`` in the order of the axes:
``profile+headquarters``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.core.errors import FactCheckError, did_you_mean
from analysis.settings.config import AXES, Config
from analysis.settings.models import Cohort


@dataclass(frozen=True, slots=True)
class Definition:
    """Who counts, where, and how: one choice for each axis; `naming` and `level` are how and where a term is named."""

    basis: str
    extent: str
    policy: str
    collaboration: str
    counting: str
    track: str
    naming: str
    level: str

    def text(self, config: Config, cohort: Cohort) -> str:
        """What differs from the cohort's headline definition; empty for that one."""
        usual = headline(config, cohort)
        return "+".join(getattr(self, axis) for axis in (*AXES, "level") if getattr(self, axis) != getattr(usual, axis))

    def countries(self, config: Config, group: str) -> frozenset[str]:
        """Country codes of a group, as this definition has them."""
        own = config.groups[group].countries
        return frozenset(config.definitions["extent"][self.extent].countries.get(group, own))

    def is_own(self, config: Config, group: str, term: str = "") -> bool:
        """Whether it is a point of its own for the papers of a group, a pair or ``all`` (that name a term, if any).

        Its extent is the headline one, or gives other countries to the group or to one of the pair; and its naming is
        one of the term's.
        """
        if not self.has_names(config, term):
            return False
        usual = replace(self, extent=next(iter(config.definitions["extent"])))
        groups = config.pair_of(group) or ((group,) if group in config.groups else ())
        return self == usual or any(self.countries(config, g) != usual.countries(config, g) for g in groups)

    def has_names(self, config: Config, term: str) -> bool:
        """Whether its naming is the headline one, or one for which the term has names of its own."""
        own = config.terms[term].also if term else ()
        return self.naming == next(iter(config.definitions["naming"])) or self.naming in own


def headline(config: Config, cohort: Cohort) -> Definition:
    """The first choice of every axis, and the cohort's headline basis."""
    first = {axis: next(iter(config.definitions[axis])) for axis in AXES}
    return Definition(**{**first, "basis": cohort.headline_basis}, level=next(iter(config.levels)))


def parse(text: str | None, config: Config, cohort: Cohort) -> Definition:
    """Definition of a text such as ``profile+headquarters``; nothing or ``headline`` is the headline one.

    Raises
    ------
    FactCheckError
        A word is no choice of any axis, or two words are choices of one axis.
    """
    chosen: dict[str, str] = {}
    axes: dict[str, Iterable[str]] = {**{axis: config.definitions[axis] for axis in AXES}, "level": config.levels}
    known = {choice: axis for axis, choices in axes.items() for choice in choices}
    for word in (text or "").split("+") if text and text != "headline" else []:
        if word not in known:
            raise FactCheckError(
                f"{word!r} is no definition{did_you_mean(word, known)}",
                where="--definition",
                mend=f"choose from {', '.join(known)}, joined by +",
            )
        if known[word] in chosen:
            raise FactCheckError(
                f"{chosen[known[word]]!r} and {word!r} are both a choice of {known[word]}",
                where="--definition",
                mend="give one of them",
            )
        chosen[known[word]] = word
    usual = headline(config, cohort)
    return Definition(**{axis: chosen.get(axis, getattr(usual, axis)) for axis in (*AXES, "level")})


def can_carry(definition: Definition, cohort: Cohort) -> bool:
    """Whether a cohort's sources can answer under this definition: a title block is not aligned with the authors."""
    return definition.basis in cohort.bases and (definition.basis != "paper" or definition.collaboration == "any")
