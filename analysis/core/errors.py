"""The one exception that users see.

Everything a user can mend (a bad config key, a missing raw file, a folder that cannot be written) is raised as
:class:`FactCheckError`; `analysis.core.terminal` prints it as one sentence and exits with 2. Anything else is a bug and
keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command starts without it
    from pathlib import Path


class FactCheckError(Exception):
    """What is wrong, where, and what to do.

    Parameters
    ----------
    what : str
        What is wrong, as a clause without a full stop.
    where : str or Path
        The file (with line or key where there is one) or argument at fault.
    mend : str
        What the user can do about it.
    """

    exit_code = 2

    def __init__(self, what: str, *, where: str | Path, mend: str) -> None:
        self.what, self.where, self.mend = what, where, mend
        super().__init__(what)

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.mend}"


class CheckFailed(FactCheckError):
    """The project itself has problems, all of them in `problems`; the command prints them and exits with 1."""

    exit_code = 1

    def __init__(
        self, problems: list[str], *, where: str | Path, what: str | None = None, mend: str = "mend them first"
    ) -> None:
        self.problems = problems
        count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
        super().__init__(what or f"finds {count}", where=where, mend=mend)


def unwritable(error: OSError, where: str | Path) -> FactCheckError:
    """The user's error for a file or folder that cannot be written."""
    return FactCheckError(
        f"cannot be written ({error.strerror})", where=where, mend="check its permissions and free space"
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion for a mistyped word, as a clause, or nothing.

    >>> did_you_mean("figurs", ["figures", "papers"])
    "; did you mean 'figures'?"
    """
    import difflib  # for mistakes only; the command starts without it

    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
