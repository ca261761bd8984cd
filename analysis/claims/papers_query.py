"""Which papers a figure counts: the arguments and the command of `factcheck papers` that list them."""

from __future__ import annotations

from analysis.core.errors import FactCheckError
from analysis.figures.figure import Figure
from analysis.settings.config import Config


def papers_query(figure: Figure, config: Config, where: str = "factcheck papers") -> dict[str, str]:
    """Arguments of `factcheck papers` that list the papers counted in a figure's numerator.

    Raises
    ------
    FactCheckError
        No list holds them: the figure is neither of a group of papers nor of those that name a term.
    """
    if not figure.group:
        groups = ", ".join([*config.groups, *(pair.key for pair in config.pairs)])
        raise FactCheckError(
            f"no list of papers stands behind {figure.id!r}",
            where=where,
            mend=f"name a figure of {groups} or adoption first",
        )
    keys = {"all": "", **{pair.key: ",".join(pair) for pair in config.pairs}}
    return {
        "cohort": figure.cohort,
        "countries": keys.get(figure.group, figure.group),
        "term": figure.term,
        "definition": "" if figure.definition == "headline" else figure.definition,
    }


def papers_command(figure: Figure, config: Config) -> str | None:
    """The command that lists the papers of a figure; None where no list stands behind it."""
    if not figure.group or figure.cohort not in config.cohorts:
        return None
    asked = (f"--{name} {value}" for name, value in papers_query(figure, config).items() if value)
    return " ".join(["factcheck papers", *asked])
