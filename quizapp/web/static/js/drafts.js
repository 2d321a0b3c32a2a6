// Keeps the answers of a one-page quiz that are not sent yet, on this device, per learner and attempt.
// A form carries data-draft="user:attempt", the results page data-draft-done with the same words.

const PREFIX = "draft:";
const SKIPPED = new Set(["csrf_token"]);

function fields(form) {
  return [...form.elements].filter((field) => field.name && !SKIPPED.has(field.name) && field.type !== "hidden");
}

function keep(form, key) {
  const kept = fields(form)
    .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
    .filter((field) => field.tagName !== "BUTTON" && field.value !== "")
    .map((field) => [field.name, field.value]);
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A full or forbidden store only loses the draft; the form itself still works.
  }
}

function restore(form, key) {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch {
    kept = [];
  }
  if (!Array.isArray(kept) || kept.length === 0) return;
  for (const field of fields(form)) {
    const values = kept.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
    else if (field.tagName !== "BUTTON" && values.length) field.value = values[0];
  }
  form.dispatchEvent(new CustomEvent("restored", { bubbles: true }));
  const note = document.querySelector("[data-draft-note]");
  if (note) note.hidden = false;
}

function count(form) {
  const shown = form.querySelector("[data-answered]");
  if (!shown) return;
  const cards = [...form.querySelectorAll("[data-question]")];
  const done = cards.filter((card) =>
    [...card.elements].some((field) => ("checked" in field && /radio|checkbox/.test(field.type) ? field.checked : field.value)),
  );
  shown.textContent = `${done.length} of ${cards.length} answered`;
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = PREFIX + form.dataset.draft;
  restore(form, key);
  count(form);
  form.addEventListener("input", () => {
    keep(form, key);
    count(form);
  });
}

for (const done of document.querySelectorAll("[data-draft-done]")) {
  localStorage.removeItem(PREFIX + done.dataset.draftDone);
}

for (const form of document.querySelectorAll("form[data-draft-clear]")) {
  form.addEventListener("submit", () => {
    Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .forEach((key) => localStorage.removeItem(key));
  });
}
