// In a large table the arrow keys go from link to link, and Tab goes past it.

const table = document.querySelector("[data-grid]");

if (table) {
  const rows = [...table.rows];
  const linkIn = (cell) => cell?.querySelector("a");
  let at = table.querySelector("tbody a") ?? table.querySelector("a");
  for (const link of table.querySelectorAll("tbody a")) link.tabIndex = -1;
  const hold = (link) => {
    at.tabIndex = -1;
    at = link;
    at.tabIndex = 0;
  };
  hold(at);

  // What has no link is passed over, to the edge of the table.
  const beside = (cell, down, right) => {
    let row = rows.indexOf(cell.parentElement) + down;
    let place = cell.cellIndex + right;
    while (rows[row] && place >= 0 && place < rows[0].cells.length) {
      const link = linkIn(rows[row].cells[place]);
      if (link && link.offsetParent) return link;
      row += down;
      place += right;
    }
    return null;
  };
  const edge = (cell, last) => {
    const links = [...cell.parentElement.cells].map(linkIn).filter((link) => link?.offsetParent);
    return last ? links.at(-1) : links[0];
  };
  const forward = getComputedStyle(table).direction === "rtl" ? -1 : 1;

  table.addEventListener("focusin", (event) => {
    if (event.target.closest("tbody") && event.target.matches("a")) hold(event.target);
  });
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("th, td");
    if (!cell || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = {
      ArrowDown: () => beside(cell, 1, 0),
      ArrowUp: () => beside(cell, -1, 0),
      ArrowRight: () => beside(cell, 0, forward),
      ArrowLeft: () => beside(cell, 0, -forward),
      Home: () => edge(cell, false),
      End: () => edge(cell, true),
    }[event.key]?.();
    if (next === undefined) return;
    event.preventDefault();
    next?.focus();
  });
  const hint = document.querySelector("[data-grid-hint]");
  if (hint) hint.hidden = false;
}
