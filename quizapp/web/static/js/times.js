// Notes in a form when each question was answered and how long it took, by this device's clock.
// A card has a field [data-answered-at] and one [data-took], both in milliseconds.

let since = Date.now();

function note(scope) {
  const answered = scope.querySelector("[data-answered-at]");
  const took = scope.querySelector("[data-took]");
  if (!answered || !took) return;
  const now = Date.now();
  answered.value = String(now);
  // What passed since anything was answered was spent on this card; a clock may be set back.
  took.value = String(Number(took.value) + Math.max(0, now - since));
  since = now;
}

document.addEventListener("input", (event) => {
  const scope = event.target.closest("[data-question]");
  if (scope) note(scope);
});

// A flashcard is answered by the button that sends it.
document.addEventListener("submit", (event) => {
  if (!event.target.querySelector("[data-question]")) note(event.target);
});
