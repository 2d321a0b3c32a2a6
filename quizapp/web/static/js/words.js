// Words that are selected in the article beside the drafts become the answer of a new question.

const page = document.querySelector("[data-painted]");
const offer = document.querySelector("[data-ask-words]");

if (page && offer) {
  const link = offer.querySelector("a");
  const said = offer.querySelector("[data-words]");
  // The server counts letters, where a script counts some of them twice.
  const letters = (text) => [...text].length;
  const sentenceOf = (node) =>
    (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("a[data-start]");
  const isInWord = (text, at) => /[\p{L}\p{N}]{2}/u.test(text.slice(at - 1, at + 1));

  // What was selected, with the words whole at its ends.
  const chosen = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const sentence = sentenceOf(range.startContainer);
    if (!sentence || !page.contains(sentence) || sentenceOf(range.endContainer) !== sentence)
      return null;
    const text = sentence.textContent;
    const selected = range.toString();
    let from = range.startContainer.nodeType === Node.TEXT_NODE ? range.startOffset : 0;
    let to = from + selected.trimEnd().length;
    from += selected.length - selected.trimStart().length;
    if (to <= from) return null;
    while (from > 0 && isInWord(text, from)) from -= 1;
    while (to < text.length && isInWord(text, to)) to += 1;
    const start = Number(sentence.dataset.start);
    return {
      words: text.slice(from, to),
      start,
      end: start + letters(text),
      key_start: start + letters(text.slice(0, from)),
      key_end: start + letters(text.slice(0, to)),
    };
  };

  const tell = () => {
    const found = chosen();
    offer.hidden = !found;
    if (!found) return;
    const { words, ...places } = found;
    const address = new URL(offer.dataset.askWords, location.href);
    for (const [name, place] of Object.entries(places)) address.searchParams.set(name, place);
    link.href = address;
    said.textContent = `“${words}”`;
  };

  document.addEventListener("selectionchange", tell);
  // The end of a selection is a click on the sentence, which must not lead away.
  page.addEventListener("click", (event) => {
    if (chosen() && event.target.closest("a[data-start]")) event.preventDefault();
  });
  page.querySelector("[data-select-hint]").hidden = false;
}
