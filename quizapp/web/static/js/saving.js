// Saves what is entered in a quiz at once, says so quietly, and tries again while it cannot.
// A form carries data-save="address"; each of its cards is a fieldset with all that belongs to it.

const WAIT_MS = 600;
const MOST_KEPT_ALIVE = 60000;
const AGAIN_MS = [2000, 5000, 10000, 30000];

function sent(card, token) {
  const body = new URLSearchParams({ csrf_token: token });
  for (const field of card.elements) {
    if (!field.name || field.disabled || field.type === "submit" || (/radio|checkbox/.test(field.type) && !field.checked)) continue;
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
    if (Object.keys({ ...kept.cards, ...kept.flags }).length) sessionStorage.setItem(UNSAVED, JSON.stringify(kept));
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
    else if (field.type !== "submit") field.value = values[0] ?? "";
  }
  card.dispatchEvent(new Event("restored"));
  return true;
}

/* What each question says of itself. */

function state(card, text, isProblem = false) {
  const shown = card.querySelector("[data-state]");
  if (!shown) return;
  shown.textContent = text;
  shown.classList.toggle("unsaved", isProblem);
}

const positionOf = (card) => card.id.match(/\d+/)?.[0];
const isFilled = (card) => filled(card).some(([name, value]) => value && !/-(answered|took|certainty)$/.test(name));
const listed = (numbers) => `question${numbers.length > 1 ? "s" : ""} ${numbers.join(", ").replace(/, (\d+)$/, " and $1")}`;

function showFlag(button, isOn) {
  const position = button.dataset.flag;
  button.name = isOn ? "unflag" : "flag";
  button.textContent = isOn ? "Flagged" : "Flag";
  button.ariaLabel = `${isOn ? "Flagged: take the flag off question" : "Flag question"} ${position}`;
  const number = document.querySelector(`.numbers [value="${position}"]`);
  if (!number) return;
  number.classList.toggle("flagged", isOn);
  number.ariaLabel = number.ariaLabel.replace(/, flagged$/, "") + (isOn ? ", flagged" : "");
}

