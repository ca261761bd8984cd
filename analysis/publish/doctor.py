"""What is installed, who renders, which data are there and how old, and what mends that which is not as it should be.

Every part is looked at by itself, so that what one lacks hides nothing of the others. Nothing is written and no network is
asked.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from analysis.core import git, paths
from analysis.core.errors import FactCheckError

if TYPE_CHECKING:  # what is missing is to be told, not to stop everything
    from analysis.settings.config import Config
    from analysis.settings.models import Cohort

State = Literal["good", "note", "bad"]
Looked = Iterator["Sign"]


@dataclass(frozen=True)
class Sign:
    """One thing that was looked at.

    `state`: ``good``; ``note``, something is not there that one may do without; ``bad``, something has to be mended.
    `mend`: the one command or step that does it; empty where nothing is to be done.
    """

    part: Literal["installed", "engine", "data"]
    name: str
    state: State
    says: str
    mend: str = ""


def look(raw: Path, today: date) -> list[Sign]:
    """Everything, in order. `raw`: folder of the raw files; `today`: the day from which the age of data is counted."""
    return [
        *_guarded("installed", "Python", _python),
        *_guarded("installed", "libraries", _libraries),
        *_guarded("installed", "git", _git),
        *_guarded("engine", "who renders", _engine),
        *_guarded("data", "config.yaml", lambda: _cohorts(raw, today)),
    ]


def as_json(signs: list[Sign]) -> dict[str, Any]:
    """The same for programs: ``{"healthy": …, "signs": [{part, name, state, says, mend}, …]}``."""
    return {"healthy": healthy(signs), "signs": [asdict(sign) for sign in signs]}


def healthy(signs: list[Sign]) -> bool:
    """Whether nothing has to be mended."""
    return all(sign.state != "bad" for sign in signs)


def _guarded(part: Literal["installed", "engine", "data"], name: str, what: Callable[[], Looked]) -> Looked:
    """What a part says; why it cannot be looked at where it cannot."""
    try:
        yield from what()
    except FactCheckError as error:
        yield Sign(part, name, "bad", f"{error.where}: {error.what}", error.mend)
    except ImportError as error:
        yield Sign(part, name, "bad", f"cannot be looked at, since a library is missing ({error})", "make report")


def _python() -> Looked:
    needed = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    from packaging.specifiers import SpecifierSet

    here = platform.python_version()
    if SpecifierSet(needed).contains(here, prereleases=True):
        yield Sign("installed", "Python", "good", here)
    else:
        yield Sign(
            "installed", "Python", "bad", f"{here}, and the project needs {needed}", "make report PYTHON=python3.12"
        )


def _libraries() -> Looked:
    """The libraries of the environment against those of the lock."""
    from packaging.requirements import Requirement

    lines = (paths.ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    asked = [Requirement(line.rstrip(" \\")) for line in lines if "==" in line and not line.startswith((" ", "#"))]
    wanted = {one.name: str(one.specifier)[2:] for one in asked if not one.marker or one.marker.evaluate()}
    wrong = []
    for name, number in wanted.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "missing"
        if found != number:
            wrong.append(f"{name} {found}, not {number}")
    if wrong:
        says = f"{len(wrong)} of {len(wanted)} are not as requirements.lock has them: {', '.join(wrong[:10])}"
        yield Sign("installed", "libraries", "bad", says, "rm -rf .venv && make report")
    else:
        yield Sign("installed", "libraries", "good", f"all {len(wanted)} as requirements.lock has them")


def _git() -> Looked:
    if not (command := shutil.which("git")):
        yield Sign("installed", "git", "bad", "is not installed", "install git")
        return
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    if (why := git.why_not()) is None:
        yield Sign("installed", "git", "good", f"{said.removeprefix('git version ')}, at {git.state()}")
    else:
        yield Sign("installed", "git", "note", f"{said.removeprefix('git version ')}, but {why.what}", why.mend)


def _engine() -> Looked:
    from analysis.publish import render
    from analysis.publish.render import quarto

    number, why = quarto.probe()
    if number:
        yield Sign("engine", "who renders", "good", f"Quarto {number}")
    else:
        says = f"{render.choose('fallback')}, since {why[:1].lower() if why[:2] == 'it' else why[:1]}{why[1:]}"
        mend = "nothing need be done; for Quarto's pages install Quarto 1.9 or later (https://quarto.org)"
        yield Sign("engine", "who renders", "note", says, mend)


def _cohorts(raw: Path, today: date) -> Looked:
    from analysis.facts import describe
    from analysis.settings import config

    settings = config.load()
    for name, cohort in settings.stanzas.items():
        yield from _guarded("data", name, partial(_cohort, name, cohort, settings, raw, today))
    wrong = [f"data/{name}" for name in describe.stale(settings)]
    if wrong:
        says = f"{', '.join(wrong)} describe other data than are there"
        yield Sign("data", "descriptions", "bad", says, "make describe")


def _cohort(name: str, cohort: Cohort, settings: Config, raw: Path, today: date) -> Looked:
    """One cohort: the state of its facts, then what it lacks."""
    from analysis.facts import store
    from analysis.facts.mentions import terms_key

    lost = [file for source in cohort.sources for file in source.names if not (raw / file).is_file()]
    fetch = f"factcheck fetch {name}" if any(source.url for source in cohort.sources) else ""
    if name in settings.awaited:
        mend = (fetch or f"put its raw files into {raw}") if lost else f"factcheck ingest {name}"
        yield Sign("data", name, "note", f"awaited: data/ has no facts of it, and {_files(lost, cohort)}", mend)
        return
    shot = store.read(name)
    newest = max(source["recorded"] for source in shot.sources) if shot.sources else "no known day"
    says = f"{len(shot.papers):,} papers, newest file of {newest}{_age(newest, today)}; affiliations by "
    says += ", ".join(cohort.bases)
    if shot.terms != terms_key(settings.terms):
        yield Sign(
            "data", name, "bad", f"{says}; counted with other terms than config.yaml has", f"factcheck ingest {name}"
        )
        return
    store.check_names(shot, settings.terms, settings.definitions["naming"], cohort.bases)
    yield Sign("data", name, "good", says)
    if lacks := [*_lacks(shot.coverage, len(shot.papers)), *_bases(cohort, settings)]:
        mend = f"add sources that have them to cohorts.{name} in config.yaml, then factcheck ingest {name}"
        yield Sign("data", name, "note", f"lacks {'; '.join(lacks)}", mend)
    if lost:
        mend = fetch or f"nothing need be done; to make its facts anew put them into {raw}"
        yield Sign("data", name, "note", _files(lost, cohort), mend)
    for kept in shot.accepted:
        yield Sign("data", name, "note", f"was taken on purpose although {kept['words']} ({kept['guard']})")


def _files(lost: list[str], cohort: Cohort) -> str:
    """Which raw files are not there."""
    number = sum(len(source.names) for source in cohort.sources)
    if not lost:
        return f"its {number} raw files are there"
    return f"lacks {len(lost)} of its {number} raw files ({', '.join(lost[:3])}{', …' if len(lost) > 3 else ''})"


def _lacks(coverage: Mapping[str, Any], papers: int) -> Iterator[str]:
    for key, words in (("papers-with-abstract", "abstracts"), ("papers-with-body", "full texts")):
        if (without := papers - coverage[key]) > 0:
            yield f"the {words} of {without:,} of {papers:,} papers"


def _bases(cohort: Cohort, settings: Config) -> Iterator[str]:
    if lacking := [basis for basis in settings.definitions["basis"] if basis not in cohort.bases]:
        yield f"affiliations by {', '.join(lacking)}"


def _age(day: str, today: date) -> str:
    """How long ago a day was; nothing where only its month or year is known."""
    try:
        days = (today - date.fromisoformat(day)).days
    except ValueError:
        return ""
    return f" ({days:,} days ago)" if days >= 0 else ""
