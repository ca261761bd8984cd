// In the pages of a preview only: loads the page again when the site is newer, and shows what is wrong with the sources.
(function () {
  "use strict";
  const mine = Number(document.currentScript.dataset.version);
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.id = "preview-trouble";
  note.style.cssText = "position:fixed;z-index:9;inset:0 0 auto 0;margin:0;padding:.8em 1.2em;background:#b3261e;color:#fff;font:16px/1.4 system-ui,sans-serif";

  async function look() {
    try {
      const found = await (await fetch("/.preview/state", { cache: "no-store" })).json();
      if (found.version !== mine) return location.reload();
      note.textContent = found.trouble;
      if (found.trouble) document.body.append(note); else note.remove();
    } catch {
      // the preview has ended, or not yet begun again
    }
    setTimeout(look, 500);
  }

  look();
})();
