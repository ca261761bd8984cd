"""The pages of the fallback in a real browser: every width, both colour schemes, contrast."""

from __future__ import annotations

from tests.support.browser import open_browser


def test_pages_in_a_browser(site):
    requests, complaints = [], []
    with open_browser() as browser:
        for width, scheme in ((360, "light"), (1280, "dark")):
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            tab = context.new_page()
            tab.on("request", lambda request: requests.append(request.url))
            tab.on(
                "console",
                lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None,
            )
            tab.on("pageerror", lambda error: complaints.append(str(error)))
            for path in sorted(site.rglob("*.html")):
                tab.goto(path.as_uri())
                assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (path.name, width)
                assert tab.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)"), (
                    path.name
                )
                tab.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
                assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
                    path.name,
                    width,
                    "open",
                )
            tab.goto((site / "index.html").as_uri())
            if width < 900:
                assert not tab.locator(".sidebar").is_visible()
                tab.locator(".menu summary").click()
                tab.locator(".menu a", has_text="Methodology").click()
            else:
                tab.locator(".sidebar a", has_text="Methodology").click()
            tab.wait_for_url("**/report/methodology.html")
            assert "Methodology" in tab.locator("h1").inner_text()
            assert tab.locator("[aria-current=page] >> visible=true").count() == (0 if width < 900 else 1)
            tab.locator(".pager .next").click()
            tab.wait_for_url("**/report/data.html")
            tab.goto((site / "report" / "colophon.html").as_uri())
            tab.keyboard.press("Tab")
            assert tab.evaluate("document.activeElement.className") == "skip-link"
            context.close()
    assert not complaints and requests and all(url.startswith(("file:", "data:")) for url in requests)


LUMINANCE = """
() => {
  const parse = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = node => { for (; node; node = node.parentElement) {
    const c = parse(getComputedStyle(node).backgroundColor); if (c.length === 3 || c[3] > 0) return c; }
    return [255, 255, 255]; };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, box = node.parentElement;
    if (!node.data.trim() || !box.getClientRects().length) continue;
    const [a, b] = [light(parse(getComputedStyle(box).color)), light(ground(box))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) bad.push([node.data.trim().slice(0, 30), (a + 0.05) / (b + 0.05)]);
  }
  return bad;
}
"""


def test_text_contrast_in_light_and_dark(site):
    with open_browser() as browser:
        for scheme in ("light", "dark"):
            tab = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme).new_page()
            for name in ("index.html", "report/claims/growing.html", "report/methodology.html"):
                tab.goto((site / name).as_uri())
                assert tab.evaluate(LUMINANCE) == [], (scheme, name)