function saver(form) {
  const said = form.querySelector("[data-saved]");
  const announced = form.querySelector("[data-save-problem]");
  const away = form.querySelector("[data-away]");
  const newer = form.querySelector("[data-newer]");
  const waiting = new Set();
  const flags = new Map(Object.entries(unsaved(form).flags ?? {}));
  const elsewhere = new Set();
  let timer = 0;
  let tries = 0;
  let busy = false;
  let over = false;
  let isHeld = false;
  let held = null;
  let direct = false;

  // What went well is only seen; what did not is read aloud too.
  function say(text, problem = "") {
    if (said) said.textContent = text || problem;
    if (announced && announced.textContent !== problem) announced.textContent = problem;
  }

  const isWaiting = () => waiting.size + flags.size > 0;

  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(() => save(), delay);
  }

  function failed() {
    say("", "Not saved, trying again");
    for (const card of waiting) state(card, "Not saved yet. It is kept here and sent again.", true);
    later(AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)]);
    tries += 1;
  }

  function stop(text) {
    over = true;
    say("", text);
  }

  // A button that cannot do what it is for now does nothing, says so, and waits with the answers.
  function hold(submitter) {
    held = submitter;
    isHeld = true;
    if (isWaiting()) failed();
    if (!away) return;
    away.firstElementChild.textContent = `${navigator.onLine ? "The server cannot be reached." : "You are offline."} Nothing was sent; your answers wait on this page.`;
    away.hidden = false;
    away.scrollIntoView({ block: "center" });
  }

  function reached() {
    if (!isHeld || !away) return;
    away.firstElementChild.textContent = "The connection is back, and your answers are saved.";
  }

  function tell(told) {
    if ("left" in told) dispatchEvent(new CustomEvent("timeleft", { detail: told }));
    if (told.as_of && form.elements.as_of) form.elements.as_of.value = told.as_of;
    for (const position of told.newer ?? []) {
      const card = document.getElementById(`q${position}-question`);
      if (!card || waiting.has(card)) continue;
      elsewhere.add(position);
      state(card, "A newer answer was given elsewhere.", true);
    }
    if (!elsewhere.size || !newer) return;
    newer.firstElementChild.textContent = `Newer answers were given in another tab or on another device: ${listed([...elsewhere].sort((one, other) => one - other))}.`;
    newer.hidden = false;
  }

  function settled(card, told) {
    const position = positionOf(card);
    const problem = told.problems?.[position];
    if (problem) state(card, `Not saved: ${problem}`, true);
    else if (!told.seen || !(position in told.seen) || waiting.has(card)) return;
    else if (told.replaced?.includes(Number(position))) state(card, "Saved in the place of another answer, given elsewhere.");
    else state(card, isFilled(card) ? "Answer saved" : "Saved: not answered");
    if (!problem) card.dispatchEvent(new Event("saved", { bubbles: true }));
  }

  async function save({ leaving = false, anyway = false } = {}) {
    if ((busy && !leaving) || over || !(isWaiting() || anyway)) return;
    busy = true;
    const cards = [...waiting];
    const sentFlags = [...flags];
    waiting.clear();
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
    if (form.elements.as_of) body.append("as_of", form.elements.as_of.value);
    for (const card of cards) sent(card, "").forEach((value, name) => name !== "csrf_token" && body.append(name, value));
    for (const [position, isOn] of sentFlags) body.append(isOn ? "flag" : "unflag", position);
    let response = null;
    let told = {};
    try {
      // A browser refuses to send more than this beyond the life of a page.
      const keepalive = body.toString().length < MOST_KEPT_ALIVE;
      response = await fetch(form.dataset.save, {
        method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", keepalive,
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
    for (const [position, isOn] of sentFlags) if (flags.get(position) === isOn) flags.delete(position);
    // From now on this is what the page shows: only another change here may replace one made elsewhere.
    for (const [position, digest] of Object.entries(told.seen ?? {})) form.elements[`q${position}-seen`].value = digest;
    if (response.status === 409) stop(`${told.problem ?? "This quiz was handed in already, or you logged in meanwhile."} Reload the page.`);
    else if (response.status === 422) say("", `Not saved: ${Object.values(told.problems).join(" ")}`);
    else if (response.ok) say(isWaiting() ? "" : "Saved");
    else stop("Not saved: your login has ended, or the quiz is not there any more. Reload the page.");
    for (const card of cards) {
      if (over) state(card, "Not saved.", true);
      else settled(card, told);
    }
    tell(told);
    if (told.seen || over) settle(cards);
    if (isWaiting()) later(0);
    else reached();
  }

  // What was changed again meanwhile still waits.
  function settle(cards) {
    const kept = unsaved(form);
    for (const card of cards) if (!waiting.has(card) || over) delete kept.cards[card.id];
    for (const card of waiting) if (!over && kept.cards[card.id]) kept.cards[card.id].seen = seen(card);
    kept.flags = Object.fromEntries(over ? [] : flags);
    keep(kept);
  }

  form.addEventListener("input", (event) => {
    const card = event.target.closest("[data-question]");
    if (!card || over) return;
    waiting.add(card);
    // After this event the fields say when it was, too.
    queueMicrotask(() => remember(form, card));
    if (tries === 0) {
      say("");
      state(card, "Saving …");
    }
    // Words are typed letter by letter; a choice is made at once.
    if (!busy && tries === 0) later(event.target.matches("input.form-control, textarea") ? WAIT_MS : 0);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-flag]");
    if (!button || over) return;
    event.preventDefault();
    const isOn = button.name === "flag";
    showFlag(button, isOn);
    flags.set(button.dataset.flag, isOn);
    keep({ ...unsaved(form), flags: Object.fromEntries(flags) });
    if (!busy && tries === 0) later(0);
  });

  // A page that leaves for another without a network is lost: whether there is one is tried first.
  async function tryAgain(submitter) {
    clearTimeout(timer);
    if (navigator.onLine && tries > 0) await save({ anyway: true });
    if (!navigator.onLine || tries > 0) {
      hold(submitter);
      return;
    }
    form.requestSubmit(submitter);
  }

  // A tap sends its answer before a save could find the network away. Its result comes on the page of
  // the same address, so that sending it from here shows whether it went out.
  const checksAtOnce = (submitter) =>
    submitter?.name === "forgot" || (submitter?.name !== "go" && form.matches("[data-one-tap]") && isFilled(form.querySelector("[data-question]")));

  async function check(submitter) {
    form.ariaBusy = "true";
    clearTimeout(timer);
    try {
      const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, submitter)), redirect: "manual" });
      waiting.clear();
      if (response.type === "opaqueredirect") location.assign(form.action);
      // What was refused changed nothing: sent once more it is shown.
      else {
        direct = true;
        form.ariaBusy = null;
        form.requestSubmit(submitter);
      }
    } catch {
      form.ariaBusy = null;
      for (const card of form.querySelectorAll("[data-question]")) if (isFilled(card)) waiting.add(card);
      hold(submitter);
    }
  }

  // The button takes everything along: nothing is to be sent beside it.
  form.addEventListener("submit", (event) => {
    if (form.ariaBusy) {
      event.preventDefault();
      return;
    }
    if (!navigator.onLine || tries > 0) {
      event.preventDefault();
      tryAgain(event.submitter);
      return;
    }
    if (!direct && checksAtOnce(event.submitter)) {
      event.preventDefault();
      check(event.submitter);
      return;
    }
    form.ariaBusy = "true";
    clearTimeout(timer);
    waiting.clear();
  });
  away?.querySelector("[data-again]").addEventListener("click", () => tryAgain(held));
  // Going back shows the page as it was left; the form must work again.
  addEventListener("pageshow", () => {
    form.ariaBusy = null;
  });
  for (const [position, isOn] of flags) {
    const button = form.querySelector(`[data-flag="${position}"]`);
    if (button) showFlag(button, isOn);
  }
  for (const card of form.querySelectorAll("[data-question]")) if (restore(form, card)) waiting.add(card);
  for (const card of waiting) remember(form, card);
  if (isWaiting()) later(0);
  addEventListener("online", () => {
    if (isWaiting()) later(0);
    else reached();
  });
  addEventListener("pagehide", () => save({ leaving: true }));
  addEventListener("beforeunload", (event) => {
    if (isWaiting() && tries) event.preventDefault();
  });
}

