// Saves what is entered in a quiz at once, says so quietly, and tries again while it cannot.
// A form carries data-save="address"; each of its cards is a fieldset with all that belongs to it.

const WAIT_MS = 600;
const AGAIN_MS = [2000, 5000, 10000, 30000];

function sent(card, token) {
  const body = new URLSearchParams({ csrf_token: token });
  for (const field of card.elements) {
    if (!field.name || field.disabled || (/radio|checkbox/.test(field.type) && !field.checked)) continue;
    body.append(field.name, field.value);
  }
  return body;
}

/* What the server has not confirmed waits in this tab, so that a reload, a lost network or an error page
   in the place of a hand-in takes none of it. A browser may forbid its store: then only the page holds it. */

const UNSAVED = "unsaved";

function unsaved(form) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(UNSAVED));
    if (kept?.quiz === form.dataset.save) return kept;
  } catch {
    // Nothing can be read, so nothing is restored.
  }
  return { quiz: form.dataset.save, cards: {} };
}

function keep(kept) {
  try {
    if (Object.keys(kept.cards).length) sessionStorage.setItem(UNSAVED, JSON.stringify(kept));
    else sessionStorage.removeItem(UNSAVED);
  } catch {
    // It holds for this page only.
  }
}

const seen = (card) => card.querySelector("[name$='-seen']")?.value;
const filled = (card) => [...sent(card, "")].filter(([name]) => !/^csrf_token$|-seen$/.test(name));

function remember(form, card) {
  const kept = unsaved(form);
  kept.cards[card.id] = { seen: seen(card), given: filled(card) };
  keep(kept);
}

// A card that was changed since, by this save arriving or on another page, is as the server says.
function restore(form, card) {
  const kept = unsaved(form);
  const was = kept.cards[card.id];
  delete kept.cards[card.id];
  keep(kept);
  if (!was || was.seen !== seen(card) || JSON.stringify(was.given) === JSON.stringify(filled(card))) return false;
  for (const field of card.elements) {
    if (!field.name || field.name.endsWith("-seen")) continue;
    const values = was.given.filter(([name]) => name === field.name).map(([, value]) => value);
    if (/radio|checkbox/.test(field.type)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
  card.dispatchEvent(new Event("restored"));
  return true;
}

function saver(form) {
  const said = form.querySelector("[data-saved]");
  const announced = form.querySelector("[data-save-problem]");
  const waiting = new Set();
  let timer = 0;
  let tries = 0;
  let busy = false;
  let over = false;

  // What went well is only seen; what did not is read aloud too.
  function say(text, problem = "") {
    if (said) said.textContent = text || problem;
    if (announced && announced.textContent !== problem) announced.textContent = problem;
  }

  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(() => save(), delay);
  }

  function failed() {
    say("", "Not saved, trying again");
    later(AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)]);
    tries += 1;
  }

  function stop(text) {
    over = true;
    say("", text);
  }

  async function save({ leaving = false } = {}) {
    if ((busy && !leaving) || over || waiting.size === 0) return;
    busy = true;
    const cards = [...waiting];
    waiting.clear();
    const token = form.elements.csrf_token.value;
    const body = cards.map((card) => sent(card, token)).reduce((all, one) => {
      one.forEach((value, name) => name !== "csrf_token" && all.append(name, value));
      return all;
    });
    let response = null;
    let told = {};
    try {
      response = await fetch(form.dataset.save, {
        method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", keepalive: true,
      });
      if (/json/.test(response.headers.get("Content-Type"))) told = await response.json();
    } catch {
      // No answer came, or half of one: the network is away.
      response = null;
    }
    busy = false;
    if (response === null || response.status >= 500 || response.status === 429) {
      cards.forEach((card) => waiting.add(card));
      failed();
      return;
    }
    tries = 0;
    // From now on this is what the page shows: only another change here may replace one made elsewhere.
    for (const [position, digest] of Object.entries(told.seen ?? {})) form.elements[`q${position}-seen`].value = digest;
    if (response.status === 409) stop("This quiz was handed in already, or you logged in meanwhile. Reload the page.");
    else if (response.status === 422) say("", `Not saved: ${Object.values(told.problems).join(" ")}`);
    else if (response.ok) say(waiting.size ? "" : "Saved");
    else stop("Not saved: your login has ended, or the quiz is not there any more. Reload the page.");
    if (told.seen || over) settle(cards);
    if (waiting.size) later(0);
  }

  // What was changed again meanwhile still waits.
  function settle(cards) {
    const kept = unsaved(form);
    for (const card of cards) if (!waiting.has(card) || over) delete kept.cards[card.id];
    for (const card of waiting) if (!over && kept.cards[card.id]) kept.cards[card.id].seen = seen(card);
    keep(kept);
  }

  form.addEventListener("input", (event) => {
    const card = event.target.closest("[data-question]");
    if (!card || over) return;
    waiting.add(card);
    // After this event the fields say when it was, too.
    queueMicrotask(() => remember(form, card));
    if (tries === 0) say("");
    // Words are typed letter by letter; a choice is made at once.
    if (!busy && tries === 0) later(event.target.matches("input.form-control") ? WAIT_MS : 0);
  });
  // The button takes everything along: nothing is to be sent beside it.
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      say("", "You are offline. Nothing was sent; your answers wait on this page.");
      return;
    }
    if (form.ariaBusy) event.preventDefault();
    form.ariaBusy = "true";
    clearTimeout(timer);
    waiting.clear();
  });
  // Going back shows the page as it was left; the form must work again.
  addEventListener("pageshow", () => {
    form.ariaBusy = null;
  });
  for (const card of form.querySelectorAll("[data-question]")) if (restore(form, card)) waiting.add(card);
  for (const card of waiting) remember(form, card);
  if (waiting.size) later(0);
  addEventListener("online", () => later(0));
  addEventListener("pagehide", () => save({ leaving: true }));
  addEventListener("beforeunload", (event) => {
    if (waiting.size && tries) event.preventDefault();
  });
}

function counter(form) {
  const shown = form.querySelector("[data-answered]");
  if (!shown) return;
  const cards = [...form.querySelectorAll("[data-question]")];
  const isTick = (field) => /radio|checkbox/.test(field.type);
  // Of a card that is typed or matched every field counts, of one with options a single choice.
  const share = (card) => {
    const fields = [...card.elements].filter((field) => field.type !== "hidden" && /^(INPUT|SELECT)$/.test(field.tagName));
    const filled = fields.filter((field) => (isTick(field) ? field.checked : field.value));
    if (!filled.length) return 0;
    return fields.some(isTick) || filled.length === fields.length ? 1 : 0.5;
  };
  const count = () => {
    const shares = cards.map(share);
    const partly = shares.filter((each) => each === 0.5).length;
    const whole = shares.filter((each) => each === 1).length;
    shown.textContent = `${whole} of ${cards.length} answered${partly ? `, ${partly} partly` : ""}`;
  };
  form.addEventListener("input", count);
  count();
}

const forms = document.querySelectorAll("form[data-save]");
// Results: it was handed in with everything.
if (!forms.length) keep({ cards: {} });
for (const form of forms) {
  saver(form);
  counter(form);
  // It saves by itself.
  for (const button of form.querySelectorAll("[data-save-button]")) button.hidden = true;
}
