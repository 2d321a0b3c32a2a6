// Shows how far a job is, and loads the page anew when it has ended: the server knows where to go on.
// As long as nothing moves, it asks less and less often.

const SOONEST = 1000;
const LATEST = 15000;
const line = document.querySelector("[data-progress]");
const bar = line?.querySelector("progress");
const said = document.querySelector("[data-said]");
let wait = SOONEST;
let last = "";

async function look() {
  try {
    const answer = await fetch(line.dataset.progress, { headers: { Accept: "application/json" } });
    if (answer.redirected) {
      // Whoever is no longer logged in is sent to the login page, and back from there.
      location.reload();
      return;
    }
    if (!answer.ok) throw new Error(answer.statusText);
    const job = await answer.json();
    if (!["queued", "running"].includes(job.state)) {
      location.reload();
      return;
    }
    if (job.total) {
      bar.max = job.total;
      bar.value = job.done;
    }
    if (said.textContent !== job.said) said.textContent = job.said;
    const seen = `${job.state} ${job.done}`;
    wait = seen === last ? Math.min(LATEST, wait * 1.25) : SOONEST;
    last = seen;
  } catch {
    // A server that starts anew is there again in a moment.
    wait = Math.min(LATEST, wait * 1.25);
  }
  setTimeout(look, wait);
}

if (line) setTimeout(look, wait);
