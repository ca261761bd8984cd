"""What several verbs begin with: the settings with all facts, a cohort by its name, what the state is called."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from analysis.core.errors import FactCheckError, did_you_mean
from analysis.core.progress import Progress

if TYPE_CHECKING:  # a verb that fails early should not wait for them
    from analysis.counting.workbook import Workbook
    from analysis.figures.figure import FigureSet
    from analysis.settings.config import Config


def workbook(progress: Progress) -> tuple[Config, Workbook]:
    """config.yaml, and the facts of all its cohorts, attributed."""
    from analysis.counting.workbook import Workbook
    from analysis.settings import config

    settings = config.load()
    return settings, Workbook(settings, progress)


def figures(progress: Progress) -> tuple[Config, FigureSet]:
    """config.yaml, and every figure: as kept, where nothing has changed that could change one."""
    from analysis.settings import config
    from analysis.topics import kept

    settings = config.load()

    def book() -> Workbook:
        from analysis.counting.workbook import Workbook

        return Workbook(settings, progress)

    return settings, kept.figures(book, progress)


def say_awaited(settings: Config) -> None:
    """Tell on standard error which cohorts have no facts yet."""
    from analysis.settings import awaited

    if told := awaited.words(settings.awaited):
        print(f"note: {told}", file=sys.stderr)


def known_cohort(name: str, settings: Config, where: str) -> str:
    """The name, if config.yaml has a cohort of it, awaited or not; `where` is what the user gave it to.

    Raises
    ------
    FactCheckError
        It has none.
    """
    if name not in settings.stanzas:
        raise FactCheckError(
            f"there is no cohort {name!r}{did_you_mean(name, settings.stanzas)}",
            where=where,
            mend=f"choose from {', '.join(settings.stanzas)}",
        )
    return name


def release_name(settings: Config, computed: FigureSet) -> str:
    """What the state that was just computed is called beside the releases.

    One whose claims cannot be judged is no release.
    """
    from analysis.claims import judge
    from analysis.editions import edition, release_history

    releases = release_history.newest()
    try:
        verdicts = judge.verdicts(settings, computed) if releases else []
    except FactCheckError:
        verdicts = []
    return release_history.name_of(edition.computed(computed, verdicts, settings, {}), releases)
