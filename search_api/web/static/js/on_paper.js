// What is folded on the screen is read on paper.
const folded = new Set();
window.addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details[data-print-open]:not([open])")) {
    one.open = true;
    folded.add(one);
  }
});
window.addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
  folded.clear();
});

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
