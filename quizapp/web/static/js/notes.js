// Folds the notes of each paragraph on a phone, where they would tear the text apart; without it
// they stay open. An address that leads to a note opens it, in browsers that do not do so themselves.
// Whoever goes back from a note is where they were: the page neither moves nor stays unfolded.

const wide = matchMedia("(min-width: 62rem)");

function fold() {
  for (const notes of document.querySelectorAll(".notes")) {
    notes.open = wide.matches || notes.querySelector(":target") !== null;
  }
}

function reveal() {
  let around = document.querySelector(":target")?.closest("details");
  while (around) {
    around.open = true;
    around = around.parentElement.closest("details");
  }
}

let cameFromText = false;

fold();
reveal();
wide.addEventListener("change", fold);
addEventListener("hashchange", () => {
  fold();
  reveal();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link?.matches(".fact")) cameFromText = true;
  if (!link?.matches(".back") || !cameFromText) return;
  event.preventDefault();
  history.back();
});
