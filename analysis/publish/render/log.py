"""What pandoc, Typst and Quarto say while they render, in a file that errors name."""

from __future__ import annotations

from pathlib import Path


class Log:
    """Text that is written to `path` as it comes, so that it is there whatever happens next."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.write_text("", encoding="utf-8")

    def add(self, text: str) -> None:
        """Append one saying."""
        with self.path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text.rstrip("\n") + "\n")

    @property
    def mend(self) -> str:
        """Where a user reads on: the file, as seen from the current folder."""
        here = Path.cwd()
        return f"the details are in {self.path.relative_to(here) if self.path.is_relative_to(here) else self.path}"
