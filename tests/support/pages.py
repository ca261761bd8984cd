"""What a reader and a machine find in the HTML of a page."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """Ids, local links and pictures, the text of a page, and what it tells machines."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.text: list[str] = []
        self.told: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs) -> None:
        found = dict(attrs)
        self.kind = found.get("type", "")
        if found.get("id"):
            self.ids.add(found["id"])
        self.links += [v for k in ("href", "src") if (v := found.get(k))]

    def handle_data(self, data) -> None:
        if self.cdata_elem != "script":
            self.text.append(data)
        elif self.kind == "application/ld+json":
            self.told.append(data)
