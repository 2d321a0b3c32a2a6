// Answers question cards from the keyboard, and orders things with buttons instead of numbers.

const CONTROL = "input, select, textarea, button, a, summary, [contenteditable]";
const TYPED = "select, textarea, [contenteditable], input:not([type=radio], [type=checkbox])";
const OFF = "keys-off";

/* Keys: letters or digits choose, Enter sends, the arrows go to the next card. */

function current() {
  const cards = document.querySelectorAll("[data-question]");
  return document.activeElement.closest("[data-question]") ?? (cards.length === 1 ? cards[0] : null);
}

function choose(card, key) {
  const options = [...card.querySelectorAll(".option")];
  const spelled = options.find((option) => option.querySelector("kbd").textContent === key);
  const input = (spelled ?? options[Number(key) - 1])?.querySelector("input");
  input?.focus();
  input?.click();
  return Boolean(input);
}

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.matches(TYPED)) return;
  const card = current();
  const free = !event.target.closest(CONTROL);
  let done = false;
  if (card && event.key.length === 1) done = choose(card, event.key.toUpperCase());
  else if (event.key === "Enter" && card && !event.target.closest("a, button, summary")) {
    card.closest("form")?.requestSubmit();
    done = true;
  } else if (free && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    const way = event.key === "ArrowLeft" ? "previous" : "next";
    const control = document.querySelector(`[data-${way}]`);
    control?.click();
    done = Boolean(control);
  }
  if (done) event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (localStorage.getItem(OFF) === null) press(event);
});

for (const help of document.querySelectorAll("[data-keys]")) {
  const on = help.querySelector("[data-keys-switch]");
  on.checked = localStorage.getItem(OFF) === null;
  on.addEventListener("change", () => {
    if (on.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
  help.hidden = false;
}

/* Ordering: the selects stay what is sent; the buttons and the order on the page set them. */

function number(list) {
  const rows = [...list.children];
  rows.forEach((row, index) => {
    row.querySelector("select").value = String(index + 1);
    const [up, down] = row.querySelectorAll(".moves button");
    up.disabled = index === 0;
    down.disabled = index === rows.length - 1;
  });
}

function move(list, row, step, said) {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (step < 0) other.before(row);
  else other.after(row);
  number(list);
  const buttons = row.querySelectorAll(".moves button");
  const same = buttons[step < 0 ? 0 : 1];
  (same.disabled ? buttons[step < 0 ? 1 : 0] : same).focus();
  said.textContent = `Place ${[...list.children].indexOf(row) + 1} of ${list.children.length}`;
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function button(sign, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.ariaLabel = label;
  made.addEventListener("click", act);
  return made;
}

function order(list) {
  const rows = [...list.children];
  const place = (row) => Number(row.querySelector("select").value) || rows.length + 1;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.role = "status";
  list.after(said);
  list.append(...rows.toSorted((a, b) => place(a) - place(b)));
  for (const row of rows) {
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
  list.classList.add("moving");
}

document.querySelectorAll("[data-ordering]").forEach(order);
