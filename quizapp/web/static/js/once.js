// Stops a form from being sent twice; the server counts a second sending as one, this only calms.

for (const form of document.querySelectorAll("form[data-once]")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    form.ariaBusy = "true";
  });
  // Going back shows the page as it was left; the form must work again.
  addEventListener("pageshow", () => {
    sent = false;
    form.ariaBusy = null;
  });
}
