// Counts the time of a quiz down, says when half of it, five minutes and one minute are left, and hands
// in at its end. The server decides when that is: it said how many seconds are left of it, and says so
// again at each save, and when it is asked.

const HIDDEN = "time-hidden";
const CALM_SECONDS = 300;
// What differs by less is the way of the save.
const MORE_SECONDS = 5;

// A page on which nobody enters anything asks once in a while; a class does not ask all at one moment.
const ASK_MS = 60_000;
const SPREAD_MS = 10_000;
const LONGEST_MS = 16 * ASK_MS;

// Asks how much time is left, until nothing is left to ask about. What fails is asked for more and more rarely.
function keepAsking(address) {
  let wait = ASK_MS;
  let toldAt = performance.now();
  addEventListener("timeleft", () => { toldAt = performance.now(); });

  async function ask() {
    // A save has just said it.
    if (performance.now() - toldAt < ASK_MS) return later();
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" }, redirect: "error" });
      // It is not there for whoever uses this browser now.
      if (response.status === 404) return;
      if (!response.ok) throw new Error(response.statusText);
      const told = await response.json();
      if (told.left === null) return;
      wait = ASK_MS;
      dispatchEvent(new CustomEvent("timeleft", { detail: told }));
    } catch {
      wait = Math.min(wait * 2, LONGEST_MS);
    }
    later();
  }

  function later() {
    setTimeout(ask, wait + Math.random() * SPREAD_MS);
  }

  later();
}

function counted(number, word) {
  return number ? `${number} ${word}${number === 1 ? "" : "s"}` : "";
}

// The server says it in the same words.
function inWords(seconds) {
  if (seconds < 60) return seconds ? "less than a minute" : "none";
  const minutes = Math.ceil(seconds / 60);
  return [counted(Math.floor(minutes / 60), "hour"), counted(minutes % 60, "minute")].filter(Boolean).join(" ");
}

function shown(seconds) {
  if (seconds > CALM_SECONDS) return inWords(seconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/* A browser may forbid its store: the choice holds for this page only then. */

function isHidden() {
  try {
    return localStorage.getItem(HIDDEN) !== null;
  } catch {
    return false;
  }
}

function remember(hidden) {
  try {
    if (hidden) localStorage.setItem(HIDDEN, "1");
    else localStorage.removeItem(HIDDEN);
  } catch {
    // Nothing is kept.
  }
}

function handIn() {
  const form = document.querySelector("main form[method=post]");
  form.querySelector("[name=ask]")?.remove();
  // A page of one question hands in by what its button says; the page of all questions does anyway.
  // Whoever was given more time meanwhile goes on: the server knows.
  for (const [name, value] of [["go", "hand-in"], ["by_clock", "1"]]) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  form.requestSubmit();
}

function start(place) {
  const text = place.querySelector("[data-time-left]");
  const said = document.querySelector("[data-timer-said]");
  const button = place.querySelector("[data-timer-switch]");
  const whole = Number(place.dataset.whole);
  let ends = performance.now() + Number(place.dataset.timer) * 1000;
  const marks = [whole / 2, 300, 60].filter((each) => each < whole);
  let before = Number(place.dataset.timer);
  let hidden = isHidden();
  // How much is left while a teacher has stopped the time.
  let still = "paused" in place.dataset ? before : null;
  const paused = document.querySelector("[data-timer-paused]");

  const label = text.parentElement;
  function draw() {
    label.hidden = hidden;
    button.textContent = hidden ? "Show the time" : "Hide the time";
  }

  function tick() {
    if (still !== null) {
      text.textContent = inWords(still);
      return;
    }
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    text.textContent = shown(left);
    if (marks.some((each) => before > each && left <= each)) said.textContent = `${inWords(left)} left`;
    // A page that came when the time was over does not send itself: it would come again and again.
    if (left === 0 && before > 0) {
      said.textContent = "The time is over. Your answers are handed in.";
      handIn();
    }
    before = left;
  }

  // A save or an answer brings how much is left by now: more than before, where a teacher gave more.
  addEventListener("timeleft", ({ detail: told }) => {
    if (told.left === null) return;
    const wasStill = still;
    const here = wasStill ?? (ends - performance.now()) / 1000;
    if (told.paused === (wasStill !== null) && told.left - here < MORE_SECONDS) return;
    still = told.paused ? told.left : null;
    ends = performance.now() + told.left * 1000;
    before = told.left;
    paused.hidden = !told.paused;
    if (told.paused && wasStill === null) said.textContent = "Your teacher has stopped the time.";
    else if (!told.paused && wasStill !== null) said.textContent = `The time runs again: ${inWords(told.left)} left`;
    else said.textContent = `You have more time now: ${inWords(told.left)} left`;
    tick();
  });

  // Without a script it is as it was.
  place.querySelector("[data-timer-opened]").remove();
  button.hidden = false;
  button.addEventListener("click", () => {
    hidden = !hidden;
    remember(hidden);
    draw();
  });
  draw();
  tick();
  setInterval(tick, 1000);
  keepAsking(place.dataset.toldAt);
  // A page in the background ticks rarely.
  document.addEventListener("visibilitychange", tick);
}

for (const place of document.querySelectorAll("[data-timer]")) start(place);
