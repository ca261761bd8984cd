"""Groups of countries: what they are called, which countries they hold, and the pairs of them that are compared."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Literal, NamedTuple

from pydantic import Field

from analysis.core.errors import did_you_mean
from analysis.settings.country_codes import CountryCode
from analysis.settings.models import Model
from analysis.settings.values import Name

# what stands in the place of a group in the ids of figures
RESERVED = frozenset(
    "all one-country papers classified all-known calibrated corrected adoption frequent anywhere"
    " joint open four-to-six seven-or-more award title-words".split()
)


class Group(Model):
    """A group of countries whose papers are counted."""

    name: str = Field(min_length=1, description="The group's name: the United States is `United States`.")
    short: str = Field(min_length=1, description="What it is called in a pair: `US` of `US-China`.")
    adjective: str = Field(min_length=1, description="What goes before a noun: `Chinese` of `a Chinese institution`.")
    article: Literal["a", "an"] = Field("a", description="The article before the adjective.")
    countries: list[CountryCode] = Field(min_length=1, description="ISO 3166-1 alpha-2 codes of its countries.")
    place: str | None = Field(None, description="What stands after `in`, where the name does not: `the United States`.")
    colour: str | None = Field(None, pattern="^#[0-9a-f]{6}$", description="Its colour in charts, such as `#0b6e99`.")

    @property
    def inside(self) -> str:
        """Where its institutions are: ``in the United States``."""
        return f"in {self.place or self.name}"

    @property
    def one(self) -> str:
        """What goes before one of its institutions: ``a Chinese``."""
        return f"{self.article} {self.adjective}"


class Choice(Model):
    """One choice of an axis of definitions; `countries` are those of a group under it, where they are not its own."""

    name: str = Field(min_length=1, description="What readers call it.")
    about: str = Field(min_length=1, description="What it counts, in a sentence.")
    countries: dict[Name, list[CountryCode]] = Field(
        default={}, description="Group → its countries under this choice of the axis `extent`."
    )


class Pair(NamedTuple):
    """Two groups whose joint papers are counted, by their keys in config.yaml."""

    first: str
    second: str

    @property
    def key(self) -> str:
        """What stands for the pair in an id: ``us-china``."""
        return f"{self.first}-{self.second}"


def check_groups(groups: Mapping[str, Group], definitions: Mapping[str, Mapping[str, Choice]]) -> None:
    """Whether groups can be told apart, by their keys and by their countries under every choice of extent.

    Raises
    ------
    ValueError
        They cannot; the message begins with the key of config.yaml.
    """
    if len(groups) < 2:
        raise ValueError("groups: needs at least two, whose joint papers are counted")
    pairs = {Pair(*pair).key for pair in combinations(groups, 2)}
    if taken := [key for key in groups if key in RESERVED | pairs]:
        raise ValueError(f"groups: {taken[0]!r} stands for something else in the ids of figures; rename it")
    for axis, choices in definitions.items():
        for name, choice in choices.items():
            where = f"definitions.{axis}.{name}.countries"
            if choice.countries and axis != "extent":
                raise ValueError(f"{where}: only a choice of extent has countries; remove them")
            if unknown := [key for key in choice.countries if key not in groups]:
                raise ValueError(f"{where}: {unknown[0]!r} is no group{did_you_mean(unknown[0], groups)}")
            _check_apart(groups, choice, where)


def _check_apart(groups: Mapping[str, Group], choice: Choice, where: str) -> None:
    """Whether no country is in two groups under a choice."""
    held: dict[str, str] = {}
    for key, group in groups.items():
        for code in choice.countries.get(key, group.countries):
            if (other := held.setdefault(code, key)) != key:
                where = where if choice.countries else f"groups.{key}.countries"
                raise ValueError(f"{where}: {code} is in {other!r} and in {key!r}; take it out of one of them")
