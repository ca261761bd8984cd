"""Whatever is wrong with a source is named with its file and line."""

from __future__ import annotations

import re

import pytest

from analysis.core.errors import FactCheckError
from analysis.publish.render import render
from tests.conftest import some
from tests.support.sample_book import FALLBACK

FAILURES = [
    (
        "report/data.qmd",
        "\nSee {{< var no.such >}}.\n",
        "report/data.qmd:{n}",
        "the variable no.such is not defined in _variables.yml",
    ),
    (
        "report/data.qmd",
        "\n{{< var neurips-2024.us-china >}}\n",
        "report/data.qmd:{n}",
        "is a group of values, not a value",
    ),
    (
        "report/data.qmd",
        "\n{{< include _nothing.md >}}\n",
        "report/data.qmd:{n}",
        "the included file report/_nothing.md does not exist",
    ),
    ("report/data.qmd", "\n{{< include ../../../x.md >}}\n", "report/data.qmd:{n}", "leads out of the project"),
    (
        "report/data.qmd",
        "\n{{< video x >}}\n",
        "report/data.qmd:{n}",
        "the shortcode video is not one that both engines know",
    ),
    (
        "report/data.qmd",
        "\nSee @fig-nothing.\n",
        "report/data.qmd:{n}",
        "the cross reference @fig-nothing points to nothing",
    ),
    ("report/data.qmd", "\nSee @someone.\n", "report/data.qmd:{n}", "@someone is no reference"),
    ("report/data.qmd", "\nSee @tbl-summary.\n", "report/data.qmd:{n}", "has no number to cite"),
    (
        "report/data.qmd",
        "\n![A](nothing.svg){#fig-a}\n",
        "report/data.qmd:{n}",
        "the image report/nothing.svg does not exist",
    ),
    (
        "report/data.qmd",
        "\n![A](https://example.org/a.svg){#fig-a}\n",
        "report/data.qmd:{n}",
        "is not a file of the project",
    ),
    ("report/data.qmd", "\n[x](nothing.qmd)\n", "report/data.qmd:{n}", "leads to no chapter of the book"),
    ("report/data.qmd", "\n[x](colophon.qmd#nothing)\n", "report/data.qmd:{n}", "leads to no heading, figure or table"),
    ("report/data.qmd", "\n[x](/report/colophon.qmd)\n", "report/data.qmd:{n}", "begins with a slash"),
    (
        "report/data.qmd",
        "\n[x](nothing.csv)\n",
        "report/data.qmd:{n}",
        "the linked file report/nothing.csv does not exist",
    ),
    ("report/data.qmd", "\n## Again {#sec-words}\n", "report/data.qmd:{n}", "the identifier #sec-words is used twice"),
    ("report/data.qmd", "\n# Second title\n", "report/data.qmd:{n}", "a second heading of level one"),
    ("report/data.qmd", "\n```\ncode\n", "report/data.qmd", "is not closed"),
    (
        "report/data.qmd",
        "\n```{=typst}\n#no-such-function()\n```\n",
        "report/data.qmd",
        "Typst stopped: unknown variable",
    ),
    (
        "report/_generated/_inner.md",
        "\n{{< var no.such >}}\n",
        "report/_generated/_inner.md:{n}",
        "the variable no.such is not defined",
    ),
    ("report/_generated/_inner.md", "\nSee @fig-nothing.\n", "report/_generated/_inner.md:{n}", "points to nothing"),
    ("_variables.yml", "\nno: [\n", "_variables.yml", "this is not YAML"),
]


@pytest.mark.parametrize(
    ("name", "text", "where", "what"),
    some(FAILURES, 3),
    ids=[f"{text.strip()[:40]} in {name}" for name, text, _, _ in FAILURES],
)
def test_failure_names_the_line(book, name, text, where, what):
    path = book / name
    before = path.read_text(encoding="utf-8")
    path.write_text(before + text, encoding="utf-8")
    with pytest.raises(FactCheckError) as caught:
        render(book, FALLBACK)
    assert what in str(caught.value)
    assert str(caught.value.where).startswith(where.format(n=len(before.splitlines()) + 2)), caught.value
    assert "\n" not in str(caught.value) and caught.value.mend


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("report/data.qmd", "report/nothing.qmd", "the chapter report/nothing.qmd does not exist"),
        ("report/data.qmd", "report/methodology.qmd", "the chapter report/methodology.qmd is listed twice"),
        ("- index.qmd\n", "- report/data.qmd\n", "listed twice"),
        ("report/theme/theme.css", "report/theme/none.css", "the file report/theme/none.css does not exist"),
        ("figures.json]", "nothing.json]", "the resource nothing.json does not exist"),
        ("href: figures.json", "href: other.json", "the download other.json is no resource"),
        ("chapters:", "chapters: [", "this is not YAML"),
    ],
)
def test_failure_in_the_list_of_chapters(book, old, new, what):
    path = book / "_quarto.yml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(FactCheckError, match=re.escape(what)) as caught:
        render(book, FALLBACK)
    assert str(caught.value.where).startswith("_quarto.yml")


def test_numbered_home_page_is_refused(book):
    path = book / "index.qmd"
    path.write_text(path.read_text().replace(" {.unnumbered}", "", 1))
    with pytest.raises(FactCheckError, match="the home page's heading would be numbered"):
        render(book, FALLBACK)
