"""A diff as text for the terminal, as JSON, as Markdown for a pull request, and as a page of its own.

All say the same in the same order: one line that counts, verdicts, figures by size, added and removed ids, papers, and
the unchanged as a number.
"""

from analysis.editions.diff_formats.machines import as_json, to_json
from analysis.editions.diff_formats.markdown import to_markdown
from analysis.editions.diff_formats.page import to_html
from analysis.editions.diff_formats.terminal import to_text
from analysis.editions.diff_formats.words import MOST, many

__all__ = ["MOST", "as_json", "many", "to_html", "to_json", "to_markdown", "to_text"]
