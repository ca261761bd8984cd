"""What a rendered site gets beyond its chapters, whichever engine made it: a foot that says which state this is, a page of all figures, data beside each chart,
and every release under ``v/<version>/``.

Pages are completed after rendering, so that both engines need no option for it. A release's pages are completed when it is made and never touched again; the
script at their foot reads the list of versions from the newest site around them. Only where a release was redacted does each of its pages begin with a note of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.core import archives
from analysis.core.errors import FactCheckError
from analysis.core.strict_json import canonical_json
from analysis.editions import provenance, redaction
from analysis.editions.release_history import Release
from analysis.figures.figure import Figure
from analysis.looks import plain_page
from analysis.looks.numbers import as_text, between

SCRIPT = "versions-menu.js"
FIGURES = "figures"
NOTICE = "margin:0;padding:.6em 1em;border-bottom:1px solid;background:#fff4d6;color:#222"
BODY = re.compile(r"<body\b[^>]*>\n?")
CHART = re.compile(r'<img\b[^>]*\bsrc="[^"]*charts/([\w-]+)\.svg"(?:(?!</figure>).)*?(?=</figcaption>)', re.DOTALL)
ID = re.compile(r"<code>([\w.@+-]+)</code>")


def finish(
    site: Path, about: Mapping[str, str], figures: Iterable[Figure], chart_data: Mapping[str, str], in_release: bool
) -> None:
    """Complete the pages of a rendered site in place.

    Parameters
    ----------
    about : mapping
        ``release-words``, ``data-date`` and ``commit`` of `build.about`.
    chart_data : mapping
        File name → text, as `chart_data.files` gives it.
    in_release : bool
        Whether the site will stand under ``v/<version>/``.
    """
    found = list(figures)
    addresses = {f.id: f"{FIGURES}/{f.cohort}.html#{f.id}" for f in found}
    script = (Path(__file__).parent / "render" / SCRIPT).read_text(encoding="utf-8")
    for name, text in {**chart_data, **figures_pages(found), SCRIPT: script}.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8", newline="\n")
    for page in sorted(p for p in site.rglob("*.html") if p.relative_to(site).parts[0] != "site_libs"):
        up = "../" * (len(page.relative_to(site).parts) - 1)
        text = linked_ids(beside_charts(page.read_text(encoding="utf-8"), up, chart_data), up, addresses)
        head, end, tail = text.rpartition("</body>")
        if not end:
            raise FactCheckError(
                "the page has no end of its body", where=page.relative_to(site), mend="see the engine's own log"
            )
        page.write_text(f"{head}{foot(about, up, in_release)}{end}{tail}", encoding="utf-8", newline="\n")


def foot(about: Mapping[str, str], up: str, in_release: bool) -> str:
    """The foot of a page whose site begins at the relative address `up`."""
    said = f"{about['release-words']} · data of {about['data-date']} · commit {about['commit']}"
    versions = f"{up}../index.html" if in_release else f"{up}v/index.html"
    links = f'<a href="{up}figures.html">All figures</a> · <a class="versions" href="{versions}">All versions</a>'
    return (
        f'<footer class="edition"><p>{html.escape(said)} · {links}</p></footer>\n<script src="{up}{SCRIPT}"></script>\n'
    )


def beside_charts(text: str, up: str, chart_data: Mapping[str, str]) -> str:
    """A page with links to its data at the end of the caption of each chart."""

    def linked(found: re.Match[str]) -> str:
        name = f"charts/{found[1]}"
        if f"{name}.csv" not in chart_data:
            return found[0]
        return f'{found[0].rstrip()} <span class="chart-data">Data: <a href="{up}{name}.csv">CSV</a> · <a href="{up}{name}.json">JSON</a></span>'

    return CHART.sub(linked, text)


def linked_ids(text: str, up: str, addresses: Mapping[str, str]) -> str:
    """A page in which each id of a figure that is set as code leads to the figure's address."""

    def linked(found: re.Match[str]) -> str:
        return f'<a href="{up}{addresses[found[1]]}">{found[0]}</a>' if found[1] in addresses else found[0]

    return ID.sub(linked, text)


