"""The table of limits in docs/drift.md: ``python -m docs.drift`` (`make docs`) writes it, a test compares it."""

from __future__ import annotations

import re
import sys

from analysis.core import paths, terminal
from analysis.core.files import write_text
from analysis.settings.drift import Drift

GUIDE = paths.ROOT / "docs" / "drift.md"
MARK = re.compile(r"(<!-- limits: made by `make docs` -->\n).*?(<!-- end -->)", re.DOTALL)


def page(text: str) -> str:
    """The guide with the table as the code has it."""
    rows = ["| limit | what is measured | taken without a question | since |", "|:---|:---|---:|:---|"]
    for name, limit in Drift().limits():
        about = (Drift.model_fields[name.replace("-", "_")].description or "").partition("; at most")[0]
        rows.append(f"| `{name}` | {about[:1].lower()}{about[1:]} | {100 * limit.most:g}% | {limit.reason} |")
    return MARK.sub(lambda mark: mark[1] + "\n".join(rows) + "\n" + mark[2], text)


def main() -> int:
    """Write the guide; gives the exit code."""
    write_text(GUIDE, page(GUIDE.read_text(encoding="utf-8")))
    return 0


if __name__ == "__main__":
    sys.exit(terminal.told(main))
