"""What this topic needs of the fact-check beside config.yaml: report/topics/between_counts.yaml."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from analysis.settings.models import Model
from analysis.settings.values import Name, Text, YearKey
from analysis.topics import own_settings


class Question(Model):
    """A question that readers can have, and the figures that answer it."""

    question: Text = Field(description="The question.")
    counts: Text = Field(description="What its numbers count.")
    figures: dict[YearKey, Text] = Field(min_length=1, description="Year: id of the figure that answers it.")


class Traces(Model):
    """By what an affiliation shows that it lies in a group."""

    spelt: list[Text] = Field(default=[], description="Spellings of its countries in an affiliation.")
    not_before: list[Text] = Field(default=[], description="Words after which a spelling is part of a name.")
    hosts: list[Text] = Field(default=[], description="Ends of mail domains that show it by themselves.")


class Bridge(Model):
    """What the chart says that leads to an independent analysis."""

    to: Text = Field(description="Where it leads, in its caption: `Oak's` for Oak's count.")
    label: Text | None = Field(None, description="What pages refer to it by, after `fig-bridge-`.")
    about: Text = Field(description="Where it leads and what its steps show, for those who cannot see it.")


class Words(Model):
    """All of report/topics/between_counts.yaml."""

    questions: list[Question] = Field(default=[], description="Which number answers which question, in order.")
    ends: dict[Name, Text] = Field(default={}, description="`print` or `program`: where these waterfalls lead.")
    reasons: dict[Name, Text] = Field(
        default={}, description="Key in tests/gold/discordant.csv: why print and profile disagree on a paper."
    )
    groups: dict[Name, Traces] = Field(default={}, description="Key of a group: by what an affiliation shows it.")
    bridges: dict[Name, Bridge] = Field(
        default={}, description="Key of `independent`: its chart, in order; those without an entry come last."
    )


@lru_cache(maxsize=1)
def words() -> Words:
    """The topic's own settings.

    Raises
    ------
    FactCheckError
        The file is not YAML or does not fit the models.
    """
    return own_settings.read("between_counts", Words)
