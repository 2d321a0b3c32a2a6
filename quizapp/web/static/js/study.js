// Works a flashcard from the keyboard: Space or Enter shows, 1 to 4 grades, U undoes. A tap on the card
// turns it.

import "./once.js";
import "./time-zone.js";

const WRITING = "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]";

function control(key) {
  if (key === " " || key === "Enter") return document.querySelector("[data-show]");
  if (/^[1-4]$/.test(key)) return document.querySelector(`[data-grade="${key}"]`);
  if (key.toLowerCase() === "u") return document.querySelector("[data-undo]");
  return null;
}

// As question.js, which not every page of study has: one more file would make every quiz slower.
function keysOff() {
  try {
    return localStorage.getItem("keys-off") !== null;
  } catch {
    return false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (keysOff() || event.target.matches(WRITING)) return;
  // A focused button, link or summary keeps its own Space and Enter.
  if (" Enter".includes(event.key) && event.target.closest("a, button, summary, label, input")) return;
  const button = control(event.key);
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});

const shows = document.querySelector("button[data-show]");
const face = document.querySelector(".face");
if (shows && face) {
  face.classList.add("turns");
  face.addEventListener("click", () => {
    // Whoever marks words with the mouse does not want to turn the card.
    if (getSelection().isCollapsed) shows.click();
  });
}
