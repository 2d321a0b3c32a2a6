// Keeps the list of a quiz that runs up to date: words in cells are changed, and no element is ever
// replaced, so that focus, an open row and what was typed there stay. A page that nobody sees asks nothing.

const EVERY = 5000;
const LONGEST = 60000;
const SAID_EVERY = 30000;
const page = document.querySelector("[data-live]");
const part = (name) => page.querySelector(`[data-${name}]`);
const lines = new Map(Array.from(page.querySelectorAll("tbody tr[data-state]"), (row) => [Number(row.id.slice(2)), row]));
// The clock of this device may be wrong; the server's is meant.
const offset = Number(page.dataset.now) - Date.now();
const serverNow = () => Date.now() + offset;
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: page.dataset.zone });
let tag = page.dataset.tag;
let seenAt = serverNow();
let wait = EVERY;
let timer = 0;
let saidAt = 0;
let said = part("totals").textContent;

function put(cell, words) {
  if (cell.textContent !== words) cell.textContent = words;
}

function shortLeft(ms) {
  const minutes = Math.ceil(Math.max(0, Math.floor(ms / 1000)) / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function show(sent) {
  put(part("totals"), sent.totals);
  for (const [id, state, words, answered, flags, saved, ends, left] of sent.rows) {
    const row = lines.get(id);
    if (!row) continue;
    row.dataset.state = state;
    row.dataset.ends = ends ?? "";
    [words, answered, flags, saved].forEach((each, place) => put(row.cells[place + 1], each));
    if (!ends) put(row.cells[5], left);
  }
  showActs();
  const ids = new Set(sent.rows.map(([id]) => id));
  part("others").hidden = ids.size === lines.size && [...ids].every((id) => lines.has(id));
}

// Offers in the open row what can be done now; what somebody is typing in stays where it is.
function showActs() {
  const open = part("open");
  if (!open) return;
  const { state } = lines.get(Number(open.dataset.open)).dataset;
  for (const act of open.querySelectorAll("[data-when]")) {
    if (!act.contains(document.activeElement)) act.hidden = !act.dataset.when.split(" ").includes(state);
  }
}

function countDown() {
  for (const row of lines.values()) {
    const ends = Number(row.dataset.ends);
    if (ends) put(row.cells[5], shortLeft(ends - serverNow()));
  }
}

function announce() {
  const totals = part("totals").textContent;
  if (totals === said || serverNow() - saidAt < SAID_EVERY) return;
  said = totals;
  saidAt = serverNow();
  part("announce").textContent = totals;
}

function isCurrent(is) {
  const stale = part("stale");
  stale.hidden = is;
  if (is) put(part("as-of"), clock.format(seenAt));
  else put(stale, `Not up to date since ${clock.format(seenAt)}.`);
}

async function look() {
  clearTimeout(timer);
  try {
    const answer = await fetch(page.dataset.live, {
      cache: "no-store",
      headers: { Accept: "application/json", "If-None-Match": `W/"${tag}"` },
      redirect: "error",
      signal: AbortSignal.timeout(LONGEST),
    });
    if (!answer.ok && answer.status !== 304) throw new Error(answer.statusText);
    if (answer.status === 200) {
      show(await answer.json());
      tag = answer.headers.get("ETag").replace(/^W\/|"/g, "");
    }
    seenAt = serverNow();
    wait = EVERY;
    isCurrent(true);
  } catch {
    // A server that is busy or away is asked less and less often.
    wait = Math.min(LONGEST, wait * 2);
    isCurrent(false);
  }
  countDown();
  announce();
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(look, wait);
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(timer);
  if (!document.hidden) look();
});
addEventListener("online", look);
timer = setTimeout(look, EVERY);
