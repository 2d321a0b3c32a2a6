// Lets the keyboard decide on drafts: a key presses the button, or follows the link, of the card.

import "./once.js";

const cards = [...document.querySelectorAll("[data-card]")];
const help = document.querySelector("[data-keys-help]");
const stub = document.querySelector("#decided");
const OFF = "review-keys-off";
const BY_KEY = "review-by-key";

// Where an article stands beside the cards, it shows the sentences of the card that is held.
document.addEventListener("focusin", (event) => {
  const card = event.target.closest("[data-card]");
  const page = document.querySelector("[data-painted]");
  if (!card || !page) return;
  for (const each of page.querySelectorAll("[data-here]")) delete each.dataset.here;
  const here = card.dataset.sentences
    .split(" ")
    .filter(Boolean)
    .map((number) => document.getElementById(`sentence-${number}`))
    .filter(Boolean);
  for (const each of here) each.dataset.here = "";
  if (here.length && page.scrollHeight > page.clientHeight) {
    const by = here[0].getBoundingClientRect().top - page.getBoundingClientRect().top;
    page.scrollTop += by - page.clientHeight / 3;
  }
});

// A browser may forbid to keep anything: the keys work then, and are on.
const kept = (store, name, value) => {
  try {
    if (value === undefined) return store.getItem(name);
    if (value) store.setItem(name, value);
    else store.removeItem(name);
  } catch {
    // Nothing is kept.
  }
  return null;
};

if (help) {
  const holding = () => document.activeElement?.closest("[data-card]");
  const go = (card) => {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  };
  const open = () => {
    if (!help.open) help.showModal();
  };
  const onward = () => document.querySelector("[data-onward]");
  const step = (by) => {
    const at = cards.indexOf(holding());
    const next = cards[at + by];
    if (next) go(next);
    else if (by > 0) onward()?.focus();
  };
  const press = (thing) => {
    kept(sessionStorage, BY_KEY, "1");
    thing?.click();
  };
  const fold = (card, isOpen) => {
    const forms = card.querySelector(".forms");
    if (forms) forms.open = isOpen;
  };
  const tick = (card, number) => {
    const box = card.querySelectorAll("[name=chosen][type=checkbox]")[number - 1];
    if (!box) return;
    if (number > 1) fold(card, true);
    box.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || help.open) return;
    if (event.target.closest("textarea, select, input:not([type=checkbox])")) return;
    if (event.key === "?") {
      event.preventDefault();
      open();
      return;
    }
    if (kept(localStorage, OFF)) return;
    const card = holding();
    const key = event.key === "A" ? "A" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      ArrowRight: () => card && fold(card, true),
      ArrowLeft: () => card && fold(card, false),
      s: () => step(1),
      u: () => press(stub?.querySelector("button")),
    }[key];
    const button = ["a", "A", "e", "r"].includes(key);
    if (!act && !button && !/^[1-9]$/.test(key)) return;
    event.preventDefault();
    if (act) act();
    // Nothing is decided that was not held: the first key takes hold of the first card.
    else if (!card) step(1);
    else if (button) press(card.querySelector(`[data-key="${key}"]`));
    else tick(card, Number(key));
  });

  for (const each of document.querySelectorAll("[data-keys]")) each.hidden = false;
  document.querySelector("[data-keys-open]")?.addEventListener("click", open);
  const on = help.querySelector("[data-keys-on]");
  on.checked = !kept(localStorage, OFF);
  on.addEventListener("change", () => kept(localStorage, OFF, on.checked ? "" : "1"));

  // Whoever decided by a key goes on by keys: the next card is held, and says what was decided.
  addEventListener("pageshow", () => {
    if (!kept(sessionStorage, BY_KEY)) return;
    kept(sessionStorage, BY_KEY, "");
    const aimed = document.getElementById(location.hash.slice(1));
    const card = aimed?.closest("[data-card]");
    const after = (each) =>
      stub && stub.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = card ?? cards.find(after) ?? onward() ?? cards.at(-1) ?? stub;
    if (stub) next?.setAttribute("aria-describedby", "decided-words");
    next?.focus({ preventScroll: Boolean(stub) || !card });
  });
}
