"""What this topic alone is told: by what else papers of a sample are compared with the rest.

In report/topics/uncertainty.yaml; without that file by countries, authors and awards only.
"""

from __future__ import annotations

from pydantic import Field, ValidationInfo, model_validator

from analysis.settings.config import Config
from analysis.settings.models import Model, Term
from analysis.settings.values import Name
from analysis.topics import own_settings

TAKEN = frozenset({"joint", "open", "four-to-six", "seven-or-more", "award", "title-words"})


class AnyTerm(Model):
    """What is called a paper that names any of the terms in title or abstract."""

    key: Name = Field(description="What stands for it in the ids of figures.")
    name: str = Field(min_length=1, description="What readers call it: papers with `a model named in the abstract`.")


class Settings(Model):
    """Features of papers, compared between the papers read in full and the others."""

    titles: dict[Name, Term] = Field({}, description="Key in ids → what a title names, with its patterns.")
    any_term: AnyTerm | None = Field(None, description="Papers that name any of the terms of config.yaml.")

    @model_validator(mode="after")
    def _keys_are_free(self, info: ValidationInfo) -> Settings:
        taken = TAKEN | set((info.context or {}).get("groups", ()))
        any_term = {self.any_term.key: "any-term.key"} if self.any_term else {}
        for key, where in [*((key, f"titles.{key}") for key in self.titles), *any_term.items()]:
            if key in taken:
                raise ValueError(f"{where}: {key!r} stands for something else in the ids of figures; rename it")
            taken = taken | {key}
        return self


def settings(config: Config) -> Settings:
    """The settings of the topic.

    Raises
    ------
    FactCheckError
        The file does not fit; the message names the line and the key.
    """
    return own_settings.read("uncertainty", Settings, groups=tuple(config.groups))
