// Says how many questions are ticked in all, also those that are not in view.

const form = document.querySelector("form[data-picking]");
const said = document.querySelector("[data-picked]");

if (form && said) {
  const boxes = [...form.elements].filter((each) => each.name === "question");
  const tell = () => {
    const ticked = boxes.filter((each) => each.checked);
    const hidden = ticked.filter((each) => "elsewhere" in each.dataset).length;
    const some = hidden === ticked.length ? "" : `${hidden} of them `;
    const rest = hidden ? `, ${some}not in view` : "";
    const text = ticked.length ? `${ticked.length} ticked${rest}.` : "";
    if (said.textContent !== text) said.textContent = text;
  };
  form.addEventListener("change", tell);
  for (const each of boxes) each.addEventListener("change", tell);
  // Going back shows the page with the ticks that it was left with.
  addEventListener("pageshow", tell);
  tell();
}
