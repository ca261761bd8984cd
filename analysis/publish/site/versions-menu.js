// Offers the other versions of this page, in the sidebar and at the foot, and says at the top of an old release's page that there is a newer one.
//
// The list is versions.js at the top of the whole site, which is two folders above a release's own; where it is missing the link "All versions" alone remains.
(function () {
  const mine = new URL(".", document.currentScript.src);
  const released = (/\/v\/(\d{4}\.\d+)\/$/.exec(mine.pathname) || [])[1];
  const top = released ? new URL("../../", mine) : mine;
  const page = decodeURI(location.href.split(/[?#]/)[0].slice(mine.href.length)) || "index.html";
  const list = document.createElement("script");

  function address(version) {
    return new URL(version.path + (version.pages.includes(page) ? page : "index.html"), top).href;
  }

  function menu(found) {
    const choice = document.createElement("select");
    choice.setAttribute("aria-label", "Version of this page");
    choice.add(new Option("newest", address(found.newest), !released, !released));
    for (const one of found.versions) choice.add(new Option(one.version, address(one), one.version === released, one.version === released));
    choice.addEventListener("change", function () { location.href = choice.value; });
    return choice;
  }

  function notice(found) {
    const link = document.createElement("a");
    link.href = address(found.versions[0]);
    link.textContent = found.versions[0].version;
    const said = document.createElement("p");
    said.className = "older";
    said.append(`This is release ${released}. The newest release is `, link, ".");
    return said;
  }

  list.src = new URL("versions.js", top).href;
  list.onload = function () {
    const found = window.factcheckVersions;
    if (found.versions.length === 0) return;
    const link = document.querySelector("footer.edition a.versions");
    if (link) link.after(" ", menu(found));
    const side = document.querySelector("#quarto-sidebar, .layout > .sidebar");
    if (side) {
      const place = document.createElement("p");
      place.className = "version-choice";
      place.append("Version ", menu(found));
      const title = side.querySelector(".book-title, .sidebar-title");
      if (title) title.after(place);
      else side.prepend(place);
    }
    const main = document.querySelector("main");
    if (main && released && found.versions[0].version !== released) main.prepend(notice(found));
  };
  document.head.append(list);
})();
