// Puts each margin note level with the words it is about; without it they start at their paragraph.

const wide = matchMedia("(min-width: 62rem)");

function level(article) {
  const notes = [...article.querySelectorAll(".note")];
  article.classList.toggle("level", wide.matches);
  article.style.minHeight = "";
  if (!wide.matches) return;
  const top = article.getBoundingClientRect().top;
  let free = 0;
  for (const note of notes) {
    const words = article.querySelector(`a.fact[href="#${CSS.escape(note.id)}"]`);
    const line = words ? words.getClientRects()[0].top - top : free;
    note.style.top = `${Math.max(line, free)}px`;
    free = Math.max(line, free) + note.offsetHeight + 8;
  }
  article.style.minHeight = `${free}px`;
}

function levelAll() {
  document.querySelectorAll(".reading").forEach(level);
}

levelAll();
addEventListener("resize", levelAll);
