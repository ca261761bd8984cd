"""Pages as engines render them → with a foot, data beside each chart, and figures that lead to their addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from analysis.core.errors import FactCheckError
from analysis.figures.figure import Figure
from analysis.looks import templates
from analysis.publish.site import figure_pages
from analysis.publish.site.page_edits import Place, Places, changed

MENU = "versions-menu.js"
PARTS = "publish/site/parts.html.jinja"


def complete(
    site: Path, about: Mapping[str, str], figures: Iterable[Figure], chart_data: Mapping[str, str], in_release: bool
) -> None:
    """Complete the pages of a rendered site in place, and add those of the figures.

    Parameters
    ----------
    about : mapping
        ``release-words``, ``data-date`` and ``commit`` of `contents.about`.
    chart_data : mapping
        File name → text, as `chart_data.files` gives it.
    in_release : bool
        Whether the site will stand under ``v/<version>/``.

    Raises
    ------
    FactCheckError
        A page is cut off.
    """
    found = list(figures)
    menu = (Path(__file__).parent / MENU).read_text(encoding="utf-8")
    for name, text in {**chart_data, **figure_pages.pages(found), MENU: menu}.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8", newline="\n")
    complete_pages(site, about, found, chart_data, in_release)


def complete_pages(
    site: Path, about: Mapping[str, str], figures: Iterable[Figure], chart_data: Collection[str], in_release: bool
) -> None:
    """Complete the pages that are in a folder, and add none; see `complete`."""
    addresses = {f.id: figure_pages.address(f) for f in figures}
    for page in sorted(p for p in site.rglob("*.html") if p.relative_to(site).parts[0] != "site_libs"):
        up = "../" * (len(page.relative_to(site).parts) - 1)
        text = page.read_text(encoding="utf-8")
        places = Places(text)
        if places.body_ends is None:
            raise FactCheckError(
                "the page has no end of its body", where=page.relative_to(site), mend="see the engine's own log"
            )
        changes = [
            *beside_charts(places, up, chart_data),
            *linked_ids(places, up, addresses),
            (Place(places.body_ends, places.body_ends), foot(about, up, in_release)),
        ]
        page.write_text(changed(text, changes), encoding="utf-8", newline="\n")


def foot(about: Mapping[str, str], up: str, in_release: bool) -> str:
    """The foot of a page whose site begins at the relative address `up`."""
    said = f"{about['release-words']} · data of {about['data-date']} · commit {about['commit']}"
    versions = f"{up}../index.html" if in_release else f"{up}v/index.html"
    return templates.part(PARTS, "foot", said=said, up=up, versions=versions, menu=f"{up}{MENU}")


def beside_charts(places: Places, up: str, chart_data: Collection[str]) -> Iterator[tuple[Place, str]]:
    """Links to its data at the end of the caption of each chart that has any."""
    for place in places.captions:
        name = f"charts/{place.of}"
        if f"{name}.csv" in chart_data:
            yield place, templates.part(PARTS, "data_of_chart", address=f"{up}{name}")


def linked_ids(places: Places, up: str, addresses: Mapping[str, str]) -> Iterator[tuple[Place, str]]:
    """A link to its address around each id of a figure that is set as code."""
    for place in places.codes:
        if place.of in addresses:
            yield place, templates.part(PARTS, "to_figure", id=place.of, address=f"{up}{addresses[place.of]}")
