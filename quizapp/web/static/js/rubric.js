// Adds up the levels that are chosen in a rubric. The server does it again with what is saved.

const said = document.querySelector("[data-sum]");
const form = said.closest("form");
const [most, worth, criteria] = ["most", "worth", "criteria"].map((name) => Number(said.dataset[name]));
const spoken = (points) => String(Math.round(points * 100) / 100);

function tell() {
  const chosen = [...form.querySelectorAll("input[type=radio]:checked")];
  const sum = chosen.reduce((points, each) => points + Number(each.dataset.points), 0);
  const isWhole = chosen.length === criteria;
  const here = isWhole && worth !== most ? `, ${spoken((sum / most) * worth)} of ${spoken(worth)} in this quiz` : "";
  said.textContent = `Chosen: ${spoken(sum)} of ${spoken(most)} points${isWhole ? here : " so far"}`;
  said.hidden = false;
}

form.addEventListener("change", tell);
// Going back shows the page with what was chosen on it.
addEventListener("pageshow", tell);
