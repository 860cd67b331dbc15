(function () {
  "use strict";
  var texts = document.body, table = document.querySelector("table.sorts");
  if (!table || !table.tBodies) { return; }
  var body = table.tBodies[0], heads = table.tHead.rows[0].cells;
  var rows = Array.prototype.slice.call(body.rows);
  function say(name) { return texts.getAttribute("data-" + name); }
  function value(row, at) { return row.cells[at].textContent; }
  function compare(a, b) {
    var x = parseFloat(a), y = parseFloat(b), none = "–";
    if (a === b) { return 0; }
    if (a === "" || a === none) { return 1; }
    if (b === "" || b === none) { return -1; }
    if (!isNaN(x) && !isNaN(y)) { return x - y; }
    return a.localeCompare(b, "zh");
  }
  function sort(at, head) {
    var down = head.getAttribute("aria-sort") === "ascending";
    for (var i = 0; i < heads.length; i++) { heads[i].removeAttribute("aria-sort"); }
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.sort(function (a, b) { return (down ? -1 : 1) * compare(value(a, at), value(b, at)); });
    rows.forEach(function (row) { body.appendChild(row); });
  }
  Array.prototype.forEach.call(heads, function (head, at) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.setAttribute("data-name", head.textContent);
    button.title = say("sort");
    button.onclick = function () { sort(at, head); };
    head.textContent = "";
    head.appendChild(button);
  });
  var bar = document.createElement("div"), count = document.createElement("span"), chosen = [];
  bar.className = "choose";
  count.setAttribute("aria-live", "polite");
  function show() {
    var shown = 0;
    rows.forEach(function (row) {
      var fits = chosen.every(function (one) { return one(row); });
      row.style.display = fits ? "" : "none";
      if (fits) { shown++; }
    });
    count.textContent = say("shown").replace("{count}", shown);
  }
  function label(text, field) {
    var made = document.createElement("label");
    made.appendChild(document.createTextNode(text + " "));
    made.appendChild(field);
    bar.appendChild(made);
  }
  var input = document.createElement("input");
  input.type = "search";
  input.oninput = show;
  label(say("filter"), input);
  chosen.push(function (row) { return row.textContent.toLowerCase().indexOf(input.value.toLowerCase()) >= 0; });
  [2, 4, 7].forEach(function (at) {
    var select = document.createElement("select"), known = {};
    select.add(new Option(say("every"), ""));
    rows.forEach(function (row) { known[value(row, at)] = true; });
    Object.keys(known).sort().forEach(function (name) { if (name) { select.add(new Option(name, name)); } });
    select.onchange = show;
    label(heads[at].textContent, select);
    chosen.push(function (row) { return !select.value || value(row, at) === select.value; });
  });
  bar.appendChild(count);
  table.parentNode.parentNode.insertBefore(bar, table.parentNode);
  show();
})();
