// Answers question cards from the keyboard, orders things with buttons instead of numbers, and notes
// when and how long.

const CONTROL = "input, select, textarea, button, a, summary, [contenteditable]";
const TYPED = "select, textarea, [contenteditable], input:not([type=radio], [type=checkbox])";
const OFF = "keys-off";

/* A browser may forbid its store: keys are on then, and everything else works. */

function keysOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false;
  }
}

function switchKeys(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // The choice holds for this page only.
  }
}

/* Keys: letters or digits choose, Enter goes on, the arrows go to the next page of a quiz. */

const cards = [...document.querySelectorAll("[data-question]")];

function current() {
  return document.activeElement?.closest("[data-question]") ?? (cards.length === 1 ? cards[0] : null);
}

function choose(card, key) {
  const options = [...card.querySelectorAll(".option")];
  const spelled = options.find((option) => option.querySelector("kbd").textContent === key);
  const input = (spelled ?? options[Number(key) - 1])?.querySelector("input");
  input?.focus();
  input?.click();
  return Boolean(input);
}

function goOn(card) {
  if (cards.length === 1) {
    card.closest("form")?.requestSubmit();
    return;
  }
  // Enter must not hand in a whole page of questions from the middle of it.
  const next = cards[cards.indexOf(card) + 1];
  // What orders things keeps its lists out of sight, and its first button up cannot be pressed.
  const target = next?.querySelector("input:not([type=hidden]), select:not([tabindex='-1']), button:enabled") ?? card.closest("form")?.querySelector(".btn-primary");
  target?.focus({ preventScroll: true });
  (next ?? target)?.scrollIntoView({ block: next ? "start" : "center" });
}

// Of several fields of one card, as the gaps of a text, Enter leads through them first.
function nextField(card, field) {
  const fields = [...card.querySelectorAll("input.form-control")];
  const next = fields.includes(field) ? fields[fields.indexOf(field) + 1] : null;
  next?.focus();
  return Boolean(next);
}

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
  const card = current();
  if (event.key === "Enter" && card && !event.target.closest("a, button, summary, textarea")) {
    if (!nextField(card, event.target)) goOn(card);
    return true;
  }
  if (event.target.matches(TYPED)) return false;
  if (card && event.key.length === 1) return choose(card, event.key.toUpperCase());
  if (event.target.closest(CONTROL)) return false;
  const way = { ArrowLeft: "previous", ArrowRight: "next" }[event.key];
  const control = way && document.querySelector(`[data-${way}]`);
  control?.click();
  return Boolean(control);
}

document.addEventListener("keydown", (event) => {
  if (!keysOff() && press(event)) event.preventDefault();
});

for (const help of document.querySelectorAll("[data-keys]")) {
  const on = help.querySelector("[data-keys-switch]");
  on.checked = !keysOff();
  on.addEventListener("change", () => switchKeys(on.checked));
  help.hidden = false;
}

// Where a card is typed, the first letter belongs to the answer, not to a key; a touch screen would
// raise its keyboard over the question.
if (cards.length === 1 && matchMedia("(hover: hover)").matches) {
  cards[0].querySelector("input.form-control, textarea")?.focus({ preventScroll: true });
}

// A tap on the only answer sends it where its result follows at once. Only a finger or a mouse does
// so: the arrow keys go through the options.
for (const form of document.querySelectorAll("form[data-one-tap]")) {
  for (const said of form.querySelectorAll("[data-tap-said]")) said.hidden = false;
  form.addEventListener("click", (event) => {
    const option = event.target.closest(".option");
    if (option && event.detail > 0 && getSelection().isCollapsed) setTimeout(() => form.requestSubmit());
  });
}

/* Ordering: the selects stay what is sent; the buttons and the order on the page set them. */

function number(list) {
  const rows = [...list.children];
  rows.forEach((row, index) => {
    row.querySelector("select").value = String(index + 1);
  });
  list.classList.add("placed");
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function limit(list) {
  for (const row of list.children) {
    const [up, down] = row.querySelectorAll(".moves button");
    up.disabled = !row.previousElementSibling;
    down.disabled = !row.nextElementSibling;
  }
}

function move(list, row, step, said) {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (step < 0) other.before(row);
  else other.after(row);
  number(list);
  limit(list);
  const [up, down] = row.querySelectorAll(".moves button");
  const pressed = step < 0 ? up : down;
  (pressed.disabled ? (step < 0 ? down : up) : pressed).focus();
  said.textContent = `Place ${[...list.children].indexOf(row) + 1} of ${list.children.length}`;
}

function button(text, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (label) made.ariaLabel = label;
  made.addEventListener("click", act);
  return made;
}

function sort(list) {
  const place = (row) => Number(row.querySelector("select").value);
  const rows = [...list.children];
  if (!rows.every(place)) return;
  rows.sort((one, other) => place(one) - place(other)).forEach((row) => list.append(row));
  number(list);
  limit(list);
}

function order(list) {
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.role = "status";
  for (const row of list.children) {
    const text = row.querySelector("label").textContent;
    const moves = document.createElement("span");
    moves.className = "moves";
    moves.append(
      button("\u2191", `Move up: ${text}`, () => move(list, row, -1, said)),
      button("\u2193", `Move down: ${text}`, () => move(list, row, 1, said)),
    );
    row.querySelector("select").tabIndex = -1;
    row.append(moves);
  }
  // An order that is right as it stands must be answerable, and an untouched one stays unanswered.
  const keep = button("Keep this order", "", () => number(list));
  keep.className = "link-button small";
  list.addEventListener("input", () => {
    keep.hidden = true;
  });
  list.after(keep, said);
  list.classList.add("moving");
  limit(list);
  sort(list);
  list.closest("[data-question]").addEventListener("restored", () => sort(list));
}

document.querySelectorAll("[data-ordering]").forEach(order);

/* How many words an essay has: said when its writer pauses, not at every letter. */

// Scripts without spaces between words are counted by letters, as the server does.
const EAST_ASIAN = "\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff";
const WORD = new RegExp(`[${EAST_ASIAN}]|[^\\s${EAST_ASIAN}]+`, "gu");
const PAUSE_MS = 1000;

function words(area) {
  const said = document.getElementById(area.dataset.words);
  let timer = 0;
  const say = () => {
    const count = (area.value.match(WORD) ?? []).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    said.textContent = `${count} word${count === 1 ? "" : "s"}`;
  };
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(say, PAUSE_MS);
  });
  area.closest("[data-question]").addEventListener("restored", say);
  said.hidden = false;
  say();
}

document.querySelectorAll("[data-words]").forEach(words);

/* When each question was answered and how long it took, by this device's clock, in milliseconds. */

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
