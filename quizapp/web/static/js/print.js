// Prints a page, or saves it as PDF where the browser offers that, with all that folds out of it opened.

import "./once.js";

const folded = new Set();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const hint of document.querySelectorAll("[data-print-hint]")) hint.hidden = true;

// Not every browser opens by its stylesheet what folds; on the screen it stays as it was.
addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll("main details:not([open])")) {
    folded.add(each);
    each.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const each of folded) each.open = false;
  folded.clear();
});
