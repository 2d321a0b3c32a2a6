// Shows how far a job is, and loads the page anew when it has ended: the server knows where to go on.

const EVERY = 1000;
const line = document.querySelector("[data-progress]");
const bar = line?.querySelector("progress");
const said = document.querySelector("[data-said]");

async function look() {
  try {
    const answer = await fetch(line.dataset.progress, { headers: { Accept: "application/json" } });
    // Whoever is no longer logged in is sent to the login page.
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
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
  } catch {
    // A server that starts anew is there again in a moment.
  }
  setTimeout(look, EVERY);
}

if (line) setTimeout(look, EVERY);
