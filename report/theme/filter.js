// Gives every table of the definitions grid a filter for each choice. Without scripts the table is whole.
document.querySelectorAll("table.grid-table:not([data-ready])").forEach(function (table) {
  table.setAttribute("data-ready", "");
  var rows = Array.prototype.slice.call(table.tBodies[0].rows);
  var bar = document.createElement("p");
  var count = document.createElement("output");
  var selects = [];
  bar.className = "grid-filters";
  table.querySelectorAll("th[data-filter]").forEach(function (head) {
    var column = head.cellIndex;
    var select = document.createElement("select");
    var label = document.createElement("label");
    var seen = [];
    rows.forEach(function (row) {
      var text = row.cells[column].textContent;
      if (seen.indexOf(text) < 0) seen.push(text);
    });
    [["", "all"]].concat(seen.map(function (text) { return [text, text]; })).forEach(function (pair) {
      select.add(new Option(pair[1], pair[0]));
    });
    select.addEventListener("change", show);
    label.append(head.textContent + " ", select);
    bar.append(label);
    selects.push([column, select]);
  });
  function show() {
    var left = 0;
    rows.forEach(function (row) {
      var fits = selects.every(function (pair) { return !pair[1].value || row.cells[pair[0]].textContent === pair[1].value; });
      row.hidden = !fits;
      left += fits ? 1 : 0;
    });
    count.textContent = left + " of " + rows.length + " definitions";
  }
  bar.append(count);
  table.parentNode.before(bar);
  show();
});