def figures_pages(figures: Sequence[Figure]) -> dict[str, str]:
    """Every figure with an address of its own, ``figures/<cohort>.html#<id>``: a page a cohort, since one of all would be heavy, and ``figures.html``, which lists them."""
    made, links = {}, []
    for cohort in dict.fromkeys(f.cohort for f in figures):
        found = [f for f in figures if f.cohort == cohort]
        rows = [(f.id, as_text(f, f.value), between(f, f.interval), f.label) for f in found]
        table = plain_page.table(("Figure", "Value", "Interval", "What it is"), rows, "lrrl", [f.id for f in found])
        title = f"All figures of {cohort}"
        back = f'<p><a href="../{FIGURES}.html">All figures</a> · <a href="../index.html">The report</a></p>'
        made[f"{FIGURES}/{cohort}.html"] = plain_page.page(
            title, [f"<h1>{html.escape(title)}</h1>", back, plain_page.FILTER, table]
        )
        links.append(f'<li><a href="{FIGURES}/{cohort}.html">{html.escape(cohort)}</a>: {len(found):,} figures</li>')
    parts = [
        "<h1>All figures</h1>",
        f"<p>The address of a figure is the page of its cohort with <code>#</code> and its id, such as <code>{FIGURES}/neurips-2024.html#neurips-2024.us-china.share</code>.</p>",
        f"<ul>{''.join(links)}</ul>",
        '<p>The same as data: <a href="figures.csv">CSV</a>, <a href="figures.json">JSON</a>. <a href="index.html">The report</a></p>',
    ]
    return {**made, f"{FIGURES}.html": plain_page.page("All figures", parts)}


def add_releases(site: Path, releases: Sequence[Release]) -> None:
    """Put every release under ``v/<version>/`` as it was made, with a page that lists them and the list for the menu.

    Raises
    ------
    FactCheckError
        The archive of a release is not the one that was made.
    """
    listed: list[dict[str, Any]] = []
    for release in reversed(releases):
        archive = release.folder / "site.tar.gz"
        raw = archive.read_bytes() if archive.is_file() else b""
        if provenance.sha256(raw) != redaction.expected(release.about["files"], release.redactions).get("site.tar.gz"):
            raise FactCheckError(
                "is not the site that was released",
                where=f"releases/{release.version}/site.tar.gz",
                mend=f"restore it with `git checkout -- releases/{release.version}`",
            )
        target = site / "v" / release.version
        archives.unpack(raw, target, archive)
        pages = sorted(p.relative_to(target).as_posix() for p in target.rglob("*.html"))
        for page in pages if release.redactions else ():
            text = (target / page).read_text(encoding="utf-8")
            (target / page).write_text(
                with_notice(text, release, "../" * page.count("/")), encoding="utf-8", newline="\n"
            )
        said = {key: release.about[key] for key in ("version", "date", "data-date", "commit")}
        listed.append(
            {
                **said,
                "redactions": [redaction.words(r) for r in release.redactions],
                "path": f"v/{release.version}/",
                "pages": pages,
            }
        )
    top = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html") if p.relative_to(site).parts[0] != "v")
    text = canonical_json({"schema": 1, "versions": listed, "newest": {"path": "", "pages": top}})
    written = {
        "versions.json": text,
        "versions.js": f"window.factcheckVersions = {text.rstrip()};\n",
        "v/index.html": versions_page(listed),
    }
    for name, content in written.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content, encoding="utf-8", newline="\n")


def with_notice(text: str, release: Release, up: str) -> str:
    """A page of a redacted release with a note at its head that says so; nothing else of it is touched."""
    words = "; ".join(redaction.words(said) for said in release.redactions)
    link = f'<a href="{up}../../report/corrections.html">Corrections</a>'
    note = f'<p class="redacted" role="note" style="{NOTICE}">Release {release.version} was {html.escape(words)}. {link}</p>\n'
    return BODY.sub(lambda found: f"{found[0]}{note}", text, count=1)


def versions_page(listed: Sequence[Mapping[str, Any]]) -> str:
    """All releases with their pages, PDF and data."""
    parts = ["<h1>All versions</h1>", '<p><a href="../index.html">The newest state of the report</a></p>']
    parts += ["<p>There is no release yet.</p>"] if not listed else []
    for item in listed:
        version = item["version"]
        files = [
            ("the report", "index.html"),
            ("PDF", "fact-check.pdf"),
            ("figures.csv", "figures.csv"),
            ("figures.json", "figures.json"),
            ("claims.json", "claims.json"),
        ]
        links = " · ".join(f'<a href="{version}/{file}">{text}</a>' for text, file in files)
        parts.append(
            f"<h2>Release {version}</h2>\n<p>Made on {item['date']} from data of {item['data-date']}, at commit {item['commit'][:10]}: {links}</p>"
        )
        parts += [f"<p>It was {html.escape(words)}.</p>" for words in item["redactions"]]
    return plain_page.page("All versions", parts)