// Of a card that is typed or matched every field counts, of one with options a single choice.
function share(card) {
  const isTick = (field) => /radio|checkbox/.test(field.type);
  const fields = [...card.elements].filter((field) => field.type !== "hidden" && !field.closest("[data-aside]") && /^(INPUT|SELECT|TEXTAREA)$/.test(field.tagName));
  const given = fields.filter((field) => (isTick(field) ? field.checked : field.value));
  if (!given.length) return 0;
  return fields.some(isTick) || given.length === fields.length ? 1 : 0.5;
}

const counted = (whole, total, partly) => `${whole} of ${total} answered${partly ? `, ${partly} partly` : ""}`;

function counter(form) {
  const shown = form.querySelector("[data-answered]");
  if (!shown) return;
  const cards = [...form.querySelectorAll("[data-question]")];
  const count = () => {
    const shares = cards.map(share);
    const partly = shares.filter((each) => each === 0.5).length;
    const whole = shares.filter((each) => each === 1).length;
    shown.textContent = counted(whole, cards.length, partly);
  };
  form.addEventListener("input", count);
  count();
}

// One question at a time: what the page says of all of them follows what was saved here.
function standing(form) {
  const line = document.querySelector("[data-others]");
  if (!line) return;
  const [bar, shown] = line.querySelectorAll("progress, span");
  form.addEventListener("saved", ({ target: card }) => {
    const mine = share(card);
    const whole = Number(line.dataset.others) + (mine === 1);
    bar.value = whole;
    shown.textContent = counted(whole, bar.max, Number(line.dataset.partly) + (mine === 0.5));
    const position = positionOf(card);
    const number = document.querySelector(`.numbers [value="${position}"]`);
    if (!number) return;
    number.textContent = `${position}${{ 1: " ✓", 0.5: " …" }[mine] ?? ""}`;
    number.ariaLabel = number.ariaLabel.replace(/, (not |partly )?answered/, `, ${{ 1: "", 0.5: "partly " }[mine] ?? "not "}answered`);
  });
}

const forms = document.querySelectorAll("form[data-save]");
// Results: it was handed in with everything.
if (!forms.length) keep({ cards: {} });
for (const form of forms) {
  saver(form);
  counter(form);
  standing(form);
  // It saves by itself.
  for (const button of form.querySelectorAll("[data-save-button]")) button.hidden = true;
}
