// Puts each margin note level with the words it is about; without it they start at their paragraph.
// A note is one line until it is pointed at, so that dense paragraphs keep theirs close by.

const LINE = 24;
const wide = matchMedia("(min-width: 62rem)");

function level(article) {
  article.classList.toggle("level", wide.matches);
  article.style.minHeight = "";
  if (!wide.matches) return;
  const top = article.getBoundingClientRect().top;
  const line = (note) => {
    const words = article.querySelector(`a.fact[href="#${CSS.escape(note.id)}"]`);
    return (words?.getClientRects()[0] ?? note.getBoundingClientRect()).top - top;
  };
  const placed = [...article.querySelectorAll(".note")].map((note) => ({ note, at: line(note) }));
  placed.sort((one, other) => one.at - other.at);
  let free = 0;
  for (const { note, at } of placed) {
    note.style.top = `${Math.max(at, free)}px`;
    free = Math.max(at, free) + LINE;
  }
  article.style.minHeight = `${free}px`;
}

function levelAll() {
  document.querySelectorAll(".reading").forEach(level);
}

levelAll();
addEventListener("resize", levelAll);
