// Offers the other versions of this page beside the link "All versions". The list is versions.js at the top of the whole site, which is two folders above a
// release's own; where it is missing the link alone remains.
(function () {
  const mine = new URL(".", document.currentScript.src);
  const released = /\/v\/(\d{4}\.\d+)\/$/.exec(mine.pathname);
  const top = released ? new URL("../../", mine) : mine;
  const page = decodeURI(location.href.split(/[?#]/)[0].slice(mine.href.length)) || "index.html";
  const link = document.querySelector("footer.edition a.versions");
  const list = document.createElement("script");
  list.src = new URL("versions.js", top).href;
  list.onload = function () {
    const found = window.factcheckVersions;
    if (!link || found.versions.length === 0) return;
    const menu = document.createElement("select");
    menu.setAttribute("aria-label", "Version");
    const offer = function (text, version, chosen) {
      const target = new URL(version.path + (version.pages.includes(page) ? page : "index.html"), top);
      menu.add(new Option(text, target.href, chosen, chosen));
    };
    offer("newest", found.newest, !released);
    for (const version of found.versions) offer(version.version, version, Boolean(released) && released[1] === version.version);
    menu.addEventListener("change", function () { location.href = menu.value; });
    link.after(" ", menu);
  };
  document.head.append(list);
})();
